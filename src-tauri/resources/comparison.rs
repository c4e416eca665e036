//! How what AWS has compares with what is desired: the one answer that plan, checks, undo and lost answers read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bucket_value::{BucketState, BucketValue};
use super::desired::Desired;
use super::observed::{KeyUse, ObservedBucket, ObservedSetup, RoleState};
use super::reading::{Owner, Reading, Unread, owner};
use crate::policy::PolicyDocument;
use crate::values::{KeyArn, Region};

/// What is desired and what AWS has, side by side.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What is desired.
    pub desired: &'a Desired,
    /// The key's ARN, made or known.
    pub key: Option<&'a KeyArn>,
    /// What AWS has.
    pub found: &'a ObservedSetup,
}

/// How one resource compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// As desired.
    Same,
    /// Not as desired; a write of this program would make it so.
    Differs(Deviation),
    /// What this program writes of it is as desired, and others have added something that counts. No write of this program
    /// takes that away.
    Added(Deviation),
    /// AWS did not say.
    Unread(Unread),
}

/// A difference, in both directions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Deviation {
    /// What AWS has.
    pub before: Value,
    /// What is desired.
    pub after: Value,
}

/// What AWS holds of a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "is", rename_all = "kebab-case")]
pub enum Value {
    /// Nothing.
    Absent,
    /// What this setup made or would make.
    Ours,
    /// Something of that name which does not carry this setup's tag.
    NotOurs,
    /// A bucket that AWS does not let this account see.
    Unseen,
    /// A bucket in this region.
    Region(#[ts(type = "string")] Region),
    /// A key.
    Key(KeyUse),
    /// A switch, on or off.
    Switch(bool),
    /// A setting of the bucket.
    Setting(BucketValue),
    /// A document.
    Document(#[ts(type = "unknown")] PolicyDocument),
    /// The ARN of a permissions boundary.
    Boundary(Option<String>),
    /// The ARNs of the policies attached to a role, and the names of those written into it.
    Policies(Vec<String>),
}

impl<'a> View<'a> {
    /// The bucket, when it is where it shall be.
    #[must_use]
    pub const fn bucket(&self) -> Option<&'a BucketState> {
        match &self.found.bucket {
            ObservedBucket::Here(state) => Some(state),
            ObservedBucket::Absent | ObservedBucket::Foreign | ObservedBucket::ElsewhereInAccount(_) => None,
        }
    }

    /// The role of this name, unless its path or its tags say that it is another's. Tags that cannot be read say nothing.
    #[must_use]
    pub fn role(&self) -> Option<&'a RoleState> {
        let is_anothers =
            |role: &RoleState| role.tags.known().is_some() && owner(&role.tags, &self.desired.setup) != Owner::Us;
        self.found.role.as_ref().filter(|role| role.arn == self.desired.role_arn() && !is_anothers(role))
    }
}

impl Comparison {
    /// Compares what was read; what AWS did not say is not compared.
    pub(super) fn read<T>(reading: &Reading<T>, compare: impl FnOnce(&T) -> Self) -> Self {
        match reading {
            Reading::Known(value) => compare(value),
            Reading::Unknown(why) => Self::Unread(why.clone()),
        }
    }

    /// The same, or different as said.
    pub(super) fn same_if(same: bool, deviation: impl FnOnce() -> Deviation) -> Self {
        if same { Self::Same } else { Self::Differs(deviation()) }
    }
}

impl Deviation {
    pub(super) const fn new(before: Value, after: Value) -> Self {
        Self { before, after }
    }
}
