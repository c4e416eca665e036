//! How a bucket they have differs from a new one, and what may be changed of it.

use serde::Serialize;
use ts_rs::TS;

use super::review_facts::KEY_USD;
use crate::app::under_review::UnderReview;
use crate::app::understanding::TheirBucket;
use crate::resources::bucket_value::{BucketSetting, BucketValue};
use crate::resources::comparison::{Comparison, Value, View};
use crate::resources::desired::{
    BucketOrigin, Desired, DesiredBucket, Encryption, OLD_VERSIONS_DAYS, UNFINISHED_UPLOAD_DAYS,
};
use crate::resources::lifecycle;
use crate::resources::observed::{Found, FoundBucket, FoundEncryption};
use crate::values::RetentionDays;

/// A setting of a bucket they have that a new bucket would have otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BucketDifference {
    /// Which, and what it would be.
    #[serde(flatten)]
    pub would_be: WouldBe,
    /// What the bucket has.
    pub now: BucketNow,
    /// The person ticked that it shall be changed.
    pub ticked: bool,
    /// It can be changed.
    pub can_change: bool,
}

/// What a setting of a bucket would be, were it changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "setting", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum WouldBe {
    /// All four switches on.
    PublicAccess,
    /// Encryption of new files.
    Encryption {
        /// With which key.
        with: Encryption,
        /// What a new key costs a month, in US dollars.
        key_usd: f64,
    },
    /// A rule more in the bucket's policy.
    HttpsOnly,
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
    /// The program's tags beside its own.
    Tags,
}

/// What a bucket has of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BucketNow {
    /// AWS did not say. What cannot be read cannot be set back either.
    Unread {
        /// The call that was refused.
        call: String,
        /// AWS's error code.
        code: Option<String>,
    },
    /// Not all of its public-access switches are on.
    SomeSwitches,
    /// It has no public-access switches of its own.
    NoSwitches,
    /// It is encrypted with a key.
    Key {
        /// As it was set.
        key: String,
        /// The bucket key is on.
        bucket_key: bool,
    },
    /// It is encrypted with Amazon's own key.
    AmazonS3,
    /// It is encrypted with the key that Amazon keeps for the account.
    AmazonKms,
    /// Its policy lets unencrypted connections pass.
    Policy,
    /// It has no policy.
    NoPolicy,
    /// Versioning is on or off.
    Versioning {
        /// It is on.
        on: bool,
    },
    /// Deletion rules that are not this program's.
    Rules {
        /// How many.
        others: usize,
    },
    /// It carries none of this program's tags.
    NoTags,
}

/// Every difference, in the order of the settings; none for a new bucket.
pub(super) fn differences(under_review: &UnderReview) -> Vec<BucketDifference> {
    let Some(theirs) = &under_review.theirs else { return Vec::new() };
    let desired = &under_review.plan.desired;
    BucketSetting::ALL.into_iter().filter_map(|setting| difference(desired, theirs, setting)).collect()
}

fn difference(desired: &Desired, theirs: &TheirBucket, setting: BucketSetting) -> Option<BucketDifference> {
    let (now, can_change) = match compared(desired, theirs, setting)? {
        Comparison::Same => return None,
        Comparison::Unread(why) => (BucketNow::Unread { call: why.call, code: why.code }, false),
        Comparison::Differs(by) | Comparison::Added(by) => match by.before {
            Value::Setting(value) => (now(&value), can_be_kept(&value)),
            _ => return None,
        },
    };
    let would_be = match setting {
        BucketSetting::PublicAccess => WouldBe::PublicAccess,
        BucketSetting::Encryption => WouldBe::Encryption { with: theirs.wish.clone(), key_usd: KEY_USD },
        BucketSetting::HttpsOnly => WouldBe::HttpsOnly,
        BucketSetting::Versioning => WouldBe::Versioning { on: desired.bucket.versioning },
        BucketSetting::Lifecycle => WouldBe::Lifecycle {
            days: desired.bucket.retention.map(RetentionDays::get),
            unfinished_days: UNFINISHED_UPLOAD_DAYS,
            old_versions_days: OLD_VERSIONS_DAYS,
        },
        BucketSetting::Tags => WouldBe::Tags,
    };
    Some(BucketDifference { would_be, now, ticked: desired.bucket.origin.sets(setting), can_change })
}

/// The setting of the bucket beside what it would be, were everything ticked.
fn compared(desired: &Desired, theirs: &TheirBucket, setting: BucketSetting) -> Option<Comparison> {
    let ticked = BucketOrigin::Theirs { change: BucketSetting::ALL.into_iter().collect(), filled: true };
    let bucket = DesiredBucket { origin: ticked, encryption: theirs.wish.clone(), ..desired.bucket.clone() };
    let all_ticked = Desired { bucket, ..desired.clone() };
    let found = Found { bucket: FoundBucket::Here(Box::new(theirs.state.clone())), ..Found::nothing() };
    let view = View { desired: &all_ticked, key: all_ticked.known_key(), found: &found };
    (setting.resource().rules().compare)(&view)
}

/// Rules of theirs that say something unknown here could not be sent again beside the program's.
fn can_be_kept(value: &BucketValue) -> bool {
    !matches!(value, BucketValue::Lifecycle(rules) if !lifecycle::can_be_sent(rules))
}

fn now(value: &BucketValue) -> BucketNow {
    match value {
        BucketValue::PublicAccess(Some(_)) => BucketNow::SomeSwitches,
        BucketValue::PublicAccess(None) => BucketNow::NoSwitches,
        BucketValue::Encryption(found) => encryption(found),
        BucketValue::Policy(Some(_)) => BucketNow::Policy,
        BucketValue::Policy(None) => BucketNow::NoPolicy,
        BucketValue::Versioning(on) => BucketNow::Versioning { on: *on },
        BucketValue::Lifecycle(rules) => BucketNow::Rules { others: lifecycle::others_of(rules).count() },
        BucketValue::Tags(_) => BucketNow::NoTags,
    }
}

fn encryption(found: &FoundEncryption) -> BucketNow {
    match (&found.key, found.algorithm.as_str()) {
        (Some(key), _) => BucketNow::Key { key: key.clone(), bucket_key: found.bucket_key },
        (None, "AES256" | "none") => BucketNow::AmazonS3,
        (None, _) => BucketNow::AmazonKms,
    }
}
