//! What is asked of KMS and written to it.

pub(in crate::aws) mod removal;

use aws_sdk_kms::Client;
use aws_sdk_kms::operation::RequestId;
use aws_sdk_kms::types::{KeyMetadata, KeySpec, KeyUsageType, Tag};
use jiff::Timestamp;

use crate::aws::answer::Answer;
use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::pages::{Pages, few, tag_set};
use crate::aws::reading::reading;
use crate::resources::call::{Call, Output};
use crate::resources::desired::{Desired, DesiredKey};
use crate::resources::observed::{KeyState, KeyUse, ObservedKey};
use crate::resources::reading::{Owner, Reading, TagSet, owner};
use crate::resources::tags;
use crate::setup::plan::Plan;
use crate::values::{KeyArn, SetupId};

const DESCRIBE: &str = "kms:DescribeKey";
/// How many keys' tags are asked for at the same time while a key is looked for. Few, because KMS counts such calls per
/// second and account, and the SDK waits when it says so
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html>).
const AT_A_TIME: usize = 5;

/// Makes the key: symmetric, for encryption, with AWS's default key policy. Those are KMS's own defaults, so none is said.
pub(in crate::aws) async fn create_key(kms: &Client, plan: &Plan) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreateKey;
    let key = wanted(&plan.desired, CALL)?;
    let tags = tags::of_resource(&plan.desired, &plan.fingerprint)
        .into_iter()
        .map(|(key, value)| Tag::builder().tag_key(key).tag_value(value).build())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| AwsFailure::unbuilt(CALL.name(), &error.to_string()))?;
    let answer = kms
        .create_key()
        .description(key.description.as_str())
        .set_tags(Some(tags))
        .send()
        .await
        .map_err(|error| AwsFailure::of(CALL.name(), &error))?;
    let arn =
        answer.key_metadata().and_then(arn_of).ok_or_else(|| AwsFailure::malformed(CALL.name(), "KeyMetadata.Arn"))?;
    Ok(Answer::new(Output::Key(arn), answer.request_id()))
}

pub(in crate::aws) async fn enable_rotation(kms: &Client, key: Option<&KeyArn>) -> Result<Answer, AwsFailure> {
    const CALL: &str = Call::EnableKeyRotation.name();
    let key = key.ok_or_else(|| AwsFailure::key_to_be_made(CALL))?;
    // By id: the ARN names the region of this client, and the id is what every implementation of KMS takes.
    Answer::done(CALL, kms.enable_key_rotation().key_id(key.key_id()).send().await)
}

pub(in crate::aws) async fn create_alias(
    kms: &Client,
    desired: &Desired,
    key: Option<&KeyArn>,
) -> Result<Answer, AwsFailure> {
    const CALL: Call = Call::CreateAlias;
    let alias = &wanted(desired, CALL)?.alias;
    let key = key.ok_or_else(|| AwsFailure::key_to_be_made(CALL.name()))?;
    Answer::done(CALL.name(), kms.create_alias().alias_name(alias.as_str()).target_key_id(key.key_id()).send().await)
}

fn wanted(desired: &Desired, call: Call) -> Result<&DesiredKey, AwsFailure> {
    desired.key.as_ref().ok_or_else(|| AwsFailure::unbuilt(call.name(), "no new key in the plan"))
}

/// The key that a plan is about: the one they have, or the new one by its alias.
pub(in crate::aws) async fn find(kms: &Client, desired: &Desired) -> Result<ObservedKey, AwsFailure> {
    let (name, by_alias) = match (desired.known_key(), &desired.key) {
        (Some(arn), _) => (arn.as_str(), false),
        (None, Some(key)) => (key.alias.as_str(), true),
        (None, None) => return Ok(ObservedKey::NotAsked),
    };
    match describe(kms, name).await {
        Ok(metadata) => Ok(ObservedKey::Here(Box::new(state(kms, &metadata, by_alias).await?))),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::KeyNotThere) => Ok(ObservedKey::Absent),
        Err(failure) if failure.is_about_one_thing() => Ok(ObservedKey::Unreadable(failure.unread())),
        Err(failure) => Err(failure),
    }
}

/// A key by its ARN, whatever its alias.
pub(in crate::aws) async fn read(kms: &Client, arn: &KeyArn) -> Result<KeyState, AwsFailure> {
    read_named(kms, arn.as_str()).await
}

/// A key by its ARN, id or alias.
pub(in crate::aws) async fn read_named(kms: &Client, name: &str) -> Result<KeyState, AwsFailure> {
    let metadata = describe(kms, name).await?;
    state(kms, &metadata, false).await
}

