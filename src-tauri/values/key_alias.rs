//! The name a KMS key is found by in the console.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{length, named, text_value, trimmed};

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
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyAliasRefusal {
    /// `alias/` is missing, or all there is.
    #[error("Write the key's alias as “alias/” and a name.")]
    Prefix,
    /// A beginning KMS keeps for AWS's own keys.
    #[error("Choose a key alias that does not begin with “alias/aws/”, which AWS keeps for its own keys.")]
    Reserved,
    /// A character KMS does not take.
    #[error("Remove {} from the key alias: it takes only unaccented letters, digits and / _ -.", named(*.character))]
    Character {
        /// The first such character.
        character: char,
    },
    /// More than 256 characters.
    #[error("Shorten the key alias by {excess} to {max} characters.", max = KeyAlias::MAX_LENGTH)]
    TooLong {
        /// How many characters there are too many.
        excess: usize,
    },
}

refusal_kinds!(KeyAliasRefusal {
    Prefix => "key-alias-prefix",
    Reserved => "key-alias-reserved",
    Character => "key-alias-character",
    TooLong => "key-alias-too-long",
});

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
            Some(excess) if excess > 0 => Err(KeyAliasRefusal::TooLong { excess }),
            _ => Ok(Self { text: text.to_owned() }),
        }
    }
}
