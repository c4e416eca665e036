//! How a bucket they have becomes again what it was: only where it still is as this setup made it. Pure.

use serde::Serialize;

use super::desired::Desired;
use super::documents;
use super::found::{BucketState, Owner, PublicAccess, Reading, owner};
use super::keeping;
use super::made::Made;
use super::plan::encryption_is;
use super::tags::{self, TagSet};
use super::theirs::{BucketSetting, BucketValue};
use super::values::KeyArn;

/// What setting a bucket back comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetBack {
    /// What is written.
    pub writes: Vec<BucketValue>,
    /// What a record from elsewhere says was there before, of settings that the bucket's own tag names: written only once
    /// it is ticked.
    pub offered: Vec<BucketValue>,
    /// What somebody else has changed since, and therefore stays.
    pub changed: Vec<BucketSetting>,
    /// What cannot be read, and therefore stays.
    pub unread: Vec<BucketSetting>,
}

/// Compares a bucket with what this setup made of it and says what to write.
#[must_use]
pub fn set_back(desired: &Desired, key: Option<&KeyArn>, made: &Made, now: &BucketState) -> SetBack {
    let mut all = compared(desired, key, &made.before, now);
    if owner(&now.tags, &desired.setup) == Owner::Us {
        let changed = now.tags.known().map(tags::changed_settings).unwrap_or_default();
        let known = |value: &BucketValue| made.before.iter().any(|own| own.setting() == value.setting());
        let claimed = made.claimed_before.iter().filter(|value| changed.contains(&value.setting()) && !known(value));
        all.offered = compared(desired, key, &claimed.cloned().collect::<Vec<_>>(), now).writes;
    }
    all
}

/// `before` holds what each setting was like before this setup changed it.
fn compared(desired: &Desired, key: Option<&KeyArn>, before: &[BucketValue], now: &BucketState) -> SetBack {
    let mut all = SetBack::default();
    for was in before {
        let setting = was.setting();
        let Some(is) = BucketValue::of(now, setting) else {
            all.unread.push(setting);
            continue;
        };
        if is == *was {
            continue;
        }
        match back(desired, key, was, &is) {
            Some(write) if write == is => {}
            Some(write) => all.writes.push(write),
            None => all.changed.push(setting),
        }
    }
    all
}

/// The value to write, or `None` when what is there is not this setup's. Policy, rules and tags hold others' parts too:
/// of them only this setup's part goes.
fn back(desired: &Desired, key: Option<&KeyArn>, was: &BucketValue, is: &BucketValue) -> Option<BucketValue> {
    match (was, is) {
        (BucketValue::PublicAccess(_), BucketValue::PublicAccess(is)) => {
            (*is == Some(PublicAccess::BLOCKED)).then(|| was.clone())
        }
        (BucketValue::Encryption(_), BucketValue::Encryption(is)) => {
            encryption_is(is, &desired.bucket.encryption, key).then(|| was.clone())
        }
        (BucketValue::Versioning(_), BucketValue::Versioning(is)) => {
            (*is == desired.bucket.versioning).then(|| was.clone())
        }
        (BucketValue::Policy(_), BucketValue::Policy(Some(is))) => {
            documents::without_https_only(is, &desired.bucket_arn()).map(BucketValue::Policy)
        }
        (BucketValue::Lifecycle(was), BucketValue::Lifecycle(is)) => {
            let (ours, mut others): (Vec<_>, Vec<_>) = is.iter().cloned().partition(|rule| keeping::is_ours(&rule.id));
            let mut wanted = keeping::rules(&desired.bucket);
            let mut found = ours;
            wanted.sort();
            found.sort();
            others.extend(was.iter().filter(|rule| keeping::is_ours(&rule.id)).cloned());
            (wanted == found && keeping::can_be_sent(&others)).then_some(BucketValue::Lifecycle(others))
        }
        (BucketValue::Tags(was), BucketValue::Tags(is)) => without_ours(desired, was, is).map(BucketValue::Tags),
        _ => None,
    }
}

/// The tags without those of this setup, each as it was before where it was there before.
fn without_ours(desired: &Desired, was: &TagSet, is: &TagSet) -> Option<TagSet> {
    let ours = tags::keys_of_bucket(desired);
    let is_ours = owner(&Reading::Known(is.clone()), &desired.setup) == Owner::Us;
    is_ours.then(|| {
        let mut back = is.clone();
        back.retain(|key, _| !ours.contains(key));
        back.extend(was.clone().into_iter().filter(|(key, _)| ours.contains(key)));
        back
    })
}
