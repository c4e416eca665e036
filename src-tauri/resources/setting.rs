//! What the settings of a bucket have in common.

use super::action::Action;
use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketState, BucketValue};
use super::call::{Call, Output};
use super::comparison::{Comparison, Value, View};
use super::reading::Reading;
use super::refusal::PlanRefusal;
use super::resource::Resource;
use super::write::{Intent, Observed, Sent, Written};

/// What a write that sets something back waits for. A role that outlived the bucket's protections would write without them.
pub(super) const REVERT_AFTER: &[Call] = &[Call::DeleteRole];

/// Compares one setting, where the bucket is there.
pub(super) fn compare<T>(
    view: &View<'_>,
    reading: impl FnOnce(&BucketState) -> &Reading<T>,
    compare: impl FnOnce(&T) -> Comparison,
) -> Option<Comparison> {
    view.bucket().map(|state| Comparison::read(reading(state), compare))
}

/// A setting's value, for a deviation.
pub(super) const fn value(value: BucketValue) -> Value {
    Value::Setting(value)
}

/// For a value that AWS gives back as it got it.
pub(super) fn equal(is: &BucketValue, wanted: &BucketValue) -> bool {
    is == wanted
}

/// What a plan does about a setting of the bucket.
pub(super) fn plan(view: &View<'_>, setting: BucketSetting) -> Option<Action> {
    match (Resource::Bucket.rules().plan)(view)? {
        Action::Keep => {}
        Action::Create => return Some(Action::Create),
        Action::Set | Action::Leave | Action::Refuse(_) => return None,
    }
    let origin = &view.desired.bucket.origin;
    Some(match (setting.rules().resource.rules().compare)(view)? {
        Comparison::Same => Action::Keep,
        // What nobody ticked stays, whatever it is.
        _ if !origin.sets(setting) => Action::Leave,
        Comparison::Added(_) => Action::Leave,
        // A write replaces the whole value: what cannot be read could not be sent again, nor a bucket be set back to it.
        Comparison::Unread(why) if setting.rules().shared || !origin.is_new() => {
            Action::Refuse(PlanRefusal::BucketUnreadable { why })
        }
        Comparison::Unread(_) | Comparison::Differs(_) => Action::Set,
    })
}

/// The value that a setting is set back to.
pub(super) fn back(intent: &Intent<'_>, setting: BucketSetting) -> Option<Written> {
    intent.back.iter().find(|value| value.setting() == setting).cloned().map(Written::Setting)
}

/// Whether a bucket has the value that was written.
pub(super) fn took_effect(sent: &Sent<'_>, observed: &Observed) -> Option<Output> {
    match (observed, sent.written) {
        (Observed::Setting(is), Some(Written::Setting(wanted))) if is.is(wanted) => Some(Output::Nothing),
        _ => None,
    }
}
