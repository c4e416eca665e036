//! The plan as the Review page shows it.

use serde::Serialize;
use ts_rs::TS;

use super::review_bucket::BucketDifference;
use super::typing::FieldProblem;
use crate::app::under_review::Reviewed;
use crate::resources::step::Step;

/// What asking for a review gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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
        problems: Vec<FieldProblem>,
    },
}

/// Everything the Review page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// The plan's fingerprint, handed back to `create`.
    pub fingerprint: String,
    /// The form a person compares, for example `7F3A-91C2`.
    pub short_fingerprint: String,
    /// Absent when the button works; else why it does not, one sentence.
    pub cannot_create: Option<String>,
    /// The resources and settings, in the order they are made.
    pub changes: Vec<ChangeView>,
    /// How a bucket they have differs from a new one, and what of that is changed; empty for a new bucket.
    pub differences: Vec<BucketDifference>,
    /// What an earlier run made under other names, and what is taken back once everything is made.
    pub left_behind: Vec<LeftBehind>,
    /// What the person should know: who can do what, where, for how long.
    pub facts: Vec<Fact>,
    /// The accounts that will be let in.
    pub trusted: Vec<TrustedAccount>,
    /// What it costs.
    pub costs: Vec<Cost>,
    /// The day the prices were read.
    pub prices_as_of: String,
    /// Every document, exactly as AWS will get it.
    pub documents: Vec<Document>,
    /// Every setting that is not a document.
    pub settings: Vec<Setting>,
}

/// What happens to one resource or setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// The step it belongs to.
    pub step: Step,
    /// What happens.
    pub action: ChangeAction,
    /// What it is, for example `Storage bucket`.
    pub title: String,
    /// Its name or value.
    pub name: String,
    /// One sentence: what it is for.
    pub purpose: String,
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
pub struct LeftBehind {
    /// What it is, for example `Storage bucket`.
    pub title: String,
    /// Its name.
    pub name: String,
}

/// Something a person should know before pressing the button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// A few words.
    pub title: String,
    /// One or two sentences.
    pub text: String,
    /// Worth a second look.
    pub caution: bool,
}

/// An AWS account that the role will trust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrustedAccount {
    /// Its number.
    pub account: String,
    /// The principals of that account, as they will stand in the trust policy.
    pub principals: Vec<String>,
}

/// One line of the cost table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// What is paid for.
    pub what: String,
    /// How much, for example `1.00 USD a month`.
    pub amount: String,
    /// What makes it more or less, when something does.
    pub note: Option<String>,
}

/// A document that AWS will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// `permissions`, `trust` or `bucket`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// One sentence: what it does.
    pub purpose: String,
    /// The document, indented.
    pub json: String,
}

/// A setting that AWS will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// The step it belongs to.
    pub step: Step,
    /// The AWS call that makes it, for example `s3:PutBucketVersioning`.
    pub call: String,
    /// Its name in AWS's words.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl From<Reviewed> for ReviewOutcome {
    fn from(reviewed: Reviewed) -> Self {
        match reviewed {
            Reviewed::Planned(under_review) => {
                Self::Planned { review: Box::new(super::review_of::review(&under_review)) }
            }
            Reviewed::Problems(problems) => Self::Problems { problems: problems.into_iter().map(Into::into).collect() },
        }
    }
}
