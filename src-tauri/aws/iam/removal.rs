//! What is taken back from IAM.

use aws_sdk_iam::Client;
use aws_sdk_iam::operation::RequestId;

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::aws::pages::few;
use crate::resources::call::{Call, Output};
use crate::resources::desired::Desired;
use crate::resources::sessions::REVOKE_NAME;
use crate::values::PolicyArn;

pub(in crate::aws) async fn detach(iam: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::DetachRolePolicy.name(),
        iam.detach_role_policy()
            .role_name(desired.role.name.as_str())
            .policy_arn(desired.policy_arn().as_str())
            .send()
            .await,
    )
}

pub(in crate::aws) async fn delete_role(iam: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(Call::DeleteRole.name(), iam.delete_role().role_name(desired.role.name.as_str()).send().await)
}

/// Takes the deny for earlier sessions off the role.
pub(in crate::aws) async fn allow_sessions(iam: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::AllowSessions.name(),
        iam.delete_role_policy().role_name(desired.role.name.as_str()).policy_name(REVOKE_NAME).send().await,
    )
}

/// Deletes every version of the policy but the default one, at most four: a policy goes only without them
/// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html>). Done again it deletes what is left.
pub(in crate::aws) async fn delete_versions(
    read: &Client,
    write: &Client,
    desired: &Desired,
) -> Result<Answer, AwsFailure> {
    let arn = desired.policy_arn();
    let mut request_id = None;
    for version in old_versions(read, &arn).await? {
        let answer = write
            .delete_policy_version()
            .policy_arn(arn.as_str())
            .version_id(version)
            .send()
            .await
            .map_err(|error| AwsFailure::of(Call::DeletePolicyVersion.name(), &error))?;
        request_id = answer.request_id().map(ToOwned::to_owned);
    }
    Ok(Answer::new(Output::Nothing, request_id.as_deref()))
}

pub(in crate::aws) async fn delete_policy(iam: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(Call::DeletePolicy.name(), iam.delete_policy().policy_arn(desired.policy_arn().as_str()).send().await)
}

/// The ids of a policy's versions besides the default one.
pub(in crate::aws) async fn old_versions(iam: &Client, arn: &PolicyArn) -> Result<Vec<String>, AwsFailure> {
    const CALL: &str = "iam:ListPolicyVersions";
    few(CALL, iam.list_policy_versions().policy_arn(arn.as_str()).into_paginator().send(), |page| {
        page.versions()
            .iter()
            .filter(|version| !version.is_default_version())
            .filter_map(|version| version.version_id().map(ToOwned::to_owned))
            .collect()
    })
    .await
}
