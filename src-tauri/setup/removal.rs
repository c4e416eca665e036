//! What may be taken back of a setup: from what its journal knows and what AWS has now to what goes and what stays. Pure.

use serde::Serialize;

use super::plan::Plan;
use super::superseded::Parts;
use crate::policy::PolicyDocument;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::{Call, PlannedCall, in_order};
use crate::resources::comparison::View;
use crate::resources::desired::Desired;
use crate::resources::made::Made;
use crate::resources::observed::{ObservedBucket, ObservedKey, ObservedSetup};
use crate::resources::reading::{Owner, owner};
use crate::resources::removal_outcome::{Consent, RemovalOutcome, Stays};
use crate::resources::{attachment, bucket, key, managed_policy, role, sessions};
use crate::values::KeyArn;

/// What AWS still has of a setup.
#[derive(Clone, Debug, PartialEq)]
pub struct Remaining {
    /// As a look finds it; the key is the one this setup made, whatever its alias points at now.
    pub found: ObservedSetup,
    /// The policy has versions besides the default one, which must go before it.
    pub old_versions: bool,
}

/// What happens to everything a setup made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Removal {
    /// The role.
    pub role: RemovalOutcome,
    /// The policy.
    pub policy: RemovalOutcome,
    /// The bucket.
    pub bucket: RemovalOutcome,
    /// The key this setup made; absent without one. A key they have is never touched.
    pub key: Option<RemovalOutcome>,
    /// The calls that must go before others can, as far as there is something for them.
    beforehand: Vec<Call>,
    /// It is about some parts only, and the others are in use.
    partial: bool,
}

impl Removal {
    /// Decides what happens to everything. Deleting takes that tag, unique id and document agree with what this setup
    /// made; the journal alone never suffices.
    #[must_use]
    pub fn of(desired: &Desired, made: &Made, remaining: &Remaining) -> Self {
        Self::of_parts(desired, made, remaining, Parts::ALL)
    }

    /// As [`Removal::of`], and only of those parts of an earlier plan that the present one has no use for.
    #[must_use]
    pub fn of_parts(desired: &Desired, made: &Made, remaining: &Remaining, parts: Parts) -> Self {
        let found = &remaining.found;
        // The journal may not know a key whose answer was lost; its tag does.
        let arn = made.key.as_ref().or_else(|| tagged_key(desired, &found.key));
        let view = View { desired, key: arn, found };
        let there = found.role.as_ref().filter(|_| parts.role);
        let role = there.map_or(RemovalOutcome::Gone, |state| role::outcome(desired, made, state));
        let attached = attachment::is_to_be_detached(desired, made, found);
        let there = found.policy.as_ref().filter(|_| parts.policy);
        let policy = there.map_or(RemovalOutcome::Gone, |state| {
            managed_policy::outcome(desired, made, arn, (&role, attached), state)
        });
        let bucket = if parts.bucket { bucket::outcome(&view, made, &role) } else { RemovalOutcome::Gone };
        // A bucket that is still in use may hold what the key opens.
        let opens = if parts.bucket || !made.key_set || found.bucket == ObservedBucket::Absent {
            bucket.clone()
        } else {
            RemovalOutcome::Stays(Stays::BucketStays)
        };
        let wanted = desired.key.as_ref().filter(|_| parts.key);
        let key = wanted.map(|_| key::outcome(desired, made, &opens, &found.key));
        let revoked = found.role.as_ref().is_some_and(sessions::are_denied);
        let beforehand = [
            (Call::DetachRolePolicy, attached),
            (Call::AllowSessions, revoked),
            (Call::DeletePolicyVersion, parts.policy && remaining.old_versions),
            (Call::DeleteAlias, matches!(&found.key, ObservedKey::Here(state) if state.alias_is_ours)),
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
            RemovalOutcome::Revert(back) => &back.writes,
            _ => &[],
        }
    }

    /// The documents that were edited since, which go only with a second yes.
    pub fn edited(&self) -> impl Iterator<Item = &PolicyDocument> {
        [&self.role, &self.policy].into_iter().filter_map(|outcome| match outcome {
            RemovalOutcome::Edited(document) => Some(&**document),
            _ => None,
        })
    }

    /// What could be set back on the word of a record from elsewhere, once it is ticked.
    #[must_use]
    pub fn offered(&self) -> &[BucketValue] {
        match &self.bucket {
            RemovalOutcome::Revert(back) => &back.offered,
            _ => &[],
        }
    }

    /// The same with what was ticked of [`Removal::offered`].
    #[must_use]
    pub fn with(mut self, consent: &Consent) -> Self {
        if let RemovalOutcome::Revert(back) = &mut self.bucket {
            let is_ticked = |value: &BucketValue| consent.revert.contains(&value.setting());
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
        let is_ours = |outcome: &RemovalOutcome| !matches!(outcome, RemovalOutcome::Gone | RemovalOutcome::Stays(_));
        [&self.role, &self.policy, &self.bucket].into_iter().chain(&self.key).any(is_ours)
    }

    /// Whether nothing is left but what waits for its date.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.way_in_is_over() && self.bucket.is_over() && self.key.as_ref().is_none_or(RemovalOutcome::is_over)
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

/// The key of this setup by its tag.
fn tagged_key<'a>(desired: &Desired, found: &'a ObservedKey) -> Option<&'a KeyArn> {
    match found {
        ObservedKey::Here(state) if owner(&state.tags, &desired.setup) == Owner::Us => Some(&state.arn),
        _ => None,
    }
}
