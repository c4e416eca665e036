//! What the values that are text share: how they are trimmed, converted.

use regex::Regex;

/// Gives a value with a `text` field and a `parse` function its conversions: `as_str`, `Display`, `FromStr`, and the two
/// that serde goes through, so that what is stored passes the parser again when it is read.
///
/// `text_value!(conversions Value)` leaves out the two that parse, for a value whose parser asks for more than the text.
macro_rules! text_value {
    ($value:ident, $refusal:ident) => {
        $crate::values::text::text_value!(conversions $value);

        impl std::str::FromStr for $value {
            type Err = $refusal;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $value {
            type Error = $refusal;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
    };
    (conversions $value:ident) => {
        impl $value {
            /// The value as AWS writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl std::fmt::Display for $value {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.text)
            }
        }

        impl AsRef<str> for $value {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl From<$value> for String {
            fn from(value: $value) -> Self {
                value.text
            }
        }
    };
}

pub(super) use text_value;

/// The text without surrounding white space, nor the zero-width characters that come along when text is copied from a
/// mail or a web page.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c))
}

/// Whether a character takes no room on the screen, so that a person cannot see why a value is refused.
pub(crate) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether IAM takes the character in names: `[\w+=,.@-]` in ASCII.
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
pub(crate) fn is_iam_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '=' | ',' | '.' | '@' | '-')
}

/// How many characters AWS counts in the text.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Compiles a pattern written in this program.
#[allow(clippy::expect_used, reason = "the patterns are constants, and every one is compiled by a test")]
pub(crate) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}
