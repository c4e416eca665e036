//! The policy that caps what a role may do, where an organisation demands one.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::PolicyArn;
use super::kind::kind_of;
use super::text::{text_value, trimmed};

/// The managed policy given to `CreateRole` as `PermissionsBoundary`, by its ARN.
///
/// AWS takes 20 to 2048 characters, which every policy ARN stays within.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PermissionsBoundary {
    text: String,
    policy: PolicyArn,
}

/// Why a text is no permissions boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum PermissionsBoundaryRefusal {
    /// Nothing was given.
    #[serde(rename = "permissions-boundary-empty")]
    Empty,
    /// Not a policy's ARN.
    #[serde(rename = "permissions-boundary-not-policy-arn")]
    NotPolicyArn {
        /// What was given.
        text: String,
    },
}

text_value!(PermissionsBoundary, PermissionsBoundaryRefusal);

impl PermissionsBoundary {
    /// Reads the ARN of a policy in an account or of one that AWS made.
    ///
    /// # Errors
    /// When it is not a policy's ARN.
    pub fn parse(text: &str) -> Result<Self, PermissionsBoundaryRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(PermissionsBoundaryRefusal::Empty);
        }
        let policy =
            PolicyArn::parse(text).map_err(|_| PermissionsBoundaryRefusal::NotPolicyArn { text: text.to_owned() })?;
        Ok(Self { text: policy.as_str().to_owned(), policy })
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &PolicyArn {
        &self.policy
    }
}
