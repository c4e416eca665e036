//! Each setting of a bucket: read, written, taken away. Every call names the account that must own the bucket.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    BlockedEncryptionTypes, BucketLifecycleConfiguration, BucketVersioningStatus, EncryptionType, ObjectOwnership,
    PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, VersioningConfiguration,
};

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::aws::pages::tag_set;
use crate::aws::reading::{flat, reading, unparsable};
use crate::aws::s3::lifecycle;
use crate::aws::s3::unbuilt;
use crate::policy::PolicyDocument;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::{BucketState, BucketValue, LifecycleRule, ObservedEncryption, PublicAccess};
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::reading::{Reading, TagSet};
use crate::setup::plan::Plan;
use crate::values::{AccountId, BucketName};

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

/// Reads every setting at the same time.
pub(super) async fn state(s3: &Client, desired: &Desired) -> Result<BucketState, AwsFailure> {
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

async fn public_access(s3: &Client, desired: &Desired) -> Result<Option<PublicAccess>, AwsFailure> {
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

async fn encryption(s3: &Client, desired: &Desired) -> Result<ObservedEncryption, AwsFailure> {
    const CALL: &str = "s3:GetBucketEncryption";
    let none = ObservedEncryption {
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
    Ok(ObservedEncryption {
        algorithm: by_default.map_or(none.algorithm, |by_default| by_default.sse_algorithm().as_str().to_owned()),
        key: by_default.and_then(|by_default| by_default.kms_master_key_id()).map(ToOwned::to_owned),
        their_key: None,
        bucket_key: rule.bucket_key_enabled() == Some(true),
        sse_c_blocked: rule
            .blocked_encryption_types()
            .map(|blocked| blocked.encryption_type().contains(&EncryptionType::SseC)),
    })
}

async fn policy(s3: &Client, desired: &Desired) -> Result<Reading<Option<PolicyDocument>>, AwsFailure> {
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

async fn versioning(s3: &Client, desired: &Desired) -> Result<bool, AwsFailure> {
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

/// Sends a call that leaves a setting as `value`. Where that is nothing, the setting is deleted.
pub(in crate::aws) async fn write(
    s3: &Client,
    plan: &Plan,
    call: Call,
    value: &BucketValue,
) -> Result<Answer, AwsFailure> {
    let desired = &plan.desired;
    let (bucket, owner) = (desired.bucket.name.as_str(), desired.account.id.as_str());
    macro_rules! sent {
        ($request:expr) => {
            Answer::done(call.name(), $request.bucket(bucket).expected_bucket_owner(owner).send().await)
        };
    }
    match value {
        BucketValue::PublicAccess(Some(switches)) => {
            sent!(s3.put_public_access_block().public_access_block_configuration(sent_public_access(*switches)))
        }
        BucketValue::PublicAccess(None) => sent!(s3.delete_public_access_block()),
        BucketValue::Encryption(wanted) => {
            sent!(s3.put_bucket_encryption().server_side_encryption_configuration(sent_encryption(wanted, call)?))
        }
        BucketValue::Policy(Some(policy)) => sent!(s3.put_bucket_policy().policy(policy.to_json())),
        BucketValue::Policy(None) => sent!(s3.delete_bucket_policy()),
        BucketValue::Versioning(on) => {
            let status = if *on { BucketVersioningStatus::Enabled } else { BucketVersioningStatus::Suspended };
            let configuration = VersioningConfiguration::builder().status(status).build();
            sent!(s3.put_bucket_versioning().versioning_configuration(configuration))
        }
        BucketValue::Lifecycle(rules) if rules.is_empty() => sent!(s3.delete_bucket_lifecycle()),
        BucketValue::Lifecycle(rules) => {
            let rules = rules.iter().map(lifecycle::sent).collect::<Result<Vec<_>, _>>();
            let configuration = rules
                .and_then(|rules| BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build())
                .map_err(unbuilt(call))?;
            sent!(
                s3.put_bucket_lifecycle_configuration()
                    .lifecycle_configuration(configuration)
                    .set_transition_default_minimum_object_size(plan.smallest_moved.as_deref().map(Into::into))
            )
        }
        BucketValue::Tags(tags) if tags.is_empty() => sent!(s3.delete_bucket_tagging()),
        BucketValue::Tags(tags) => {
            let tags = tags.iter().map(|(key, value)| Tag::builder().key(key).value(value).build());
            let tagging = tags
                .collect::<Result<Vec<_>, _>>()
                .and_then(|tags| Tagging::builder().set_tag_set(Some(tags)).build())
                .map_err(unbuilt(call))?;
            sent!(s3.put_bucket_tagging().tagging(tagging))
        }
    }
}

fn sent_public_access(switches: PublicAccess) -> PublicAccessBlockConfiguration {
    PublicAccessBlockConfiguration::builder()
        .block_public_acls(switches.block_public_acls)
        .ignore_public_acls(switches.ignore_public_acls)
        .block_public_policy(switches.block_public_policy)
        .restrict_public_buckets(switches.restrict_public_buckets)
        .build()
}

/// The whole rule, also where it did not block keys that are sent along.
fn sent_encryption(wanted: &ObservedEncryption, call: Call) -> Result<ServerSideEncryptionConfiguration, AwsFailure> {
    // S3 encrypts every bucket; one whose setting it did not say has its default.
    let algorithm = if wanted.algorithm == "none" { "AES256" } else { wanted.algorithm.as_str() };
    let by_default = ServerSideEncryptionByDefault::builder()
        .sse_algorithm(ServerSideEncryption::from(algorithm))
        .set_kms_master_key_id(wanted.key.clone())
        .build()
        .map_err(unbuilt(call))?;
    let blocked = |kind| BlockedEncryptionTypes::builder().encryption_type(kind).build();
    let rule = ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(by_default)
        .set_bucket_key_enabled(wanted.bucket_key.then_some(true))
        .set_blocked_encryption_types(
            wanted
                .sse_c_blocked
                .map(|is_blocked| blocked(if is_blocked { EncryptionType::SseC } else { EncryptionType::None })),
        )
        .build();
    ServerSideEncryptionConfiguration::builder().rules(rule).build().map_err(unbuilt(call))
}
