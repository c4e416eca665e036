//! Getting into AWS, as the page sees it. No secret goes to the page.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::sessions::session::{Session, SignedIn, Source};
use crate::sign_in::center::{CenterAccount, KnownPortal};
use crate::sign_in::{Profile, ProfileKind};
use crate::values::Partition;

/// The way in that the person chose.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "way", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignIn {
    /// The AWS inside the program.
    Practice,
    /// What the browser brings, once it does; a sign-in there has begun before.
    Browser,
    /// The code that AWS's page showed in another browser.
    BrowserCode {
        /// As pasted.
        #[ts(type = "string")]
        code: SecretString,
    },
    /// A role in an account of a company's page; a sign-in there has ended well before.
    IdentityCenter {
        /// The account's number, 12 digits.
        account: String,
        /// The role's name.
        role: String,
    },
    /// A profile of this computer.
    Profile {
        /// The profile's name.
        name: String,
        /// The code of a second factor, where the profile wants one.
        #[ts(type = "string | null")]
        code: Option<SecretString>,
    },
    /// Keys as typed into the page.
    Keys {
        /// The pasted text.
        #[ts(type = "string")]
        text: SecretString,
        /// The region these keys are for; it decides the partition.
        region: String,
    },
    /// Keys on the clipboard, read by the program and not by the page.
    KeysOnClipboard {
        /// The region these keys are for; it decides the partition.
        region: String,
    },
    /// No way in: only an account number.
    None {
        /// The account's number, 12 digits.
        account_number: String,
        /// The partition's id, for example `aws`.
        partition: String,
    },
}

/// A sign-in in the browser that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BrowserLinks {
    /// For the browser of this computer.
    pub link: String,
    /// For a browser anywhere else, which ends on a page with a code.
    pub code_link: String,
    /// Whether the browser of this computer took the link. Whether it shows anything is not known.
    pub opened: bool,
}

/// A company's page that can be chosen without typing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PortalChoice {
    /// Its address.
    pub start_url: String,
    /// The region its sign-in is run in.
    pub region: String,
    /// What the AWS settings of this computer call it; empty when it was signed in on before.
    pub name: String,
}

/// A sign-in on a company's page that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CenterLink {
    /// For the browser of this computer.
    pub link: String,
    /// The code that the page behind the link asks for, in a sign-in with one.
    pub code: Option<String>,
    /// Whether the browser of this computer took the link. Whether it shows anything is not known.
    pub opened: bool,
}

/// An account that a company's page gives the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountChoice {
    /// Its number, 12 digits.
    pub id: String,
    /// What the company calls it.
    pub name: String,
}

/// A profile of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileChoice {
    /// Its name in the shared config.
    pub name: String,
    /// Where its keys come from.
    pub kind: ProfileKind,
    /// Its region, when it names one.
    pub region: Option<String>,
    /// It wants the code of a second factor.
    pub wants_code: bool,
}

/// What kind of session is in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SessionKind {
    /// The AWS inside the program.
    Practice,
    /// A real account.
    Real,
    /// Only an account number: everything but Create works.
    NumberOnly,
}

/// The session in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Its kind.
    pub kind: SessionKind,
    /// The account's number, 12 digits.
    pub account: String,
    /// The account's alias, when it has one and it could be read.
    pub alias: Option<String>,
    /// The part of AWS it is in.
    pub partition: Partition,
    /// Who AWS says this is; absent with [`SessionKind::NumberOnly`].
    pub caller_arn: Option<String>,
    /// Who this is in words, for example `user anna`.
    pub caller: Option<String>,
    /// Where the way in came from; absent with [`SessionKind::NumberOnly`].
    pub source: Option<Source>,
    /// This is the account's root user, which should not be used for this.
    pub root: bool,
    /// The region of the profile or keys.
    pub region: Option<String>,
    /// Where requests go when not to AWS.
    pub endpoint: Option<String>,
}

impl From<&Session> for SessionView {
    fn from(session: &Session) -> Self {
        match session {
            Session::NumberOnly(account) => Self {
                kind: SessionKind::NumberOnly,
                account: account.id.to_string(),
                alias: None,
                partition: account.partition,
                caller_arn: None,
                caller: None,
                source: None,
                root: false,
                region: None,
                endpoint: None,
            },
            Session::SignedIn(session) => Self::of_session(session),
        }
    }
}

impl SessionView {
    fn of_session(session: &SignedIn) -> Self {
        let identity = &session.identity;
        let kind = match &session.source {
            Source::Practice => SessionKind::Practice,
            Source::Browser | Source::IdentityCenter { .. } | Source::Profile { .. } | Source::Keys { .. } => {
                SessionKind::Real
            }
        };
        Self {
            kind,
            account: identity.account.id.to_string(),
            alias: identity.alias.clone(),
            partition: identity.account.partition,
            caller_arn: Some(identity.caller.to_string()),
            caller: Some(identity.caller_words()),
            source: Some(session.source.clone()),
            root: identity.root,
            region: session.region.as_ref().map(ToString::to_string),
            endpoint: session.access.endpoint_override(),
        }
    }
}

impl From<&KnownPortal> for PortalChoice {
    fn from(known: &KnownPortal) -> Self {
        Self {
            start_url: known.portal.start_url.to_string(),
            region: known.portal.region.to_string(),
            name: known.name.clone(),
        }
    }
}

impl From<&CenterAccount> for AccountChoice {
    fn from(account: &CenterAccount) -> Self {
        Self { id: account.id.to_string(), name: account.name.clone() }
    }
}

impl From<&Profile> for ProfileChoice {
    fn from(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            kind: profile.kind,
            region: profile.region.as_ref().map(ToString::to_string),
            wants_code: profile.wants_code,
        }
    }
}
