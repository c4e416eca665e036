//! The question that the browser takes to AWS, and the answer that comes back.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::SecretString;

use super::base64url;
use super::failure::BrowserFailure;
use super::pkce::{CHALLENGE_METHOD, Verifier};
use crate::setup::values::Partition;

/// What RFC 3986 lets stand in a query as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// More of what somebody else's words say is not shown.
const MOST_SHOWN: usize = 300;

/// Where the browser is, by AWS's names for the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// On this computer: AWS sends it back to a port of this program.
    Same,
    /// Anywhere else: AWS shows a code, which the person carries over.
    Cross,
}

impl Device {
    /// The client that AWS knows every program of this kind as.
    #[must_use]
    pub fn client_id(self, partition: Partition) -> String {
        let device = match self {
            Self::Same => "same-device",
            Self::Cross => "cross-device",
        };
        format!("arn:{partition}:signin:::devtools/{device}")
    }
}

/// One question to AWS whether this program may act for the person. What is random in it is its own.
pub struct Authorization {
    client_id: String,
    redirect_uri: String,
    verifier: Verifier,
    state: String,
}

impl Authorization {
    /// A question of this client, whose answer goes to this address.
    #[must_use]
    pub fn new(client_id: String, redirect_uri: String) -> Self {
        let octets: [u8; 32] = rand::random();
        Self { client_id, redirect_uri, verifier: Verifier::random(), state: base64url::encode(&octets) }
    }

    /// The address to open, on the sign-in server of this base address.
    #[must_use]
    pub fn link(&self, base: &str) -> String {
        let challenge = self.verifier.challenge();
        let query = [
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("state", &self.state),
            ("scope", "openid"),
            ("code_challenge", &challenge),
            ("code_challenge_method", CHALLENGE_METHOD),
        ]
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, UNRESERVED)));
        format!("{base}/v1/authorize?{}", query.join("&"))
    }

    /// The client that asks.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
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

    /// The code in an answer, as a query has it: `code=…&state=…`, or `error=…&state=…`
    /// (<https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2>).
    ///
    /// # Errors
    /// When it answers another question, says no, or makes no sense.
    pub fn answered(&self, query: &str) -> Result<SecretString, BrowserFailure> {
        let state = only(query, "state").ok_or(BrowserFailure::OtherSignIn)?;
        if state != self.state {
            return Err(BrowserFailure::OtherSignIn);
        }
        match only(query, "error").as_deref() {
            Some("access_denied") => return Err(BrowserFailure::Refused),
            Some(error) => {
                let said = [Some(error.to_owned()), only(query, "error_description")];
                return Err(BrowserFailure::Declined { said: shown(&said.into_iter().flatten().collect::<Vec<_>>()) });
            }
            None => {}
        }
        only(query, "code")
            .filter(|code| !code.is_empty())
            .map(SecretString::from)
            .ok_or(BrowserFailure::AnswerNotUnderstood)
    }
}

/// The value of a name that a query has once. Twice is as good as never: nobody says which one counts.
fn only(query: &str, name: &str) -> Option<String> {
    let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(given, _)| *given == name);
    let (_, value) = values.next()?;
    let decoded = percent_decode_str(&value.replace('+', " ")).decode_utf8().ok()?.into_owned();
    values.next().is_none().then_some(decoded)
}

/// Words of somebody else's, fit to be shown.
fn shown(words: &[String]) -> String {
    words.join(": ").chars().filter(|c| !c.is_control()).take(MOST_SHOWN).collect()
}
