//! Checks of the policy and the role.

use super::Question;
use crate::policy::same_meaning;
use crate::record::Check;
use crate::setup::desired::Desired;
use crate::setup::documents;
use crate::setup::found::{Found, Owner, Reading, RoleState, owner};
use crate::setup::step::Step;
use crate::setup::tags::TagSet;
use crate::setup::values::KeyArn;

const POLICY: Question = Question::new("policy", Step::Policy, "The permissions are exactly the ones you reviewed");
const TRUST: Question = Question::new("trust", Step::Role, "The role lets in exactly the two you reviewed");
const BOUNDARY: Question = Question::new("boundary", Step::Role, "The role has the boundary you chose");
const ATTACHED: Question = Question::new("attach", Step::Attach, "The role has these permissions and no others");

pub(super) fn judge(desired: &Desired, key: Option<&KeyArn>, found: &Found) -> Vec<Check> {
    let mut checks = vec![policy(desired, key, found)];
    let Some(role) = &found.role else {
        checks.push(TRUST.answered(false, "", "There is no role with this name."));
        return checks;
    };
    if role.arn != desired.role_arn() || is_anothers(&role.tags, desired) {
        checks.push(TRUST.answered(false, "", "There is a role with this name that this setup did not make."));
        return checks;
    }
    let wanted = documents::trust(&desired.role, desired.account.partition);
    checks.push(TRUST.read(
        &role.trust,
        |trust| same_meaning(trust, &wanted),
        "The trust policy says what was planned.",
        |_| "The trust policy is not the one that was planned.".to_owned(),
    ));
    let boundary = desired.role.boundary.as_ref().map(ToString::to_string);
    if boundary.is_some() || role.boundary.is_some() {
        checks.push(BOUNDARY.answered(
            boundary == role.boundary,
            "The permissions boundary is the one that was planned.",
            "The permissions boundary is not the one that was planned.",
        ));
    }
    checks.push(attached(desired, role));
    checks
}

/// Without the list of the policies written into the role nobody can say that it has no others.
fn attached(desired: &Desired, role: &RoleState) -> Check {
    let policy = desired.policy_arn().to_string();
    match (&role.attached, &role.inline) {
        (Reading::Known(attached), Reading::Unknown(why)) if *attached == [policy.clone()] => ATTACHED.unread(why),
        _ => ATTACHED.read(
            &role.attached,
            |attached| *attached == [policy.clone()] && role.inline.known().is_some_and(Vec::is_empty),
            "The one policy is attached, and nothing else.",
            |attached| {
                if attached.contains(&policy) {
                    "The role has permissions besides those that were planned.".to_owned()
                } else {
                    "The policy is not attached to the role.".to_owned()
                }
            },
        ),
    }
}

/// Whether the tags say that something is not this setup's. Tags that cannot be read say nothing.
fn is_anothers(tags: &Reading<TagSet>, desired: &Desired) -> bool {
    tags.known().is_some() && owner(tags, &desired.setup) != Owner::Us
}

fn policy(desired: &Desired, key: Option<&KeyArn>, found: &Found) -> Check {
    let Some(state) = &found.policy else {
        return POLICY.answered(false, "", "There is no policy with this name.");
    };
    if state.arn != desired.policy_arn() || is_anothers(&state.tags, desired) {
        return POLICY.answered(false, "", "There is a policy with this name that this setup did not make.");
    }
    let wanted = documents::permissions(&desired.bucket_arn(), desired.key_slot(key));
    POLICY.read(
        &state.document,
        |document| same_meaning(document, &wanted),
        "The policy says what was planned.",
        |_| "The policy is not the one that was planned.".to_owned(),
    )
}
