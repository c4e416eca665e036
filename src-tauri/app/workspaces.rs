//! The real world of setups and Practice, and which of the two has a setup.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::error::AppError;
use super::folder::Folder;
use super::sessions::session::Session;
use super::workspace::Workspace;
use crate::record::{Journal, JournalError, Provenance, Record};

/// Both worlds.
#[derive(Debug)]
pub struct Workspaces {
    real: Arc<Workspace>,
    practice: Arc<Workspace>,
}

impl Workspaces {
    /// Opens the journals of a folder. Answers with those that are damaged too: they are set aside.
    ///
    /// # Errors
    /// When a journal cannot be opened.
    pub(super) fn open(folder: &Folder, now: Timestamp) -> Result<(Self, Vec<PathBuf>), JournalError> {
        let (journal, damaged) = Journal::open_or_set_aside(folder.path(), now)?;
        let (practice, practice_damaged) = Journal::open_or_set_aside(&folder.practice(), now)?;
        let set_aside = damaged.into_iter().chain(practice_damaged).collect();
        let real = Arc::new(Workspace::real(Arc::new(journal)));
        let practice = Arc::new(Workspace::practice(Arc::new(practice), folder.practice_aws()));
        Ok((Self { real, practice }, set_aside))
    }

    /// The one in which setups are made in AWS.
    #[must_use]
    pub const fn real(&self) -> &Arc<Workspace> {
        &self.real
    }

    /// The one whose setups exist only inside the program.
    #[must_use]
    pub const fn practice(&self) -> &Arc<Workspace> {
        &self.practice
    }

    /// Both, the real one first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Workspace>> {
        [&self.real, &self.practice].into_iter()
    }

    /// Whether records are there that a newer version wrote: they are read, and not changed.
    #[must_use]
    pub fn has_newer_records(&self) -> bool {
        self.all().any(|workspace| workspace.journal().is_newer())
    }

    /// That of a session; a number alone is of the real one.
    #[must_use]
    pub fn of_session<'a>(&'a self, session: &'a Session) -> &'a Arc<Workspace> {
        match session {
            Session::SignedIn(session) => &session.workspace,
            Session::NumberOnly(_) => &self.real,
        }
    }

    /// That which has a setup or a draft.
    ///
    /// # Errors
    /// When none has it, or a journal cannot be read.
    pub fn with(&self, setup: &str) -> Result<&Arc<Workspace>, AppError> {
        for workspace in self.all() {
            if workspace.journal().form(setup)?.is_some() {
                return Ok(workspace);
            }
        }
        Err(AppError::UnknownSetup)
    }

    /// That in which a setup is worked on with a session: its own and no other, and that of the session when it is new.
    ///
    /// # Errors
    /// When the setup is in the other one, or a journal cannot be read.
    pub fn own(&self, setup: &str, session: &Session) -> Result<Arc<Workspace>, AppError> {
        let here = self.of_session(session);
        match self.with(setup) {
            Ok(workspace) if Arc::ptr_eq(workspace, here) => Ok(Arc::clone(here)),
            Ok(workspace) => Err(AppError::OtherWorld { practice: workspace.is_practice() }),
            Err(AppError::UnknownSetup) => Ok(Arc::clone(here)),
            Err(error) => Err(error),
        }
    }

    /// A setup past Create that counts, with its world. One that only a file speaks of does not count before AWS has
    /// confirmed it.
    ///
    /// # Errors
    /// When there is no such setup, it does not count yet, or a journal cannot be read.
    pub fn record(&self, setup: &str) -> Result<(&Arc<Workspace>, Record), AppError> {
        let workspace = self.with(setup)?;
        let record = workspace.journal().record(setup)?.ok_or(AppError::UnknownSetup)?;
        if record.provenance == Provenance::Claimed {
            return Err(AppError::NotConfirmed);
        }
        Ok((workspace, record))
    }
}
