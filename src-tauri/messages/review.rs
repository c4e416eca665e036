//! The plan as the Review page shows it.

use serde::Serialize;
use ts_rs::TS;

use super::review_bucket::BucketDifference;
use super::review_facts::{Cost, Fact, TrustedAccount};
use crate::resources::desired::Encryption;
use crate::resources::parameter::Parameter;
use crate::resources::step::Step;
use crate::setup::refusal::FormProblem;

/// What asking for a review gives.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum ReviewOutcome {
    /// The plan, to be read.
    Planned {
        /// What the page shows.
        review: Box<Review>,
    },
    /// The form must change first.
    Problems {
        /// What must change, in the order of the page.
        problems: Vec<FormProblem>,
    },
}

/// Everything the Review page shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// The plan's fingerprint, handed back to `create`.
    pub fingerprint: String,
    /// The form a person compares, for example `7F3A-91C2`.
    pub short_fingerprint: String,
    /// There is only an account number, with which nothing can be made.
    pub cannot_create: bool,
    /// The resources and settings, in the order they are made.
    pub changes: Vec<ChangeView>,
    /// How a bucket they have differs from a new one, and what of that is changed; empty for a new bucket.
    pub differences: Vec<BucketDifference>,
    /// What an earlier run made under other names, and what is taken back once everything is made.
    pub superseded: Vec<SupersededThing>,
    /// What the person should know: who can do what, where, for how long.
    pub facts: Vec<Fact>,
    /// The accounts that will be let in.
    pub trusted: Vec<TrustedAccount>,
    /// What it costs.
    pub costs: Vec<Cost>,
    /// The month the prices were read, for example `2026-06`.
    pub prices_as_of: &'static str,
    /// Every document, exactly as AWS will get it.
    pub documents: Vec<Document>,
    /// Every setting that is not a document.
    pub settings: Vec<Setting>,
}

/// What happens to one resource or setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// What happens.
    pub action: ChangeAction,
    /// What it is, and how it is to be.
    #[serde(flatten)]
    pub planned: Planned,
}

/// How what a step makes or sets is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Planned {
    /// The key.
    Key {
        /// A new one's alias, or the ARN of one they have.
        name: String,
        /// It is made, and not theirs.
        is_new: bool,
    },
    /// The bucket.
    Bucket {
        /// Its name.
        name: String,
    },
    /// The four public-access switches, all on.
    PublicAccess,
    /// The default encryption.
    Encryption {
        /// With which key.
        with: Encryption,
    },
    /// The rule that refuses unencrypted connections.
    HttpsOnly,
    /// How long files stay.
    Keeping {
        /// Days until they are deleted; without, until someone deletes them.
        days: Option<u32>,
    },
    /// The permissions policy.
    Policy {
        /// Its name.
        name: String,
    },
    /// The role.
    Role {
        /// Its name.
        name: String,
    },
    /// The policy attached to the role.
    Attach {
        /// The policy's name.
        policy: String,
        /// The role's name.
        role: String,
    },
}

/// What happens to a resource or setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeAction {
    /// It is there already and right.
    Keep,
    /// It will be made.
    Create,
    /// It is there and will be changed.
    Set,
    /// It is a setting of their bucket that stays as it is.
    Leave,
}

/// Something that an earlier run made and the plan has no use for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SupersededThing {
    /// The step that made it.
    pub step: Step,
    /// Its name.
    pub name: String,
}

/// A document that AWS will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// The document, indented.
    pub json: String,
}

/// The documents that AWS gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentId {
    /// The permissions policy.
    Permissions,
    /// The role's trust policy.
    Trust,
    /// The bucket's policy.
    Bucket,
}

/// A setting that AWS will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// The step it belongs to.
    pub step: Step,
    /// The AWS call that makes it, for example `s3:PutBucketVersioning`.
    pub call: &'static str,
    /// What is said.
    #[serde(flatten)]
    pub parameter: Parameter,
}
