//! How a bucket that existed before becomes again what it was: only where it still is as this setup made it.

use super::bucket_value::BucketValue;
use super::comparison::View;
use super::fate::SetBack;
use super::made::Made;
use super::observed::{BucketState, Owner, owner};
use super::{bucket_tags, encryption, https_only, lifecycle, public_access, tags};
use crate::policy::same_meaning;

impl BucketValue {
    /// Whether a bucket that has this value has `wanted`: in whatever order and words AWS gives it.
    #[must_use]
    pub fn is(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Encryption(is), Self::Encryption(wanted)) => encryption::is(is, wanted),
            (Self::Policy(Some(is)), Self::Policy(Some(wanted))) => same_meaning(is, wanted),
            (Self::Lifecycle(is), Self::Lifecycle(wanted)) => lifecycle::same_rules(is, wanted),
            (is, wanted) => is == wanted,
        }
    }

    /// The value to write so that this setup's part of it is as it was, or `None` when what is there is not this setup's.
    /// Policy, rules and tags hold others' parts too: of them only this setup's part goes.
    fn reverted(&self, view: &View<'_>, is: &Self) -> Option<Self> {
        match (self, is) {
            (Self::PublicAccess(_), Self::PublicAccess(is)) => {
                public_access::is_blocked(is.as_ref()).then(|| self.clone())
            }
            (Self::Encryption(_), Self::Encryption(is)) => {
                encryption::is_as_desired(is, &view.desired.bucket.encryption, view.key).then(|| self.clone())
            }
            (Self::Versioning(_), Self::Versioning(is)) => {
                (*is == view.desired.bucket.versioning).then(|| self.clone())
            }
            (Self::Policy(_), Self::Policy(Some(is))) => {
                https_only::without(is, &view.desired.bucket_arn()).map(Self::Policy)
            }
            (Self::Lifecycle(was), Self::Lifecycle(is)) => {
                lifecycle::reverted(&view.desired.bucket, was, is).map(Self::Lifecycle)
            }
            (Self::Tags(was), Self::Tags(is)) => bucket_tags::reverted(view.desired, was, is).map(Self::Tags),
            _ => None,
        }
    }
}

/// Compares a bucket that existed before with what this setup made of it, and says what to write.
#[must_use]
pub fn set_back(view: &View<'_>, made: &Made, now: &BucketState) -> SetBack {
    let mut all = compared(view, &made.before, now);
    if owner(&now.tags, &view.desired.setup) == Owner::Us {
        let changed = now.tags.known().map(tags::changed_settings).unwrap_or_default();
        let known = |value: &BucketValue| made.before.iter().any(|own| own.setting() == value.setting());
        let claimed = made.claimed_before.iter().filter(|value| changed.contains(&value.setting()) && !known(value));
        all.offered = compared(view, &claimed.cloned().collect::<Vec<_>>(), now).writes;
    }
    all
}

/// `before` holds what each setting was like before this setup changed it.
fn compared(view: &View<'_>, before: &[BucketValue], now: &BucketState) -> SetBack {
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
        match was.reverted(view, &is) {
            Some(write) if write == is => {}
            Some(write) => all.writes.push(write),
            None => all.changed.push(setting),
        }
    }
    all
}
