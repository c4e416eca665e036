//! Whose a bucket is, and where.

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Region as SdkRegion;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::head_bucket::HeadBucketError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::s3::bucket_setting;
use crate::resources::desired::Desired;
use crate::resources::observed::ObservedBucket;
use crate::values::{AccountId, BucketName, BucketNamespace, Region};

/// S3 names a bucket's region in this header, also when it refuses
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html>).
const REGION_HEADER: &str = "x-amz-bucket-region";

const HEAD: &str = "s3:HeadBucket";

/// What stands under the bucket's name, with all settings when it is this account's and in the region asked for.
pub(in crate::aws) async fn find(s3: &Client, desired: &Desired) -> Result<ObservedBucket, AwsFailure> {
    match whereabouts(s3, desired).await? {
        Whereabouts::Nowhere => Ok(ObservedBucket::Absent),
        Whereabouts::Strangers => Ok(ObservedBucket::Foreign),
        Whereabouts::Elsewhere(region) => Ok(ObservedBucket::ElsewhereInAccount(region)),
        Whereabouts::Here => Ok(ObservedBucket::Here(Box::new(Box::pin(bucket_setting::state(s3, desired)).await?))),
    }
}

/// Where a bucket is and whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::aws) enum Whereabouts {
    Nowhere,
    Strangers,
    Elsewhere(Region),
    Here,
}

pub(in crate::aws) async fn whereabouts(s3: &Client, desired: &Desired) -> Result<Whereabouts, AwsFailure> {
    let Err((failure, told)) = head(s3, desired, &desired.region).await.map(drop) else { return Ok(Whereabouts::Here) };
    match (told, &failure.kind) {
        // Asked in the wrong region, S3 tells the right one and not whose it is: ask there.
        (Some(region), _) if region != desired.region => match head(s3, desired, &region).await {
            Ok(()) => Ok(Whereabouts::Elsewhere(region)),
            Err((failure, _)) => unseen(desired, failure),
        },
        _ => unseen(desired, failure),
    }
}

/// What it means that a bucket does not let itself be seen.
fn unseen(desired: &Desired, failure: AwsFailure) -> Result<Whereabouts, AwsFailure> {
    match &failure.kind {
        FailureKind::Refused(Cause::BucketNotThere) => Ok(Whereabouts::Nowhere),
        // A name with the account's number in it cannot be a stranger's, so the permission is what is missing.
        FailureKind::Refused(_) if desired.bucket.name.namespace() == BucketNamespace::AccountRegional => Err(failure),
        FailureKind::Refused(cause) if failure.is_about_one_thing() && *cause != Cause::Unexplained => {
            Ok(Whereabouts::Strangers)
        }
        _ => Err(failure),
    }
}

/// Asks for the bucket in a region, and says the region it is in when it is not there.
async fn head(s3: &Client, desired: &Desired, region: &Region) -> Result<(), (AwsFailure, Option<Region>)> {
    let there = aws_sdk_s3::config::Builder::new().region(SdkRegion::new(region.to_string()));
    let answer = s3
        .head_bucket()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .customize()
        .config_override(there)
        .send()
        .await;
    match answer {
        Ok(answer) => match answer.bucket_region().and_then(|is| Region::parse(is).ok()) {
            Some(is) if is != *region => Err((AwsFailure::malformed(HEAD, "region"), Some(is))),
            _ => Ok(()),
        },
        Err(error) => Err((AwsFailure::of(HEAD, &error), region_of(&error))),
    }
}

fn region_of(error: &SdkError<HeadBucketError, HttpResponse>) -> Option<Region> {
    error.raw_response()?.headers().get(REGION_HEADER).and_then(|region| Region::parse(region).ok())
}

/// The region of a bucket of this account, wherever it is. The SDK for Rust does not follow S3's redirect.
///
/// # Errors
/// When AWS cannot be asked, or does not say.
pub(in crate::aws) async fn region(
    s3: &Client,
    name: &BucketName,
    account: &AccountId,
) -> Result<Option<Region>, AwsFailure> {
    let answer = s3.head_bucket().bucket(name.as_str()).expected_bucket_owner(account.as_str()).send().await;
    match answer {
        Ok(answer) => match answer.bucket_region().and_then(|region| Region::parse(region).ok()) {
            Some(region) => Ok(Some(region)),
            None => Err(AwsFailure::malformed(HEAD, "region")),
        },
        Err(error) => match (region_of(&error), AwsFailure::of(HEAD, &error)) {
            (Some(region), _) => Ok(Some(region)),
            (None, failure) if failure.kind == FailureKind::Refused(Cause::BucketNotThere) => Ok(None),
            (None, failure) => Err(failure),
        },
    }
}
