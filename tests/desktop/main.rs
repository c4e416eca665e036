//! The program as a person meets it: a real window, driven through WebDriver.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod accessibility;
mod account;
mod bad_input;
mod browser;
mod canaries;
mod center;
mod elsewhere;
mod harness;
mod journey;
mod keys;
mod killed;
mod memory;
mod navigation;
mod network;
mod page;
mod practice;
mod profiles;
mod promises;
mod session;
mod start;
mod theirs;
mod tour;
mod undo;
mod ways;
mod window;
