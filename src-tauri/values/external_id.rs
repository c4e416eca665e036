//! The external ID, where Vonage gave one.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{is_iam_name_character, length, named, text_value, trimmed};

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
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExternalIdRefusal {
    /// Fewer than 2 characters.
    #[error("Paste the whole external ID, at least {min} characters, or leave it empty if Vonage gave none.", min = ExternalId::MIN_LENGTH)]
    TooShort,
    /// More than 1224 characters.
    #[error("Check the external ID: it has {excess} characters more than the {max} AWS takes.", max = ExternalId::MAX_LENGTH)]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
    },
    /// A character AWS does not take.
    #[error("Remove {} from the external ID: it has only unaccented letters, digits and _ + = , . @ : / -.", named(*.character))]
    Character {
        /// The first such character.
        character: char,
    },
}

refusal_kinds!(ExternalIdRefusal {
    TooShort => "external-id-too-short",
    TooLong => "external-id-too-long",
    Character => "external-id-character",
});

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
            short if short < Self::MIN_LENGTH => Err(ExternalIdRefusal::TooShort),
            long if long > Self::MAX_LENGTH => Err(ExternalIdRefusal::TooLong { excess: long - Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
