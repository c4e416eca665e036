//! The saved record: one setup as a file, which this program opens on another computer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::record::{Record, State};
use crate::setup::desired::{Encryption, KeyRef};
use crate::setup::fingerprint::Fingerprint;

/// How the file's name ends, after the bucket's name.
pub const ENDING: &str = "export-storage-setup.json";

/// The form of the file that this version writes, and the newest it reads.
const FORMAT: u32 = 1;

/// The most bytes a file may have. A record with some thousand calls has about one million.
const MOST_BYTES: usize = 8_000_000;

/// Why a file is no saved record. The sentences name what was found and never repeat it.
#[derive(Debug, Error)]
pub enum RecordFileRefusal {
    /// Something else.
    #[error("This file is not a record that this program saved.")]
    NotARecord,
    /// From a newer version.
    #[error("A newer version of this program saved this file (form {found}, this version reads up to {FORMAT}).")]
    Newer {
        /// The file's form.
        found: u32,
    },
    /// It does not hold what a record holds.
    #[error("This file was changed or cut off after it was saved.")]
    Damaged {
        /// Where, as far as the reader says.
        said: String,
    },
}

impl RecordFileRefusal {
    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NotARecord => "record-file-other",
            Self::Newer { .. } => "record-file-newer",
            Self::Damaged { .. } => "record-file-damaged",
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotARecord => {
                "Choose a file whose name ends in export-storage-setup.json, or let the program find the setup in your account."
            }
            Self::Newer { .. } => "Open it with the newer version.",
            Self::Damaged { .. } => {
                "Save the record again where it was made, or let the program find the setup in your account."
            }
        }
    }
}

/// What the file says of itself, read before anything else of it.
#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(rename = "exportStorageSetupRecord")]
    format: u32,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    head: Head,
    record: &'a Record,
}

#[derive(Deserialize)]
struct Read {
    record: Record,
}

/// The file's text. It holds names, ARNs, AWS's ids and AWS's words, and no secret.
///
/// # Errors
/// Never in practice: a record has no map with keys that JSON cannot hold.
pub fn write(record: &Record) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Written { head: Head { format: FORMAT }, record })
}

/// The name the file is given.
#[must_use]
pub fn name(record: &Record) -> String {
    format!("{}.{ENDING}", record.desired.bucket.name)
}

/// Reads a saved record. Every value in it goes through its own parser, and the fingerprint is made anew.
///
/// # Errors
/// When it is another file, a newer version's, or was changed so that it fits no setup.
pub fn read(text: &str) -> Result<Record, RecordFileRefusal> {
    // Some editors put a mark in front.
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > MOST_BYTES || !text.trim_start().starts_with('{') {
        return Err(RecordFileRefusal::NotARecord);
    }
    let head: Head = serde_json::from_str(text).map_err(|error| {
        // Cut off in the middle, it still begins as a record does.
        if error.is_eof() && text.contains("\"exportStorageSetupRecord\"") {
            RecordFileRefusal::Damaged { said: error.to_string() }
        } else {
            RecordFileRefusal::NotARecord
        }
    })?;
    if head.format > FORMAT {
        return Err(RecordFileRefusal::Newer { found: head.format });
    }
    let damaged = |said: String| RecordFileRefusal::Damaged { said };
    let Read { record } = serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
    let desired = &record.desired;
    if record.form.setup != desired.setup.to_string() {
        return Err(damaged("The form is another setup’s.".to_owned()));
    }
    if desired.key.is_some() != (desired.bucket.encryption == Encryption::Kms(KeyRef::New)) {
        return Err(damaged("The key does not fit the encryption.".to_owned()));
    }
    if record.state == State::Draft {
        return Err(damaged("A draft was never made.".to_owned()));
    }
    let fingerprint = Fingerprint::of(desired).map_err(|error| damaged(error.to_string()))?;
    Ok(Record { fingerprint, ..record })
}
