//! What a check found, in words: what it is, and what to do about a difference.

use serde::Serialize;
use ts_rs::TS;

use crate::record::{Check, CheckResult};
use crate::resources::Resource;
use crate::resources::bucket_value::{BucketSetting, BucketValue};
use crate::resources::comparison::{Deviation, Value};
use crate::resources::desired::{Desired, Encryption};
use crate::resources::observed::{FoundEncryption, Unread};
use crate::resources::step::Step;
use crate::values::{KeyArn, ProgramTag};

/// One line of the checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// What was checked; the name of its line.
    pub id: Resource,
    /// The step whose work it checks.
    pub step: Step,
    /// What is checked, in words.
    pub title: String,
    /// How it came out.
    pub result: CheckOutcome,
    /// What was found, in one sentence.
    pub detail: String,
    /// What to do about it, where something is to be done.
    pub remedy: Option<String>,
}

/// How a check came out; the page's `data-result`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CheckOutcome {
    /// As desired.
    Passes,
    /// Not as desired.
    Differs,
    /// Written, and AWS does not show it yet.
    NotVisibleYet,
    /// Not as a new one would be, on purpose.
    Accepted,
    /// Could not be read.
    NotRead,
}

impl CheckView {
    /// A check of a setup.
    #[must_use]
    pub fn of(check: &Check, desired: &Desired, key: Option<&KeyArn>) -> Self {
        let resource = check.resource;
        let (result, detail, remedy) = match &check.result {
            CheckResult::Passes => (CheckOutcome::Passes, right(resource, desired, key), None),
            CheckResult::Differs { by } => {
                (CheckOutcome::Differs, differs(resource, by.as_ref()), Some(remedy(resource, desired)))
            }
            CheckResult::NotVisibleYet => (
                CheckOutcome::NotVisibleYet,
                "It was set, and AWS does not show it everywhere yet.".to_owned(),
                Some("Wait a minute, then check again.".to_owned()),
            ),
            CheckResult::Left { by } => (
                CheckOutcome::Accepted,
                format!("{} You left this as it was in your bucket.", differs(resource, Some(by))),
                None,
            ),
            CheckResult::Closed => {
                (CheckOutcome::Accepted, "The role lets nobody in, because Vonage was stopped.".to_owned(), None)
            }
            CheckResult::NotRead { why } => {
                (CheckOutcome::NotRead, not_read(why.as_ref()), Some(ask_to_read(why.as_ref())))
            }
        };
        let step = resource.rules().step;
        Self { id: resource, step, title: title(resource, desired).to_owned(), result, detail, remedy }
    }
}

fn title(resource: Resource, desired: &Desired) -> &'static str {
    match resource {
        Resource::Key => "The encryption key can be used",
        Resource::Rotation => "The key is renewed every year",
        Resource::Alias => "The key can be found by its short name",
        Resource::Bucket if desired.bucket.origin.is_new() => "The bucket is there and belongs to this setup",
        Resource::Bucket => "The bucket is there",
        Resource::Ownership => "Everything in the bucket belongs to your account",
        Resource::PublicAccess => "Nobody can make the bucket public",
        Resource::Encryption => "Everything is stored encrypted",
        Resource::HttpsOnly => "Only encrypted connections are accepted",
        Resource::Versioning => "Overwritten files stay for a while",
        Resource::Lifecycle => "Files stay as long as you chose",
        Resource::BucketTags => "The bucket says which setup uses it",
        Resource::Policy | Resource::PolicyVersions => "The permissions are exactly the ones you reviewed",
        Resource::Role | Resource::EarlierSessions => "The role lets in exactly the two you reviewed",
        Resource::Boundary => "The role has the boundary you chose",
        Resource::Attachment => "The role has these permissions and no others",
    }
}

