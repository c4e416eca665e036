//! What the person is signed in with: how it came about, whose account it is, and in which world its setups are.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

use crate::app::workspace::Workspace;
use crate::aws::{Access, Identity};
use crate::values::{Account, Region};

/// What the person is signed in with.
#[derive(Clone, Debug)]
pub enum Session {
    /// A way to AWS, real or practice.
    SignedIn(Arc<SignedIn>),
    /// Only an account number.
    NumberOnly(Account),
}

/// A way to AWS whose account is known.
#[derive(Debug)]
pub struct SignedIn {
    /// The way.
    pub access: Access,
    /// Whose account.
    pub identity: Identity,
    /// Where it came from.
    pub source: Source,
    /// The region it came with.
    pub region: Option<Region>,
    /// The world in which its setups are.
    pub workspace: Arc<Workspace>,
}

/// Where a session came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Source {
    /// The AWS inside the program.
    Practice,
    /// AWS's page in the browser.
    Browser,
    /// A company's page with tiles.
    IdentityCenter {
        /// What the page calls the account.
        account: String,
        /// The role, which the page calls a permission set.
        role: String,
    },
    /// A profile of this computer.
    Profile {
        /// Its name in the shared config.
        name: String,
    },
    /// Pasted keys.
    Keys {
        /// They work until somebody deletes them.
        lasting: bool,
    },
}

impl Session {
    /// The account.
    #[must_use]
    pub fn account(&self) -> &Account {
        match self {
            Self::SignedIn(session) => &session.identity.account,
            Self::NumberOnly(account) => account,
        }
    }

    /// Whether both are one sign-in, and not two into the same account.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SignedIn(one), Self::SignedIn(other)) => Arc::ptr_eq(one, other),
            (Self::NumberOnly(one), Self::NumberOnly(other)) => one == other,
            (Self::SignedIn(_), Self::NumberOnly(_)) | (Self::NumberOnly(_), Self::SignedIn(_)) => false,
        }
    }
}
