//! What AWS's refusals and a silent network mean, in kinds and in words.

pub mod cause;
mod classify;
mod denial;
mod escalation;
pub mod failure;
pub mod not_sent;
pub mod redactor;
pub mod retry;
pub mod words;
