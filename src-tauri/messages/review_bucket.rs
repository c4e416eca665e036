//! How a bucket they have differs from a new one, and what may be changed of it.

use serde::Serialize;
use ts_rs::TS;

use super::review_facts::KEY_USD;
use crate::app::reviews::under_review::UnderReview;
use crate::app::reviews::understanding::ExistingBucket;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::BucketValue;
use crate::resources::comparison::{Comparison, Deviation, Value, View};
use crate::resources::desired::{
    BucketOrigin, Desired, DesiredBucket, Encryption, OLD_VERSIONS_DAYS, UNFINISHED_UPLOAD_DAYS,
};
use crate::resources::lifecycle;
use crate::resources::observed::{ObservedBucket, ObservedSetup};
use crate::values::RetentionDays;

/// A setting of a bucket they have that a new bucket would have otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BucketDifference {
    /// Which.
    pub setting: BucketSetting,
    /// What the bucket has.
    pub now: BucketNow,
    /// What it would be, where the setting alone does not say that.
    pub would_be: Option<BucketWouldBe>,
    /// The person ticked that it shall be changed.
    pub ticked: bool,
    /// It can be changed.
    pub can_change: bool,
}

/// What a bucket has of a setting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BucketNow {
    /// AWS did not say. What cannot be read cannot be set back either.
    Unread {
        /// The call that was refused.
        call: String,
        /// AWS's error code.
        code: Option<String>,
    },
    /// A value.
    Is {
        /// As AWS has it.
        value: BucketValue,
        /// How many deletion rules of it are not this program's.
        other_rules: usize,
    },
}

/// What a setting of a bucket would be, were it changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BucketWouldBe {
    /// Encryption of new files.
    Encryption {
        /// With which key.
        with: Encryption,
        /// What a new key costs a month, in US dollars.
        key_usd: f64,
    },
    /// Versioning.
    Versioning {
        /// It is switched on, and not paused.
        on: bool,
    },
    /// The deletion rules.
    Lifecycle {
        /// Days until files are deleted; without, they stay.
        days: Option<u32>,
        /// Days after which an unfinished upload goes.
        unfinished_days: i32,
        /// Days after which an old version goes.
        old_versions_days: i32,
    },
}

/// Every difference, in the order of the settings; none for a new bucket.
pub(super) fn differences(under_review: &UnderReview) -> Vec<BucketDifference> {
    let Some(existing) = &under_review.existing else { return Vec::new() };
    let desired = &under_review.plan.desired;
    BucketSetting::ALL.into_iter().filter_map(|setting| difference(desired, existing, setting)).collect()
}

fn difference(desired: &Desired, existing: &ExistingBucket, setting: BucketSetting) -> Option<BucketDifference> {
    let (now, can_change) = match compared(desired, existing, setting)? {
        Comparison::Unread(why) => (BucketNow::Unread { call: why.call, code: why.code }, false),
        Comparison::Differs(Deviation { before: Value::Setting(value), .. })
        | Comparison::Added(Deviation { before: Value::Setting(value), .. }) => {
            let can_be_kept = can_be_kept(&value);
            (BucketNow::Is { other_rules: other_rules(&value), value }, can_be_kept)
        }
        Comparison::Same | Comparison::Differs(_) | Comparison::Added(_) => return None,
    };
    let would_be = match setting {
        BucketSetting::Encryption => Some(BucketWouldBe::Encryption { with: existing.wish.clone(), key_usd: KEY_USD }),
        BucketSetting::Versioning => Some(BucketWouldBe::Versioning { on: desired.bucket.versioning }),
        BucketSetting::Lifecycle => Some(BucketWouldBe::Lifecycle {
            days: desired.bucket.retention.map(RetentionDays::get),
            unfinished_days: UNFINISHED_UPLOAD_DAYS,
            old_versions_days: OLD_VERSIONS_DAYS,
        }),
        // There is one way that they would be.
        _ => None,
    };
    Some(BucketDifference { setting, now, would_be, ticked: desired.bucket.origin.sets(setting), can_change })
}

/// The setting of the bucket beside what it would be, were everything ticked.
fn compared(desired: &Desired, existing: &ExistingBucket, setting: BucketSetting) -> Option<Comparison> {
    let ticked = BucketOrigin::Existing { change: BucketSetting::ALL.into_iter().collect(), filled: true };
    let bucket = DesiredBucket { origin: ticked, encryption: existing.wish.clone(), ..desired.bucket.clone() };
    let all_ticked = Desired { bucket, ..desired.clone() };
    let found =
        ObservedSetup { bucket: ObservedBucket::Here(Box::new(existing.state.clone())), ..ObservedSetup::nothing() };
    let view = View { desired: &all_ticked, key: all_ticked.known_key(), found: &found };
    (setting.rules().resource.rules().compare)(&view)
}

/// Rules of existing that say something unknown here could not be sent again beside the program's.
fn can_be_kept(value: &BucketValue) -> bool {
    !matches!(value, BucketValue::Lifecycle(rules) if !lifecycle::can_be_sent(rules))
}

fn other_rules(value: &BucketValue) -> usize {
    match value {
        BucketValue::Lifecycle(rules) => lifecycle::others_of(rules).count(),
        _ => 0,
    }
}
