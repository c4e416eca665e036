//! What a sign-in must be allowed to do: every call covered, nothing beyond, the policies to the letter, AWS's answers.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "permissions/answers.rs"]
mod answers;
#[path = "permissions/covered.rs"]
mod covered;
#[path = "permissions/documents.rs"]
mod documents;
#[path = "permissions/enforced.rs"]
mod enforced;
#[path = "permissions/part.rs"]
mod part;
