//! The name of an IAM policy.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{is_iam_name_character, length, named, text_value, trimmed};

/// The name of a policy: 1 to 128 letters, digits and `_+=,.@-`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>. AWS keeps capitals but compares without
/// them: two names that differ only so are the same name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PolicyName {
    text: String,
}

/// Why a text is no policy name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PolicyNameRefusal {
    /// Nothing was given.
    #[error("Type a name for the policy.")]
    Empty,
    /// More than 128 characters.
    #[error("Shorten the policy name by {excess} to {max} characters.", max = PolicyName::MAX_LENGTH)]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
    },
    /// A character IAM does not take.
    #[error("Remove {} from the policy name: it takes only unaccented letters, digits and _ + = , . @ -.", named(*.character))]
    Character {
        /// The first such character.
        character: char,
    },
}

refusal_kinds!(PolicyNameRefusal {
    Empty => "policy-name-empty",
    TooLong => "policy-name-too-long",
    Character => "policy-name-character",
});

text_value!(PolicyName, PolicyNameRefusal);

impl PolicyName {
    /// The most characters a name has.
    pub const MAX_LENGTH: usize = 128;

    /// Reads a policy's name.
    ///
    /// # Errors
    /// When IAM would not take it.
    pub fn parse(text: &str) -> Result<Self, PolicyNameRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(PolicyNameRefusal::Empty);
        }
        if let Some(character) = text.chars().find(|&c| !is_iam_name_character(c)) {
            return Err(PolicyNameRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(PolicyNameRefusal::TooLong { excess }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
