//! Where a run stands, as whoever watches hears it.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

use super::task::Task;
use crate::app::error::AppError;
use crate::aws::session::identity::CallerArn;
use crate::provision::Progress;
use crate::record::{Record, State};
use crate::values::{AccountId, Region};

/// Where a run stands, as it is handed to whoever watches.
#[derive(Clone, Debug)]
pub struct RunStatus {
    /// The setup.
    pub setup: String,
    /// The bucket's name.
    pub title: String,
    /// The account it is in.
    pub account: AccountId,
    /// Where it is.
    pub region: Region,
    /// Who does it or has done it, as far as that is known.
    pub caller: Option<CallerArn>,
    /// What is being done.
    pub task: Task,
    /// Where it stands.
    pub phase: Phase,
    /// Its steps.
    pub progress: Progress,
    /// What stopped it, when no step says so.
    pub trouble: Option<Arc<AppError>>,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "RunState")]
pub enum Phase {
    /// Calls are being made.
    Running,
    /// A step failed; nothing is in flight.
    Failed,
    /// The session ended; nothing is in flight, and signing in again helps.
    Paused,
    /// Everything is made and checked, or taken back as far as it may be.
    Done,
}

/// How a run that ended stands.
pub(super) fn phase(progress: &Progress, trouble: Option<&AppError>) -> Phase {
    let failed: Vec<_> = progress.steps.iter().filter(|step| step.state.is_trouble()).collect();
    let of_steps = failed.iter().filter_map(|step| step.failure.as_ref());
    let of_run = match trouble {
        Some(AppError::Aws(failure)) => Some(&**failure),
        _ => None,
    };
    let ended = of_steps.chain(of_run).any(|failure| failure.kind.ends_session());
    match (ended, trouble.is_some() || !failed.is_empty()) {
        (true, _) => Phase::Paused,
        (false, true) => Phase::Failed,
        (false, false) => Phase::Done,
    }
}

/// The status of a setup nobody is running, from what the journal says.
pub(super) fn remembered(record: &Record) -> RunStatus {
    let (task, done) = match record.state {
        // Where no step failed, undo came to its end and left what must stay, or was cut between two calls: a look says more.
        State::Removing | State::Kept | State::Undone => (Task::Undo, true),
        State::Ready | State::Stopped => (Task::Create, true),
        State::Draft | State::Unfinished => (Task::Create, false),
    };
    let progress = Progress::remembered(record);
    let stopped_by_a_step = progress.steps.iter().any(|step| step.state.is_trouble());
    RunStatus {
        setup: record.desired.setup.to_string(),
        title: record.desired.bucket.name.to_string(),
        account: record.desired.account.id.clone(),
        region: record.desired.region.clone(),
        // Who made it is remembered; who took it back is not.
        caller: CallerArn::parse(&record.caller).filter(|_| task == Task::Create),
        task,
        phase: if done && !stopped_by_a_step { Phase::Done } else { Phase::Failed },
        progress,
        trouble: (!done && !stopped_by_a_step).then(|| Arc::new(AppError::Cut { task })),
    }
}
