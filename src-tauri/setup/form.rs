//! What the person typed, as typed: every field a string or a choice, so that a half-filled form can be kept as a draft.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::resources::bucket_setting::BucketSetting;

/// The fields of the Details page. Nothing in here has been checked; [`super::request::Request::parse`] does that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Form {
    /// The setup's id, drawn when the form opened.
    pub setup: String,
    /// Vonage's first principal.
    pub primary_service: String,
    /// Vonage's second principal.
    pub secondary_service: String,
    /// The person ticked that a whole account may be trusted.
    pub trust_whole_account: bool,
    /// AWS region id; empty until chosen.
    pub region: String,
    /// Which kind of bucket name.
    pub bucket_mode: BucketMode,
    /// The part of the name that is typed: a prefix for an account-regional name, else the whole name.
    pub bucket_name: String,
    /// The settings of a bucket they have that shall be changed where they differ; read only with [`BucketMode::Existing`].
    #[serde(default)]
    pub bucket_changes: Vec<BucketSetting>,
    /// The person ticked that a bucket they have may hold files already.
    #[serde(default)]
    pub bucket_may_be_filled: bool,
    /// Who holds the encryption key.
    pub encryption_mode: EncryptionMode,
    /// ARN of a key they have; read only with [`EncryptionMode::ExistingKey`].
    pub key_arn: String,
    /// Old versions of overwritten files stay for 30 days.
    pub versioning: bool,
    /// How long files stay.
    pub keep: Keep,
    /// Days until files are deleted; read only with [`Keep::Days`].
    pub retention_days: String,
    /// Name of the permissions policy.
    pub policy_name: String,
    /// Name of the role.
    pub role_name: String,
    /// Path of role and policy, `/` when empty.
    pub role_path: String,
    /// External ID, only when Vonage gave one.
    pub external_id: String,
    /// ARN of a policy that bounds the role, where the company requires one.
    pub permissions_boundary: String,
    /// Description of role and policy.
    pub description: String,
    /// The company's own tags.
    pub tags: Vec<TypedTag>,
}

impl Form {
    /// The most bytes of one field, twice AWS's longest ARN. What is longer is neither judged any further nor kept.
    pub const MOST_BYTES: usize = 4_096;
    /// The most tags that are looked at. AWS takes 50.
    pub const MOST_TAGS: usize = 100;

    /// The form of a setup before anything is typed, with the choices that a new one begins with.
    #[must_use]
    pub const fn empty(setup: String) -> Self {
        Self {
            setup,
            primary_service: String::new(),
            secondary_service: String::new(),
            trust_whole_account: false,
            region: String::new(),
            bucket_mode: BucketMode::AccountRegional,
            bucket_name: String::new(),
            bucket_changes: Vec::new(),
            bucket_may_be_filled: false,
            encryption_mode: EncryptionMode::NewKey,
            key_arn: String::new(),
            versioning: true,
            keep: Keep::Forever,
            retention_days: String::new(),
            policy_name: String::new(),
            role_name: String::new(),
            role_path: String::new(),
            external_id: String::new(),
            permissions_boundary: String::new(),
            description: String::new(),
            tags: Vec::new(),
        }
    }

    /// The fields that hold more than anything that belongs there, in the order of the page.
    #[must_use]
    pub fn overfull(&self) -> Vec<Field> {
        let fields = [
            (Field::PrimaryService, &self.primary_service),
            (Field::SecondaryService, &self.secondary_service),
            (Field::Region, &self.region),
            // The program draws the id, and the page has no control for it; the bucket is what carries it.
            (Field::BucketName, &self.setup),
            (Field::BucketName, &self.bucket_name),
            (Field::KeyArn, &self.key_arn),
            (Field::RetentionDays, &self.retention_days),
            (Field::PolicyName, &self.policy_name),
            (Field::RoleName, &self.role_name),
            (Field::RolePath, &self.role_path),
            (Field::ExternalId, &self.external_id),
            (Field::PermissionsBoundary, &self.permissions_boundary),
            (Field::Description, &self.description),
        ];
        let mut overfull: Vec<Field> =
            fields.iter().filter(|(_, text)| text.len() > Self::MOST_BYTES).map(|(field, _)| *field).collect();
        let is_long = |tag: &TypedTag| tag.key.len() > Self::MOST_BYTES || tag.value.len() > Self::MOST_BYTES;
        if self.tags.len() > Self::MOST_TAGS || self.tags.iter().any(is_long) {
            overfull.push(Field::Tags);
        }
        overfull
    }
}

/// A tag as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TypedTag {
    /// The tag's key.
    pub key: String,
    /// The tag's value.
    pub value: String,
}

/// The two kinds of name a new bucket can have, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BucketMode {
    /// `prefix-account-region-an`: nobody else can ever take it.
    AccountRegional,
    /// An ordinary name, unique among all of AWS's customers.
    Ordinary,
    /// A bucket they have already.
    #[serde(rename = "theirs")]
    Existing,
}

/// The three ways to encrypt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EncryptionMode {
    /// A key made for this bucket, rotated every year.
    NewKey,
    /// A key the company has.
    ExistingKey,
    /// Amazon's own key (SSE-S3).
    Amazon,
}

/// How long exported files stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// Until someone deletes them.
    Forever,
    /// For a number of days.
    Days,
}

/// A control on a page that a refusal can point at; the names are those of the page's test ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the name of the control it points at")]
pub enum Field {
    PrimaryService,
    SecondaryService,
    Region,
    BucketName,
    KeyArn,
    RetentionDays,
    PolicyName,
    RoleName,
    RolePath,
    ExternalId,
    PermissionsBoundary,
    Description,
    Tags,
    AccountNumber,
    ExpectedAccount,
    KeysPaste,
    BrowserCode,
    StartUrl,
    CenterAccount,
    CenterRole,
    ProfileList,
    MfaCode,
    Proxy,
    ProxyUser,
    SignInRegion,
    StorageId,
}
