//! Reads what already exists where a plan points.

use crate::aws::error::failure::AwsFailure;
use crate::aws::iam;
use crate::aws::kms;
use crate::aws::s3::bucket;
use crate::aws::session::Clients;
use crate::resources::bucket_value::BucketState;
use crate::resources::desired::BucketOrigin;
use crate::resources::desired::Desired;
use crate::resources::observed::{ObservedBucket, ObservedKey, ObservedSetup};
use crate::resources::reading::{Owner, Reading, owner};
use crate::values::{AccountId, BucketName, KeyArn, Region, SetupId};

/// Reads everything a plan stands on, all at the same time. What AWS does not let this caller read is unknown, not absent.
/// `made` is the key an earlier run is known to have made: it may have been cut before it gave the key its alias.
///
/// # Errors
/// When planning would be guessing: AWS cannot be reached, the session has ended, or it may not even be asked whether the
/// bucket, the policy or the role exists.
pub async fn look(clients: &Clients, desired: &Desired, made: Option<&KeyArn>) -> Result<ObservedSetup, AwsFailure> {
    let read = &clients.read;
    let policy_arn = desired.policy_arn();
    let (bucket, key, policy, role) = tokio::join!(
        Box::pin(bucket::find(&read.s3, desired)),
        Box::pin(kms::find(&read.kms, desired)),
        Box::pin(iam::find_policy(&read.iam, &policy_arn)),
        Box::pin(iam::find_role(&read.iam, &desired.role.name)),
    );
    let mut found = ObservedSetup { bucket: bucket?, key: key?, policy: policy?, role: role? };
    if let (BucketOrigin::Existing { .. }, ObservedBucket::Here(state)) = (&desired.bucket.origin, &mut found.bucket) {
        name_their_key(clients, state).await?;
    }
    if desired.key.is_some() && found.key == ObservedKey::Absent {
        let arn = match made {
            Some(arn) => Some(arn.clone()),
            // An earlier run that nobody remembers may have made the key and have been cut before the alias.
            None if is_begun(&found, &desired.setup) => kms::find_by_tag(&read.kms, &desired.setup).await?,
            None => None,
        };
        if let Some(arn) = arn {
            found.key = ObservedKey::Here(Box::new(kms::read(&read.kms, &arn).await?));
        }
    }
    Ok(found)
}

/// Finds the ARN of the key a bucket is encrypted with, which may be named by its id or alias, when it is a customer's own.
async fn name_their_key(clients: &Clients, state: &mut BucketState) -> Result<(), AwsFailure> {
    let Reading::Known(encryption) = &mut state.encryption else { return Ok(()) };
    let Some(name) = encryption.key.as_deref().filter(|_| encryption.algorithm.starts_with("aws:kms")) else {
        return Ok(());
    };
    match kms::read_named(&clients.read.kms, name).await {
        Ok(key) if key.is.manager == "CUSTOMER" => encryption.their_key = Some(key.arn),
        Ok(_) => {}
        Err(failure) if failure.is_about_one_thing() => state.encryption = Reading::Unknown(failure.unread()),
        Err(failure) => return Err(failure),
    }
    Ok(())
}

/// The region of a bucket they have, wherever in the account it is; `None` when there is no such bucket.
///
/// # Errors
/// When AWS cannot be asked, or does not let it be seen.
pub async fn bucket_region(
    clients: &Clients,
    name: &BucketName,
    account: &AccountId,
) -> Result<Option<Region>, AwsFailure> {
    bucket::region(&clients.read.s3, name, account).await
}

/// Whether anything of this setup exists. A new setup need not look through all keys of the account.
fn is_begun(found: &ObservedSetup, setup: &SetupId) -> bool {
    let bucket = matches!(&found.bucket, ObservedBucket::Here(state) if owner(&state.tags, setup) == Owner::Us);
    let policy = found.policy.as_ref().is_some_and(|state| owner(&state.tags, setup) == Owner::Us);
    let role = found.role.as_ref().is_some_and(|state| owner(&state.tags, setup) == Owner::Us);
    bucket || policy || role
}

/// Looks through all keys of the region for the one this setup made, for a `CreateKey` whose answer was lost. One request
/// per key of the account; a key whose tags may not be read is not ours.
///
/// # Errors
/// When the keys cannot be listed.
pub async fn find_key(clients: &Clients, setup: &SetupId) -> Result<Option<KeyArn>, AwsFailure> {
    kms::find_by_tag(&clients.read.kms, setup).await
}
