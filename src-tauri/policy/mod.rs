//! IAM policy documents as types: read, compared by meaning, evaluated. Pure.

pub mod compare;
pub mod decision;
pub mod document;
pub mod evaluate;
pub mod one_or_many;
pub mod ordered;
pub mod principal;
pub mod request;

mod condition;
mod pattern;
mod written;

pub use compare::{Difference, Side, differences, same_meaning};
pub use decision::{Decision, EvaluationError, Obstacle, PolicyKind, StatementRef};
pub use document::{
    ActionElement, ConditionValue, Conditions, DocumentError, Effect, MANAGED_POLICY_MAX_LEN, PolicyDocument,
    Principal, PrincipalElement, Principals, ResourceElement, Sid, Statement, StatementError, TRUST_POLICY_MAX_LEN,
    Version,
};
pub use evaluate::{GrantRule, Policies, evaluate};
pub use one_or_many::OneOrMany;
pub use ordered::Ordered;
pub use principal::{Caller, CallerError, Identity};
pub use request::{Context, Request};
