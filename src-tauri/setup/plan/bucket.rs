//! What happens to the bucket and its settings, new or theirs.

use super::{Action, Change, Subject, encryption_is, kept_if};
use crate::setup::desired::{Desired, Encryption, KeyRef};
use crate::setup::documents;
use crate::setup::found::{
    BucketState, Found, FoundBucket, FoundEncryption, LifecycleRule, Owner, PublicAccess, Reading, owner,
};
use crate::setup::keeping;
use crate::setup::refusal::PlanRefusal;
use crate::setup::theirs::{BucketOrigin, BucketSetting, BucketValue};
use crate::setup::values::KeyArn;

impl Subject {
    /// The setting of a bucket they have that it is about.
    #[must_use]
    pub const fn setting(self) -> Option<BucketSetting> {
        match self {
            Self::PublicAccess => Some(BucketSetting::PublicAccess),
            Self::Encryption => Some(BucketSetting::Encryption),
            Self::HttpsOnly => Some(BucketSetting::HttpsOnly),
            Self::Versioning => Some(BucketSetting::Versioning),
            Self::Lifecycle => Some(BucketSetting::Lifecycle),
            Self::BucketTags => Some(BucketSetting::Tags),
            Self::Key
            | Self::Rotation
            | Self::Alias
            | Self::Bucket
            | Self::Policy
            | Self::Role
            | Self::Attachment
            | Self::EarlierSessions => None,
        }
    }
}

pub(super) fn plan(desired: &Desired, found: &Found, key: Option<&KeyArn>, changes: &mut Vec<Change>) {
    let name = desired.bucket.name.clone();
    let mut add = |subject, action| changes.push(Change { subject, action });
    let state = match (&found.bucket, &desired.bucket.origin) {
        (FoundBucket::Absent, BucketOrigin::New) => return all_new(desired, &mut add),
        (FoundBucket::Absent, BucketOrigin::Theirs { .. }) => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketMissing { name }));
        }
        (FoundBucket::Foreign, BucketOrigin::Theirs { .. }) => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketHidden { name }));
        }
        (FoundBucket::Foreign, BucketOrigin::New) => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketTaken { name }));
        }
        (FoundBucket::ElsewhereInAccount(region), _) => {
            return add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketElsewhere { name, region: region.clone() }));
        }
        (FoundBucket::Here(state), _) => state,
    };
    match (&desired.bucket.origin, owner(&state.tags, &desired.setup)) {
        (BucketOrigin::New, Owner::Us) => settings(desired, state, key, &mut add),
        (BucketOrigin::Theirs { filled, .. }, Owner::Us | Owner::Stranger) => {
            // Once the role is there, what is in the bucket may be Vonage's already.
            match state.filled.as_ref().filter(|_| !filled && found.role.is_none()) {
                Some(Reading::Known(true)) => add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketFilled { name })),
                Some(Reading::Unknown(why)) => {
                    add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketUnseen { why: why.clone() }));
                }
                Some(Reading::Known(false)) | None => settings(desired, state, key, &mut add),
            }
        }
        (_, owner) => add(Subject::Bucket, Action::Refuse(PlanRefusal::BucketNotOurs { name, owner })),
    }
}

fn all_new(desired: &Desired, add: &mut impl FnMut(Subject, Action)) {
    for subject in [Subject::Bucket, Subject::PublicAccess, Subject::Encryption, Subject::HttpsOnly] {
        add(subject, Action::Create);
    }
    if desired.bucket.versioning {
        add(Subject::Versioning, Action::Create);
    }
    add(Subject::Lifecycle, Action::Create);
}

fn settings(desired: &Desired, state: &BucketState, key: Option<&KeyArn>, add: &mut impl FnMut(Subject, Action)) {
    let origin = &desired.bucket.origin;
    // What nobody ticked stays, whatever it is.
    let or_left = |subject: Subject, action: Action| match subject.setting() {
        Some(setting) if !origin.sets(setting) && action != Action::Keep => Action::Leave,
        _ => action,
    };
    add(Subject::Bucket, Action::Keep);
    let blocked = kept_if(state.public_access.known() == Some(&Some(PublicAccess::BLOCKED)));
    let public_access = if_readable(origin, &state.public_access, blocked);
    add(Subject::PublicAccess, or_left(Subject::PublicAccess, public_access));
    add(Subject::Encryption, encryption(desired, &state.encryption, key));
    add(Subject::HttpsOnly, or_left(Subject::HttpsOnly, https_only(desired, state)));
    if let Some(action) = versioning(desired, state) {
        let action = if_readable(origin, &state.versioning, action);
        add(Subject::Versioning, or_left(Subject::Versioning, action));
    }
    add(Subject::Lifecycle, or_left(Subject::Lifecycle, lifecycle(desired, &state.lifecycle)));
    if !origin.is_new() {
        add(Subject::BucketTags, or_left(Subject::BucketTags, tags(desired, state)));
    }
}

