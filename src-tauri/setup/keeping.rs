//! How long files stay: the lifecycle rules of the bucket.

use super::desired::{DesiredBucket, OLD_VERSIONS_DAYS, UNFINISHED_UPLOAD_DAYS};
use super::found::{LifecycleEffect, LifecycleRule};

/// The id of the rule that deletes files, old versions and unfinished uploads.
pub const KEEP_RULE: &str = "export-storage-setup-keep";
/// The id of the rule that removes lone delete markers. It is a rule of its own, because AWS refuses
/// `ExpiredObjectDeleteMarker` beside `Days`
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html>).
pub const MARKERS_RULE: &str = "export-storage-setup-delete-markers";

/// Whether a rule with this id is one of this program's.
#[must_use]
pub fn is_ours(id: &str) -> bool {
    id == KEEP_RULE || id == MARKERS_RULE
}

/// Whether all of these rules can be sent to S3: others' only when every part of them is known.
#[must_use]
pub fn can_be_sent(rules: &[LifecycleRule]) -> bool {
    rules.iter().all(|rule| is_ours(&rule.id) || rule.whole.is_some())
}

/// The bucket's lifecycle rules to write: ours, and every rule of others that is there already.
/// `PutBucketLifecycleConfiguration` replaces them all
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html>).
#[must_use]
pub fn with_ours(bucket: &DesiredBucket, there: &[LifecycleRule]) -> Vec<LifecycleRule> {
    let others = there.iter().filter(|rule| !is_ours(&rule.id)).cloned();
    rules(bucket).into_iter().chain(others).collect()
}

/// The bucket's lifecycle rules, in the order they are sent.
#[must_use]
pub fn rules(bucket: &DesiredBucket) -> Vec<LifecycleRule> {
    let keep = LifecycleRule {
        id: KEEP_RULE.to_owned(),
        effect: Some(LifecycleEffect {
            expire_days: bucket.retention.map(|days| i32::try_from(days.get()).unwrap_or(i32::MAX)),
            expire_old_versions_days: bucket.versioning.then_some(OLD_VERSIONS_DAYS),
            abort_uploads_days: Some(UNFINISHED_UPLOAD_DAYS),
            remove_lone_delete_markers: false,
        }),
        whole: None,
    };
    let markers = bucket.versioning.then(|| LifecycleRule {
        id: MARKERS_RULE.to_owned(),
        effect: Some(LifecycleEffect {
            expire_days: None,
            expire_old_versions_days: None,
            abort_uploads_days: None,
            remove_lone_delete_markers: true,
        }),
        whole: None,
    });
    std::iter::once(keep).chain(markers).collect()
}
