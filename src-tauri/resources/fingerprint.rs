//! What a page showed, in 64 digits: equal when, and only when, the same would be done.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 over what a person was shown, in lower-case hexadecimal: of a plan what shall be and every document that is
/// written over others' settings ([`crate::setup::plan::Plan::fingerprint`]), of a removal what goes and what stays.
///
/// That of a plan covers what shall be, not the way there: after half a run the same plan has the same fingerprint,
/// although fewer changes are left.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of what was shown.
    ///
    /// # Errors
    /// Never in practice: nothing that is shown has a map with keys that JSON cannot hold.
    pub fn of(shown: &impl Serialize) -> Result<Self, serde_json::Error> {
        let digest = Sha256::digest(serde_json::to_vec(shown)?);
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
        Ok(Self(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()))
    }

    /// The form a person compares: the first 32 bits, for example `7F3A-91C2`.
    #[must_use]
    pub fn short(&self) -> String {
        let upper: String = self.0.chars().take(8).collect::<String>().to_uppercase();
        let (left, right) = upper.split_at(4);
        format!("{left}-{right}")
    }

    /// All 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
