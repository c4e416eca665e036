//! From what is wanted and what exists to what is to be done. Pure and deterministic.

use super::account::Account;
use super::desired::{Desired, Encryption, KeyRef};
use super::documents::{self, KeySlot};
use super::fingerprint::Fingerprint;
use super::found::{
    BucketState, Found, FoundBucket, FoundEncryption, FoundKey, KeyState, Owner, PublicAccess, Reading, owner,
};
use super::keeping;
use super::refusal::PlanRefusal;
use super::request::Request;
use super::step::Step;
use super::values::KeyArn;
use crate::policy::{PolicyDocument, same_meaning};

/// What is wanted, and what is missing of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What shall exist.
    pub desired: Desired,
    /// The fingerprint of [`Plan::desired`].
    pub fingerprint: Fingerprint,
    /// What is to be done, one per resource or setting, in the order it is shown.
    pub changes: Vec<Change>,
    /// The key, where it has an ARN already: one they have, or ours from an earlier run.
    pub key: Option<KeyArn>,
    /// The bucket policy as it will be sent: the HTTPS rule and the statements of others that are there.
    pub bucket_policy: PolicyDocument,
}

/// What happens to one resource or setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub subject: Subject,
    /// What happens.
    pub action: Action,
}

/// A resource or a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Subject {
    Key,
    Rotation,
    Alias,
    Bucket,
    PublicAccess,
    Encryption,
    HttpsOnly,
    Versioning,
    Lifecycle,
    Policy,
    Role,
    Attachment,
}

impl Subject {
    /// The step it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Key | Self::Rotation | Self::Alias => Step::Key,
            Self::Bucket => Step::Bucket,
            Self::PublicAccess => Step::PublicAccess,
            Self::Encryption => Step::Encryption,
            Self::HttpsOnly => Step::HttpsOnly,
            Self::Versioning | Self::Lifecycle => Step::Keeping,
            Self::Policy => Step::Policy,
            Self::Role => Step::Role,
            Self::Attachment => Step::Attach,
        }
    }
}

/// What happens to a resource or setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is there and as it shall be.
    Keep,
    /// It is made.
    Create,
    /// It is ours, and not as it shall be: it is written again.
    Set,
    /// It cannot be done; nothing is.
    Refuse(PlanRefusal),
}

impl Plan {
    /// Why the plan cannot be carried out; empty when it can.
    pub fn refusals(&self) -> impl Iterator<Item = &PlanRefusal> {
        self.changes.iter().filter_map(|change| match &change.action {
            Action::Refuse(refusal) => Some(refusal),
            Action::Keep | Action::Create | Action::Set => None,
        })
    }

    /// Whether everything is there already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.changes.iter().all(|change| change.action == Action::Keep)
    }
}

/// Plans a request in an account where `found` exists.
///
/// # Errors
/// Never in practice; see [`Fingerprint::of`].
pub fn plan(request: &Request, account: &Account, found: &Found) -> Result<Plan, serde_json::Error> {
    of_desired(request.desired(account), found)
}

/// Plans what is desired where `found` exists: how a run that was cut goes on from its record.
///
/// # Errors
/// Never in practice; see [`Fingerprint::of`].
pub fn of_desired(desired: Desired, found: &Found) -> Result<Plan, serde_json::Error> {
    let key = desired.known_key().cloned().or_else(|| our_key(&desired, found).map(|key| key.arn.clone()));
    let mut changes = Vec::new();
    plan_key(&desired, found, &mut changes);
    plan_bucket(&desired, found, key.as_ref(), &mut changes);
    plan_policy(&desired, found, key.as_ref(), &mut changes);
    plan_role(&desired, found, &mut changes);
    let there = match &found.bucket {
        FoundBucket::Here(bucket) => bucket.policy.known().and_then(Option::as_ref),
        _ => None,
    };
    Ok(Plan {
        fingerprint: Fingerprint::of(&desired)?,
        bucket_policy: documents::with_https_only(there, &desired.bucket_arn()),
        key,
        changes,
        desired,
    })
}

/// The new key of this setup, when an earlier run has made it.
fn our_key<'a>(desired: &Desired, found: &'a Found) -> Option<&'a KeyState> {
    match (&desired.key, &found.key) {
        (Some(_), FoundKey::Here(state)) if owner(&state.tags, &desired.setup) == Owner::Us => Some(state),
        _ => None,
    }
}

