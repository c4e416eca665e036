//! Setups from elsewhere, as the page sees them.

use serde::Serialize;
use ts_rs::TS;

use crate::app::setups::claims::Claimed;
use crate::app::setups::elsewhere::{Finds, FoundSetup, Opened};
use crate::values::ProgramTag;

/// What an account has of setups of this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundSetups {
    /// By the bucket's name.
    pub setups: Vec<FoundSetupCard>,
    /// How many buckets were looked at.
    pub seen: u32,
    /// How many of them did not let their tags be read.
    pub unread: u32,
}

/// A setup found by the tags of its bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundSetupCard {
    /// Its id.
    pub setup: String,
    /// Its bucket's name.
    pub bucket: String,
    /// Where the bucket is.
    pub region: String,
    /// It is on Home already.
    pub known: bool,
}

/// A setup that was opened from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedSetup {
    /// Its id.
    pub setup: String,
    /// It was here already, and what was known of it here stands.
    pub known: bool,
}

/// What a file says of a setup, as far as it takes to confirm it. None of it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClaimedSetup {
    /// Its id.
    pub setup: String,
    /// It would belong to Practice.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// The region.
    pub region: String,
    /// The bucket's name.
    pub bucket: String,
    /// The role's name.
    pub role: String,
    /// The tag that each of them must carry, as AWS has it: key, `=` and value.
    pub tag: String,
}

impl From<Claimed> for ClaimedSetup {
    fn from(Claimed { desired, practice }: Claimed) -> Self {
        Self {
            setup: desired.setup.to_string(),
            practice,
            account: desired.account.id.to_string(),
            region: desired.region.to_string(),
            bucket: desired.bucket.name.to_string(),
            role: desired.role.name.to_string(),
            tag: format!("{} = {}", ProgramTag::Setup.key(), desired.setup),
        }
    }
}

impl From<Finds> for FoundSetups {
    fn from(finds: Finds) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            setups: finds.setups.into_iter().map(FoundSetupCard::from).collect(),
            seen: number(finds.seen),
            unread: number(finds.unread),
        }
    }
}

impl From<FoundSetup> for FoundSetupCard {
    fn from(found: FoundSetup) -> Self {
        Self {
            setup: found.setup.to_string(),
            bucket: found.bucket.name.to_string(),
            region: found.bucket.region.to_string(),
            known: found.known,
        }
    }
}

impl From<Opened> for OpenedSetup {
    fn from(Opened { setup, known }: Opened) -> Self {
        Self { setup, known }
    }
}
