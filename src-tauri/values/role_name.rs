//! The name of an IAM role.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{is_iam_name_character, length, named, text_value, trimmed};

/// The name of a role: 1 to 64 letters, digits and `_+=,.@-`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>. AWS keeps capitals but compares without
/// them: two names that differ only so are the same name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleName {
    text: String,
}

/// Why a text is no role name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RoleNameRefusal {
    /// Nothing was given.
    #[error("Type a name for the role.")]
    Empty,
    /// More than 64 characters.
    #[error("Shorten the role name by {excess} to {max} characters.", max = RoleName::MAX_LENGTH)]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
    },
    /// A character IAM does not take.
    #[error("Remove {} from the role name: it takes only unaccented letters, digits and _ + = , . @ -.", named(*.character))]
    Character {
        /// The first such character.
        character: char,
    },
}

refusal_kinds!(RoleNameRefusal {
    Empty => "role-name-empty",
    TooLong => "role-name-too-long",
    Character => "role-name-character",
});

text_value!(RoleName, RoleNameRefusal);

impl RoleName {
    /// The most characters a name has.
    pub const MAX_LENGTH: usize = 64;

    /// Reads a role's name.
    ///
    /// # Errors
    /// When IAM would not take it.
    pub fn parse(text: &str) -> Result<Self, RoleNameRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(RoleNameRefusal::Empty);
        }
        if let Some(character) = text.chars().find(|&c| !is_iam_name_character(c)) {
            return Err(RoleNameRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(RoleNameRefusal::TooLong { excess }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
