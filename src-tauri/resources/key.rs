//! The KMS key: one made for this bucket, or one they have.

use super::action::Action;
use super::call::{Call, Output};
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::{Desired, DesiredKey};
use super::made::Made;
use super::observed::{KeyState, ObservedKey, ObservedSetup};
use super::parameter::{Parameter, ParameterValue};
use super::reading::{Owner, Unread, owner};
use super::refusal::PlanRefusal;
use super::removal_outcome::{RemovalOutcome, Stays, not_ours};
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Write, nothing_but};
use crate::values::KeyArn;

/// KMS's name for a key that waits for its deletion.
const PENDING_DELETION: &str = "PendingDeletion";
const ENABLED: &str = "Enabled";

/// Days a key waits for its deletion, in which it can be had back: the longest AWS offers
/// (<https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html>).
pub const KEY_WAITS_DAYS: i32 = 30;

pub(super) const RULES: Rules = Rules {
    step: Step::Key,
    arn,
    observable: Observable::Key,
    reads: &[("kms:DescribeKey", "kms:DescribeKey"), ("kms:ListResourceTags", "kms:ListResourceTags")],
    compare,
    plan,
    is_written: |desired| desired.key.is_some(),
    create: Some(Call::CreateKey),
    set: None,
    parameters: |desired, _| {
        let new = |key: &DesiredKey| {
            vec![
                Parameter::named("KeySpec, KeyUsage, KeyPolicy", ParameterValue::KeyDefaults),
                Parameter::written("Description", &key.description),
            ]
        };
        desired.key.as_ref().map(new).unwrap_or_default()
    },
};

pub(super) const CREATE: Write = Write {
    resource: Resource::Key,
    name: "kms:CreateKey",
    actions: &["kms:CreateKey", "kms:TagResource"],
    after: &[],
    purpose: Purpose::Make,
    written: |_| None,
    took_effect: |sent, observed| {
        let key = there(observed)?;
        (owner(&key.tags, &sent.desired.setup) == Owner::Us).then(|| Output::Key(key.arn.clone()))
    },
};

/// Never the key before its data: S3 says whether the bucket is empty by deleting it.
pub(super) const SCHEDULE_DELETION: Write = Write {
    name: "kms:ScheduleKeyDeletion",
    actions: &["kms:ScheduleKeyDeletion"],
    after: &[Call::DeleteBucket, Call::DeleteAlias],
    purpose: Purpose::TakeBack,
    took_effect: |_, observed| nothing_but(there(observed).is_none_or(is_going)),
    ..CREATE
};

pub(super) const CANCEL_DELETION: Write = Write {
    name: "kms:CancelKeyDeletion",
    actions: &["kms:CancelKeyDeletion"],
    after: &[],
    purpose: Purpose::Keep,
    took_effect: |_, observed| nothing_but(there(observed).is_some_and(|key| !is_going(key))),
    ..CREATE
};

pub(super) const ENABLE: Write = Write {
    name: "kms:EnableKey",
    actions: &["kms:EnableKey"],
    after: &[Call::CancelKeyDeletion],
    purpose: Purpose::Keep,
    took_effect: |_, observed| nothing_but(there(observed).is_some_and(|key| key.is.state == ENABLED)),
    ..CREATE
};

pub(super) fn arn(desired: &Desired, key: Option<&KeyArn>) -> String {
    match (key, &desired.key) {
        (Some(arn), _) => arn.to_string(),
        (None, Some(new)) => new.alias.to_string(),
        (None, None) => String::new(),
    }
}

fn there(observed: &Observed) -> Option<&KeyState> {
    match observed {
        Observed::Key(key) => key.as_deref(),
        _ => None,
    }
}

fn is_going(key: &KeyState) -> bool {
    key.is.state == PENDING_DELETION
}

/// The new key of this setup, when an earlier run has made it.
#[must_use]
pub fn ours<'a>(desired: &Desired, found: &'a ObservedSetup) -> Option<&'a KeyState> {
    match (&desired.key, &found.key) {
        (Some(_), ObservedKey::Here(state)) if owner(&state.tags, &desired.setup) == Owner::Us => Some(state),
        _ => None,
    }
}

