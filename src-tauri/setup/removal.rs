//! What may be taken back of a setup: from what its journal knows and what AWS has now to what goes and what stays. Pure.

use serde::Serialize;

use super::calls::{Call, PlannedCall, in_order};
use super::desired::Desired;
use super::documents;
use super::fate::{Consent, Fate, Stays};
use super::found::{BucketState, Found, FoundBucket, FoundKey, Owner, PolicyState, Reading, RoleState, owner};
use super::made::Made;
use super::outgrown::Parts;
use super::plan::Plan;
use super::set_back::set_back;
use super::tags::TagSet;
use super::theirs::BucketValue;
use super::values::KeyArn;
use crate::policy::{PolicyDocument, same_meaning};

/// Days a key waits for its deletion, in which it can be had back: the longest AWS offers
/// (<https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html>).
pub const KEY_WAITS_DAYS: i32 = 30;

/// What AWS still has of a setup.
#[derive(Clone, Debug, PartialEq)]
pub struct Remains {
    /// As a look finds it; the key is the one this setup made, whatever its alias points at now.
    pub found: Found,
    /// The policy has versions besides the default one, which must go before it.
    pub old_versions: bool,
}

/// What happens to everything a setup made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Removal {
    /// The role.
    pub role: Fate,
    /// The policy.
    pub policy: Fate,
    /// The bucket.
    pub bucket: Fate,
    /// The key this setup made; absent without one. A key they have is never touched.
    pub key: Option<Fate>,
    /// The calls that must go before others can, as far as there is something for them.
    beforehand: Vec<Call>,
    /// It is about some parts only, and the others are in use.
    partial: bool,
}

impl Removal {
    /// Decides what happens to everything. Deleting takes that tag, unique id and document agree with what this setup
    /// made; the journal alone never suffices.
    #[must_use]
    pub fn of(desired: &Desired, made: &Made, remains: &Remains) -> Self {
        Self::of_parts(desired, made, remains, Parts::ALL)
    }

    /// As [`Removal::of`], and only of those parts of an earlier plan that the present one has no use for.
    #[must_use]
    pub fn of_parts(desired: &Desired, made: &Made, remains: &Remains, parts: Parts) -> Self {
        let found = &remains.found;
        // The journal may not know a key whose answer was lost; its tag does.
        let arn = made.key.as_ref().or_else(|| tagged_key(desired, &found.key));
        let role = found.role.as_ref().filter(|_| parts.role).map_or(Fate::Gone, |state| role(desired, made, state));
        let attached = attached(desired, made, found);
        let there = found.policy.as_ref().filter(|_| parts.policy);
        let policy = there.map_or(Fate::Gone, |state| policy(desired, made, arn, (&role, attached), state));
        let bucket = match &found.bucket {
            _ if !parts.bucket => Fate::Gone,
            there if desired.bucket.origin.is_new() => bucket(desired, &role, there),
            there => their_bucket(desired, made, arn, &role, there),
        };
        // A bucket that is still in use may hold what the key opens.
        let opens = if parts.bucket || !made.key_set || found.bucket == FoundBucket::Absent {
            bucket.clone()
        } else {
            Fate::Stays(Stays::BucketStays)
        };
        let key = desired.key.as_ref().filter(|_| parts.key).map(|_| key(desired, made, &opens, &found.key));
        let revoked = found.role.as_ref().and_then(|role| role.inline.known()).is_some_and(|names| is_revoked(names));
        let beforehand = [
            (Call::DetachRolePolicy, attached),
            (Call::AllowSessions, revoked),
            (Call::DeletePolicyVersion, parts.policy && remains.old_versions),
            (Call::DeleteAlias, matches!(&found.key, FoundKey::Here(state) if state.alias_is_ours)),
        ];
        let beforehand = beforehand.into_iter().filter_map(|(call, needed)| needed.then_some(call)).collect();
        Self { role, policy, bucket, key, beforehand, partial: parts != Parts::ALL }
    }

