//! A setup as somebody else's file has it: taken only where a form could have asked for exactly that. Pure.

use thiserror::Error;

use super::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use super::refusal::Refusal;
use super::request::desired;
use crate::resources::desired::BucketOrigin;
use crate::resources::desired::{Desired, Encryption, KeyRef};
use crate::values::{AccountId, BucketName, BucketNamespace, PrincipalArn, Region, TrustWholeAccount};

/// Why nobody can have asked for what a file says.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotAskable {
    /// A parser refuses a value, or the values do not fit each other.
    #[error("{}", .first.as_ref().map(ToString::to_string).unwrap_or_default())]
    Refused {
        /// The first refusal.
        first: Option<Refusal>,
    },
    /// Something in it does not follow from what can be typed.
    #[error("underivable")]
    Underivable,
}

/// The form that asks for exactly this, with nothing ticked: whoever goes on with it ticks for themselves whom to trust as
/// a whole and what to change of a bucket they have.
///
/// # Errors
/// When no form asks for exactly this.
pub fn form_of(claimed: &Desired) -> Result<Form, NotAskable> {
    let form = asking_for(claimed);
    let asked = desired(&form, &claimed.account).map_err(|problems| NotAskable::Refused {
        first: problems.into_iter().next().map(|problem| problem.refusal),
    })?;
    if asked != *claimed {
        return Err(NotAskable::Underivable);
    }
    Ok(unticked(form))
}

/// A form with none of the ticks that somebody must set with open eyes.
#[must_use]
pub fn unticked(form: Form) -> Form {
    Form { trust_whole_account: false, bucket_changes: Vec::new(), bucket_may_be_filled: false, ..form }
}

fn asking_for(desired: &Desired) -> Form {
    let [primary, secondary] = desired.role.principals.each_ref().map(ToString::to_string);
    let is_narrow = |text: &String| PrincipalArn::parse(text, TrustWholeAccount(false)).is_ok();
    let (bucket_changes, bucket_may_be_filled) = match &desired.bucket.origin {
        BucketOrigin::New => (Vec::new(), false),
        BucketOrigin::Existing { change, filled } => (change.iter().copied().collect(), *filled),
    };
    let bucket = &desired.bucket;
    let (bucket_mode, bucket_name) =
        typed_name(&bucket.name, &desired.account.id, &desired.region, !bucket.origin.is_new());
    let optional = |text: Option<String>| text.unwrap_or_default();
    Form {
        setup: desired.setup.to_string(),
        trust_whole_account: !is_narrow(&primary) || !is_narrow(&secondary),
        primary_service: primary,
        secondary_service: secondary,
        region: desired.region.to_string(),
        bucket_mode,
        bucket_name,
        bucket_changes,
        bucket_may_be_filled,
        encryption_mode: match &desired.bucket.encryption {
            Encryption::AmazonS3 => EncryptionMode::Amazon,
            Encryption::Kms(KeyRef::New) => EncryptionMode::NewKey,
            Encryption::Kms(KeyRef::Known(_)) => EncryptionMode::ExistingKey,
        },
        key_arn: optional(desired.known_key().map(ToString::to_string)),
        versioning: desired.bucket.versioning,
        keep: if desired.bucket.retention.is_some() { Keep::Days } else { Keep::Forever },
        retention_days: optional(desired.bucket.retention.map(|days| days.get().to_string())),
        policy_name: desired.policy.name.to_string(),
        role_name: desired.role.name.to_string(),
        role_path: desired.role.path.to_string(),
        external_id: optional(desired.role.external_id.as_ref().map(ToString::to_string)),
        permissions_boundary: optional(desired.role.boundary.as_ref().map(ToString::to_string)),
        description: desired.role.description.to_string(),
        tags: desired
            .tags
            .iter()
            .map(|tag| TypedTag { key: tag.key.to_string(), value: tag.value.to_string() })
            .collect(),
    }
}

/// A bucket's name as it would be typed.
pub(super) fn typed_name(
    name: &BucketName,
    account: &AccountId,
    region: &Region,
    existing: bool,
) -> (BucketMode, String) {
    let suffix = BucketName::account_regional_suffix(account, region);
    match (name.namespace(), name.as_str().strip_suffix(&suffix)) {
        _ if existing => (BucketMode::Existing, name.to_string()),
        (BucketNamespace::AccountRegional, Some(prefix)) => (BucketMode::AccountRegional, prefix.to_owned()),
        _ => (BucketMode::Ordinary, name.to_string()),
    }
}
