//! From what is wanted and what exists to what is to be done. Pure and deterministic.

use serde::Serialize;

use crate::policy::PolicyDocument;
use crate::resources::action::Action;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::{BucketValue, LifecycleRule};
use crate::resources::call::{Call, PlannedCall, in_order};
use crate::resources::comparison::View;
use crate::resources::desired::Desired;
use crate::resources::fingerprint::Fingerprint;
use crate::resources::observed::{ObservedBucket, ObservedSetup};
use crate::resources::reading::{Owner, TagSet, owner};
use crate::resources::refusal::PlanRefusal;
use crate::resources::write::{Intent, Written};
use crate::resources::{Resource, https_only, key, lifecycle, tags};
use crate::values::{KeyArn, ProgramTag};

/// What is wanted, and what is missing of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What shall exist.
    pub desired: Desired,
    /// What was found when the plan was made. What is written over it is written only while it is still so; see
    /// [`Plan::baseline`].
    pub seen: Box<ObservedSetup>,
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
    /// What AWS wants said again with them; see [`crate::resources::bucket_value::BucketState::smallest_moved`].
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

/// What happens to one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub resource: Resource,
    /// What happens.
    pub action: Action,
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
        let ObservedBucket::Here(state) = &self.seen.bucket else { return false };
        let sets = |change: &Change| change.action == Action::Set && change.resource.setting().is_some();
        owner(&state.tags, &self.desired.setup) != Owner::Us && self.changes.iter().any(sets)
    }

    /// Whether everything is there already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.changes.iter().all(|change| matches!(change.action, Action::Keep | Action::Leave))
    }

    /// The calls that carry it out, in the order they are shown. Nothing for what is kept, and none at all when anything is
    /// refused.
    #[must_use]
    pub fn calls(&self) -> Vec<PlannedCall> {
        if self.refusals().next().is_some() {
            return Vec::new();
        }
        let call = |change: &Change| match change.action {
            Action::Create => change.resource.rules().create,
            Action::Set => change.resource.rules().set,
            Action::Keep | Action::Leave | Action::Refuse(_) => None,
        };
        in_order(&self.changes.iter().filter_map(call).collect::<Vec<_>>())
    }

    /// What a call writes over what is there. `key` is the one this run made; without one, that of the plan is taken.
    #[must_use]
    pub fn written(&self, call: Call, key: Option<&KeyArn>) -> Option<Written> {
        (call.write().written)(&Intent {
            desired: &self.desired,
            key: key.or(self.key.as_ref()),
            bucket_policy: &self.bucket_policy,
            lifecycle: &self.lifecycle,
            bucket_tags: &self.bucket_tags,
            reopen: self.reopen.as_ref(),
            back: &self.back,
        })
    }
}

/// Plans what is desired where `found` exists.
///
/// # Errors
/// Never in practice; see [`Fingerprint::of`].
pub fn of_desired(desired: Desired, found: &ObservedSetup) -> Result<Plan, serde_json::Error> {
    let key = desired.known_key().cloned().or_else(|| key::ours(&desired, found).map(|key| key.arn.clone()));
    let view = View { desired: &desired, key: key.as_ref(), found };
    let changes: Vec<Change> = Resource::ALL
        .iter()
        .filter_map(|&resource| Some(Change { action: (resource.rules().plan)(&view)?, resource }))
        .collect();
    let there = view.bucket();
    let policy = there.and_then(|bucket| bucket.policy.known()).and_then(Option::as_ref);
    let rules = there.and_then(|bucket| bucket.lifecycle.known()).map_or(&[][..], Vec::as_slice);
    let their_tags = there.and_then(|bucket| bucket.tags.known());
    let bucket_policy = https_only::with(policy, &desired.bucket_arn());
    let lifecycle = lifecycle::with_ours(&desired.bucket, rules);
    let smallest_moved = there.and_then(|bucket| bucket.smallest_moved.clone());
    let fingerprint = Covered::of(&desired, &bucket_policy, &lifecycle, smallest_moved.as_deref(), their_tags);
    let fingerprint = Fingerprint::of(&fingerprint)?;
    Ok(Plan {
        bucket_tags: tags::with_ours(&desired, &fingerprint, their_tags),
        before: before(&view, &changes),
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

/// What the settings of a bucket that existed before are like that the plan changes.
fn before(view: &View<'_>, changes: &[Change]) -> Vec<BucketValue> {
    let Some(state) = view.bucket().filter(|_| !view.desired.bucket.origin.is_new()) else { return Vec::new() };
    changes
        .iter()
        .filter(|change| change.action == Action::Set)
        .filter_map(|change| BucketValue::of(state, change.resource.setting()?))
        .collect()
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
        let smallest_moved = smallest_moved.filter(|_| lifecycle::others_of(lifecycle).next().is_some());
        let writes_tags = !origin.is_new() && origin.sets(BucketSetting::Tags);
        Self {
            desired,
            policy: origin.sets(BucketSetting::HttpsOnly).then_some(policy),
            lifecycle: origin.sets(BucketSetting::Lifecycle).then_some((rules, smallest_moved)),
            tags: writes_tags.then(|| others.map(|(key, value)| (key.as_str(), value.as_str())).collect()),
        }
    }
}
