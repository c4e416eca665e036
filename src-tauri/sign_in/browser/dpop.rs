//! Proof that whoever uses a token is who got it: DPoP (RFC 9449), with a P-256 key that lives as long as the session.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::rand_core::OsRng;
use serde::Serialize;

use crate::sign_in::base64url;

/// The key that AWS binds a session to. It is wiped from memory when this is dropped, and never shown.
pub struct ProofKey(SigningKey);

/// The first part of a proof (<https://www.rfc-editor.org/rfc/rfc9449#section-4.2>).
#[derive(Serialize)]
struct Header {
    typ: &'static str,
    alg: &'static str,
    jwk: PublicKey,
}

/// The public half of the key (<https://www.rfc-editor.org/rfc/rfc7518#section-6.2.1>).
#[derive(Serialize)]
struct PublicKey {
    kty: &'static str,
    crv: &'static str,
    x: String,
    y: String,
}

/// The second part of a proof.
#[derive(Serialize)]
struct Claims<'a> {
    jti: &'a str,
    htm: &'a str,
    htu: &'a str,
    iat: u64,
}

impl ProofKey {
    /// A new one, from the operating system's random numbers.
    #[must_use]
    pub fn random() -> Self {
        Self(SigningKey::random(&mut OsRng))
    }

    /// A proof for one request: a JWT of method, URL, time and an id that no other proof has, signed with ES256. `None`
    /// when it cannot be put together, which no input is known to bring about.
    #[must_use]
    pub fn proof(&self, method: &str, url: &str, at: SystemTime, id: &str) -> Option<String> {
        let point = self.0.verifying_key().to_encoded_point(false);
        let (x, y) = (base64url::encode(point.x()?), base64url::encode(point.y()?));
        let header = Header { typ: "dpop+jwt", alg: "ES256", jwk: PublicKey { kty: "EC", crv: "P-256", x, y } };
        let iat = at.duration_since(UNIX_EPOCH).ok()?.as_secs();
        let claims = Claims { jti: id, htm: method, htu: url, iat };
        let signed = [serde_json::to_vec(&header).ok()?, serde_json::to_vec(&claims).ok()?]
            .map(|part| base64url::encode(&part))
            .join(".");
        let signature: Signature = self.0.try_sign(signed.as_bytes()).ok()?;
        Some(format!("{signed}.{}", base64url::encode(&signature.to_bytes())))
    }
}

impl fmt::Debug for ProofKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ProofKey").finish_non_exhaustive()
    }
}
