//! Reads files of others up to a limit: what a setting names may be a pipe, a device without an end, or of any size.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

use serde::{Serialize, Serializer};
use thiserror::Error as Refusal;

/// Why a file is not read; told as the system’s own words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Refusal)]
pub enum FileRefusal {
    /// A folder, a pipe, a device.
    #[error("no ordinary file")]
    Special,
    /// Larger than what it shall hold ever is.
    #[error("> {} kB", .most / 1000)]
    TooLarge {
        /// The most bytes it may have.
        most: u64,
    },
    /// Not UTF-8.
    #[error("not UTF-8")]
    NoText,
}

impl From<FileRefusal> for Error {
    fn from(refusal: FileRefusal) -> Self {
        Self::new(ErrorKind::InvalidData, refusal)
    }
}

/// The whole of an ordinary file of at most so many bytes. What it is and how large is asked before it is opened: opening a
/// pipe waits for whoever writes to it.
///
/// # Errors
/// When it is missing, may not be read, or is one that [`FileRefusal`] names.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(FileRefusal::Special.into());
    }
    if found.len() > most {
        return Err(FileRefusal::TooLarge { most }.into());
    }
    // It may grow meanwhile, and some systems' own files say that they are empty.
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read <= most) {
        Ok(bytes)
    } else {
        Err(FileRefusal::TooLarge { most }.into())
    }
}

/// The same of a text.
///
/// # Errors
/// As above.
pub fn read_text(path: &Path, most: u64) -> Result<String> {
    String::from_utf8(read(path, most)?).map_err(|_| FileRefusal::NoText.into())
}

/// A path as it is told: for [`serde`], which refuses one that is not UTF-8.
///
/// # Errors
/// When the writer cannot take a text.
pub fn shown<S: Serializer>(path: &Path, to: S) -> std::result::Result<S::Ok, S::Error> {
    path.display().to_string().serialize(to)
}
