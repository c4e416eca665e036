//! Why the journal cannot be read or written.

use std::path::PathBuf;

use thiserror::Error;

/// Why the journal cannot be read or written.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The folder or file cannot be made or opened.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `SQLite` refused.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row holds what this version cannot read.
    #[error("{0}")]
    Unreadable(#[from] serde_json::Error),
    /// A time cannot be read.
    #[error("{0}")]
    Time(#[from] jiff::Error),
    /// The file was written by a newer version of the program.
    #[error("format {found} > {known}")]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest format this version knows.
        known: u32,
    },
}
