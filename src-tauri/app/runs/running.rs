//! A run of the program, and what it is to be concluded with.

use tokio::sync::watch;

use super::status::{Phase, RunStatus};
use super::task::Task;
use crate::provision::Stop;
use crate::record::State;
use crate::resources::removal_outcome::Consent;
use crate::setup::plan::Plan;
use crate::setup::removal::Removal;

/// A run that this program is carrying out or has carried out.
pub(super) struct Running {
    pub(super) news: watch::Sender<RunStatus>,
    pub(super) stop: Stop,
}

impl Running {
    pub(super) fn is_going_on(&self) -> bool {
        self.news.borrow().phase == Phase::Running
    }
}

/// A run with all it needs to be concluded.
pub(super) enum Job {
    Create,
    Undo {
        removal: Box<Removal>,
        /// What the person said yes to.
        consent: Consent,
    },
    /// Closes Vonage's way in, opens it again, or keeps the key.
    Switch {
        /// Which of them.
        task: Task,
        /// The plans for which the same calls are made afterwards.
        others: Vec<Plan>,
        /// Where the setup stands then.
        after: State,
    },
}

impl Job {
    pub(super) const fn task(&self) -> Task {
        match self {
            Self::Create => Task::Create,
            Self::Undo { .. } => Task::Undo,
            Self::Switch { task, .. } => *task,
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Running").finish_non_exhaustive()
    }
}