    /// The calls that carry it out, role first and key last.
    #[must_use]
    pub fn calls(&self, consent: &Consent) -> Vec<PlannedCall> {
        let role = self.role.goes(consent);
        // What keeps the role keeps all that the role could still reach.
        let role_is_over = role || self.role.is_over();
        let policy = self.policy.goes(consent) && (role_is_over || !self.has(Call::DetachRolePolicy));
        let bucket = self.bucket.goes(consent) && role_is_over;
        let back: Vec<Call> =
            if role_is_over { self.back().iter().map(BucketValue::restored_by).collect() } else { Vec::new() };
        let bucket_is_over = bucket || self.bucket.is_over() || !back.is_empty();
        let key = self.key.as_ref().is_some_and(|key| key.goes(consent)) && bucket_is_over;
        let before_bucket = [
            // The present plan may use the role that an earlier one's policy is attached to.
            (Call::DetachRolePolicy, (role || (self.partial && policy)) && self.has(Call::DetachRolePolicy)),
            (Call::AllowSessions, role && self.has(Call::AllowSessions)),
            (Call::DeleteRole, role),
            (Call::DeletePolicyVersion, policy && self.has(Call::DeletePolicyVersion)),
            (Call::DeletePolicy, policy),
        ];
        let from_bucket_on = [
            (Call::DeleteBucket, bucket),
            (Call::DeleteAlias, key && self.has(Call::DeleteAlias)),
            (Call::ScheduleKeyDeletion, key),
        ];
        let wanted = |(call, wanted): (Call, bool)| wanted.then_some(call);
        let calls = before_bucket.into_iter().filter_map(wanted).chain(back);
        in_order(&calls.chain(from_bucket_on.into_iter().filter_map(wanted)).collect::<Vec<_>>())
    }

    fn has(&self, call: Call) -> bool {
        self.beforehand.contains(&call)
    }

    /// What a bucket they have is set back to.
    #[must_use]
    pub fn back(&self) -> &[BucketValue] {
        match &self.bucket {
            Fate::SetBack(back) => &back.writes,
            _ => &[],
        }
    }

    /// The documents that were edited since, which go only with a second yes.
    pub fn edited(&self) -> impl Iterator<Item = &PolicyDocument> {
        [&self.role, &self.policy].into_iter().filter_map(|fate| match fate {
            Fate::Edited(document) => Some(&**document),
            _ => None,
        })
    }

    /// What could be set back on the word of a record from elsewhere, once it is ticked.
    #[must_use]
    pub fn offered(&self) -> &[BucketValue] {
        match &self.bucket {
            Fate::SetBack(back) => &back.offered,
            _ => &[],
        }
    }

    /// The same with what was ticked of [`Removal::offered`].
    #[must_use]
    pub fn with(mut self, consent: &Consent) -> Self {
        if let Fate::SetBack(back) = &mut self.bucket {
            let is_ticked = |value: &BucketValue| consent.set_back.contains(&value.setting());
            let (ticked, left) = std::mem::take(&mut back.offered).into_iter().partition(is_ticked);
            back.offered = left;
            back.writes.extend::<Vec<_>>(ticked);
        }
        self
    }

    /// Whether Vonage's way in is gone: role and policy.
    #[must_use]
    pub fn way_in_is_over(&self) -> bool {
        self.role.is_over() && self.policy.is_over()
    }

    /// Whether anything is there that this setup made.
    #[must_use]
    pub fn has_ours(&self) -> bool {
        let is_ours = |fate: &Fate| !matches!(fate, Fate::Gone | Fate::Stays(_));
        [&self.role, &self.policy, &self.bucket].into_iter().chain(&self.key).any(is_ours)
    }

    /// Whether nothing is left but what waits for its date.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.way_in_is_over() && self.bucket.is_over() && self.key.as_ref().is_none_or(Fate::is_over)
    }
}

