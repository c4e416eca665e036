//! The name a KMS key is found by in the console.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{length, text_value, trimmed};

/// The alias of a KMS key: `alias/` and letters, digits, `/`, `_` and `-`, at most 256 characters in all.
///
/// Source: <https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html>. The page's pattern has the colon as
/// well, its prose does not; the prose is followed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyAlias {
    text: String,
}

/// Why a text is no key alias.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum KeyAliasRefusal {
    /// `alias/` is missing, or all there is.
    #[serde(rename = "key-alias-prefix")]
    Prefix,
    /// A beginning KMS keeps for AWS's own keys.
    #[serde(rename = "key-alias-reserved")]
    Reserved,
    /// A character KMS does not take.
    #[serde(rename = "key-alias-character")]
    Character {
        /// The first such character.
        character: char,
    },
    /// More than 256 characters.
    #[serde(rename = "key-alias-too-long")]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
        /// The most characters there may be.
        max: usize,
    },
}

text_value!(KeyAlias, KeyAliasRefusal);

const PREFIX: &str = "alias/";

impl KeyAlias {
    /// The most characters an alias has, `alias/` included.
    pub const MAX_LENGTH: usize = 256;

    /// Reads an alias.
    ///
    /// # Errors
    /// When KMS would not take it.
    pub fn parse(text: &str) -> Result<Self, KeyAliasRefusal> {
        let text = trimmed(text);
        let name = text.strip_prefix(PREFIX).filter(|name| !name.is_empty()).ok_or(KeyAliasRefusal::Prefix)?;
        if name.starts_with("aws/") {
            return Err(KeyAliasRefusal::Reserved);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-');
        if let Some(character) = name.chars().find(|&c| !allowed(c)) {
            return Err(KeyAliasRefusal::Character { character });
        }
        match length(text).checked_sub(Self::MAX_LENGTH) {
            Some(excess) if excess > 0 => Err(KeyAliasRefusal::TooLong { excess, max: Self::MAX_LENGTH }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
