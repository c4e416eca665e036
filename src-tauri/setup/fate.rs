//! What happens to one thing of a setup that is taken back, and what a person said yes to.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use serde::Serialize;
use thiserror::Error;

use super::set_back::SetBack;
use super::theirs::BucketSetting;
use crate::policy::PolicyDocument;

/// One of the things that a setup makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl fmt::Display for Thing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Role => "role",
            Self::Policy => "policy",
            Self::Bucket => "bucket",
            Self::Key => "key",
        })
    }
}

/// What a person said yes to on the page that showed a removal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consent {
    /// The documents that somebody else changed and that go all the same: the second yes, to these and no others.
    pub edited: Vec<PolicyDocument>,
    /// The settings that are set back on the word of a record from elsewhere.
    pub set_back: BTreeSet<BucketSetting>,
}

/// What happens to one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Fate {
    /// It is deleted.
    Goes,
    /// It was never made, or is gone already.
    Gone,
    /// Its document is no longer the one this setup wrote. It goes only when the person says so a second time.
    Edited(Box<PolicyDocument>),
    /// It stays.
    Stays(Stays),
    /// The key waits for its date, when AWS says it.
    Scheduled(Option<Timestamp>),
    /// The bucket was theirs before: it stays, and what this setup changed of it is set back.
    SetBack(Box<SetBack>),
}

/// Why something stays, in a sentence that says what to do by hand where something can be done.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Stays {
    #[error("It was deleted and made again by somebody else since, so it is not this setup’s any more.")]
    MadeAgain,
    #[error("It does not carry this setup’s tag, so it may be somebody else’s.")]
    NotOurs,
    #[error("It carries the tag of another setup of this program ({setup}); undo that one instead.")]
    OtherSetup { setup: String },
    #[error("AWS did not let {call} be read, and nothing is deleted that cannot be read; ask for that permission.")]
    Unreadable { call: String },
    #[error("Somebody gave this role more permissions: {names}; take those off the role in AWS, then undo again.")]
    HasMore { names: String },
    #[error("Something else in your account uses this policy too; detach it there in AWS, then undo again.")]
    UsedElsewhere,
    #[error("It stays as long as the role stays.")]
    RoleStays,
    #[error("It opens what is in the bucket, so it stays as long as the bucket stays.")]
    BucketStays,
    #[error("Files in your bucket may be encrypted with it, so it stays; once none is, schedule its deletion in AWS.")]
    MayOpenFiles,
    #[error("A bucket with this name exists, and AWS does not let you see it.")]
    Unseen,
}

impl Fate {
    pub(super) fn goes(&self, consent: &Consent) -> bool {
        match self {
            Self::Goes => true,
            Self::Edited(document) => consent.edited.contains(document),
            Self::Gone | Self::Stays(_) | Self::Scheduled(_) | Self::SetBack(_) => false,
        }
    }

    /// Whether nothing of it is left, it is scheduled to go, or it is theirs and as it was.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self {
            Self::Gone | Self::Scheduled(_) => true,
            Self::SetBack(back) => back.writes.is_empty() && back.unread.is_empty(),
            Self::Goes | Self::Edited(_) | Self::Stays(_) => false,
        }
    }
}
