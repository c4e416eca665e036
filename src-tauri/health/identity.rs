//! Checks of the policy and the role.

use super::Question;
use crate::policy::same_meaning;
use crate::record::Check;
use crate::setup::desired::Desired;
use crate::setup::documents;
use crate::setup::found::Found;
use crate::setup::step::Step;
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
    let policy = desired.policy_arn().to_string();
    checks.push(ATTACHED.read(
        &role.attached,
        |attached| *attached == [policy.clone()] && role.inline.known().is_none_or(Vec::is_empty),
        "The one policy is attached, and nothing else.",
        |attached| {
            if attached.contains(&policy) {
                "The role has permissions besides those that were planned.".to_owned()
            } else {
                "The policy is not attached to the role.".to_owned()
            }
        },
    ));
    checks
}

fn policy(desired: &Desired, key: Option<&KeyArn>, found: &Found) -> Check {
    let Some(state) = &found.policy else {
        return POLICY.answered(false, "", "There is no policy with this name.");
    };
    let wanted = documents::permissions(&desired.bucket_arn(), desired.key_slot(key));
    POLICY.read(
        &state.document,
        |document| same_meaning(document, &wanted),
        "The policy says what was planned.",
        |_| "The policy is not the one that was planned.".to_owned(),
    )
}
