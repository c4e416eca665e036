//! Whether policies allow a request.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

use super::condition;
use super::decision::{Decision, EvaluationError, Obstacle, PolicyKind, StatementRef};
use super::document::{ActionElement, Effect, PolicyDocument, ResourceElement, Statement, Version};
use super::one_or_many::OneOrMany;
use super::pattern::{Expanded, Pattern};
use super::principal::{self, Caller, Reach};
use super::request::{Context, Request};

/// Every policy that has a say in a request.
#[derive(Debug, Clone, Copy)]
pub struct Policies<'a> {
    /// The policies attached to the caller.
    pub identity: &'a [PolicyDocument],
    /// The policies attached to the resource: bucket, key or trust policy.
    pub resource: &'a [PolicyDocument],
    /// Whose allowance is enough.
    pub rule: GrantRule,
}

/// Whose allowance is enough, when nobody denies. A service or somebody who did not sign in has no policies of its
/// own, so for them it is always the resource's.
///
/// Sources:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>,
/// <https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantRule {
    /// Caller and resource in one account: the caller's policies, or a resource policy that names the caller itself.
    /// One that names only the account changes nothing.
    SameAccount,
    /// Caller and resource in different accounts: both sides.
    CrossAccount,
    /// A KMS key or a role to assume, in the caller's account: its own policy must name the caller, or name the
    /// account while the caller's policies allow it too.
    SameAccountKeyOrRole,
}

/// Decides a request the way IAM does: a deny beats every allowance, and what nobody allows is denied.
///
/// Service control policies, permissions boundaries and session policies are not part of the question. A `*` in a
/// resource crosses colons, as AWS does for one at the end of a part.
///
/// # Errors
/// [`EvaluationError`], when a statement about this caller, action and resource cannot be evaluated and no other
/// statement denies anyway.
pub fn evaluate(request: &Request, policies: &Policies<'_>) -> Result<Decision, EvaluationError> {
    let context = Context::of(request);
    let mut granted = Granted::default();
    let mut undecided = None;
    let sides = [(PolicyKind::Identity, policies.identity), (PolicyKind::Resource, policies.resource)];
    for (kind, documents) in sides {
        for (policy, document) in documents.iter().enumerate() {
            for (index, statement) in document.statement.iter().enumerate() {
                let place = || StatementRef { kind, policy, statement: index, sid: statement.sid.clone() };
                let question = Question { request, context: &context, version: document.version, kind };
                match question.reach(statement) {
                    Ok(None) => {}
                    Ok(Some(_)) if statement.effect == Effect::Deny => {
                        return Ok(Decision::ExplicitDeny { statement: place() });
                    }
                    Ok(Some(reach)) => granted.add(kind, reach),
                    // Kept back, because a later statement may deny, which settles it.
                    Err(obstacle) => {
                        undecided.get_or_insert_with(|| EvaluationError { statement: place(), obstacle });
                    }
                }
            }
        }
    }
    match undecided {
        Some(error) => Err(error),
        None if granted.suffices(&request.principal, policies.rule) => Ok(Decision::Allowed),
        None => Ok(Decision::ImplicitDeny),
    }
}

/// Who allows.
#[derive(Default)]
struct Granted {
    by_identity: bool,
    by_resource_to_caller: bool,
    by_resource_to_account: bool,
}

impl Granted {
    fn add(&mut self, kind: PolicyKind, reach: Reach) {
        match (kind, reach) {
            (PolicyKind::Identity, _) => self.by_identity = true,
            (PolicyKind::Resource, Reach::Direct) => self.by_resource_to_caller = true,
            (PolicyKind::Resource, Reach::Account) => self.by_resource_to_account = true,
        }
    }

    fn suffices(&self, caller: &Caller, rule: GrantRule) -> bool {
        // Nothing can be attached to a service or a stranger, so the resource's policy speaks alone.
        if !matches!(caller, Caller::Identity(_)) {
            return self.by_resource_to_caller;
        }
        match rule {
            GrantRule::SameAccount => self.by_identity || self.by_resource_to_caller,
            GrantRule::CrossAccount => self.by_identity && (self.by_resource_to_caller || self.by_resource_to_account),
            GrantRule::SameAccountKeyOrRole => {
                self.by_resource_to_caller || (self.by_resource_to_account && self.by_identity)
            }
        }
    }
}

/// A request put to the statements of one document.
struct Question<'a> {
    request: &'a Request,
    context: &'a Context,
    version: Version,
    kind: PolicyKind,
}

impl Question<'_> {
    /// How a statement applies to the request; `None` when it does not.
    fn reach(&self, statement: &Statement) -> Result<Option<Reach>, Obstacle> {
        let reach = match (self.kind, &statement.principal) {
            (PolicyKind::Identity, Some(_)) => return Err(Obstacle::PrincipalInIdentityPolicy),
            (PolicyKind::Identity, None) => Some(Reach::Direct),
            (PolicyKind::Resource, None) => return Err(Obstacle::NoPrincipalInResourcePolicy),
            (PolicyKind::Resource, Some(element)) => {
                principal::reach(element, statement.effect, &self.request.principal)
            }
        };
        let applies = reach.is_some()
            && self.is_about_action(&statement.action)
            && self.is_about_resource(statement.resource.as_ref())?
            && match &statement.condition {
                Some(conditions) => condition::hold(conditions, self.version, self.context)?,
                None => true,
            };
        Ok(reach.filter(|_| applies))
    }

    fn is_about_action(&self, element: &ActionElement) -> bool {
        let action = self.request.action.to_ascii_lowercase();
        let any = |names: &OneOrMany<String>| {
            names.iter().any(|name| Expanded::verbatim(&name.to_ascii_lowercase()).into_pattern().matches(&action))
        };
        match element {
            ActionElement::Action(these) => any(these),
            ActionElement::NotAction(others) => !any(others),
        }
    }

    fn is_about_resource(&self, element: Option<&ResourceElement>) -> Result<bool, Obstacle> {
        match element {
            Some(ResourceElement::Resource(these)) => self.any_resource(these),
            Some(ResourceElement::NotResource(others)) => Ok(!self.any_resource(others)?),
            // A trust policy names none: the resource is the role it belongs to.
            None if self.kind == PolicyKind::Resource => Ok(true),
            None => Err(Obstacle::NoResourceInIdentityPolicy),
        }
    }

    fn any_resource(&self, names: &OneOrMany<String>) -> Result<bool, Obstacle> {
        let mut any = false;
        for name in names {
            any |= self.resource_pattern(name)?.is_some_and(|pattern| pattern.matches(&self.request.resource));
        }
        Ok(any)
    }

    fn resource_pattern(&self, name: &str) -> Result<Option<Pattern>, Obstacle> {
        match self.version {
            Version::V2012_10_17 => Ok(Expanded::replace(name, self.context)?.map(Expanded::into_pattern)),
            Version::V2008_10_17 => Ok(Some(Expanded::verbatim(name).into_pattern())),
        }
    }
}
