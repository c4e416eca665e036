//! What crosses to the page, written to `ui/src/messages/` as TypeScript.

pub mod confirm;
pub mod elsewhere;
pub mod home;
pub mod permissions;
pub mod problem;
pub mod ready;
pub mod review;
pub mod review_bucket;
pub mod review_facts;
mod review_of;
pub mod run;
pub mod session;
pub mod settings;
pub mod stop;
pub mod typing;
pub mod undo;
