//! Checks of the bucket and its settings.

use super::Question;
use crate::record::{Check, CheckResult};
use crate::setup::desired::{Desired, Encryption};
use crate::setup::documents::has_https_only;
use crate::setup::found::{BucketState, FoundBucket, Owner, PublicAccess, owner};
use crate::setup::keeping;
use crate::setup::plan::{encryption_is, stays_as};
use crate::setup::step::Step;
use crate::setup::theirs::BucketSetting;
use crate::setup::values::KeyArn;

const EXISTS: Question = Question::new("bucket", Step::Bucket, "The bucket is there and belongs to this setup");
const THEIRS: Question = Question::new("bucket", Step::Bucket, "The bucket is there");
const OWNER: Question = Question::new("owner", Step::Bucket, "Everything in the bucket belongs to your account");
const PUBLIC: Question = Question::new("public-access", Step::PublicAccess, "Nobody can make the bucket public");
const ENCRYPTION: Question = Question::new("encryption", Step::Encryption, "Everything is stored encrypted");
const HTTPS: Question = Question::new("https-only", Step::HttpsOnly, "Only encrypted connections are accepted");
const VERSIONING: Question = Question::new("versioning", Step::Keeping, "Overwritten files stay for a while");
const LIFECYCLE: Question = Question::new("lifecycle", Step::Keeping, "Files stay as long as you chose");

pub(super) fn judge(desired: &Desired, key: Option<&KeyArn>, found: &FoundBucket) -> Vec<Check> {
    let state = match found {
        FoundBucket::Here(state) => state,
        FoundBucket::Absent => return vec![EXISTS.answered(false, "", "There is no bucket with this name.")],
        FoundBucket::Foreign => {
            return vec![EXISTS.answered(
                false,
                "",
                "A bucket with this name exists, and AWS does not let you see it.",
            )];
        }
        FoundBucket::ElsewhereInAccount(region) => {
            return vec![EXISTS.answered(false, "", format!("The bucket is in {region}, not in {}.", desired.region))];
        }
    };
    let origin = &desired.bucket.origin;
    let exists = if origin.sets(BucketSetting::Tags) {
        EXISTS.read(
            &state.tags,
            |_| owner(&state.tags, &desired.setup) == Owner::Us,
            format!("{} carries this setup’s tag.", desired.bucket.name),
            |_| "The bucket does not carry this setup’s tag.".to_owned(),
        )
    } else {
        THEIRS.answered(true, format!("{} is your own bucket.", desired.bucket.name), "")
    };
    let https = HTTPS.read(
        &state.policy,
        |policy| policy.as_ref().is_some_and(|policy| has_https_only(policy, &desired.bucket_arn())),
        "The bucket policy refuses every request without HTTPS.",
        |_| "The bucket policy lacks the rule that refuses requests without HTTPS.".to_owned(),
    );
    let versioning = VERSIONING.read(
        &state.versioning,
        |&on| on == desired.bucket.versioning,
        if desired.bucket.versioning { "Versioning is on." } else { "Versioning is off, as you chose." },
        |&on| format!("Versioning is {}.", if on { "on" } else { "off" }),
    );
    let decided = |setting, check| unless_left(origin.sets(setting), check);
    vec![
        exists,
        // The program makes new buckets so, and changes this in no other.
        unless_left(origin.is_new(), owner_enforced(state)),
        decided(BucketSetting::PublicAccess, public_access(state)),
        encryption(desired, key, state),
        decided(BucketSetting::HttpsOnly, https),
        decided(BucketSetting::Versioning, versioning),
        decided(BucketSetting::Lifecycle, lifecycle(desired, state)),
    ]
}

/// What the person left as it was in a bucket they have is not as a new one would be, and no failure.
fn unless_left(is_decided: bool, check: Check) -> Check {
    if is_decided || check.result != CheckResult::Fails {
        return check;
    }
    let detail = format!("{} You left this as it was in your bucket.", check.detail);
    Check { result: CheckResult::NotChecked, detail, ..check }
}

fn owner_enforced(state: &BucketState) -> Check {
    OWNER.read(
        &state.owner_enforced,
        |&enforced| enforced,
        "Access lists are off (BucketOwnerEnforced).",
        |_| "Access lists are on, so files may belong to whoever uploaded them.".to_owned(),
    )
}

fn public_access(state: &BucketState) -> Check {
    PUBLIC.read(
        &state.public_access,
        |switches| *switches == Some(PublicAccess::BLOCKED),
        "All four public-access switches are on.",
        |switches| match switches {
            None => "The bucket has no public-access switches of its own.".to_owned(),
            Some(_) => "Not all four public-access switches are on.".to_owned(),
        },
    )
}

/// In a new bucket a rule of others counts too: it could delete files sooner than was chosen.
fn lifecycle(desired: &Desired, state: &BucketState) -> Check {
    let wanted = keeping::rules(&desired.bucket);
    LIFECYCLE.read(
        &state.lifecycle,
        |rules| {
            let others = rules.len() > wanted.len() && desired.bucket.origin.is_new();
            !others && wanted.iter().all(|rule| rules.contains(rule))
        },
        "The deletion rules are as planned.",
        |rules| {
            if wanted.iter().all(|rule| rules.contains(rule)) {
                "The bucket has deletion rules besides those that were planned.".to_owned()
            } else {
                "The deletion rules are not as planned.".to_owned()
            }
        },
    )
}

fn encryption(desired: &Desired, key: Option<&KeyArn>, state: &BucketState) -> Check {
    if !desired.bucket.origin.sets(BucketSetting::Encryption) {
        return ENCRYPTION.read(
            &state.encryption,
            |found| stays_as(found) == desired.bucket.encryption,
            "New files are encrypted as your bucket was set up before.",
            |found| {
                let with = found.key.as_deref().unwrap_or("Amazon’s own key");
                format!("The bucket’s key was changed to {with}, which Vonage’s policy does not name.")
            },
        );
    }
    let right = match (&desired.bucket.encryption, key) {
        (Encryption::Kms(_), Some(key)) => format!("New files are encrypted with {key}, with the bucket key on."),
        _ => "New files are encrypted with Amazon’s own key (AES-256).".to_owned(),
    };
    ENCRYPTION.read(
        &state.encryption,
        |found| encryption_is(found, &desired.bucket.encryption, key),
        right,
        |found| {
            let with = found.key.as_deref().unwrap_or("Amazon’s own key");
            format!("New files are encrypted with {} and {with}, which is not what was planned.", found.algorithm)
        },
    )
}
