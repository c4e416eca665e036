//! The capabilities of the program, one module each, without a window.

mod browser;
mod center;
mod claims;
mod documents;
mod elsewhere;
mod errors;
mod house;
mod journal;
mod kill;
mod messages;
mod network;
mod parsers;
mod paste;
mod permissions;
mod plan;
mod policy;
mod practice;
mod pressed;
mod problems;
mod race;
mod renamed;
mod request;
mod run;
mod second_factor;
mod secrets;
mod sign_in;
#[path = "../support/mod.rs"]
mod support;
mod theirs;
mod undo;
mod wire;
