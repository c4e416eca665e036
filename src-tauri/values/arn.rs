//! The six fields every ARN has, and why one may be refused.

use thiserror::Error;

use super::refusal::refusal_kinds;
use super::{AccountId, Partition};

/// Why a text is not the ARN that was expected. These are answers from AWS or values stored earlier, so the sentences say
/// what is wrong with them rather than what to type.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArnRefusal {
    /// Not six fields that begin with `arn`.
    #[error("“{text}” is not {expected}: an ARN begins with “arn:” and has five colons.")]
    Shape {
        /// What was given.
        text: String,
        /// What it should have been, with its article.
        expected: &'static str,
    },
    /// A partition nobody knows.
    #[error("“{text}” names a part of AWS this program does not know; compare it with the original.")]
    Partition {
        /// What was given.
        text: String,
    },
    /// The account field is not what this ARN has there.
    #[error("“{text}” does not have the account number {expected} has; compare it with the original.")]
    Account {
        /// What was given.
        text: String,
        /// What it should have been, with its article.
        expected: &'static str,
    },
    /// An ARN of something else.
    #[error("“{text}” is the ARN of something else, not {expected}.")]
    Resource {
        /// What was given.
        text: String,
        /// What it should have been, with its article.
        expected: &'static str,
    },
    /// The name at its end is one AWS does not give.
    #[error("“{text}” ends in a name AWS does not take for {expected}; compare it with the original.")]
    Name {
        /// What was given.
        text: String,
        /// What it should have been, with its article.
        expected: &'static str,
    },
}

refusal_kinds!(ArnRefusal {
    Shape => "arn-shape",
    Partition => "arn-partition",
    Account => "arn-account",
    Resource => "arn-resource",
    Name => "arn-name",
});

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
