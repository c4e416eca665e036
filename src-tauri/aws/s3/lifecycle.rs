//! Lifecycle rules as S3 has them and as this program keeps them, both ways.

use aws_sdk_s3::error::BuildError;
use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, ExpirationStatus, LifecycleExpiration, LifecycleRule as SdkRule,
    LifecycleRuleAndOperator, LifecycleRuleFilter, NoncurrentVersionExpiration, NoncurrentVersionTransition, Tag,
    Transition, TransitionStorageClass,
};

use crate::resources::bucket_value::{LifecycleEffect, LifecycleRule};
use crate::resources::lifecycle;
use crate::resources::lifecycle_rule::{
    AbortDays, OldVersions, RuleAnd, RuleExpiration, RuleFilter, RuleTransition, WholeRule,
};

/// A rule as it was read.
pub(in crate::aws) fn rule(rule: &SdkRule) -> LifecycleRule {
    let id = rule.id().unwrap_or_default().to_owned();
    // Sent again, a rule must say exactly what it said: one that says more than is known here is not kept whole.
    let kept = || whole(rule).filter(|kept| whole_rule(&id, kept).is_ok_and(|again| again == *rule));
    let whole = if lifecycle::is_ours(&id) { None } else { kept().map(Box::new) };
    LifecycleRule { effect: effect(rule), whole, id }
}

/// A rule as it is sent: one of ours over the whole bucket, or one of others as it was read.
pub(in crate::aws) fn sent(rule: &LifecycleRule) -> Result<SdkRule, BuildError> {
    match &rule.whole {
        Some(whole) => whole_rule(&rule.id, whole),
        None => ours(rule),
    }
}

/// The filter is an empty prefix, which S3 wants rather than none.
fn ours(rule: &LifecycleRule) -> Result<SdkRule, BuildError> {
    let mut sent = SdkRule::builder()
        .id(&rule.id)
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("").build());
    if let Some(effect) = &rule.effect {
        if let Some(days) = effect.expire_days {
            sent = sent.expiration(LifecycleExpiration::builder().days(days).build());
        }
        if effect.remove_lone_delete_markers {
            sent = sent.expiration(LifecycleExpiration::builder().expired_object_delete_marker(true).build());
        }
        if let Some(days) = effect.expire_old_versions_days {
            sent = sent
                .noncurrent_version_expiration(NoncurrentVersionExpiration::builder().noncurrent_days(days).build());
        }
        if let Some(days) = effect.abort_uploads_days {
            sent = sent.abort_incomplete_multipart_upload(
                AbortIncompleteMultipartUpload::builder().days_after_initiation(days).build(),
            );
        }
    }
    sent.build()
}

/// What a rule does, when it does only what this program could have asked for, over the whole bucket.
fn effect(rule: &SdkRule) -> Option<LifecycleEffect> {
    let over_everything = rule.filter().is_none_or(is_everything) && rule_prefix(rule).is_none_or(str::is_empty);
    let kind_we_make = rule.transitions().is_empty()
        && rule.noncurrent_version_transitions().is_empty()
        && rule.expiration().is_none_or(|expiration| expiration.date().is_none())
        && rule.noncurrent_version_expiration().is_none_or(|old| old.newer_noncurrent_versions().is_none());
    (over_everything && kind_we_make && *rule.status() == ExpirationStatus::Enabled).then(|| LifecycleEffect {
        expire_days: rule.expiration().and_then(LifecycleExpiration::days).filter(|days| *days > 0),
        expire_old_versions_days: rule
            .noncurrent_version_expiration()
            .and_then(NoncurrentVersionExpiration::noncurrent_days),
        abort_uploads_days: rule
            .abort_incomplete_multipart_upload()
            .and_then(AbortIncompleteMultipartUpload::days_after_initiation),
        remove_lone_delete_markers: rule
            .expiration()
            .is_some_and(|expiration| expiration.expired_object_delete_marker() == Some(true)),
    })
}

fn is_everything(filter: &LifecycleRuleFilter) -> bool {
    filter.prefix().is_none_or(str::is_empty)
        && filter.tag().is_none()
        && filter.and().is_none()
        && filter.object_size_greater_than().is_none()
        && filter.object_size_less_than().is_none()
}

/// The older place of a rule's prefix, which S3 still gives for rules made with it.
#[expect(deprecated, reason = "S3 deprecates writing it, not reading it")]
fn rule_prefix(rule: &SdkRule) -> Option<&str> {
    rule.prefix()
}

