//! The one place where words of others lose what no page, record or log may hold: keys, tokens, passwords.
//!
//! AWS repeats what it was sent, and what people send by mistake is their secret key where its id belongs. A secret is told
//! by its value where that is known, and by its shape everywhere. What is left is cut to a length that a page can show.

use std::borrow::Cow;
use std::sync::LazyLock;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use regex::{Captures, Regex};
use secrecy::{ExposeSecret, SecretString};

/// More characters of somebody else's words are not shown. The longest of AWS's, a denial with two ARNs, has some hundreds.
pub const MOST_SHOWN: usize = 2_000;
/// More bytes of them are not looked at.
const MOST_READ: usize = 20_000;
/// What stands where something was cut out.
const CUT: &str = "…";

/// How long a secret access key is. AWS does not publish it; every one it ever gave has this length.
const SECRET_LENGTH: usize = 40;
/// Of how many pieces (a word, capitals, digits) a run of that length is made at the least when it was drawn at random:
/// where it stands alone between slashes, and anywhere in a longer run. Names that people write have fewer:
/// `VonageContactCenterExportRoleForProduction` has seven.
const PIECES_ALONE: usize = 10;
const PIECES_WITHIN: usize = 12;

/// After these words AWS repeats a request whose signature does not fit
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>).
const REPEATS_REQUEST: [&str; 2] = ["The Canonical String", "The String-to-Sign"];

/// The shapes that secrets have. Where one has a group `kept`, that stays.
struct Shapes {
    /// Whom an address is asked as: `https://anna:secret@example.com`.
    in_address: Regex,
    /// A header that says who asks, up to the end of its line.
    header: Regex,
    /// What a request was signed with: `AKIA…/20260131/eu-west-1/sts/aws4_request`, or `Credential=…`
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>).
    signed_with: Regex,
    /// The id of a key, which is no secret
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>).
    key_id: Regex,
    /// A word that says what follows it: `password=…`, `"SecretAccessKey":"…"`, `<SessionToken>…`.
    named: Regex,
    /// How AWS's session tokens begin, and JSON in base64, as in a signed token (RFC 7515); what is so long that it is some
    /// token. What is to be stepped over: ARNs, and whatever has such a beginning in its middle.
    token: Regex,
    /// Runs of what base64 is made of, as they are or as an address has them, and what is to be stepped over: ARNs, other
    /// signs of an encoded text, shorter runs.
    run: Regex,
}

/// None when a shape does not compile, and then nothing is shown.
static SHAPES: LazyLock<Option<Shapes>> = LazyLock::new(|| Shapes::new().ok());

