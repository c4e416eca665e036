//! The Home page and the About page.

use serde::Serialize;
use ts_rs::TS;

use super::session::{SessionKind, SessionView};
use crate::app::App;
use crate::record::{Provenance, State, Summary};

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
    /// Files of records that could not be read and were set aside when the program started.
    pub set_aside: Vec<String>,
    /// There are more setups than these; they are asked for when these are shown.
    pub more: bool,
    /// Records of a newer version are there, which are only read.
    pub newer: bool,
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

/// Where a setup stands, as Home says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetupState {
    /// Only a file speaks of it, and AWS has not been asked.
    Claimed,
    /// Its calls are being made now.
    Running,
    /// As its record says.
    #[serde(untagged)]
    Recorded(State),
}

/// The About page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The program's version.
    pub version: String,
    /// The licences.
    pub licence: String,
    /// Where its files are.
    pub folder: String,
}

impl SetupCard {
    /// A line of the Home page.
    #[must_use]
    pub fn of(app: &App, summary: Summary, practice: bool) -> Self {
        let state = match summary.provenance {
            Provenance::Claimed => SetupState::Claimed,
            _ if app.runs.is_running(&summary.setup) => SetupState::Running,
            _ => SetupState::Recorded(summary.state),
        };
        Self {
            state,
            setup: summary.setup,
            title: summary.title,
            account: summary.account,
            region: summary.region,
            changed: summary.changed.to_string(),
            practice,
        }
    }
}

/// So many setups of each kind are handed over at once: what is seen first. More would keep the window from its first
/// picture.
const AT_ONCE: u32 = 6;

impl Home {
    /// The Home page: with all setups, or with those that are seen first.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub async fn of(app: &App, all: bool) -> Result<Self, crate::app::AppError> {
        let setups = app.setups.list((!all).then_some(AT_ONCE + 1))?;
        let (practice, real) = setups.into_iter().partition::<Vec<_>, _>(|(_, practice)| *practice);
        let at_once = AT_ONCE as usize;
        let more = !all && (real.len() > at_once || practice.len() > at_once);
        let shown = if all { usize::MAX } else { at_once };
        let session = app.sessions.current().map(|session| SessionView::from(&session));
        Ok(Self {
            endpoint: match &session {
                Some(session) if session.kind == SessionKind::Practice => None,
                Some(session) => app.settings.instead_of_aws(session.endpoint.as_deref()),
                None => app.settings.instead_of_aws(app.settings.places().await.banner().as_deref()),
            },
            session,
            set_aside: app.set_aside().iter().map(|path| path.display().to_string()).collect(),
            newer: app.workspaces.has_newer_records(),
            more,
            setups: real
                .into_iter()
                .take(shown)
                .chain(practice.into_iter().take(shown))
                .map(|(summary, practice)| SetupCard::of(app, summary, practice))
                .collect(),
        })
    }
}

impl About {
    /// The About page.
    #[must_use]
    pub fn of(app: &App) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            licence: env!("CARGO_PKG_LICENSE").to_owned(),
            folder: app.folder().display().to_string(),
        }
    }
}
