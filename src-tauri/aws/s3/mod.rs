//! What is written to S3. Every call names the account that must own the bucket, so that nothing is ever written to a
//! stranger's (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html>).

pub mod bucket;
pub(in crate::aws) mod bucket_setting;
mod lifecycle;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::BuildError;
use aws_sdk_s3::operation::RequestId;
use aws_sdk_s3::types::{BucketLocationConstraint, BucketNamespace, CreateBucketConfiguration, ObjectOwnership, Tag};

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::resources::call::{Call, Output};
use crate::resources::desired::Desired;
use crate::resources::tags;
use crate::setup::plan::Plan;
use crate::values;

/// The one region whose name must not stand in a request
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html>).
const REGION_WITHOUT_CONSTRAINT: &str = "us-east-1";

pub(in crate::aws) async fn create_bucket(s3: &Client, plan: &Plan) -> Result<Answer, AwsFailure> {
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

/// Deletes the bucket. S3 does so only when nothing is in it, old versions included, and judges that itself: to list first
/// and delete then would miss what came in between (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html>).
pub(in crate::aws) async fn delete_bucket(s3: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    Answer::done(
        Call::DeleteBucket.name(),
        s3.delete_bucket()
            .bucket(desired.bucket.name.as_str())
            .expected_bucket_owner(desired.account.id.as_str())
            .send()
            .await,
    )
}

pub(in crate::aws) fn unbuilt(call: Call) -> impl Fn(BuildError) -> AwsFailure {
    move |error| AwsFailure::unbuilt(call.name(), &error.to_string())
}
