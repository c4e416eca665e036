//! The ARN of a bucket.

use serde::{Deserialize, Serialize};

use super::arn::{self, Arn};
use super::text::{text_value, trimmed};
use super::{ArnRefusal, BucketName, Partition};

/// The ARN of a bucket, which has neither account nor region: `arn:<partition>:s3:::<name>`.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BucketArn {
    text: String,
    partition: Partition,
    bucket: BucketName,
}

text_value!(BucketArn, ArnRefusal);

impl BucketName {
    /// The bucket's ARN. It carries neither account nor region.
    #[must_use]
    pub fn arn(&self, partition: Partition) -> BucketArn {
        BucketArn::new(partition, self)
    }
}

impl BucketArn {
    /// The ARN of the bucket in the partition.
    #[must_use]
    pub fn new(partition: Partition, bucket: &BucketName) -> Self {
        Self { text: format!("arn:{partition}:s3:::{bucket}"), partition, bucket: bucket.clone() }
    }

    /// Reads a bucket's ARN.
    ///
    /// # Errors
    /// When it is another resource's ARN, or none.
    pub fn parse(text: &str) -> Result<Self, ArnRefusal> {
        let text = trimmed(text);
        let fields = Arn::split(text).ok_or_else(|| ArnRefusal::Shape { text: text.to_owned() })?;
        let partition =
            arn::partition(fields.partition).ok_or_else(|| ArnRefusal::Partition { text: text.to_owned() })?;
        // An object's ARN has a slash, an access point's an account and a region.
        if fields.service != "s3" || !fields.region.is_empty() || fields.resource.contains('/') {
            return Err(ArnRefusal::Resource { text: text.to_owned() });
        }
        if !fields.account.is_empty() {
            return Err(ArnRefusal::Account { text: text.to_owned() });
        }
        match BucketName::parse(fields.resource) {
            Ok(bucket) if bucket.as_str() == fields.resource => Ok(Self::new(partition, &bucket)),
            _ => Err(ArnRefusal::Name { text: text.to_owned() }),
        }
    }

    /// The ARN of everything in the bucket: `<bucket ARN>/*`.
    #[must_use]
    pub fn objects(&self) -> String {
        format!("{}/*", self.text)
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The bucket's name.
    #[must_use]
    pub fn bucket(&self) -> &BucketName {
        &self.bucket
    }
}
