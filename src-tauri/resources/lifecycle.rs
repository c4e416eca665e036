//! How long files stay: this setup's lifecycle rules of the bucket, beside those of others.

use super::action::Action;
use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketValue, LifecycleEffect, LifecycleRule};
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::{DesiredBucket, OLD_VERSIONS_DAYS, UNFINISHED_UPLOAD_DAYS};
use super::parameter::{Parameter, ParameterValue};
use super::refusal::PlanRefusal;
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::write::{Purpose, Write, Written};

pub(super) const RULES: Rules = Rules {
    step: Step::Keeping,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::Lifecycle),
    reads: &[("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration")],
    compare,
    plan,
    is_written: |desired| desired.bucket.origin.sets(BucketSetting::Lifecycle),
    create: Some(Call::PutBucketLifecycleConfiguration),
    set: Some(Call::PutBucketLifecycleConfiguration),
    parameters: |desired, _| {
        let rules = rules(&desired.bucket).into_iter().filter_map(|rule| Some((rule.id, rule.effect?)));
        rules.map(|(id, effect)| Parameter::named(&id, ParameterValue::Lifecycle { effect })).collect()
    },
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::Lifecycle,
    shared: true,
    value: |state| state.lifecycle.known().cloned().map(BucketValue::Lifecycle),
    same: |is, wanted| match (is, wanted) {
        (BucketValue::Lifecycle(is), BucketValue::Lifecycle(wanted)) => same_rules(is, wanted),
        _ => false,
    },
    as_made: |value| matches!(value, BucketValue::Lifecycle(rules) if rules.is_empty()),
    reverted: |view, was, is| match (was, is) {
        (BucketValue::Lifecycle(was), BucketValue::Lifecycle(is)) => {
            reverted(&view.desired.bucket, was, is).map(BucketValue::Lifecycle)
        }
        _ => None,
    },
    restored_by: |value| match value {
        BucketValue::Lifecycle(rules) if rules.is_empty() => Call::DeleteBucketLifecycle,
        _ => Call::RestoreBucketLifecycle,
    },
};

pub(super) const PUT: Write = Write {
    resource: Resource::Lifecycle,
    name: "s3:PutBucketLifecycleConfiguration",
    actions: &["s3:PutLifecycleConfiguration"],
    after: &[Call::CreateBucket],
    purpose: Purpose::Make,
    written: |intent| Some(Written::Setting(BucketValue::Lifecycle(intent.lifecycle.to_vec()))),
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::Lifecycle),
    ..PUT
};

pub(super) const DELETE: Write = Write { name: "s3:DeleteBucketLifecycle", ..RESTORE };

/// In a new bucket a rule of others counts too: it could delete files sooner than was chosen.
fn compare(view: &View<'_>) -> Option<Comparison> {
    let bucket = &view.desired.bucket;
    setting::compare(
        view,
        |state| &state.lifecycle,
        |found| {
            let value = |rules| setting::value(BucketValue::Lifecycle(rules));
            let deviation = || Deviation::new(value(found.clone()), value(with_ours(bucket, found)));
            if !same_rules(&ours_of(found), &rules(bucket)) {
                Comparison::Differs(deviation())
            } else if bucket.origin.is_new() && others_of(found).next().is_some() {
                Comparison::Added(Deviation::new(value(found.clone()), value(rules(bucket))))
            } else {
                Comparison::Same
            }
        },
    )
}

fn plan(view: &View<'_>) -> Option<Action> {
    let action = setting::plan(view, BucketSetting::Lifecycle)?;
    Some(match (&action, compare(view)) {
        // Writing the rules replaces them all, and rules that say something unknown here could not be sent again.
        (Action::Set, Some(Comparison::Differs(Deviation { before, .. }))) if !is_sendable(&before) => {
            Action::Refuse(PlanRefusal::LifecycleOfOthers { name: view.desired.bucket.name.clone() })
        }
        _ => action,
    })
}

fn is_sendable(value: &Value) -> bool {
    !matches!(value, Value::Setting(BucketValue::Lifecycle(rules)) if !can_be_sent(rules))
}

fn ours_of(rules: &[LifecycleRule]) -> Vec<LifecycleRule> {
    rules.iter().filter(|rule| is_ours(&rule.id)).cloned().collect()
}

/// The rules of others.
pub fn others_of(rules: &[LifecycleRule]) -> impl Iterator<Item = &LifecycleRule> {
    rules.iter().filter(|rule| !is_ours(&rule.id))
}

/// S3 promises no order of rules.
#[must_use]
pub fn same_rules(one: &[LifecycleRule], other: &[LifecycleRule]) -> bool {
    let sorted = |rules: &[LifecycleRule]| {
        let mut rules = rules.to_vec();
        rules.sort();
        rules
    };
    sorted(one) == sorted(other)
}

/// The rules without this setup's, and with those of these names that were there before; `None` when they are no longer as
/// this setup wrote them, or could not be sent.
pub(super) fn reverted(
    bucket: &DesiredBucket,
    was: &[LifecycleRule],
    is: &[LifecycleRule],
) -> Option<Vec<LifecycleRule>> {
    let mut back: Vec<_> = others_of(is).cloned().collect();
    back.extend(ours_of(was));
    (same_rules(&ours_of(is), &rules(bucket)) && can_be_sent(&back)).then_some(back)
}

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
    rules(bucket).into_iter().chain(others_of(there).cloned()).collect()
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
