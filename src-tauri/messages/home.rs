//! The Home page and the About page.

use serde::Serialize;
use ts_rs::TS;

use super::session::SessionView;

/// What the program knows when the window opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// The session in hand, when there is one.
    pub session: Option<SessionView>,
    /// Setups and drafts, newest first.
    pub setups: Vec<SetupCard>,
    /// Where requests go when not to AWS.
    pub endpoint: Option<String>,
}

/// One setup or draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetupCard {
    /// Its id.
    pub setup: String,
    /// The bucket's name, or what was typed of it.
    pub title: String,
    /// Where it stands.
    pub state: SetupState,
    /// The account's number, once known.
    pub account: Option<String>,
    /// The region, once chosen.
    pub region: Option<String>,
    /// When it last changed, RFC 3339 in UTC.
    pub changed: String,
    /// Made in Practice.
    pub practice: bool,
}

/// Where a setup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetupState {
    /// A form that was not finished.
    Draft,
    /// Its calls are being made now.
    Running,
    /// A run stopped before the end.
    Unfinished,
    /// Everything is made.
    Ready,
}

/// The About page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The program's version.
    pub version: String,
    /// Who publishes it.
    pub publisher: String,
    /// The licences.
    pub licence: String,
    /// Where its files are.
    pub folder: String,
    /// The hosts it contacts, with what for.
    pub hosts: Vec<String>,
}
