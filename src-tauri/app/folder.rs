//! The folder the program keeps everything in, for one process at a time.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::record::{JournalError, owner_only};

/// Why the folder cannot be used.
#[derive(Debug, Error)]
pub enum FolderError {
    /// Another process of this program has it.
    #[error("in use: {0}")]
    InUse(PathBuf),
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The journal in it cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// The open folder. An operating-system lock, held as long as this value lives, keeps a second process out; it goes with
/// the process, however that ends.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Opens the folder, making it when missing.
    ///
    /// # Errors
    /// When it cannot be made, or another process has it.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let io = |source| FolderError::Io { path: path.to_owned(), source };
        owner_only::make_folder(path).map_err(io)?;
        let file = path.join("lock");
        let lock = owner_only::options()
            .create(true)
            .truncate(false)
            .open(&file)
            .map_err(|source| FolderError::Io { path: file, source })?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(source)) => Err(io(source)),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where Practice keeps its records and its AWS.
    #[must_use]
    pub fn practice(&self) -> PathBuf {
        self.path.join("practice")
    }

    /// The company pages that were signed in on.
    #[must_use]
    pub fn portals(&self) -> PathBuf {
        self.path.join("company-pages.json")
    }

    /// The saved AWS of Practice.
    #[must_use]
    pub fn practice_aws(&self) -> PathBuf {
        self.practice().join("aws.json")
    }
}
