//! The key that new files in the bucket are encrypted with.

use super::action::Action;
use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketValue, ObservedEncryption};
use super::call::Call;
use super::comparison::{Comparison, Deviation, Value, View};
use super::desired::{Desired, Encryption, KeyRef};
use super::managed_policy::KeySlot;
use super::parameter::{Parameter, ParameterValue};
use super::refusal::PlanRefusal;
use super::resource::Resource;
use super::rules::{Observable, Rules, SettingRules};
use super::setting;
use super::step::Step;
use super::write::{Purpose, Write, Written};
use crate::values::KeyArn;

/// S3's name for encryption with its own key.
const AES256: &str = "AES256";
const KMS: &str = "aws:kms";

pub(super) const RULES: Rules = Rules {
    step: Step::Encryption,
    arn: |desired, _| desired.bucket_arn().to_string(),
    observable: Observable::Setting(BucketSetting::Encryption),
    reads: &[("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration")],
    compare,
    plan,
    is_written: |desired| desired.bucket.origin.sets(BucketSetting::Encryption),
    create: Some(Call::PutBucketEncryption),
    set: Some(Call::PutBucketEncryption),
    parameters: |desired, key| {
        let with = match &desired.bucket.encryption {
            Encryption::AmazonS3 => ParameterValue::Written { text: AES256.to_owned() },
            Encryption::Kms(_) => ParameterValue::Kms { key: key.map(ToString::to_string) },
        };
        vec![Parameter { name: None, value: with }, Parameter::written("BlockedEncryptionTypes", &"SSE-C")]
    },
};

pub(super) const SETTING: SettingRules = SettingRules {
    resource: Resource::Encryption,
    shared: false,
    value: |state| {
        // Whose key it is is not part of the setting.
        let found = state.encryption.known().cloned();
        found.map(|found| BucketValue::Encryption(ObservedEncryption { their_key: None, ..found }))
    },
    same: |is, wanted| match (is, wanted) {
        (BucketValue::Encryption(is), BucketValue::Encryption(wanted)) => self::is(is, wanted),
        _ => false,
    },
    as_made: |value| matches!(value, BucketValue::Encryption(encryption) if encryption.key.is_none()),
    reverted: |view, was, is| match is {
        BucketValue::Encryption(is) if is_as_desired(is, &view.desired.bucket.encryption, view.key) => {
            Some(was.clone())
        }
        _ => None,
    },
    restored_by: |_| Call::RestoreBucketEncryption,
};

pub(super) const PUT: Write = Write {
    resource: Resource::Encryption,
    name: "s3:PutBucketEncryption",
    actions: &["s3:PutEncryptionConfiguration"],
    after: &[Call::CreateBucket, Call::CreateKey],
    purpose: Purpose::Make,
    written: |intent| {
        let encryption = desired(intent.desired, intent.key)?;
        Some(Written::Setting(BucketValue::Encryption(encryption)))
    },
    took_effect: setting::took_effect,
};

pub(super) const RESTORE: Write = Write {
    after: setting::REVERT_AFTER,
    purpose: Purpose::Revert,
    written: |intent| setting::back(intent, BucketSetting::Encryption),
    ..PUT
};

/// The default encryption to write; `None` while its key is still to be made. New buckets have encryption with keys that
/// customers send along blocked, and the call replaces the whole rule
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html>).
#[must_use]
pub fn desired(desired: &Desired, key: Option<&KeyArn>) -> Option<ObservedEncryption> {
    let rule = |algorithm: &str, key: Option<&KeyArn>| ObservedEncryption {
        algorithm: algorithm.to_owned(),
        key: key.map(ToString::to_string),
        their_key: None,
        bucket_key: key.is_some(),
        sse_c_blocked: Some(true),
    };
    match desired.key_slot(key) {
        KeySlot::NoKey => Some(rule(AES256, None)),
        KeySlot::Arn(arn) => Some(rule(KMS, Some(arn))),
        KeySlot::ToBeMade => None,
    }
}

/// Whether a bucket's encryption is this one. SSE-C is compared only when AWS says anything about it.
pub(super) fn is(found: &ObservedEncryption, wanted: &ObservedEncryption) -> bool {
    let sse_c = match (found.sse_c_blocked, wanted.sse_c_blocked) {
        (Some(found), Some(wanted)) => found == wanted,
        (None, _) | (_, None) => true,
    };
    sse_c
        && found.algorithm == wanted.algorithm
        && (wanted.algorithm == AES256 || (found.bucket_key == wanted.bucket_key && found.key == wanted.key))
}

/// Whether a bucket's encryption is what is wanted of it.
#[must_use]
pub fn is_as_desired(found: &ObservedEncryption, wanted: &Encryption, key: Option<&KeyArn>) -> bool {
    found.sse_c_blocked != Some(false)
        && match wanted {
            Encryption::AmazonS3 => found.algorithm == AES256,
            Encryption::Kms(key_ref) => {
                let wanted = match key_ref {
                    KeyRef::Known(arn) => Some(arn),
                    KeyRef::New => key,
                };
                found.algorithm == KMS
                    && found.bucket_key
                    && wanted.is_some_and(|arn| found.key.as_deref() == Some(arn.as_str()))
            }
        }
}

/// What a bucket's encryption means for the documents when it stays as it is: a key of theirs must be named in them, and
/// Amazon's own, also that of KMS, need not.
#[must_use]
pub fn stays_as(found: &ObservedEncryption) -> Encryption {
    found.their_key.clone().map_or(Encryption::AmazonS3, |arn| Encryption::Kms(KeyRef::Known(arn)))
}

fn compare(view: &View<'_>) -> Option<Comparison> {
    let wanted = &view.desired.bucket.encryption;
    let is_right = |found: &ObservedEncryption| {
        if view.desired.bucket.origin.sets(BucketSetting::Encryption) {
            is_as_desired(found, wanted, view.key)
        } else {
            // The documents name the key that the bucket had when they were shown.
            stays_as(found) == *wanted
        }
    };
    setting::compare(
        view,
        |state| &state.encryption,
        |found| {
            Comparison::same_if(is_right(found), || {
                let after = desired(view.desired, view.key).map_or(Value::Ours, value);
                Deviation::new(value(found.clone()), after)
            })
        },
    )
}

const fn value(encryption: ObservedEncryption) -> Value {
    setting::value(BucketValue::Encryption(encryption))
}

fn plan(view: &View<'_>) -> Option<Action> {
    let action = setting::plan(view, BucketSetting::Encryption)?;
    let bucket = &view.desired.bucket;
    if action == Action::Create || bucket.origin.sets(BucketSetting::Encryption) {
        return Some(action);
    }
    Some(match compare(view)? {
        Comparison::Unread(why) => Action::Refuse(PlanRefusal::BucketUnreadable { why }),
        Comparison::Differs(_) => Action::Refuse(PlanRefusal::BucketKeyChanged { name: bucket.name.clone() }),
        Comparison::Same | Comparison::Added(_) => Action::Leave,
    })
}
