//! The steps a person watches while a setup is made, in the order they are shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of the progress page. A step is what the person sees; AWS calls belong to exactly one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The encryption key, its rotation and its alias.
    Key,
    /// The bucket itself, with its owner rule and tags.
    Bucket,
    /// The bucket's four public-access switches.
    PublicAccess,
    /// The bucket's default encryption.
    Encryption,
    /// The bucket policy that refuses unencrypted connections.
    HttpsOnly,
    /// Versioning and how long files stay.
    Keeping,
    /// The permissions policy.
    Policy,
    /// The role Vonage uses.
    Role,
    /// The policy attached to the role.
    Attach,
    /// Reading everything back.
    Checks,
}

impl Step {
    /// Every step, in the order it is shown.
    pub const ALL: [Self; 10] = [
        Self::Key,
        Self::Bucket,
        Self::PublicAccess,
        Self::Encryption,
        Self::HttpsOnly,
        Self::Keeping,
        Self::Policy,
        Self::Role,
        Self::Attach,
        Self::Checks,
    ];

    /// The name scripts and the page know it by, for example `public-access`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Bucket => "bucket",
            Self::PublicAccess => "public-access",
            Self::Encryption => "encryption",
            Self::HttpsOnly => "https-only",
            Self::Keeping => "keeping",
            Self::Policy => "policy",
            Self::Role => "role",
            Self::Attach => "attach",
            Self::Checks => "checks",
        }
    }
}
