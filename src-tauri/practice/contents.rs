//! The services of the account inside the program.

use super::iam::Identities;
use super::kms::Keys;
use super::s3::Storage;

/// What the account holds.
pub(super) struct Services {
    pub(super) storage: Storage,
    pub(super) identities: Identities,
    pub(super) keys: Keys,
}
