//! What a bucket is like: whose, where, and each of its settings.

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Region as SdkRegion;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::head_bucket::HeadBucketError;
use aws_sdk_s3::types::{BucketVersioningStatus, EncryptionType, ObjectOwnership, ServerSideEncryptionConfiguration};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::error::redactor::redacted;
use crate::aws::pages::tag_set;
use crate::aws::s3::lifecycle;
use crate::policy::PolicyDocument;
use crate::resources::bucket_value::{BucketSetting, BucketValue};
use crate::resources::desired::Desired;
use crate::resources::observed::TagSet;
use crate::resources::observed::{
    BucketState, FoundBucket, FoundEncryption, LifecycleRule, PublicAccess, Reading, Unread,
};
use crate::values::{AccountId, BucketName, BucketNamespace, Region};

/// S3 names a bucket's region in this header, also when it refuses
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html>).
const REGION_HEADER: &str = "x-amz-bucket-region";

const HEAD: &str = "s3:HeadBucket";

/// What stands under the bucket's name, with all settings when it is this account's and in the region asked for.
pub(in crate::aws) async fn find(s3: &Client, desired: &Desired) -> Result<FoundBucket, AwsFailure> {
    match whereabouts(s3, desired).await? {
        Whereabouts::Nowhere => Ok(FoundBucket::Absent),
        Whereabouts::Strangers => Ok(FoundBucket::Foreign),
        Whereabouts::Elsewhere(region) => Ok(FoundBucket::ElsewhereInAccount(region)),
        Whereabouts::Here => Ok(FoundBucket::Here(Box::new(Box::pin(state(s3, desired)).await?))),
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

/// Reads every setting at the same time.
async fn state(s3: &Client, desired: &Desired) -> Result<BucketState, AwsFailure> {
    let (tags, public_access, owner_enforced, encryption, policy, versioning, rules, filled) = tokio::join!(
        tags(s3, desired),
        public_access(s3, desired),
        owner_enforced(s3, desired),
        encryption(s3, desired),
        policy(s3, desired),
        versioning(s3, desired),
        lifecycle(s3, desired),
        filled(s3, desired),
    );
    let rules = reading(rules)?;
    Ok(BucketState {
        smallest_moved: rules.known().and_then(|rules| rules.smallest_moved.clone()),
        tags: reading(tags)?,
        public_access: reading(public_access)?,
        owner_enforced: reading(owner_enforced)?,
        encryption: reading(encryption)?,
        policy: flat(reading(policy)?),
        versioning: reading(versioning)?,
        lifecycle: match rules {
            Reading::Known(rules) => Reading::Known(rules.rules),
            Reading::Unknown(why) => Reading::Unknown(why),
        },
        filled: filled.map(reading).transpose()?,
    })
}

/// A refusal about one setting leaves that setting unknown; any other failure is about the whole look.
pub(in crate::aws) fn reading<T>(answer: Result<T, AwsFailure>) -> Result<Reading<T>, AwsFailure> {
    match answer {
        Ok(value) => Ok(Reading::Known(value)),
        Err(failure) if failure.is_about_one_thing() => Ok(Reading::Unknown(failure.unread())),
        Err(failure) => Err(failure),
    }
}

/// A value that was read and could not be understood is unknown too.
pub(in crate::aws) fn flat<T>(reading: Reading<Reading<T>>) -> Reading<T> {
    match reading {
        Reading::Known(inner) => inner,
        Reading::Unknown(why) => Reading::Unknown(why),
    }
}

/// A document of AWS's that this program cannot read.
pub(in crate::aws) fn unparsable(call: &str, why: impl std::fmt::Display) -> Unread {
    Unread { call: call.to_owned(), code: None, message: Some(redacted(&why.to_string())) }
}

/// The answer, or what S3's "none is configured" means.
fn or_none<T>(failure: AwsFailure, none_configured: &str, none: T) -> Result<T, AwsFailure> {
    if failure.has_code(none_configured) { Ok(none) } else { Err(failure) }
}

pub(in crate::aws) async fn tags(s3: &Client, desired: &Desired) -> Result<TagSet, AwsFailure> {
    tags_of(s3, &desired.bucket.name, &desired.account.id).await
}

pub(in crate::aws) async fn tags_of(s3: &Client, name: &BucketName, owner: &AccountId) -> Result<TagSet, AwsFailure> {
    const CALL: &str = "s3:GetBucketTagging";
    let answer = s3.get_bucket_tagging().bucket(name.as_str()).expected_bucket_owner(owner.as_str()).send().await;
    match answer {
        Ok(answer) => tag_set(CALL, answer.tag_set().iter().map(|tag| (tag.key().into(), tag.value().into()))),
        Err(error) => or_none(AwsFailure::of(CALL, &error), "NoSuchTagSet", TagSet::new()),
    }
}

pub(in crate::aws) async fn public_access(s3: &Client, desired: &Desired) -> Result<Option<PublicAccess>, AwsFailure> {
    let answer = s3
        .get_public_access_block()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(answer.public_access_block_configuration().map(|switches| PublicAccess {
            block_public_acls: switches.block_public_acls() == Some(true),
            ignore_public_acls: switches.ignore_public_acls() == Some(true),
            block_public_policy: switches.block_public_policy() == Some(true),
            restrict_public_buckets: switches.restrict_public_buckets() == Some(true),
        })),
        Err(error) => {
            or_none(AwsFailure::of("s3:GetPublicAccessBlock", &error), "NoSuchPublicAccessBlockConfiguration", None)
        }
    }
}

async fn owner_enforced(s3: &Client, desired: &Desired) -> Result<bool, AwsFailure> {
    let answer = s3
        .get_bucket_ownership_controls()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(answer.ownership_controls().is_some_and(|controls| {
            controls.rules().iter().any(|rule| *rule.object_ownership() == ObjectOwnership::BucketOwnerEnforced)
        })),
        Err(error) => {
            or_none(AwsFailure::of("s3:GetBucketOwnershipControls", &error), "OwnershipControlsNotFoundError", false)
        }
    }
}

