//! The tags everything made carries, by which the program later knows its own.

use std::collections::BTreeSet;

use super::bucket_setting::BucketSetting;
use super::desired::{BucketOrigin, Desired, Encryption, KeyRef};
use super::fingerprint::Fingerprint;
use super::reading::TagSet;
use crate::values::ProgramTag;

/// The tags of the key, the policy and the role: the person's own and the three that say whose it is.
#[must_use]
pub fn of_resource(desired: &Desired, fingerprint: &Fingerprint) -> TagSet {
    let mut tags: TagSet = desired.tags.iter().map(|tag| (tag.key.to_string(), tag.value.to_string())).collect();
    set(&mut tags, ProgramTag::Setup, desired.setup.to_string());
    set(&mut tags, ProgramTag::Version, env!("CARGO_PKG_VERSION").to_owned());
    set(&mut tags, ProgramTag::Plan, fingerprint.short());
    tags
}

/// The tags of the bucket: as [`of_resource`], and what leads from the bucket to the role and the key.
#[must_use]
pub fn of_bucket(desired: &Desired, fingerprint: &Fingerprint) -> TagSet {
    let mut tags = of_resource(desired, fingerprint);
    set(&mut tags, ProgramTag::Role, desired.role.name.to_string());
    match (&desired.bucket.encryption, &desired.key) {
        (Encryption::Kms(KeyRef::Known(arn)), _) => {
            set(&mut tags, ProgramTag::Key, arn.to_string());
        }
        (Encryption::Kms(KeyRef::New), Some(key)) => {
            set(&mut tags, ProgramTag::Key, key.alias.to_string());
        }
        (Encryption::Kms(KeyRef::New), None) | (Encryption::AmazonS3, _) => {}
    }
    if let BucketOrigin::Existing { change, .. } = &desired.bucket.origin {
        set(&mut tags, ProgramTag::Bucket, "theirs".to_owned());
        let changed: Vec<&str> = change.iter().map(|setting| setting.name()).collect();
        set(&mut tags, ProgramTag::Changed, changed.join(" "));
    }
    tags
}

/// The settings that a bucket's tags say were changed of it.
#[must_use]
pub fn changed_settings(tags: &TagSet) -> BTreeSet<BucketSetting> {
    let named = tags.get(ProgramTag::Changed.key()).map(String::as_str).unwrap_or_default();
    named
        .split_whitespace()
        .filter_map(|name| BucketSetting::ALL.into_iter().find(|setting| setting.name() == name))
        .collect()
}

/// The keys of every tag that this setup may have put on a bucket.
#[must_use]
pub fn keys_of_bucket(desired: &Desired) -> BTreeSet<String> {
    let own = desired.tags.iter().map(|tag| tag.key.to_string());
    own.chain(ProgramTag::ALL.map(|tag| tag.key().to_owned())).collect()
}

/// The bucket's tags to write: ours, and every other that is there already. `PutBucketTagging` replaces them all
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html>).
#[must_use]
pub fn with_ours(desired: &Desired, fingerprint: &Fingerprint, there: Option<&TagSet>) -> TagSet {
    let mut tags = there.cloned().unwrap_or_default();
    tags.extend(of_bucket(desired, fingerprint));
    tags
}

fn set(tags: &mut TagSet, tag: ProgramTag, value: String) {
    tags.insert(tag.key().to_owned(), value);
}