fn plan_key(desired: &Desired, found: &Found, changes: &mut Vec<Change>) {
    let mut add = |subject, action| changes.push(Change { subject, action });
    match (&desired.key, &found.key) {
        (Some(new), FoundKey::Here(state)) => {
            if owner(&state.tags, &desired.setup) != Owner::Us {
                add(Subject::Key, Action::Refuse(PlanRefusal::AliasTaken { alias: new.alias.clone() }));
            } else if let Some(refusal) = unusable(state) {
                add(Subject::Key, Action::Refuse(refusal));
            } else {
                add(Subject::Key, Action::Keep);
                add(Subject::Rotation, kept_if(state.rotation.known() == Some(&true)));
                add(Subject::Alias, if state.alias_is_ours { Action::Keep } else { Action::Create });
            }
        }
        (Some(_), FoundKey::NotAsked | FoundKey::Absent) => {
            for subject in [Subject::Key, Subject::Rotation, Subject::Alias] {
                add(subject, Action::Create);
            }
        }
        // An earlier run may have made it, and a second key would cost money every month.
        (Some(_), FoundKey::Unreadable(why)) => {
            add(Subject::Key, Action::Refuse(PlanRefusal::NewKeyUnreadable { why: why.clone() }));
        }
        (None, state) => {
            if let Some(arn) = desired.known_key() {
                let refusal = match state {
                    FoundKey::NotAsked => None,
                    FoundKey::Absent => Some(PlanRefusal::KeyMissing { key: arn.clone() }),
                    FoundKey::Unreadable(why) => Some(PlanRefusal::KeyUnreadable { why: why.clone() }),
                    FoundKey::Here(state) => unusable(state),
                };
                add(Subject::Key, refusal.map_or(Action::Keep, Action::Refuse));
            }
        }
    }
}

/// What S3 does not check about a key and `DescribeKey` says
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html>).
fn unusable(key: &KeyState) -> Option<PlanRefusal> {
    let arn = key.arn.clone();
    if key.manager != "CUSTOMER" {
        Some(PlanRefusal::KeyOfAmazon { key: arn })
    } else if key.usage != "ENCRYPT_DECRYPT" {
        Some(PlanRefusal::KeyForOtherUse { key: arn, usage: key.usage.clone() })
    } else if key.spec != "SYMMETRIC_DEFAULT" {
        Some(PlanRefusal::KeyAsymmetric { key: arn, spec: key.spec.clone() })
    } else if key.state != "Enabled" {
        Some(PlanRefusal::KeyNotEnabled { key: arn, state: key.state.clone() })
    } else {
        None
    }
}

fn plan_bucket(desired: &Desired, found: &Found, key: Option<&KeyArn>, changes: &mut Vec<Change>) {
    let mut add = |subject, action| changes.push(Change { subject, action });
    let name = desired.bucket.name.clone();
    let state = match &found.bucket {
        FoundBucket::Absent => {
            for subject in [Subject::Bucket, Subject::PublicAccess, Subject::Encryption, Subject::HttpsOnly] {
                add(subject, Action::Create);
            }
            if desired.bucket.versioning {
                add(Subject::Versioning, Action::Create);
            }
            add(Subject::Lifecycle, Action::Create);
            return;
        }
        FoundBucket::Foreign => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketTaken { name }));
        }
        FoundBucket::ElsewhereInAccount(region) => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketElsewhere { name, region: region.clone() }));
        }
        FoundBucket::Here(state) => state,
    };
    match owner(&state.tags, &desired.setup) {
        Owner::Us => plan_bucket_settings(desired, state, key, &mut add),
        other => add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketNotOurs { name, owner: other })),
    }
}

