//! AWS's partitions: worlds of accounts and regions that share nothing, not even names.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::trimmed;

/// One of AWS's partitions, the second field of every ARN.
///
/// Source: <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html> and the
/// partition data of AWS's own SDKs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
pub enum Partition {
    /// The commercial regions.
    #[ts(rename = "aws")]
    Aws,
    /// China, run by Sinnet and NWCD.
    #[ts(rename = "aws-cn")]
    China,
    /// The US government's regions.
    #[ts(rename = "aws-us-gov")]
    GovCloud,
    /// The European Sovereign Cloud.
    #[ts(rename = "aws-eusc")]
    EuropeanSovereign,
    /// US Top Secret.
    #[ts(rename = "aws-iso")]
    Iso,
    /// US Secret.
    #[ts(rename = "aws-iso-b")]
    IsoB,
    /// The isolated regions in Europe.
    #[ts(rename = "aws-iso-e")]
    IsoE,
    /// The isolated regions of the `aws-iso-f` partition.
    #[ts(rename = "aws-iso-f")]
    IsoF,
}

/// Why a text names no partition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum PartitionRefusal {
    /// No partition has this id.
    #[serde(rename = "partition-unknown")]
    Unknown {
        /// What was given.
        text: String,
    },
}

impl Partition {
    /// The region that is asked where none is known: the partition's first.
    #[must_use]
    pub const fn first_region(self) -> &'static str {
        match self {
            Self::Aws => "us-east-1",
            Self::China => "cn-north-1",
            Self::GovCloud => "us-gov-west-1",
            Self::EuropeanSovereign => "eusc-de-east-1",
            Self::Iso => "us-iso-east-1",
            Self::IsoB => "us-isob-east-1",
            Self::IsoE => "eu-isoe-west-1",
            Self::IsoF => "us-isof-south-1",
        }
    }

    /// Every partition.
    pub const ALL: [Self; 8] = [
        Self::Aws,
        Self::China,
        Self::GovCloud,
        Self::EuropeanSovereign,
        Self::Iso,
        Self::IsoB,
        Self::IsoE,
        Self::IsoF,
    ];

    /// Reads a partition's id as it stands in an ARN.
    ///
    /// # Errors
    /// When no known partition has this id.
    pub fn parse(text: &str) -> Result<Self, PartitionRefusal> {
        let text = trimmed(text);
        Self::ALL
            .into_iter()
            .find(|partition| partition.as_str() == text)
            .ok_or_else(|| PartitionRefusal::Unknown { text: text.to_owned() })
    }

    /// The id as it stands in an ARN.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::China => "aws-cn",
            Self::GovCloud => "aws-us-gov",
            Self::EuropeanSovereign => "aws-eusc",
            Self::Iso => "aws-iso",
            Self::IsoB => "aws-iso-b",
            Self::IsoE => "aws-iso-e",
            Self::IsoF => "aws-iso-f",
        }
    }

    /// What the partition's host names end in, as in `s3.<region>.<suffix>`.
    #[must_use]
    pub fn dns_suffix(&self) -> &'static str {
        match self {
            Self::Aws | Self::GovCloud => "amazonaws.com",
            Self::China => "amazonaws.com.cn",
            Self::EuropeanSovereign => "amazonaws.eu",
            Self::Iso => "c2s.ic.gov",
            Self::IsoB => "sc2s.sgov.gov",
            Self::IsoE => "cloud.adc-e.uk",
            Self::IsoF => "csp.hci.ic.gov",
        }
    }

    /// What the names of its hosts end in that are also reached by IPv6, as in `sts.<region>.<suffix>`.
    #[must_use]
    pub const fn dual_stack_suffix(&self) -> &'static str {
        match self {
            Self::Aws | Self::GovCloud => "api.aws",
            Self::China => "api.amazonwebservices.com.cn",
            Self::EuropeanSovereign => "api.amazonwebservices.eu",
            Self::Iso => "api.aws.ic.gov",
            Self::IsoB => "api.aws.scloud",
            Self::IsoE => "api.cloud-aws.adc-e.uk",
            Self::IsoF => "api.aws.hci.ic.gov",
        }
    }

    /// What a person calls it.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::China => "AWS China",
            Self::GovCloud => "AWS GovCloud (US)",
            Self::EuropeanSovereign => "AWS European Sovereign Cloud",
            Self::Iso => "AWS Top Secret (US)",
            Self::IsoB => "AWS Secret (US)",
            Self::IsoE => "AWS isolated regions (Europe)",
            Self::IsoF => "AWS isolated regions (US)",
        }
    }
}

impl std::fmt::Display for Partition {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl std::str::FromStr for Partition {
    type Err = PartitionRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Partition {
    type Error = PartitionRefusal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Partition> for String {
    fn from(partition: Partition) -> Self {
        partition.as_str().to_owned()
    }
}
