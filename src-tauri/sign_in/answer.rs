//! A question that the browser takes to AWS, and the answer with which AWS sends it back.

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::SecretString;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::base64url;
use super::pkce::Verifier;
use crate::aws::error::redactor::redacted;
use crate::values::kind_of;

/// How long the person may take to sign in. A code for which somebody must look up the phone takes a while.
pub const TIME_LIMIT: Duration = Duration::from_mins(10);

/// What RFC 3986 lets stand in a query as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why the browser brought no code. None of it holds a secret.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum AnswerFailure {
    /// The system gives no port.
    #[serde(rename = "browser-no-port")]
    NoPort {
        /// The system's reason.
        #[serde(skip)]
        source: std::io::Error,
    },
    /// The browser never came.
    #[serde(rename = "browser-no-answer")]
    NoAnswer {
        /// How long it was waited for, in minutes.
        minutes: u64,
    },
    /// AWS's page says that access was not allowed.
    #[serde(rename = "browser-refused")]
    Refused,
    /// AWS's page says that something else went wrong.
    #[serde(rename = "browser-declined")]
    Declined {
        /// What it said.
        #[serde(skip)]
        said: String,
    },
    /// The browser brings neither a code nor an error.
    #[serde(rename = "browser-answer-not-understood")]
    NotUnderstood,
}

impl AnswerFailure {
    /// The browser never came, for as long as it is waited for.
    pub const NEVER_CAME: Self = Self::NoAnswer { minutes: TIME_LIMIT.as_secs() / 60 };

    /// What AWS's page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Declined { said } => Some(said.clone()),
            Self::NoPort { source } => Some(source.to_string()),
            _ => None,
        }
    }
}

/// Where the browser was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// AWS's page for a user name and password.
    Browser,
    /// A company's page.
    Center,
}

/// A question that got no code, and where the browser was sent with it.
#[derive(Debug, Serialize, TS)]
pub struct Unanswered {
    /// Why not.
    #[serde(flatten)]
    pub why: AnswerFailure,
    /// Where.
    pub way: Way,
}

/// One question to AWS whether this program may act for the person. What is random in it is its own.
pub struct Question {
    redirect_uri: String,
    verifier: Verifier,
    state: String,
}

impl Question {
    /// A question whose answer goes to this address.
    #[must_use]
    pub fn new(redirect_uri: String) -> Self {
        let octets: [u8; 32] = rand::random();
        Self { redirect_uri, verifier: Verifier::random(), state: base64url::encode(&octets) }
    }

    /// Where the answer goes.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// What redeems the code.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// What the answer has to repeat.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// The code in an answer, as a query has it: `code=…&state=…`, or `error=…&state=…`
    /// (<https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2>). `None` when it does not answer this question.
    ///
    /// # Errors
    /// When it says no, or makes no sense.
    pub fn answered(&self, query: &str) -> Option<Result<SecretString, AnswerFailure>> {
        only(query, "state").filter(|state| *state == self.state)?;
        Some(match only(query, "error").as_deref() {
            Some("access_denied") => Err(AnswerFailure::Refused),
            Some(error) => {
                let said = [Some(error.to_owned()), only(query, "error_description")];
                let said = said.into_iter().flatten().collect::<Vec<_>>().join(": ");
                let said = said.replace(char::is_control, " ");
                Err(AnswerFailure::Declined { said: redacted(&said) })
            }
            None => {
                let code = only(query, "code").filter(|code| !code.is_empty());
                code.map(SecretString::from).ok_or(AnswerFailure::NotUnderstood)
            }
        })
    }
}

/// A query of these names and values.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, UNRESERVED)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The value of a name that a query has once. Twice is as good as never: nobody says which one counts.
fn only(query: &str, name: &str) -> Option<String> {
    let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(given, _)| *given == name);
    let (_, value) = values.next()?;
    let decoded = percent_decode_str(&value.replace('+', " ")).decode_utf8().ok()?.into_owned();
    values.next().is_none().then_some(decoded)
}