fn plan_bucket_settings(
    desired: &Desired,
    state: &BucketState,
    key: Option<&KeyArn>,
    add: &mut impl FnMut(Subject, Action),
) {
    add(Subject::Bucket, Action::Keep);
    add(Subject::PublicAccess, kept_if(state.public_access.known() == Some(&Some(PublicAccess::BLOCKED))));
    add(
        Subject::Encryption,
        kept_if(state.encryption.known().is_some_and(|found| encryption_is(found, &desired.bucket.encryption, key))),
    );
    add(
        Subject::HttpsOnly,
        match &state.policy {
            Reading::Known(policy) => {
                kept_if(policy.as_ref().is_some_and(|policy| documents::has_https_only(policy, &desired.bucket_arn())))
            }
            // Writing the policy replaces it all, and what cannot be read could not be sent again.
            Reading::Unknown(why) => Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
        },
    );
    match (desired.bucket.versioning, state.versioning.known()) {
        (wanted, Some(&is)) if wanted == is => {
            if wanted {
                add(Subject::Versioning, Action::Keep);
            }
        }
        _ => add(Subject::Versioning, Action::Set),
    }
    add(Subject::Lifecycle, plan_lifecycle(desired, &state.lifecycle));
}

fn plan_lifecycle(desired: &Desired, found: &Reading<Vec<super::found::LifecycleRule>>) -> Action {
    let wanted = keeping::rules(&desired.bucket);
    let found = match found {
        Reading::Known(found) => found,
        Reading::Unknown(why) => return Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
    };
    let is_ours = |id: &str| id == keeping::KEEP_RULE || id == keeping::MARKERS_RULE;
    let mut ours: Vec<_> = found.iter().filter(|rule| is_ours(&rule.id)).cloned().collect();
    ours.sort();
    let mut sorted = wanted;
    sorted.sort();
    if ours == sorted {
        Action::Keep
    } else if found.len() > ours.len() {
        // Writing the rules replaces them all, and rules of kinds this program does not know could not be sent again.
        Action::Refuse(PlanRefusal::LifecycleOfOthers { name: desired.bucket.name.clone() })
    } else {
        Action::Set
    }
}

/// Whether a bucket's encryption is what is wanted. SSE-C is compared only when AWS says anything about it.
#[must_use]
pub fn encryption_is(found: &FoundEncryption, wanted: &Encryption, key: Option<&KeyArn>) -> bool {
    found.sse_c_blocked != Some(false)
        && match wanted {
            Encryption::AmazonS3 => found.algorithm == "AES256",
            Encryption::Kms(key_ref) => {
                let wanted = match key_ref {
                    KeyRef::Known(arn) => Some(arn),
                    KeyRef::New => key,
                };
                found.algorithm == "aws:kms"
                    && found.bucket_key
                    && wanted.is_some_and(|arn| found.key.as_deref() == Some(arn.as_str()))
            }
        }
}

fn plan_policy(desired: &Desired, found: &Found, key: Option<&KeyArn>, changes: &mut Vec<Change>) {
    let action = match &found.policy {
        None => Action::Create,
        Some(state) => match owner(&state.tags, &desired.setup) {
            Owner::Us if state.arn == desired.policy_arn() => {
                let wanted = desired.key_slot(key);
                kept_if(
                    !matches!(wanted, KeySlot::ToBeMade)
                        && state.document.known().is_some_and(|document| {
                            same_meaning(document, &documents::permissions(&desired.bucket_arn(), wanted))
                        }),
                )
            }
            owner => Action::Refuse(PlanRefusal::PolicyNameTaken { arn: state.arn.clone(), owner }),
        },
    };
    changes.push(Change { subject: Subject::Policy, action });
}

fn plan_role(desired: &Desired, found: &Found, changes: &mut Vec<Change>) {
    let (role, attachment) = match &found.role {
        None => (Action::Create, Action::Create),
        Some(state) => match owner(&state.tags, &desired.setup) {
            Owner::Us if state.arn == desired.role_arn() => {
                let wanted = documents::trust(&desired.role, desired.account.partition);
                let attached = desired.policy_arn().to_string();
                (
                    kept_if(state.trust.known().is_some_and(|trust| same_meaning(trust, &wanted))),
                    match state.attached.known() {
                        Some(policies) if policies.contains(&attached) => Action::Keep,
                        _ => Action::Create,
                    },
                )
            }
            owner => (Action::Refuse(PlanRefusal::RoleNameTaken { arn: state.arn.clone(), owner }), Action::Create),
        },
    };
    changes.push(Change { subject: Subject::Role, action: role });
    changes.push(Change { subject: Subject::Attachment, action: attachment });
}

const fn kept_if(right: bool) -> Action {
    if right { Action::Keep } else { Action::Set }
}
