//! The names of an IAM role and an IAM policy.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{is_iam_name_character, length, text_value, trimmed};

/// Declares a name of IAM's: what it names, its limit in characters, and the kinds of its refusals.
macro_rules! iam_name {
    ($(#[$doc:meta])* $name:ident, $refusal:ident, $max:literal, $empty:literal, $too_long:literal, $character:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name {
            text: String,
        }

        /// Why a text is no such name.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
        #[serde(tag = "kind", rename_all_fields = "camelCase")]
        #[error("{}", kind_of(self))]
        pub enum $refusal {
            /// Nothing was given.
            #[serde(rename = $empty)]
            Empty,
            /// More characters than IAM takes.
            #[serde(rename = $too_long)]
            TooLong {
                /// How many characters there are too many.
                excess: usize,
                /// The most characters there may be.
                max: usize,
            },
            /// A character IAM does not take.
            #[serde(rename = $character)]
            Character {
                /// The first such character.
                character: char,
            },
        }

        text_value!($name, $refusal);

        impl $name {
            /// The most characters a name has.
            pub const MAX_LENGTH: usize = $max;

            /// Reads a name.
            ///
            /// # Errors
            /// When IAM would not take it.
            pub fn parse(text: &str) -> Result<Self, $refusal> {
                let text = trimmed(text);
                if text.is_empty() {
                    return Err($refusal::Empty);
                }
                if let Some(character) = text.chars().find(|&c| !is_iam_name_character(c)) {
                    return Err($refusal::Character { character });
                }
                match length(text).checked_sub(Self::MAX_LENGTH) {
                    Some(excess) if excess > 0 => Err($refusal::TooLong { excess, max: Self::MAX_LENGTH }),
                    _ => Ok(Self { text: text.to_owned() }),
                }
            }
        }
    };
}

iam_name!(
    /// The name of a policy: 1 to 128 letters, digits and `_+=,.@-`.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>. AWS keeps capitals but compares
    /// without them: two names that differ only so are the same name.
    PolicyName,
    PolicyNameRefusal,
    128,
    "policy-name-empty",
    "policy-name-too-long",
    "policy-name-character"
);

iam_name!(
    /// The name of a role: 1 to 64 letters, digits and `_+=,.@-`.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>. AWS keeps capitals but compares
    /// without them: two names that differ only so are the same name.
    RoleName,
    RoleNameRefusal,
    64,
    "role-name-empty",
    "role-name-too-long",
    "role-name-character"
);