fn compare(view: &View<'_>) -> Option<Comparison> {
    if view.desired.key.is_none() && view.desired.known_key().is_none() {
        return None;
    }
    let differs = |before| Comparison::Differs(Deviation::new(before, Value::Ours));
    Some(match &view.found.key {
        ObservedKey::NotAsked => {
            Comparison::Unread(Unread { call: "kms:DescribeKey".to_owned(), code: None, message: None })
        }
        ObservedKey::Absent => differs(Value::Absent),
        ObservedKey::Unreadable(why) => Comparison::Unread(why.clone()),
        ObservedKey::Here(state) if view.key.is_some_and(|key| *key != state.arn) => differs(Value::NotOurs),
        ObservedKey::Here(state) if unusable(state).is_some() => differs(Value::Key(state.is.clone())),
        ObservedKey::Here(_) => Comparison::Same,
    })
}

fn plan(view: &View<'_>) -> Option<Action> {
    let refused = |refusal: Option<PlanRefusal>| refusal.map_or(Action::Keep, Action::Refuse);
    Some(match (&view.desired.key, &view.found.key) {
        (Some(new), ObservedKey::Here(state)) if owner(&state.tags, &view.desired.setup) != Owner::Us => {
            Action::Refuse(PlanRefusal::AliasTaken { alias: new.alias.clone() })
        }
        (Some(_), ObservedKey::Here(state)) => refused(unusable(state)),
        (Some(_), ObservedKey::NotAsked | ObservedKey::Absent) => Action::Create,
        // An earlier run may have made it, and a second key would cost money every month.
        (Some(_), ObservedKey::Unreadable(why)) => Action::Refuse(PlanRefusal::NewKeyUnreadable { why: why.clone() }),
        (None, state) => {
            let arn = view.desired.known_key()?;
            refused(match state {
                ObservedKey::NotAsked => None,
                ObservedKey::Absent => Some(PlanRefusal::KeyMissing { key: arn.clone() }),
                ObservedKey::Unreadable(why) => Some(PlanRefusal::KeyUnreadable { why: why.clone() }),
                ObservedKey::Here(state) => unusable(state),
            })
        }
    })
}

/// What S3 does not check about a key and `DescribeKey` says
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html>).
fn unusable(key: &KeyState) -> Option<PlanRefusal> {
    let (arn, is) = (key.arn.clone(), &key.is);
    if is.manager != "CUSTOMER" {
        Some(PlanRefusal::KeyOfAmazon { key: arn })
    } else if is.usage != "ENCRYPT_DECRYPT" {
        Some(PlanRefusal::KeyForOtherUse { key: arn, usage: is.usage.clone() })
    } else if is.spec != "SYMMETRIC_DEFAULT" {
        Some(PlanRefusal::KeyAsymmetric { key: arn, spec: is.spec.clone() })
    } else if is.state != ENABLED {
        Some(PlanRefusal::KeyNotEnabled { key: arn, state: is.state.clone() })
    } else {
        None
    }
}

/// What happens to the key when the setup is taken back. `bucket` is what happens to what it opens.
#[must_use]
pub fn outcome(desired: &Desired, made: &Made, bucket: &RemovalOutcome, found: &ObservedKey) -> RemovalOutcome {
    let state = match found {
        ObservedKey::Absent | ObservedKey::NotAsked => return RemovalOutcome::Gone,
        ObservedKey::Unreadable(why) => return RemovalOutcome::Stays(Stays::Unreadable { call: why.call.clone() }),
        ObservedKey::Here(state) => state,
    };
    let made_key = made.key.as_ref().map(ToString::to_string);
    if let Some(why) = not_ours(desired, made.needs_tag, made_key.as_ref(), state.arn.as_str(), &state.tags) {
        RemovalOutcome::Stays(why)
    } else if is_going(state) {
        RemovalOutcome::Scheduled(state.deletion)
    } else if matches!(bucket, RemovalOutcome::Stays(_)) {
        RemovalOutcome::Stays(Stays::BucketStays)
    } else if made.key_set && matches!(bucket, RemovalOutcome::Revert(_)) {
        RemovalOutcome::Stays(Stays::MayOpenFiles)
    } else {
        RemovalOutcome::Goes
    }
}
