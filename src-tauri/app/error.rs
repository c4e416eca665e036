//! Why the program could not do what the page asked for.

use std::io::ErrorKind;
use std::sync::Arc;

use thiserror::Error;

use super::task::Task;
use crate::aws::{AwsFailure, Elsewhere, ReachFailure, Situation};
use crate::handoff::record_file::RecordFileRefusal;
use crate::practice::PracticeError;
use crate::provision::RunFailure;
use crate::record::{JournalError, SettingsError};
use crate::setup::confirmation::Contradiction;
use crate::setup::reconstruct::NotRebuilt;
use crate::setup::request::FormProblem;
use crate::sign_in::{BrowserFailure, CenterFailure, SignInFailure};
use crate::values::Region;

/// What helps when what Practice keeps is none of it.
const REMOVE_PRACTICE: &str = "Remove the folder “practice” in the folder named on the About page, and start again.";

/// Any refusal of [`super::App`]. Each has a cause and a remedy in words; the page switches on [`AppError::kind`].
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum AppError {
    #[error("Nobody is signed in.")]
    NoSession,
    #[error("Your way into AWS ends in less than two minutes.")]
    SessionEndsSoon,
    #[error("Only an account number is known, and nothing can be made with a number.")]
    NumberOnly,
    #[error("The plan has changed since it was reviewed.")]
    NotTheReviewedPlan,
    #[error("What AWS has of this setup is no longer what this page showed.")]
    NotAsShown,
    #[error("This setup is not known here.")]
    UnknownSetup,
    #[error("This setup comes from a file, and AWS has not confirmed it yet.")]
    NotConfirmed,
    #[error("AWS does not confirm this file. {}", sentences(.0))]
    Contradicted(Vec<Contradiction>),
    #[error("This setup comes from elsewhere, so what would be made is shown before anything is sent.")]
    ReviewFirst,
    #[error("This setup was made in account {expected}, and you are signed in to account {found}.")]
    OtherAccount { expected: String, found: String },
    #[error("This setup was taken back.")]
    TakenBack,
    #[error("This setup is not finished, so there is nothing to stop or to resume.")]
    NotFinished,
    #[error("This setup was stopped, and its role lets nobody in.")]
    Stopped,
    #[error("The role of this setup is gone, is not this setup’s any more, or cannot be read.")]
    RoleNotOurs,
    #[error("AWS may have made a key whose answer was lost, and does not show it.")]
    KeyLost,
    #[error("You did not confirm this, so nothing was done.")]
    Declined,
    #[error("A question of this program waits for an answer, in a window of its own.")]
    AlreadyAsking,
    #[error(transparent)]
    Elsewhere(#[from] Elsewhere),
    #[error("This setup is being made right now.")]
    AlreadyRunning,
    /// The program was closed, or told to stop, before a run came to its end.
    #[error("{}", cut(*.0))]
    Cut(Task),
    /// Of a run that others may have watched.
    #[error(transparent)]
    Run(Arc<AppError>),
    #[error("{}", if *.practice { "This setup belongs to Practice, and you are signed in to a real account." } else { "This setup is a real one, and you are practising." })]
    OtherWorld { practice: bool },
    #[error("Something exists that stands in the way of “{name}”.")]
    InTheWay { name: String, sentence: String },
    #[error("{}", .0.words(Situation::default()).cause)]
    Aws(Box<AwsFailure>),
    /// AWS did not say whose account a way in leads to. The region is the one that came with it.
    #[error("{}", .failure.words(Situation::in_region(.region.as_ref())).cause)]
    NotEntered { failure: Box<AwsFailure>, region: Option<Region> },
    #[error("{0}")]
    SignIn(Box<SignInFailure>),
    #[error("{0}")]
    Browser(Box<BrowserFailure>),
    #[error("{0}")]
    Center(Box<CenterFailure>),
    #[error("{}", .0.sentence)]
    Field(Box<FormProblem>),
    #[error("The program’s own records cannot be read or written: {0}.")]
    Journal(#[from] JournalError),
    #[error("The settings cannot be read or written: {0}.")]
    Settings(#[from] SettingsError),
    #[error("A part of the program stopped: {0}.")]
    TornDown(#[from] tokio::task::JoinError),
    #[error("The plan cannot be written down: {0}.")]
    Plan(#[from] serde_json::Error),
    #[error("The practice account cannot be opened: {0}.")]
    Practice(#[from] PracticeError),
    #[error("The practice account cannot be kept: {0}.")]
    PracticeFile(std::io::Error),
    #[error(transparent)]
    RecordFile(#[from] RecordFileRefusal),
    #[error(transparent)]
    NotRebuilt(#[from] NotRebuilt),
    #[error("The record could not be saved: {0}.")]
    SaveRecord(std::io::Error),
    #[error("The clipboard holds no text.")]
    ClipboardEmpty,
    #[error("The clipboard did not answer: {0}.")]
    Clipboard(String),
    #[error("The link could not be opened: {0}.")]
    Link(String),
}

impl AppError {
    /// Its stable name.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::NoSession => "no-session",
            Self::SessionEndsSoon => "session-ends-soon",
            Self::NumberOnly => "number-only",
            Self::NotTheReviewedPlan => "not-the-reviewed-plan",
            Self::NotAsShown => "not-as-shown",
            Self::UnknownSetup => "unknown-setup",
            Self::NotConfirmed => "not-confirmed",
            Self::Contradicted(_) => "contradicted",
            Self::ReviewFirst => "review-first",
            Self::OtherAccount { .. } => "other-account",
            Self::TakenBack => "taken-back",
            Self::NotFinished => "not-finished",
            Self::Stopped => "stopped",
            Self::RoleNotOurs => "role-not-ours",
            Self::KeyLost => "key-lost",
            Self::Declined => "declined",
            Self::AlreadyAsking => "already-asking",
            Self::Elsewhere(_) => Elsewhere::KIND,
            Self::AlreadyRunning => "already-running",
            Self::Cut(_) => "cut",
            Self::Run(error) => error.kind(),
            Self::OtherWorld { .. } => "other-world",
            Self::InTheWay { .. } => "in-the-way",
            Self::Aws(failure) | Self::NotEntered { failure, .. } => failure.cause().kind(),
            Self::Field(problem) => problem.kind,
            Self::SignIn(failure) => failure.kind(),
            Self::Browser(failure) => failure.kind(),
            Self::Center(failure) => failure.kind(),
            Self::Journal(_) => "journal",
            Self::Settings(_) => "settings",
            Self::TornDown(_) => "torn-down",
            Self::Plan(_) => "plan",
            Self::Practice(_) | Self::PracticeFile(_) => "practice",
            Self::RecordFile(refusal) => refusal.kind(),
            Self::NotRebuilt(_) => "not-rebuilt",
            Self::SaveRecord(_) => "record-not-saved",
            Self::ClipboardEmpty => "clipboard-empty",
            Self::Clipboard(_) => "clipboard",
            Self::Link(_) => "link",
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::NoSession => "Choose how you get into AWS.".to_owned(),
            Self::SessionEndsSoon => "Sign in again; what you typed is kept, and nothing was made.".to_owned(),
            Self::NumberOnly => "Sign in, or hand the plan to someone who can.".to_owned(),
            Self::NotTheReviewedPlan => "Review it again; nothing was changed.".to_owned(),
            Self::NotAsShown => "Look at it again; nothing was changed.".to_owned(),
            Self::NotConfirmed => {
                "Confirm it first; for that you sign in to the account that the file names.".to_owned()
            }
            Self::Contradicted(_) => {
                "Ask whoever gave you the file, or let the program find the setup in your account; nothing was changed."
                    .to_owned()
            }
            Self::ReviewFirst => "Review it first; nothing was changed.".to_owned(),
            Self::UnknownSetup => "Go back to Home and choose a setup there.".to_owned(),
            Self::OtherAccount { expected, .. } => format!("Sign in to account {expected}, then go on."),
            Self::TakenBack => "Start a new setup, or open this one to see what is left of it.".to_owned(),
            Self::NotFinished => "Go on with it, or undo what was made.".to_owned(),
            Self::Stopped => "Resume it first.".to_owned(),
            Self::Declined => "Press the button again if you want to go on.".to_owned(),
            Self::AlreadyAsking => "Look for that window and answer there first.".to_owned(),
            Self::RoleNotOurs => {
                "Undo this setup to see what is left of it, or ask your cloud team who changed the role.".to_owned()
            }
            Self::KeyLost => {
                "Look again in a minute, or make another key; the first may then cost 1 USD a month.".to_owned()
            }
            Self::Elsewhere(_) => Elsewhere::REMEDY.to_owned(),
            Self::AlreadyRunning => "Wait until it has finished.".to_owned(),
            Self::Cut(Task::Create) => "Try again: what exists is kept, and only what is missing is made.".to_owned(),
            Self::Cut(Task::Undo) => "Undo again: what is left is looked for and taken back.".to_owned(),
            Self::Cut(Task::Stop | Task::Resume | Task::KeepKey) => "Press the button again.".to_owned(),
            Self::Run(error) => error.remedy(),
            Self::OtherWorld { practice: true } => "Go into Practice, then go on.".to_owned(),
            Self::OtherWorld { practice: false } => "Sign in to its account, then go on.".to_owned(),
            Self::InTheWay { sentence, .. } => sentence.clone(),
            Self::Aws(failure) => failure.words(Situation::default()).remedy,
            Self::NotEntered { failure, region } => failure.words(Situation::in_region(region.as_ref())).remedy,
            Self::SignIn(failure) => failure.remedy(),
            Self::Browser(failure) => failure.remedy(),
            Self::Center(failure) => failure.remedy(),
            Self::Field(_) => "Correct it and try again.".to_owned(),
            Self::Journal(JournalError::Newer { .. }) => "Open it with the newer version of this program.".to_owned(),
            Self::PracticeFile(error) if error.kind() == ErrorKind::InvalidData => REMOVE_PRACTICE.to_owned(),
            Self::Journal(_) | Self::PracticeFile(_) | Self::Settings(_) => {
                "Check that the disk is not full and that the folder named on the About page may be written to."
                    .to_owned()
            }
            Self::TornDown(_) | Self::Plan(_) => {
                "Close the program and open it again; nothing that was made is lost.".to_owned()
            }
            Self::Practice(_) => REMOVE_PRACTICE.to_owned(),
            Self::RecordFile(refusal) => refusal.remedy().to_owned(),
            Self::NotRebuilt(why) => why.remedy().to_owned(),
            Self::SaveRecord(_) => {
                "Check that your folder for downloads may be written to and that the disk is not full.".to_owned()
            }
            Self::ClipboardEmpty => "Copy the keys first, then press the button again.".to_owned(),
            Self::Clipboard(_) => "Select the text and copy it with the keyboard.".to_owned(),
            Self::Link(_) => "Copy the address and open it in your browser.".to_owned(),
        }
    }
}

const fn cut(task: Task) -> &'static str {
    match task {
        Task::Create => "It was stopped before everything was made.",
        Task::Undo => "It was stopped before everything was taken back.",
        Task::Stop => "It was stopped before Vonage’s way in was closed.",
        Task::Resume => "It was stopped before Vonage’s way in was open again.",
        Task::KeepKey => "It was stopped before the key was kept.",
    }
}

fn sentences(why: &[Contradiction]) -> String {
    why.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
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
            ReachFailure::TornDown(torn) => Self::TornDown(torn),
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
            RunFailure::Journal(journal) => Self::Journal(journal),
            RunFailure::TornDown(torn) => Self::TornDown(torn),
        }
    }
}