fn right(resource: Resource, desired: &Desired, key: Option<&KeyArn>) -> String {
    let bucket = &desired.bucket;
    match resource {
        Resource::Key => "It is enabled, symmetric, for encryption and decryption, and yours.",
        Resource::Rotation => "Automatic rotation is on.",
        Resource::Alias => "The alias points to this key.",
        Resource::Bucket if bucket.origin.is_new() => return format!("{} carries this setup’s tag.", bucket.name),
        Resource::Bucket => return format!("{} is your own bucket.", bucket.name),
        Resource::Ownership => "Access lists are off (BucketOwnerEnforced).",
        Resource::PublicAccess => "All four public-access switches are on.",
        Resource::Encryption if !bucket.origin.sets(BucketSetting::Encryption) => {
            "New files are encrypted as your bucket was set up before."
        }
        Resource::Encryption => match (&bucket.encryption, key) {
            (Encryption::Kms(_), Some(key)) => {
                return format!("New files are encrypted with {key}, with the bucket key on.");
            }
            _ => "New files are encrypted with Amazon’s own key (AES-256).",
        },
        Resource::HttpsOnly => "The bucket policy refuses every request without HTTPS.",
        Resource::Versioning if bucket.versioning => "Versioning is on.",
        Resource::Versioning => "Versioning is off, as you chose.",
        Resource::Lifecycle => "The deletion rules are as planned.",
        Resource::BucketTags => "It carries this setup’s tag.",
        Resource::Policy | Resource::PolicyVersions => "The policy says what was planned.",
        Resource::Role | Resource::EarlierSessions => "The trust policy says what was planned.",
        Resource::Boundary => "The permissions boundary is the one that was planned.",
        Resource::Attachment => "The one policy is attached, and nothing else.",
    }
    .to_owned()
}

fn differs(resource: Resource, by: Option<&Deviation>) -> String {
    let Some(Deviation { before, after }) = by else {
        return "It was not as planned when it was last checked.".to_owned();
    };
    match (resource, before) {
        (Resource::Key, Value::Absent) => "AWS has no such key.".to_owned(),
        (Resource::Key, Value::Key(is)) => {
            format!("It is {} ({}, {}, {}).", is.state, is.spec, is.usage, is.manager)
        }
        (Resource::Key, _) => "AWS has another key in its place.".to_owned(),
        (Resource::Rotation, _) => "Automatic rotation is off.".to_owned(),
        (Resource::Alias, _) => "The alias is missing or points to another key.".to_owned(),
        (Resource::Bucket, Value::Absent) => "There is no bucket with this name.".to_owned(),
        (Resource::Bucket, Value::Unseen) => {
            "A bucket with this name exists, and AWS does not let you see it.".to_owned()
        }
        (Resource::Bucket, Value::Region(region)) => match after {
            Value::Region(wanted) => format!("The bucket is in {region}, not in {wanted}."),
            _ => format!("The bucket is in {region}."),
        },
        (Resource::Bucket | Resource::BucketTags, _) => "The bucket does not carry this setup’s tag.".to_owned(),
        (Resource::Ownership, _) => "Access lists are on, so files may belong to whoever uploaded them.".to_owned(),
        (Resource::PublicAccess, Value::Setting(BucketValue::PublicAccess(None))) => {
            "The bucket has no public-access switches of its own.".to_owned()
        }
        (Resource::PublicAccess, _) => "Not all four public-access switches are on.".to_owned(),
        (Resource::Encryption, Value::Setting(BucketValue::Encryption(is))) => encryption(is),
        (Resource::Encryption, _) => "New files are not encrypted as planned.".to_owned(),
        (Resource::HttpsOnly, _) => "The bucket policy lacks the rule that refuses requests without HTTPS.".to_owned(),
        (Resource::Versioning, Value::Setting(BucketValue::Versioning(true))) => "Versioning is on.".to_owned(),
        (Resource::Versioning, _) => "Versioning is off.".to_owned(),
        (Resource::Lifecycle, _) if is_added(before, after) => {
            "The bucket has deletion rules besides those that were planned.".to_owned()
        }
        (Resource::Lifecycle, _) => "The deletion rules are not as planned.".to_owned(),
        (Resource::Policy | Resource::PolicyVersions, Value::Absent) => "There is no policy with this name.".to_owned(),
        (Resource::Policy | Resource::PolicyVersions, Value::NotOurs) => {
            "There is a policy with this name that this setup did not make.".to_owned()
        }
        (Resource::Policy | Resource::PolicyVersions, _) => "The policy is not the one that was planned.".to_owned(),
        (Resource::Role | Resource::EarlierSessions, Value::Absent) => "There is no role with this name.".to_owned(),
        (Resource::Role | Resource::EarlierSessions, Value::NotOurs) => {
            "There is a role with this name that this setup did not make.".to_owned()
        }
        (Resource::Role | Resource::EarlierSessions, _) => {
            "The trust policy is not the one that was planned.".to_owned()
        }
        (Resource::Boundary, Value::Boundary(Some(is))) => format!("The role has the permissions boundary {is}."),
        (Resource::Boundary, _) => "The role has no permissions boundary.".to_owned(),
        (Resource::Attachment, _) => match others(before, after) {
            Some(names) => format!("The role has permissions besides those that were planned: {names}."),
            None => "The policy is not attached to the role.".to_owned(),
        },
    }
}

