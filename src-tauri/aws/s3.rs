//! What is written to S3. Every call names the account that must own the bucket, so that nothing is ever written to a
//! stranger's (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html>).

use aws_sdk_s3::Client;
use aws_sdk_s3::error::BuildError;
use aws_sdk_s3::operation::RequestId;
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BlockedEncryptionTypes, BucketLifecycleConfiguration, BucketLocationConstraint,
    BucketNamespace, BucketVersioningStatus, CreateBucketConfiguration, EncryptionType, ExpirationStatus,
    LifecycleExpiration, LifecycleRule, LifecycleRuleFilter, NoncurrentVersionExpiration, ObjectOwnership,
    PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, VersioningConfiguration,
};

use super::failure::{AwsFailure, FailureKind, NotSent};
use super::perform::Answer;
use crate::setup::calls::{Call, Output};
use crate::setup::desired::{Desired, Encryption};
use crate::setup::documents::KeySlot;
use crate::setup::plan::Plan;
use crate::setup::values::{self, KeyArn};
use crate::setup::{found, keeping, tags};

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

pub(super) async fn put_public_access_block(s3: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    let blocked = PublicAccessBlockConfiguration::builder()
        .block_public_acls(true)
        .ignore_public_acls(true)
        .block_public_policy(true)
        .restrict_public_buckets(true)
        .build();
    let answer = s3
        .put_public_access_block()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .public_access_block_configuration(blocked)
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

pub(super) async fn put_policy(s3: &Client, plan: &Plan) -> Result<Answer, AwsFailure> {
    let answer = s3
        .put_bucket_policy()
        .bucket(plan.desired.bucket.name.as_str())
        .expected_bucket_owner(plan.desired.account.id.as_str())
        .policy(plan.bucket_policy.to_json())
        .send()
        .await
        .map_err(|error| AwsFailure::of(Call::PutBucketPolicy.name(), &error))?;
    Ok(Answer::new(Output::Nothing, answer.request_id()))
}

pub(super) async fn put_versioning(s3: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    let status =
        if desired.bucket.versioning { BucketVersioningStatus::Enabled } else { BucketVersioningStatus::Suspended };
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

pub(super) async fn put_lifecycle(s3: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::PutBucketLifecycleConfiguration;
    let rules = keeping::rules(&desired.bucket)
        .into_iter()
        .map(lifecycle_rule)
        .collect::<Result<Vec<_>, _>>()
        .and_then(|rules| BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build())
        .map_err(unbuilt(CALL))?;
    let answer = s3
        .put_bucket_lifecycle_configuration()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .lifecycle_configuration(rules)
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

/// A rule over the whole bucket: the filter is an empty prefix, which S3 wants rather than none.
fn lifecycle_rule(rule: found::LifecycleRule) -> Result<LifecycleRule, BuildError> {
    let mut sent = LifecycleRule::builder()
        .id(rule.id)
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("").build());
    if let Some(effect) = rule.effect {
        if let Some(days) = effect.expire_days {
            sent = sent.expiration(LifecycleExpiration::builder().days(days).build());
        }
        if effect.remove_lone_delete_markers {
            sent = sent.expiration(LifecycleExpiration::builder().expired_object_delete_marker(true).build());
        }
        if let Some(days) = effect.expire_old_versions_days {
            sent = sent
                .noncurrent_version_expiration(NoncurrentVersionExpiration::builder().noncurrent_days(days).build());
        }
        if let Some(days) = effect.abort_uploads_days {
            sent = sent.abort_incomplete_multipart_upload(
                AbortIncompleteMultipartUpload::builder().days_after_initiation(days).build(),
            );
        }
    }
    sent.build()
}

fn unbuilt(call: Call) -> impl Fn(BuildError) -> AwsFailure {
    move |error| AwsFailure {
        call: call.name(),
        kind: FailureKind::NotSent(NotSent::Unbuilt),
        code: None,
        message: Some(error.to_string()),
        request_id: None,
    }
}
