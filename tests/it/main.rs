//! The capabilities of the program, one module each, without a window.

mod browser;
mod center;
mod documents;
mod elsewhere;
mod errors;
mod house;
mod journal;
mod kill;
mod links;
mod messages;
mod network;
mod parsers;
mod paste;
mod permissions;
mod plan;
mod policy;
mod practice;
mod problems;
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