pub(in crate::aws) async fn encryption(s3: &Client, desired: &Desired) -> Result<FoundEncryption, AwsFailure> {
    const CALL: &str = "s3:GetBucketEncryption";
    let none = FoundEncryption {
        algorithm: "none".to_owned(),
        key: None,
        their_key: None,
        bucket_key: false,
        sse_c_blocked: None,
    };
    let answer = s3
        .get_bucket_encryption()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            return or_none(AwsFailure::of(CALL, &error), "ServerSideEncryptionConfigurationNotFoundError", none);
        }
    };
    let rules = answer.server_side_encryption_configuration().map(ServerSideEncryptionConfiguration::rules);
    let Some(rule) = rules.and_then(|rules| rules.first()) else { return Ok(none) };
    let by_default = rule.apply_server_side_encryption_by_default();
    Ok(FoundEncryption {
        algorithm: by_default.map_or(none.algorithm, |by_default| by_default.sse_algorithm().as_str().to_owned()),
        key: by_default.and_then(|by_default| by_default.kms_master_key_id()).map(ToOwned::to_owned),
        their_key: None,
        bucket_key: rule.bucket_key_enabled() == Some(true),
        sse_c_blocked: rule
            .blocked_encryption_types()
            .map(|blocked| blocked.encryption_type().contains(&EncryptionType::SseC)),
    })
}

pub(in crate::aws) async fn policy(
    s3: &Client,
    desired: &Desired,
) -> Result<Reading<Option<PolicyDocument>>, AwsFailure> {
    const CALL: &str = "s3:GetBucketPolicy";
    let answer = s3
        .get_bucket_policy()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(match answer.policy().map(PolicyDocument::parse).transpose() {
            Ok(document) => Reading::Known(document),
            Err(why) => Reading::Unknown(unparsable(CALL, why)),
        }),
        Err(error) => or_none(AwsFailure::of(CALL, &error), "NoSuchBucketPolicy", Reading::Known(None)),
    }
}

pub(in crate::aws) async fn versioning(s3: &Client, desired: &Desired) -> Result<bool, AwsFailure> {
    let answer = s3
        .get_bucket_versioning()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await
        .map_err(|error| AwsFailure::of("s3:GetBucketVersioning", &error))?;
    Ok(answer.status() == Some(&BucketVersioningStatus::Enabled))
}

/// A bucket's lifecycle rules, and from which size on they move files.
#[derive(Debug, Default)]
pub(in crate::aws) struct Rules {
    pub(in crate::aws) rules: Vec<LifecycleRule>,
    pub(in crate::aws) smallest_moved: Option<String>,
}

pub(in crate::aws) async fn lifecycle(s3: &Client, desired: &Desired) -> Result<Rules, AwsFailure> {
    let answer = s3
        .get_bucket_lifecycle_configuration()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .send()
        .await;
    match answer {
        Ok(answer) => Ok(Rules {
            rules: answer.rules().iter().map(lifecycle::rule).collect(),
            smallest_moved: answer.transition_default_minimum_object_size().map(|size| size.as_str().to_owned()),
        }),
        Err(error) => or_none(
            AwsFailure::of("s3:GetBucketLifecycleConfiguration", &error),
            "NoSuchLifecycleConfiguration",
            Rules::default(),
        ),
    }
}

/// Whether something is in a bucket they have.
async fn filled(s3: &Client, desired: &Desired) -> Option<Result<bool, AwsFailure>> {
    if desired.bucket.origin.is_new() {
        return None;
    }
    let answer = s3
        .list_objects_v2()
        .bucket(desired.bucket.name.as_str())
        .expected_bucket_owner(desired.account.id.as_str())
        .max_keys(1)
        .send()
        .await;
    Some(answer.map(|answer| !answer.contents().is_empty()).map_err(|error| AwsFailure::of("s3:ListObjectsV2", &error)))
}

/// One setting as it is now; `None` when it makes no sense here.
pub(in crate::aws) async fn value(
    s3: &Client,
    desired: &Desired,
    setting: BucketSetting,
) -> Result<Option<BucketValue>, AwsFailure> {
    Ok(match setting {
        BucketSetting::PublicAccess => Some(BucketValue::PublicAccess(public_access(s3, desired).await?)),
        BucketSetting::Encryption => Some(BucketValue::Encryption(encryption(s3, desired).await?)),
        BucketSetting::HttpsOnly => policy(s3, desired).await?.known().cloned().map(BucketValue::Policy),
        BucketSetting::Versioning => Some(BucketValue::Versioning(versioning(s3, desired).await?)),
        BucketSetting::Lifecycle => Some(BucketValue::Lifecycle(lifecycle(s3, desired).await?.rules)),
        BucketSetting::Tags => Some(BucketValue::Tags(tags(s3, desired).await?)),
    })
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
