//! Runs from Create to Ready over the AWS inside the program, and over everything that can go wrong on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "run/clock.rs"]
mod clock;
#[path = "run/lost.rs"]
mod lost;
#[path = "run/order.rs"]
mod order;
#[path = "run/refused.rs"]
mod refused;
#[path = "run/reopened.rs"]
mod reopened;
#[path = "run/review.rs"]
mod review;
#[path = "run/stage.rs"]
mod stage;
#[path = "run/traffic.rs"]
mod traffic;
#[path = "run/whole.rs"]
mod whole;

pub use clock::TestClock;
pub use stage::{ALL_CALLS, Inventory, REGION, Stage, closed, filled_in, folder_in_memory, opened_again, step};
