//! The id that Vonage gives a storage.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{is_zero_width, length, text_value, trimmed};

/// The id in Vonage's answer, by which the storage is removed there one day. Vonage says nothing of its form, so it is any
/// one word of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StorageId {
    text: String,
}

/// Why a text is no such id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum StorageIdRefusal {
    /// Nothing was given.
    #[serde(rename = "storage-id-empty")]
    Empty,
    /// More than an id has.
    #[serde(rename = "storage-id-too-long")]
    TooLong {
        /// The most characters there may be.
        max: usize,
    },
    /// White space within, or an invisible character.
    #[serde(rename = "storage-id-several-words")]
    SeveralWords,
}

text_value!(StorageId, StorageIdRefusal);

impl StorageId {
    /// The most characters it has.
    pub const MAX_LENGTH: usize = 200;

    /// Reads an id.
    ///
    /// # Errors
    /// When nothing is there, or more than one word.
    pub fn parse(text: &str) -> Result<Self, StorageIdRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            Err(StorageIdRefusal::Empty)
        } else if length(text) > Self::MAX_LENGTH {
            Err(StorageIdRefusal::TooLong { max: Self::MAX_LENGTH })
        } else if text.contains(|c: char| c.is_whitespace() || c.is_control() || is_zero_width(c)) {
            Err(StorageIdRefusal::SeveralWords)
        } else {
            Ok(Self { text: text.to_owned() })
        }
    }
}
