//! Reads pasted access keys, in every form that AWS and its tools offer them to copy.

use std::fmt;
use std::sync::LazyLock;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use regex::Regex;
use secrecy::{ExposeSecret, SecretString};

use super::failure::SignInFailure;
use super::keys_refusal::{KeysRefusal, MOST_BYTES};
use super::shared_files::shared_files;
use crate::aws::Network;
use crate::aws::network::connector::http_client;
use crate::aws::session::RealAccess;

/// Access keys that a person pasted. The secret parts are wiped from memory when this is dropped, and never shown.
#[derive(Clone)]
pub struct PastedKeys {
    access_key_id: String,
    secret: SecretString,
    token: Option<SecretString>,
}

/// How long a secret access key is. AWS does not publish it; every one it ever gave has this length.
const SECRET_LENGTH: usize = 40;
/// Shorter than any session token, and longer than everything else that may stand beside one.
const TOKEN_MIN_LENGTH: usize = 100;

/// A name and a value after it: `export AWS_ACCESS_KEY_ID="…"`, `set …=…`, `$Env:…="…"`, `aws_access_key_id = …`,
/// `"AccessKeyId": "…"`, `Access key ID: …`.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        \b (?:aws[_\ ]?)?
        (?: (?<id>access[_\ ]?key[_\ ]?id) | (?<secret>secret[_\ ]?access[_\ ]?key) | (?<token>(?:session|security)[_\ ]?token) )
        ["']? (?: \s*[=:]\s* | [\ \t]+ ) ["']?
        (?<value>[a-z0-9/+=_-]{12,})"#,
    )
    .ok()
});

/// The id of an access key: `AKIA` a long-lived one, `ASIA` a temporary one, and other letters for other things
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>).
static UNIQUE_ID: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^A[A-Z]{3}[A-Z0-9]{12,124}$").ok());

/// Whether a text is the id of a key, or of something else of AWS's.
pub(super) fn is_unique_id(text: &str) -> bool {
    UNIQUE_ID.as_ref().is_some_and(|id| id.is_match(text))
}

/// The three parts, as far as they were found, still borrowed from what was pasted.
#[derive(Default)]
struct Parts<'a> {
    ids: Vec<&'a str>,
    secret: Option<&'a str>,
    token: Option<&'a str>,
}

impl PastedKeys {
    /// Reads keys out of pasted text: the three ways the AWS access portal offers (commands for a shell, for PowerShell or
    /// `cmd`, a credentials file), JSON of `aws sts`, the console's table, or the bare values in any order.
    ///
    /// # Errors
    /// When a part is missing or cut off.
    pub fn parse(text: &str) -> Result<Self, KeysRefusal> {
        if text.len() > MOST_BYTES {
            return Err(KeysRefusal::TooLong { max: MOST_BYTES });
        }
        if text.trim().is_empty() {
            return Err(KeysRefusal::Empty);
        }
        let mut parts = named(text);
        add_bare(text, &mut parts);
        parts.ids.sort_unstable();
        parts.ids.dedup();
        let (keys, others): (Vec<&str>, Vec<&str>) =
            parts.ids.into_iter().partition(|id| id.starts_with("AKIA") || id.starts_with("ASIA"));
        let id = match keys.as_slice() {
            [id] => *id,
            [] if others.is_empty() => return Err(KeysRefusal::NoKeyId),
            [] => return Err(KeysRefusal::OtherId),
            _ => return Err(KeysRefusal::SeveralKeys),
        };
        let secret = parts.secret.ok_or(KeysRefusal::NoSecret)?;
        if secret.len() != SECRET_LENGTH {
            return Err(KeysRefusal::SecretLength);
        }
        let temporary = id.starts_with("ASIA");
        if temporary && parts.token.is_none() {
            return Err(KeysRefusal::NoToken);
        }
        Ok(Self {
            access_key_id: id.to_owned(),
            secret: SecretString::from(secret),
            // A long-lived key has none, and AWS refuses it beside one.
            token: parts.token.filter(|_| temporary).map(SecretString::from),
        })
    }

    /// The last four characters of the access key ID: as much as the page may show.
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.access_key_id.get(self.access_key_id.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// Whether they work until somebody deletes them. Whether they are the root user's shows only after signing in.
    #[must_use]
    pub const fn are_lasting(&self) -> bool {
        self.token.is_none()
    }

    /// The keys as the SDK signs with them.
    #[must_use]
    pub fn credentials(&self) -> SharedCredentialsProvider {
        let token = self.token.as_ref().map(|token| token.expose_secret().to_owned());
        let keys = Credentials::new(&self.access_key_id, self.secret.expose_secret(), token, None, "pasted");
        SharedCredentialsProvider::new(keys)
    }

    /// A way to AWS with these keys.
    ///
    /// # Errors
    /// When `AWS_CA_BUNDLE` names a file that holds no usable certificates, or the AWS settings of this computer cannot be
    /// used.
    pub async fn access(&self, network: &Network) -> Result<RealAccess, SignInFailure> {
        Ok(RealAccess::load(self.credentials(), http_client(network)?, shared_files()?, None).await)
    }
}

impl fmt::Debug for PastedKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PastedKeys").field("last_four", &self.last_four()).finish_non_exhaustive()
    }
}

fn named(text: &str) -> Parts<'_> {
    let mut parts = Parts::default();
    for found in NAMED.iter().flat_map(|named| named.captures_iter(text)) {
        let Some(value) = found.name("value").map(|value| value.as_str()) else { continue };
        if found.name("id").is_some() {
            parts.ids.push(value);
        } else if found.name("secret").is_some() {
            parts.secret = Some(value);
        } else {
            parts.token = Some(value);
        }
    }
    parts
}

/// Adds what stands there without a name, by its shape.
fn add_bare<'a>(text: &'a str, parts: &mut Parts<'a>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '=' | '_' | '-');
    for word in text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
        // In `NAME=value` the name sticks to the value; a value may end with the sign and never has it inside.
        let word = match word.trim_end_matches('=').rsplit_once('=') {
            Some((before, after)) => &word[before.len() + 1..][..after.len() + trailing(word)],
            None => word,
        };
        if is_unique_id(word) {
            parts.ids.push(word);
        } else if word.len() == SECRET_LENGTH {
            parts.secret.get_or_insert(word);
        } else if word.len() >= TOKEN_MIN_LENGTH {
            parts.token.get_or_insert(word);
        }
    }
}

fn trailing(word: &str) -> usize {
    word.len() - word.trim_end_matches('=').len()
}