/// The ARN of the key behind an alias, if there is one.
pub(in crate::aws) async fn behind_alias(kms: &Client, alias: &str) -> Result<Option<KeyArn>, AwsFailure> {
    match describe(kms, alias).await {
        Ok(metadata) => Ok(arn_of(&metadata)),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::KeyNotThere) => Ok(None),
        Err(failure) => Err(failure),
    }
}

async fn describe(kms: &Client, name: &str) -> Result<KeyMetadata, AwsFailure> {
    let answer = kms.describe_key().key_id(name).send().await.map_err(|error| AwsFailure::of(DESCRIBE, &error))?;
    answer.key_metadata.ok_or_else(|| AwsFailure::malformed(DESCRIBE, "KeyMetadata"))
}

/// The key's state. Usage and spec are optional in KMS's model; left out they mean the default, as when a key is made
/// (<https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html>).
async fn state(kms: &Client, metadata: &KeyMetadata, alias_is_ours: bool) -> Result<KeyState, AwsFailure> {
    let missing = |field| AwsFailure::malformed(DESCRIBE, field);
    let arn = arn_of(metadata).ok_or_else(|| missing("KeyMetadata.Arn"))?;
    let (tags, rotation) = tokio::join!(tags_of(kms, arn.key_id()), rotation(kms, &arn));
    Ok(KeyState {
        is: KeyUse {
            state: metadata.key_state().ok_or_else(|| missing("KeyMetadata.KeyState"))?.as_str().to_owned(),
            usage: metadata.key_usage().unwrap_or(&KeyUsageType::EncryptDecrypt).as_str().to_owned(),
            spec: metadata.key_spec().unwrap_or(&KeySpec::SymmetricDefault).as_str().to_owned(),
            manager: metadata.key_manager().ok_or_else(|| missing("KeyMetadata.KeyManager"))?.as_str().to_owned(),
        },
        tags: reading(tags)?,
        rotation: reading(rotation)?,
        alias_is_ours,
        deletion: metadata.deletion_date().and_then(|date| Timestamp::from_second(date.secs()).ok()),
        arn,
    })
}

fn arn_of(metadata: &KeyMetadata) -> Option<KeyArn> {
    metadata.arn().and_then(|arn| KeyArn::parse(arn).ok())
}

pub(in crate::aws) async fn rotation(kms: &Client, key: &KeyArn) -> Result<bool, AwsFailure> {
    let answer = kms
        .get_key_rotation_status()
        .key_id(key.key_id())
        .send()
        .await
        .map_err(|error| AwsFailure::of("kms:GetKeyRotationStatus", &error))?;
    Ok(answer.key_rotation_enabled())
}

pub(in crate::aws) async fn tags_of(kms: &Client, key_id: &str) -> Result<TagSet, AwsFailure> {
    const CALL: &str = "kms:ListResourceTags";
    let tags = few(CALL, kms.list_resource_tags().key_id(key_id).into_paginator().send(), |page| {
        page.tags().iter().map(|tag| (tag.tag_key().to_owned(), tag.tag_value().to_owned())).collect()
    })
    .await?;
    tag_set(CALL, tags)
}

/// Looks through all keys of the region for the one with this setup's tag. A key whose tags may not be read is not ours: we
/// may read the tags of what we made.
pub(in crate::aws) async fn find_by_tag(kms: &Client, setup: &SetupId) -> Result<Option<KeyArn>, AwsFailure> {
    const CALL: &str = "kms:ListKeys";
    let (mut pages, mut limit) = (kms.list_keys().into_paginator().send(), Pages::many(CALL));
    while let Some(page) = pages.next().await {
        limit.turn()?;
        let page = page.map_err(|error| AwsFailure::of(CALL, &error))?;
        let arns: Vec<KeyArn> =
            page.keys().iter().filter_map(|key| key.key_arn().and_then(|arn| KeyArn::parse(arn).ok())).collect();
        for some in arns.chunks(AT_A_TIME) {
            let mut asked = tokio::task::JoinSet::new();
            for arn in some {
                let (kms, arn, setup) = (kms.clone(), arn.clone(), *setup);
                asked.spawn(async move { is_ours(&kms, &arn, &setup).await.map(|ours| ours.then_some(arn)) });
            }
            // A task that was cancelled has no answer; none here is cancelled while this waits for them.
            while let Some(Ok(answer)) = asked.join_next().await {
                if let Some(arn) = answer? {
                    return Ok(Some(arn));
                }
            }
        }
    }
    Ok(None)
}

async fn is_ours(kms: &Client, key: &KeyArn, setup: &SetupId) -> Result<bool, AwsFailure> {
    let tags: Reading<TagSet> = reading(tags_of(kms, key.key_id()).await)?;
    Ok(owner(&tags, setup) == Owner::Us)
}
