//! A setup that nobody here remembers, told from what it left in the account: the bucket's tags lead to the rest. Pure.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::claim::typed_name;
use super::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use super::refusal::{FormProblem, Refusal};
use super::request::{desired, keeping_encryption};
use crate::policy::{OneOrMany, PolicyDocument, Principal, PrincipalElement, same_meaning};
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::BucketState;
use crate::resources::desired::{Desired, Encryption, KeyRef};
use crate::resources::encryption::stays_as;
use crate::resources::lifecycle;
use crate::resources::observed::{ObservedBucket, ObservedSetup, PolicyState, RoleState};
use crate::resources::reading::{Owner, Reading, TagSet, owner};
use crate::resources::sessions;
use crate::resources::tags::changed_settings;
use crate::values::Account;
use crate::values::{BucketName, PrincipalArn, ProgramTag, Region, RoleName, SetupId, TrustWholeAccount, kind_of};

/// A bucket that carries this program's tags.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedBucket {
    /// Its name.
    pub name: BucketName,
    /// Where it is.
    pub region: Region,
    /// All its tags.
    pub tags: TagSet,
}

impl TaggedBucket {
    /// The id of its setup; `None` when the bucket has no such tag, or one that is no id.
    #[must_use]
    pub fn setup(&self) -> Option<SetupId> {
        SetupId::parse(self.tag(ProgramTag::Setup)?).ok()
    }

    /// The name of its role; `None` when the tag is gone or holds no name.
    #[must_use]
    pub fn role(&self) -> Option<RoleName> {
        RoleName::parse(self.tag(ProgramTag::Role)?).ok()
    }

    fn tag(&self, tag: ProgramTag) -> Option<&str> {
        self.tags.get(tag.key()).map(String::as_str)
    }
}

/// What the bucket's tags lead to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetupTraces {
    /// The role of the name that the bucket carries.
    pub role: Option<RoleState>,
    /// The policy attached to it that carries the setup's tag.
    pub policy: Option<PolicyState>,
}

/// Why a setup cannot be told from what is left of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum NotReconstructed {
    /// The bucket's tags were changed.
    #[serde(rename = "tags-changed")]
    TagsChanged,
    /// No role of that name.
    #[serde(rename = "role-gone")]
    RoleGone {
        /// The name.
        #[ts(type = "string")]
        name: RoleName,
    },
    /// A role of that name that this setup did not make.
    #[serde(rename = "role-not-ours")]
    RoleNotOurs {
        /// The name.
        #[ts(type = "string")]
        name: RoleName,
    },
    /// Something could not be read.
    #[serde(rename = "unreadable")]
    Unreadable {
        /// The call.
        call: String,
    },
    /// The role lets nobody in.
    #[serde(rename = "stopped")]
    Stopped,
    /// The role lets others in than a setup's does.
    #[serde(rename = "trust-edited")]
    TrustEdited,
    /// A value that this version does not take.
    #[serde(rename = "unfit")]
    Unfit {
        /// The first refusal.
        refusal: Option<Refusal>,
    },
}

/// The form that would ask for what is there, as far as it does not depend on the bucket's settings.
///
/// # Errors
/// When the bucket, or the role it names, no longer says enough.
pub fn form(account: &Account, bucket: &TaggedBucket, traces: &SetupTraces) -> Result<Form, NotReconstructed> {
    let (setup, name) = bucket.setup().zip(bucket.role()).ok_or(NotReconstructed::TagsChanged)?;
    let role = traces.role.as_ref().ok_or_else(|| NotReconstructed::RoleGone { name: name.clone() })?;
    match owner(&role.tags, &setup) {
        Owner::Us => {}
        Owner::OtherSetup(_) => return Err(NotReconstructed::RoleNotOurs { name }),
        Owner::Stranger => {
            known(&role.tags)?;
            return Err(NotReconstructed::RoleNotOurs { name });
        }
    }
    let (principals, external_id) = let_in(known(&role.trust)?)?;
    let key = bucket.tag(ProgramTag::Key);
    let existing = bucket.tag(ProgramTag::Bucket).is_some();
    let (bucket_mode, bucket_name) = typed_name(&bucket.name, &account.id, &bucket.region, existing);
    let whole = principals.iter().any(|text| PrincipalArn::parse(text, TrustWholeAccount(false)).is_err());
    let [primary_service, secondary_service] = principals;
    let path = |path: &str| if path == "/" { String::new() } else { path.to_owned() };
    Ok(Form {
        primary_service,
        secondary_service,
        trust_whole_account: whole,
        region: bucket.region.to_string(),
        bucket_mode,
        bucket_name,
        bucket_changes: changed(existing, key, &bucket.tags),
        bucket_may_be_filled: existing,
        encryption_mode: match key {
            Some(key) if key.starts_with("arn:") => EncryptionMode::ExistingKey,
            Some(_) => EncryptionMode::NewKey,
            None => EncryptionMode::Amazon,
        },
        key_arn: key.filter(|key| key.starts_with("arn:")).unwrap_or_default().to_owned(),
        // One that was detached and cannot be found is taken to have the role's name, as the program fills it in.
        policy_name: traces.policy.as_ref().map_or_else(|| name.to_string(), |policy| policy.arn.name().to_string()),
        role_name: name.to_string(),
        role_path: path(role.arn.path()),
        external_id: external_id.unwrap_or_default(),
        permissions_boundary: role.boundary.clone().unwrap_or_default(),
        tags: own_tags(known(&role.tags)?),
        ..Form::empty(setup.to_string())
    })
}

