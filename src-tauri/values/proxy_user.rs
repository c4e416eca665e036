//! The user name for a company's proxy.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use super::kind::kind_of;
use super::text::{is_zero_width, length, text_value, trimmed};

/// A user name for a proxy, such as `anna` or `COMPANY\anna`. It has no colon, because the password follows one (RFC 7617,
/// section 2), and no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProxyUser {
    text: String,
}

/// Why a text is no user name for a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum ProxyUserRefusal {
    /// Nothing was given, and a password was.
    #[serde(rename = "proxy-user-empty")]
    Empty,
    /// Longer than any.
    #[serde(rename = "proxy-user-too-long")]
    TooLong {
        /// The most characters there may be.
        max: usize,
    },
    /// A character that a user name cannot have.
    #[serde(rename = "proxy-user-character")]
    Character,
}

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
            return Err(ProxyUserRefusal::TooLong { max: Self::MAX_LENGTH });
        }
        if text.contains(|c: char| c == ':' || c.is_control() || is_zero_width(c)) {
            return Err(ProxyUserRefusal::Character);
        }
        Ok(Self { text: text.to_owned() })
    }
}
