//! What the person is signed in with: how it came about, whose account it is, and in which world its setups are.

use std::sync::Arc;

use super::workspace::Workspace;
use crate::aws::{Access, Identity};
use crate::values::{Account, Region};

/// What the person is signed in with.
#[derive(Clone, Debug)]
pub enum InHand {
    /// A way to AWS, real or practice.
    Session(Box<Session>),
    /// Only an account number.
    NumberOnly(Account),
}

/// A way to AWS whose account is known.
#[derive(Clone, Debug)]
pub struct Session {
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    Profile(String),
    /// Pasted keys.
    Keys {
        /// What to be careful about with these.
        caution: Option<&'static str>,
    },
}

impl InHand {
    /// The account.
    #[must_use]
    pub const fn account(&self) -> &Account {
        match self {
            Self::Session(session) => &session.identity.account,
            Self::NumberOnly(account) => account,
        }
    }
}
