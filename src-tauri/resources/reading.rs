//! One thing that was asked of AWS, and whose it is by its tags.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::values::{ProgramTag, SetupId};

/// Tags by key, in AWS's sense: at most 50 a resource, keys up to 128 characters, values up to 256
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>).
pub type TagSet = BTreeMap<String, String>;

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
