//! What is asked of IAM and written to it.

pub(in crate::aws) mod removal;

use aws_sdk_iam::Client;
use aws_sdk_iam::operation::RequestId;
use aws_sdk_iam::types::Tag;
use jiff::Timestamp;

use crate::aws::answer::Answer;
use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::error::not_sent::NotSent;
use crate::aws::pages::{few, tag_set};
use crate::aws::reading::{flat, reading, unparsable};
use crate::policy::PolicyDocument;
use crate::resources::call::{Call, Output};
use crate::resources::desired::Desired;
use crate::resources::observed::{PolicyState, RoleState};
use crate::resources::reading::{Reading, TagSet};
use crate::resources::sessions;
use crate::resources::tags;
use crate::setup::plan::Plan;
use crate::values::{PolicyArn, RoleArn, RoleName};

/// The account's alias. An account has one or none, of at most 63 characters
/// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html>).
pub(in crate::aws) async fn account_alias(iam: &Client) -> Result<Option<String>, AwsFailure> {
    const LONGEST_ALIAS: usize = 63;
    let answer =
        iam.list_account_aliases().send().await.map_err(|error| AwsFailure::of("iam:ListAccountAliases", &error))?;
    Ok(answer.account_aliases().first().filter(|alias| alias.len() <= LONGEST_ALIAS).cloned())
}

pub(in crate::aws) async fn create_policy(
    iam: &Client,
    plan: &Plan,
    document: &PolicyDocument,
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreatePolicy;
    let policy = &plan.desired.policy;
    let answer = iam
        .create_policy()
        .policy_name(policy.name.as_str())
        .path(policy.path.as_str())
        .description(policy.description.as_str())
        .policy_document(document.to_json())
        .set_tags(Some(tags_of(plan, CALL)?))
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    let missing = |field| AwsFailure::malformed(CALL.name(), field);
    let made = answer.policy().ok_or_else(|| missing("Policy"))?;
    let arn = made.arn().and_then(|arn| PolicyArn::parse(arn).ok()).ok_or_else(|| missing("Policy.Arn"))?;
    let id = made.policy_id().ok_or_else(|| missing("Policy.PolicyId"))?.to_owned();
    Ok(Answer::new(Output::Policy(arn, id), answer.request_id()))
}

/// Writes the policy's document again, as a new version that takes effect at once.
pub(in crate::aws) async fn create_policy_version(
    iam: &Client,
    desired: &Desired,
    document: &PolicyDocument,
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreatePolicyVersion;
    Answer::done(
        CALL.name(),
        iam.create_policy_version()
            .policy_arn(desired.policy_arn().as_str())
            .policy_document(document.to_json())
            .set_as_default(true)
            .send()
            .await,
    )
}

pub(in crate::aws) async fn create_role(
    iam: &Client,
    plan: &Plan,
    trust: &PolicyDocument,
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreateRole;
    let role = &plan.desired.role;
    let answer = iam
        .create_role()
        .role_name(role.name.as_str())
        .path(role.path.as_str())
        .description(role.description.as_str())
        .assume_role_policy_document(trust.to_json())
        .set_permissions_boundary(role.boundary.as_ref().map(ToString::to_string))
        .set_tags(Some(tags_of(plan, CALL)?))
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    let missing = |field| AwsFailure::malformed(CALL.name(), field);
    let made = answer.role().ok_or_else(|| missing("Role"))?;
    let arn = RoleArn::parse(made.arn()).map_err(|_| missing("Role.Arn"))?;
    // The SDK gives an empty text for an id that a broken answer has lost, and undo would take the role for another's.
    let id = Some(made.role_id()).filter(|id| !id.is_empty()).ok_or_else(|| missing("Role.RoleId"))?;
    Ok(Answer::new(Output::Role(arn, id.to_owned()), answer.request_id()))
}

pub(in crate::aws) async fn update_trust(
    iam: &Client,
    desired: &Desired,
    trust: &PolicyDocument,
) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::UpdateAssumeRolePolicy.name(),
        iam.update_assume_role_policy()
            .role_name(desired.role.name.as_str())
            .policy_document(trust.to_json())
            .send()
            .await,
    )
}

/// Denies everything to the sessions that the role gave out until now.
pub(in crate::aws) async fn revoke_sessions(
    iam: &Client,
    desired: &Desired,
    now: Timestamp,
) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::RevokeSessions.name(),
        iam.put_role_policy()
            .role_name(desired.role.name.as_str())
            .policy_name(sessions::REVOKE_NAME)
            .policy_document(sessions::revocation(now).to_json())
            .send()
            .await,
    )
}

pub(in crate::aws) async fn attach(iam: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::AttachRolePolicy.name(),
        iam.attach_role_policy()
            .role_name(desired.role.name.as_str())
            .policy_arn(desired.policy_arn().as_str())
            .send()
            .await,
    )
}

fn tags_of(plan: &Plan, call: Call) -> Result<Vec<Tag>, AwsFailure> {
    tags::of_resource(&plan.desired, &plan.fingerprint)
        .into_iter()
        .map(|(key, value)| Tag::builder().key(key).value(value).build())
        .collect::<Result<_, _>>()
        .map_err(|error| AwsFailure {
            call: call.name(),
            kind: FailureKind::NotSent(NotSent::Unbuilt),
            code: None,
            message: Some(error.to_string()),
            request_id: None,
        })
}

