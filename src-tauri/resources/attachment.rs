//! The permissions policy, attached to the role, and whatever else the role has.

use super::action::Action;
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::Desired;
use super::made::Made;
use super::observed::{ObservedSetup, RoleState};
use super::reading::{Owner, Reading, owner};
use super::resource::Resource;
use super::rules::{Observable, Rules};
use super::sessions::REVOKE_NAME;
use super::step::Step;
use super::write::{Observed, Purpose, Sent, Write, nothing_but};

pub(super) const RULES: Rules = Rules {
    step: Step::Attach,
    arn: |desired, _| desired.role_arn().to_string(),
    observable: Observable::Attachment,
    reads: &[
        ("iam:ListAttachedRolePolicies", "iam:ListAttachedRolePolicies"),
        ("iam:ListRolePolicies", "iam:ListRolePolicies"),
    ],
    compare,
    plan: |view| Some(plan(view)),
    is_written: |_| true,
    create: Some(Call::AttachRolePolicy),
    set: None,
    parameters: |_, _| Vec::new(),
};

pub(super) const ATTACH: Write = Write {
    resource: Resource::Attachment,
    name: "iam:AttachRolePolicy",
    actions: &["iam:AttachRolePolicy"],
    after: &[Call::CreatePolicy, Call::CreateRole],
    purpose: Purpose::Make,
    written: |_| None,
    took_effect: |sent, observed| nothing_but(has_ours(sent, observed)),
};

pub(super) const DETACH: Write = Write {
    name: "iam:DetachRolePolicy",
    actions: &["iam:DetachRolePolicy"],
    after: &[],
    purpose: Purpose::TakeBack,
    took_effect: |sent, observed| nothing_but(!has_ours(sent, observed)),
    ..ATTACH
};

fn has_ours(sent: &Sent<'_>, observed: &Observed) -> bool {
    matches!(observed, Observed::Attachment(arns) if is_in(arns, sent.desired))
}

fn is_in(arns: &[String], desired: &Desired) -> bool {
    arns.iter().any(|arn| *arn == desired.policy_arn().as_str())
}

/// Everything the role has: the ARNs of what is attached, and the names of what is written into it but for the deny that
/// closes it. AWS did not say where it did not say either of the two.
fn policies(role: &RoleState) -> Reading<Vec<String>> {
    match (&role.attached, &role.inline) {
        (Reading::Known(attached), Reading::Known(inline)) => {
            let own = inline.iter().filter(|name| *name != REVOKE_NAME);
            Reading::Known(attached.iter().chain(own).cloned().collect())
        }
        (Reading::Unknown(why), _) | (_, Reading::Unknown(why)) => Reading::Unknown(why.clone()),
    }
}

/// What the role has besides the one policy.
#[must_use]
pub fn others(desired: &Desired, role: &RoleState) -> Reading<Vec<String>> {
    let ours = desired.policy_arn().to_string();
    match policies(role) {
        Reading::Known(all) => Reading::Known(all.into_iter().filter(|one| *one != ours).collect()),
        unknown @ Reading::Unknown(_) => unknown,
    }
}

/// Without the list of the policies written into the role nobody can say that it has no others.
fn compare(view: &View<'_>) -> Option<Comparison> {
    let role = view.role()?;
    let ours = view.desired.policy_arn().to_string();
    let deviation =
        |has: &Vec<String>| Deviation::new(Value::Policies(has.clone()), Value::Policies(vec![ours.clone()]));
    if let Reading::Known(attached) = &role.attached
        && !is_in(attached, view.desired)
    {
        return Some(Comparison::Differs(deviation(attached)));
    }
    Some(Comparison::read(&policies(role), |all| {
        if *all == [ours.clone()] { Comparison::Same } else { Comparison::Added(deviation(all)) }
    }))
}

fn plan(view: &View<'_>) -> Action {
    let Some(role) = view.role() else { return Action::Create };
    match (&role.attached, compare(view)) {
        // Attached again, it is as it was.
        (Reading::Unknown(_), _) | (_, Some(Comparison::Differs(_))) => Action::Create,
        (_, Some(Comparison::Added(_))) => Action::Leave,
        (_, Some(Comparison::Same | Comparison::Unread(_)) | None) => Action::Keep,
    }
}

/// Whether our policy is attached to the role of our name, which then may be touched.
#[must_use]
pub fn is_to_be_detached(desired: &Desired, made: &Made, found: &ObservedSetup) -> bool {
    let may_be_touched = |role: &&RoleState| !made.needs_tag || owner(&role.tags, &desired.setup) == Owner::Us;
    let list = found.role.as_ref().filter(may_be_touched).and_then(|role| role.attached.known());
    list.is_some_and(|attached| is_in(attached, desired))
}
