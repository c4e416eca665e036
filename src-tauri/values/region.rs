//! An AWS region, known to this program or newer than it.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{length, pattern, text_value, trimmed};
use super::{KnownRegion, Partition, known_regions};

/// The code of an AWS region, such as `eu-west-1`.
///
/// Any code of the right shape is taken, because AWS opens regions faster than programs are updated. Capitals are taken
/// and lowered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region {
    text: String,
}

/// Why a text is no region.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RegionRefusal {
    /// Nothing was given.
    #[error("Choose the region where recordings are kept.")]
    Empty,
    /// The code of a data centre within a region.
    #[error("“{zone}” is one data centre: leave off the last letter to name its region, {region}.")]
    AvailabilityZone {
        /// What was given.
        zone: String,
        /// The region it lies in.
        region: String,
    },
    /// Longer than any region's code.
    #[error("Check the region: its code is at most {limit} characters long, such as eu-west-1.", limit = Region::MAX_LENGTH)]
    TooLong,
    /// Not of a region code's shape.
    #[error("Write the region by its code, such as eu-west-1 for Ireland; “{text}” does not look like one.")]
    Shape {
        /// What was given.
        text: String,
    },
}

refusal_kinds!(RegionRefusal {
    Empty => "region-empty",
    AvailabilityZone => "region-availability-zone",
    TooLong => "region-too-long",
    Shape => "region-shape",
});

text_value!(Region, RegionRefusal);

/// Words and a number: `us-gov-west-1`, `eusc-de-east-1`. The optional letter at the end makes it a data centre.
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern("^([a-z]{2,}(?:-[a-z][a-z0-9]*)+-[0-9]+)([a-z]?)$"));

impl Partition {
    /// The partition a region belongs to, read from the region's prefix. A prefix nobody knows yet is taken as a
    /// commercial region, which is what AWS adds most; the account's own partition comes from `GetCallerIdentity`.
    #[must_use]
    pub fn of_region(region: &Region) -> Self {
        const PREFIXES: [(&str, Partition); 7] = [
            ("cn-", Partition::China),
            ("us-gov-", Partition::GovCloud),
            ("eusc-", Partition::EuropeanSovereign),
            ("us-iso-", Partition::Iso),
            ("us-isob-", Partition::IsoB),
            ("eu-isoe-", Partition::IsoE),
            ("us-isof-", Partition::IsoF),
        ];
        PREFIXES
            .into_iter()
            .find(|(prefix, _)| region.as_str().starts_with(prefix))
            .map_or(Self::Aws, |(_, partition)| partition)
    }
}

impl Region {
    /// The longest code taken, in characters. AWS publishes no limit; the longest today has 14, and a bucket name made
    /// from the region must have room for more than the region.
    pub const MAX_LENGTH: usize = 32;

    /// Reads a region's code.
    ///
    /// # Errors
    /// When it is not of a region code's shape, or names a data centre within a region.
    pub fn parse(text: &str) -> Result<Self, RegionRefusal> {
        let text = trimmed(text).to_ascii_lowercase();
        if text.is_empty() {
            return Err(RegionRefusal::Empty);
        }
        if length(&text) > Self::MAX_LENGTH {
            return Err(RegionRefusal::TooLong);
        }
        let Some(found) = CODE.captures(&text) else {
            return Err(RegionRefusal::Shape { text });
        };
        let (_, [region, zone]) = found.extract();
        if zone.is_empty() {
            Ok(Self { text: region.to_owned() })
        } else {
            Err(RegionRefusal::AvailabilityZone { region: region.to_owned(), zone: text })
        }
    }

    /// What this program knows about the region, if AWS had opened it when the program was made.
    #[must_use]
    pub fn known(&self) -> Option<&'static KnownRegion> {
        known_regions().iter().find(|known| known.id == self.text)
    }

    /// The partition the region belongs to, by its prefix.
    #[must_use]
    pub fn partition(&self) -> Partition {
        Partition::of_region(self)
    }

    /// Whether S3 offers account-regional bucket names here: everywhere except Bahrain and the UAE.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html>
    #[must_use]
    pub fn has_account_regional_namespace(&self) -> bool {
        self.known().is_none_or(|known| known.account_regional_namespace)
    }
}
