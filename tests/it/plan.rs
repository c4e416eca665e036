//! What is planned, from every request and whatever exists already.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where it stands")]

mod calls;
mod drift;
mod fingerprints;
pub mod model;
mod refusals;
