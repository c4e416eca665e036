//! A plan in words: its changes, its documents, its settings.

use super::review::{ChangeAction, ChangeView, Document, LeftBehind, Review, Setting};
use super::review_bucket::differences;
use super::review_facts::{costs, facts, trusted};
use crate::app::session::InHand;
use crate::app::under_review::UnderReview;
use crate::resources::action::Action;
use crate::resources::bucket_value::BucketSetting;
use crate::resources::desired::{Desired, Encryption, KeyRef};
use crate::resources::lifecycle;
use crate::resources::observed::TagSet;
use crate::resources::step::Step;
use crate::resources::tags;
use crate::resources::{managed_policy, role};
use crate::setup::plan::Plan;
use crate::setup::superseded::Parts;

/// The day the prices in [`costs`] were looked up.
const PRICES_AS_OF: &str = "June 2026";

pub(super) fn review(under_review: &UnderReview) -> Review {
    let plan = &under_review.plan;
    let cannot_create = match &under_review.in_hand {
        InHand::NumberOnly(_) => {
            Some("You gave only an account number; to create these, sign in to that account.".to_owned())
        }
        InHand::Session(_) => None,
    };
    Review {
        fingerprint: plan.fingerprint.to_string(),
        short_fingerprint: plan.fingerprint.short(),
        cannot_create,
        differences: differences(under_review),
        left_behind: under_review.left_behind.iter().flat_map(|(plan, parts)| left_behind(plan, *parts)).collect(),
        facts: facts(under_review),
        trusted: trusted(&plan.desired),
        costs: costs(&plan.desired),
        prices_as_of: PRICES_AS_OF.to_owned(),
        documents: documents(plan),
        settings: settings(plan),
        changes: changes(plan),
    }
}

/// The parts of an earlier plan that the present one has no use for, in the order they go.
pub(super) fn left_behind(earlier: &Desired, parts: Parts) -> Vec<LeftBehind> {
    let alias = earlier.key.as_ref().map(|key| key.alias.to_string()).unwrap_or_default();
    [
        (parts.role, Step::Role, earlier.role.name.to_string()),
        (parts.policy, Step::Policy, earlier.policy.name.to_string()),
        (parts.bucket, Step::Bucket, earlier.bucket.name.to_string()),
        (parts.key, Step::Key, alias),
    ]
    .into_iter()
    .filter(|(left, ..)| *left)
    .map(|(_, step, name)| LeftBehind { title: step.title().to_owned(), name })
    .collect()
}

/// One line per step, however many settings it has.
fn changes(plan: &Plan) -> Vec<ChangeView> {
    Step::ALL
        .into_iter()
        .filter_map(|step| {
            let actions: Vec<&Action> = plan
                .changes
                .iter()
                .filter(|change| change.resource.rules().step == step)
                .map(|change| &change.action)
                .collect();
            let action = if actions.is_empty() {
                return None;
            } else if actions.iter().any(|action| matches!(action, Action::Set)) {
                ChangeAction::Set
            } else if actions.iter().any(|action| matches!(action, Action::Create)) {
                ChangeAction::Create
            } else if step != Step::Bucket && actions.iter().any(|action| matches!(action, Action::Leave)) {
                ChangeAction::Leave
            } else {
                ChangeAction::Keep
            };
            let (name, purpose) = match action {
                ChangeAction::Leave => ("As your bucket has it".to_owned(), "It stays as it is."),
                _ => words(step, &plan.desired),
            };
            Some(ChangeView { step, action, title: step.title().to_owned(), name, purpose: purpose.to_owned() })
        })
        .collect()
}

fn words(step: Step, desired: &Desired) -> (String, &'static str) {
    match step {
        Step::Key => match (&desired.key, desired.known_key()) {
            (Some(key), _) => (key.alias.to_string(), "Encrypts the recordings. Renewed by AWS every year."),
            (None, Some(arn)) => (arn.to_string(), "Your own key. It is used, and not changed."),
            (None, None) => (String::new(), ""),
        },
        Step::Bucket => (desired.bucket.name.to_string(), "Holds the recordings and transcripts."),
        Step::PublicAccess => ("All four switches on".to_owned(), "Nobody can make the bucket public by mistake."),
        Step::Encryption => match &desired.bucket.encryption {
            Encryption::AmazonS3 => ("Amazon’s own key".to_owned(), "Every file is stored encrypted."),
            Encryption::Kms(KeyRef::New) => {
                ("With the new key".to_owned(), "Every file is stored encrypted with your key.")
            }
            Encryption::Kms(KeyRef::Known(_)) => {
                ("With your key".to_owned(), "Every file is stored encrypted with your key.")
            }
        },
        Step::HttpsOnly => ("Bucket policy".to_owned(), "Unencrypted connections are refused."),
        Step::Keeping => {
            let long = match desired.bucket.retention {
                None => "Until someone deletes them".to_owned(),
                Some(days) => format!("{} days", days.get()),
            };
            (long, "How long files stay, and for how long an overwritten one can be brought back.")
        }
        Step::Policy => (desired.policy.name.to_string(), "Says what Vonage may do in this bucket."),
        Step::Role => (desired.role.name.to_string(), "Lets in Vonage’s two services, and nobody else."),
        Step::Attach => {
            (format!("{} → {}", desired.policy.name, desired.role.name), "Gives the role these permissions.")
        }
        Step::Checks => (String::new(), ""),
    }
}

