//! What a bucket is like: each of its settings, read, and the value of one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bucket_setting::BucketSetting;
use super::lifecycle_rule::WholeRule;
use super::reading::{Reading, TagSet};
use crate::policy::PolicyDocument;
use crate::values::KeyArn;

/// One setting of a bucket with its value: as it was before this setup changed it, or as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BucketValue {
    /// The switches; `None` when the bucket has none of its own.
    PublicAccess(Option<PublicAccess>),
    /// The default encryption.
    Encryption(ObservedEncryption),
    /// The whole policy; `None` without one.
    Policy(#[ts(type = "unknown")] Option<PolicyDocument>),
    /// Whether versioning is on.
    Versioning(bool),
    /// All lifecycle rules.
    Lifecycle(Vec<LifecycleRule>),
    /// All tags.
    Tags(TagSet),
}

impl BucketValue {
    /// Whose value it is.
    #[must_use]
    pub const fn setting(&self) -> BucketSetting {
        match self {
            Self::PublicAccess(_) => BucketSetting::PublicAccess,
            Self::Encryption(_) => BucketSetting::Encryption,
            Self::Policy(_) => BucketSetting::HttpsOnly,
            Self::Versioning(_) => BucketSetting::Versioning,
            Self::Lifecycle(_) => BucketSetting::Lifecycle,
            Self::Tags(_) => BucketSetting::Tags,
        }
    }
}

/// A bucket and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct BucketState {
    /// Its tags.
    pub tags: Reading<TagSet>,
    /// Its public-access switches; `None` when it has no configuration of its own.
    pub public_access: Reading<Option<PublicAccess>>,
    /// Whether access lists are off (`BucketOwnerEnforced`).
    pub owner_enforced: Reading<bool>,
    /// Its default encryption.
    pub encryption: Reading<ObservedEncryption>,
    /// Its policy.
    pub policy: Reading<Option<PolicyDocument>>,
    /// Whether versioning is on.
    pub versioning: Reading<bool>,
    /// Its lifecycle rules.
    pub lifecycle: Reading<Vec<LifecycleRule>>,
    /// From which size on files are moved by its lifecycle rules, as AWS says it; it is sent again with the rules.
    pub smallest_moved: Option<String>,
    /// Whether something is in it; asked only of a bucket they have.
    pub filled: Option<Reading<bool>>,
}

/// A bucket's four public-access switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "AWS has four switches and these are their names")]
pub struct PublicAccess {
    /// New public access lists are refused.
    pub block_public_acls: bool,
    /// Public access lists are ignored.
    pub ignore_public_acls: bool,
    /// Public bucket policies are refused.
    pub block_public_policy: bool,
    /// A public bucket is closed to all but its own account.
    pub restrict_public_buckets: bool,
}

impl PublicAccess {
    /// All four on.
    pub const BLOCKED: Self = Self {
        block_public_acls: true,
        ignore_public_acls: true,
        block_public_policy: true,
        restrict_public_buckets: true,
    };
}

/// A bucket's default encryption as AWS says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObservedEncryption {
    /// `AES256`, `aws:kms` or `aws:kms:dsse`.
    pub algorithm: String,
    /// The key as it was set: ARN, id or alias; absent with `AES256` and with Amazon's own KMS key.
    pub key: Option<String>,
    /// The ARN of that key when it is a customer's own; asked only of a bucket they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<String>", optional)]
    pub their_key: Option<KeyArn>,
    /// Whether the bucket key is on.
    pub bucket_key: bool,
    /// Whether encryption with keys that customers send along (SSE-C) is blocked; `None` when AWS does not say.
    pub sse_c_blocked: Option<bool>,
}

/// One lifecycle rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct LifecycleRule {
    /// Its id.
    pub id: String,
    /// What it does; `None` when it does something this program never asks for.
    pub effect: Option<LifecycleEffect>,
    /// A rule of others as AWS has it; `None` for the program's own, and for one that says something unknown here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "unknown", optional)]
    pub whole: Option<Box<WholeRule>>,
}

/// What a lifecycle rule over the whole bucket does. Days are whole days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct LifecycleEffect {
    /// Current versions are deleted after this many days.
    pub expire_days: Option<i32>,
    /// Old versions are deleted this many days after they were replaced.
    pub expire_old_versions_days: Option<i32>,
    /// Unfinished uploads are dropped after this many days.
    pub abort_uploads_days: Option<i32>,
    /// Delete markers without any version behind them are removed.
    pub remove_lone_delete_markers: bool,
}
