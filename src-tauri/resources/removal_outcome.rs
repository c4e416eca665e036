//! What happens to one thing of a setup that is taken back, and what a person said yes to.

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use ts_rs::TS;

use super::bucket_setting::BucketSetting;
use super::bucket_value::BucketValue;
use super::desired::Desired;
use super::reading::{Owner, Reading, TagSet, owner};
use crate::policy::{PolicyDocument, same_meaning};

/// One of the things that a setup makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    /// The role for Vonage.
    Role,
    /// The permissions policy.
    Policy,
    /// The bucket.
    Bucket,
    /// The key.
    Key,
}

/// What a person said yes to on the page that showed a removal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consent {
    /// The documents that somebody else changed and that go all the same: the second yes, to these and no others.
    pub edited: Vec<PolicyDocument>,
    /// The settings that are set back on the word of a record from elsewhere.
    pub revert: BTreeSet<BucketSetting>,
}

/// What happens to one thing.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", content = "is", rename_all = "kebab-case")]
pub enum RemovalOutcome {
    /// It is deleted.
    #[serde(rename = "delete")]
    Goes,
    /// It was never made, or is gone already.
    Gone,
    /// Its document is no longer the one this setup wrote. It goes only when the person says so a second time. For the page
    /// it is indented JSON.
    Edited(
        #[serde(serialize_with = "pretty")]
        #[ts(type = "string")]
        Box<PolicyDocument>,
    ),
    /// It stays.
    Stays(Stays),
    /// The key waits for its date, when AWS says it.
    Scheduled(#[ts(as = "Option<String>")] Option<Timestamp>),
    /// The bucket was theirs before: it stays, and what this setup changed of it is set back.
    Revert(Box<Revert>),
}

/// Why something stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Stays {
    /// Somebody else deleted it and made it again since.
    MadeAgain,
    /// It does not carry this setup's tag.
    NotOurs,
    /// It carries the tag of another setup of this program.
    OtherSetup {
        /// Which.
        setup: String,
    },
    /// AWS did not let it be read.
    Unreadable {
        /// The call that was refused.
        call: String,
    },
    /// Somebody gave the role more permissions.
    HasMore {
        /// ARNs of policies attached to it and names of those written into it, with commas between.
        names: String,
    },
    /// Something else in the account uses the policy too.
    UsedElsewhere,
    /// The role stays, and it with it.
    RoleStays,
    /// The bucket stays, and what opens it with it.
    BucketStays,
    /// A key that files in a bucket of theirs may be encrypted with.
    MayOpenFiles,
    /// A bucket that AWS does not let this account see.
    Unseen,
}

/// What setting a bucket back comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct Revert {
    /// What is written.
    pub writes: Vec<BucketValue>,
    /// What a record from elsewhere says was there before, of settings that the bucket's own tag names: written only once
    /// it is ticked.
    pub offered: Vec<BucketValue>,
    /// What somebody else has changed since, and therefore stays.
    pub changed: Vec<BucketSetting>,
    /// What cannot be read, and therefore stays.
    pub unread: Vec<BucketSetting>,
}

impl RemovalOutcome {
    /// Whether it is deleted, by what the person said yes to.
    #[must_use]
    pub fn goes(&self, consent: &Consent) -> bool {
        match self {
            Self::Goes => true,
            Self::Edited(document) => consent.edited.contains(document),
            Self::Gone | Self::Stays(_) | Self::Scheduled(_) | Self::Revert(_) => false,
        }
    }

    /// Whether nothing of it is left, it is scheduled to go, or it is theirs and as it was.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self {
            Self::Gone | Self::Scheduled(_) => true,
            Self::Revert(back) => back.writes.is_empty() && back.unread.is_empty(),
            Self::Goes | Self::Edited(_) | Self::Stays(_) => false,
        }
    }
}

fn pretty<S: Serializer>(document: &PolicyDocument, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&document.to_pretty())
}

/// Whether something is what this setup made: its unique id agrees or, where the journal has none, its tag. That of a setup
/// from elsewhere has the tag in any case. `None` is yes.
pub(super) fn not_ours(
    desired: &Desired,
    needs_tag: bool,
    made: Option<&String>,
    id: &str,
    tags: &Reading<TagSet>,
) -> Option<Stays> {
    match (owner(tags, &desired.setup), made) {
        (_, Some(made)) if made != id => Some(Stays::MadeAgain),
        (Owner::OtherSetup(setup), _) => Some(Stays::OtherSetup { setup }),
        (Owner::Us, _) => None,
        (Owner::Stranger, Some(_)) if !needs_tag => None,
        (Owner::Stranger, _) => Some(unreadable(tags).unwrap_or(Stays::NotOurs)),
    }
}

pub(super) fn unreadable<T>(reading: &Reading<T>) -> Option<Stays> {
    match reading {
        Reading::Known(_) => None,
        Reading::Unknown(why) => Some(Stays::Unreadable { call: why.call.clone() }),
    }
}

/// It goes when it says what this setup wrote.
pub(super) fn unless_edited(found: &Reading<PolicyDocument>, wanted: Option<&PolicyDocument>) -> RemovalOutcome {
    match found {
        Reading::Unknown(why) => RemovalOutcome::Stays(Stays::Unreadable { call: why.call.clone() }),
        Reading::Known(found) if wanted.is_some_and(|wanted| same_meaning(found, wanted)) => RemovalOutcome::Goes,
        Reading::Known(found) => RemovalOutcome::Edited(Box::new(found.clone())),
    }
}
