//! What is written to S3. Every call names the account that must own the bucket, so that nothing is ever written to a
//! stranger's (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html>).

use aws_sdk_s3::Client;
use aws_sdk_s3::error::BuildError;
use aws_sdk_s3::operation::RequestId;
use aws_sdk_s3::types::{
    BlockedEncryptionTypes, BucketLifecycleConfiguration, BucketLocationConstraint, BucketNamespace,
    BucketVersioningStatus, CreateBucketConfiguration, EncryptionType, ObjectOwnership, PublicAccessBlockConfiguration,
    ServerSideEncryption, ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration, ServerSideEncryptionRule,
    Tag, Tagging, VersioningConfiguration,
};

use super::failure::AwsFailure;
use super::lifecycle;
use super::perform::Answer;
use crate::policy::PolicyDocument;
use crate::setup::calls::{Call, Output};
use crate::setup::desired::{Desired, Encryption};
use crate::setup::documents::KeySlot;
use crate::setup::found::{self, PublicAccess};
use crate::setup::plan::Plan;
use crate::setup::tags::{self, TagSet};
use crate::setup::values::{self, KeyArn};

/// The one region whose name must not stand in a request
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html>).
const REGION_WITHOUT_CONSTRAINT: &str = "us-east-1";

pub(super) async fn create_bucket(s3: &Client, plan: &Plan) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreateBucket;
    let desired = &plan.desired;
    let mut configuration = CreateBucketConfiguration::builder();
    let region = desired.region.as_str();
    if region != REGION_WITHOUT_CONSTRAINT {
        configuration = configuration.location_constraint(BucketLocationConstraint::from(region));
    }
    for (key, value) in tags::of_bucket(desired, &plan.fingerprint) {
        configuration = configuration.tags(Tag::builder().key(key).value(value).build().map_err(unbuilt(CALL))?);
    }
    let namespace = match desired.bucket.name.namespace() {
        values::BucketNamespace::AccountRegional => Some(BucketNamespace::AccountRegional),
        values::BucketNamespace::Global => None,
    };
    let answer = s3
        .create_bucket()
        .bucket(desired.bucket.name.as_str())
        .create_bucket_configuration(configuration.build())
        .object_ownership(ObjectOwnership::BucketOwnerEnforced)
        .set_bucket_namespace(namespace)
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    Ok(Answer::new(Output::Bucket(None), answer.request_id()))
}

pub(super) async fn put_public_access_block(
    s3: &Client,
    desired: &Desired,
    switches: PublicAccess,
) -> Result<Answer, AwsFailure> {
    let switches = PublicAccessBlockConfiguration::builder()
        .block_public_acls(switches.block_public_acls)
        .ignore_public_acls(switches.ignore_public_acls)
        .block_public_policy(switches.block_public_policy)
        .restrict_public_buckets(switches.restrict_public_buckets)
        .build();
    let answer = s3
        .put_public_access_block()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .public_access_block_configuration(switches)
        .send()
        .await
        .map_err(|error| AwsFailure::of(Call::PutPublicAccessBlock.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

pub(super) async fn put_encryption(s3: &Client, desired: &Desired, key: Option<&KeyArn>) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::PutBucketEncryption;
    let by_default = match (&desired.bucket.encryption, desired.key_slot(key)) {
        (Encryption::AmazonS3, _) | (_, KeySlot::NoKey) => {
            ServerSideEncryptionByDefault::builder().sse_algorithm(ServerSideEncryption::Aes256)
        }
        (Encryption::Kms(_), KeySlot::Arn(arn)) => ServerSideEncryptionByDefault::builder()
            .sse_algorithm(ServerSideEncryption::AwsKms)
            .kms_master_key_id(arn.as_str()),
        (Encryption::Kms(_), KeySlot::ToBeMade) => return Err(AwsFailure::key_to_be_made(CALL.name())),
    };
    let with_kms = matches!(desired.bucket.encryption, Encryption::Kms(_));
    let rule = ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(by_default.build().map_err(unbuilt(CALL))?)
        .set_bucket_key_enabled(with_kms.then_some(true))
        // New buckets have it blocked, and this call replaces the whole rule
        // (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html>).
        .blocked_encryption_types(BlockedEncryptionTypes::builder().encryption_type(EncryptionType::SseC).build())
        .build();
    put_encryption_rule(s3, desired, rule).await
}

/// Writes the bucket's default encryption.
pub(super) async fn put_encryption_rule(
    s3: &Client,
    desired: &Desired,
    rule: ServerSideEncryptionRule,
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::PutBucketEncryption;
    let configuration = ServerSideEncryptionConfiguration::builder().rules(rule).build().map_err(unbuilt(CALL))?;
    let answer = s3
        .put_bucket_encryption()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .server_side_encryption_configuration(configuration)
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

pub(super) async fn put_policy(s3: &Client, desired: &Desired, policy: &PolicyDocument) -> Result<Answer, AwsFailure> {
    let answer = s3
        .put_bucket_policy()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .policy(policy.to_json())
        .send()
        .await
        .map_err(|error| AwsFailure::of(Call::PutBucketPolicy.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

pub(super) async fn put_versioning(s3: &Client, desired: &Desired, on: bool) -> Result<Answer, AwsFailure> {
    let status = if on { BucketVersioningStatus::Enabled } else { BucketVersioningStatus::Suspended };
    let answer = s3
        .put_bucket_versioning()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .versioning_configuration(VersioningConfiguration::builder().status(status).build())
        .send()
        .await
        .map_err(|error| AwsFailure::of(Call::PutBucketVersioning.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

/// Writes all lifecycle rules of the bucket.
pub(super) async fn put_lifecycle(
    s3: &Client,
    plan: &Plan,
    rules: &[found::LifecycleRule],
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::PutBucketLifecycleConfiguration;
    let desired = &plan.desired;
    let rules = rules
        .iter()
        .map(lifecycle::sent)
        .collect::<Result<Vec<_>, _>>()
        .and_then(|rules| BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build())
        .map_err(unbuilt(CALL))?;
    let answer = s3
        .put_bucket_lifecycle_configuration()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .lifecycle_configuration(rules)
        .set_transition_default_minimum_object_size(plan.smallest_moved.as_deref().map(Into::into))
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

/// Writes all tags of a bucket they have. A new bucket's travel inside `CreateBucket`.
pub(super) async fn put_tags(s3: &Client, desired: &Desired, tags: &TagSet) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::PutBucketTagging;
    let tags = tags
        .iter()
        .map(|(key, value)| Tag::builder().key(key).value(value).build())
        .collect::<Result<Vec<_>, _>>()
        .and_then(|tags| Tagging::builder().set_tag_set(Some(tags)).build())
        .map_err(unbuilt(CALL))?;
    let answer = s3
        .put_bucket_tagging()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .tagging(tags)
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

/// Deletes the bucket. S3 does so only when nothing is in it, old versions included, and judges that itself: to list first
/// and delete then would miss what came in between (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html>).
pub(super) async fn delete_bucket(s3: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    let answer = s3
        .delete_bucket()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await
        .map_err(|error| AwsFailure::of(Call::DeleteBucket.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

pub(super) fn unbuilt(call: Call) -> impl Fn(BuildError) -> AwsFailure {
    move |error| AwsFailure::unbuilt(call.name(), &error.to_string())
}