fn encryption(is: &FoundEncryption) -> String {
    let with = is.key.as_deref().unwrap_or("Amazon’s own key");
    format!("New files are encrypted with {} and {with}, which is not what was planned.", is.algorithm)
}

/// Whether everything that is desired is there, beside more.
fn is_added(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Setting(BucketValue::Lifecycle(is)), Value::Setting(BucketValue::Lifecycle(wanted))) => {
            wanted.iter().all(|rule| is.contains(rule))
        }
        _ => false,
    }
}

/// What a role has besides what is desired, when it has that.
fn others(before: &Value, after: &Value) -> Option<String> {
    let (Value::Policies(is), Value::Policies(wanted)) = (before, after) else { return None };
    let others: Vec<&str> = is.iter().filter(|one| !wanted.contains(one)).map(String::as_str).collect();
    wanted.iter().all(|one| is.contains(one)).then(|| others.join(", "))
}

/// Undo and a new setup are never the way: recordings may be there already.
fn remedy(resource: Resource, desired: &Desired) -> String {
    let ask = "Ask your cloud team whether that is meant.";
    match resource {
        Resource::Bucket | Resource::BucketTags => format!(
            "{ask} Without the tag {} = {} this program no longer knows the bucket as this setup’s, and neither changes nor removes it.",
            ProgramTag::Setup.key(),
            desired.setup
        ),
        Resource::Lifecycle => format!("{ask} Such rules may delete recordings sooner than you chose."),
        Resource::Boundary => format!("{ask} A boundary may keep Vonage from writing."),
        Resource::Attachment => format!("{ask} Vonage should have no more than the one policy."),
        Resource::Key | Resource::Encryption | Resource::Policy | Resource::Role => {
            format!("{ask} Vonage may not be able to write, or may do more than you reviewed.")
        }
        Resource::Rotation
        | Resource::Alias
        | Resource::Ownership
        | Resource::PublicAccess
        | Resource::HttpsOnly
        | Resource::Versioning
        | Resource::PolicyVersions
        | Resource::EarlierSessions => ask.to_owned(),
    }
}

fn not_read(why: Option<&Unread>) -> String {
    match why {
        Some(Unread { call, code, .. }) => {
            let code = code.as_deref().unwrap_or("no answer");
            format!("Could not be checked, because AWS refused {call} ({code}).")
        }
        None => "Could not be checked.".to_owned(),
    }
}

fn ask_to_read(why: Option<&Unread>) -> String {
    match why {
        Some(why) => format!("Ask for the permission that {} needs, then check again.", why.call),
        None => "Check again.".to_owned(),
    }
}