impl Plan {
    /// The plan as what a removal is carried out with: the key that goes, and what a bucket they have is set back to.
    #[must_use]
    pub fn of_removal(self, made: &Made, removal: &Removal) -> Self {
        // One whose tag is gone is known by the journal alone; one that is only claimed is not.
        let key = if made.needs_tag { None } else { made.key.clone() };
        Self { key: key.or(self.key), back: removal.back().to_vec(), ..self }
    }
}

/// Whether something is what this setup made: its unique id agrees or, where the journal has none, its tag. That of a setup
/// from elsewhere has the tag in any case. `None` is yes.
fn not_ours(
    desired: &Desired,
    needs_tag: bool,
    made: Option<&String>,
    id: &str,
    tags: &Reading<TagSet>,
) -> Option<Stays> {
    match (owner(tags, &desired.setup), made) {
        (_, Some(made)) if made != id => Some(Stays::MadeAgain),
        (Owner::OtherSetup(setup), _) => Some(Stays::OtherSetup { setup }),
        (Owner::Us, _) => None,
        (Owner::Stranger, Some(_)) if !needs_tag => None,
        (Owner::Stranger, _) => Some(unreadable(tags).unwrap_or(Stays::NotOurs)),
    }
}

fn unreadable<T>(reading: &Reading<T>) -> Option<Stays> {
    match reading {
        Reading::Known(_) => None,
        Reading::Unknown(why) => Some(Stays::Unreadable { call: why.call.clone() }),
    }
}

fn unless_edited(found: &Reading<PolicyDocument>, wanted: Option<&PolicyDocument>) -> Fate {
    match found {
        Reading::Unknown(why) => Fate::Stays(Stays::Unreadable { call: why.call.clone() }),
        Reading::Known(found) if wanted.is_some_and(|wanted| same_meaning(found, wanted)) => Fate::Goes,
        Reading::Known(found) => Fate::Edited(Box::new(found.clone())),
    }
}

/// Whether our policy is attached to the role of our name.
fn attached(desired: &Desired, made: &Made, found: &Found) -> bool {
    let policy = desired.policy_arn().to_string();
    let may_be_touched = |role: &&RoleState| !made.needs_tag || owner(&role.tags, &desired.setup) == Owner::Us;
    let list = found.role.as_ref().filter(may_be_touched).and_then(|role| role.attached.known());
    list.is_some_and(|attached| attached.contains(&policy))
}

fn role(desired: &Desired, made: &Made, state: &RoleState) -> Fate {
    if state.arn != desired.role_arn() {
        return Fate::Stays(Stays::NotOurs);
    }
    if let Some(why) = not_ours(desired, made.needs_tag, made.role.as_ref(), &state.id, &state.tags) {
        return Fate::Stays(why);
    }
    let policy = desired.policy_arn().to_string();
    let (attached, inline) = match (&state.attached, &state.inline) {
        (Reading::Known(attached), Reading::Known(inline)) => (attached, inline),
        (Reading::Unknown(why), _) | (_, Reading::Unknown(why)) => {
            return Fate::Stays(Stays::Unreadable { call: why.call.clone() });
        }
    };
    let inline = inline.iter().filter(|name| *name != documents::REVOKE_NAME);
    let more: Vec<&str> = attached.iter().filter(|arn| **arn != policy).chain(inline).map(String::as_str).collect();
    let is_closed = state.trust.known().is_some_and(|trust| same_meaning(trust, &documents::closed_trust()));
    if more.is_empty() && is_closed {
        Fate::Goes
    } else if more.is_empty() {
        unless_edited(&state.trust, Some(&documents::trust(&desired.role, desired.account.partition)))
    } else {
        Fate::Stays(Stays::HasMore { names: more.join(", ") })
    }
}

