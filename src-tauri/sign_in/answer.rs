//! A question that the browser takes to AWS, and the answer with which AWS sends it back.

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::SecretString;
use thiserror::Error;

use super::base64url;
use super::pkce::Verifier;
use crate::aws::error::redactor::redacted;

/// How long the person may take to sign in. A code for which somebody must look up the phone takes a while.
pub const TIME_LIMIT: Duration = Duration::from_mins(10);

/// What RFC 3986 lets stand in a query as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why the browser brought no code. `Display` is one sentence: what caused it. None of it holds a secret.
#[derive(Debug, Error)]
pub enum AnswerFailure {
    /// The system gives no port.
    #[error("This computer gave the program nowhere to wait for the browser.")]
    NoPort(#[source] std::io::Error),
    /// The browser never came.
    #[error("The browser did not come back within {} minutes.", TIME_LIMIT.as_secs() / 60)]
    NoAnswer,
    /// AWS's page says that access was not allowed.
    #[error("AWS’s page answered that this was not allowed, by you or by a rule of your company.")]
    Refused,
    /// AWS's page says that something else went wrong.
    #[error("AWS’s page ended the sign-in with an error.")]
    Declined {
        /// What it said.
        said: String,
    },
    /// The browser brings neither a code nor an error.
    #[error("The browser brought an answer without a code.")]
    NotUnderstood,
}

impl AnswerFailure {
    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoPort(_) => "browser-no-port",
            Self::NoAnswer => "browser-no-answer",
            Self::Refused => "browser-refused",
            Self::Declined { .. } => "browser-declined",
            Self::NotUnderstood => "browser-answer-not-understood",
        }
    }

    /// What AWS's page or the system said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Declined { said } => Some(said.clone()),
            Self::NoPort(source) => Some(source.to_string()),
            _ => None,
        }
    }
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
