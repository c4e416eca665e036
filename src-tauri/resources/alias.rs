//! The short name of the new key, by which it is found again.

use super::action::Action;
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::key;
use super::observed::ObservedKey;
use super::parameter::Parameter;
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Sent, Write, nothing_but};

pub(super) const RULES: Rules = Rules {
    step: Step::Key,
    arn: key::arn,
    observable: Observable::Alias,
    reads: &[],
    compare,
    plan,
    is_written: |desired| desired.key.is_some(),
    create: Some(Call::CreateAlias),
    set: None,
    parameters: |desired, _| desired.key.iter().map(|key| Parameter::written("AliasName", &key.alias)).collect(),
};

pub(super) const CREATE: Write = Write {
    resource: Resource::Alias,
    name: "kms:CreateAlias",
    actions: &["kms:CreateAlias"],
    after: &[Call::CreateKey],
    purpose: Purpose::Make,
    written: |_| None,
    took_effect: |sent, observed| {
        nothing_but(sent.desired.key.is_some() && sent.key.is_some() && leads(sent, observed))
    },
};

/// Gone, or somebody else's by now: either way there is nothing left to delete.
pub(super) const DELETE: Write = Write {
    name: "kms:DeleteAlias",
    actions: &["kms:DeleteAlias"],
    // Never the key before its data: S3 says whether the bucket is empty by deleting it.
    after: &[Call::DeleteBucket],
    purpose: Purpose::TakeBack,
    took_effect: |sent, observed| nothing_but(!leads(sent, observed)),
    ..CREATE
};

/// Whether it leads to the key.
fn leads(sent: &Sent<'_>, observed: &Observed) -> bool {
    matches!(observed, Observed::Alias(behind) if behind.as_ref() == sent.key)
}

fn compare(view: &View<'_>) -> Option<Comparison> {
    match (&view.desired.key, &view.found.key) {
        (Some(_), ObservedKey::Here(state)) if view.key == Some(&state.arn) => {
            Some(Comparison::same_if(state.alias_is_ours, || Deviation::new(Value::Absent, Value::Ours)))
        }
        _ => None,
    }
}

fn plan(view: &View<'_>) -> Option<Action> {
    view.desired.key.as_ref()?;
    match (key::RULES.plan)(view)? {
        Action::Keep if compare(view) == Some(Comparison::Same) => Some(Action::Keep),
        Action::Keep | Action::Create => Some(Action::Create),
        Action::Set | Action::Leave | Action::Refuse(_) => None,
    }
}
