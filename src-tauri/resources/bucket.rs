//! The bucket itself: there, here, and this setup's or their own.

use super::action::Action;
use super::bucket_value::BucketState;
use super::call::{Call, Output};
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::{BucketOrigin, Desired};
use super::made::Made;
use super::observed::ObservedBucket;
use super::parameter::Parameter;
use super::reading::{Owner, Reading, owner};
use super::refusal::PlanRefusal;
use super::removal_outcome::{RemovalOutcome, Stays, unreadable};
use super::resource::Resource;
use super::revert::revert;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{BucketThere, Observed, Purpose, Write, nothing_but};

pub(super) const RULES: Rules = Rules {
    step: Step::Bucket,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Bucket,
    reads: &[("s3:HeadBucket", "s3:ListBucket")],
    compare: |view| Some(compare(view)),
    plan,
    is_written: |desired| desired.bucket.origin.is_new(),
    create: Some(Call::CreateBucket),
    set: None,
    parameters: |desired, _| {
        vec![
            Parameter::written("Bucket", &desired.bucket_arn()),
            Parameter::written("Region", &desired.region),
            Parameter::written("ObjectOwnership", &"BucketOwnerEnforced"),
        ]
    },
};

pub(super) const CREATE: Write = Write {
    resource: Resource::Bucket,
    name: "s3:CreateBucket",
    actions: &["s3:CreateBucket", "s3:PutBucketOwnershipControls", "s3:TagResource"],
    after: &[],
    purpose: Purpose::Make,
    written: |_| None,
    took_effect: |sent, observed| match observed {
        Observed::Bucket(BucketThere::Here(tags)) => {
            let is_ours = owner(&Reading::Known(tags.clone()), &sent.desired.setup) == Owner::Us;
            is_ours.then_some(Output::Bucket(None))
        }
        _ => None,
    },
};

/// A role that outlived its bucket would write into whatever bucket takes the name next.
pub(super) const DELETE: Write = Write {
    name: "s3:DeleteBucket",
    actions: &["s3:DeleteBucket"],
    after: &[Call::DeleteRole],
    purpose: Purpose::TakeBack,
    took_effect: |_, observed| nothing_but(*observed == Observed::Bucket(BucketThere::Nowhere)),
    ..CREATE
};

fn compare(view: &View<'_>) -> Comparison {
    let differs = |before| Comparison::Differs(Deviation::new(before, Value::Ours));
    match &view.found.bucket {
        ObservedBucket::Absent => differs(Value::Absent),
        ObservedBucket::Foreign => differs(Value::Unseen),
        ObservedBucket::ElsewhereInAccount(region) => Comparison::Differs(Deviation::new(
            Value::Region(region.clone()),
            Value::Region(view.desired.region.clone()),
        )),
        ObservedBucket::Here(state) if view.desired.bucket.origin.is_new() => Comparison::read(&state.tags, |_| {
            Comparison::same_if(owner(&state.tags, &view.desired.setup) == Owner::Us, || {
                Deviation::new(Value::NotOurs, Value::Ours)
            })
        }),
        ObservedBucket::Here(_) => Comparison::Same,
    }
}

fn plan(view: &View<'_>) -> Option<Action> {
    let (name, origin) = (view.desired.bucket.name.clone(), &view.desired.bucket.origin);
    let refuse = |refusal| Some(Action::Refuse(refusal));
    let state = match (&view.found.bucket, origin) {
        (ObservedBucket::Absent, BucketOrigin::New) => return Some(Action::Create),
        (ObservedBucket::Absent, BucketOrigin::Existing { .. }) => return refuse(PlanRefusal::BucketMissing { name }),
        (ObservedBucket::Foreign, BucketOrigin::Existing { .. }) => return refuse(PlanRefusal::BucketHidden { name }),
        (ObservedBucket::Foreign, BucketOrigin::New) => return refuse(PlanRefusal::BucketTaken { name }),
        (ObservedBucket::ElsewhereInAccount(region), _) => {
            return refuse(PlanRefusal::BucketElsewhere { name, region: region.clone() });
        }
        (ObservedBucket::Here(state), _) => state,
    };
    match (origin, owner(&state.tags, &view.desired.setup)) {
        (BucketOrigin::New, Owner::Us) => Some(Action::Keep),
        (BucketOrigin::Existing { filled, .. }, Owner::Us | Owner::Stranger) => {
            // Once the role is there, what is in the bucket may be Vonage's already.
            match state.filled.as_ref().filter(|_| !filled && view.found.role.is_none()) {
                Some(Reading::Known(true)) => refuse(PlanRefusal::BucketFilled { name }),
                Some(Reading::Unknown(why)) => refuse(PlanRefusal::BucketUnseen { why: why.clone() }),
                Some(Reading::Known(false)) | None => Some(Action::Keep),
            }
        }
        (_, owner) => refuse(PlanRefusal::BucketNotOurs { name, made_by: owner.other_setup() }),
    }
}

/// What happens to the bucket when the setup is taken back; `role` is what happens to the role. One that existed before never
/// goes, whatever its tags say.
#[must_use]
pub fn outcome(view: &View<'_>, made: &Made, role: &RemovalOutcome) -> RemovalOutcome {
    let is_new = view.desired.bucket.origin.is_new();
    match &view.found.bucket {
        ObservedBucket::Absent => RemovalOutcome::Gone,
        ObservedBucket::Foreign => RemovalOutcome::Stays(Stays::Unseen),
        ObservedBucket::ElsewhereInAccount(_) => RemovalOutcome::Stays(Stays::NotOurs),
        ObservedBucket::Here(state) => match anothers(view.desired, state).filter(|_| is_new) {
            Some(why) => RemovalOutcome::Stays(why),
            None if matches!(role, RemovalOutcome::Stays(_)) => RemovalOutcome::Stays(Stays::RoleStays),
            None if is_new => RemovalOutcome::Goes,
            None => RemovalOutcome::Revert(Box::new(revert(view, made, state))),
        },
    }
}

fn anothers(desired: &Desired, state: &BucketState) -> Option<Stays> {
    match owner(&state.tags, &desired.setup) {
        Owner::Us => None,
        Owner::OtherSetup(setup) => Some(Stays::OtherSetup { setup }),
        Owner::Stranger => Some(unreadable(&state.tags).unwrap_or(Stays::NotOurs)),
    }
}