/// `None` for what is not there.
fn if_there<T>(answer: Result<T, AwsFailure>) -> Result<Option<T>, AwsFailure> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::NotThereYet) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The policy with the ARN that ours has or will have.
pub(in crate::aws) async fn find_policy(iam: &Client, arn: &PolicyArn) -> Result<Option<PolicyState>, AwsFailure> {
    const CALL: &str = "iam:GetPolicy";
    let answer = iam.get_policy().policy_arn(arn.as_str()).send().await.map_err(|error| AwsFailure::of(CALL, &error));
    let Some(answer) = if_there(answer)? else { return Ok(None) };
    let missing = |field| AwsFailure::malformed(CALL, field);
    let policy = answer.policy().ok_or_else(|| missing("Policy"))?;
    let version = policy.default_version_id().ok_or_else(|| missing("Policy.DefaultVersionId"))?;
    let (tags, document) = tokio::join!(policy_tags(iam, arn), policy_document(iam, arn, version));
    Ok(Some(PolicyState {
        arn: policy.arn().and_then(|arn| PolicyArn::parse(arn).ok()).ok_or_else(|| missing("Policy.Arn"))?,
        id: policy.policy_id().ok_or_else(|| missing("Policy.PolicyId"))?.to_owned(),
        tags: reading(tags)?,
        document: flat(reading(document)?),
        attachments: policy.attachment_count().unwrap_or_default(),
    }))
}

async fn policy_tags(iam: &Client, arn: &PolicyArn) -> Result<TagSet, AwsFailure> {
    const CALL: &str = "iam:ListPolicyTags";
    let tags = few(CALL, iam.list_policy_tags().policy_arn(arn.as_str()).into_paginator().send(), |page| {
        page.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()
    })
    .await?;
    tag_set(CALL, tags)
}

async fn policy_document(iam: &Client, arn: &PolicyArn, version: &str) -> Result<Reading<PolicyDocument>, AwsFailure> {
    const CALL: &str = "iam:GetPolicyVersion";
    let answer = iam
        .get_policy_version()
        .policy_arn(arn.as_str())
        .version_id(version)
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL, &error))?;
    let document = answer
        .policy_version()
        .and_then(|version| version.document())
        .ok_or_else(|| AwsFailure::malformed(CALL, "PolicyVersion.Document"))?;
    Ok(decoded(CALL, document))
}

/// IAM gives documents URL-encoded (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html>).
fn decoded(call: &str, document: &str) -> Reading<PolicyDocument> {
    match PolicyDocument::parse_encoded(document) {
        Ok(document) => Reading::Known(document),
        Err(why) => Reading::Unknown(unparsable(call, why)),
    }
}

/// The role with the name that ours has or will have, in whatever path: names are unique in an account.
pub(in crate::aws) async fn find_role(iam: &Client, name: &RoleName) -> Result<Option<RoleState>, AwsFailure> {
    const CALL: &str = "iam:GetRole";
    let (answer, tags, attached, inline) = tokio::join!(
        iam.get_role().role_name(name.as_str()).send(),
        role_tags(iam, name),
        attached(iam, name),
        inline(iam, name),
    );
    let Some(answer) = if_there(answer.map_err(|error| AwsFailure::of(CALL, &error)))? else { return Ok(None) };
    let role = answer.role().ok_or_else(|| AwsFailure::malformed(CALL, "Role"))?;
    let trust = role
        .assume_role_policy_document()
        .ok_or_else(|| AwsFailure::malformed(CALL, "Role.AssumeRolePolicyDocument"))?;
    Ok(Some(RoleState {
        arn: RoleArn::parse(role.arn()).map_err(|_| AwsFailure::malformed(CALL, "Role.Arn"))?,
        id: role.role_id().to_owned(),
        tags: reading(tags)?,
        trust: decoded(CALL, trust),
        boundary: role
            .permissions_boundary()
            .and_then(|boundary| boundary.permissions_boundary_arn())
            .map(ToOwned::to_owned),
        attached: reading(attached)?,
        inline: reading(inline)?,
        last_used: role
            .role_last_used()
            .and_then(|last| last.last_used_date())
            .and_then(|date| Timestamp::from_second(date.secs()).ok()),
    }))
}

async fn role_tags(iam: &Client, name: &RoleName) -> Result<TagSet, AwsFailure> {
    const CALL: &str = "iam:ListRoleTags";
    let tags = few(CALL, iam.list_role_tags().role_name(name.as_str()).into_paginator().send(), |page| {
        page.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()
    })
    .await?;
    tag_set(CALL, tags)
}

/// The ARNs of the policies attached to a role.
pub(in crate::aws) async fn attached(iam: &Client, name: &RoleName) -> Result<Vec<String>, AwsFailure> {
    const CALL: &str = "iam:ListAttachedRolePolicies";
    few(CALL, iam.list_attached_role_policies().role_name(name.as_str()).into_paginator().send(), |page| {
        page.attached_policies().iter().filter_map(|policy| policy.policy_arn().map(ToOwned::to_owned)).collect()
    })
    .await
}

async fn inline(iam: &Client, name: &RoleName) -> Result<Vec<String>, AwsFailure> {
    const CALL: &str = "iam:ListRolePolicies";
    few(CALL, iam.list_role_policies().role_name(name.as_str()).into_paginator().send(), |page| {
        page.policy_names().to_vec()
    })
    .await
}
