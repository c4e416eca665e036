//! What no parser of a single value can see: values that do not fit each other or the account, and what is often a slip.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::values::{AccountId, Partition, Region, kind_of};

/// What no parser of a single value can see: values that do not fit each other or the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
#[expect(missing_docs, reason = "the kinds say it")]
pub enum Misfit {
    #[serde(rename = "overfull")]
    Overfull { max: usize },
    #[serde(rename = "region-missing")]
    NoRegion,
    #[serde(rename = "bucket-not-seen")]
    BucketNotSeen,
    #[serde(rename = "bucket-without-tag")]
    BucketWithoutTag,
    #[serde(rename = "region-partition")]
    RegionOfOtherPartition {
        #[ts(type = "string")]
        region: Region,
        partition: Partition,
    },
    #[serde(rename = "key-in-other-region")]
    KeyInOtherRegion {
        #[ts(type = "string")]
        key: Region,
        #[ts(type = "string")]
        bucket: Region,
    },
    #[serde(rename = "key-of-other-account")]
    KeyOfOtherAccount {
        #[ts(type = "string")]
        account: AccountId,
    },
    #[serde(rename = "key-of-other-partition")]
    KeyOfOtherPartition { key_partition: Partition, own_partition: Partition },
    #[serde(rename = "boundary-of-other-partition")]
    BoundaryOfOtherPartition { boundary_partition: Partition, own_partition: Partition },
    #[serde(rename = "boundary-of-other-account")]
    BoundaryOfOtherAccount {
        #[ts(type = "string")]
        account: AccountId,
    },
    #[serde(rename = "role-name-comma")]
    RoleNameNotForTag,
    #[serde(rename = "name-other-path")]
    NameInOtherPath { name: String },
    /// The account in hand is not the one the person was told to use.
    #[serde(rename = "expected-account-different")]
    OtherAccountThanExpected {
        #[ts(type = "string")]
        expected: AccountId,
        #[ts(type = "string")]
        found: AccountId,
    },
}

/// Something that is not wrong and often a slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
#[expect(missing_docs, reason = "the kinds say it")]
pub enum Advice {
    #[serde(rename = "same-twice")]
    SameTwice,
    #[serde(rename = "two-accounts")]
    TwoAccounts {
        #[ts(type = "string")]
        primary: AccountId,
        #[ts(type = "string")]
        secondary: AccountId,
    },
    #[serde(rename = "whole-account")]
    WholeAccount {
        #[ts(type = "string")]
        account: AccountId,
    },
    #[serde(rename = "opt-in-region")]
    OptInRegion {
        #[ts(type = "string")]
        region: Region,
    },
    #[serde(rename = "unknown-region")]
    UnknownRegion {
        #[ts(type = "string")]
        region: Region,
    },
}
