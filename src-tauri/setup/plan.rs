//! From what is wanted and what exists to what is to be done. Pure and deterministic.

mod baseline;
mod bucket;

pub use baseline::Baseline;
pub use bucket::stays_as;

use serde::Serialize;

use super::account::Account;
use super::desired::{Desired, Encryption, KeyRef};
use super::documents::{self, KeySlot};
use super::fingerprint::Fingerprint;
use super::found::{Found, FoundBucket, FoundEncryption, FoundKey, KeyState, LifecycleRule, Owner, RoleState, owner};
use super::refusal::PlanRefusal;
use super::request::Request;
use super::step::Step;
use super::tags::TagSet;
use super::theirs::{BucketSetting, BucketValue};
use super::values::{KeyArn, ProgramTag};
use super::{keeping, tags};
use crate::policy::{PolicyDocument, same_meaning};

/// What is wanted, and what is missing of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What shall exist.
    pub desired: Desired,
    /// What was found when the plan was made. What is written over it is written only while it is still so; see
    /// [`Plan::baseline`].
    pub seen: Box<Found>,
    /// The fingerprint of [`Plan::desired`], and of every document that is written over settings which others share.
    pub fingerprint: Fingerprint,
    /// What is to be done, one per resource or setting, in the order it is shown.
    pub changes: Vec<Change>,
    /// The key, where it has an ARN already: one they have, or ours from an earlier run.
    pub key: Option<KeyArn>,
    /// The bucket policy as it will be sent: the HTTPS rule and the statements of others that are there.
    pub bucket_policy: PolicyDocument,
    /// The bucket's lifecycle rules as they will be sent: ours, and those of others that are there.
    pub lifecycle: Vec<LifecycleRule>,
    /// What AWS wants said again with them; see [`super::found::BucketState::smallest_moved`].
    pub smallest_moved: Option<String>,
    /// The bucket's tags as they will be sent: ours, and those of others that are there.
    pub bucket_tags: TagSet,
    /// What the settings of a bucket they have are like before this plan changes them.
    pub before: Vec<BucketValue>,
    /// Whom a closed role lets in again; absent in every other plan.
    pub reopen: Option<PolicyDocument>,
    /// What a bucket they have is set back to; empty in a plan that makes something.
    pub back: Vec<BucketValue>,
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
    BucketTags,
    EarlierSessions,
}

impl Subject {
    /// The step it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Key | Self::Rotation | Self::Alias => Step::Key,
            Self::Bucket | Self::BucketTags => Step::Bucket,
            Self::PublicAccess => Step::PublicAccess,
            Self::Encryption => Step::Encryption,
            Self::HttpsOnly => Step::HttpsOnly,
            Self::Versioning | Self::Lifecycle => Step::Keeping,
            Self::Policy => Step::Policy,
            Self::Role | Self::EarlierSessions => Step::Role,
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
    /// It is ours or was ticked, and not as it shall be: it is written again.
    Set,
    /// It is a setting of a bucket they have that is not as a new bucket's would be, and nobody ticked it: it stays.
    Leave,
    /// It cannot be done; nothing is.
    Refuse(PlanRefusal),
}

impl Plan {
    /// Why the plan cannot be carried out; empty when it can.
    pub fn refusals(&self) -> impl Iterator<Item = &PlanRefusal> {
        self.changes.iter().filter_map(|change| match &change.action {
            Action::Refuse(refusal) => Some(refusal),
            Action::Keep | Action::Create | Action::Set | Action::Leave => None,
        })
    }

    /// Whether it would change a setting of a bucket they have that does not carry this setup's tag.
    #[must_use]
    pub fn changes_untagged_bucket(&self) -> bool {
        let FoundBucket::Here(state) = &self.seen.bucket else { return false };
        let sets = |change: &Change| change.action == Action::Set && change.subject.setting().is_some();
        owner(&state.tags, &self.desired.setup) != Owner::Us && self.changes.iter().any(sets)
    }

