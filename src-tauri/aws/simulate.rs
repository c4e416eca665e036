//! Whether AWS says that this sign-in may do what a plan takes, before anything is done. Advice: what AWS does in the end
//! may differ (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>).

use std::collections::BTreeSet;

use aws_sdk_iam::Client;
use aws_sdk_iam::types::{
    ContextEntry, ContextKeyTypeEnum, EvaluationResult, PolicyEvaluationDecisionType, ResourceSpecificResult,
};

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::pages::Pages;
use crate::aws::session::Clients;
use crate::aws::session::identity::{Caller, Identity};
use crate::setup::permissions::{Need, Question};
use crate::values::{IamPath, RoleArn, RoleName};

const CALL: &str = "iam:SimulatePrincipalPolicy";

/// Actions in one request. AWS names no limit; a plan asks for fewer on one thing.
const ACTIONS_AT_A_TIME: usize = 50;

/// What AWS says to each need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simulated {
    /// Would be allowed.
    pub allowed: BTreeSet<Need>,
    /// Would be refused.
    pub missing: BTreeSet<Need>,
    /// Would be refused, unless a condition holds that cannot be known beforehand.
    pub unsure: BTreeSet<Need>,
    /// What those conditions depend on, for example `aws:MultiFactorAuthPresent`.
    pub depends_on: BTreeSet<String>,
    /// Of these AWS said nothing.
    pub unanswered: BTreeSet<Need>,
    /// Why it did not: what stood in the way first.
    pub failure: Option<Box<AwsFailure>>,
}

/// Why AWS cannot be asked about a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSimulated {
    /// It is the account's root user, whom no policy of the account limits.
    Root,
    /// It is neither a user nor a role.
    NoPolicies,
    /// It is in a role whose path AWS does not let it look up, and there is none of that name without a path.
    RoleUnknown,
    /// AWS did not answer.
    Aws(Box<AwsFailure>),
}

/// Asks AWS what this caller may do. Their session's own policies, and those of buckets and keys, are not part of the
/// answer. What AWS says of some needs counts although it says nothing of others.
///
/// # Errors
/// When AWS cannot say it of this caller, does not let them ask, or answers no question.
pub async fn simulate(
    clients: &Clients,
    identity: &Identity,
    questions: &[Question],
) -> Result<Simulated, NotSimulated> {
    let iam = &clients.read.iam;
    let source = source_of(iam, identity).await?;
    let mut all = Simulated::default();
    let mut goes_on = true;
    for question in questions {
        for actions in question.actions.chunks(ACTIONS_AT_A_TIME) {
            let need = |&action| Need { scope: question.scope, action };
            let mut open: BTreeSet<Need> = actions.iter().map(need).collect();
            if goes_on && let Err(failure) = ask(iam, &source, question, &mut open, &mut all).await {
                goes_on = is_about_one_question(&failure);
                all.failure.get_or_insert(Box::new(failure));
            }
            all.unanswered.append(&mut open);
        }
    }
    match all.failure {
        Some(failure) if all.allowed.is_empty() && all.missing.is_empty() && all.unsure.is_empty() => {
            Err(not_simulated(identity, failure))
        }
        _ => Ok(all),
    }
}

/// Whether the next question may be answered all the same: not when this caller may ask none, or there is no such caller.
fn is_about_one_question(failure: &AwsFailure) -> bool {
    match &failure.kind {
        FailureKind::Throttled { .. } => true,
        FailureKind::Refused(Cause::NotThereYet) => false,
        _ => failure.is_about_one_thing() && !failure.has_code("AccessDenied"),
    }
}

/// Somebody who is signed in with a role has that role: one that is not found was looked for in the wrong path.
fn not_simulated(identity: &Identity, failure: Box<AwsFailure>) -> NotSimulated {
    match (identity.caller.caller(), &failure.kind) {
        (Caller::Role { .. }, FailureKind::Refused(Cause::NotThereYet)) => NotSimulated::RoleUnknown,
        _ => NotSimulated::Aws(failure),
    }
}

/// Asks about the needs that are open, all about one thing. Those that AWS judges are open no more.
async fn ask(
    iam: &Client,
    source: &str,
    question: &Question,
    open: &mut BTreeSet<Need>,
    all: &mut Simulated,
) -> Result<(), AwsFailure> {
    let mut pages = iam
        .simulate_principal_policy()
        .policy_source_arn(source)
        .set_action_names(Some(open.iter().map(|need| need.action.to_owned()).collect()))
        .resource_arns(&question.resource)
        .set_context_entries(Some(question.context.iter().map(entry).collect()))
        .into_paginator()
        .send();
    let mut limit = Pages::few(CALL);
    while let Some(page) = pages.next().await {
        limit.turn()?;
        let page = page.map_err(|error| AwsFailure::of(CALL, &error))?;
        for result in page.evaluation_results() {
            let need = open.iter().find(|need| need.action.eq_ignore_ascii_case(result.eval_action_name())).copied();
            let Some(need) = need else { continue };
            open.remove(&need);
            all.add(need, result);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(AwsFailure::malformed(CALL, "EvaluationResults")) }
}

impl Simulated {
    fn add(&mut self, need: Need, result: &EvaluationResult) {
        // Of a listed resource the unknown keys stand beside it, and not always above as well
        // (https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html).
        let of_resource =
            result.resource_specific_results().iter().flat_map(ResourceSpecificResult::missing_context_values);
        let missing: Vec<&String> = result.missing_context_values().iter().chain(of_resource).collect();
        if *result.eval_decision() == PolicyEvaluationDecisionType::Allowed {
            self.allowed.insert(need);
        } else if missing.is_empty() {
            self.missing.insert(need);
        } else {
            self.unsure.insert(need);
            self.depends_on.extend(missing.into_iter().cloned());
        }
    }
}

fn entry((key, values): &(String, Vec<String>)) -> ContextEntry {
    let kind = match key.as_str() {
        "aws:SecureTransport" => ContextKeyTypeEnum::Boolean,
        "aws:TagKeys" => ContextKeyTypeEnum::StringList,
        _ => ContextKeyTypeEnum::String,
    };
    ContextEntry::builder()
        .context_key_name(key)
        .set_context_key_values(Some(values.clone()))
        .context_key_type(kind)
        .build()
}

/// Whose policies count: the user's, or those of the role that a session is in. A session's ARN leaves out the role's path,
/// so AWS is asked for it; who may not ask is taken for a role without one.
async fn source_of(iam: &Client, identity: &Identity) -> Result<String, NotSimulated> {
    match identity.caller.caller() {
        Caller::Root => Err(NotSimulated::Root),
        Caller::Federated(_) | Caller::Other(_) => Err(NotSimulated::NoPolicies),
        Caller::User(_) => Ok(identity.caller.to_string()),
        Caller::Role { role, .. } => {
            let asked = iam.get_role().role_name(role).send().await;
            if let Some(found) = asked.ok().and_then(|answer| answer.role) {
                return Ok(found.arn);
            }
            let name = RoleName::parse(role).map_err(|_| NotSimulated::NoPolicies)?;
            let account = &identity.account;
            Ok(RoleArn::new(account.partition, &account.id, &IamPath::default(), &name).to_string())
        }
    }
}
