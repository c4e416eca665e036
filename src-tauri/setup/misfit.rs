//! What no parser of a single value can see.

use thiserror::Error;

use super::form::Form;
use crate::values::{AccountId, Partition, Refusal, Region};

/// What no parser of a single value can see: values that do not fit each other or the account.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Misfit {
    #[error("This is more than {} characters: keep only what belongs here.", Form::MOST_BYTES)]
    Overfull,
    #[error("Choose the region where the recordings shall be kept.")]
    NoRegion,
    #[error("Sign in first, so that the program can look at your bucket; or choose a new bucket.")]
    BucketNotSeen,
    #[error(
        "This setup comes from elsewhere, and your bucket does not carry its tag, so no setting of it is changed; take the ticks away, or start a new setup."
    )]
    BucketWithoutTag,
    #[error("{region} is not part of {}, where your account is; choose another region.", .partition.title())]
    RegionOfOtherPartition { region: Region, partition: Partition },
    #[error(
        "This key is in {key}, and your bucket will be in {bucket}; choose a key in {bucket}, or let the program make a new one."
    )]
    KeyInOtherRegion { key: Region, bucket: Region },
    #[error(
        "This key belongs to account {account}; choose a key of your own account, or let the program make a new one."
    )]
    KeyOfOtherAccount { account: AccountId },
    #[error("This key is part of {}, and your account is part of {}; choose a key of your own account.", .key.title(), .own.title())]
    KeyOfOtherPartition { key: Partition, own: Partition },
    #[error("This boundary is part of {}, and your account is part of {}; copy the ARN of a policy in your own account.", .boundary.title(), .own.title())]
    BoundaryOfOtherPartition { boundary: Partition, own: Partition },
    #[error("This boundary belongs to account {account}; copy the ARN of a policy in your own account.")]
    BoundaryOfOtherAccount { account: AccountId },
    #[error(
        "Leave the comma out of the role name: the bucket carries the name in a tag, and AWS takes no commas there."
    )]
    RoleNameNotForTag,
    #[error(
        "This setup made “{name}” in another path before, and AWS takes a name only once; choose another name too."
    )]
    NameInOtherPath { name: String },
}

impl Refusal for Misfit {
    fn kind(&self) -> &'static str {
        match self {
            Self::Overfull => "overfull",
            Self::NoRegion => "region-missing",
            Self::BucketNotSeen => "bucket-not-seen",
            Self::BucketWithoutTag => "bucket-without-tag",
            Self::RegionOfOtherPartition { .. } => "region-partition",
            Self::KeyInOtherRegion { .. } => "key-arn-region",
            Self::KeyOfOtherAccount { .. } => "key-arn-account",
            Self::KeyOfOtherPartition { .. } => "key-arn-partition",
            Self::BoundaryOfOtherPartition { .. } => "permissions-boundary-partition",
            Self::BoundaryOfOtherAccount { .. } => "permissions-boundary-account",
            Self::RoleNameNotForTag => "role-name-comma",
            Self::NameInOtherPath { .. } => "name-other-path",
        }
    }
}
