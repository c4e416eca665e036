//! An address that may be handed to the system's browser.

use std::fmt;
use std::ops::Deref;

use http::Uri;
use thiserror::Error;

use super::this_computer::is_this_computer;

/// The address of a web page: `https`, or `http` on this computer. No other scheme is one, as the system would open whatever
/// program belongs to it. It holds no user name, and no sign in it means anything to a shell: those that do can be written as
/// `%` and two digits (RFC 3986, section 2.1), and what AWS links to has them so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    text: String,
    encrypted: bool,
}

/// Why a text is no such address. What was given is not repeated: it may be as long and as strange as its sender likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkRefusal {
    /// It does not begin with `https://`, nor with `http://` and this computer.
    #[error("it is no https address")]
    Scheme,
    /// A sign that an address never has, or that a shell would understand.
    #[error("it holds a sign that the address of a web page does not have")]
    Character,
    /// Longer than browsers and systems take.
    #[error("it is longer than {} characters", Link::MAX_LENGTH)]
    TooLong,
    /// Not of an address's shape, or with a user name.
    #[error("it is no web address")]
    Shape,
}

impl Link {
    /// The longest link, in characters: what every browser and system takes. AWS's have some hundreds.
    pub const MAX_LENGTH: usize = 8000;

    /// Reads a link.
    ///
    /// # Errors
    /// When it is not the address of a web page that may be opened.
    pub fn parse(text: &str) -> Result<Self, LinkRefusal> {
        if text.len() > Self::MAX_LENGTH {
            return Err(LinkRefusal::TooLong);
        }
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@&+,=%".contains(&byte);
        let is_escaped = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|digit| digit.is_ascii_hexdigit());
        if !text.bytes().all(is_sign) || !text.split('%').skip(1).all(is_escaped) {
            return Err(LinkRefusal::Character);
        }
        let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
        let encrypted = begins("https://");
        if !encrypted && !begins("http://") {
            return Err(LinkRefusal::Scheme);
        }
        let uri: Uri = text.parse().map_err(|_| LinkRefusal::Shape)?;
        let authority = uri.authority().ok_or(LinkRefusal::Shape)?;
        if authority.host().is_empty() || authority.as_str().contains('@') {
            return Err(LinkRefusal::Shape);
        }
        if encrypted || is_this_computer(authority.host()) {
            Ok(Self { text: text.to_owned(), encrypted })
        } else {
            Err(LinkRefusal::Scheme)
        }
    }

    /// Whether nobody on the way can read what is asked.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}

impl Deref for Link {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}