    /// Whether everything is there already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.changes.iter().all(|change| matches!(change.action, Action::Keep | Action::Leave))
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
    bucket::plan(&desired, found, key.as_ref(), &mut changes);
    plan_policy(&desired, found, key.as_ref(), &mut changes);
    plan_role(&desired, found, &mut changes);
    let there = match &found.bucket {
        FoundBucket::Here(bucket) => Some(bucket),
        _ => None,
    };
    let policy = there.and_then(|bucket| bucket.policy.known()).and_then(Option::as_ref);
    let rules = there.and_then(|bucket| bucket.lifecycle.known()).map_or(&[][..], Vec::as_slice);
    let their_tags = there.and_then(|bucket| bucket.tags.known());
    let bucket_policy = documents::with_https_only(policy, &desired.bucket_arn());
    let lifecycle = keeping::with_ours(&desired.bucket, rules);
    let smallest_moved = there.and_then(|bucket| bucket.smallest_moved.clone());
    let fingerprint = Covered::of(&desired, &bucket_policy, &lifecycle, smallest_moved.as_deref(), their_tags);
    let fingerprint = Fingerprint::of(&fingerprint)?;
    Ok(Plan {
        bucket_tags: tags::with_ours(&desired, &fingerprint, their_tags),
        before: bucket::before(&desired, found, &changes),
        back: Vec::new(),
        reopen: None,
        seen: Box::new(found.clone()),
        bucket_policy,
        lifecycle,
        smallest_moved,
        fingerprint,
        key,
        changes,
        desired,
    })
}

/// What a plan's fingerprint covers. A setting of theirs that nobody ticked is not written, so what stands there is not
/// part of it; the program's own tags follow from what is desired, and one of them is the fingerprint.
#[derive(Serialize)]
struct Covered<'a> {
    desired: &'a Desired,
    policy: Option<&'a PolicyDocument>,
    lifecycle: Option<(Vec<&'a LifecycleRule>, Option<&'a str>)>,
    tags: Option<Vec<(&'a str, &'a str)>>,
}

impl<'a> Covered<'a> {
    fn of(
        desired: &'a Desired,
        policy: &'a PolicyDocument,
        lifecycle: &'a [LifecycleRule],
        smallest_moved: Option<&'a str>,
        their_tags: Option<&'a TagSet>,
    ) -> Self {
        let origin = &desired.bucket.origin;
        // S3 promises no order.
        let mut rules: Vec<_> = lifecycle.iter().collect();
        rules.sort();
        let is_ours = |key: &str| key.starts_with(ProgramTag::PREFIX);
        let others = their_tags.into_iter().flatten().filter(|(key, _)| !is_ours(key));
        // Among our own rules it decides nothing, and AWS names it as soon as there are any.
        let smallest_moved = smallest_moved.filter(|_| rules.iter().any(|rule| !keeping::is_ours(&rule.id)));
        let writes_tags = !origin.is_new() && origin.sets(BucketSetting::Tags);
        Self {
            desired,
            policy: origin.sets(BucketSetting::HttpsOnly).then_some(policy),
            lifecycle: origin.sets(BucketSetting::Lifecycle).then_some((rules, smallest_moved)),
            tags: writes_tags.then(|| others.map(|(key, value)| (key.as_str(), value.as_str())).collect()),
        }
    }
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
    if found.role.as_ref().is_some_and(|state| was_stopped(desired, state)) {
        changes.push(Change { subject: Subject::EarlierSessions, action: Action::Set });
    }
}

/// Whether this program closed the role, so that what it denied to earlier sessions goes when the role lets somebody in.
fn was_stopped(desired: &Desired, state: &RoleState) -> bool {
    owner(&state.tags, &desired.setup) == Owner::Us
        && state.trust.known().is_some_and(|trust| same_meaning(trust, &documents::closed_trust()))
        && state.inline.known().is_some_and(|names| names.iter().any(|name| name == documents::REVOKE_NAME))
}

const fn kept_if(right: bool) -> Action {
    if right { Action::Keep } else { Action::Set }
}
