//! The ARN of a KMS key.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::arn::{self, Arn};
use super::kind::kind_of;
use super::text::{pattern, text_value, trimmed};
use super::{AccountId, Partition, Region};

/// The ARN of a KMS key: `arn:<partition>:kms:<region>:<account>:key/<id>`.
///
/// The id is a UUID, or `mrk-` and 32 hexadecimal digits for a multi-Region key; capitals in it are lowered. Only the full
/// ARN is taken: S3 does not check what it is given, and looks an alias or a bare id up in the account of whoever writes.
/// Sources: <https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyArn {
    text: String,
    partition: Partition,
    region: Region,
    account: AccountId,
    key_id: String,
}

/// Why a text is not a key's ARN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum KeyArnRefusal {
    /// Nothing was given.
    #[serde(rename = "key-arn-empty")]
    Empty,
    /// Still the guide's placeholder.
    #[serde(rename = "key-arn-placeholder")]
    Placeholder,
    /// An alias, or an alias's ARN.
    #[serde(rename = "key-arn-alias")]
    Alias,
    /// The id without the ARN around it.
    #[serde(rename = "key-arn-bare-id")]
    BareId,
    /// Not an ARN.
    #[serde(rename = "key-arn-not-arn")]
    NotArn {
        /// What was given.
        text: String,
    },
    /// The ARN of something that is not a KMS key.
    #[serde(rename = "key-arn-not-key")]
    NotKey,
    /// A partition nobody knows.
    #[serde(rename = "key-arn-unknown-partition")]
    UnknownPartition {
        /// What stands there.
        text: String,
    },
    /// No region where the region should be.
    #[serde(rename = "key-arn-region")]
    Region {
        /// What stands there.
        region: String,
    },
    /// No account number where it should be.
    #[serde(rename = "key-arn-account")]
    Account {
        /// What stands there.
        account: String,
    },
    /// The id at its end is cut off or mistyped.
    #[serde(rename = "key-arn-key-id")]
    KeyId {
        /// What stands there.
        key_id: String,
    },
}

text_value!(KeyArn, KeyArnRefusal);

const MULTI_REGION: &str = "mrk-";

static KEY_ID: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$"));

fn is_key_id(text: &str) -> bool {
    KEY_ID.is_match(text)
}

impl KeyArn {
    /// Reads a key's ARN.
    ///
    /// # Errors
    /// When it is an alias, a bare id, or another resource's ARN.
    pub fn parse(text: &str) -> Result<Self, KeyArnRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(KeyArnRefusal::Empty);
        }
        if text.contains(['{', '}']) {
            return Err(KeyArnRefusal::Placeholder);
        }
        if text.starts_with("alias/") {
            return Err(KeyArnRefusal::Alias);
        }
        if is_key_id(&text.to_ascii_lowercase()) {
            return Err(KeyArnRefusal::BareId);
        }
        let fields = Arn::split(text).ok_or_else(|| KeyArnRefusal::NotArn { text: text.to_owned() })?;
        if fields.service == "kms" && fields.resource.starts_with("alias/") {
            return Err(KeyArnRefusal::Alias);
        }
        let key_id =
            fields.resource.strip_prefix("key/").filter(|_| fields.service == "kms").ok_or(KeyArnRefusal::NotKey)?;
        let partition = arn::partition(fields.partition)
            .ok_or_else(|| KeyArnRefusal::UnknownPartition { text: fields.partition.to_owned() })?;
        let region = Region::parse(fields.region)
            .ok()
            .filter(|region| region.as_str() == fields.region)
            .ok_or_else(|| KeyArnRefusal::Region { region: fields.region.to_owned() })?;
        let account = arn::account(fields.account)
            .ok_or_else(|| KeyArnRefusal::Account { account: fields.account.to_owned() })?;
        let key_id = key_id.to_ascii_lowercase();
        if !is_key_id(&key_id) {
            return Err(KeyArnRefusal::KeyId { key_id });
        }
        let text = format!("arn:{partition}:kms:{region}:{account}:key/{key_id}");
        Ok(Self { text, partition, region, account, key_id })
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The region the key works in. A bucket's key is in the bucket's region.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The account the key is in.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The key's id within the account and region.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Whether the key has replicas, or may have, in other regions.
    #[must_use]
    pub fn is_multi_region(&self) -> bool {
        self.key_id.starts_with(MULTI_REGION)
    }
}
