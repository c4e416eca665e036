//! Writes one setting of a bucket, or takes it away. Every call names the account that must own the bucket.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    BlockedEncryptionTypes, BucketLifecycleConfiguration, BucketVersioningStatus, EncryptionType,
    PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, VersioningConfiguration,
};

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::aws::s3::lifecycle;
use crate::aws::s3::unbuilt;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::Call;
use crate::resources::observed::{FoundEncryption, PublicAccess};
use crate::setup::plan::Plan;

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
            sent!(s3.put_public_access_block().public_access_block_configuration(public_access(*switches)))
        }
        BucketValue::PublicAccess(None) => sent!(s3.delete_public_access_block()),
        BucketValue::Encryption(wanted) => {
            sent!(s3.put_bucket_encryption().server_side_encryption_configuration(encryption(wanted, call)?))
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

fn public_access(switches: PublicAccess) -> PublicAccessBlockConfiguration {
    PublicAccessBlockConfiguration::builder()
        .block_public_acls(switches.block_public_acls)
        .ignore_public_acls(switches.ignore_public_acls)
        .block_public_policy(switches.block_public_policy)
        .restrict_public_buckets(switches.restrict_public_buckets)
        .build()
}

/// The whole rule, also where it did not block keys that are sent along.
fn encryption(wanted: &FoundEncryption, call: Call) -> Result<ServerSideEncryptionConfiguration, AwsFailure> {
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