/// What cannot be read of a bucket of theirs is not written either: nobody could set it back.
fn if_readable<T>(origin: &BucketOrigin, found: &Reading<T>, action: Action) -> Action {
    match found {
        Reading::Unknown(why) if !origin.is_new() => Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
        _ => action,
    }
}

fn encryption(desired: &Desired, found: &Reading<FoundEncryption>, key: Option<&KeyArn>) -> Action {
    let wanted = &desired.bucket.encryption;
    if desired.bucket.origin.sets(BucketSetting::Encryption) {
        let kept = kept_if(found.known().is_some_and(|found| encryption_is(found, wanted, key)));
        return if_readable(&desired.bucket.origin, found, kept);
    }
    match found {
        Reading::Known(found) if stays_as(found) == *wanted => Action::Leave,
        // The documents name the key that the bucket had when they were shown.
        Reading::Known(_) => Action::Refuse(PlanRefusal::BucketKeyChanged { name: desired.bucket.name.clone() }),
        Reading::Unknown(why) => Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
    }
}

/// What a bucket's encryption means for the documents when it stays as it is: a key of theirs must be named in them, and
/// Amazon's own, also that of KMS, need not.
#[must_use]
pub fn stays_as(found: &FoundEncryption) -> Encryption {
    found.their_key.clone().map_or(Encryption::AmazonS3, |arn| Encryption::Kms(KeyRef::Known(arn)))
}

fn https_only(desired: &Desired, state: &BucketState) -> Action {
    match &state.policy {
        Reading::Known(policy) => {
            kept_if(policy.as_ref().is_some_and(|policy| documents::has_https_only(policy, &desired.bucket_arn())))
        }
        // Writing the policy replaces it all, and what cannot be read could not be sent again.
        Reading::Unknown(why) => Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
    }
}

fn versioning(desired: &Desired, state: &BucketState) -> Option<Action> {
    match (desired.bucket.versioning, state.versioning.known()) {
        (wanted, Some(&is)) if wanted == is => wanted.then_some(Action::Keep),
        _ => Some(Action::Set),
    }
}

fn lifecycle(desired: &Desired, found: &Reading<Vec<LifecycleRule>>) -> Action {
    let found = match found {
        Reading::Known(found) => found,
        Reading::Unknown(why) => return Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
    };
    let mut ours: Vec<_> = found.iter().filter(|rule| keeping::is_ours(&rule.id)).cloned().collect();
    ours.sort();
    let mut wanted = keeping::rules(&desired.bucket);
    wanted.sort();
    if ours == wanted {
        Action::Keep
    } else if keeping::can_be_sent(found) {
        Action::Set
    } else {
        // Writing the rules replaces them all, and rules that say something unknown here could not be sent again.
        Action::Refuse(PlanRefusal::LifecycleOfOthers { name: desired.bucket.name.clone() })
    }
}

fn tags(desired: &Desired, state: &BucketState) -> Action {
    match &state.tags {
        Reading::Known(_) => kept_if(owner(&state.tags, &desired.setup) == Owner::Us),
        Reading::Unknown(why) => Action::Refuse(PlanRefusal::BucketUnreadable { why: why.clone() }),
    }
}

/// What the settings of their bucket are like that the plan changes.
pub(super) fn before(desired: &Desired, found: &Found, changes: &[Change]) -> Vec<BucketValue> {
    match (&desired.bucket.origin, &found.bucket) {
        (BucketOrigin::Theirs { .. }, FoundBucket::Here(state)) => changes
            .iter()
            .filter(|change| change.action == Action::Set)
            .filter_map(|change| BucketValue::of(state, change.subject.setting()?))
            .collect(),
        _ => Vec::new(),
    }
}
