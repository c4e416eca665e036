//! What the Review page shows of a plan: its changes, its documents, its settings.

use super::review::{
    ChangeAction, ChangeView, Document, DocumentId, Planned, Review, ReviewOutcome, Setting, SupersededThing,
};
use super::review_bucket::differences;
use super::review_facts::{costs, facts, trusted};
use crate::app::reviews::under_review::{Reviewed, UnderReview};
use crate::app::sessions::session::Session;
use crate::resources::action::Action;
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::parameter::Parameter;
use crate::resources::reading::TagSet;
use crate::resources::step::Step;
use crate::resources::{Resource, managed_policy, role, tags};
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
        cannot_create: matches!(under_review.session, Session::NumberOnly(_)),
        differences: differences(under_review),
        superseded: under_review.superseded.iter().flat_map(|(plan, parts)| things_of(plan, *parts)).collect(),
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
pub(super) fn things_of(earlier: &Desired, parts: Parts) -> Vec<SupersededThing> {
    let alias = earlier.key.as_ref().map(|key| key.alias.to_string()).unwrap_or_default();
    [
        (parts.role, Step::Role, earlier.role.name.to_string()),
        (parts.policy, Step::Policy, earlier.policy.name.to_string()),
        (parts.bucket, Step::Bucket, earlier.bucket.name.to_string()),
        (parts.key, Step::Key, alias),
    ]
    .into_iter()
    .filter(|(left, ..)| *left)
    .map(|(_, step, name)| SupersededThing { step, name })
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

/// What is said when each thing is made, and the tags.
fn settings(plan: &Plan) -> Vec<Setting> {
    let desired = &plan.desired;
    let of_resource = |resource: &Resource| {
        let rules = resource.rules();
        let call = rules.create.or(rules.set).filter(|_| (rules.is_written)(desired));
        let parameters = (rules.parameters)(desired, plan.key.as_ref());
        let call = call.map(|call| (call.step(), call.name()));
        call.into_iter().flat_map(move |(step, call)| {
            parameters.clone().into_iter().map(move |parameter| Setting { step, call, parameter })
        })
    };
    let mut all: Vec<Setting> = Resource::ALL.iter().flat_map(of_resource).collect();
    let origin = &desired.bucket.origin;
    let tagged_by = if origin.is_new() { Call::CreateBucket } else { Call::PutBucketTagging };
    if origin.sets(BucketSetting::Tags) {
        all.extend(tagged(Step::Bucket, tagged_by.name(), tags::of_bucket(desired, &plan.fingerprint)));
    }
    let of_resource = tags::of_resource(desired, &plan.fingerprint);
    all.extend(tagged(Step::Policy, "iam:CreatePolicy, iam:CreateRole, kms:CreateKey", of_resource));
    all
}

fn tagged(step: Step, call: &'static str, tags: TagSet) -> impl Iterator<Item = Setting> {
    tags.into_iter().map(move |(key, value)| Setting {
        step,
        call,
        parameter: Parameter::written("Tag", &format!("{key} = {value}")),
    })
}
