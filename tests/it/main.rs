//! The capabilities of the program, one module each, without a window.

mod browser;
mod center;
mod claims;
mod confirm;
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
mod private_files;
mod problems;
mod race;
mod renamed;
mod request;
mod run;
mod second_factor;
mod secrets;
mod security;
mod sign_in;
mod supply_chain;
#[path = "../support/mod.rs"]
mod support;
mod theirs;
mod undo;
mod wire;
