//! This program's tags on a bucket that existed before. A new bucket's travel inside `CreateBucket`.

use super::bucket_setting::BucketSetting;
use super::bucket_value::BucketValue;
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::Desired;
use super::reading::{Owner, Reading, TagSet, owner};
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::tags;
use super::write::{Purpose, Write, Written};

pub(super) const RULES: Rules = Rules {
    step: Step::Bucket,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::Tags),
    reads: &[("s3:GetBucketTagging", "s3:GetBucketTagging")],
    compare,
    plan: |view| setting::plan(view, BucketSetting::Tags).filter(|_| !view.desired.bucket.origin.is_new()),
    is_written: |desired| !desired.bucket.origin.is_new() && desired.bucket.origin.sets(BucketSetting::Tags),
    create: None,
    set: Some(Call::PutBucketTagging),
    parameters: |_, _| Vec::new(),
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::BucketTags,
    shared: true,
    value: |state| state.tags.known().cloned().map(BucketValue::Tags),
    same: setting::equal,
    as_made: |value| matches!(value, BucketValue::Tags(tags) if tags.is_empty()),
    reverted: |view, was, is| match (was, is) {
        (BucketValue::Tags(was), BucketValue::Tags(is)) => reverted(view.desired, was, is).map(BucketValue::Tags),
        _ => None,
    },
    restored_by: |value| match value {
        BucketValue::Tags(tags) if tags.is_empty() => Call::DeleteBucketTagging,
        _ => Call::RestoreBucketTagging,
    },
};

pub(super) const PUT: Write = Write {
    resource: Resource::BucketTags,
    name: "s3:PutBucketTagging",
    actions: &["s3:PutBucketTagging"],
    after: &[Call::CreateBucket],
    purpose: Purpose::Make,
    written: |intent| Some(Written::Setting(BucketValue::Tags(intent.bucket_tags.clone()))),
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::Tags),
    ..PUT
};

pub(super) const DELETE: Write = Write { name: "s3:DeleteBucketTagging", ..RESTORE };

/// Whose a new bucket is by its tags is part of whether it is there.
fn compare(view: &View<'_>) -> Option<Comparison> {
    if view.desired.bucket.origin.is_new() {
        return None;
    }
    setting::compare(
        view,
        |state| &state.tags,
        |found| {
            let is_ours = owner(&Reading::Known(found.clone()), &view.desired.setup) == Owner::Us;
            Comparison::same_if(is_ours, || {
                Deviation::new(setting::value(BucketValue::Tags(found.clone())), Value::Ours)
            })
        },
    )
}

/// The tags without those of this setup, each as it was before where it was there before.
pub(super) fn reverted(desired: &Desired, was: &TagSet, is: &TagSet) -> Option<TagSet> {
    let ours = tags::keys_of_bucket(desired);
    let is_ours = owner(&Reading::Known(is.clone()), &desired.setup) == Owner::Us;
    is_ours.then(|| {
        let mut back = is.clone();
        back.retain(|key, _| !ours.contains(key));
        back.extend(was.clone().into_iter().filter(|(key, _)| ours.contains(key)));
        back
    })
}
