//! Why a pasted text holds no usable keys.

use thiserror::Error;

/// The most bytes that are looked at. Keys with the longest session token have some thousands.
pub const MOST_BYTES: usize = 20_000;

/// Why pasted text holds no usable keys. The sentences say what to copy and never repeat what was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeysRefusal {
    /// Nothing was pasted.
    #[error("Nothing was pasted.")]
    Empty,
    /// More than keys have.
    #[error("More than {} characters were pasted, which is more than any keys have.", MOST_BYTES)]
    TooLong,
    /// No access key ID in it.
    #[error("The pasted text has no access key ID, which begins with AKIA or ASIA.")]
    NoKeyId,
    /// An id of a user or role instead of a key.
    #[error("The pasted text has the ID of a user or role where the access key ID should be.")]
    OtherId,
    /// No secret in it.
    #[error("The pasted text has no secret access key, which is 40 characters long.")]
    NoSecret,
    /// A secret of another length.
    #[error("The secret access key in the pasted text is not 40 characters long, so a part is missing or too much.")]
    SecretLength,
    /// Temporary keys without their third part.
    #[error("These keys are temporary and need the session token too, the long third value.")]
    NoToken,
    /// Several different keys.
    #[error("The pasted text has more than one access key ID.")]
    SeveralKeys,
}

impl KeysRefusal {
    /// Its stable name: what pages and tests switch on.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Empty => "keys-empty",
            Self::TooLong => "keys-too-long",
            Self::NoKeyId => "keys-no-id",
            Self::OtherId => "keys-other-id",
            Self::NoSecret => "keys-no-secret",
            Self::SecretLength => "keys-secret-length",
            Self::NoToken => "keys-no-token",
            Self::SeveralKeys => "keys-several",
        }
    }
}
