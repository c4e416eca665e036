//! The description of the role and the policy.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{length, text_value, trimmed};

/// What the role and the policy are for, in at most 1000 characters of Latin-1; may be empty.
///
/// The role's rules, which are the stricter: curly quotation marks, long dashes and emoji fail the whole call.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Description {
    text: String,
}

/// Why a text is no description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum DescriptionRefusal {
    /// A character AWS does not take.
    #[serde(rename = "description-character")]
    Character {
        /// The first such character.
        character: char,
    },
    /// More than 1000 characters.
    #[serde(rename = "description-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
}

text_value!(Description, DescriptionRefusal);

impl Description {
    /// The most characters it has.
    pub const MAX_LENGTH: usize = 1000;

    /// Reads a description.
    ///
    /// # Errors
    /// When AWS would not take it.
    pub fn parse(text: &str) -> Result<Self, DescriptionRefusal> {
        let text = trimmed(text);
        let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{A1}'..='\u{FF}');
        if let Some(character) = text.chars().find(|&c| !allowed(c)) {
            return Err(DescriptionRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(DescriptionRefusal::TooLong { excess, max: Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
