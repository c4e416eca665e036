//! The six fields every ARN has, and why one may be refused.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::{AccountId, Partition};

/// Why a text is not the ARN that was expected. These are answers from AWS or values stored earlier: nobody types them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum ArnRefusal {
    /// Not six fields that begin with `arn`.
    #[serde(rename = "arn-shape")]
    Shape {
        /// What was given.
        text: String,
    },
    /// A partition nobody knows.
    #[serde(rename = "arn-partition")]
    Partition {
        /// What was given.
        text: String,
    },
    /// The account field is not what this ARN has there.
    #[serde(rename = "arn-account")]
    Account {
        /// What was given.
        text: String,
    },
    /// An ARN of something else.
    #[serde(rename = "arn-resource")]
    Resource {
        /// What was given.
        text: String,
    },
    /// The name at its end is one AWS does not give.
    #[serde(rename = "arn-name")]
    Name {
        /// What was given.
        text: String,
    },
}

/// An ARN's fields after the first, as they stand.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) struct Arn<'a> {
    pub(super) partition: &'a str,
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits an ARN. The resource keeps its own colons.
    pub(super) fn split(text: &'a str) -> Option<Self> {
        let mut fields = text.splitn(6, ':');
        if fields.next()? != "arn" {
            return None;
        }
        Some(Self {
            partition: fields.next()?,
            service: fields.next()?,
            region: fields.next()?,
            account: fields.next()?,
            resource: fields.next()?,
        })
    }
}

/// An account number exactly as an ARN has it, without the spaces and dashes a person may type.
pub(super) fn account(field: &str) -> Option<AccountId> {
    AccountId::parse(field).ok().filter(|account| account.as_str() == field)
}

/// A partition exactly as an ARN has it.
pub(super) fn partition(field: &str) -> Option<Partition> {
    Partition::parse(field).ok().filter(|partition| partition.as_str() == field)
}

/// Splits what follows `role/`, `user/` or `policy/` into the path, slashes at both ends, and the name.
pub(super) fn path_and_name(resource: &str) -> (String, &str) {
    match resource.rsplit_once('/') {
        Some((path, name)) => (format!("/{path}/"), name),
        None => ("/".to_owned(), resource),
    }
}

/// Whether IAM takes the path in an ARN: up to 512 printable ASCII characters, the widest of its published patterns.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
pub(super) fn is_iam_path(path: &str) -> bool {
    path.len() <= 512 && path.bytes().all(|byte| byte.is_ascii_graphic())
}
