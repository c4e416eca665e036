//! The role, and whom it lets in: the guide's second document.

use super::action::{Action, kept_if};
use super::call::{Call, Output};
use super::comparison::{Comparison, Deviation, Value, View};
use super::condition::condition;
use super::desired::{Desired, DesiredRole};
use super::made::Made;
use super::observed::RoleState;
use super::parameter::Parameter;
use super::reading::{Owner, Reading, owner};
use super::refusal::PlanRefusal;
use super::removal_outcome::{RemovalOutcome, Stays, not_ours, unless_edited};
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Sent, Write, Written, nothing_but};
use super::{attachment, sessions};
use crate::policy::{
    ActionElement, Conditions, Effect, OneOrMany, PolicyDocument, Principal, PrincipalElement, Statement, Version,
    same_meaning,
};
use crate::values::Partition;

pub(super) const RULES: Rules = Rules {
    step: Step::Role,
    arn: |desired, _| desired.role_arn().to_string(),
    observable: Observable::Role,
    reads: &[("iam:GetRole", "iam:GetRole"), ("iam:ListRoleTags", "iam:ListRoleTags")],
    compare: |view| Some(compare(view)),
    plan: |view| Some(plan(view)),
    is_written: |_| true,
    create: Some(Call::CreateRole),
    set: Some(Call::UpdateAssumeRolePolicy),
    parameters: |desired, _| {
        let mut all = vec![
            Parameter::written("Arn", &desired.role_arn()),
            Parameter::written("Description", &desired.role.description),
        ];
        all.extend(desired.role.boundary.iter().map(|arn| Parameter::written("PermissionsBoundary", arn)));
        all
    },
};

pub(super) const CREATE: Write = Write {
    resource: Resource::Role,
    name: "iam:CreateRole",
    actions: &["iam:CreateRole", "iam:TagRole", "iam:ListRoleTags"],
    after: &[],
    purpose: Purpose::Make,
    written: |intent| Some(Written::Document(desired_trust(intent.desired))),
    took_effect: |sent, observed| {
        let role = ours_with_trust(sent, observed)?;
        (role.arn == sent.desired.role_arn()).then(|| Output::Role(role.arn.clone(), role.id.clone()))
    },
};

pub(super) const UPDATE_TRUST: Write = Write {
    name: "iam:UpdateAssumeRolePolicy",
    actions: &["iam:UpdateAssumeRolePolicy"],
    took_effect: |sent, observed| nothing_but(ours_with_trust(sent, observed).is_some()),
    ..CREATE
};

/// A document that lets nobody in.
pub(super) const CLOSE_TRUST: Write = Write {
    purpose: Purpose::Door,
    written: |_| Some(Written::Document(sessions::closed_trust())),
    took_effect: |sent, observed| nothing_but(there(observed).is_some_and(|role| lets_in_as_written(sent, role))),
    ..UPDATE_TRUST
};

/// The document that was there before the role was closed.
pub(super) const REOPEN_TRUST: Write = Write {
    after: &[Call::AllowSessions],
    written: |intent| intent.reopen.cloned().map(Written::Document),
    ..CLOSE_TRUST
};

pub(super) const DELETE: Write = Write {
    name: "iam:DeleteRole",
    actions: &["iam:DeleteRole"],
    after: &[Call::DetachRolePolicy, Call::AllowSessions],
    purpose: Purpose::TakeBack,
    written: |_| None,
    took_effect: |_, observed| nothing_but(*observed == Observed::Role(None)),
    ..CREATE
};

/// The guide's second document: whom the role lets in. The empty condition is the guide's and is kept, unless Vonage
/// gave an external ID.
#[must_use]
pub fn trust(role: &DesiredRole, partition: Partition) -> PolicyDocument {
    let principals = role.principals.each_ref().map(|principal| principal.to_principal(partition));
    let condition = match &role.external_id {
        Some(id) => condition("StringEquals", "sts:ExternalId", id.as_str()),
        None => Conditions::new(),
    };
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Allow,
            principal: Some(PrincipalElement::Principal(Principal::aws(OneOrMany::many(principals)))),
            action: ActionElement::Action(OneOrMany::one("sts:AssumeRole")),
            resource: None,
            condition: Some(condition),
        }],
    }
}

/// The trust document that is desired.
#[must_use]
pub fn desired_trust(desired: &Desired) -> PolicyDocument {
    trust(&desired.role, desired.account.partition)
}

fn there(observed: &Observed) -> Option<&RoleState> {
    match observed {
        Observed::Role(role) => role.as_deref(),
        _ => None,
    }
}

fn lets_in_as_written(sent: &Sent<'_>, role: &RoleState) -> bool {
    sent.document().zip(role.trust.known()).is_some_and(|(wanted, is)| same_meaning(is, wanted))
}

/// The role, when this setup made it and it lets in whom the call wrote.
fn ours_with_trust<'a>(sent: &Sent<'_>, observed: &'a Observed) -> Option<&'a RoleState> {
    let is_ours = |role: &&RoleState| owner(&role.tags, &sent.desired.setup) == Owner::Us;
    there(observed).filter(is_ours).filter(|role| lets_in_as_written(sent, role))
}

fn compare(view: &View<'_>) -> Comparison {
    let differs = |before, after| Comparison::Differs(Deviation::new(before, after));
    let Some(role) = view.role() else {
        let before = if view.found.role.is_none() { Value::Absent } else { Value::NotOurs };
        return differs(before, Value::Ours);
    };
    let wanted = desired_trust(view.desired);
    Comparison::read(&role.trust, |is| {
        if same_meaning(is, &wanted) {
            Comparison::Same
        } else {
            differs(Value::Document(is.clone()), Value::Document(wanted))
        }
    })
}

fn plan(view: &View<'_>) -> Action {
    let Some(state) = &view.found.role else { return Action::Create };
    match owner(&state.tags, &view.desired.setup) {
        Owner::Us if state.arn == view.desired.role_arn() => match compare(view) {
            // Nothing is written over what cannot be read.
            Comparison::Unread(_) => Action::Leave,
            comparison => kept_if(comparison == Comparison::Same),
        },
        owner => Action::Refuse(PlanRefusal::RoleNameTaken { arn: state.arn.clone(), made_by: owner.other_setup() }),
    }
}

/// What happens to the role when the setup is taken back.
#[must_use]
pub fn outcome(desired: &Desired, made: &Made, state: &RoleState) -> RemovalOutcome {
    if state.arn != desired.role_arn() {
        return RemovalOutcome::Stays(Stays::NotOurs);
    }
    if let Some(why) = not_ours(desired, made.needs_tag, made.role.as_ref(), &state.id, &state.tags) {
        return RemovalOutcome::Stays(why);
    }
    match attachment::others(desired, state) {
        Reading::Unknown(why) => RemovalOutcome::Stays(Stays::Unreadable { call: why.call }),
        Reading::Known(more) if !more.is_empty() => RemovalOutcome::Stays(Stays::HasMore { names: more.join(", ") }),
        Reading::Known(_) if sessions::is_closed(state) => RemovalOutcome::Goes,
        Reading::Known(_) => unless_edited(&state.trust, Some(&desired_trust(desired))),
    }
}
