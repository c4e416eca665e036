//! The description of the role and the policy.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{length, named, text_value, trimmed};

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
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DescriptionRefusal {
    /// A character AWS does not take.
    #[error("Replace or remove {} in the description: AWS takes only Western European letters, digits and plain punctuation.", named(*.character))]
    Character {
        /// The first such character.
        character: char,
    },
    /// More than 1000 characters.
    #[error("Shorten the description by {excess} to {max} characters.", max = Description::MAX_LENGTH)]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
    },
}

refusal_kinds!(DescriptionRefusal {
    Character => "description-character",
    TooLong => "description-too-long",
});

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
            Some(excess) if excess > 0 => Err(DescriptionRefusal::TooLong { excess }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
