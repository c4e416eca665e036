//! Why a pasted text holds no usable keys.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use crate::values::kind_of;

/// The most bytes that are looked at. Keys with the longest session token have some thousands.
pub const MOST_BYTES: usize = 20_000;

/// Why pasted text holds no usable keys. None of it repeats what was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
#[error("{}", kind_of(self))]
pub enum KeysRefusal {
    /// Nothing was pasted.
    #[serde(rename = "keys-empty")]
    Empty,
    /// More than keys have.
    #[serde(rename = "keys-too-long")]
    TooLong {
        /// The most characters that are looked at.
        max: usize,
    },
    /// No access key ID in it.
    #[serde(rename = "keys-no-id")]
    NoKeyId,
    /// An id of a user or role instead of a key.
    #[serde(rename = "keys-other-id")]
    OtherId,
    /// No secret in it.
    #[serde(rename = "keys-no-secret")]
    NoSecret,
    /// A secret of another length.
    #[serde(rename = "keys-secret-length")]
    SecretLength,
    /// Temporary keys without their third part.
    #[serde(rename = "keys-no-token")]
    NoToken,
    /// Several different keys.
    #[serde(rename = "keys-several")]
    SeveralKeys,
}
