//! Proof that whoever redeems a code is who asked for it: PKCE (RFC 7636).

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::base64url;

/// A secret that stays here until the code is redeemed: 43 characters made of 32 random octets
/// (<https://www.rfc-editor.org/rfc/rfc7636#section-4.1>).
pub struct Verifier(SecretString);

impl Verifier {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        let octets: Zeroizing<[u8; 32]> = Zeroizing::new(rand::random());
        Self::of_octets(&octets)
    }

    /// The one that these octets make.
    #[must_use]
    pub fn of_octets(octets: &[u8; 32]) -> Self {
        Self(SecretString::from(base64url::encode(octets)))
    }

    /// What is shown of it beforehand: its SHA-256 in base64url, 43 characters
    /// (<https://www.rfc-editor.org/rfc/rfc7636#section-4.2>).
    #[must_use]
    pub fn challenge(&self) -> String {
        base64url::encode(&Sha256::digest(self.0.expose_secret()))
    }

    /// The verifier itself, for the call that redeems the code.
    #[must_use]
    pub const fn secret(&self) -> &SecretString {
        &self.0
    }
}
