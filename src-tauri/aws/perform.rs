//! Carries out one call of a plan, once.

use jiff::Timestamp;

use super::failure::AwsFailure;
use super::redactor::redacted;
use super::session::Clients;
use super::unchanged::unchanged;
use super::{iam, iam_removal, kms, kms_removal, s3, set_back};
use crate::setup::calls::{Call, Output};
use crate::setup::found::PublicAccess;
use crate::setup::plan::Plan;
use crate::setup::values::KeyArn;

/// What AWS answered to a call that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What later calls and the record need of it.
    pub output: Output,
    /// AWS's id of the request, which `CloudTrail` has too.
    pub request_id: Option<String>,
}

impl Answer {
    pub(super) fn new(output: Output, request_id: Option<&str>) -> Self {
        Self { output, request_id: request_id.map(redacted) }
    }
}

/// Sends a call of a plan, once, at the time `now`, and only while what it writes over is as it was reviewed. `key` is the ARN of the key the run has made; without one, that of the plan is taken.
///
/// # Errors
/// With what is known of the outcome; see [`super::FailureKind`]. A call that needs the new key before there is one is not sent.
pub async fn perform(
    clients: &Clients,
    plan: &Plan,
    call: Call,
    key: Option<&KeyArn>,
    now: Timestamp,
) -> Result<Answer, AwsFailure> {
    let (write, desired) = (&clients.write, &plan.desired);
    let key = key.or(plan.key.as_ref());
    unchanged(clients, plan, call, key).await?;
    match call {
        Call::CreateKey => kms::create_key(&write.kms, plan).await,
        Call::EnableKeyRotation => kms::enable_rotation(&write.kms, key).await,
        Call::CreateAlias => kms::create_alias(&write.kms, desired, key).await,
        Call::CreateBucket => s3::create_bucket(&write.s3, plan).await,
        Call::PutPublicAccessBlock => s3::put_public_access_block(&write.s3, desired, PublicAccess::BLOCKED).await,
        Call::PutBucketEncryption => s3::put_encryption(&write.s3, desired, key).await,
        Call::PutBucketPolicy => s3::put_policy(&write.s3, desired, &plan.bucket_policy).await,
        Call::PutBucketVersioning => s3::put_versioning(&write.s3, desired, desired.bucket.versioning).await,
        Call::PutBucketLifecycleConfiguration => s3::put_lifecycle(&write.s3, plan, &plan.lifecycle).await,
        Call::PutBucketTagging => s3::put_tags(&write.s3, desired, &plan.bucket_tags).await,
        Call::CreatePolicy => iam::create_policy(&write.iam, plan, key).await,
        Call::CreatePolicyVersion => iam::create_policy_version(&write.iam, desired, key).await,
        Call::CreateRole => iam::create_role(&write.iam, plan).await,
        Call::UpdateAssumeRolePolicy | Call::CloseTrust | Call::ReopenTrust => match plan.trust_of(call) {
            Some(trust) => iam::update_trust(&write.iam, desired, &trust).await,
            None => Err(AwsFailure::unbuilt(call.name(), "It is not known whom the role let in.")),
        },
        Call::RevokeSessions => iam::revoke_sessions(&write.iam, desired, now).await,
        Call::AllowSessions => iam_removal::allow_sessions(&write.iam, desired).await,
        Call::AttachRolePolicy => iam::attach(&write.iam, desired).await,
        Call::DetachRolePolicy => iam_removal::detach(&write.iam, desired).await,
        Call::DeleteRole => iam_removal::delete_role(&write.iam, desired).await,
        Call::DeletePolicyVersion => iam_removal::delete_versions(&clients.read.iam, &write.iam, desired).await,
        Call::DeletePolicy => iam_removal::delete_policy(&write.iam, desired).await,
        Call::DeleteBucket => s3::delete_bucket(&write.s3, desired).await,
        Call::DeleteAlias => kms_removal::delete_alias(&write.kms, desired).await,
        Call::ScheduleKeyDeletion => kms_removal::schedule(&write.kms, key).await,
        Call::CancelKeyDeletion => kms_removal::cancel(&write.kms, key).await,
        Call::EnableKey => kms_removal::enable(&write.kms, key).await,
        Call::RestorePublicAccessBlock
        | Call::DeletePublicAccessBlock
        | Call::RestoreBucketEncryption
        | Call::RestoreBucketPolicy
        | Call::DeleteBucketPolicy
        | Call::RestoreBucketVersioning
        | Call::RestoreBucketLifecycle
        | Call::DeleteBucketLifecycle
        | Call::RestoreBucketTagging
        | Call::DeleteBucketTagging => set_back::perform(&write.s3, plan, call).await,
    }
}
