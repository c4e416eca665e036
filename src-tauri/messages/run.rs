//! A run as the Progress page watches it.

use serde::Serialize;
use ts_rs::TS;

use super::problem::Problem;
use crate::setup::step::Step;

/// A run, whole. Sent once on `watch` and again after every change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// The setup being made.
    pub setup: String,
    /// The bucket's name, which is what a person knows the setup by.
    pub title: String,
    /// Where it stands.
    pub state: RunState,
    /// One line per step.
    pub steps: Vec<StepView>,
    /// The first failure, when there is one.
    pub problem: Option<Problem>,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RunState {
    /// Calls are being made.
    Running,
    /// A step failed; nothing is in flight.
    Failed,
    /// The session ended; nothing is in flight.
    Paused,
    /// Everything is made and checked.
    Done,
}

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: StepState,
    /// How long it took or has taken, in seconds.
    pub seconds: Option<f64>,
    /// What is being waited for, with seconds, for example `AWS is settling (4 s)`.
    pub waiting: Option<String>,
    /// Why it failed.
    pub problem: Option<Problem>,
    /// The AWS calls made so far.
    pub receipts: Vec<ReceiptView>,
}

/// Where a step stands; the page's `data-state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum StepState {
    Waiting,
    Running,
    Done,
    Failed,
    Paused,
    Undone,
    Kept,
    Skipped,
    /// The answer was lost and AWS does not say whether it happened.
    Unknown,
}

/// One AWS call that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// When it was answered, RFC 3339 in UTC.
    pub at: String,
    /// The call, for example `s3:CreateBucket`.
    pub call: String,
    /// What it was about, usually an ARN.
    pub resource: String,
    /// AWS's id of the request.
    pub request_id: Option<String>,
    /// How it ended, in words.
    pub outcome: String,
}
