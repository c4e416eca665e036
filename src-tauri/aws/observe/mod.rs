//! What AWS has: of one resource, of a setup, of one that is to be taken back, and of all setups in an account.

pub mod removal;
pub mod resource;
pub mod setup;
pub mod survey;
