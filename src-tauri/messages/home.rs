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

/// Where a setup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetupState {
    /// A form that was not finished.
    Draft,
    /// Only a file speaks of it, and AWS has not been asked.
    Claimed,
    /// Its calls are being made now.
    Running,
    /// A run stopped before the end.
    Unfinished,
    /// Everything is made.
    Ready,
    /// Vonage's way in is closed, and can be opened again.
    Stopped,
    /// Taking back stopped before the end.
    Removing,
    /// Vonage's way in is gone; recordings and key are kept.
    Kept,
    /// Everything it made was taken back.
    Undone,
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

impl SetupCard {
    /// A line of the Home page.
    #[must_use]
    pub fn of(app: &App, summary: Summary, practice: bool) -> Self {
        let state = match summary.provenance {
            Provenance::Claimed => SetupState::Claimed,
            _ if app.is_running(&summary.setup) => SetupState::Running,
            _ => state_of(summary.state),
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

/// Where a setup stands that nothing is being done with.
pub(super) const fn state_of(state: State) -> SetupState {
    match state {
        State::Draft => SetupState::Draft,
        State::Unfinished => SetupState::Unfinished,
        State::Ready => SetupState::Ready,
        State::Stopped => SetupState::Stopped,
        State::Removing => SetupState::Removing,
        State::Kept => SetupState::Kept,
        State::Undone => SetupState::Undone,
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
        let setups = app.setups((!all).then_some(AT_ONCE + 1))?;
        let (practice, real) = setups.into_iter().partition::<Vec<_>, _>(|(_, practice)| *practice);
        let at_once = AT_ONCE as usize;
        let more = !all && (real.len() > at_once || practice.len() > at_once);
        let shown = if all { usize::MAX } else { at_once };
        let session = app.session().map(|in_hand| SessionView::from(&in_hand));
        Ok(Self {
            endpoint: match &session {
                Some(session) if session.kind == SessionKind::Practice => None,
                Some(session) => app.instead_of_aws(session.endpoint.as_deref()),
                None => app.instead_of_aws(app.places().await.banner().as_deref()),
            },
            session,
            set_aside: app.set_aside().iter().map(|path| path.display().to_string()).collect(),
            newer: app.has_newer_records(),
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
            publisher: "The Export Storage Setup project. Not made by Vonage or Amazon Web Services.".to_owned(),
            licence: env!("CARGO_PKG_LICENSE").to_owned(),
            folder: app.folder().display().to_string(),
            hosts: vec![
                "sts.<region>.amazonaws.com: to ask whose account this is".to_owned(),
                "s3.<region>.amazonaws.com and <bucket>.s3.<region>.amazonaws.com: the bucket".to_owned(),
                "kms.<region>.amazonaws.com: the encryption key".to_owned(),
                "iam.amazonaws.com: the policy and the role".to_owned(),
                "<region>.signin.aws.amazon.com: only to sign in with a user name and password".to_owned(),
                "oidc.<region>.amazonaws.com, portal.sso.<region>.amazonaws.com: only to sign in on a company’s page".to_owned(),
                "the name that a company gave its page, where it did: asked once, with nothing but that, where it leads"
                    .to_owned(),
                "oidc.<region>.amazonaws.com, portal.sso.<region>.amazonaws.com, <region>.signin.aws.amazon.com: only for a \
                 profile of this computer that signs in there, and to test the connection"
                    .to_owned(),
                "In China the same names end in amazonaws.com.cn and signin.amazonaws.cn, in the European Sovereign Cloud in \
                 amazonaws.eu and signin.amazonaws-eusc.eu."
                    .to_owned(),
            ],
        }
    }
}
