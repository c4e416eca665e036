//! Managed policies.

use jiff::Timestamp;
use winterbaume_iam::IamStateView;
use winterbaume_iam::views::{ManagedPolicyView, PolicyVersionView};
use winterbaume_iam::wire;

use super::role::check_path;
use super::{
    Form, Identities, date, documents, encoded, field, no_such_entity, refused_name, tags_of, unique_id,
    validation_error, wire_tags,
};
use crate::practice::account;
use crate::practice::answer::{Answer, Refusal};
use crate::values::PolicyName;

/// The most characters of a description. Unlike a role's, it may have any.
const MAX_DESCRIPTION: usize = 1000;

/// How many versions a policy has at most.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const MAX_VERSIONS: usize = 5;

/// The version a policy is made with.
const FIRST_VERSION: &str = "v1";

/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>
pub(super) async fn create(identities: &Identities, form: &Form) -> Result<Answer, Refusal> {
    let input = wire::deserialize_create_policy_request(form).map_err(validation_error)?;
    let name = input.policy_name;
    if !PolicyName::parse(&name).is_ok_and(|read| read.as_str() == name) {
        return Err(refused_name("policyName", &name, PolicyName::MAX_LENGTH));
    }
    let path = input.path.unwrap_or_else(|| "/".to_owned());
    check_path(&path)?;
    let description = input.description.unwrap_or_default();
    if description.chars().count() > MAX_DESCRIPTION {
        return Err(refused_name("description", &description, MAX_DESCRIPTION));
    }
    let tags = tags_of(input.tags)?;
    documents::check_managed(&input.policy_document)?;
    let state = identities.state().await;
    if state.policies.values().any(|taken| taken.policy_name.eq_ignore_ascii_case(&name)) {
        let message = format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(Refusal::new(409, "EntityAlreadyExists", message));
    }
    let arn = account::iam_arn(&format!("policy{path}{name}"));
    let document = encoded(&input.policy_document);
    let policy = ManagedPolicyView {
        policy_id: unique_id("ANPA"),
        policy_name: name,
        arn: arn.clone(),
        path,
        default_version_id: FIRST_VERSION.to_owned(),
        description,
        create_date: None,
        update_date: None,
        is_attachable: true,
        versions: vec![PolicyVersionView {
            version_id: FIRST_VERSION.to_owned(),
            document: document.clone(),
            is_default_version: true,
            create_date: None,
        }],
        document,
        tags,
        attachment_count: 0,
    };
    identities.put(IamStateView { policies: [(arn.clone(), policy)].into(), ..IamStateView::default() }).await?;
    let policy = find(identities, &arn).await?;
    Ok(wire::serialize_create_policy_response(&wire::CreatePolicyResponse { policy: Some(described(&policy)) }))
}

/// winterbaume numbers the versions of a policy that was saved from the start again.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html>
pub(super) async fn create_version(identities: &Identities, form: &Form) -> Result<Answer, Refusal> {
    let input = wire::deserialize_create_policy_version_request(form).map_err(validation_error)?;
    documents::check_managed(&input.policy_document)?;
    let arn = input.policy_arn;
    let mut policy = find(identities, &arn).await?;
    if policy.versions.len() >= MAX_VERSIONS {
        let message = format!(
            "A managed policy can have up to {MAX_VERSIONS} versions. Before you create a new version, you must delete an \
             existing version."
        );
        return Err(Refusal::new(409, "LimitExceeded", message));
    }
    let number = |version: &PolicyVersionView| version.version_id.strip_prefix('v')?.parse::<u32>().ok();
    let id = format!("v{}", policy.versions.iter().filter_map(number).max().unwrap_or_default() + 1);
    let by_default = input.set_as_default.unwrap_or(false);
    let now = Some(Timestamp::now().to_string());
    let document = encoded(&input.policy_document);
    if by_default {
        policy.versions.iter_mut().for_each(|version| version.is_default_version = false);
        policy.default_version_id.clone_from(&id);
        policy.document.clone_from(&document);
        policy.update_date.clone_from(&now);
    }
    let created = wire::PolicyVersion {
        create_date: date(now.as_ref()),
        is_default_version: Some(by_default),
        version_id: Some(id.clone()),
        document: None,
    };
    policy.versions.push(PolicyVersionView {
        version_id: id,
        document,
        is_default_version: by_default,
        create_date: now,
    });
    identities.put(IamStateView { policies: [(arn, policy)].into(), ..IamStateView::default() }).await?;
    let response = wire::CreatePolicyVersionResponse { policy_version: Some(created) };
    Ok(wire::serialize_create_policy_version_response(&response))
}

async fn find(identities: &Identities, arn: &str) -> Result<ManagedPolicyView, Refusal> {
    let mut state = identities.state().await;
    state
        .policies
        .remove(arn)
        .ok_or_else(|| no_such_entity(format!("Policy {arn} does not exist or is not attachable.")))
}

/// A policy goes only when no version but its default one is left.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html>
pub(super) async fn check_versions(identities: &Identities, form: &Form) -> Result<(), Refusal> {
    let state = identities.state().await;
    match state.policies.get(field(form, "PolicyArn")) {
        Some(policy) if policy.versions.len() > 1 => {
            let message = "This policy has more than one version. Before you delete a policy, you must delete the \
                           policy's versions. The default version is deleted with the policy.";
            Err(Refusal::new(409, "DeleteConflict", message))
        }
        _ => Ok(()),
    }
}

fn described(policy: &ManagedPolicyView) -> wire::Policy {
    wire::Policy {
        arn: Some(policy.arn.clone()),
        attachment_count: Some(0),
        create_date: date(policy.create_date.as_ref()),
        default_version_id: Some(policy.default_version_id.clone()),
        is_attachable: Some(policy.is_attachable),
        path: Some(policy.path.clone()),
        permissions_boundary_usage_count: Some(0),
        policy_id: Some(policy.policy_id.clone()),
        policy_name: Some(policy.policy_name.clone()),
        tags: wire_tags(&policy.tags),
        update_date: date(policy.update_date.as_ref()),
        ..wire::Policy::default()
    }
}
