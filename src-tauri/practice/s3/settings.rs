//! What S3 takes as a bucket's settings: lifecycle, encryption, tags, versioning, ownership.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use winterbaume_s3::views::BucketStateView;
use winterbaume_s3::wire;

use super::{encryption_xml, malformed_xml, uri};
use crate::practice::answer::Refusal;
use crate::practice::received::Received;
use crate::practice::tags::{self, KeyCase, TagFault, TagPart};

/// Reads a body with winterbaume's types.
macro_rules! read {
    ($deserialize:path, $request:expr) => {
        $deserialize(&$request.forwarded(uri($request), $request.body.clone()), &[], &HashMap::new())
            .map_err(|_| malformed_xml())
    };
}

/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html>
pub(super) fn check_lifecycle(request: &Received) -> Result<Bytes, Refusal> {
    let input = read!(wire::deserialize_put_bucket_lifecycle_configuration_request, request)?;
    let rules = input.lifecycle_configuration.unwrap_or_default().rules;
    if rules.is_empty() {
        return Err(malformed_xml());
    }
    let mut ids = HashSet::new();
    for rule in &rules {
        check_rule(rule)?;
        if let Some(id) = &rule.i_d
            && !ids.insert(id.as_str())
        {
            let message = "Rule ID must be unique. ObservedSetup same ID for more than one rule";
            return Err(invalid_argument(message));
        }
    }
    Ok(request.body.clone())
}

fn check_rule(rule: &wire::LifecycleRule) -> Result<(), Refusal> {
    if rule.i_d.as_ref().is_some_and(|id| id.chars().count() > 255) {
        return Err(invalid_argument("ID length should not exceed allowed limit of 255"));
    }
    let scoped = rule.filter.is_some() != rule.prefix.is_some();
    let acts = rule.expiration.is_some()
        || rule.noncurrent_version_expiration.is_some()
        || rule.abort_incomplete_multipart_upload.is_some()
        || rule.transitions.is_some()
        || rule.noncurrent_version_transitions.is_some();
    if !scoped || !acts || !matches!(rule.status.as_str(), "Enabled" | "Disabled") {
        return Err(malformed_xml());
    }
    if let Some(expiration) = &rule.expiration {
        let choices =
            [expiration.days.is_some(), expiration.date.is_some(), expiration.expired_object_delete_marker.is_some()];
        if choices.into_iter().filter(|chosen| *chosen).count() != 1 {
            return Err(malformed_xml());
        }
    }
    let days = [
        (rule.expiration.as_ref().and_then(|it| it.days), "'Days' for Expiration action must be a positive integer"),
        (
            rule.noncurrent_version_expiration.as_ref().and_then(|it| it.noncurrent_days),
            "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
        ),
        (
            rule.abort_incomplete_multipart_upload.as_ref().and_then(|it| it.days_after_initiation),
            "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer",
        ),
    ];
    match days.into_iter().find(|(days, _)| days.is_some_and(|days| days < 1)) {
        Some((_, message)) => Err(invalid_argument(message)),
        None => Ok(()),
    }
}

/// The setting as S3 keeps it: the bucket key said even when it was not. S3 does not look whether a key exists.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html>
pub(super) fn encryption(request: &Received) -> Result<Bytes, Refusal> {
    let input = read!(wire::deserialize_put_bucket_encryption_request, request)?;
    let mut rules = input.server_side_encryption_configuration.rules.into_iter();
    let (Some(mut rule), None) = (rules.next(), rules.next()) else { return Err(malformed_xml()) };
    if let Some(by_default) = &rule.apply_server_side_encryption_by_default {
        match (by_default.s_s_e_algorithm.as_str(), &by_default.k_m_s_master_key_i_d) {
            ("aws:kms" | "aws:kms:dsse", _) | ("AES256", None) => {}
            ("AES256", Some(_)) => {
                return Err(invalid_argument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                ));
            }
            _ => return Err(malformed_xml()),
        }
    }
    rule.bucket_key_enabled.get_or_insert(false);
    Ok(encryption_xml(rule))
}

pub(super) fn check_tagging(request: &Received) -> Result<Bytes, Refusal> {
    let input = read!(wire::deserialize_put_bucket_tagging_request, request)?;
    let tags: Vec<(&str, &str)> =
        input.tagging.tag_set.items.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
    tags::check(&tags, KeyCase::Counts).map_err(|fault| refused_tags(&fault))?;
    Ok(request.body.clone())
}

/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html>
pub(super) fn refused_tags(fault: &TagFault<'_>) -> Refusal {
    match fault {
        TagFault::TooMany => Refusal::new(400, "BadRequest", "Bucket tag count cannot be greater than 50"),
        TagFault::Reserved => Refusal::new(400, "InvalidTag", "System tags cannot be added/updated by requester"),
        TagFault::Duplicate => Refusal::new(400, "InvalidTag", "Cannot provide multiple Tags with the same key"),
        TagFault::Text { part: TagPart::Key, text, .. } => {
            Refusal::new(400, "InvalidTag", "The TagKey you have provided is invalid").with("TagKey", *text)
        }
        TagFault::Text { part: TagPart::Value, text, .. } => {
            Refusal::new(400, "InvalidTag", "The TagValue you have provided is invalid").with("TagValue", *text)
        }
    }
}

pub(super) fn check_versioning(request: &Received) -> Result<Bytes, Refusal> {
    let input = read!(wire::deserialize_put_bucket_versioning_request, request)?;
    match input.versioning_configuration.status.as_deref() {
        Some("Enabled" | "Suspended") => Ok(request.body.clone()),
        _ => Err(malformed_xml()),
    }
}

pub(super) fn check_ownership(request: &Received) -> Result<Bytes, Refusal> {
    let input = read!(wire::deserialize_put_bucket_ownership_controls_request, request)?;
    match input.ownership_controls.rules.as_slice() {
        [rule] if is_ownership(&rule.object_ownership) => Ok(request.body.clone()),
        _ => Err(malformed_xml()),
    }
}

pub(super) fn is_ownership(text: &str) -> bool {
    matches!(text, "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter")
}

/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>
pub(super) fn check_object_acl(request: &Received, bucket: &BucketStateView) -> Result<Bytes, Refusal> {
    let enforced = bucket.ownership_controls.as_deref() == Some("BucketOwnerEnforced");
    match request.header("x-amz-acl") {
        Some(acl) if enforced && acl != "bucket-owner-full-control" => {
            Err(Refusal::new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs"))
        }
        _ => Ok(request.body.clone()),
    }
}

fn invalid_argument(message: &'static str) -> Refusal {
    Refusal::new(400, "InvalidArgument", message)
}
