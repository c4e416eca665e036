//! The number of an AWS account.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{named, text_value, trimmed};

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
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AccountIdRefusal {
    /// Nothing was given.
    #[error("Type the number of the AWS account: 12 digits, such as 1234-5678-9012.")]
    Empty,
    /// Something other than digits, spaces and dashes.
    #[error("Use only the 12 digits of the account number, without {}.", named(*.character))]
    Character {
        /// The first character that is neither digit, space nor dash.
        character: char,
    },
    /// Too few or too many digits.
    #[error("Check the account number: it has 12 digits, and this has {digits}.")]
    Length {
        /// How many digits were given.
        digits: usize,
    },
}

refusal_kinds!(AccountIdRefusal {
    Empty => "account-id-empty",
    Character => "account-id-character",
    Length => "account-id-length",
});

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
