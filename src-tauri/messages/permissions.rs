//! What this sign-in may do, and the policies for whoever sets up, checks or removes.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

use super::problem::Problem;
use super::review::LeftBehind;
use super::review_of::left_behind;
use crate::app::permissions::{Asked, Permissions};
use crate::aws::{AwsFailure, NotSimulated, Simulated, Situation};
use crate::policy::PolicyDocument;
use crate::resources::desired::Desired;
use crate::setup::outgrown::Parts;
use crate::setup::permissions::{Duty, Need};
use crate::setup::plan::Plan;

/// What the Review page says about permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionsView {
    /// What AWS said.
    pub verdict: Verdict,
    /// That in one or two sentences.
    pub sentence: String,
    /// Why AWS could not be asked, or not of everything, where it answered at all.
    pub problem: Option<Problem>,
    /// The actions that are missing, by name.
    pub missing: Vec<String>,
    /// The actions of which AWS could not say it.
    pub unsure: Vec<String>,
    /// The actions that could not be checked.
    pub unchecked: Vec<String>,
    /// A text to send to whoever can give what is missing, with the policy that gives it; absent when nothing is.
    pub message: Option<String>,
    /// That policy alone.
    pub policy: Option<String>,
    /// The policies for people who do only a part, or for whoever creates it.
    pub operators: Vec<OperatorPolicy>,
}

/// What AWS says of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It may do everything.
    Everything,
    /// Something is missing.
    Missing,
    /// Nothing is known to be missing, and not everything is known.
    Unsure,
    /// It could not be found out.
    Unchecked,
    /// Nobody is signed in.
    NobodyAsked,
}

/// A policy for one part of the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OperatorPolicy {
    /// `set-up`, `check`, `remove`, or `earlier-1` and on.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// One sentence: what its holder can do.
    pub purpose: String,
    /// What it could be misused for, where it could.
    pub caution: Option<String>,
    /// The policy, indented.
    pub json: String,
}

impl From<&Permissions> for PermissionsView {
    fn from(permissions: &Permissions) -> Self {
        let operators = || {
            let duties = permissions.policies.iter().map(|(duty, policy)| operator(*duty, policy, &permissions.plan));
            let leftovers = permissions.leftovers.iter().zip(1..);
            duties.chain(leftovers.map(|((earlier, parts, policy), number)| leftover(earlier, *parts, policy, number)))
        };
        let said = |verdict, sentence: &str| Self {
            verdict,
            sentence: sentence.to_owned(),
            problem: None,
            missing: Vec::new(),
            unsure: Vec::new(),
            unchecked: Vec::new(),
            message: None,
            policy: None,
            operators: operators().collect(),
        };
        let Some(asked) = &permissions.asked else {
            return said(
                Verdict::NobodyAsked,
                "Nobody is signed in, so nothing can be checked. Whoever creates this needs the permissions below.",
            );
        };
        match &asked.answer {
            Ok(simulated) => Self::of_answer(permissions, asked, simulated, said),
            Err(NotSimulated::Root) => said(
                Verdict::Unchecked,
                "This is the account’s root user, about whom AWS does not answer. It may do everything unless your organisation forbids it.",
            ),
            Err(NotSimulated::NoPolicies) => said(
                Verdict::Unchecked,
                "AWS answers this only about users and roles, and this sign-in is neither. You can create it all the same: if something is not allowed, AWS says so at that step.",
            ),
            Err(NotSimulated::RoleUnknown) => said(
                Verdict::Unchecked,
                "AWS does not let this sign-in look up its own role (iam:GetRole), and answers only about a role it is told in full. You can create it all the same: if something is not allowed, AWS says so at that step.",
            ),
            Err(NotSimulated::Aws(failure)) => Self {
                problem: Some(problem(asked, failure)),
                ..said(
                    Verdict::Unchecked,
                    "AWS could not be asked what this sign-in may do. You can create it all the same: if something is not allowed, AWS says so at that step.",
                )
            },
        }
    }
}

impl PermissionsView {
    fn of_answer(
        permissions: &Permissions,
        asked: &Asked,
        simulated: &Simulated,
        said: impl FnOnce(Verdict, &str) -> Self,
    ) -> Self {
        let (verdict, sentence) = in_words(&asked.caller, simulated);
        let view = Self {
            unsure: names(&simulated.unsure),
            unchecked: names(&simulated.unanswered),
            problem: simulated.failure.as_ref().map(|failure| problem(asked, failure)),
            ..said(verdict, &sentence)
        };
        if simulated.missing.is_empty() {
            return view;
        }
        let policy = permissions.policy_for(&simulated.missing).to_pretty();
        let missing = names(&simulated.missing);
        let message = message(permissions, asked, &missing, &policy);
        Self { message: Some(message), policy: Some(policy), missing, ..view }
    }
}

