//! Carries out one call of a plan, once.

use jiff::Timestamp;

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::aws::iam;
use crate::aws::iam::removal as iam_removal;
use crate::aws::kms;
use crate::aws::kms::removal as kms_removal;
use crate::aws::s3;
use crate::aws::s3::bucket_setting;
use crate::aws::session::Clients;
use crate::aws::unchanged::unchanged;
use crate::resources::call::{Call, any_setting_call};
use crate::resources::write::Written;
use crate::setup::plan::Plan;
use crate::values::KeyArn;

/// Sends a call of a plan, once, at the time `now`, and only while what it writes over is as it was reviewed. `key` is the ARN of the key the run has made; without one, that of the plan is taken.
///
/// # Errors
/// With what is known of the outcome; see [`crate::aws::FailureKind`]. A call that needs the new key before there is one is not sent.
pub async fn perform(
    clients: &Clients,
    plan: &Plan,
    call: Call,
    key: Option<&KeyArn>,
    now: Timestamp,
) -> Result<Answer, AwsFailure> {
    let (write, desired) = (&clients.write, &plan.desired);
    let key = key.or(plan.key.as_ref());
    let written = plan.written(call, key);
    unchanged(clients, plan, call, written.as_ref()).await?;
    let document = || match &written {
        Some(Written::Document(document)) => Ok(document),
        Some(Written::Setting(_)) | None => Err(unwritten(call)),
    };
    match call {
        Call::CreateKey => kms::create_key(&write.kms, plan).await,
        Call::EnableKeyRotation => kms::enable_rotation(&write.kms, key).await,
        Call::CreateAlias => kms::create_alias(&write.kms, desired, key).await,
        Call::CreateBucket => s3::create_bucket(&write.s3, plan).await,
        any_setting_call!() => match &written {
            Some(Written::Setting(value)) => bucket_setting::write(&write.s3, plan, call, value).await,
            Some(Written::Document(_)) | None => Err(unwritten(call)),
        },
        Call::CreatePolicy => iam::create_policy(&write.iam, plan, document()?).await,
        Call::CreatePolicyVersion => iam::create_policy_version(&write.iam, desired, document()?).await,
        Call::CreateRole => iam::create_role(&write.iam, plan, document()?).await,
        Call::UpdateAssumeRolePolicy | Call::CloseTrust | Call::ReopenTrust => {
            iam::update_trust(&write.iam, desired, document()?).await
        }
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
    }
}

/// A call whose document has a hole where the new key's ARN belongs, or of which the plan does not say what it writes.
fn unwritten(call: Call) -> AwsFailure {
    if call.write().after.contains(&Call::CreateKey) {
        AwsFailure::key_to_be_made(call.name())
    } else {
        AwsFailure::unbuilt(call.name(), "nothing to write in the plan")
    }
}
