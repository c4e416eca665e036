//! Reads a setup back and judges it: the comparison of every resource, and what a difference amounts to. Pure.

use crate::record::{Check, CheckResult};
use crate::resources::Resource;
use crate::resources::action::Action;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::comparison::{Comparison, Deviation, Value, View};
use crate::resources::sessions;
use crate::setup::plan::Plan;

/// Judges what was found against what was desired: one line per resource, in the order of the steps.
#[must_use]
pub fn judge(view: &View<'_>) -> Vec<Check> {
    let check = |resource: &Resource| {
        let result = match (resource.rules().compare)(view)? {
            Comparison::Same => CheckResult::Passes,
            Comparison::Unread(why) => CheckResult::NotRead { why: Some(why) },
            Comparison::Differs(_) if *resource == Resource::Role && view.role().is_some_and(sessions::is_closed) => {
                CheckResult::Closed
            }
            Comparison::Differs(by) | Comparison::Added(by) if is_their_choice(view, *resource) => {
                CheckResult::Left { by }
            }
            Comparison::Differs(by) | Comparison::Added(by) => CheckResult::Differs { by: Some(by) },
        };
        Some(Check { resource: *resource, result })
    };
    Resource::ALL.iter().filter_map(check).collect()
}

/// Whether it is about a setting of a bucket that existed before which nobody ticked. What key such a bucket uses is no choice:
/// the documents name it.
fn is_their_choice(view: &View<'_>, resource: Resource) -> bool {
    let is_of_bucket = resource == Resource::Ownership
        || resource.setting().is_some_and(|setting| setting != BucketSetting::Encryption);
    is_of_bucket && !view.desired.bucket.origin.is_new() && !(resource.rules().is_written)(view.desired)
}

/// After a run: what it wrote and AWS still shows as it was before may only be late, as AWS shows changes late
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency>).
#[must_use]
pub fn after_run(plan: &Plan, checks: Vec<Check>) -> Vec<Check> {
    let late = |check: Check| match check.result {
        CheckResult::Differs { by: Some(by) } if is_late(plan, check.resource, &by) => {
            Check { result: CheckResult::NotVisibleYet, ..check }
        }
        _ => check,
    };
    checks.into_iter().map(late).collect()
}

fn is_late(plan: &Plan, resource: Resource, by: &Deviation) -> bool {
    let was_written = |change: &&crate::setup::plan::Change| {
        change.resource == resource && matches!(change.action, Action::Create | Action::Set)
    };
    if plan.changes.iter().find(was_written).is_none() {
        return false;
    }
    let view = View { desired: &plan.desired, key: plan.key.as_ref(), found: &plan.seen };
    match (resource.rules().compare)(&view) {
        Some(Comparison::Differs(seen) | Comparison::Added(seen)) => seen.before == by.before,
        Some(Comparison::Same | Comparison::Unread(_)) => false,
        // What it is part of was made in this run.
        None => is_as_made(&by.before),
    }
}

/// Whether it is as AWS makes it.
fn is_as_made(value: &Value) -> bool {
    match value {
        Value::Absent | Value::Switch(false) => true,
        Value::Policies(policies) => policies.is_empty(),
        Value::Setting(setting) => (setting.setting().rules().as_made)(setting),
        Value::Ours
        | Value::Switch(true)
        | Value::NotOurs
        | Value::Unseen
        | Value::Region(_)
        | Value::Key(_)
        | Value::Document(_)
        | Value::Boundary(_) => false,
    }
}
