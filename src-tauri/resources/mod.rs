//! What the program makes in AWS, one file per thing: what is desired of it, how that compares with what AWS has, what is
//! written, whether it took effect, and how it is taken back. Pure.

pub mod action;
pub mod alias;
pub mod attachment;
pub mod boundary;
pub mod bucket;
pub mod bucket_tags;
pub mod bucket_value;
pub mod call;
pub mod comparison;
mod condition;
pub mod desired;
pub mod encryption;
pub mod fate;
pub mod fingerprint;
pub mod https_only;
pub mod key;
pub mod lifecycle;
pub mod lifecycle_rule;
mod listed;
pub mod made;
pub mod managed_policy;
pub mod observed;
pub mod ownership;
pub mod policy_versions;
pub mod public_access;
pub mod refusal;
mod registry;
pub mod resource;
mod revert;
pub mod role;
pub mod rotation;
pub mod rules;
pub mod sessions;
pub mod setting;
pub mod step;
pub mod tags;
pub mod versioning;
pub mod write;

pub use resource::Resource;
