//! The setups that are remembered: their list, their values and checks, what to tell Vonage, and those from elsewhere.

pub mod claims;
pub mod elsewhere;

use std::sync::Arc;

use super::error::AppError;
use super::runs::Runs;
use super::sessions::Sessions;
use super::workspaces::Workspaces;
use crate::aws::look;
use crate::health::judge;
use crate::provision::Clock;
use crate::record::{Record, State, Summary};
use crate::resources::comparison::View;
use crate::setup::form::Field;
use crate::setup::refusal::FormProblem;
use crate::values::{StorageId, StorageIdRefusal};

/// A setup past Create, and whether it belongs to Practice.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What is remembered of it.
    pub record: Record,
    /// It exists only in the practice account.
    pub practice: bool,
}

/// The setups of both worlds.
pub struct Setups {
    sessions: Arc<Sessions>,
    workspaces: Arc<Workspaces>,
    runs: Arc<Runs>,
    clock: Arc<dyn Clock>,
}

impl Setups {
    pub(super) const fn new(
        sessions: Arc<Sessions>,
        workspaces: Arc<Workspaces>,
        runs: Arc<Runs>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { sessions, workspaces, runs, clock }
    }

    /// Setups and drafts, newest first, each with whether it belongs to Practice; with a limit only so many of each kind.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn list(&self, limit: Option<u32>) -> Result<Vec<(Summary, bool)>, AppError> {
        let limit = limit.unwrap_or(u32::MAX);
        let mut all = Vec::new();
        for workspace in self.workspaces.all() {
            let newest = workspace.journal().newest(limit)?;
            all.extend(newest.into_iter().map(|summary| (summary, workspace.is_practice())));
        }
        all.sort_by_key(|(summary, _)| std::cmp::Reverse(summary.changed));
        Ok(all)
    }

    /// Whether there is no setup and no draft. A journal that cannot be read counts as one: Home says what is wrong with it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list(Some(1)).is_ok_and(|setups| setups.is_empty())
    }

    /// Everything that is remembered of a setup.
    ///
    /// # Errors
    /// When no setup past Create has that id, or only a file speaks of it.
    pub fn finished(&self, setup: &str) -> Result<Finished, AppError> {
        let (workspace, record) = self.workspaces.record(setup)?;
        Ok(Finished { record, practice: workspace.is_practice() })
    }

    /// Reads a setup back and compares it anew with what is desired. Changes nothing in AWS.
    ///
    /// # Errors
    /// When it is running, is not finished, another account or none is in hand, AWS cannot be asked, or it cannot be written.
    pub async fn check(&self, setup: &str) -> Result<(), AppError> {
        let _alone = self.runs.alone(setup).await?;
        let (workspace, record) = self.workspaces.record(setup)?;
        if !matches!(record.state, State::Ready | State::Stopped) {
            return Err(AppError::NotFinished);
        }
        let session = self.sessions.of_setup(&record)?;
        let (desired, key) = (&record.desired, record.key());
        let found = look(&session.access.clients(&desired.region), desired, key).await?;
        let checks = judge(&View { desired, key, found: &found });
        Ok(workspace.journal().conclude(setup, record.state, &checks, self.clock.now())?)
    }

    /// Removes everything that is remembered of a setup or draft. In AWS nothing changes.
    ///
    /// # Errors
    /// When it is running, when no setup has that id, or when the journal cannot be written.
    pub fn forget(&self, setup: &str) -> Result<(), AppError> {
        let workspace = self.workspaces.with(setup)?;
        self.runs.let_go(setup, || workspace.journal().forget(setup))
    }

    /// Keeps Vonage's id of the storage: it is needed to remove the storage there before the setup is removed here. An empty
    /// text forgets it.
    ///
    /// # Errors
    /// When the text is no such id, no setup has that one, only a file speaks of it, or it cannot be written.
    pub fn keep_storage_id(&self, setup: &str, typed: &str) -> Result<(), AppError> {
        let id = match StorageId::parse(typed) {
            Err(StorageIdRefusal::Empty) => String::new(),
            id => id.map_err(|refusal| FormProblem::new(Field::StorageId, refusal))?.into(),
        };
        let (workspace, _) = self.workspaces.record(setup)?;
        Ok(workspace.journal().keep_storage_id(setup, &id, self.clock.now())?)
    }
}
