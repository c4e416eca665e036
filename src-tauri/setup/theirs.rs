//! A bucket they have: what may be changed of it, and what it was like before.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::calls::Call;
use super::found::{BucketState, FoundEncryption, LifecycleRule, PublicAccess};
use super::tags::TagSet;
use crate::policy::PolicyDocument;

/// A setting of a bucket they have. It is changed only when the person ticks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BucketSetting {
    /// The four public-access switches.
    PublicAccess,
    /// The key new files are encrypted with.
    Encryption,
    /// The rule that refuses unencrypted connections.
    HttpsOnly,
    /// Whether old versions stay.
    Versioning,
    /// How long files stay.
    Lifecycle,
    /// This program's tags, by which the setup is found from another computer.
    Tags,
}

impl BucketSetting {
    /// Every setting, in the order it is shown.
    pub const ALL: [Self; 6] =
        [Self::PublicAccess, Self::Encryption, Self::HttpsOnly, Self::Versioning, Self::Lifecycle, Self::Tags];

    /// Its name in the bucket's tag.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PublicAccess => "public-access",
            Self::Encryption => "encryption",
            Self::HttpsOnly => "https-only",
            Self::Versioning => "versioning",
            Self::Lifecycle => "lifecycle",
            Self::Tags => "tags",
        }
    }
}

impl Call {
    /// The setting of the bucket that it writes over; `None` for any other call.
    #[must_use]
    pub const fn setting(self) -> Option<BucketSetting> {
        match self {
            Self::PutPublicAccessBlock | Self::RestorePublicAccessBlock | Self::DeletePublicAccessBlock => {
                Some(BucketSetting::PublicAccess)
            }
            Self::PutBucketEncryption | Self::RestoreBucketEncryption => Some(BucketSetting::Encryption),
            Self::PutBucketPolicy | Self::RestoreBucketPolicy | Self::DeleteBucketPolicy => {
                Some(BucketSetting::HttpsOnly)
            }
            Self::PutBucketVersioning | Self::RestoreBucketVersioning => Some(BucketSetting::Versioning),
            Self::PutBucketLifecycleConfiguration | Self::RestoreBucketLifecycle | Self::DeleteBucketLifecycle => {
                Some(BucketSetting::Lifecycle)
            }
            Self::PutBucketTagging | Self::RestoreBucketTagging | Self::DeleteBucketTagging => {
                Some(BucketSetting::Tags)
            }
            Self::CreateKey
            | Self::EnableKeyRotation
            | Self::CreateAlias
            | Self::CreateBucket
            | Self::CreatePolicy
            | Self::CreatePolicyVersion
            | Self::CreateRole
            | Self::UpdateAssumeRolePolicy
            | Self::AttachRolePolicy
            | Self::DetachRolePolicy
            | Self::DeleteRole
            | Self::DeletePolicyVersion
            | Self::DeletePolicy
            | Self::DeleteBucket
            | Self::DeleteAlias
            | Self::ScheduleKeyDeletion
            | Self::CancelKeyDeletion
            | Self::EnableKey
            | Self::CloseTrust
            | Self::RevokeSessions
            | Self::AllowSessions
            | Self::ReopenTrust => None,
        }
    }
}

/// Where the bucket comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BucketOrigin {
    /// This setup makes it.
    #[default]
    New,
    /// They have it already. It is never deleted, and of its settings only the ticked ones are changed.
    Theirs {
        /// What is changed where it differs.
        change: BTreeSet<BucketSetting>,
        /// It may hold something already, which Vonage will be able to read.
        filled: bool,
    },
}

impl BucketOrigin {
    /// Whether this setup makes the bucket.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::New)
    }

    /// Whether this setup decides on a setting.
    #[must_use]
    pub fn sets(&self, setting: BucketSetting) -> bool {
        match self {
            Self::New => true,
            Self::Theirs { change, .. } => change.contains(&setting),
        }
    }
}

/// One setting of a bucket with its value: as it was before this setup changed it, or as it is to be set back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BucketValue {
    /// The switches; `None` when the bucket has none of its own.
    PublicAccess(Option<PublicAccess>),
    /// The default encryption.
    Encryption(FoundEncryption),
    /// The whole policy; `None` without one.
    Policy(Option<PolicyDocument>),
    /// Whether versioning is on.
    Versioning(bool),
    /// All lifecycle rules.
    Lifecycle(Vec<LifecycleRule>),
    /// All tags.
    Tags(TagSet),
}

impl BucketValue {
    /// The value of a setting in a bucket; `None` when AWS did not say.
    #[must_use]
    pub fn of(state: &BucketState, setting: BucketSetting) -> Option<Self> {
        match setting {
            BucketSetting::PublicAccess => state.public_access.known().copied().map(Self::PublicAccess),
            // Whose key it is is not part of the setting.
            BucketSetting::Encryption => {
                let found = state.encryption.known().cloned();
                found.map(|found| Self::Encryption(FoundEncryption { their_key: None, ..found }))
            }
            BucketSetting::HttpsOnly => state.policy.known().cloned().map(Self::Policy),
            BucketSetting::Versioning => state.versioning.known().copied().map(Self::Versioning),
            BucketSetting::Lifecycle => state.lifecycle.known().cloned().map(Self::Lifecycle),
            BucketSetting::Tags => state.tags.known().cloned().map(Self::Tags),
        }
    }

    /// Whose value it is.
    #[must_use]
    pub const fn setting(&self) -> BucketSetting {
        match self {
            Self::PublicAccess(_) => BucketSetting::PublicAccess,
            Self::Encryption(_) => BucketSetting::Encryption,
            Self::Policy(_) => BucketSetting::HttpsOnly,
            Self::Versioning(_) => BucketSetting::Versioning,
            Self::Lifecycle(_) => BucketSetting::Lifecycle,
            Self::Tags(_) => BucketSetting::Tags,
        }
    }

    /// The call that sets the bucket back to this value. Where there was nothing, deleting is the only way back to it.
    #[must_use]
    pub fn restored_by(&self) -> Call {
        match self {
            Self::PublicAccess(Some(_)) => Call::RestorePublicAccessBlock,
            Self::PublicAccess(None) => Call::DeletePublicAccessBlock,
            Self::Encryption(_) => Call::RestoreBucketEncryption,
            Self::Policy(Some(_)) => Call::RestoreBucketPolicy,
            Self::Policy(None) => Call::DeleteBucketPolicy,
            Self::Versioning(_) => Call::RestoreBucketVersioning,
            Self::Lifecycle(rules) if rules.is_empty() => Call::DeleteBucketLifecycle,
            Self::Lifecycle(_) => Call::RestoreBucketLifecycle,
            Self::Tags(tags) if tags.is_empty() => Call::DeleteBucketTagging,
            Self::Tags(_) => Call::RestoreBucketTagging,
        }
    }
}
