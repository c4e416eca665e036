//! Finds out whether a call whose answer was lost took effect, and whether what is there is ours.

use super::bucket::Whereabouts;
use super::cause::Cause;
use super::failure::{AwsFailure, FailureKind};
use super::session::Clients;
use super::{bucket, iam, iam_removal, kms};
use crate::policy::{PolicyDocument, same_meaning};
use crate::setup::calls::{Call, Output};
use crate::setup::desired::Desired;
use crate::setup::documents::{self, KeySlot};
use crate::setup::found::{KeyState, Owner, Reading, RoleState, owner};
use crate::setup::plan::Plan;
use crate::setup::tags::TagSet;
use crate::setup::values::KeyArn;

/// What a call would have returned, if it took effect; `None` if it did not, or not visibly yet, or what is there is not as
/// this plan has it or not this setup's. `key` as for [`super::perform`].
///
/// # Errors
/// When AWS does not let it be read. Then it stays unclear.
pub async fn happened(
    clients: &Clients,
    plan: &Plan,
    call: Call,
    key: Option<&KeyArn>,
) -> Result<Option<Output>, AwsFailure> {
    let (read, desired) = (&clients.read, &plan.desired);
    let key = key.or(plan.key.as_ref());
    let nothing_but = |done: bool| done.then_some(Output::Nothing);
    Ok(match call {
        Call::CreateKey => made_key(clients, desired).await?.map(Output::Key),
        Call::EnableKeyRotation => match key {
            Some(key) => nothing_but(kms::rotation(&read.kms, key).await?),
            None => None,
        },
        Call::CreateAlias => match (&desired.key, key) {
            (Some(wanted), Some(key)) => {
                let behind = kms::behind_alias(&read.kms, wanted.alias.as_str()).await?;
                nothing_but(behind.as_ref() == Some(key))
            }
            _ => None,
        },
        Call::CreateBucket => match bucket::whereabouts(&read.s3, desired).await? {
            Whereabouts::Here if is_ours(desired, bucket::tags(&read.s3, desired).await?) => Some(Output::Bucket(None)),
            _ => None,
        },
        Call::CreatePolicy | Call::CreatePolicyVersion => {
            let found = iam::find_policy(&read.iam, &desired.policy_arn()).await?;
            let found = found.filter(|found| owner(&found.tags, &desired.setup) == Owner::Us);
            let wanted = permissions(desired, key);
            let found = found.filter(|found| wanted.as_ref().is_some_and(|wanted| is(&found.document, wanted)));
            match call {
                Call::CreatePolicy => found.map(|found| Output::Policy(found.arn, found.id)),
                _ => nothing_but(found.is_some()),
            }
        }
        Call::CreateRole => our_role(clients, desired)
            .await?
            .filter(|found| found.arn == desired.role_arn())
            .map(|found| Output::Role(found.arn, found.id)),
        Call::UpdateAssumeRolePolicy => nothing_but(our_role(clients, desired).await?.is_some()),
        Call::CloseTrust | Call::ReopenTrust => {
            nothing_but(trust_is(clients, desired, plan.trust_of(call).as_ref()).await?)
        }
        // One of an earlier time may be there; sent again, it only becomes this one.
        Call::RevokeSessions => None,
        Call::AllowSessions => nothing_but(!is_revoked(clients, desired).await?),
        Call::AttachRolePolicy => {
            let attached = iam::attached(&read.iam, &desired.role.name).await?;
            nothing_but(attached.iter().any(|arn| *arn == desired.policy_arn().as_str()))
        }
        Call::DetachRolePolicy => match iam::attached(&read.iam, &desired.role.name).await {
            Ok(attached) => nothing_but(!attached.iter().any(|arn| *arn == desired.policy_arn().as_str())),
            Err(failure) if failure.kind == FailureKind::Refused(Cause::NotThereYet) => Some(Output::Nothing),
            Err(failure) => return Err(failure),
        },
        Call::DeleteRole => nothing_but(iam::find_role(&read.iam, &desired.role.name).await?.is_none()),
        Call::DeletePolicyVersion => match iam_removal::old_versions(&read.iam, &desired.policy_arn()).await {
            Ok(old) => nothing_but(old.is_empty()),
            Err(failure) if failure.kind == FailureKind::Refused(Cause::NotThereYet) => Some(Output::Nothing),
            Err(failure) => return Err(failure),
        },
        Call::DeletePolicy => nothing_but(iam::find_policy(&read.iam, &desired.policy_arn()).await?.is_none()),
        Call::DeleteBucket => nothing_but(bucket::whereabouts(&read.s3, desired).await? == Whereabouts::Nowhere),
        Call::DeleteAlias => match &desired.key {
            // Gone, or somebody else's by now: either way there is nothing left to delete.
            Some(wanted) => nothing_but(kms::behind_alias(&read.kms, wanted.alias.as_str()).await?.as_ref() != key),
            None => Some(Output::Nothing),
        },
        Call::ScheduleKeyDeletion | Call::CancelKeyDeletion | Call::EnableKey => match key {
            Some(key) => nothing_but(key_is(kms::read(&read.kms, key).await, call)?),
            None => None,
        },
        call => match call.setting() {
            Some(setting) => {
                let value = bucket::value(&read.s3, desired, setting).await?;
                nothing_but(value.is_some_and(|value| plan.leaves(call, &value, key)))
            }
            None => None,
        },
    })
}

