//! The bucket's four public-access switches, all on.

use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketValue, PublicAccess};
use super::call::Call;
use super::comparison::{Comparison, Deviation, View};
use super::parameter::Parameter;
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::write::{Purpose, Write, Written};

pub(super) const RULES: Rules = Rules {
    step: Step::PublicAccess,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::PublicAccess),
    reads: &[("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock")],
    compare,
    plan: |view| setting::plan(view, BucketSetting::PublicAccess),
    is_written: |desired| desired.bucket.origin.sets(BucketSetting::PublicAccess),
    create: Some(Call::PutPublicAccessBlock),
    set: Some(Call::PutPublicAccessBlock),
    parameters: |_, _| {
        let switches = "BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets";
        vec![Parameter::written(switches, &"true, true, true, true")]
    },
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::PublicAccess,
    shared: false,
    value: |state| state.public_access.known().copied().map(BucketValue::PublicAccess),
    same: setting::equal,
    as_made: |_| true,
    reverted: |_, was, is| match is {
        BucketValue::PublicAccess(is) if is_blocked(is.as_ref()) => Some(was.clone()),
        _ => None,
    },
    restored_by: |value| match value {
        BucketValue::PublicAccess(None) => Call::DeletePublicAccessBlock,
        _ => Call::RestorePublicAccessBlock,
    },
};

pub(super) const PUT: Write = Write {
    resource: Resource::PublicAccess,
    name: "s3:PutPublicAccessBlock",
    actions: &["s3:PutBucketPublicAccessBlock"],
    after: &[Call::CreateBucket],
    purpose: Purpose::Make,
    written: |_| Some(Written::Setting(BucketValue::PublicAccess(Some(PublicAccess::BLOCKED)))),
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::PublicAccess),
    ..PUT
};

pub(super) const DELETE: Write = Write { name: "s3:DeletePublicAccessBlock", ..RESTORE };

/// Whether nobody can make the bucket public.
pub(super) fn is_blocked(switches: Option<&PublicAccess>) -> bool {
    switches == Some(&PublicAccess::BLOCKED)
}

fn compare(view: &View<'_>) -> Option<Comparison> {
    setting::compare(
        view,
        |state| &state.public_access,
        |switches| {
            Comparison::same_if(is_blocked(switches.as_ref()), || {
                let value = |switches| setting::value(BucketValue::PublicAccess(switches));
                Deviation::new(value(*switches), value(Some(PublicAccess::BLOCKED)))
            })
        },
    )
}