/// Whether this program closed the role to earlier sessions.
fn is_revoked(inline: &[String]) -> bool {
    inline.iter().any(|name| name == documents::REVOKE_NAME)
}

fn tagged_key<'a>(desired: &Desired, found: &'a FoundKey) -> Option<&'a KeyArn> {
    match found {
        FoundKey::Here(state) if owner(&state.tags, &desired.setup) == Owner::Us => Some(&state.arn),
        _ => None,
    }
}

fn policy(
    desired: &Desired,
    made: &Made,
    key: Option<&KeyArn>,
    (role, attached): (&Fate, bool),
    state: &PolicyState,
) -> Fate {
    if let Some(why) = not_ours(desired, made.needs_tag, made.policy.as_ref(), &state.id, &state.tags) {
        return Fate::Stays(why);
    }
    if attached && matches!(role, Fate::Stays(_)) {
        return Fate::Stays(Stays::RoleStays);
    }
    if state.attachments > i32::from(attached) {
        return Fate::Stays(Stays::UsedElsewhere);
    }
    let slot = desired.key_slot(key);
    let wanted = match slot {
        documents::KeySlot::ToBeMade => None,
        slot => Some(documents::permissions(&desired.bucket_arn(), slot)),
    };
    unless_edited(&state.document, wanted.as_ref())
}

fn bucket(desired: &Desired, role: &Fate, found: &FoundBucket) -> Fate {
    let ours = |state: &BucketState| match owner(&state.tags, &desired.setup) {
        Owner::Us => None,
        Owner::OtherSetup(setup) => Some(Stays::OtherSetup { setup }),
        Owner::Stranger => Some(unreadable(&state.tags).unwrap_or(Stays::NotOurs)),
    };
    match found {
        FoundBucket::Absent => Fate::Gone,
        FoundBucket::Foreign => Fate::Stays(Stays::Unseen),
        FoundBucket::ElsewhereInAccount(_) => Fate::Stays(Stays::NotOurs),
        FoundBucket::Here(state) => match ours(state) {
            Some(why) => Fate::Stays(why),
            None if matches!(role, Fate::Stays(_)) => Fate::Stays(Stays::RoleStays),
            None => Fate::Goes,
        },
    }
}

/// A bucket they have never goes, whatever its tags say.
fn their_bucket(desired: &Desired, made: &Made, key: Option<&KeyArn>, role: &Fate, found: &FoundBucket) -> Fate {
    match found {
        FoundBucket::Absent => Fate::Gone,
        FoundBucket::Foreign => Fate::Stays(Stays::Unseen),
        FoundBucket::ElsewhereInAccount(_) => Fate::Stays(Stays::NotOurs),
        FoundBucket::Here(_) if matches!(role, Fate::Stays(_)) => Fate::Stays(Stays::RoleStays),
        FoundBucket::Here(state) => Fate::SetBack(Box::new(set_back(desired, key, made, state))),
    }
}

fn key(desired: &Desired, made: &Made, bucket: &Fate, found: &FoundKey) -> Fate {
    let state = match found {
        FoundKey::Absent | FoundKey::NotAsked => return Fate::Gone,
        FoundKey::Unreadable(why) => return Fate::Stays(Stays::Unreadable { call: why.call.clone() }),
        FoundKey::Here(state) => state,
    };
    let made_key = made.key.as_ref().map(ToString::to_string);
    if let Some(why) = not_ours(desired, made.needs_tag, made_key.as_ref(), state.arn.as_str(), &state.tags) {
        Fate::Stays(why)
    } else if state.state == "PendingDeletion" {
        Fate::Scheduled(state.deletion)
    } else if matches!(bucket, Fate::Stays(_)) {
        Fate::Stays(Stays::BucketStays)
    } else if made.key_set && matches!(bucket, Fate::SetBack(_)) {
        Fate::Stays(Stays::MayOpenFiles)
    } else {
        Fate::Goes
    }
}
