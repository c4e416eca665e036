//! What crosses to the page, written to `ui/src/messages/` as TypeScript.

pub mod home;
pub mod problem;
pub mod ready;
pub mod review;
pub mod run;
pub mod session;
pub mod typing;
