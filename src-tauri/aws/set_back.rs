//! Sets a bucket they have back to what it was.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::RequestId;
use aws_sdk_s3::types::{
    BlockedEncryptionTypes, EncryptionType, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionRule,
};

use super::failure::AwsFailure;
use super::perform::Answer;
use super::s3::{self, unbuilt};
use crate::setup::calls::{Call, Output};
use crate::setup::desired::Desired;
use crate::setup::found::FoundEncryption;
use crate::setup::plan::Plan;
use crate::setup::theirs::BucketValue;

/// Sends the call that sets one setting back.
pub(super) async fn perform(s3: &Client, plan: &Plan, call: Call) -> Result<Answer, AwsFailure> {
    let desired = &plan.desired;
    let (bucket, owner) = (desired.bucket.name.as_str(), desired.account.id.as_str());
    let Some(value) = plan.back.iter().find(|value| value.restored_by() == call) else {
        return Err(AwsFailure::unbuilt(call.name(), "The plan sets nothing back with this call."));
    };
    match value {
        BucketValue::PublicAccess(Some(switches)) => s3::put_public_access_block(s3, desired, *switches).await,
        BucketValue::Encryption(was) => put_encryption(s3, desired, was).await,
        BucketValue::Policy(Some(policy)) => s3::put_policy(s3, desired, policy).await,
        BucketValue::Versioning(on) => s3::put_versioning(s3, desired, *on).await,
        BucketValue::Lifecycle(rules) if !rules.is_empty() => s3::put_lifecycle(s3, plan, rules).await,
        BucketValue::Tags(tags) if !tags.is_empty() => s3::put_tags(s3, desired, tags).await,
        BucketValue::PublicAccess(None) => {
            let answer = s3.delete_public_access_block().bucket(bucket).expected_bucket_owner(owner).send().await;
            done(answer.map_err(|error| AwsFailure::of(call.name(), &error))?.request_id())
        }
        BucketValue::Policy(None) => {
            let answer = s3.delete_bucket_policy().bucket(bucket).expected_bucket_owner(owner).send().await;
            done(answer.map_err(|error| AwsFailure::of(call.name(), &error))?.request_id())
        }
        BucketValue::Lifecycle(_) => {
            let answer = s3.delete_bucket_lifecycle().bucket(bucket).expected_bucket_owner(owner).send().await;
            done(answer.map_err(|error| AwsFailure::of(call.name(), &error))?.request_id())
        }
        BucketValue::Tags(_) => {
            let answer = s3.delete_bucket_tagging().bucket(bucket).expected_bucket_owner(owner).send().await;
            done(answer.map_err(|error| AwsFailure::of(call.name(), &error))?.request_id())
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it ends the arms of a match that may fail")]
fn done(request_id: Option<&str>) -> Result<Answer, AwsFailure> {
    Ok(Answer::new(Output::Nothing, request_id))
}

/// The rule as it was, also where it did not block keys that are sent along.
async fn put_encryption(s3: &Client, desired: &Desired, was: &FoundEncryption) -> Result<Answer, AwsFailure> {
    // S3 encrypts every bucket; one whose setting it did not say has its default.
    let algorithm = if was.algorithm == "none" { "AES256" } else { was.algorithm.as_str() };
    let by_default = ServerSideEncryptionByDefault::builder()
        .sse_algorithm(ServerSideEncryption::from(algorithm))
        .set_kms_master_key_id(was.key.clone())
        .build()
        .map_err(unbuilt(Call::PutBucketEncryption))?;
    let blocked = |kind| BlockedEncryptionTypes::builder().encryption_type(kind).build();
    let rule = ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(by_default)
        .bucket_key_enabled(was.bucket_key)
        .set_blocked_encryption_types(
            was.sse_c_blocked
                .map(|is_blocked| blocked(if is_blocked { EncryptionType::SseC } else { EncryptionType::None })),
        )
        .build();
    s3::put_encryption_rule(s3, desired, rule).await
}
