//! Why the program could not do what the page asked for.

use std::io::{self, ErrorKind};
use std::sync::Arc;

use serde::{Serialize, Serializer};
use thiserror::Error;
use ts_rs::TS;

use super::runs::task::Task;
use crate::aws::{AwsFailure, Elsewhere, ReachFailure};
use crate::handoff::record_file::RecordFileRefusal;
use crate::practice::PracticeError;
use crate::provision::RunFailure;
use crate::record::{JournalError, SettingsError};
use crate::resources::refusal::PlanRefusal;
use crate::setup::confirmation::Contradiction;
use crate::setup::reconstruct::NotReconstructed;
use crate::setup::refusal::FormProblem;
use crate::sign_in::{BrowserFailure, CenterFailure, SignInFailure};
use crate::values::{Region, kind_of};

/// Any refusal of [`super::App`]: a kind, and what belongs to it. What the system said of it goes beside that.
#[derive(Debug, Serialize, TS, Error)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[ts(rename = "Failure")]
#[error("{}", kind_of(self))]
#[expect(missing_docs, reason = "the kinds say it")]
pub enum AppError {
    NoSession,
    /// The way into AWS ends in less than two minutes.
    SessionEndsSoon,
    NumberOnly,
    NotTheReviewedPlan,
    /// What AWS has of a setup is no longer what the page showed.
    NotAsShown,
    UnknownSetup,
    NotConfirmed,
    Contradicted {
        why: Vec<Contradiction>,
    },
    /// A setup from elsewhere: what would be made is shown before anything is sent.
    ReviewFirst,
    OtherAccount {
        expected: String,
        found: String,
    },
    TakenBack,
    NotFinished,
    Stopped,
    RoleNotOurs,
    /// AWS may have made a key whose answer was lost, and does not show it.
    KeyLost,
    /// The person did not say yes.
    Declined,
    /// A question of this program waits for an answer already.
    AlreadyAsking,
    AlreadyRunning,
    /// The program was closed, or told to stop, before a run came to its end.
    Cut {
        task: Task,
    },
    OtherWorld {
        practice: bool,
    },
    /// A call that was refused, of which only the journal knows.
    RefusedBefore {
        call: &'static str,
        takes_back: bool,
    },
    InTheWay {
        name: String,
        refusal: PlanRefusal,
    },
    /// The program's own records cannot be read or written.
    Journal {
        #[serde(skip)]
        source: JournalError,
    },
    JournalNewer {
        found: u32,
        known: u32,
    },
    Settings {
        #[serde(skip)]
        #[from]
        source: SettingsError,
    },
    /// A part of the program stopped.
    TornDown {
        #[serde(skip)]
        #[from]
        source: tokio::task::JoinError,
    },
    /// The plan cannot be written down.
    Plan {
        #[serde(skip)]
        #[from]
        source: serde_json::Error,
    },
    /// The practice account that was kept cannot be opened.
    Practice {
        #[serde(skip)]
        said: String,
    },
    /// The practice account cannot be kept.
    PracticeFile {
        #[serde(skip)]
        source: io::Error,
    },
    NotReconstructed {
        #[from]
        why: NotReconstructed,
    },
    RecordNotSaved {
        #[serde(skip)]
        source: io::Error,
    },
    ClipboardEmpty,
    Clipboard {
        #[serde(skip)]
        said: String,
    },
    Link {
        #[serde(skip)]
        said: String,
    },
    #[serde(untagged)]
    Field(Box<FormProblem>),
    #[serde(untagged)]
    Elsewhere(#[from] Elsewhere),
    /// Of a run that others may have watched.
    #[serde(untagged, serialize_with = "of_run")]
    #[ts(skip)]
    Run(Arc<AppError>),
    #[serde(untagged)]
    Aws(Box<AwsFailure>),
    /// AWS did not say whose account a way in leads to. The region is the one that came with it.
    #[serde(untagged)]
    #[ts(skip)]
    NotEntered {
        #[serde(flatten)]
        failure: Box<AwsFailure>,
        #[serde(skip)]
        region: Option<Region>,
    },
    #[serde(untagged)]
    SignIn(Box<SignInFailure>),
    #[serde(untagged)]
    Browser(Box<BrowserFailure>),
    #[serde(untagged)]
    Center(Box<CenterFailure>),
    #[serde(untagged)]
    RecordFile(#[from] RecordFileRefusal),
}

fn of_run<S: Serializer>(error: &Arc<AppError>, to: S) -> Result<S::Ok, S::Error> {
    error.as_ref().serialize(to)
}

impl AppError {
    /// A file of the practice account that cannot be read or written.
    #[must_use]
    pub fn of_practice_file(source: io::Error) -> Self {
        if source.kind() == ErrorKind::InvalidData {
            Self::Practice { said: source.to_string() }
        } else {
            Self::PracticeFile { source }
        }
    }

    /// What the system, or a tool beside the program, said about it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Journal { source } => Some(source.to_string()),
            Self::Settings { source } => Some(source.to_string()),
            Self::TornDown { source } => Some(source.to_string()),
            Self::Plan { source } => Some(source.to_string()),
            Self::PracticeFile { source } | Self::RecordNotSaved { source } => Some(source.to_string()),
            Self::Practice { said } | Self::Clipboard { said } | Self::Link { said } => Some(said.clone()),
            Self::RecordFile(refusal) => refusal.said(),
            Self::SignIn(failure) => failure.said(),
            Self::Browser(failure) => failure.said(),
            Self::Center(failure) => failure.said(),
            _ => None,
        }
    }
}

impl From<JournalError> for AppError {
    fn from(source: JournalError) -> Self {
        match source {
            JournalError::Newer { found, known } => Self::JournalNewer { found, known },
            source => Self::Journal { source },
        }
    }
}

impl From<PracticeError> for AppError {
    fn from(error: PracticeError) -> Self {
        Self::Practice { said: error.to_string() }
    }
}

impl From<AwsFailure> for AppError {
    fn from(failure: AwsFailure) -> Self {
        Self::Aws(Box::new(failure))
    }
}

impl From<FormProblem> for AppError {
    fn from(problem: FormProblem) -> Self {
        Self::Field(Box::new(problem))
    }
}

impl From<SignInFailure> for AppError {
    fn from(failure: SignInFailure) -> Self {
        match failure {
            SignInFailure::Aws(failure) => Self::Aws(failure),
            other => Self::SignIn(Box::new(other)),
        }
    }
}

impl From<ReachFailure> for AppError {
    fn from(failure: ReachFailure) -> Self {
        match failure {
            ReachFailure::Certificates(certificates) => SignInFailure::from(certificates).into(),
            ReachFailure::TornDown(source) => Self::TornDown { source },
        }
    }
}

impl From<BrowserFailure> for AppError {
    fn from(failure: BrowserFailure) -> Self {
        Self::Browser(Box::new(failure))
    }
}

impl From<CenterFailure> for AppError {
    fn from(failure: CenterFailure) -> Self {
        Self::Center(Box::new(failure))
    }
}

impl From<RunFailure> for AppError {
    fn from(failure: RunFailure) -> Self {
        match failure {
            RunFailure::Journal(journal) => journal.into(),
            RunFailure::TornDown(source) => Self::TornDown { source },
        }
    }
}
