//! What this sign-in may do, and the policies for whoever sets up, checks or removes.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

use super::problem::{Problem, Situation};
use super::review::SupersededThing;
use super::review_of::things_of;
use crate::app::reviews::permissions::{Asked, Permissions};
use crate::aws::{AwsFailure, NotSimulated, Simulated};
use crate::policy::PolicyDocument;
use crate::setup::permissions::{Duty, Need};
use crate::setup::plan::Plan;

/// What the Review page says about permissions.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionsView {
    /// What AWS said.
    pub verdict: Verdict,
    /// Why AWS could not be asked, or not of everything, where it answered at all.
    pub problem: Option<Problem>,
    /// The actions that are missing, by name.
    pub missing: Vec<String>,
    /// The actions of which AWS could not say it.
    pub unsure: Vec<String>,
    /// The actions that could not be checked.
    pub unchecked: Vec<String>,
    /// The policy that gives what is missing, indented; absent when nothing is.
    pub policy: Option<String>,
    /// The policies for people who do only a part, or for whoever creates it.
    pub operators: Vec<OperatorPolicy>,
}

/// What AWS says of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Verdict {
    /// It may do everything.
    Everything {
        /// Who it is, in words.
        caller: String,
    },
    /// Something is missing.
    Missing {
        /// Who it is, in words.
        caller: String,
        /// Who it is in AWS.
        arn: String,
        /// The account's number.
        account: String,
    },
    /// Nothing is known to be missing, and not everything was answered.
    Unsure {
        /// Who it is, in words.
        caller: String,
        /// The condition keys of which it only shows later what they are.
        depends_on: BTreeSet<String>,
    },
    /// It could not be found out.
    Unchecked {
        /// Why.
        why: Unchecked,
    },
    /// Nobody is signed in.
    NobodyAsked,
}

/// Why AWS did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Unchecked {
    /// This is the account's root user.
    Root,
    /// This is neither a user nor a role.
    NoPolicies,
    /// This is a role that may not look itself up.
    RoleUnknown,
    /// AWS could not be asked.
    Aws,
}

/// A policy for one part of the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OperatorPolicy {
    /// What its holder can do.
    #[serde(flatten)]
    pub part: Part,
    /// The policy, indented.
    pub json: String,
}

/// A part of the work, with what its policy could be misused for: `iam:CreateRole` with `iam:AttachRolePolicy`, and
/// `iam:PutRolePolicy`, give whatever they please to the one role they are about
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>), and without its key no recording
/// can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "part", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Part {
    /// Makes it.
    SetUp {
        /// The policy insists on a permissions boundary.
        bounded: bool,
    },
    /// Reads it back.
    Check,
    /// Stops Vonage and removes it.
    Remove {
        /// The policy insists on a permissions boundary.
        bounded: bool,
        /// The key it can have deleted.
        key: DeletableKey,
    },
    /// Takes back what had another name.
    Earlier {
        /// Which of those policies, from 1.
        number: usize,
        /// What it takes back.
        things: Vec<SupersededThing>,
    },
}

/// The key that a policy can have deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DeletableKey {
    /// None: this setup makes no key.
    None,
    /// The one that was made.
    Made,
    /// One that is still to be made; until then, any with this setup's tag.
    ToBeMade,
}

impl From<&Permissions> for PermissionsView {
    fn from(permissions: &Permissions) -> Self {
        let duties = permissions.policies.iter().map(|(duty, policy)| operator(*duty, policy, &permissions.plan));
        let superseded = permissions.superseded.iter().zip(1..).map(|((earlier, parts, policy), number)| {
            let things = things_of(earlier, *parts);
            OperatorPolicy { part: Part::Earlier { number, things }, json: policy.to_pretty() }
        });
        let said = |verdict| Self {
            verdict,
            problem: None,
            missing: Vec::new(),
            unsure: Vec::new(),
            unchecked: Vec::new(),
            policy: None,
            operators: duties.chain(superseded).collect(),
        };
        let Some(asked) = &permissions.asked else { return said(Verdict::NobodyAsked) };
        match &asked.answer {
            Ok(simulated) => Self::of_answer(permissions, asked, simulated, said),
            Err(NotSimulated::Root) => said(Verdict::Unchecked { why: Unchecked::Root }),
            Err(NotSimulated::NoPolicies) => said(Verdict::Unchecked { why: Unchecked::NoPolicies }),
            Err(NotSimulated::RoleUnknown) => said(Verdict::Unchecked { why: Unchecked::RoleUnknown }),
            Err(NotSimulated::Aws(failure)) => {
                Self { problem: Some(problem(asked, failure)), ..said(Verdict::Unchecked { why: Unchecked::Aws }) }
            }
        }
    }
}

impl PermissionsView {
    fn of_answer(
        permissions: &Permissions,
        asked: &Asked,
        simulated: &Simulated,
        said: impl FnOnce(Verdict) -> Self,
    ) -> Self {
        let Simulated { missing, unsure, depends_on, unanswered, failure, .. } = simulated;
        let caller = asked.caller.clone();
        let verdict = if !missing.is_empty() {
            let account = permissions.desired().account.id.to_string();
            Verdict::Missing { caller, arn: asked.arn.clone(), account }
        } else if unsure.is_empty() && unanswered.is_empty() {
            Verdict::Everything { caller }
        } else {
            Verdict::Unsure { caller, depends_on: depends_on.clone() }
        };
        Self {
            missing: names(missing),
            unsure: names(unsure),
            unchecked: names(unanswered),
            problem: failure.as_ref().map(|failure| problem(asked, failure)),
            policy: (!missing.is_empty()).then(|| permissions.policy_for(missing).to_pretty()),
            ..said(verdict)
        }
    }
}

/// What stood in the way of asking AWS.
fn problem(asked: &Asked, failure: &AwsFailure) -> Problem {
    let situation = Situation { caller: Some(asked.caller.clone()), ..Situation::default() };
    Problem::of_aws(failure, situation, None)
}

/// Each action once, however many things it is about.
fn names(needs: &BTreeSet<Need>) -> Vec<String> {
    let names: BTreeSet<&str> = needs.iter().map(|need| need.action).collect();
    names.into_iter().map(ToOwned::to_owned).collect()
}

fn operator(duty: Duty, policy: &PolicyDocument, plan: &Plan) -> OperatorPolicy {
    let bounded = plan.desired.role.boundary.is_some();
    let part = match duty {
        Duty::SetUp => Part::SetUp { bounded },
        Duty::Check => Part::Check,
        Duty::Remove => {
            let key = match (&plan.desired.key, &plan.key) {
                (None, _) => DeletableKey::None,
                (Some(_), Some(_)) => DeletableKey::Made,
                (Some(_), None) => DeletableKey::ToBeMade,
            };
            Part::Remove { bounded, key }
        }
    };
    OperatorPolicy { part, json: policy.to_pretty() }
}
