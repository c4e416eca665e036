//! The bucket itself: there, here, and this setup's or their own.

use super::action::Action;
use super::bucket_value::BucketState;
use super::call::{Call, Output};
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::{BucketOrigin, Desired};
use super::fate::{Fate, Stays, unreadable};
use super::made::Made;
use super::observed::FoundBucket;
use super::parameter::Parameter;
use super::reading::{Owner, Reading, owner};
use super::refusal::PlanRefusal;
use super::resource::Resource;
use super::revert::set_back;
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
        FoundBucket::Absent => differs(Value::Absent),
        FoundBucket::Foreign => differs(Value::Unseen),
        FoundBucket::ElsewhereInAccount(region) => Comparison::Differs(Deviation::new(
            Value::Region(region.clone()),
            Value::Region(view.desired.region.clone()),
        )),
        FoundBucket::Here(state) if view.desired.bucket.origin.is_new() => Comparison::read(&state.tags, |_| {
            Comparison::same_if(owner(&state.tags, &view.desired.setup) == Owner::Us, || {
                Deviation::new(Value::NotOurs, Value::Ours)
            })
        }),
        FoundBucket::Here(_) => Comparison::Same,
    }
}

fn plan(view: &View<'_>) -> Option<Action> {
    let (name, origin) = (view.desired.bucket.name.clone(), &view.desired.bucket.origin);
    let refuse = |refusal| Some(Action::Refuse(refusal));
    let state = match (&view.found.bucket, origin) {
        (FoundBucket::Absent, BucketOrigin::New) => return Some(Action::Create),
        (FoundBucket::Absent, BucketOrigin::Theirs { .. }) => return refuse(PlanRefusal::BucketMissing { name }),
        (FoundBucket::Foreign, BucketOrigin::Theirs { .. }) => return refuse(PlanRefusal::BucketHidden { name }),
        (FoundBucket::Foreign, BucketOrigin::New) => return refuse(PlanRefusal::BucketTaken { name }),
        (FoundBucket::ElsewhereInAccount(region), _) => {
            return refuse(PlanRefusal::BucketElsewhere { name, region: region.clone() });
        }
        (FoundBucket::Here(state), _) => state,
    };
    match (origin, owner(&state.tags, &view.desired.setup)) {
        (BucketOrigin::New, Owner::Us) => Some(Action::Keep),
        (BucketOrigin::Theirs { filled, .. }, Owner::Us | Owner::Stranger) => {
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
pub fn fate(view: &View<'_>, made: &Made, role: &Fate) -> Fate {
    let is_new = view.desired.bucket.origin.is_new();
    match &view.found.bucket {
        FoundBucket::Absent => Fate::Gone,
        FoundBucket::Foreign => Fate::Stays(Stays::Unseen),
        FoundBucket::ElsewhereInAccount(_) => Fate::Stays(Stays::NotOurs),
        FoundBucket::Here(state) => match anothers(view.desired, state).filter(|_| is_new) {
            Some(why) => Fate::Stays(why),
            None if matches!(role, Fate::Stays(_)) => Fate::Stays(Stays::RoleStays),
            None if is_new => Fate::Goes,
            None => Fate::SetBack(Box::new(set_back(view, made, state))),
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
