//! What the Review page shows of a plan: its changes, its documents, its settings.

use super::review::{
    ChangeAction, ChangeView, Document, DocumentId, LeftBehind, Planned, Review, ReviewOutcome, Setting, SettingValue,
};
use super::review_bucket::differences;
use super::review_facts::{costs, facts, trusted};
use crate::app::session::InHand;
use crate::app::under_review::{Reviewed, UnderReview};
use crate::resources::action::Action;
use crate::resources::bucket_value::BucketSetting;
use crate::resources::desired::{Desired, Encryption};
use crate::resources::lifecycle;
use crate::resources::observed::TagSet;
use crate::resources::step::Step;
use crate::resources::tags;
use crate::resources::{managed_policy, role};
use crate::setup::plan::Plan;
use crate::setup::superseded::Parts;
use crate::values::RetentionDays;

/// The month the prices in [`costs`] were looked up.
const PRICES_AS_OF: &str = "2026-06";

impl From<Reviewed> for ReviewOutcome {
    fn from(reviewed: Reviewed) -> Self {
        match reviewed {
            Reviewed::Planned(under_review) => Self::Planned { review: Box::new(review(&under_review)) },
            Reviewed::Problems(problems) => Self::Problems { problems },
        }
    }
}

pub(super) fn review(under_review: &UnderReview) -> Review {
    let plan = &under_review.plan;
    Review {
        fingerprint: plan.fingerprint.to_string(),
        short_fingerprint: plan.fingerprint.short(),
        cannot_create: matches!(under_review.in_hand, InHand::NumberOnly(_)),
        differences: differences(under_review),
        left_behind: under_review.left_behind.iter().flat_map(|(plan, parts)| left_behind(plan, *parts)).collect(),
        facts: facts(under_review),
        trusted: trusted(&plan.desired),
        costs: costs(&plan.desired),
        prices_as_of: PRICES_AS_OF,
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
    .map(|(_, step, name)| LeftBehind { step, name })
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
            planned(step, &plan.desired).map(|planned| ChangeView { action, planned })
        })
        .collect()
}

/// `None` for the checks, and without a key.
fn planned(step: Step, desired: &Desired) -> Option<Planned> {
    Some(match step {
        Step::Key => match &desired.key {
            Some(key) => Planned::Key { name: key.alias.to_string(), is_new: true },
            None => Planned::Key { name: desired.known_key()?.to_string(), is_new: false },
        },
        Step::Bucket => Planned::Bucket { name: desired.bucket.name.to_string() },
        Step::PublicAccess => Planned::PublicAccess,
        Step::Encryption => Planned::Encryption { with: desired.bucket.encryption.clone() },
        Step::HttpsOnly => Planned::HttpsOnly,
        Step::Keeping => Planned::Keeping { days: desired.bucket.retention.map(RetentionDays::get) },
        Step::Policy => Planned::Policy { name: desired.policy.name.to_string() },
        Step::Role => Planned::Role { name: desired.role.name.to_string() },
        Step::Attach => {
            Planned::Attach { policy: desired.policy.name.to_string(), role: desired.role.name.to_string() }
        }
        Step::Checks => return None,
    })
}

fn documents(plan: &Plan) -> Vec<Document> {
    let desired = &plan.desired;
    let slot = desired.key_slot(plan.key.as_ref());
    let mut all = vec![
        Document {
            id: DocumentId::Permissions,
            json: managed_policy::document(&desired.bucket_arn(), slot).to_pretty(),
        },
        Document { id: DocumentId::Trust, json: role::desired_trust(desired).to_pretty() },
    ];
    if desired.bucket.origin.sets(BucketSetting::HttpsOnly) {
        all.push(Document { id: DocumentId::Bucket, json: plan.bucket_policy.to_pretty() });
    }
    all
}

