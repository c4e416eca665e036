//! A journal that cannot be read is set aside, never deleted, so that the program opens and nothing is lost.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::ErrorCode;

use super::error::JournalError;
use super::journal::{FILE, Journal};

impl Journal {
    /// Opens the journal in `folder`. A file that is no journal or is damaged is renamed, its name then told, and a new one
    /// begun.
    ///
    /// # Errors
    /// As [`Journal::open`], for every reason but damage.
    pub fn open_or_set_aside(folder: &Path, now: Timestamp) -> Result<(Self, Option<PathBuf>), JournalError> {
        let readable = |journal: Self| journal.summaries().map(|_| journal);
        match Self::open(folder).and_then(readable) {
            Ok(journal) => Ok((journal, None)),
            Err(JournalError::Sqlite(error)) if is_damage(&error) => {
                let aside = set_aside(folder, now)?;
                Ok((Self::open(folder)?, Some(aside)))
            }
            Err(other) => Err(other),
        }
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

/// Renames the file, and with it those in which `SQLite` keeps what is not in it yet.
fn set_aside(folder: &Path, now: Timestamp) -> Result<PathBuf, JournalError> {
    let aside = folder.join(format!("setups-damaged-{}.db", now.strftime("%Y%m%dT%H%M%SZ")));
    for ending in ["", "-wal", "-shm"] {
        let (from, to) = (with_ending(&folder.join(FILE), ending), with_ending(&aside, ending));
        match std::fs::rename(&from, to) {
            Err(error) if ending.is_empty() || error.kind() != std::io::ErrorKind::NotFound => {
                return Err(JournalError::Folder { path: from, source: error });
            }
            _ => {}
        }
    }
    Ok(aside)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
