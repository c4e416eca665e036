//! The user name for a company's proxy.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::refusal_kinds;
use super::text::{is_zero_width, length, text_value, trimmed};

/// A user name for a proxy, such as `anna` or `COMPANY\anna`. It has no colon, because the password follows one (RFC 7617,
/// section 2), and no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProxyUser {
    text: String,
}

/// Why a text is no user name for a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProxyUserRefusal {
    /// Nothing was given, and a password was.
    #[error("Type the user name that belongs to the password.")]
    Empty,
    /// Longer than any.
    #[error("Check the proxy’s user name and password: each has at most {max} characters.", max = ProxyUser::MAX_LENGTH)]
    TooLong,
    /// A character that a user name cannot have.
    #[error(
        "Remove the colon or the invisible character from the proxy’s user name; the password has a box of its own."
    )]
    Character,
}

refusal_kinds!(ProxyUserRefusal {
    Empty => "proxy-user-empty",
    TooLong => "proxy-user-too-long",
    Character => "proxy-user-character",
});

text_value!(ProxyUser, ProxyUserRefusal);

impl ProxyUser {
    /// The most characters it has; the longest that Windows takes, `name@domain`, have some fewer. A password has as many.
    pub const MAX_LENGTH: usize = 256;

    /// Reads a user name.
    ///
    /// # Errors
    /// When nothing is there, or a character that it cannot have.
    pub fn parse(text: &str) -> Result<Self, ProxyUserRefusal> {
        let text = trimmed(text);
        if text.is_empty() {
            return Err(ProxyUserRefusal::Empty);
        }
        if length(text) > Self::MAX_LENGTH {
            return Err(ProxyUserRefusal::TooLong);
        }
        if text.contains(|c: char| c == ':' || c.is_control() || is_zero_width(c)) {
            return Err(ProxyUserRefusal::Character);
        }
        Ok(Self { text: text.to_owned() })
    }
}
