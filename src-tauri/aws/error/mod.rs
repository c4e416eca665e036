//! What AWS's refusals and a silent network mean, in kinds.

pub mod cause;
mod classify;
mod denial;
pub mod failure;
pub mod not_sent;
pub mod redactor;
pub mod retry;
