//! Simulations, decided by this program's own reading of policies: winterbaume takes every condition for fulfilled.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>,
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>

use winterbaume_iam::{IamStateView, wire};

use super::{Form, Identities, no_such_entity, validation_error};
use crate::policy::{
    Caller, Context, Decision, GrantRule, Identity, Ordered, Policies, PolicyDocument, Request, evaluate,
};
use crate::practice::account;
use crate::practice::answer::{Answer, Refusal};

/// What the practice user may do: everything, as the only user of the account.
const EVERYTHING: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// Questions and the policies that answer them.
struct Simulation {
    caller: Identity,
    identity: Vec<PolicyDocument>,
    boundary: Option<Vec<PolicyDocument>>,
    actions: Vec<String>,
    resources: Vec<String>,
    context: Context,
    /// Condition keys that the policies ask for and the request does not give.
    missing: Vec<String>,
}

/// One answer.
struct Outcome {
    resource: String,
    decision: &'static str,
    within_boundary: Option<bool>,
}

/// Answers for the policies of a role or of the practice user, with any the request adds.
pub(super) async fn principal(identities: &Identities, form: &Form) -> Result<Answer, Refusal> {
    let input = wire::deserialize_simulate_principal_policy_request(form).map_err(validation_error)?;
    let state = identities.state().await;
    let source = input.policy_source_arn;
    let (mut identity, own_boundary) = policies_of(&source, &state)?;
    identity.extend(read(input.policy_input_list)?);
    let boundary = match input.permissions_boundary_policy_input_list {
        Some(given) => Some(read(Some(given))?),
        None => own_boundary,
    };
    refuse_resource_policy(input.resource_policy.as_ref())?;
    let simulation = Simulation::new(
        &input.caller_arn.unwrap_or(source),
        (identity, boundary),
        input.action_names.items,
        input.resource_arns.unwrap_or_default().items,
        input.context_entries,
    )?;
    Ok(wire::serialize_simulate_principal_policy_response(&simulation.response()?))
}

/// Answers for the policies in the request.
pub(super) fn custom(form: &Form) -> Result<Answer, Refusal> {
    let input = wire::deserialize_simulate_custom_policy_request(form).map_err(validation_error)?;
    let boundary = input.permissions_boundary_policy_input_list.map(|given| read(Some(given))).transpose()?;
    refuse_resource_policy(input.resource_policy.as_ref())?;
    let simulation = Simulation::new(
        &input.caller_arn.unwrap_or_else(account::caller_arn),
        (read(Some(input.policy_input_list))?, boundary),
        input.action_names.items,
        input.resource_arns.unwrap_or_default().items,
        input.context_entries,
    )?;
    Ok(wire::serialize_simulate_custom_policy_response(&simulation.response()?))
}

impl Simulation {
    fn new(
        caller: &str,
        (identity, boundary): (Vec<PolicyDocument>, Option<Vec<PolicyDocument>>),
        actions: Vec<String>,
        mut resources: Vec<String>,
        entries: Option<wire::ContextEntryListType>,
    ) -> Result<Self, Refusal> {
        let caller = Identity::parse(caller).map_err(|_| invalid_input(format!("Invalid Entity Arn: {caller}")))?;
        if let Some(action) = actions.iter().find(|action| action.contains('*') || !action.contains(':')) {
            return Err(invalid_input(format!("Invalid Action Name: {action}")));
        }
        if actions.is_empty() {
            return Err(validation_error("1 validation error detected: Value at 'actionNames' must not be empty"));
        }
        if let Some(resource) = resources.iter().find(|resource| *resource != "*" && !resource.starts_with("arn:")) {
            return Err(invalid_input(format!("Invalid Resource Arn: {resource}")));
        }
        if resources.is_empty() {
            resources.push("*".to_owned());
        }
        let context = entries.unwrap_or_default().items.into_iter().fold(Context::new(), |context, entry| {
            let values = entry.context_key_values.unwrap_or_default().items;
            context.with_many(&entry.context_key_name.unwrap_or_default(), values)
        });
        let missing = missing_keys(identity.iter().chain(boundary.iter().flatten()), &context);
        Ok(Self { caller, identity, boundary, actions, resources, context, missing })
    }

    fn response(&self) -> Result<wire::SimulatePolicyResponse, Refusal> {
        let results = self.actions.iter().map(|action| self.result(action)).collect::<Result<Vec<_>, _>>()?;
        Ok(wire::SimulatePolicyResponse {
            evaluation_results: Some(results.into()),
            is_truncated: Some(false),
            marker: None,
        })
    }

