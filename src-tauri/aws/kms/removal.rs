//! What is taken back from KMS, and put back.

use aws_sdk_kms::Client;

use crate::aws::answer::Answer;
use crate::aws::error::failure::AwsFailure;
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::key::KEY_WAITS_DAYS;
use crate::values::KeyArn;

pub(in crate::aws) async fn delete_alias(kms: &Client, desired: &Desired) -> Result<Answer, AwsFailure> {
    const CALL: &str = Call::DeleteAlias.name();
    let alias = &desired.key.as_ref().ok_or_else(|| AwsFailure::key_to_be_made(CALL))?.alias;
    Answer::done(CALL, kms.delete_alias().alias_name(alias.as_str()).send().await)
}

/// Schedules the key's deletion. It cannot be used from then on, and until its date nothing is lost
/// (<https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html>).
pub(in crate::aws) async fn schedule(kms: &Client, key: Option<&KeyArn>) -> Result<Answer, AwsFailure> {
    const CALL: &str = Call::ScheduleKeyDeletion.name();
    Answer::done(
        CALL,
        kms.schedule_key_deletion().key_id(id(key, CALL)?).pending_window_in_days(KEY_WAITS_DAYS).send().await,
    )
}

/// Takes the deletion back. It leaves the key switched off
/// (<https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html>).
pub(in crate::aws) async fn cancel(kms: &Client, key: Option<&KeyArn>) -> Result<Answer, AwsFailure> {
    const CALL: &str = Call::CancelKeyDeletion.name();
    Answer::done(CALL, kms.cancel_key_deletion().key_id(id(key, CALL)?).send().await)
}

pub(in crate::aws) async fn enable(kms: &Client, key: Option<&KeyArn>) -> Result<Answer, AwsFailure> {
    const CALL: &str = Call::EnableKey.name();
    Answer::done(CALL, kms.enable_key().key_id(id(key, CALL)?).send().await)
}

fn id<'a>(key: Option<&'a KeyArn>, call: &'static str) -> Result<&'a str, AwsFailure> {
    key.map(KeyArn::key_id).ok_or_else(|| AwsFailure::key_to_be_made(call))
}
