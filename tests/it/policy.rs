//! Policy documents: read and written, compared by meaning, evaluated.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets a surprise should stop there")]

mod compare;
mod conditions;
mod document;
mod evaluate;
mod generate;
mod patterns;