impl Shapes {
    fn new() -> Result<Self, regex::Error> {
        Ok(Self {
            in_address: Regex::new(r#"(?<kept>[A-Za-z][A-Za-z0-9+.-]*://)[^\s"'<>]*@"#)?,
            header: Regex::new(
                r#"(?ix)(?<kept> \b (?: (?:proxy-)?authorization | x-amz-security-token | (?:set-)?cookie ) ["']? \s* [:=] \s* ) [^\s][^\r\n]*"#,
            )?,
            signed_with: Regex::new(
                r#"(?x)
                (?<kept> Credential= )? (?<id> [^\s"'<>=,;()&]+? )
                (?<scope> (?:(?:/|%2[Ff])[A-Za-z0-9-]*){3} (?:/|%2[Ff]) aws4_request )
                | (?<begin> Credential= ) (?<rest> [^\s"'<>,;&]+ )"#,
            )?,
            key_id: Regex::new("^A[A-Z]{3}[A-Z0-9]{12,124}(?:$|/|%2[Ff])")?,
            named: Regex::new(
                r#"(?ix)
                (?<kept>
                    [\w.-]* (?:secret|passw(?:or)?d|passphrase|pwd) [\w.-]* \s* = \s* ["']?
                  | \b (?:x[_-]amz[_-])? (?:signature|code_verifier|device_code|client_assertion) \s* = \s* ["']?
                  | \b (?:x[_-]amz[_-])? (?:aws[_\ -]?)? (?:session|security|access|refresh|id|bearer)[_\ -]?token
                    \s* (?: = | ["']\s*: | :\s ) \s* ["']?
                  | \b (?:aws[_\ -]?)? (?:secret[_\ -]?(?:access[_\ -]?)?key|client[_\ -]?secret|password|passwd|passphrase)
                    \s* (?: ["']\s*: | : ) \s* ["']?
                  | < (?:\w+:)? (?:SecretAccessKey|SecretKey|SessionToken|SecurityToken|Password|ClientSecret|AccessToken|RefreshToken) >
                )
                [^\s"'<>&,;]+"#,
            )?,
            token: Regex::new(
                r#"(?x)
                arn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:[0-9]*:[^\s"'<>,]*
                | (?<run> (?:IQoJ|FwoG|FQoG|AQoD|eyJ)(?:[A-Za-z0-9/+=_.-]|%2[BFbf]|%3[Dd]){12,} )
                | (?<long> [A-Za-z0-9/+_=-]{80,} )
                | (?:[A-Za-z0-9/+]|%2[BFbf])+
                | %[0-9A-Fa-f]{2}"#,
            )?,
            run: Regex::new(
                r#"(?x)
                arn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:[0-9]*:[^\s"'<>,]*
                | (?<run> (?:[A-Za-z0-9/+]|%2[BFbf]){40,} (?:=|%3[Dd])* )
                | %[0-9A-Fa-f]{2}
                | [A-Za-z0-9/+]+"#,
            )?,
        })
    }

    fn cut_from(&self, text: &str) -> String {
        let kept = |found: &Captures<'_>| format!("{}{CUT}", found.name("kept").map_or("", |kept| kept.as_str()));
        let text = self.in_address.replace_all(text, |found: &Captures<'_>| kept(found) + "@");
        let text = self.header.replace_all(&text, kept);
        let text = self.signed_with.replace_all(&text, |found: &Captures<'_>| self.without_key(found));
        let text = self.named.replace_all(&text, kept);
        let text = self.token.replace_all(&text, |found: &Captures<'_>| {
            let is_long = found.name("long").is_some_and(|long| is_token(long.as_str()));
            whole_or_cut(found, found.name("run").is_some() || is_long)
        });
        let text = self.run.replace_all(&text, |found: &Captures<'_>| {
            whole_or_cut(found, found.name("run").is_some_and(|run| is_drawn(run.as_str())))
        });
        text.into_owned()
    }

    /// What a request was signed with keeps the id of the key, and loses whatever else stands in its place.
    fn without_key(&self, found: &Captures<'_>) -> String {
        let part = |name| found.name(name).map_or("", |part: regex::Match<'_>| part.as_str());
        let is_id = self.key_id.is_match(part("id")) || self.key_id.is_match(part("rest"));
        if is_id { found[0].to_owned() } else { format!("{}{}{CUT}{}", part("kept"), part("begin"), part("scope")) }
    }
}

/// Words of others as they may be shown, written down and logged: without what looks like a secret, and not too long.
#[must_use]
pub fn redacted(text: &str) -> String {
    redacted_of(text, &[])
}

/// The same where it is known which secrets the other side was told.
#[must_use]
pub fn redacted_of(text: &str, secrets: &[&SecretString]) -> String {
    let text = REPEATS_REQUEST.iter().fold(read(text), |text, words| text.split(words).next().unwrap_or_default());
    let known = secrets.iter().map(|secret| secret.expose_secret()).filter(|secret| !secret.is_empty());
    let text = known.fold(text.trim_end().to_owned(), |text, secret| {
        let in_address = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
        text.replace(secret, CUT).replace(&in_address, CUT)
    });
    let text = SHAPES.as_ref().map_or_else(|| CUT.to_owned(), |shapes| shapes.cut_from(&text));
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}{CUT}", &text[..end]),
        None => text,
    }
}

/// An address as it may be shown: without user name and password, whatever their shape.
#[must_use]
pub fn address(text: &str) -> String {
    redacted(&nameless(text))
}

/// An address without user name and password, which stand before its last `@`.
#[must_use]
pub fn nameless(text: &str) -> String {
    let (scheme, rest) = text.split_at(text.find("://").map_or(0, |at| at + "://".len()));
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}{place}")
}

/// As much of a text as is looked at. What the end cuts through is left out: half a secret has no shape.
fn read(text: &str) -> &str {
    if text.len() <= MOST_READ {
        return text;
    }
    let text = &text[..text.floor_char_boundary(MOST_READ)];
    text.rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole)
}

fn whole_or_cut(found: &Captures<'_>, is_secret: bool) -> String {
    if is_secret { CUT.to_owned() } else { found[0].to_owned() }
}

/// Letters of both sizes and digits.
fn is_token(run: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| run.as_bytes().iter().any(kind);
    has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
}

/// Whether a run is a secret key, holds one, or was drawn as one is.
fn is_drawn(run: &str) -> bool {
    let decoded: Cow<'_, str> = percent_decode_str(run).decode_utf8_lossy();
    let run = decoded.trim_end_matches('=').as_bytes();
    if !(run.iter().any(u8::is_ascii_lowercase) && run.iter().any(u8::is_ascii_uppercase)) {
        return false;
    }
    let begins = pieces(run);
    run.len() == SECRET_LENGTH
        || begins.windows(SECRET_LENGTH).enumerate().any(|(at, window)| {
            let end = at + SECRET_LENGTH;
            let is_alone = (at == 0 || run[at - 1] == b'/') && run.get(end).is_none_or(|next| *next == b'/');
            let count = window.iter().filter(|begins| **begins).count();
            count >= if is_alone { PIECES_ALONE } else { PIECES_WITHIN }
        })
}

/// Where the pieces of a run begin: a word with its capital, capitals, digits.
fn pieces(run: &[u8]) -> Vec<bool> {
    let begins = |at: usize, byte: &u8| {
        let before = at.checked_sub(1).map_or(b'/', |at| run[at]);
        match byte {
            b'0'..=b'9' => !before.is_ascii_digit(),
            b'a'..=b'z' => !before.is_ascii_alphabetic(),
            b'A'..=b'Z' => !before.is_ascii_uppercase() || run.get(at + 1).is_some_and(u8::is_ascii_lowercase),
            _ => false,
        }
    };
    run.iter().enumerate().map(|(at, byte)| begins(at, byte)).collect()
}
