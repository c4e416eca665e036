//! The path of a role or a policy.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{is_iam_name_character, length, text_value, trimmed};

/// The path of a role or a policy, `/` unless an organisation sorts them into folders.
///
/// The policy's rules, which are the stricter, hold for both: parts of letters, digits and `.,+@=_-`, a slash around each, at
/// most 512 characters. Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IamPath {
    text: String,
}

/// Why a text is no path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum IamPathRefusal {
    /// No slash at one of the ends.
    #[serde(rename = "iam-path-slashes")]
    Slashes,
    /// Two slashes in a row.
    #[serde(rename = "iam-path-empty-part")]
    EmptyPart,
    /// A character IAM does not take.
    #[serde(rename = "iam-path-character")]
    Character {
        /// The first such character.
        character: char,
    },
    /// More than 512 characters.
    #[serde(rename = "iam-path-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
    /// A path AWS keeps for its own roles.
    #[serde(rename = "iam-path-reserved")]
    Reserved {
        /// The reserved beginning.
        prefix: &'static str,
    },
}

text_value!(IamPath, IamPathRefusal);

/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html>,
/// <https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>
const RESERVED: [&str; 2] = ["/aws-service-role/", "/aws-reserved/"];

impl IamPath {
    /// The most characters a path has, slashes included.
    pub const MAX_LENGTH: usize = 512;

    /// Reads a path.
    ///
    /// # Errors
    /// When IAM would not take it for a policy and a role.
    pub fn parse(text: &str) -> Result<Self, IamPathRefusal> {
        let text = trimmed(text);
        if !text.starts_with('/') || !text.ends_with('/') {
            return Err(IamPathRefusal::Slashes);
        }
        if let Some(character) = text.chars().find(|&c| c != '/' && !is_iam_name_character(c)) {
            return Err(IamPathRefusal::Character { character });
        }
        if text.contains("//") {
            return Err(IamPathRefusal::EmptyPart);
        }
        if let Some(prefix) = RESERVED.into_iter().find(|prefix| text.starts_with(prefix)) {
            return Err(IamPathRefusal::Reserved { prefix });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(IamPathRefusal::TooLong { excess, max: Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}

impl Default for IamPath {
    fn default() -> Self {
        Self { text: "/".to_owned() }
    }
}
