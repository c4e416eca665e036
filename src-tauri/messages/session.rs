//! Getting into AWS, as the page sees it. No secret goes to the page.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The way in that the person chose.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "way", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignIn {
    /// The AWS inside the program.
    Practice,
    /// A profile of this computer.
    Profile {
        /// The profile's name.
        name: String,
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

/// A profile of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileChoice {
    /// Its name in the shared config.
    pub name: String,
    /// What kind it is, in words for the list.
    pub description: String,
    /// Its region, when it names one.
    pub region: Option<String>,
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
    /// The partition's id, for example `aws`.
    pub partition: String,
    /// The partition in words, for example `AWS` or `AWS GovCloud (US)`.
    pub partition_name: String,
    /// Who AWS says this is; absent with [`SessionKind::NumberOnly`].
    pub caller_arn: Option<String>,
    /// Who this is in words, for example `user anna`.
    pub caller: Option<String>,
    /// Where the way in came from, for example `Profile “work”`.
    pub source: String,
    /// This is the account's root user, which should not be used for this.
    pub root: bool,
    /// A caution about the way in (long-lived keys…), one sentence.
    pub caution: Option<String>,
    /// The region of the profile or keys.
    pub region: Option<String>,
    /// Where requests go when not to AWS.
    pub endpoint: Option<String>,
}
