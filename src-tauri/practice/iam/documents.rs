//! What IAM takes as a policy of its own and as a role's trust policy.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>

use std::collections::HashSet;

use winterbaume_iam::IamStateView;

use super::validation_error;
use crate::policy::{
    ActionElement, DocumentError, MANAGED_POLICY_MAX_LEN, OneOrMany, PolicyDocument, Principal, PrincipalElement,
    ResourceElement, Sid, Statement, StatementError, TRUST_POLICY_MAX_LEN,
};
use crate::practice::account;
use crate::practice::answer::Refusal;
use crate::values::{AccountId, Partition, PrincipalArn, PrincipalKind, TrustWholeAccount};

/// Checks the document of a managed policy.
pub(super) fn check_managed(json: &str) -> Result<(), Refusal> {
    let document = read(json, "PolicySize", MANAGED_POLICY_MAX_LEN)?;
    for statement in &document.statement {
        if statement.principal.is_some() {
            return Err(malformed("Policy document should not specify a principal."));
        }
        for action in actions(statement) {
            if action != "*" && !action.contains(':') {
                return Err(malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."));
            }
        }
        let Some(ResourceElement::Resource(resources) | ResourceElement::NotResource(resources)) = &statement.resource
        else {
            return Err(malformed("Policy statement must contain resources."));
        };
        if resources.as_slice().is_empty() {
            return Err(malformed("Policy statement must contain resources."));
        }
        for resource in resources {
            check_resource(resource)?;
        }
    }
    Ok(())
}

/// Checks a trust policy and returns it as IAM keeps it: on one line, with account numbers as root ARNs.
pub(super) fn trust(json: &str, state: &IamStateView) -> Result<String, Refusal> {
    let mut document = read(json, "ACLSizePerRole", TRUST_POLICY_MAX_LEN)?;
    for statement in &mut document.statement {
        if statement.resource.is_some() {
            return Err(malformed("Has prohibited field Resource"));
        }
        let is_sts = |action: &String| action == "*" || action.to_ascii_lowercase().starts_with("sts:");
        if !actions(statement).iter().all(is_sts) {
            return Err(malformed("AssumeRole policy may only specify STS AssumeRole actions."));
        }
        match &mut statement.principal {
            None => return Err(malformed("Missing required field Principal")),
            Some(PrincipalElement::NotPrincipal(_)) => return Err(malformed("Has prohibited field NotPrincipal")),
            Some(PrincipalElement::Principal(principal)) => trusted(principal, state)?,
        }
    }
    Ok(document.to_json())
}

fn trusted(principal: &mut Principal, state: &IamStateView) -> Result<(), Refusal> {
    let Principal::Named(named) = principal else { return Ok(()) };
    let lists = [&named.aws, &named.service, &named.federated, &named.canonical_user];
    if lists.into_iter().flatten().flat_map(OneOrMany::iter).next().is_none() {
        return Err(malformed("Invalid principal in policy: \"AWS\":\"\""));
    }
    for name in named.aws.iter().flat_map(OneOrMany::iter) {
        if name != "*" && !(is_principal(name) && exists(name, state)) {
            return Err(malformed(format!("Invalid principal in policy: \"AWS\":\"{name}\"")));
        }
    }
    for service in named.service.iter().flat_map(OneOrMany::iter) {
        let is_host = service.strip_suffix(account::partition().dns_suffix()).is_some_and(|rest| rest.ends_with('.'));
        if !is_host {
            return Err(malformed(format!("Invalid principal in policy: \"SERVICE\":\"{service}\"")));
        }
    }
    match &mut named.aws {
        Some(OneOrMany::One(principal)) => normalise(principal),
        Some(OneOrMany::Many(principals)) => principals.iter_mut().for_each(normalise),
        None => {}
    }
    Ok(())
}

/// IAM keeps an account's number as the ARN of its root.
fn normalise(principal: &mut String) {
    if AccountId::parse(principal).is_ok() {
        *principal = format!("arn:{}:iam::{principal}:root", account::partition());
    }
}

/// Whether a text has the shape of a principal of the account's partition: an account, a role, a user, or a role's session.
pub(in crate::practice) fn is_principal(text: &str) -> bool {
    let session = format!("arn:{}:sts::", account::partition());
    if let Some(rest) = text.strip_prefix(&session) {
        return rest.split_once(":assumed-role/").is_some_and(|(account, name)| {
            AccountId::parse(account).is_ok_and(|read| read.as_str() == account) && name.split('/').count() == 2
        });
    }
    let Ok(principal) = PrincipalArn::parse(text, TrustWholeAccount(true)) else { return false };
    let partition = principal.partition().unwrap_or_else(account::partition);
    principal.as_str() == text && partition == account::partition()
}

/// Whether a principal exists, as far as practice knows: strangers' accounts are taken at their word.
fn exists(text: &str, state: &IamStateView) -> bool {
    match PrincipalArn::parse(text, TrustWholeAccount(true)) {
        Ok(principal) if principal.account() == account::account() => match principal.kind() {
            PrincipalKind::Role => state.roles.values().any(|role| role.arn == text),
            PrincipalKind::User => text == account::caller_arn(),
            PrincipalKind::Account => true,
        },
        _ => true,
    }
}

/// Reads a document of either kind and checks what holds for both.
fn read(json: &str, quota: &str, max: usize) -> Result<PolicyDocument, Refusal> {
    if json.is_empty() {
        return Err(validation_error(
            "1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length \
             greater than or equal to 1",
        ));
    }
    let is_taken = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FF}');
    if !json.chars().all(is_taken) {
        return Err(validation_error(
            "The specified value for policyDocument is invalid. It must contain only printable ASCII and Latin-1 characters.",
        ));
    }
    if json.chars().filter(|character| !character.is_whitespace()).count() > max {
        return Err(Refusal::new(409, "LimitExceeded", format!("Cannot exceed quota for {quota}: {max}")));
    }
    let document = PolicyDocument::parse(json).map_err(|error| malformed(syntax(&error)))?;
    if document.statement.is_empty() {
        return Err(malformed("Syntax errors in policy."));
    }
    let mut sids = HashSet::new();
    for statement in &document.statement {
        if actions(statement).is_empty() {
            return Err(malformed("Policy statement must contain actions."));
        }
        let Some(sid) = statement.sid.as_ref().map(Sid::as_str).filter(|sid| !sid.is_empty()) else { continue };
        if !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(malformed(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression \
                 [0-9A-Za-z]*",
            ));
        }
        if !sids.insert(sid) {
            return Err(malformed("Statement IDs (SID) in a single policy must be unique."));
        }
    }
    Ok(document)
}

fn syntax(error: &DocumentError) -> &'static str {
    match error {
        DocumentError::Statement { source: StatementError::NoAction, .. } => "Policy statement must contain actions.",
        DocumentError::TooLong
        | DocumentError::NotJson { .. }
        | DocumentError::NotAPolicy { .. }
        | DocumentError::NotUtf8 { .. }
        | DocumentError::Statement { .. } => "Syntax errors in policy.",
    }
}

fn actions(statement: &Statement) -> &[String] {
    let (ActionElement::Action(actions) | ActionElement::NotAction(actions)) = &statement.action;
    actions.as_slice()
}

fn check_resource(resource: &str) -> Result<(), Refusal> {
    if resource == "*" {
        return Ok(());
    }
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let ["arn", partition, _, _, _, _] = parts[..] else {
        return Err(malformed(format!("Resource {resource} must be in ARN format or \"*\".")));
    };
    if partition == "*" || Partition::parse(partition).is_ok() {
        return Ok(());
    }
    Err(malformed(format!("Partition \"{partition}\" is not valid for resource \"{resource}\".")))
}

fn malformed(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "MalformedPolicyDocument", message.into())
}