    /// One action on every resource. The answer for all of them is the worst for any.
    fn result(&self, action: &str) -> Result<wire::EvaluationResult, Refusal> {
        let outcomes =
            self.resources.iter().map(|resource| self.outcome(action, resource)).collect::<Result<Vec<_>, _>>()?;
        let overall = ["explicitDeny", "implicitDeny", "allowed"]
            .into_iter()
            .find(|decision| outcomes.iter().any(|outcome| outcome.decision == *decision));
        let missing = || Some(self.missing.clone().into());
        let specific: Vec<_> = outcomes
            .into_iter()
            .map(|outcome| wire::ResourceSpecificResult {
                eval_resource_name: Some(outcome.resource),
                eval_resource_decision: Some(outcome.decision.to_owned()),
                missing_context_values: missing(),
                permissions_boundary_decision_detail: outcome.within_boundary.map(|within| {
                    wire::PermissionsBoundaryDecisionDetail { allowed_by_permissions_boundary: Some(within) }
                }),
                ..wire::ResourceSpecificResult::default()
            })
            .collect();
        Ok(wire::EvaluationResult {
            eval_action_name: Some(action.to_owned()),
            eval_resource_name: self.resources.first().cloned(),
            eval_decision: overall.map(str::to_owned),
            missing_context_values: missing(),
            resource_specific_results: Some(specific.into()),
            ..wire::EvaluationResult::default()
        })
    }

    fn outcome(&self, action: &str, resource: &str) -> Result<Outcome, Refusal> {
        let request = Request {
            principal: Caller::Identity(self.caller.clone()),
            action: action.to_owned(),
            resource: resource.to_owned(),
            context: self.context.clone(),
        };
        let by_identity = decide(&request, &self.identity)?;
        let by_boundary = self.boundary.as_ref().map(|boundary| decide(&request, boundary)).transpose()?;
        let denied = matches!(by_identity, Decision::ExplicitDeny { .. })
            || matches!(by_boundary, Some(Decision::ExplicitDeny { .. }));
        let within_boundary = by_boundary.map(|decision| decision == Decision::Allowed);
        let decision = match by_identity {
            _ if denied => "explicitDeny",
            Decision::Allowed if within_boundary != Some(false) => "allowed",
            Decision::Allowed | Decision::ImplicitDeny | Decision::ExplicitDeny { .. } => "implicitDeny",
        };
        Ok(Outcome { resource: resource.to_owned(), decision, within_boundary })
    }
}

fn decide(request: &Request, identity: &[PolicyDocument]) -> Result<Decision, Refusal> {
    evaluate(request, &Policies { identity, resource: &[], rule: GrantRule::SameAccount })
        .map_err(|error| Refusal::new(500, "PolicyEvaluation", error.to_string()))
}

/// The policies of a role or of the practice user, and the role's permissions boundary.
fn policies_of(arn: &str, state: &IamStateView) -> Result<(Vec<PolicyDocument>, Option<Vec<PolicyDocument>>), Refusal> {
    if arn == account::caller_arn() {
        return Ok((read_all([EVERYTHING])?, None));
    }
    let role = state
        .roles
        .values()
        .find(|role| role.arn == arn)
        .ok_or_else(|| no_such_entity(format!("The role or user with ARN {arn} cannot be found.")))?;
    let attached = role.attached_policies.iter().map(|policy| policy.policy_arn.as_str());
    let identity = attached.map(|policy| document(policy, state)).collect::<Result<_, _>>()?;
    let boundary = role.permissions_boundary.as_deref().map(|policy| document(policy, state)).transpose()?;
    Ok((identity, boundary.map(|document| vec![document])))
}

/// A policy's document. What AWS's own policies say is not known here, and a guess would be a wrong answer.
fn document(policy: &str, state: &IamStateView) -> Result<PolicyDocument, Refusal> {
    let unknown = || {
        let message = format!("Practice does not know what {policy} says, so it cannot simulate it.");
        Refusal::new(500, "PolicyEvaluation", message)
    };
    let policy = state.policies.get(policy).ok_or_else(unknown)?;
    PolicyDocument::parse_encoded(&policy.document).map_err(|_| unknown())
}

fn read(list: Option<wire::SimulationPolicyListType>) -> Result<Vec<PolicyDocument>, Refusal> {
    read_all(list.unwrap_or_default().items.iter().map(String::as_str))
}

fn read_all<'a>(documents: impl IntoIterator<Item = &'a str>) -> Result<Vec<PolicyDocument>, Refusal> {
    documents
        .into_iter()
        .map(|json| PolicyDocument::parse(json).map_err(|_| invalid_input("Invalid Policy Syntax".to_owned())))
        .collect()
}

/// AWS does not simulate a resource's policy together with a role either.
fn refuse_resource_policy(policy: Option<&String>) -> Result<(), Refusal> {
    match policy {
        None => Ok(()),
        Some(_) => {
            Err(invalid_input("Simulation of resource-based policies isn't supported for IAM roles.".to_owned()))
        }
    }
}

/// The condition keys in the documents that the context does not have, each once.
fn missing_keys<'a>(documents: impl Iterator<Item = &'a PolicyDocument>, context: &Context) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    let conditions = documents.flat_map(|document| &document.statement).filter_map(|it| it.condition.as_ref());
    for (key, _) in conditions.flat_map(Ordered::iter).flat_map(|(_, keys)| keys.iter()) {
        let given = !context.values(key).is_empty();
        if !given && !missing.iter().any(|known| known.eq_ignore_ascii_case(key)) {
            missing.push(key.to_owned());
        }
    }
    missing
}

fn invalid_input(message: String) -> Refusal {
    Refusal::new(400, "InvalidInput", message)
}
