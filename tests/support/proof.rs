//! A judge of DPoP proofs (RFC 9449), written apart from what makes them.

use std::collections::BTreeSet;

use aws_smithy_types::base64;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::{EncodedPoint, FieldBytes};
use regex::Regex;
use serde_json::{Value, json};

/// As far from the server's clock, in seconds, a proof's may be.
const LATEST_PROOF: u64 = 300;

/// What a proof proves.
#[derive(Debug)]
pub struct Proof {
    /// The key it was signed with.
    pub key: String,
    /// Its own id.
    pub id: String,
}

/// Judges a proof as RFC 9449 wants it judged (<https://www.rfc-editor.org/rfc/rfc9449#section-4.3>).
pub fn proven(proof: &str, method: &str, url: &str, now: u64) -> Result<Proof, String> {
    let [header, claims, signature] = proof.split('.').collect::<Vec<_>>()[..] else {
        return Err("a proof has three parts".to_owned());
    };
    let head: Value = serde_json::from_slice(&octets(header)?).map_err(|error| error.to_string())?;
    same(&head["typ"], &json!("dpop+jwt"), "typ")?;
    same(&head["alg"], &json!("ES256"), "alg")?;
    let jwk = head["jwk"].as_object().ok_or("no jwk")?;
    let names: BTreeSet<&str> = jwk.keys().map(String::as_str).collect();
    same(&names, &["kty", "crv", "x", "y"].into(), "names in the jwk")?;
    same(&(&jwk["kty"], &jwk["crv"]), &(&json!("EC"), &json!("P-256")), "kind of key")?;
    let coordinate = |name: &str| -> Result<FieldBytes, String> {
        let octets = octets(jwk[name].as_str().ok_or("no text")?)?;
        <[u8; 32]>::try_from(octets).map(FieldBytes::from).map_err(|octets| format!("{name} is {octets:?}"))
    };
    let point = EncodedPoint::from_affine_coordinates(&coordinate("x")?, &coordinate("y")?, false);
    let key = VerifyingKey::from_encoded_point(&point).map_err(|error| error.to_string())?;
    let signature = Signature::from_slice(&octets(signature)?).map_err(|error| error.to_string())?;
    key.verify(format!("{header}.{claims}").as_bytes(), &signature).map_err(|error| error.to_string())?;
    let claimed: Value = serde_json::from_slice(&octets(claims)?).map_err(|error| error.to_string())?;
    same(&claimed["htm"], &json!(method), "htm")?;
    same(&claimed["htu"], &json!(url), "htu")?;
    let issued = claimed["iat"].as_u64().ok_or("no iat")?;
    if issued.abs_diff(now) > LATEST_PROOF {
        return Err(format!("iat {issued}, and it is {now}"));
    }
    let id = claimed["jti"].as_str().filter(|id| !id.is_empty()).ok_or("no jti")?.to_owned();
    Ok(Proof { key: name(key), id })
}

/// The public half of a key, as the tests tell keys apart.
pub(super) fn name(key: VerifyingKey) -> String {
    base64url(key.to_encoded_point(false).as_bytes())
}

/// What stands before the octets of a private key in its usual file: a version, and 32 octets to come
/// (<https://www.rfc-editor.org/rfc/rfc5915#section-3>).
const HEAD: [u8; 5] = [2, 1, 1, 4, 32];

/// Whether bytes hold the private half of one of these keys in a form in which programs keep keys: the octets in base64, as
/// in a JWK, or in hexadecimal digits; or a key's usual file, as it is or as PEM.
pub fn holds_private_key(bytes: &[u8], keys: &BTreeSet<String>) -> bool {
    let is_one =
        |octets: &[u8]| SigningKey::from_slice(octets).is_ok_and(|key| keys.contains(&name(*key.verifying_key())));
    let in_file = |bytes: &[u8]| {
        bytes.windows(HEAD.len() + 32).any(|part| part.starts_with(&HEAD) && is_one(&part[HEAD.len()..]))
    };
    let text = String::from_utf8_lossy(bytes).replace("-----", " ");
    // PEM has line breaks, which JSON writes out.
    let lines_joined = text.replace("\\n", "").replace(['\r', '\n'], "");
    // 32 octets are at least 43 letters.
    let word = Regex::new("[A-Za-z0-9+/_-]{43,}").unwrap();
    let words = |text: &str| {
        word.find_iter(text).any(|word| {
            let word = word.as_str();
            let hexadecimal = |at| u8::from_str_radix(word.get(at..at + 2)?, 16).ok();
            let digits: Option<Vec<u8>> = (0..word.len()).step_by(2).map(hexadecimal).collect();
            let base64 = octets(&word.replace('+', "-").replace('/', "_")).unwrap_or_default();
            digits.is_some_and(|digits| is_one(&digits)) || is_one(&base64) || in_file(&base64)
        })
    };
    in_file(bytes) || words(&text) || words(&lines_joined)
}

fn octets(text: &str) -> Result<Vec<u8>, String> {
    if text.contains(['=', '+', '/']) {
        return Err(format!("{text} is not base64url"));
    }
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    base64::decode(text.replace('-', "+").replace('_', "/") + &padding).map_err(|error| error.to_string())
}

/// Bytes as JWTs and challenges have them.
pub fn base64url(octets: &[u8]) -> String {
    base64::encode(octets).replace('+', "-").replace('/', "_").replace('=', "")
}

/// That something is what it must be, or what it is instead.
pub fn same<T: PartialEq + std::fmt::Debug>(found: &T, wanted: &T, what: &str) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found:?} instead of {wanted:?}")) }
}
