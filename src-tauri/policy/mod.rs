//! IAM policy documents as types: read, compared by meaning, evaluated. Pure.

pub mod document;
pub mod one_or_many;
pub mod ordered;

mod written;

pub use document::{
    ActionElement, ConditionValue, Conditions, DocumentError, Effect, MANAGED_POLICY_MAX_LEN, PolicyDocument,
    Principal, PrincipalElement, Principals, ResourceElement, Sid, Statement, StatementError, TRUST_POLICY_MAX_LEN,
    Version,
};
pub use one_or_many::OneOrMany;
pub use ordered::Ordered;