fn documents(plan: &Plan) -> Vec<Document> {
    let desired = &plan.desired;
    let slot = desired.key_slot(plan.key.as_ref());
    let document = |id: &str, title: &str, purpose: &str, json: String| Document {
        id: id.to_owned(),
        title: title.to_owned(),
        purpose: purpose.to_owned(),
        json,
    };
    let mut all = vec![
        document(
            "permissions",
            "Permissions policy",
            "What Vonage may do: the first document of Vonage’s guide, with your values.",
            managed_policy::document(&desired.bucket_arn(), slot).to_pretty(),
        ),
        document(
            "trust",
            "Trust policy of the role",
            "Whom the role lets in: the second document of Vonage’s guide, with your values.",
            role::desired_trust(desired).to_pretty(),
        ),
    ];
    if desired.bucket.origin.sets(BucketSetting::HttpsOnly) {
        all.push(document(
            "bucket",
            "Bucket policy",
            "Refuses every request that does not come over HTTPS.",
            plan.bucket_policy.to_pretty(),
        ));
    }
    all
}

fn settings(plan: &Plan) -> Vec<Setting> {
    let desired = &plan.desired;
    let mut all = Vec::new();
    let mut add = |step, call: &str, name: &str, value: String| {
        all.push(Setting { step, call: call.to_owned(), name: name.to_owned(), value });
    };
    if let Some(key) = &desired.key {
        add(
            Step::Key,
            "kms:CreateKey",
            "KeySpec, KeyUsage, KeyPolicy",
            "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS’s default".to_owned(),
        );
        add(Step::Key, "kms:CreateKey", "Description", key.description.to_string());
        add(Step::Key, "kms:EnableKeyRotation", "RotationPeriodInDays", "365".to_owned());
        add(Step::Key, "kms:CreateAlias", "AliasName", key.alias.to_string());
    }
    let bucket = &desired.bucket;
    if bucket.origin.is_new() {
        add(Step::Bucket, "s3:CreateBucket", "Bucket", desired.bucket_arn().to_string());
        add(Step::Bucket, "s3:CreateBucket", "Region", desired.region.to_string());
        add(Step::Bucket, "s3:CreateBucket", "ObjectOwnership", "BucketOwnerEnforced".to_owned());
    }
    if bucket.origin.sets(BucketSetting::PublicAccess) {
        add(
            Step::PublicAccess,
            "s3:PutPublicAccessBlock",
            "BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets",
            "true, true, true, true".to_owned(),
        );
    }
    if bucket.origin.sets(BucketSetting::Encryption) {
        let encryption = match (&bucket.encryption, &plan.key) {
            (Encryption::AmazonS3, _) => "AES256".to_owned(),
            (Encryption::Kms(_), Some(arn)) => format!("aws:kms, {arn}, bucket key on"),
            (Encryption::Kms(_), None) => format!("aws:kms, {}, bucket key on", managed_policy::KEY_TO_BE_MADE),
        };
        add(Step::Encryption, "s3:PutBucketEncryption", "Default encryption", encryption);
        add(Step::Encryption, "s3:PutBucketEncryption", "BlockedEncryptionTypes", "SSE-C".to_owned());
    }
    if bucket.origin.sets(BucketSetting::Versioning) {
        let versioning = if bucket.versioning { "Enabled" } else { "Off" };
        add(Step::Keeping, "s3:PutBucketVersioning", "Versioning", versioning.to_owned());
    }
    let rules = if bucket.origin.sets(BucketSetting::Lifecycle) { lifecycle::rules(bucket) } else { Vec::new() };
    for rule in rules {
        if let Some(effect) = rule.effect {
            let days = |name: &str, days: Option<i32>| days.map(|days| format!("{name} {days} days"));
            let parts: Vec<String> = [
                days("Expiration", effect.expire_days),
                days("NoncurrentVersionExpiration", effect.expire_old_versions_days),
                days("AbortIncompleteMultipartUpload", effect.abort_uploads_days),
                effect.remove_lone_delete_markers.then(|| "ExpiredObjectDeleteMarker".to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect();
            add(Step::Keeping, "s3:PutBucketLifecycleConfiguration", &rule.id, parts.join(", "));
        }
    }
    add(Step::Policy, "iam:CreatePolicy", "Arn", desired.policy_arn().to_string());
    add(Step::Policy, "iam:CreatePolicy", "Description", desired.policy.description.to_string());
    add(Step::Role, "iam:CreateRole", "Arn", desired.role_arn().to_string());
    add(Step::Role, "iam:CreateRole", "Description", desired.role.description.to_string());
    if let Some(boundary) = &desired.role.boundary {
        add(Step::Role, "iam:CreateRole", "PermissionsBoundary", boundary.to_string());
    }
    let tagged_by = if bucket.origin.is_new() { "s3:CreateBucket" } else { "s3:PutBucketTagging" };
    let tagged = if bucket.origin.sets(BucketSetting::Tags) {
        tags::of_bucket(desired, &plan.fingerprint)
    } else {
        TagSet::new()
    };
    for (key, value) in tagged {
        add(Step::Bucket, tagged_by, "Tag", format!("{key} = {value}"));
    }
    for (key, value) in tags::of_resource(desired, &plan.fingerprint) {
        add(Step::Policy, "iam:CreatePolicy, iam:CreateRole, kms:CreateKey", "Tag", format!("{key} = {value}"));
    }
    all
}
