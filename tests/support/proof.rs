//! A judge of DPoP proofs (RFC 9449), written apart from what makes them.

use std::collections::BTreeSet;

use aws_smithy_types::base64;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::{EncodedPoint, FieldBytes};
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
    Ok(Proof { key: format!("{} {}", jwk["x"], jwk["y"]), id })
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