/// The form with what the bucket's settings say, and what shall exist by it.
///
/// # Errors
/// When this version does not take a value.
pub fn as_found(account: &Account, form: Form, found: &ObservedSetup) -> Result<(Form, Desired), NotReconstructed> {
    let ObservedBucket::Here(bucket) = &found.bucket else { return Err(NotReconstructed::TagsChanged) };
    let form = kept_as(form, bucket);
    let desired = provisional(account, &form)?;
    let desired = match bucket.encryption.known() {
        Some(encryption) => keeping_encryption(desired, encryption).map_err(|problem| unfit(vec![problem]))?,
        None => desired,
    };
    Ok((form, desired))
}

/// What shall exist by a form, before the bucket's settings are known.
///
/// # Errors
/// When this version does not take a value.
pub fn provisional(account: &Account, form: &Form) -> Result<Desired, NotReconstructed> {
    desired(form, account).map_err(unfit)
}

fn unfit(problems: Vec<FormProblem>) -> NotReconstructed {
    NotReconstructed::Unfit { refusal: problems.into_iter().next().map(|problem| problem.refusal) }
}

fn known<T>(reading: &Reading<T>) -> Result<&T, NotReconstructed> {
    match reading {
        Reading::Known(value) => Ok(value),
        Reading::Unknown(why) => Err(NotReconstructed::Unreadable { call: why.call.clone() }),
    }
}

/// The two principals and the external ID of a trust document that this program wrote. AWS keeps the order of a list, and
/// one that stands there twice only once.
fn let_in(trust: &PolicyDocument) -> Result<([String; 2], Option<String>), NotReconstructed> {
    if same_meaning(trust, &sessions::closed_trust()) {
        return Err(NotReconstructed::Stopped);
    }
    let [statement] = trust.statement.as_slice() else { return Err(NotReconstructed::TrustEdited) };
    let Some(PrincipalElement::Principal(Principal::Named(named))) = &statement.principal else {
        return Err(NotReconstructed::TrustEdited);
    };
    let principals = match named.aws.as_ref().map(OneOrMany::as_slice) {
        Some([one]) => [one.clone(), one.clone()],
        Some([primary, secondary]) => [primary.clone(), secondary.clone()],
        _ => return Err(NotReconstructed::TrustEdited),
    };
    let external_id = statement
        .condition
        .as_ref()
        .and_then(|condition| condition.get("StringEquals"))
        .and_then(|keys| keys.get("sts:ExternalId"))
        .and_then(|values| values.as_slice().first())
        .map(|value| value.as_text().into_owned());
    Ok((principals, external_id))
}

/// What was changed of a bucket of theirs, as far as its tags say: they name it or, from before they did, carry the alias of
/// a key that was made for it.
fn changed(existing: bool, key: Option<&str>, tags: &TagSet) -> Vec<BucketSetting> {
    let named = changed_settings(tags);
    match key {
        _ if !existing => Vec::new(),
        _ if !named.is_empty() => named.into_iter().collect(),
        Some(key) if !key.starts_with("arn:") => vec![BucketSetting::Encryption, BucketSetting::Tags],
        _ => vec![BucketSetting::Tags],
    }
}

fn own_tags(tags: &TagSet) -> Vec<TypedTag> {
    let is_own = |key: &str| !key.starts_with(ProgramTag::PREFIX) && !key.starts_with("aws:");
    let typed = |(key, value): (&String, &String)| TypedTag { key: key.clone(), value: value.clone() };
    tags.iter().filter(|(key, _)| is_own(key)).map(typed).collect()
}

/// How long files stay, and how they are encrypted where the bucket was theirs before. What cannot be read is taken to be
/// as the program fills it in; the checks say what they could not read.
fn kept_as(form: Form, bucket: &BucketState) -> Form {
    let keep = bucket.lifecycle.known().and_then(|rules| {
        let ours = rules.iter().find(|rule| rule.id == lifecycle::KEEP_RULE)?;
        ours.effect.as_ref()?.expire_days
    });
    let versioning = bucket.versioning.known().copied().unwrap_or(true);
    let form = Form {
        versioning,
        keep: if keep.is_some() { Keep::Days } else { Keep::Forever },
        retention_days: keep.map(|days| days.to_string()).unwrap_or_default(),
        ..form
    };
    let keeps_theirs = form.bucket_mode == BucketMode::Existing && form.encryption_mode != EncryptionMode::NewKey;
    match bucket.encryption.known().map(stays_as) {
        Some(Encryption::Kms(KeyRef::Known(key))) if keeps_theirs => {
            Form { encryption_mode: EncryptionMode::ExistingKey, key_arn: key.to_string(), ..form }
        }
        _ => form,
    }
}
