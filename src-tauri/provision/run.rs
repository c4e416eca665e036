//! A run: everything it needs, and how it ends.

use std::sync::Arc;

use thiserror::Error;

use super::clock::Clock;
use super::progress::Progress;
use super::stop::Stop;
use crate::aws::Clients;
use crate::record::{Journal, JournalError};
use crate::resources::call::{Call, PlannedCall};
use crate::setup::plan::Plan;
use crate::values::KeyArn;

/// Everything a run needs. Nothing of it is made inside.
#[derive(Clone)]
pub struct Run {
    /// What it is about.
    pub plan: Arc<Plan>,
    /// The calls to make.
    pub calls: Vec<PlannedCall>,
    /// Where the steps stand before the first of them.
    pub progress: Progress,
    /// The way to AWS.
    pub clients: Clients,
    /// Where every call is written down. [`Journal::begin`] must have been called for the setup.
    pub journal: Arc<Journal>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Once said, nothing new is sent: what is in flight is finished, and the run ends incomplete.
    pub stop: Stop,
    /// Hears of every change.
    pub news: Arc<dyn Fn(&Progress) + Send + Sync>,
}

/// How a run ended. Nothing is in flight any more.
#[derive(Clone, Debug)]
pub struct End {
    /// Where each step stands.
    pub progress: Progress,
    /// The key's ARN, known or made.
    pub key: Option<KeyArn>,
    /// Whether every call took effect, or could not because AWS keeps what was to be deleted.
    pub complete: bool,
    /// What AWS keeps.
    pub left: Vec<Call>,
}

/// Why a run could not go on. What was in flight is in the journal as an intent without a receipt.
#[derive(Debug, Error)]
pub enum RunFailure {
    /// What cannot be written down is not sent.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A call's task was torn down.
    #[error("a call was torn down: {0}")]
    TornDown(#[from] tokio::task::JoinError),
}

impl Run {
    /// The same for other calls, which nobody watches.
    #[must_use]
    pub fn unwatched(&self, clients: Clients, plan: Plan, calls: Vec<PlannedCall>) -> Self {
        Self {
            clients,
            plan: Arc::new(plan),
            progress: Progress::taking_back(&calls),
            calls,
            journal: Arc::clone(&self.journal),
            clock: Arc::clone(&self.clock),
            stop: self.stop.clone(),
            news: Arc::new(|_: &Progress| {}),
        }
    }
}
