//! What already exists where a request points, as AWS answered it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lifecycle_rule::WholeRule;
use crate::policy::document::PolicyDocument;
use crate::values::{KeyArn, PolicyArn, ProgramTag, Region, RoleArn, SetupId};

/// Tags by key, in AWS's sense: at most 50 a resource, keys up to 128 characters, values up to 256
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>).
pub type TagSet = BTreeMap<String, String>;

/// Everything the look found. With no session it is [`Found::nothing`].
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Under the bucket's name.
    pub bucket: FoundBucket,
    /// Under the new key's alias or with this setup's tag, or the key they have.
    pub key: FoundKey,
    /// Under the policy's name, in any path: names are unique in the account.
    pub policy: Option<PolicyState>,
    /// Under the role's name, in any path.
    pub role: Option<RoleState>,
}

impl Found {
    /// What planning without a session stands on: nothing is known to exist.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { bucket: FoundBucket::Absent, key: FoundKey::NotAsked, policy: None, role: None }
    }
}

/// One thing that was asked of AWS: the answer, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading<T> {
    /// AWS's answer.
    Known(T),
    /// AWS did not say.
    Unknown(Unread),
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unread {
    /// The call that was refused, for example `s3:GetBucketPolicy`.
    pub call: String,
    /// AWS's error code.
    pub code: Option<String>,
    /// AWS's message.
    pub message: Option<String>,
}

impl<T> Reading<T> {
    /// The answer, when there is one.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }
}

/// What stands under a bucket's name.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundBucket {
    /// Nothing.
    Absent,
    /// A bucket that AWS does not let this account see: somebody else's.
    Foreign,
    /// A bucket of this account in another region.
    ElsewhereInAccount(Region),
    /// A bucket of this account in the region asked for.
    Here(Box<BucketState>),
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
    pub encryption: Reading<FoundEncryption>,
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
pub struct FoundEncryption {
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

/// What was found of the key.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundKey {
    /// Nobody asked: there is no session, or no key is wanted.
    NotAsked,
    /// There is none.
    Absent,
    /// A key.
    Here(Box<KeyState>),
    /// The key they have could not be read.
    Unreadable(Unread),
}

/// A KMS key.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyState {
    /// Its ARN.
    pub arn: KeyArn,
    /// What it is good for.
    pub is: KeyUse,
    /// Its tags.
    pub tags: Reading<TagSet>,
    /// Whether it is rotated.
    pub rotation: Reading<bool>,
    /// Whether the alias asked for points at this key.
    pub alias_is_ours: bool,
    /// When it is deleted, once that is scheduled.
    pub deletion: Option<Timestamp>,
}

/// What a key is good for, in KMS's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyUse {
    /// `Enabled`, `Disabled`, `PendingDeletion`…
    pub state: String,
    /// `ENCRYPT_DECRYPT`, `SIGN_VERIFY`…
    pub usage: String,
    /// `SYMMETRIC_DEFAULT`, `RSA_2048`…
    pub spec: String,
    /// `CUSTOMER` or `AWS`.
    pub manager: String,
}

/// A customer-managed policy.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyState {
    /// Its ARN.
    pub arn: PolicyArn,
    /// AWS's unique id, `ANPA…`.
    pub id: String,
    /// Its tags.
    pub tags: Reading<TagSet>,
    /// Its default version's document.
    pub document: Reading<PolicyDocument>,
    /// To how many roles, users and groups it is attached.
    pub attachments: i32,
}

/// A role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleState {
    /// Its ARN.
    pub arn: RoleArn,
    /// AWS's unique id, `AROA…`.
    pub id: String,
    /// Its tags.
    pub tags: Reading<TagSet>,
    /// Its trust document.
    pub trust: Reading<PolicyDocument>,
    /// The ARN of its permissions boundary.
    pub boundary: Option<String>,
    /// ARNs of the policies attached to it.
    pub attached: Reading<Vec<String>>,
    /// Names of the policies written into it.
    pub inline: Reading<Vec<String>>,
    /// When it was last used, in the last 400 days; AWS knows it some hours late
    /// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html>).
    pub last_used: Option<Timestamp>,
}

/// Whose a resource is, by its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Made by this setup.
    Us,
    /// Made by another setup of this program.
    OtherSetup(String),
    /// Not made by this program, or its tags cannot be read.
    Stranger,
}

impl Owner {
    /// The other setup of this program that made it, by the id in its tag.
    #[must_use]
    pub fn other_setup(self) -> Option<String> {
        match self {
            Self::OtherSetup(id) => Some(id),
            Self::Us | Self::Stranger => None,
        }
    }
}

/// Reads the owner from a resource's tags. Only the tag with *this* setup's id makes a resource ours.
#[must_use]
pub fn owner(tags: &Reading<TagSet>, setup: &SetupId) -> Owner {
    match tags.known().and_then(|tags| tags.get(ProgramTag::Setup.key())) {
        Some(id) if *id == setup.to_string() => Owner::Us,
        Some(id) => Owner::OtherSetup(id.clone()),
        None => Owner::Stranger,
    }
}
