//! A role that lets nobody in, and what its earlier sessions may still do then: nothing, by AWS's own deny.

use jiff::{SignedDuration, Timestamp};

use super::action::Action;
use super::call::Call;
use super::comparison::View;
use super::condition::condition;
use super::observed::RoleState;
use super::reading::{Owner, owner};
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::step::Step;
use super::write::{Observed, Purpose, Write, nothing_but};
use crate::policy::{
    ActionElement, Effect, OneOrMany, PolicyDocument, Principal, PrincipalElement, ResourceElement, Statement, Version,
    same_meaning,
};

/// The name of the deny for earlier sessions, as AWS's own console gives it, by which people and tools know it
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html>).
pub const REVOKE_NAME: &str = "AWSRevokeOlderSessions";

/// How long after now sessions are still denied: a computer's clock may be off by as much as AWS takes signatures for,
/// and a trust document that was just changed lets somebody in for a moment more. New ones are closed out anyway.
const REVOKE_MARGIN: SignedDuration = SignedDuration::from_mins(15);

pub(super) const RULES: Rules = Rules {
    step: Step::Role,
    arn: |desired, _| desired.role_arn().to_string(),
    observable: Observable::Role,
    reads: &[],
    compare: |_| None,
    plan,
    is_written: |_| true,
    create: None,
    set: Some(Call::AllowSessions),
    parameters: |_, _| Vec::new(),
};

pub(super) const REVOKE: Write = Write {
    resource: Resource::EarlierSessions,
    name: "iam:PutRolePolicy",
    actions: &["iam:PutRolePolicy"],
    // What was let in until the door closed is what is to be revoked.
    after: &[Call::CloseTrust],
    purpose: Purpose::Door,
    written: |_| None,
    // One of an earlier time may be there; sent again, it only becomes this one.
    took_effect: |_, _| None,
};

pub(super) const ALLOW: Write = Write {
    name: "iam:DeleteRolePolicy",
    actions: &["iam:DeleteRolePolicy"],
    after: &[],
    purpose: Purpose::Unlock,
    took_effect: |_, observed| {
        nothing_but(matches!(observed, Observed::Role(role) if !role.as_deref().is_some_and(are_denied)))
    },
    ..REVOKE
};

/// A trust document that lets nobody in, whoever they are.
#[must_use]
pub fn closed_trust() -> PolicyDocument {
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Deny,
            principal: Some(PrincipalElement::Principal(Principal::aws(OneOrMany::one("*")))),
            action: ActionElement::Action(OneOrMany::one("sts:AssumeRole")),
            resource: None,
            condition: None,
        }],
    }
}

/// Whether a role lets nobody in, as this program closes it.
#[must_use]
pub fn is_closed(role: &RoleState) -> bool {
    role.trust.known().is_some_and(|trust| same_meaning(trust, &closed_trust()))
}

/// Whether the role denies everything to earlier sessions.
#[must_use]
pub fn are_denied(role: &RoleState) -> bool {
    role.inline.known().is_some_and(|names| names.iter().any(|name| name == REVOKE_NAME))
}

/// What this program denied to earlier sessions of a role it closed goes when the role lets somebody in.
fn plan(view: &View<'_>) -> Option<Action> {
    let was_stopped = |state: &RoleState| {
        owner(&state.tags, &view.desired.setup) == Owner::Us && is_closed(state) && are_denied(state)
    };
    view.found.role.as_ref().filter(|state| was_stopped(state)).map(|_| Action::Set)
}

/// AWS's own deny for sessions that began before a time, which is a while after `now`.
#[must_use]
pub fn revocation(now: Timestamp) -> PolicyDocument {
    let until = now.saturating_add(REVOKE_MARGIN).unwrap_or(Timestamp::MAX);
    PolicyDocument {
        version: Version::V2012_10_17,
        id: None,
        statement: vec![Statement {
            sid: None,
            effect: Effect::Deny,
            principal: None,
            action: ActionElement::Action(OneOrMany::many(["*"])),
            resource: Some(ResourceElement::Resource(OneOrMany::many(["*"]))),
            condition: Some(condition(
                "DateLessThan",
                "aws:TokenIssueTime",
                &until.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            )),
        }],
    }
}
