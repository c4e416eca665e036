//! A finished setup: its values, its checks, what to tell Vonage.

use super::{App, AppError};
use crate::aws::look;
use crate::health::judge;
use crate::record::{Record, State};
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

impl App {
    /// Everything that is remembered of a setup.
    ///
    /// # Errors
    /// When no setup past Create has that id, or only a file speaks of it.
    pub fn finished(&self, setup: &str) -> Result<Finished, AppError> {
        let (world, record) = self.record_of(setup)?;
        Ok(Finished { record, practice: world.is_practice() })
    }

    /// Reads a setup back and compares it anew with what is desired. Changes nothing in AWS.
    ///
    /// # Errors
    /// When it is running, is not finished, another account or none is in hand, AWS cannot be asked, or it cannot be written.
    pub async fn check(&self, setup: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        if self.is_running(setup) {
            return Err(AppError::AlreadyRunning);
        }
        let (world, record) = self.record_of(setup)?;
        if !matches!(record.state, State::Ready | State::Stopped) {
            return Err(AppError::NotFinished);
        }
        let session = self.session_for(&record)?;
        let (desired, key) = (&record.desired, record.key());
        let found = look(&session.access.clients(&desired.region), desired, key).await?;
        let checks = judge(&View { desired, key, found: &found });
        Ok(world.journal().conclude(setup, record.state, &checks, self.clock.now())?)
    }

    /// Removes everything that is remembered of a setup or draft. In AWS nothing changes.
    ///
    /// # Errors
    /// When it is running, when no setup has that id, or when the journal cannot be written.
    pub fn forget(&self, setup: &str) -> Result<(), AppError> {
        let world = self.world_with(setup)?;
        let mut state = self.state();
        if state.is_running(setup) {
            return Err(AppError::AlreadyRunning);
        }
        world.journal().forget(setup)?;
        state.runs.remove(setup);
        Ok(())
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
        let (world, _) = self.record_of(setup)?;
        Ok(world.journal().keep_storage_id(setup, &id, self.clock.now())?)
    }
}