/// What AWS said, in one or two sentences.
fn in_words(caller: &str, simulated: &Simulated) -> (Verdict, String) {
    let Simulated { missing, unsure, depends_on, unanswered, .. } = simulated;
    match (names(missing).len(), unsure.is_empty(), unanswered.is_empty()) {
        (0, true, true) => (Verdict::Everything, format!("AWS says that {caller} may do everything this plan takes.")),
        (0, true, false) => {
            (Verdict::Unsure, format!("As far as AWS answered, {caller} may do everything this plan takes."))
        }
        (0, false, _) => {
            let depends = depends_on.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let sentence = format!(
                "AWS cannot say it of everything: some of it depends on {depends}, which only shows when it is done."
            );
            (Verdict::Unsure, sentence)
        }
        (many, _, all_answered) => {
            let lacks = match many {
                1 => "lacks a permission. Send the text below to whoever can give it.".to_owned(),
                _ => format!("lacks {many} permissions. Send the text below to whoever can give them."),
            };
            let more = if all_answered { "" } else { " More may be missing: not everything could be checked." };
            (Verdict::Missing, format!("AWS says that {caller} {lacks}{more}"))
        }
    }
}

/// What stood in the way of asking AWS.
fn problem(asked: &Asked, failure: &AwsFailure) -> Problem {
    let situation = Situation { caller: Some(&asked.caller), ..Situation::default() };
    Problem::of_aws(failure, situation, None)
}

/// Each action once, however many things it is about.
fn names(needs: &BTreeSet<Need>) -> Vec<String> {
    let names: BTreeSet<&str> = needs.iter().map(|need| need.action).collect();
    names.into_iter().map(ToOwned::to_owned).collect()
}

fn message(permissions: &Permissions, asked: &Asked, missing: &[String], policy: &str) -> String {
    let account = &permissions.desired().account.id;
    format!(
        "Hello, I am setting up the storage that Vonage Contact Center exports recordings into.\n\
         Account: {account}\nWho: {arn}\nMissing: {missing}\n\n\
         Could you give me these permissions, or make the setup for me? This IAM policy gives exactly them, for this setup \
         alone:\n\n{policy}\n",
        arn = asked.arn,
        missing = missing.join(", "),
    )
}

fn operator(duty: Duty, policy: &PolicyDocument, plan: &Plan) -> OperatorPolicy {
    let (id, title, purpose) = match duty {
        Duty::SetUp => ("set-up", "To set up", "For whoever creates it: makes this setup, tries again, checks."),
        Duty::Check => {
            ("check", "To check", "For whoever looks after it: reads the settings back and changes nothing.")
        }
        Duty::Remove => {
            ("remove", "To stop and remove", "For whoever ends it: stops Vonage, lets it in again, undoes this setup.")
        }
    };
    OperatorPolicy {
        id: id.to_owned(),
        title: title.to_owned(),
        purpose: purpose.to_owned(),
        caution: caution(duty, plan),
        json: policy.to_pretty(),
    }
}

fn leftover(earlier: &Desired, parts: Parts, policy: &PolicyDocument, number: usize) -> OperatorPolicy {
    // Role and policy may have the same name.
    let in_words = |LeftBehind { step, name }: LeftBehind| format!("{} {name}", step.title());
    let names: Vec<String> = left_behind(earlier, parts).into_iter().map(in_words).collect();
    let role = "give the earlier role other permissions and let themselves in";
    let key = "have the earlier key deleted, without which no recording under it can be read";
    let could: Vec<&str> =
        [(parts.role, role), (parts.key, key)].into_iter().filter_map(|(is, what)| is.then_some(what)).collect();
    OperatorPolicy {
        id: format!("earlier-{number}"),
        title: "To take back what had another name".to_owned(),
        purpose: format!(
            "For whoever changes the details or ends it. Takes back nothing that is in use, and only this: {}.",
            names.join(", ")
        ),
        caution: (!could.is_empty())
            .then(|| format!("Whoever has this could {}: take it back when it is done.", could.join(", and "))),
        json: policy.to_pretty(),
    }
}

/// What a policy could be misused for: `iam:CreateRole` with `iam:AttachRolePolicy`, and `iam:PutRolePolicy`, give
/// whatever they please to the one role they are about
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>), and without its key no recording
/// can be read.
fn caution(duty: Duty, plan: &Plan) -> Option<String> {
    let desired = &plan.desired;
    let bounded = desired.role.boundary.is_some();
    match duty {
        Duty::Check => None,
        Duty::SetUp if bounded => Some(
            "Whoever has this could make the role more powerful than planned and let themselves in, but never beyond your permissions boundary, on which this policy insists."
                .to_owned(),
        ),
        Duty::SetUp => Some(
            "Whoever has this could make the role more powerful than planned and let themselves in, up to everything in the account: take it back once the setup is made, or name a permissions boundary under Advanced, which this policy then insists on."
                .to_owned(),
        ),
        Duty::Remove => {
            let role = if bounded {
                "give the role other permissions, but never beyond your permissions boundary"
            } else {
                "give the role other permissions and let themselves in"
            };
            let key = match (&desired.key, &plan.key) {
                (None, _) => "",
                (Some(_), Some(_)) => " They could also have the key deleted, without which no recording can be read.",
                (Some(_), None) => {
                    " They could also have the key deleted, without which no recording can be read. Hand this out only once the setup is made: it then names the key, and until then any key with this setup’s tag."
                }
            };
            Some(format!("Whoever has this could {role}, and end the export: take it back when it is done.{key}"))
        }
    }
}
