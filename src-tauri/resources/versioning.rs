//! Whether an overwritten or deleted file stays for a while.

use super::action::Action;
use super::bucket_setting::BucketSetting;
use super::bucket_value::BucketValue;
use super::call::Call;
use super::comparison::{Comparison, Deviation, View};
use super::parameter::{Parameter, ParameterValue};
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::write::{Purpose, Write, Written};

pub(super) const RULES: Rules = Rules {
    step: Step::Keeping,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::Versioning),
    reads: &[("s3:GetBucketVersioning", "s3:GetBucketVersioning")],
    compare,
    plan,
    is_written: |desired| desired.bucket.origin.sets(BucketSetting::Versioning),
    create: Some(Call::PutBucketVersioning),
    set: Some(Call::PutBucketVersioning),
    parameters: |desired, _| {
        vec![if desired.bucket.versioning {
            Parameter::written("Versioning", &"Enabled")
        } else {
            Parameter::named("Versioning", ParameterValue::Off)
        }]
    },
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::Versioning,
    shared: false,
    value: |state| state.versioning.known().copied().map(BucketValue::Versioning),
    same: setting::equal,
    as_made: |value| *value == BucketValue::Versioning(false),
    reverted: |view, was, is| (*is == BucketValue::Versioning(view.desired.bucket.versioning)).then(|| was.clone()),
    restored_by: |_| Call::RestoreBucketVersioning,
};

pub(super) const PUT: Write = Write {
    resource: Resource::Versioning,
    name: "s3:PutBucketVersioning",
    actions: &["s3:PutBucketVersioning"],
    after: &[Call::CreateBucket],
    purpose: Purpose::Make,
    written: |intent| Some(Written::Setting(BucketValue::Versioning(intent.desired.bucket.versioning))),
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::Versioning),
    ..PUT
};

fn compare(view: &View<'_>) -> Option<Comparison> {
    let wanted = view.desired.bucket.versioning;
    let value = |on| setting::value(BucketValue::Versioning(on));
    setting::compare(
        view,
        |state| &state.versioning,
        |&is| Comparison::same_if(is == wanted, || Deviation::new(value(is), value(wanted))),
    )
}

/// A new bucket has it off.
fn plan(view: &View<'_>) -> Option<Action> {
    setting::plan(view, BucketSetting::Versioning)
        .filter(|action| view.desired.bucket.versioning || !matches!(action, Action::Create | Action::Keep))
}
