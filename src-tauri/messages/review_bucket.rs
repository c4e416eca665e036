//! How a bucket they have differs from a new one, and what may be changed of it.

use serde::Serialize;
use ts_rs::TS;

use crate::app::reviews::UnderReview;
use crate::app::understanding::TheirBucket;
use crate::resources::bucket_value::{BucketSetting, BucketValue};
use crate::resources::comparison::{Comparison, Value, View};
use crate::resources::desired::{BucketOrigin, Desired, DesiredBucket, Encryption, KeyRef};
use crate::resources::lifecycle;
use crate::resources::observed::{Found, FoundBucket, FoundEncryption, LifecycleRule, Unread};

/// A setting of a bucket they have that a new bucket would have otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BucketDifference {
    /// Which.
    pub setting: BucketSetting,
    /// What it is, in a few words.
    pub title: String,
    /// What the bucket has, one sentence.
    pub now: String,
    /// What it would have, one sentence.
    pub would_be: String,
    /// The person ticked that it shall be changed.
    pub ticked: bool,
    /// Why it cannot be changed; absent when it can.
    pub refused: Option<String>,
}

/// Every difference, in the order of the settings; none for a new bucket.
pub(super) fn differences(under_review: &UnderReview) -> Vec<BucketDifference> {
    let Some(theirs) = &under_review.theirs else { return Vec::new() };
    let desired = &under_review.plan.desired;
    BucketSetting::ALL.into_iter().filter_map(|setting| difference(desired, theirs, setting)).collect()
}

fn difference(desired: &Desired, theirs: &TheirBucket, setting: BucketSetting) -> Option<BucketDifference> {
    let now = now(desired, theirs, setting)?;
    let (title, then) = match setting {
        BucketSetting::PublicAccess => ("Block public access", "Nobody can make the bucket public by mistake.".to_owned()),
        BucketSetting::Encryption => ("Default encryption", wish(&theirs.wish)),
        BucketSetting::HttpsOnly => (
            "HTTPS only",
            "A rule is added to the bucket’s policy that refuses unencrypted connections; the rest of the policy stays."
                .to_owned(),
        ),
        BucketSetting::Versioning if desired.bucket.versioning => {
            ("Versioning", "An overwritten or deleted file can be brought back.".to_owned())
        }
        BucketSetting::Versioning => ("Versioning", "It is paused; versions that exist stay.".to_owned()),
        BucketSetting::Lifecycle => ("How long files stay", lifecycle(desired)),
        BucketSetting::Tags => (
            "Tags of this program",
            "The bucket says which setup uses it, so that the setup is found from another computer; its other tags stay."
                .to_owned(),
        ),
    };
    Some(BucketDifference {
        setting,
        title: title.to_owned(),
        now: now.said,
        would_be: then,
        ticked: desired.bucket.origin.sets(setting),
        refused: now.refused,
    })
}

/// What a bucket has now, and why that cannot be changed.
struct Now {
    said: String,
    refused: Option<String>,
}

impl Now {
    fn is(said: impl Into<String>) -> Self {
        Self { said: said.into(), refused: None }
    }

    /// What cannot be read cannot be set back either.
    fn unread(why: &Unread) -> Self {
        let code = why.code.as_deref().map(|code| format!(", {code}")).unwrap_or_default();
        Self {
            said: format!("This could not be read ({}{code}).", why.call),
            refused: Some(
                "It stays as it is, because Undo could not set it back. Ask your cloud team for the right to read it, then review again."
                    .to_owned(),
            ),
        }
    }
}

/// `None` when the bucket has what a new one would have.
fn now(desired: &Desired, theirs: &TheirBucket, setting: BucketSetting) -> Option<Now> {
    let ticked = BucketOrigin::Theirs { change: BucketSetting::ALL.into_iter().collect(), filled: true };
    let bucket = DesiredBucket { origin: ticked, encryption: theirs.wish.clone(), ..desired.bucket.clone() };
    let all_ticked = Desired { bucket, ..desired.clone() };
    let found = Found { bucket: FoundBucket::Here(Box::new(theirs.state.clone())), ..Found::nothing() };
    let view = View { desired: &all_ticked, key: all_ticked.known_key(), found: &found };
    match (setting.resource().rules().compare)(&view)? {
        Comparison::Same => None,
        Comparison::Unread(why) => Some(Now::unread(&why)),
        Comparison::Differs(by) | Comparison::Added(by) => match by.before {
            Value::Setting(value) => Some(said(&value)),
            _ => None,
        },
    }
}

fn said(value: &BucketValue) -> Now {
    match value {
        BucketValue::PublicAccess(Some(_)) => Now::is("Not all of its four switches are on."),
        BucketValue::PublicAccess(None) => Now::is("It has no switches of its own."),
        BucketValue::Encryption(found) => Now::is(encryption(found)),
        BucketValue::Policy(Some(_)) => Now::is("Its policy lets unencrypted connections pass."),
        BucketValue::Policy(None) => Now::is("It has no policy."),
        BucketValue::Versioning(on) => Now::is(if *on { "It is on." } else { "It is off." }),
        BucketValue::Lifecycle(rules) => of_rules(rules),
        BucketValue::Tags(_) => Now::is("It carries none of them."),
    }
}

fn of_rules(rules: &[LifecycleRule]) -> Now {
    let said = match lifecycle::others_of(rules).count() {
        0 => "It has no deletion rules.".to_owned(),
        1 => "It has 1 rule of its own, which stays.".to_owned(),
        many => format!("It has {many} rules of its own, which stay."),
    };
    let refused = (!lifecycle::can_be_sent(rules))
        .then(|| "One of its rules says something this program does not know, and could not be kept.".to_owned());
    Now { said, refused }
}

fn encryption(found: &FoundEncryption) -> String {
    match (&found.key, found.algorithm.as_str()) {
        (Some(key), _) if found.bucket_key => format!("Files are encrypted with {key}."),
        (Some(key), _) => format!("Files are encrypted with {key}, and the bucket key, which saves uses, is off."),
        (None, "AES256" | "none") => "Files are encrypted with Amazon’s own key.".to_owned(),
        (None, _) => "Files are encrypted with the key that Amazon keeps for your account.".to_owned(),
    }
}

fn wish(wish: &Encryption) -> String {
    match wish {
        Encryption::AmazonS3 => {
            "New files are encrypted with Amazon’s own key; files there stay as they are.".to_owned()
        }
        Encryption::Kms(KeyRef::New) => {
            "New files are encrypted with a new key, for 1.00 USD a month; files there stay as they are.".to_owned()
        }
        Encryption::Kms(KeyRef::Known(key)) => {
            format!("New files are encrypted with {key}; files there stay as they are.")
        }
    }
}

fn lifecycle(desired: &Desired) -> String {
    match desired.bucket.retention {
        None => "Unfinished uploads go after 7 days, and old versions after 30; files stay until someone deletes them."
            .to_owned(),
        Some(days) => format!(
            "Everything in the bucket, also what is there now, is deleted {} days after it arrived.",
            days.get()
        ),
    }
}
