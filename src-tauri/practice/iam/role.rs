//! Roles. winterbaume's own `CreateRole` and `GetRole` leave out tags, description and permissions boundary.

use winterbaume_iam::IamStateView;
use winterbaume_iam::views::RoleView;
use winterbaume_iam::wire;

use super::{
    Form, Identities, date, documents, encoded, field, no_such_entity, refused_name, tags_of, unique_id,
    validation_error, wire_tags,
};
use crate::practice::account;
use crate::practice::answer::{Answer, Refusal};
use crate::values::{Description, IamPath, PermissionsBoundary, RoleName};

/// How long a session of the role may last, in seconds, when the request does not say.
const SESSION_SECONDS: i32 = 3600;

/// How many managed policies a role may have.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const MAX_ATTACHED: usize = 10;

/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
pub(super) async fn create(identities: &Identities, form: &Form) -> Result<Answer, Refusal> {
    let input = wire::deserialize_create_role_request(form).map_err(validation_error)?;
    let name = input.role_name;
    if !RoleName::parse(&name).is_ok_and(|read| read.as_str() == name) {
        return Err(refused_name("roleName", &name, RoleName::MAX_LENGTH));
    }
    let path = input.path.unwrap_or_else(|| "/".to_owned());
    check_path(&path)?;
    let description = input.description.unwrap_or_default();
    check_description(&description)?;
    let session = input.max_session_duration.unwrap_or(SESSION_SECONDS);
    if !(3600..=43_200).contains(&session) {
        return Err(validation_error(format!(
            "1 validation error detected: Value '{session}' at 'maxSessionDuration' failed to satisfy constraint: Member \
             must have value between 3600 and 43200"
        )));
    }
    let tags = tags_of(input.tags)?;
    let state = identities.state().await;
    let document = documents::trust(&input.assume_role_policy_document, &state)?;
    let boundary = input.permissions_boundary;
    if let Some(boundary) = &boundary {
        check_boundary(boundary, &state)?;
    }
    if state.roles.keys().any(|taken| taken.eq_ignore_ascii_case(&name)) {
        return Err(Refusal::new(409, "EntityAlreadyExists", format!("Role with name {name} already exists.")));
    }
    let role = RoleView {
        role_id: unique_id("AROA"),
        account_id: account::account().to_string(),
        arn: account::iam_arn(&format!("role{path}{name}")),
        name: name.clone(),
        path,
        assume_role_policy_document: encoded(&document),
        description,
        create_date: None,
        max_session_duration: session,
        tags,
        attached_policies: Vec::new(),
        inline_policies: Vec::new(),
        permissions_boundary: boundary,
    };
    identities.put(IamStateView { roles: [(name.clone(), role)].into(), ..IamStateView::default() }).await?;
    let role = find(identities, &name).await?;
    Ok(wire::serialize_create_role_response(&wire::CreateRoleResponse { role: Some(described(&role)) }))
}

pub(super) async fn get(identities: &Identities, form: &Form) -> Result<Answer, Refusal> {
    let role = find(identities, field(form, "RoleName")).await?;
    Ok(wire::serialize_get_role_response(&wire::GetRoleResponse { role: Some(described(&role)) }))
}

/// Whether one more policy may be attached; whether role and policy exist is winterbaume's to say.
pub(super) async fn check_attachments(identities: &Identities, form: &Form) -> Result<(), Refusal> {
    let state = identities.state().await;
    let Some(role) = state.roles.get(field(form, "RoleName")) else { return Ok(()) };
    let attached = role.attached_policies.iter().any(|policy| policy.policy_arn == field(form, "PolicyArn"));
    if !attached && role.attached_policies.len() >= MAX_ATTACHED {
        let message = format!("Cannot exceed quota for PoliciesPerRole: {MAX_ATTACHED}");
        return Err(Refusal::new(409, "LimitExceeded", message));
    }
    Ok(())
}

pub(super) fn check_path(path: &str) -> Result<(), Refusal> {
    if IamPath::parse(path).is_ok_and(|read| read.as_str() == path) {
        return Ok(());
    }
    Err(validation_error(
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters \
         and/or / characters.",
    ))
}

fn check_description(description: &str) -> Result<(), Refusal> {
    if Description::parse(description).is_ok() {
        return Ok(());
    }
    Err(validation_error(format!(
        "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less \
         than or equal to {} and satisfy regular expression pattern: \
         [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
        Description::MAX_LENGTH
    )))
}

/// One of the account's own policies must exist; AWS's are not kept here and taken at their word.
fn check_boundary(boundary: &str, state: &IamStateView) -> Result<(), Refusal> {
    if PermissionsBoundary::parse(boundary).is_err() {
        return Err(validation_error(format!("ARN {boundary} is not valid.")));
    }
    let of_aws = format!("arn:{}:iam::aws:policy/", account::partition());
    if boundary.starts_with(&of_aws) || state.policies.contains_key(boundary) {
        return Ok(());
    }
    Err(no_such_entity(format!("Scope ARN: {boundary} does not exist or is not attachable.")))
}

async fn find(identities: &Identities, name: &str) -> Result<RoleView, Refusal> {
    let mut state = identities.state().await;
    state.roles.remove(name).ok_or_else(|| no_such_entity(format!("The role with name {name} cannot be found.")))
}

fn described(role: &RoleView) -> wire::Role {
    wire::Role {
        arn: Some(role.arn.clone()),
        assume_role_policy_document: Some(role.assume_role_policy_document.clone()),
        create_date: date(role.create_date.as_ref()),
        description: (!role.description.is_empty()).then(|| role.description.clone()),
        max_session_duration: Some(role.max_session_duration),
        path: Some(role.path.clone()),
        permissions_boundary: role.permissions_boundary.as_ref().map(|boundary| wire::AttachedPermissionsBoundary {
            permissions_boundary_arn: Some(boundary.clone()),
            permissions_boundary_type: Some("Policy".to_owned()),
        }),
        role_id: Some(role.role_id.clone()),
        role_name: Some(role.name.clone()),
        tags: wire_tags(&role.tags),
        ..wire::Role::default()
    }
}
