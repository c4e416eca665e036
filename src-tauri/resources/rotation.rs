//! That the new key is renewed every year.

use super::action::{Action, kept_if};
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::key;
use super::observed::ObservedKey;
use super::parameter::Parameter;
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Write, nothing_but};

pub(super) const RULES: Rules = Rules {
    step: Step::Key,
    arn: key::arn,
    observable: Observable::Rotation,
    reads: &[("kms:GetKeyRotationStatus", "kms:GetKeyRotationStatus")],
    compare,
    plan,
    is_written: |desired| desired.key.is_some(),
    create: Some(Call::EnableKeyRotation),
    set: Some(Call::EnableKeyRotation),
    parameters: |_, _| vec![Parameter::written("RotationPeriodInDays", &365)],
};

pub(super) const ENABLE: Write = Write {
    resource: Resource::Rotation,
    name: "kms:EnableKeyRotation",
    actions: &["kms:EnableKeyRotation"],
    after: &[Call::CreateKey],
    purpose: Purpose::Make,
    written: |_| None,
    took_effect: |_, observed| nothing_but(*observed == Observed::Rotation(true)),
};

fn compare(view: &View<'_>) -> Option<Comparison> {
    let switch = |on| Value::Switch(on);
    match (&view.desired.key, &view.found.key) {
        (Some(_), ObservedKey::Here(state)) if view.key == Some(&state.arn) => {
            Some(Comparison::read(&state.rotation, |&on| {
                Comparison::same_if(on, || Deviation::new(switch(on), switch(true)))
            }))
        }
        _ => None,
    }
}

fn plan(view: &View<'_>) -> Option<Action> {
    view.desired.key.as_ref()?;
    match (key::RULES.plan)(view)? {
        Action::Create => Some(Action::Create),
        // Switched on again, it is as it was.
        Action::Keep => Some(kept_if(compare(view) == Some(Comparison::Same))),
        Action::Set | Action::Leave | Action::Refuse(_) => None,
    }
}
