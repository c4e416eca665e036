//! A run as the Progress page watches it.

use serde::Serialize;
use ts_rs::TS;

use super::problem::{AwsWords, Problem, Situation};
use crate::app::AppError;
use crate::app::runs::status::{Phase, RunStatus};
use crate::app::runs::task::Task;
use crate::aws::error::redactor::redacted;
use crate::aws::session::identity::CallerArn;
use crate::provision::progress::Waiting;
use crate::provision::{StepProgress, StepState};
use crate::record::{Outcome, Receipt};
use crate::resources::call::Call;
use crate::resources::step::Step;

/// A run, whole. Sent once on `watch` and again after every change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// The setup being made.
    pub setup: String,
    /// The bucket's name, which is what a person knows the setup by.
    pub title: String,
    /// What is being done.
    pub task: Task,
    /// Where it stands.
    pub state: Phase,
    /// One line per step.
    pub steps: Vec<StepView>,
    /// The first failure, when there is one.
    pub problem: Option<Problem>,
}

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// Where it stands.
    pub state: StepStand,
    /// How long it took or has taken, in seconds.
    pub seconds: Option<f64>,
    /// What is being waited for.
    pub waiting: Option<Waiting>,
    /// Why it failed.
    pub problem: Option<Problem>,
    /// The AWS calls made so far.
    pub receipts: Vec<ReceiptView>,
}

/// Where a step stands; the page's `data-state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StepStand {
    /// It failed because the way into AWS ended.
    Paused,
    /// As the run has it.
    #[serde(untagged)]
    Run(StepState),
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
    /// How it ended.
    pub outcome: ReceiptOutcome,
}

/// How a call ended: [`Outcome`] without what AWS answered, and with nothing secret in AWS's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ReceiptOutcome {
    /// It took effect.
    Done,
    /// It did not take effect.
    Refused {
        /// AWS's code; absent when AWS said nothing.
        code: Option<String>,
    },
    /// The answer was lost and AWS does not say whether it happened.
    Unknown,
}

impl From<&RunStatus> for RunView {
    fn from(status: &RunStatus) -> Self {
        let here = Situation {
            account: Some(status.account.to_string()),
            caller: status.caller.as_ref().map(CallerArn::words),
            region: Some(status.region.to_string()),
            ..Situation::default()
        };
        let steps: Vec<StepView> = status.progress.steps.iter().map(|step| StepView::of(step, &here)).collect();
        let of_step = steps.iter().find_map(|step| step.problem.clone());
        Self {
            setup: status.setup.clone(),
            title: status.title.clone(),
            task: status.task,
            state: status.phase,
            problem: of_step.or_else(|| status.trouble.as_deref().map(|trouble| Problem::from(trouble).at(here))),
            steps,
        }
    }
}

impl StepView {
    /// A step of a run in this situation.
    fn of(step: &StepProgress, here: &Situation) -> Self {
        let last = step.receipts.last();
        let here = Situation { resource: last.map(|(_, receipt)| receipt.resource.clone()), ..here.clone() };
        let problem = match &step.failure {
            Some(failure) => Some(Problem::of_aws(failure, here, Some(step.step))),
            None if step.state == StepState::Kept => None,
            None => {
                last.and_then(|(call, receipt)| remembered(step.step, *call, receipt)).map(|problem| problem.at(here))
            }
        };
        Self {
            step: step.step,
            state: match step.state {
                StepState::Failed if step.failure.as_ref().is_some_and(|it| it.kind.ends_session()) => {
                    StepStand::Paused
                }
                state => StepStand::Run(state),
            },
            seconds: step.started.zip(step.ended).map(|(from, to)| to.duration_since(from).as_secs_f64()),
            waiting: step.waiting.clone(),
            problem,
            receipts: step.receipts.iter().map(|(call, receipt)| ReceiptView::of(*call, receipt)).collect(),
        }
    }
}

/// What a refusal comes to that only the journal knows of.
fn remembered(step: Step, call: Call, receipt: &Receipt) -> Option<Problem> {
    let Outcome::Refused { code, message, .. } = &receipt.outcome else { return None };
    let refused = AppError::RefusedBefore { call: call.name(), takes_back: call.takes_back() };
    Some(Problem {
        step: Some(step),
        aws: Some(AwsWords::remembered(
            call.name(),
            code.as_deref(),
            message.as_deref(),
            receipt.request_id.as_deref(),
        )),
        ..Problem::from(&refused)
    })
}

impl ReceiptView {
    fn of(call: Call, receipt: &Receipt) -> Self {
        Self {
            at: receipt.at.to_string(),
            call: call.name().to_owned(),
            resource: receipt.resource.clone(),
            request_id: receipt.request_id.as_deref().map(redacted),
            outcome: match &receipt.outcome {
                Outcome::Done(_) => ReceiptOutcome::Done,
                Outcome::Refused { code, .. } => ReceiptOutcome::Refused { code: code.as_deref().map(redacted) },
                Outcome::Unknown => ReceiptOutcome::Unknown,
            },
        }
    }
}