/// The key this setup made: by its alias, or by its tag where the alias was not made yet.
async fn made_key(clients: &Clients, desired: &Desired) -> Result<Option<KeyArn>, AwsFailure> {
    let kms = &clients.read.kms;
    if let Some(wanted) = &desired.key
        && let Some(key) = kms::behind_alias(kms, wanted.alias.as_str()).await?
        && is_ours(desired, kms::tags_of(kms, key.key_id()).await?)
    {
        return Ok(Some(key));
    }
    kms::find_by_tag(kms, &desired.setup).await
}

/// Whether a key is as a call about its deletion leaves it.
fn key_is(found: Result<KeyState, AwsFailure>, call: Call) -> Result<bool, AwsFailure> {
    match found {
        Ok(state) => Ok(match call {
            Call::EnableKey => state.state == "Enabled",
            _ => (state.state == "PendingDeletion") == (call == Call::ScheduleKeyDeletion),
        }),
        Err(failure) if failure.kind == FailureKind::Refused(Cause::KeyNotThere) => Ok(call.takes_back()),
        Err(failure) => Err(failure),
    }
}

/// The role, when this setup made it and it lets in whom it shall.
async fn our_role(clients: &Clients, desired: &Desired) -> Result<Option<RoleState>, AwsFailure> {
    let wanted = documents::trust(&desired.role, desired.account.partition);
    let found = iam::find_role(&clients.read.iam, &desired.role.name).await?;
    Ok(found.filter(|found| owner(&found.tags, &desired.setup) == Owner::Us && is(&found.trust, &wanted)))
}

/// Whether the role denies everything to earlier sessions.
async fn is_revoked(clients: &Clients, desired: &Desired) -> Result<bool, AwsFailure> {
    let role = iam::find_role(&clients.read.iam, &desired.role.name).await?;
    let names = role.as_ref().and_then(|role| role.inline.known());
    Ok(names.is_some_and(|names| names.iter().any(|name| name == documents::REVOKE_NAME)))
}

/// Whether the role lets in whom this document says.
async fn trust_is(clients: &Clients, desired: &Desired, wanted: Option<&PolicyDocument>) -> Result<bool, AwsFailure> {
    let found = iam::find_role(&clients.read.iam, &desired.role.name).await?;
    Ok(found.zip(wanted).is_some_and(|(found, wanted)| is(&found.trust, wanted)))
}

fn permissions(desired: &Desired, key: Option<&KeyArn>) -> Option<PolicyDocument> {
    match desired.key_slot(key) {
        KeySlot::ToBeMade => None,
        slot @ (KeySlot::NoKey | KeySlot::Arn(_)) => Some(documents::permissions(&desired.bucket_arn(), slot)),
    }
}

fn is(found: &Reading<PolicyDocument>, wanted: &PolicyDocument) -> bool {
    found.known().is_some_and(|found| same_meaning(found, wanted))
}

fn is_ours(desired: &Desired, tags: TagSet) -> bool {
    owner(&Reading::Known(tags), &desired.setup) == Owner::Us
}
