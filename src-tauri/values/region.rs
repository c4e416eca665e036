//! An AWS region, known to this program or newer than it.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum RegionRefusal {
    /// Nothing was given.
    #[serde(rename = "region-empty")]
    Empty,
    /// The code of a data centre within a region.
    #[serde(rename = "region-availability-zone")]
    AvailabilityZone {
        /// What was given.
        zone: String,
        /// The region it lies in.
        region: String,
    },
    /// Longer than any region's code.
    #[serde(rename = "region-too-long")]
    TooLong {
        /// The most characters there may be.
        limit: usize,
    },
    /// Not of a region code's shape.
    #[serde(rename = "region-shape")]
    Shape {
        /// What was given.
        text: String,
    },
}

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
            return Err(RegionRefusal::TooLong { limit: Self::MAX_LENGTH });
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
