//! What AWS is asked, to find out beforehand whether a sign-in may do what a plan takes.

use std::collections::BTreeSet;

use super::needs::Need;
use super::scope::{ATTACHED, BOUNDARY, Scope};
use crate::resources::tags;
use crate::setup::plan::Plan;
use crate::values::ProgramTag;

/// Actions on one thing, with what a policy may make them depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the actions are about, to know them again in the answer.
    pub scope: Scope,
    /// The actions; never empty.
    pub actions: Vec<&'static str>,
    /// The ARN, or `*`.
    pub resource: String,
    /// Condition keys and their values.
    pub context: Vec<(String, Vec<String>)>,
}

/// What stands for a key that has no ARN yet: a simulation wants the ARN of one thing, and the thing need not exist
/// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>).
const ANY_KEY: &str = "key/00000000-0000-0000-0000-000000000000";

/// The questions that tell whether these needs of a plan are met, one for each thing they are about.
#[must_use]
pub fn questions(needs: &BTreeSet<Need>, plan: &Plan) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    for &Need { scope, action } in needs {
        match all.last_mut() {
            Some(question) if question.scope == scope => question.actions.push(action),
            _ => {
                let Some(resource) = scope.resource(&plan.desired, plan.key.as_ref()) else { continue };
                let resource = resource.replace("key/*", ANY_KEY);
                all.push(Question { scope, actions: vec![action], resource, context: context(plan, scope) });
            }
        }
    }
    all
}

/// The condition keys that policies for such work commonly ask for, as the calls will have them.
fn context(plan: &Plan, scope: Scope) -> Vec<(String, Vec<String>)> {
    let desired = &plan.desired;
    let setup_tag = ProgramTag::Setup.key();
    let one = |key: &str, value: String| (key.to_owned(), vec![value]);
    let tags = tags::of_resource(desired, &plan.fingerprint);
    // IAM has one region for a whole partition
    // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>).
    let region = match scope {
        Scope::Policy
        | Scope::Role
        | Scope::RoleByName
        | Scope::RoleWithinBoundary
        | Scope::Attachment
        | Scope::Detachment => desired.account.partition.first_region().to_owned(),
        _ => desired.region.to_string(),
    };
    let mut all = vec![
        one("aws:RequestedRegion", region),
        one("aws:SecureTransport", "true".to_owned()),
        one("aws:PrincipalAccount", desired.account.id.to_string()),
        one("aws:ResourceAccount", desired.account.id.to_string()),
        one(&format!("aws:RequestTag/{setup_tag}"), desired.setup.to_string()),
        one(&format!("aws:ResourceTag/{setup_tag}"), desired.setup.to_string()),
        ("aws:TagKeys".to_owned(), tags.into_keys().collect()),
        one(ATTACHED, desired.policy_arn().to_string()),
    ];
    if let Some(boundary) = &desired.role.boundary {
        all.push(one(BOUNDARY, boundary.to_string()));
    }
    all
}
