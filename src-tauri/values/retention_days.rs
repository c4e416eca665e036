//! How long recordings are kept.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::trimmed;

/// After how many days recordings are deleted: 1 to 36 500.
///
/// S3 takes any whole number from 1 up to 2 147 483 647. A hundred years is the limit here: past it a typing slip is
/// likelier than a rule to keep recordings that long, and *until someone deletes them* says the same.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct RetentionDays {
    days: u32,
}

/// Why a text or number is no retention time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum RetentionDaysRefusal {
    /// Not a whole number.
    #[serde(rename = "retention-days-not-number")]
    NotNumber,
    /// Less than a day.
    #[serde(rename = "retention-days-too-few")]
    TooFew,
    /// More than a hundred years.
    #[serde(rename = "retention-days-too-many")]
    TooMany {
        /// The most days there may be.
        max: u32,
    },
}

impl RetentionDays {
    /// The most days taken.
    pub const MAX: u32 = 36_500;

    /// Takes a number of days.
    ///
    /// # Errors
    /// When it is below 1 or above [`Self::MAX`].
    pub fn new(days: u32) -> Result<Self, RetentionDaysRefusal> {
        match days {
            0 => Err(RetentionDaysRefusal::TooFew),
            1..=Self::MAX => Ok(Self { days }),
            _ => Err(RetentionDaysRefusal::TooMany { max: Self::MAX }),
        }
    }

    /// Reads a number of days.
    ///
    /// # Errors
    /// When it is not a whole number, below 1 or above [`Self::MAX`].
    pub fn parse(text: &str) -> Result<Self, RetentionDaysRefusal> {
        let text = trimmed(text);
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RetentionDaysRefusal::NotNumber);
        }
        // All digits, so it can only be too big.
        Self::new(text.parse().map_err(|_| RetentionDaysRefusal::TooMany { max: Self::MAX })?)
    }

    /// The number of days.
    #[must_use]
    pub fn get(self) -> u32 {
        self.days
    }
}

impl std::fmt::Display for RetentionDays {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.days.fmt(out)
    }
}

impl std::str::FromStr for RetentionDays {
    type Err = RetentionDaysRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<u32> for RetentionDays {
    type Error = RetentionDaysRefusal;

    fn try_from(days: u32) -> Result<Self, Self::Error> {
        Self::new(days)
    }
}

impl From<RetentionDays> for u32 {
    fn from(retention: RetentionDays) -> Self {
        retention.days
    }
}
