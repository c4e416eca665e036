//! Forms and what becomes of them.

pub mod sample;
