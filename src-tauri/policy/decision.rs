//! What policies answer, or why there is no answer.

use std::fmt;

use thiserror::Error;

use super::document::Sid;

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Allowed, and nobody denies.
    Allowed,
    /// A statement denies, whatever the others say.
    ExplicitDeny {
        /// The first statement that does.
        statement: StatementRef,
    },
    /// Nobody allows.
    ImplicitDeny,
}

/// To what a policy is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyKind {
    /// To the caller.
    Identity,
    /// To the resource.
    Resource,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRef {
    /// In which list of [`Policies`].
    pub kind: PolicyKind,
    /// Which policy of that list, counted from 0.
    pub policy: usize,
    /// Which statement of that policy, counted from 0.
    pub statement: usize,
    /// The statement's name.
    pub sid: Option<Sid>,
}

impl fmt::Display for StatementRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            PolicyKind::Identity => "identity",
            PolicyKind::Resource => "resource",
        };
        write!(formatter, "statement {} of {kind} policy {}", self.statement + 1, self.policy + 1)
    }
}

/// Why a request cannot be decided. Never read as an allowance.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{statement} cannot be evaluated: {obstacle}")]
pub struct EvaluationError {
    /// The first statement in the way.
    pub statement: StatementRef,
    /// What about it.
    #[source]
    pub obstacle: Obstacle,
}

/// What in a statement cannot be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Obstacle {
    /// A condition operator that is not evaluated here, or not in this case.
    #[error("the condition operator {operator} is not known")]
    UnknownOperator {
        /// The operator as written.
        operator: String,
    },
    /// A value that its operator cannot compare, such as a number that is none.
    #[error("{operator} cannot compare with `{value}`")]
    NotComparable {
        /// The operator as written.
        operator: String,
        /// The value as written.
        value: String,
    },
    /// The request has several values for a key, and the operator does not say whether all or any of them count.
    #[error("the request has several values for {key}, and the condition does not say which of them count")]
    SetOperatorMissing {
        /// The condition key.
        key: String,
    },
    /// A policy variable that never ends, or stands for several values.
    #[error("the policy variable `{variable}` cannot be replaced")]
    UnusableVariable {
        /// The variable as written.
        variable: String,
    },
    /// A policy attached to an identity names principals, which AWS refuses.
    #[error("a policy attached to an identity names a principal")]
    PrincipalInIdentityPolicy,
    /// A policy attached to an identity names no resource, which AWS refuses.
    #[error("a policy attached to an identity names no resource")]
    NoResourceInIdentityPolicy,
    /// A policy attached to a resource names no principal, which AWS refuses.
    #[error("a policy attached to a resource names no principal")]
    NoPrincipalInResourcePolicy,
}
