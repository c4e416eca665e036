//! What shall exist when a setup is done: typed resources and settings, with their predicted ARNs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bucket_setting::BucketSetting;
use crate::values::Account;
use crate::values::{
    BucketArn, BucketName, Description, ExternalId, IamPath, KeyAlias, KeyArn, PermissionsBoundary, PolicyArn,
    PolicyName, PrincipalArn, Region, RetentionDays, RoleArn, RoleName, SetupId, Tags,
};

/// Everything a setup consists of. The one hole is a new key's ARN, which AWS draws: see [`KeyRef`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desired {
    /// Whose it is.
    pub setup: SetupId,
    /// Where it is.
    pub account: Account,
    /// The region of bucket and key. A bucket's key must be in the bucket's region
    /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>).
    pub region: Region,
    /// The key to make, when one is wanted.
    pub key: Option<DesiredKey>,
    /// The bucket.
    pub bucket: DesiredBucket,
    /// The permissions policy.
    pub policy: DesiredPolicy,
    /// The role.
    pub role: DesiredRole,
    /// The person's own tags, on everything made.
    pub tags: Tags,
}

/// A key made for this bucket: symmetric, AWS's default key policy, rotated every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredKey {
    /// The name by which it is found again.
    pub alias: KeyAlias,
    /// What the key's page in AWS says it is for.
    pub description: Description,
}

/// A key that is to be made and has no ARN yet, or one with a known ARN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeyRef {
    /// Made by this setup; AWS draws its ARN.
    New,
    /// A key they have.
    Known(#[ts(type = "string")] KeyArn),
}

/// The bucket and its settings. All four public-access switches are always on, access lists always off
/// (`BucketOwnerEnforced`), unencrypted connections always refused: these are not choices, so they are not fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredBucket {
    /// Its name.
    pub name: BucketName,
    /// Whether this setup makes it. Left out of what is stored and fingerprinted when it does.
    #[serde(default, skip_serializing_if = "BucketOrigin::is_new")]
    pub origin: BucketOrigin,
    /// Its default encryption.
    pub encryption: Encryption,
    /// Old versions of overwritten files stay for [`OLD_VERSIONS_DAYS`].
    pub versioning: bool,
    /// Days until files are deleted; without, they stay until someone deletes them.
    pub retention: Option<RetentionDays>,
}

/// Where the bucket comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BucketOrigin {
    /// This setup makes it.
    #[default]
    New,
    /// They have it already. It is never deleted, and of its settings only the ticked ones are changed.
    #[serde(rename = "theirs")]
    Existing {
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
            Self::Existing { change, .. } => change.contains(&setting),
        }
    }
}

/// Days an overwritten or deleted version stays before it goes for good.
pub const OLD_VERSIONS_DAYS: i32 = 30;
/// Days after which an unfinished upload is dropped.
pub const UNFINISHED_UPLOAD_DAYS: i32 = 7;

/// A bucket's default encryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Encryption {
    /// Amazon's own key (SSE-S3, AES-256).
    AmazonS3,
    /// A KMS key by its full ARN, with the bucket key on (SSE-KMS).
    Kms(KeyRef),
}

/// The permissions policy; its document is [`super::documents::permissions`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredPolicy {
    /// Its name.
    pub name: PolicyName,
    /// Its path.
    pub path: IamPath,
    /// Its description, which AWS never lets anyone change.
    pub description: Description,
}

/// The role; its trust document is [`super::documents::trust`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredRole {
    /// Its name.
    pub name: RoleName,
    /// Its path.
    pub path: IamPath,
    /// Its description.
    pub description: Description,
    /// Vonage's two principals, primary first.
    pub principals: [PrincipalArn; 2],
    /// The external ID, only when Vonage gave one.
    pub external_id: Option<ExternalId>,
    /// The company's boundary, where it requires one.
    pub boundary: Option<PermissionsBoundary>,
}

impl Desired {
    /// The bucket's ARN.
    #[must_use]
    pub fn bucket_arn(&self) -> BucketArn {
        self.bucket.name.arn(self.account.partition)
    }

    /// The policy's ARN, known before it is made.
    #[must_use]
    pub fn policy_arn(&self) -> PolicyArn {
        PolicyArn::new(self.account.partition, &self.account.id, &self.policy.path, &self.policy.name)
    }

    /// The role's ARN, known before it is made.
    #[must_use]
    pub fn role_arn(&self) -> RoleArn {
        RoleArn::new(self.account.partition, &self.account.id, &self.role.path, &self.role.name)
    }

    /// The key's ARN when it can be said before the run: only for a key they have.
    #[must_use]
    pub fn known_key(&self) -> Option<&KeyArn> {
        match &self.bucket.encryption {
            Encryption::Kms(KeyRef::Known(arn)) => Some(arn),
            Encryption::Kms(KeyRef::New) | Encryption::AmazonS3 => None,
        }
    }
}
