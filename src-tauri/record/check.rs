//! What a check of a setup found, as it is remembered: kinds, never sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::resources::Resource;
use crate::resources::comparison::Deviation;
use crate::resources::reading::Unread;

/// One line of a health report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Check {
    /// What was checked.
    pub resource: Resource,
    /// How it came out.
    pub result: CheckResult,
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CheckResult {
    /// As desired.
    Passes,
    /// Not as desired.
    Differs {
        /// In what; absent in a record of an earlier version.
        by: Option<Deviation>,
    },
    /// It was written a moment ago, and AWS still shows what was there before.
    NotVisibleYet,
    /// A setting of a bucket that existed before, which the person left as it was.
    Left {
        /// How it would be otherwise.
        by: Deviation,
    },
    /// The role lets nobody in, because Vonage was stopped.
    Closed,
    /// AWS did not let it be read.
    NotRead {
        /// Why; absent in a record of an earlier version.
        why: Option<Unread>,
    },
}

impl CheckResult {
    /// Whether it may still become as desired by itself, or is not as desired.
    #[must_use]
    pub const fn is_difference(&self) -> bool {
        matches!(self, Self::Differs { .. } | Self::NotVisibleYet)
    }
}
