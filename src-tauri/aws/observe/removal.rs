//! Reads what AWS still has of a setup that is to be taken back.

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::iam::removal as iam_removal;
use crate::aws::kms;
use crate::aws::observe::setup::look;
use crate::aws::session::Clients;
use crate::resources::desired::Desired;
use crate::resources::made::Made;
use crate::resources::observed::ObservedKey;
use crate::resources::reading::{Owner, owner};
use crate::setup::removal::Remaining;

/// Reads everything a setup made, the key by its ARN or tag: its alias may point at another key by now.
///
/// # Errors
/// As [`look`], and when the policy's versions or the key cannot be read.
pub async fn observe_remaining(clients: &Clients, desired: &Desired, made: &Made) -> Result<Remaining, AwsFailure> {
    let mut found = look(clients, desired, made.key.as_ref()).await?;
    if desired.key.is_some() {
        found.key = our_key(clients, desired, made, found.key).await?;
    }
    let old_versions = match &found.policy {
        Some(policy) => !iam_removal::old_versions(&clients.read.iam, &policy.arn).await?.is_empty(),
        None => false,
    };
    Ok(Remaining { found, old_versions })
}

async fn our_key(
    clients: &Clients,
    desired: &Desired,
    made: &Made,
    behind_alias: ObservedKey,
) -> Result<ObservedKey, AwsFailure> {
    let kms = &clients.read.kms;
    let is_ours = |key: &ObservedKey| match (key, &made.key) {
        (ObservedKey::Here(state), Some(arn)) => state.arn == *arn,
        (ObservedKey::Here(state), None) => owner(&state.tags, &desired.setup) == Owner::Us,
        _ => false,
    };
    // Unread, the alias may point at our key, which must not go before it.
    if is_ours(&behind_alias) || matches!(behind_alias, ObservedKey::Unreadable(_)) {
        return Ok(behind_alias);
    }
    let arn = match &made.key {
        Some(arn) => Some(arn.clone()),
        None if made.key_unclear => kms::find_by_tag(kms, &desired.setup).await?,
        None => None,
    };
    let Some(arn) = arn else { return Ok(ObservedKey::Absent) };
    match kms::read(kms, &arn).await {
        Ok(state) => Ok(ObservedKey::Here(Box::new(state))),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::KeyNotThere) => Ok(ObservedKey::Absent),
        Err(failure) if failure.is_about_one_thing() => Ok(ObservedKey::Unreadable(failure.unread())),
        Err(failure) => Err(failure),
    }
}
