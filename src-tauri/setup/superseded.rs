//! What an earlier plan of a setup asked for under other names, so that the present one has no use for it. Pure.

use serde::Serialize;

use crate::resources::desired::Desired;

/// Some of the four things a setup consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a setup consists of four things, and each is in or out")]
pub struct Parts {
    /// The role.
    pub role: bool,
    /// The policy.
    pub policy: bool,
    /// The bucket.
    pub bucket: bool,
    /// The key made for it.
    pub key: bool,
}

impl Parts {
    /// All of them.
    pub const ALL: Self = Self { role: true, policy: true, bucket: true, key: true };

    /// What of an earlier plan is not part of the present one: names tell it, and for a key its region, as its alias is
    /// that of the setup.
    #[must_use]
    pub fn superseded(earlier: &Desired, now: &Desired) -> Self {
        let moved = earlier.region != now.region;
        Self {
            role: earlier.role_arn() != now.role_arn(),
            policy: earlier.policy_arn() != now.policy_arn(),
            bucket: moved || earlier.bucket.name != now.bucket.name,
            key: earlier.key.is_some() && (moved || now.key.is_none()),
        }
    }

    /// Whether none is.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        !(self.role || self.policy || self.bucket || self.key)
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            role: self.role && other.role,
            policy: self.policy && other.policy,
            bucket: self.bucket && other.bucket,
            key: self.key && other.key,
        }
    }
}