fn settings(plan: &Plan) -> Vec<Setting> {
    let desired = &plan.desired;
    let mut all = Vec::new();
    if let Some(key) = &desired.key {
        all.extend([
            setting(Step::Key, "kms:CreateKey", "KeySpec, KeyUsage, KeyPolicy", SettingValue::KeyDefaults),
            setting(Step::Key, "kms:CreateKey", "Description", written(&key.description)),
            setting(Step::Key, "kms:EnableKeyRotation", "RotationPeriodInDays", written(&"365")),
            setting(Step::Key, "kms:CreateAlias", "AliasName", written(&key.alias)),
        ]);
    }
    all.extend(of_bucket(plan));
    all.extend([
        setting(Step::Policy, "iam:CreatePolicy", "Arn", written(&desired.policy_arn())),
        setting(Step::Policy, "iam:CreatePolicy", "Description", written(&desired.policy.description)),
        setting(Step::Role, "iam:CreateRole", "Arn", written(&desired.role_arn())),
        setting(Step::Role, "iam:CreateRole", "Description", written(&desired.role.description)),
    ]);
    if let Some(boundary) = &desired.role.boundary {
        all.push(setting(Step::Role, "iam:CreateRole", "PermissionsBoundary", written(boundary)));
    }
    let origin = &desired.bucket.origin;
    let tagged_by = if origin.is_new() { "s3:CreateBucket" } else { "s3:PutBucketTagging" };
    if origin.sets(BucketSetting::Tags) {
        all.extend(tagged(Step::Bucket, tagged_by, tags::of_bucket(desired, &plan.fingerprint)));
    }
    let of_resource = tags::of_resource(desired, &plan.fingerprint);
    all.extend(tagged(Step::Policy, "iam:CreatePolicy, iam:CreateRole, kms:CreateKey", of_resource));
    all
}

fn of_bucket(plan: &Plan) -> Vec<Setting> {
    let desired = &plan.desired;
    let bucket = &desired.bucket;
    let mut all = Vec::new();
    if bucket.origin.is_new() {
        all.extend([
            setting(Step::Bucket, "s3:CreateBucket", "Bucket", written(&desired.bucket_arn())),
            setting(Step::Bucket, "s3:CreateBucket", "Region", written(&desired.region)),
            setting(Step::Bucket, "s3:CreateBucket", "ObjectOwnership", written(&"BucketOwnerEnforced")),
        ]);
    }
    if bucket.origin.sets(BucketSetting::PublicAccess) {
        let switches = "BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets";
        let on = written(&"true, true, true, true");
        all.push(setting(Step::PublicAccess, "s3:PutPublicAccessBlock", switches, on));
    }
    if bucket.origin.sets(BucketSetting::Encryption) {
        let value = match &bucket.encryption {
            Encryption::AmazonS3 => written(&"AES256"),
            Encryption::Kms(_) => SettingValue::Kms { key: plan.key.as_ref().map(ToString::to_string) },
        };
        all.extend([
            Setting { step: Step::Encryption, call: "s3:PutBucketEncryption", name: None, value },
            setting(Step::Encryption, "s3:PutBucketEncryption", "BlockedEncryptionTypes", written(&"SSE-C")),
        ]);
    }
    if bucket.origin.sets(BucketSetting::Versioning) {
        let value = if bucket.versioning { written(&"Enabled") } else { SettingValue::Off };
        all.push(setting(Step::Keeping, "s3:PutBucketVersioning", "Versioning", value));
    }
    if bucket.origin.sets(BucketSetting::Lifecycle) {
        let rules = lifecycle::rules(bucket).into_iter().filter_map(|rule| Some((rule.id, rule.effect?)));
        all.extend(rules.map(|(id, effect)| {
            let value = SettingValue::Lifecycle { effect };
            setting(Step::Keeping, "s3:PutBucketLifecycleConfiguration", &id, value)
        }));
    }
    all
}

fn setting(step: Step, call: &'static str, name: &str, value: SettingValue) -> Setting {
    Setting { step, call, name: Some(name.to_owned()), value }
}

fn written(text: &dyn ToString) -> SettingValue {
    SettingValue::Written { text: text.to_string() }
}

fn tagged(step: Step, call: &'static str, tags: TagSet) -> impl Iterator<Item = Setting> {
    tags.into_iter().map(move |(key, value)| setting(step, call, "Tag", written(&format!("{key} = {value}"))))
}
