//! Reads one resource as it is now, and says whether a call whose answer was lost took effect.

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::iam;
use crate::aws::iam::removal as iam_removal;
use crate::aws::kms;
use crate::aws::s3::bucket::{self, Whereabouts};
use crate::aws::s3::bucket_setting;
use crate::aws::session::Clients;
use crate::resources::Resource;
use crate::resources::call::{Call, Output};
use crate::resources::desired::Desired;
use crate::resources::observed::KeyState;
use crate::resources::reading::{Owner, owner};
use crate::resources::rules::Observable;
use crate::resources::write::{BucketThere, Observed, Sent};
use crate::setup::plan::Plan;
use crate::values::KeyArn;

/// What a call would have returned, if it took effect; `None` if it did not, or not visibly yet, or what is there is not as
/// this plan has it or not this setup's. `key` as for [`crate::aws::perform`].
///
/// # Errors
/// When AWS does not let it be read. Then it stays unclear.
pub async fn took_effect(
    clients: &Clients,
    plan: &Plan,
    call: Call,
    key: Option<&KeyArn>,
) -> Result<Option<Output>, AwsFailure> {
    let key = key.or(plan.key.as_ref());
    let observed = Box::pin(observe(clients, &plan.desired, call.write().resource, key)).await?;
    let written = plan.written(call, key);
    let sent = Sent { desired: &plan.desired, key, written: written.as_ref() };
    Ok((call.write().took_effect)(&sent, &observed))
}

/// Reads a resource, and no more of AWS than that takes.
pub(in crate::aws) async fn observe(
    clients: &Clients,
    desired: &Desired,
    resource: Resource,
    key: Option<&KeyArn>,
) -> Result<Observed, AwsFailure> {
    let read = &clients.read;
    match resource.rules().observable {
        Observable::Key => this_key(clients, desired, key).await.map(|key| Observed::Key(key.map(Box::new))),
        Observable::Rotation => match key {
            Some(key) => kms::rotation(&read.kms, key).await.map(Observed::Rotation),
            None => Ok(Observed::Rotation(false)),
        },
        Observable::Alias => match &desired.key {
            Some(wanted) => kms::behind_alias(&read.kms, wanted.alias.as_str()).await.map(Observed::Alias),
            None => Ok(Observed::Alias(None)),
        },
        Observable::Bucket => Ok(Observed::Bucket(match bucket::whereabouts(&read.s3, desired).await? {
            Whereabouts::Nowhere => BucketThere::Nowhere,
            Whereabouts::Strangers | Whereabouts::Elsewhere(_) => BucketThere::OutOfReach,
            Whereabouts::Here => BucketThere::Here(bucket_setting::tags(&read.s3, desired).await?),
        })),
        Observable::Setting(setting) => {
            let value = bucket_setting::value(&read.s3, desired, setting).await?;
            Ok(value.map_or(Observed::Unreadable, Observed::Setting))
        }
        Observable::Policy => {
            let found = iam::find_policy(&read.iam, &desired.policy_arn()).await?;
            Ok(Observed::Policy(found.map(Box::new)))
        }
        Observable::PolicyVersions => {
            let old = iam_removal::old_versions(&read.iam, &desired.policy_arn()).await;
            or_gone(old).map(Observed::PolicyVersions)
        }
        Observable::Role => {
            let found = iam::find_role(&read.iam, &desired.role.name).await?;
            Ok(Observed::Role(found.map(Box::new)))
        }
        Observable::Attachment => or_gone(iam::attached(&read.iam, &desired.role.name).await).map(Observed::Attachment),
        Observable::Nothing => Ok(Observed::Unreadable),
    }
}

/// What belongs to something that is gone is gone too.
fn or_gone<T: Default>(answer: Result<T, AwsFailure>) -> Result<T, AwsFailure> {
    match answer {
        Err(failure) if failure.kind == FailureKind::Refused(Cause::NotThereYet) => Ok(T::default()),
        answer => answer,
    }
}

/// The key of this ARN; without one, the key that this setup made: by its alias, or by its tag where the alias was not made
/// yet.
async fn this_key(clients: &Clients, desired: &Desired, key: Option<&KeyArn>) -> Result<Option<KeyState>, AwsFailure> {
    let kms = &clients.read.kms;
    let by_name = async |name: &str| match kms::read_named(kms, name).await {
        Ok(state) => Ok(Some(state)),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::KeyNotThere) => Ok(None),
        Err(failure) => Err(failure),
    };
    if let Some(key) = key {
        return by_name(key.as_str()).await;
    }
    if let Some(wanted) = &desired.key
        && let Some(state) = by_name(wanted.alias.as_str()).await?
        && owner(&state.tags, &desired.setup) == Owner::Us
    {
        return Ok(Some(state));
    }
    match kms::find_by_tag(kms, &desired.setup).await? {
        Some(arn) => by_name(arn.as_str()).await,
        None => Ok(None),
    }
}
