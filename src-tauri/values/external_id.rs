//! The external ID, where Vonage gave one.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{is_iam_name_character, length, text_value, trimmed};

/// What Vonage must send along when it takes the role: 2 to 1224 letters, digits and `_+=,.@:/-`.
///
/// Sources: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExternalId {
    text: String,
}

/// Why a text is no external ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum ExternalIdRefusal {
    /// Fewer than 2 characters.
    #[serde(rename = "external-id-too-short")]
    TooShort {
        /// The fewest characters there may be.
        min: usize,
    },
    /// More than 1224 characters.
    #[serde(rename = "external-id-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
    /// A character AWS does not take.
    #[serde(rename = "external-id-character")]
    Character {
        /// The first such character.
        character: char,
    },
}

text_value!(ExternalId, ExternalIdRefusal);

impl ExternalId {
    /// The fewest characters it has.
    pub const MIN_LENGTH: usize = 2;
    /// The most characters it has.
    pub const MAX_LENGTH: usize = 1224;

    /// Reads an external ID.
    ///
    /// # Errors
    /// When AWS would not take it.
    pub fn parse(text: &str) -> Result<Self, ExternalIdRefusal> {
        let text = trimmed(text);
        if let Some(character) = text.chars().find(|&c| !is_iam_name_character(c) && !matches!(c, ':' | '/')) {
            return Err(ExternalIdRefusal::Character { character });
        }
        match length(text) {
            short if short < Self::MIN_LENGTH => Err(ExternalIdRefusal::TooShort { min: Self::MIN_LENGTH }),
            long if long > Self::MAX_LENGTH => {
                Err(ExternalIdRefusal::TooLong { excess: long - Self::MAX_LENGTH, max: Self::MAX_LENGTH })
            }
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
