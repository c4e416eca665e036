//! Where a run stands, step by step: what the person watches.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use crate::aws::{AwsFailure, Cause};
use crate::record::{Entry, Outcome, Receipt, Record, State};
use crate::resources::action::Action;
use crate::resources::call::{Call, PlannedCall};
use crate::resources::step::Step;
use crate::setup::plan::Plan;
use crate::values::kind_of;

/// Every step of a run.
#[derive(Clone, Debug)]
pub struct Progress {
    /// In the order they are shown. Steps that the plan has no part in are absent.
    pub steps: Vec<StepProgress>,
}

/// One step.
#[derive(Clone, Debug)]
pub struct StepProgress {
    /// Which.
    pub step: Step,
    /// Where it stands.
    pub state: StepState,
    /// When its first call was sent.
    pub started: Option<Timestamp>,
    /// When its last call was answered.
    pub ended: Option<Timestamp>,
    /// What is being waited for, and until when at the latest.
    pub waiting: Option<Waiting>,
    /// Why it failed.
    pub failure: Option<AwsFailure>,
    /// Its answered calls.
    pub receipts: Vec<(Call, Receipt)>,
    calls_left: usize,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Nothing was sent yet.
    Waiting,
    /// A call is in flight, or the next one waits for another step.
    Running,
    /// All its calls took effect.
    Done,
    /// What it made was taken back.
    Undone,
    /// It was there already, or it stays.
    Kept,
    /// A call did not take effect.
    Failed,
    /// A call's answer was lost, and AWS does not say whether it took effect.
    Unknown,
}

/// A bounded wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Waiting {
    /// What for.
    pub reason: WaitReason,
    /// Since when.
    #[serde(skip)]
    pub since: Timestamp,
    /// For how long at the most; for the page in whole seconds.
    #[serde(serialize_with = "whole_seconds")]
    #[ts(type = "number")]
    pub limit: Duration,
}

/// What a run waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WaitReason {
    /// AWS asked for fewer requests at a time.
    Throttled,
    /// Something just made is not visible everywhere yet.
    Settling,
    /// Another operation on the bucket is going on.
    BucketBusy,
    /// An answer was lost; AWS is asked whether the call took effect.
    Looking,
    /// AWS could not be reached.
    Offline,
}

impl StepState {
    /// Whether it stops the run.
    #[must_use]
    pub const fn is_trouble(self) -> bool {
        matches!(self, Self::Failed | Self::Unknown)
    }
}

impl StepProgress {
    /// A step of which nothing was sent.
    const fn before(step: Step, state: StepState, calls_left: usize) -> Self {
        Self { step, state, started: None, ended: None, waiting: None, failure: None, receipts: Vec::new(), calls_left }
    }
}

impl Progress {
    /// The steps of a plan, before anything was sent. The checks come last and are somebody else's.
    #[must_use]
    pub fn new(plan: &Plan, calls: &[PlannedCall]) -> Self {
        let steps = Step::ALL
            .into_iter()
            .filter_map(|step| {
                let calls_left = calls.iter().filter(|planned| planned.call.step() == step).count();
                let kept = plan
                    .changes
                    .iter()
                    .any(|change| change.resource.rules().step == step && change.action == Action::Keep);
                let state = match (calls_left, kept, step) {
                    (0, false, Step::Checks) => StepState::Waiting,
                    (0, false, _) => return None,
                    (0, true, _) => StepState::Kept,
                    _ => StepState::Waiting,
                };
                Some(StepProgress::before(step, state, calls_left))
            })
            .collect();
        Self { steps }
    }

    /// The steps that take something back, last made first, before anything was sent.
    #[must_use]
    pub fn taking_back(calls: &[PlannedCall]) -> Self {
        let steps = UNDO_ORDER
            .into_iter()
            .filter_map(|step| {
                let calls_left = calls.iter().filter(|planned| planned.call.step() == step).count();
                (calls_left > 0).then(|| StepProgress::before(step, StepState::Waiting, calls_left))
            })
            .collect();
        Self { steps }
    }

    /// The steps of a run that nobody is carrying out any more, from what the journal says: of the taking back, once that
    /// was begun, else of the making.
    #[must_use]
    pub fn remembered(record: &Record) -> Self {
        let undo = record.state.is_after_undo();
        let order = if undo { UNDO_ORDER.to_vec() } else { Step::ALL.to_vec() };
        let steps = order
            .into_iter()
            .map(|step| {
                let of_step = |entry: &&Entry| {
                    let of_task = entry.call.takes_back() == undo && (undo || !entry.call.opens_or_closes());
                    entry.call.step() == step && of_task
                };
                let entries: Vec<_> = record.entries.iter().filter(of_step).collect();
                // A call that was sent again counts by its last outcome.
                let last = |call: Call| entries.iter().rev().find(|entry| entry.call == call);
                let outcome = entries.iter().filter_map(|entry| last(entry.call)).map(|entry| {
                    match entry.receipt.as_ref().map(|receipt| &receipt.outcome) {
                        Some(Outcome::Done(_)) if undo => StepState::Undone,
                        Some(Outcome::Done(_)) => StepState::Done,
                        Some(Outcome::Refused { kind, .. }) if stays(kind) => StepState::Kept,
                        Some(Outcome::Refused { .. }) => StepState::Failed,
                        Some(Outcome::Unknown) | None => StepState::Unknown,
                    }
                });
                let state = match step {
                    Step::Checks if record.state == State::Ready => StepState::Done,
                    _ => outcome.reduce(worse).unwrap_or(StepState::Waiting),
                };
                StepProgress {
                    step,
                    state,
                    started: entries.first().map(|entry| entry.intended),
                    ended: entries.last().and_then(|entry| entry.receipt.as_ref()).map(|receipt| receipt.at),
                    waiting: None,
                    failure: None,
                    receipts: entries.iter().filter_map(|entry| Some((entry.call, entry.receipt.clone()?))).collect(),
                    calls_left: 0,
                }
            })
            .filter(|step| step.state != StepState::Waiting || (!undo && is_part_of(step.step, record)))
            .collect();
        Self { steps }
    }

