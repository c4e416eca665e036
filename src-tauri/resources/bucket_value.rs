//! The settings of a bucket, and the value of each: what may be changed of one that existed before, and what it was like.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::call::Call;
use super::observed::TagSet;
use super::observed::{BucketState, FoundEncryption, LifecycleRule, PublicAccess};
use super::resource::Resource;
use crate::policy::PolicyDocument;

/// A setting of a bucket that existed before. It is changed only when the person ticks it.
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

/// One setting of a bucket with its value: as it was before this setup changed it, or as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BucketValue {
    /// The switches; `None` when the bucket has none of its own.
    PublicAccess(Option<PublicAccess>),
    /// The default encryption.
    Encryption(FoundEncryption),
    /// The whole policy; `None` without one.
    Policy(#[ts(type = "unknown")] Option<PolicyDocument>),
    /// Whether versioning is on.
    Versioning(bool),
    /// All lifecycle rules.
    Lifecycle(Vec<LifecycleRule>),
    /// All tags.
    Tags(TagSet),
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

    /// The setting that a resource is, if it is one.
    #[must_use]
    pub const fn of(resource: Resource) -> Option<Self> {
        match resource {
            Resource::PublicAccess => Some(Self::PublicAccess),
            Resource::Encryption => Some(Self::Encryption),
            Resource::HttpsOnly => Some(Self::HttpsOnly),
            Resource::Versioning => Some(Self::Versioning),
            Resource::Lifecycle => Some(Self::Lifecycle),
            Resource::BucketTags => Some(Self::Tags),
            Resource::Key
            | Resource::Rotation
            | Resource::Alias
            | Resource::Bucket
            | Resource::Ownership
            | Resource::Policy
            | Resource::PolicyVersions
            | Resource::Role
            | Resource::Boundary
            | Resource::Attachment
            | Resource::EarlierSessions => None,
        }
    }

    /// Whether others' parts stand in the same value: a write sends them along, so it needs them read.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::HttpsOnly | Self::Lifecycle | Self::Tags)
    }

    /// The resource that it is.
    #[must_use]
    pub const fn resource(self) -> Resource {
        match self {
            Self::PublicAccess => Resource::PublicAccess,
            Self::Encryption => Resource::Encryption,
            Self::HttpsOnly => Resource::HttpsOnly,
            Self::Versioning => Resource::Versioning,
            Self::Lifecycle => Resource::Lifecycle,
            Self::Tags => Resource::BucketTags,
        }
    }
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
