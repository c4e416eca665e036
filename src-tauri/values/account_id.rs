//! The number of an AWS account.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{text_value, trimmed};

/// The number of an AWS account: 12 digits, leading zeros included.
///
/// People write it as the console shows it, `1234-5678-9012`, or with spaces; the parser takes both and keeps the digits.
/// Source: <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountId {
    text: String,
}

/// Why a text is no account number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum AccountIdRefusal {
    /// Nothing was given.
    #[serde(rename = "account-id-empty")]
    Empty,
    /// Something other than digits, spaces and dashes.
    #[serde(rename = "account-id-character")]
    Character {
        /// The first character that is neither digit, space nor dash.
        character: char,
    },
    /// Too few or too many digits.
    #[serde(rename = "account-id-length")]
    Length {
        /// How many digits were given.
        digits: usize,
    },
}

text_value!(AccountId, AccountIdRefusal);

impl AccountId {
    /// How many digits an account number has.
    pub const DIGITS: usize = 12;

    /// Reads an account number; spaces and dashes between the digits are dropped.
    ///
    /// # Errors
    /// When anything else stands between them, or they are not 12.
    pub fn parse(text: &str) -> Result<Self, AccountIdRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(AccountIdRefusal::Empty);
        }
        let mut digits = String::with_capacity(Self::DIGITS);
        for character in text.chars() {
            match character {
                '0'..='9' => digits.push(character),
                '-' | '\u{2010}'..='\u{2014}' => {}
                space if space.is_whitespace() => {}
                character => return Err(AccountIdRefusal::Character { character }),
            }
        }
        if digits.len() == Self::DIGITS {
            Ok(Self { text: digits })
        } else {
            Err(AccountIdRefusal::Length { digits: digits.len() })
        }
    }
}