    /// Everything was made, and AWS did not let it be read back.
    pub fn unchecked(&mut self, failure: AwsFailure, now: Timestamp) {
        self.set(Step::Checks, StepState::Failed, now);
        if let Some(step) = self.step_mut(Step::Checks) {
            step.failure = Some(failure);
        }
    }

    /// A call is about to be sent.
    pub fn sent(&mut self, call: Call, now: Timestamp) {
        if let Some(step) = self.step_mut(call.step()) {
            step.state = StepState::Running;
            step.started.get_or_insert(now);
        }
    }

    /// A call waits, or no longer does.
    pub fn waits(&mut self, call: Call, waiting: Option<Waiting>) {
        if let Some(step) = self.step_mut(call.step()) {
            step.waiting = waiting;
        }
    }

    /// A call took effect.
    pub fn done(&mut self, call: Call, receipt: Receipt) {
        if let Some(step) = self.step_mut(call.step()) {
            step.waiting = None;
            step.calls_left = step.calls_left.saturating_sub(1);
            if step.calls_left == 0 && step.state == StepState::Running {
                step.state = if call.takes_back() { StepState::Undone } else { StepState::Done };
                step.ended = Some(receipt.at);
            }
            step.receipts.push((call, receipt));
        }
    }

    /// A call did not take effect, or nobody knows.
    pub fn failed(&mut self, call: Call, receipt: Receipt, failure: AwsFailure, state: StepState) {
        if let Some(step) = self.step_mut(call.step()) {
            step.waiting = None;
            step.state = state;
            step.ended = Some(receipt.at);
            step.failure = Some(failure);
            step.receipts.push((call, receipt));
        }
    }

    /// AWS keeps what a call was to delete.
    pub fn left(&mut self, call: Call, receipt: Receipt) {
        if let Some(step) = self.step_mut(call.step()) {
            step.waiting = None;
            step.state = StepState::Kept;
            step.ended = Some(receipt.at);
            step.receipts.push((call, receipt));
        }
    }

    /// A call is not sent, because what it would delete is still needed.
    pub fn stays(&mut self, call: Call) {
        if let Some(step) = self.step_mut(call.step()) {
            step.state = StepState::Kept;
        }
    }

    /// The run has ended. A step that was begun and has calls left waits for the next try.
    pub fn ended(&mut self) {
        for step in self.steps.iter_mut().filter(|step| step.state == StepState::Running) {
            step.state = StepState::Waiting;
        }
    }

    /// Sets the state of a step that has no calls of its own.
    pub fn set(&mut self, step: Step, state: StepState, now: Timestamp) {
        if let Some(step) = self.step_mut(step) {
            match state {
                StepState::Running => step.started = Some(now),
                _ => step.ended = Some(now),
            }
            step.state = state;
        }
    }

    fn step_mut(&mut self, step: Step) -> Option<&mut StepProgress> {
        self.steps.iter_mut().find(|progress| progress.step == step)
    }
}

/// The order in which a setup is taken back: what lets Vonage in goes first, the key never before what it opens. Settings
/// have steps of their own only where a bucket stays and is set back.
const UNDO_ORDER: [Step; 9] = [
    Step::Attach,
    Step::Role,
    Step::Policy,
    Step::PublicAccess,
    Step::Encryption,
    Step::HttpsOnly,
    Step::Keeping,
    Step::Bucket,
    Step::Key,
];

fn whole_seconds<S: serde::Serializer>(limit: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(limit.as_secs())
}

/// Whether a kind of refusal means that AWS keeps what was to be deleted.
fn stays(kind: &str) -> bool {
    [Cause::BucketNotEmpty, Cause::StillAttached].iter().any(|cause| kind_of(cause) == kind)
}

/// Whether a setup has anything to do in a step.
const fn is_part_of(step: Step, record: &Record) -> bool {
    !matches!(step, Step::Key) || record.desired.key.is_some()
}

/// The state that says more about what is to be done.
fn worse(one: StepState, other: StepState) -> StepState {
    let weight = |state| match state {
        StepState::Failed => 2,
        StepState::Unknown => 1,
        _ => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}
