//! How a bucket that existed before becomes again what it was: only where it still is as this setup made it.

use super::bucket_setting::BucketSetting;
use super::bucket_value::{BucketState, BucketValue};
use super::call::Call;
use super::comparison::View;
use super::made::Made;
use super::reading::{Owner, owner};
use super::removal_outcome::Revert;
use super::tags;

impl BucketValue {
    /// The value of a setting in a bucket; `None` when AWS did not say.
    #[must_use]
    pub fn of(state: &BucketState, setting: BucketSetting) -> Option<Self> {
        (setting.rules().value)(state)
    }

    /// Whether a bucket that has this value has `wanted`: in whatever order and words AWS gives it.
    #[must_use]
    pub fn is(&self, wanted: &Self) -> bool {
        self.setting() == wanted.setting() && (self.setting().rules().same)(self, wanted)
    }

    /// The call that sets the bucket back to this value.
    #[must_use]
    pub fn restored_by(&self) -> Call {
        (self.setting().rules().restored_by)(self)
    }
}

/// Compares a bucket that existed before with what this setup made of it, and says what to write.
#[must_use]
pub fn revert(view: &View<'_>, made: &Made, now: &BucketState) -> Revert {
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
fn compared(view: &View<'_>, before: &[BucketValue], now: &BucketState) -> Revert {
    let mut all = Revert::default();
    for was in before {
        let setting = was.setting();
        let Some(is) = BucketValue::of(now, setting) else {
            all.unread.push(setting);
            continue;
        };
        if is == *was {
            continue;
        }
        match (setting.rules().reverted)(view, was, &is) {
            Some(write) if write == is => {}
            Some(write) => all.writes.push(write),
            None => all.changed.push(setting),
        }
    }
    all
}
