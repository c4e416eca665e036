//! The tags everything made carries, by which the program later knows its own.

use std::collections::BTreeMap;

use super::desired::{Desired, Encryption, KeyRef};
use super::fingerprint::Fingerprint;

/// Holds the setup's id. A resource is ours when this tag holds this setup's id, and never otherwise.
pub const SETUP: &str = "export-storage-setup:setup";
/// Holds the version of the program that made the resource.
pub const VERSION: &str = "export-storage-setup:version";
/// Holds the fingerprint of the plan that was reviewed.
pub const PLAN: &str = "export-storage-setup:plan";
/// On the bucket only: the role's name, since roles are not in AWS's tagging API.
pub const ROLE: &str = "export-storage-setup:role";
/// On the bucket only: the alias of the new key, or the ARN of a key they have.
pub const KEY: &str = "export-storage-setup:key";

/// Tags by key, in AWS's sense: at most 50 a resource, keys up to 128 characters, values up to 256
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>).
pub type TagSet = BTreeMap<String, String>;

/// The tags of the key, the policy and the role: the person's own and the three that say whose it is.
#[must_use]
pub fn of_resource(desired: &Desired, fingerprint: &Fingerprint) -> TagSet {
    let mut tags: TagSet =
        desired.tags.iter().map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned())).collect();
    tags.insert(SETUP.to_owned(), desired.setup.to_string());
    tags.insert(VERSION.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    tags.insert(PLAN.to_owned(), fingerprint.short());
    tags
}

/// The tags of the bucket: as [`of_resource`], and what leads from the bucket to the role and the key.
#[must_use]
pub fn of_bucket(desired: &Desired, fingerprint: &Fingerprint) -> TagSet {
    let mut tags = of_resource(desired, fingerprint);
    tags.insert(ROLE.to_owned(), desired.role.name.to_string());
    match (&desired.bucket.encryption, &desired.key) {
        (Encryption::Kms(KeyRef::Known(arn)), _) => {
            tags.insert(KEY.to_owned(), arn.to_string());
        }
        (Encryption::Kms(KeyRef::New), Some(key)) => {
            tags.insert(KEY.to_owned(), key.alias.to_string());
        }
        (Encryption::Kms(KeyRef::New), None) | (Encryption::AmazonS3, _) => {}
    }
    tags
}
