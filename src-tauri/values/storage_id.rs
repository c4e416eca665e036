//! The id that Vonage gives a storage.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{is_zero_width, length, text_value, trimmed};

/// The id in Vonage's answer, by which the storage is removed there one day. Vonage says nothing of its form, so it is any
/// one word of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StorageId {
    text: String,
}

/// Why a text is no such id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageIdRefusal {
    /// Nothing was given.
    #[error("Type the id that stands in Vonage’s answer.")]
    Empty,
    /// More than an id has.
    #[error("Keep only the id of Vonage’s answer: it has at most {max} characters.", max = StorageId::MAX_LENGTH)]
    TooLong,
    /// White space within, or an invisible character.
    #[error("Keep only the id of Vonage’s answer: it is one word, without spaces.")]
    SeveralWords,
}

refusal_kinds!(StorageIdRefusal {
    Empty => "storage-id-empty",
    TooLong => "storage-id-too-long",
    SeveralWords => "storage-id-several-words",
});

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
            Err(StorageIdRefusal::TooLong)
        } else if text.contains(|c: char| c.is_whitespace() || c.is_control() || is_zero_width(c)) {
            Err(StorageIdRefusal::SeveralWords)
        } else {
            Ok(Self { text: text.to_owned() })
        }
    }
}