fn whole(rule: &SdkRule) -> Option<WholeRule> {
    let date = |date: Option<&DateTime>| match date {
        None => Some(None),
        Some(date) => date.fmt(DateTimeFormat::DateTime).ok().map(Some),
    };
    let transitions = rule.transitions().iter().map(|transition| {
        Some(RuleTransition {
            date: date(transition.date())?,
            days: transition.days(),
            newer_versions: None,
            storage_class: transition.storage_class().map(|class| class.as_str().to_owned()),
        })
    });
    let expiration = match rule.expiration() {
        None => None,
        Some(expiration) => Some(RuleExpiration {
            date: date(expiration.date())?,
            days: expiration.days(),
            expired_object_delete_marker: expiration.expired_object_delete_marker(),
        }),
    };
    Some(WholeRule {
        enabled: *rule.status() == ExpirationStatus::Enabled,
        prefix: rule_prefix(rule).map(ToOwned::to_owned),
        filter: rule.filter().map(filter),
        expiration,
        transitions: transitions.collect::<Option<Vec<_>>>()?,
        old_transitions: rule
            .noncurrent_version_transitions()
            .iter()
            .map(|transition| RuleTransition {
                date: None,
                days: transition.noncurrent_days(),
                newer_versions: transition.newer_noncurrent_versions(),
                storage_class: transition.storage_class().map(|class| class.as_str().to_owned()),
            })
            .collect(),
        old_expiration: rule
            .noncurrent_version_expiration()
            .map(|old| OldVersions { days: old.noncurrent_days(), newer_versions: old.newer_noncurrent_versions() }),
        abort_days: rule
            .abort_incomplete_multipart_upload()
            .map(|abort| AbortDays { days: abort.days_after_initiation() }),
    })
}

fn filter(filter: &LifecycleRuleFilter) -> RuleFilter {
    let pair = |tag: &Tag| (tag.key().to_owned(), tag.value().to_owned());
    RuleFilter {
        prefix: filter.prefix().map(ToOwned::to_owned),
        tag: filter.tag().map(pair),
        size_greater_than: filter.object_size_greater_than(),
        size_less_than: filter.object_size_less_than(),
        and: filter.and().map(|and| RuleAnd {
            prefix: and.prefix().map(ToOwned::to_owned),
            tags: and.tags().iter().map(pair).collect(),
            size_greater_than: and.object_size_greater_than(),
            size_less_than: and.object_size_less_than(),
        }),
    }
}

#[expect(deprecated, reason = "a rule that has its prefix in the older place is sent again with it there")]
fn whole_rule(id: &str, rule: &WholeRule) -> Result<SdkRule, BuildError> {
    let date = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => DateTime::from_str(text, DateTimeFormat::DateTime)
            .map(Some)
            .map_err(|error| BuildError::other(error.to_string())),
    };
    let class = |class: &Option<String>| class.as_deref().map(TransitionStorageClass::from);
    let mut sent = SdkRule::builder()
        .id(id)
        .status(if rule.enabled { ExpirationStatus::Enabled } else { ExpirationStatus::Disabled })
        .set_prefix(rule.prefix.clone());
    if let Some(filter) = &rule.filter {
        sent = sent.filter(sdk_filter(filter)?);
    }
    if let Some(expiration) = &rule.expiration {
        sent = sent.expiration(
            LifecycleExpiration::builder()
                .set_date(date(&expiration.date)?)
                .set_days(expiration.days)
                .set_expired_object_delete_marker(expiration.expired_object_delete_marker)
                .build(),
        );
    }
    for transition in &rule.transitions {
        sent = sent.transitions(
            Transition::builder()
                .set_date(date(&transition.date)?)
                .set_days(transition.days)
                .set_storage_class(class(&transition.storage_class))
                .build(),
        );
    }
    for transition in &rule.old_transitions {
        sent = sent.noncurrent_version_transitions(
            NoncurrentVersionTransition::builder()
                .set_noncurrent_days(transition.days)
                .set_newer_noncurrent_versions(transition.newer_versions)
                .set_storage_class(class(&transition.storage_class))
                .build(),
        );
    }
    if let Some(old) = &rule.old_expiration {
        sent = sent.noncurrent_version_expiration(
            NoncurrentVersionExpiration::builder()
                .set_noncurrent_days(old.days)
                .set_newer_noncurrent_versions(old.newer_versions)
                .build(),
        );
    }
    if let Some(abort) = &rule.abort_days {
        sent = sent.abort_incomplete_multipart_upload(
            AbortIncompleteMultipartUpload::builder().set_days_after_initiation(abort.days).build(),
        );
    }
    sent.build()
}

fn sdk_filter(filter: &RuleFilter) -> Result<LifecycleRuleFilter, BuildError> {
    let tag = |(key, value): &(String, String)| Tag::builder().key(key).value(value).build();
    let mut sent = LifecycleRuleFilter::builder()
        .set_prefix(filter.prefix.clone())
        .set_tag(filter.tag.as_ref().map(tag).transpose()?)
        .set_object_size_greater_than(filter.size_greater_than)
        .set_object_size_less_than(filter.size_less_than);
    if let Some(and) = &filter.and {
        let tags = and.tags.iter().map(tag).collect::<Result<Vec<_>, _>>()?;
        sent = sent.and(
            LifecycleRuleAndOperator::builder()
                .set_prefix(and.prefix.clone())
                .set_tags((!tags.is_empty()).then_some(tags))
                .set_object_size_greater_than(and.size_greater_than)
                .set_object_size_less_than(and.size_less_than)
                .build(),
        );
    }
    Ok(sent.build())
}
