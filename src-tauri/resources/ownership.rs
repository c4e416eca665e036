//! That access lists are off, so that everything in the bucket belongs to the account. It is said when the bucket is made,
//! and never written later.

use super::action::Action;
use super::comparison::{Comparison, Deviation, Value, View};
use super::rules::{Observable, Rules};
use super::setting;
use super::step::Step;

pub(super) const RULES: Rules = Rules {
    step: Step::Bucket,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Nothing,
    reads: &[("s3:GetBucketOwnershipControls", "s3:GetBucketOwnershipControls")],
    compare,
    plan,
    is_written: |_| false,
    create: None,
    set: None,
    parameters: |_, _| Vec::new(),
};

fn compare(view: &View<'_>) -> Option<Comparison> {
    let deviation = || Deviation::new(Value::Switch(false), Value::Switch(true));
    setting::compare(
        view,
        |state| &state.owner_enforced,
        |&on| if on { Comparison::Same } else { Comparison::Added(deviation()) },
    )
}

fn plan(view: &View<'_>) -> Option<Action> {
    matches!(compare(view), Some(Comparison::Added(_)) if view.desired.bucket.origin.is_new()).then_some(Action::Leave)
}
