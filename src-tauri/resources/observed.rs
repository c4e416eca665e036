//! What already exists where a request points, as AWS answered it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bucket_value::BucketState;
use super::reading::{Reading, TagSet, Unread};
use crate::policy::PolicyDocument;
use crate::values::{KeyArn, PolicyArn, Region, RoleArn};

/// Everything the look found. With no session it is [`Found::nothing`].
#[derive(Clone, Debug, PartialEq)]
pub struct ObservedSetup {
    /// Under the bucket's name.
    pub bucket: ObservedBucket,
    /// Under the new key's alias or with this setup's tag, or the key they have.
    pub key: ObservedKey,
    /// Under the policy's name, in any path: names are unique in the account.
    pub policy: Option<PolicyState>,
    /// Under the role's name, in any path.
    pub role: Option<RoleState>,
}

impl ObservedSetup {
    /// What planning without a session stands on: nothing is known to exist.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { bucket: ObservedBucket::Absent, key: ObservedKey::NotAsked, policy: None, role: None }
    }
}

/// What stands under a bucket's name.
#[derive(Clone, Debug, PartialEq)]
pub enum ObservedBucket {
    /// Nothing.
    Absent,
    /// A bucket that AWS does not let this account see: somebody else's.
    Foreign,
    /// A bucket of this account in another region.
    ElsewhereInAccount(Region),
    /// A bucket of this account in the region asked for.
    Here(Box<BucketState>),
}

/// What was found of the key.
#[derive(Clone, Debug, PartialEq)]
pub enum ObservedKey {
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
