//! Why a plan cannot be carried out.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::reading::Unread;
use crate::values::{BucketName, KeyAlias, KeyArn, PolicyArn, Region, RoleArn, kind_of};

/// What exists already and stands in the way. Nothing that exists is ever changed silently, so each of these ends the
/// planning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
#[expect(missing_docs, reason = "the kinds say it")]
pub enum PlanRefusal {
    #[serde(rename = "bucket-taken")]
    BucketTaken {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "bucket-elsewhere")]
    BucketElsewhere {
        #[ts(type = "string")]
        name: BucketName,
        #[ts(type = "string")]
        region: Region,
    },
    #[serde(rename = "bucket-not-ours")]
    BucketNotOurs {
        #[ts(type = "string")]
        name: BucketName,
        made_by: Option<String>,
    },
    #[serde(rename = "bucket-missing")]
    BucketMissing {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "bucket-hidden")]
    BucketHidden {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "bucket-filled")]
    BucketFilled {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "bucket-unseen")]
    BucketUnseen { why: Unread },
    #[serde(rename = "bucket-key-changed")]
    BucketKeyChanged {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "lifecycle-of-others")]
    LifecycleOfOthers {
        #[ts(type = "string")]
        name: BucketName,
    },
    #[serde(rename = "bucket-unreadable")]
    BucketUnreadable { why: Unread },
    #[serde(rename = "alias-taken")]
    AliasTaken {
        #[ts(type = "string")]
        alias: KeyAlias,
    },
    #[serde(rename = "new-key-unreadable")]
    NewKeyUnreadable { why: Unread },
    #[serde(rename = "key-missing")]
    KeyMissing {
        #[ts(type = "string")]
        key: KeyArn,
    },
    #[serde(rename = "key-unreadable")]
    KeyUnreadable { why: Unread },
    #[serde(rename = "key-not-enabled")]
    KeyNotEnabled {
        #[ts(type = "string")]
        key: KeyArn,
        state: String,
    },
    #[serde(rename = "key-for-other-use")]
    KeyForOtherUse {
        #[ts(type = "string")]
        key: KeyArn,
        usage: String,
    },
    #[serde(rename = "key-asymmetric")]
    KeyAsymmetric {
        #[ts(type = "string")]
        key: KeyArn,
        spec: String,
    },
    #[serde(rename = "key-of-amazon")]
    KeyOfAmazon {
        #[ts(type = "string")]
        key: KeyArn,
    },
    #[serde(rename = "policy-name-taken")]
    PolicyNameTaken {
        #[ts(type = "string")]
        arn: PolicyArn,
        made_by: Option<String>,
    },
    #[serde(rename = "role-name-taken")]
    RoleNameTaken {
        #[ts(type = "string")]
        arn: RoleArn,
        made_by: Option<String>,
    },
}
