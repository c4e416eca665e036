//! The code of a second factor, as it is typed.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::values::kind_of;

/// The code that a phone or a key fob shows: six digits
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>). It is wiped from memory when this is
/// dropped, and never shown.
pub struct MfaCode(SecretString);

/// Why a text is no such code. None of it repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum MfaCodeRefusal {
    /// Nothing was typed.
    #[serde(rename = "mfa-code-empty")]
    Empty,
    /// Something else than six digits.
    #[serde(rename = "mfa-code-digits")]
    NotSixDigits,
}

impl MfaCode {
    const DIGITS: usize = 6;
    /// Room for the spaces that come along.
    const MOST_BYTES: usize = 100;

    /// Reads a code. Apps show it in two groups, so spaces do not count.
    ///
    /// # Errors
    /// When it is not six digits.
    pub fn parse(text: &SecretString) -> Result<Self, MfaCodeRefusal> {
        if text.expose_secret().len() > Self::MOST_BYTES {
            return Err(MfaCodeRefusal::NotSixDigits);
        }
        let digits: String = text.expose_secret().split_whitespace().collect();
        if digits.is_empty() {
            Err(MfaCodeRefusal::Empty)
        } else if digits.len() == Self::DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(SecretString::from(digits)))
        } else {
            Err(MfaCodeRefusal::NotSixDigits)
        }
    }
}

impl MfaCode {
    /// The digits, to be sent to AWS and nowhere else.
    pub(super) const fn secret(&self) -> &SecretString {
        &self.0
    }
}

impl fmt::Debug for MfaCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MfaCode").finish_non_exhaustive()
    }
}
