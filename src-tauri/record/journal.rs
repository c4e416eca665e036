//! The journal: one SQLite file, written before every call and after it, so that a crash at any instruction loses nothing.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};

use super::check::Check;
use super::entry::{Receipt, Record, State, Summary};
use super::error::JournalError;
use super::format::{known_format, migrate, newer_format};
use super::owner_only;
use super::rows::{RecordRow, from_text, none_if_empty, stored, to_text};
use super::superseded::{insert_earlier, keep_superseded};
use crate::policy::PolicyDocument;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::Call;
use crate::resources::desired::Desired;
use crate::resources::fingerprint::Fingerprint;
use crate::setup::form::Form;

/// The journal's name in its folder.
pub(super) const FILE: &str = "setups.db";

/// Every setup this program knows of. One writer: the connection is behind a lock, and an operating-system lock on the
/// folder keeps a second process out.
///
/// `journal_mode` WAL with `synchronous` FULL: one fsync a commit, and what was committed survives a power cut
/// (<https://www.sqlite.org/pragma.html#pragma_synchronous>).
#[derive(Debug)]
pub struct Journal {
    connection: Mutex<Connection>,
    /// The file's format when a newer version wrote it: then it is only read.
    newer: Option<u32>,
}

impl Journal {
    /// Opens the journal in `folder`, making both when missing, readable by their owner only. A newer version's file is
    /// opened for reading alone, and left as it is.
    ///
    /// # Errors
    /// When the folder cannot be made, or the file is no journal.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let failed = |source| JournalError::Folder { path: folder.to_owned(), source };
        owner_only::make_folder(folder).map_err(failed)?;
        let file = folder.join(FILE);
        // Empty, it is a new database to SQLite, which gives what it keeps beside it the same mode.
        owner_only::make_file(&file).map_err(|source| JournalError::Folder { path: file.clone(), source })?;
        let mut connection = Connection::open(&file)?;
        if let Some(format) = newer_format(&connection)? {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&file, flags)?;
            return Ok(Self { connection: Mutex::new(connection), newer: Some(format) });
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection), newer: None })
    }

    /// Keeps a form that is being filled in. Where its setup is past Create, what was created stays on record beside it.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn save_draft(&self, form: &Form, account: Option<&str>, now: Timestamp) -> Result<(), JournalError> {
        self.writable()?.execute(
            "INSERT INTO setup (id, state, title, account, region, created, changed, form)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET
                 title = iif(state = ?2, ?3, title), account = iif(state = ?2, ?4, account),
                 region = iif(state = ?2, ?5, region), changed = iif(state = ?2, ?6, changed),
                 form = iif(state = ?2, ?7, form), draft = iif(state = ?2 OR form = ?7, NULL, ?7)",
            params![
                form.setup,
                to_text(&State::Draft)?,
                form.bucket_name,
                account,
                none_if_empty(&form.region),
                stored(now),
                serde_json::to_string(form)?
            ],
        )?;
        Ok(())
    }

    /// Writes down that Create was pressed, before anything is sent. An earlier run of the same setup keeps its calls, and
    /// where it used other names its plan.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing may be sent.
    pub fn begin(
        &self,
        form: &Form,
        desired: &Desired,
        fingerprint: &Fingerprint,
        caller: &str,
        now: Timestamp,
    ) -> Result<(), JournalError> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction()?;
        keep_superseded(&transaction, desired)?;
        transaction.execute(
            "INSERT INTO setup (id, state, title, account, region, created, changed, form, desired, fingerprint, caller)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET state = ?2, title = ?3, account = ?4, region = ?5, changed = ?6,
                 created = iif(desired IS NULL, ?6, created), form = ?7, desired = ?8, fingerprint = ?9, caller = ?10,
                 checks = '[]', draft = NULL",
            params![
                desired.setup.to_string(),
                to_text(&State::Unfinished)?,
                desired.bucket.name.as_str(),
                desired.account.id.as_str(),
                desired.region.as_str(),
                stored(now),
                serde_json::to_string(form)?,
                serde_json::to_string(desired)?,
                fingerprint.as_str(),
                caller
            ],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Writes down that taking back was begun, before anything is sent.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing may be sent.
    pub fn begin_undo(&self, setup: &str, now: Timestamp) -> Result<(), JournalError> {
        self.writable()?.execute(
            "UPDATE setup SET state = ?2, changed = ?3 WHERE id = ?1",
            params![setup, to_text(&State::Removing)?, stored(now)],
        )?;
        Ok(())
    }

    /// Writes what a call came to, and the intents of the calls it set free, in one transaction and so one fsync.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing more may be sent.
    pub fn advance(
        &self,
        setup: &str,
        finished: Option<(Call, &Receipt)>,
        intents: &[Call],
        now: Timestamp,
    ) -> Result<(), JournalError> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction()?;
        if let Some((call, receipt)) = finished {
            transaction.execute(
                "UPDATE call SET receipt = ?3 WHERE number =
                     (SELECT max(number) FROM call WHERE setup = ?1 AND call = ?2)",
                params![setup, to_text(&call)?, serde_json::to_string(receipt)?],
            )?;
        }
        for call in intents {
            transaction.execute(
                "INSERT INTO call (setup, call, intended) VALUES (?1, ?2, ?3)",
                params![setup, to_text(call)?, stored(now)],
            )?;
        }
        touch(&transaction, setup, now)?;
        transaction.commit()?;
        Ok(())
    }

    /// Writes how a run ended and what the checks found.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn conclude(&self, setup: &str, state: State, checks: &[Check], now: Timestamp) -> Result<(), JournalError> {
        self.writable()?.execute(
            "UPDATE setup SET state = ?2, checks = ?3, changed = ?4 WHERE id = ?1",
            params![setup, to_text(&state)?, serde_json::to_string(checks)?, stored(now)],
        )?;
        Ok(())
    }

    /// Keeps Vonage's id of the storage.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn keep_storage_id(&self, setup: &str, storage_id: &str, now: Timestamp) -> Result<(), JournalError> {
        self.writable()?.execute(
            "UPDATE setup SET storage_id = ?2, changed = ?3 WHERE id = ?1",
            params![setup, none_if_empty(storage_id), stored(now)],
        )?;
        Ok(())
    }

    /// Keeps what the settings of a bucket they have were like, before anything of them is changed. What is kept already
    /// stands: it is from before the first change.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing may be sent.
    pub fn keep_before(&self, setup: &str, bucket: &str, before: &[BucketValue]) -> Result<(), JournalError> {
        if before.is_empty() {
            return Ok(());
        }
        let mut connection = self.writable()?;
        let transaction = connection.transaction()?;
        for value in before {
            transaction.execute(
                "INSERT OR IGNORE INTO before (setup, bucket, setting, value) VALUES (?1, ?2, ?3, ?4)",
                params![setup, bucket, to_text(&value.setting())?, serde_json::to_string(value)?],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Keeps whom the role lets in, before it is closed.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing may be sent.
    pub fn keep_trust(&self, setup: &str, trust: Option<&PolicyDocument>) -> Result<(), JournalError> {
        let text = trust.map(serde_json::to_string).transpose()?;
        self.writable()?.execute("UPDATE setup SET trust = ?2 WHERE id = ?1", params![setup, text])?;
        Ok(())
    }

    /// One line per setup, newest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn summaries(&self) -> Result<Vec<Summary>, JournalError> {
        self.newest(u32::MAX)
    }

    /// The newest of them, one line each.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn newest(&self, limit: u32) -> Result<Vec<Summary>, JournalError> {
        match self.lines(limit) {
            // A newer version may keep its setups elsewhere.
            Err(JournalError::Sqlite(_)) if self.is_newer() => Ok(Vec::new()),
            all => all?.into_iter().filter(|one| one.is_ok() || !self.is_newer()).collect(),
        }
    }

    /// Each as it could be read: a newer version may know states that this one does not.
    fn lines(&self, limit: u32) -> Result<Vec<Result<Summary, JournalError>>, JournalError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, title, state, account, region, changed, provenance FROM setup ORDER BY changed DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([limit], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, Option<String>>(4)?,
                row.get::<_, String>(5)?,
                row.get::<_, String>(6)?,
            ))
        })?;
        rows.map(|row| {
            let (setup, title, state, account, region, changed, provenance) = row?;
            let read = || {
                let (state, provenance) = (from_text(&state)?, from_text(&provenance)?);
                Ok(Summary { setup, title, state, account, region, changed: changed.parse()?, provenance })
            };
            Ok(read())
        })
        .collect()
    }

    /// Keeps of a setup's earlier plans only these: of the others nothing is left.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn keep_earlier(&self, setup: &str, earlier: &[Desired]) -> Result<(), JournalError> {
        let mut connection = self.writable()?;
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM earlier WHERE setup = ?1", [setup])?;
        insert_earlier(&transaction, setup, earlier)?;
        transaction.commit()?;
        Ok(())
    }

    /// What was typed last for a setup, created or not.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn form(&self, setup: &str) -> Result<Option<Form>, JournalError> {
        let text: Option<String> = self
            .connection()
            .query_row("SELECT coalesce(draft, form) FROM setup WHERE id = ?1", [setup], |row| row.get(0))
            .optional()?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// A setup that is past Create.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn record(&self, setup: &str) -> Result<Option<Record>, JournalError> {
        let connection = self.connection();
        let row = connection
            .query_row(
                "SELECT form, desired, fingerprint, caller, state, created, changed, checks, storage_id, trust, provenance,
                     claimed_before
                 FROM setup WHERE id = ?1 AND desired IS NOT NULL",
                [setup],
                RecordRow::read,
            )
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        row.into_record(&connection, setup).map(Some)
    }

    /// Removes everything that is remembered of a setup, whatever its state. In AWS nothing changes.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn forget(&self, setup: &str) -> Result<(), JournalError> {
        self.writable()?.execute("DELETE FROM setup WHERE id = ?1", [setup])?;
        Ok(())
    }

    /// Whether a newer version wrote it, so that it is only read.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        self.newer.is_some()
    }

    pub(super) fn writable(&self) -> Result<MutexGuard<'_, Connection>, JournalError> {
        match self.newer {
            Some(found) => Err(JournalError::Newer { found, known: known_format() }),
            None => Ok(self.connection()),
        }
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held leaves an open transaction at most, and SQLite rolls that back.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn touch(transaction: &Transaction<'_>, setup: &str, now: Timestamp) -> Result<(), JournalError> {
    transaction.execute("UPDATE setup SET changed = ?2 WHERE id = ?1", params![setup, stored(now)])?;
    Ok(())
}
