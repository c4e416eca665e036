//! Every refusal of the program itself.

use std::path::PathBuf;
use std::sync::Arc;

use export_storage_setup::app::AppError;
use export_storage_setup::app::runs::task::Task;
use export_storage_setup::aws::Destination;
use export_storage_setup::handoff::record_file::RecordFileRefusal;
use export_storage_setup::record::{JournalError, Settings};
use export_storage_setup::resources::refusal::PlanRefusal;
use export_storage_setup::resources::removal_outcome::Thing;
use export_storage_setup::setup::confirmation::Contradiction;
use export_storage_setup::setup::form::Field;
use export_storage_setup::setup::misfit::Misfit;
use export_storage_setup::setup::reconstruct::NotReconstructed;
use export_storage_setup::setup::refusal::FormProblem;
use export_storage_setup::sign_in::{BrowserFailure, CenterFailure, SignInFailure};
use export_storage_setup::values::{BucketName, RoleName};

use super::ANYWHERE;
use super::of_aws::{answered, elsewhere, ways_elsewhere};

const SETUP: &str = "0e0b5c5e-d9cb-469f-a165-70867728950e";

fn tasks() -> Vec<(&'static str, Task)> {
    use Task as T;
    one_of_each! {
        T::Create => ANYWHERE, T::Create;
        T::Undo => ANYWHERE, T::Undo;
        T::Stop => ANYWHERE, T::Stop;
        T::Resume => ANYWHERE, T::Resume;
        T::KeepKey => ANYWHERE, T::KeepKey;
    }
}

fn things() -> Vec<(&'static str, Thing)> {
    use Thing as T;
    one_of_each! {
        T::Role => ANYWHERE, T::Role;
        T::Policy => ANYWHERE, T::Policy;
        T::Bucket => ANYWHERE, T::Bucket;
        T::Key => ANYWHERE, T::Key;
    }
}

/// Each of every thing.
fn contradictions() -> Vec<Contradiction> {
    use Contradiction as C;
    let of = |thing| {
        one_of_each! {
            C::NothingThere => ANYWHERE, C::NothingThere;
            C::NoTag { .. } => ANYWHERE, C::NoTag { thing };
            C::OtherSetup { .. } => ANYWHERE, C::OtherSetup { thing, setup: SETUP.to_owned() };
            C::MadeAgain { .. } => ANYWHERE, C::MadeAgain { thing };
            C::OtherRole { .. } => ANYWHERE, C::OtherRole { role: "vonage-export".to_owned() };
            C::Unseen => ANYWHERE, C::Unseen;
            C::OtherRegion => ANYWHERE, C::OtherRegion;
            C::Unreadable { .. } => ANYWHERE, C::Unreadable { call: "iam:ListRoleTags".to_owned() };
        }
    };
    let mut all = Vec::new();
    for (_, contradiction) in things().into_iter().flat_map(|(_, thing)| of(thing)) {
        if !all.contains(&contradiction) {
            all.push(contradiction);
        }
    }
    all
}

fn not_rebuilt() -> Vec<(&'static str, NotReconstructed)> {
    use NotReconstructed as N;
    let name = || RoleName::parse("vonage-export").unwrap();
    one_of_each! {
        N::TagsChanged => ANYWHERE, N::TagsChanged;
        N::RoleGone { .. } => ANYWHERE, N::RoleGone { name: name() };
        N::RoleNotOurs { .. } => ANYWHERE, N::RoleNotOurs { name: name() };
        N::Unreadable { .. } => ANYWHERE, N::Unreadable { call: "iam:GetRole".to_owned() };
        N::Stopped => ANYWHERE, N::Stopped;
        N::TrustEdited => ANYWHERE, N::TrustEdited;
        N::Unfit { refusal: None } => ANYWHERE, N::Unfit { refusal: None };
        N::Unfit { refusal: Some(_) } => ANYWHERE, N::Unfit { refusal: Some(Misfit::RoleNameNotForTag.into()) };
    }
}

fn record_files() -> Vec<(&'static str, RecordFileRefusal)> {
    use RecordFileRefusal as R;
    one_of_each! {
        R::NotARecord => ANYWHERE, R::NotARecord;
        R::Newer { .. } => ANYWHERE, R::Newer { found: 2, known: 1 };
        R::TooLarge => ANYWHERE, R::TooLarge;
        R::Damaged { .. } => ANYWHERE, R::Damaged { said: "missing field `desired` at line 3 column 7".to_owned() };
    }
}

fn io() -> std::io::Error {
    std::io::ErrorKind::PermissionDenied.into()
}

/// A part of the program that stopped. The words it comes with are not the same twice.
fn torn_down() -> AppError {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let task = tokio::spawn(std::future::pending::<()>());
        task.abort();
        task.await.unwrap_err().into()
    })
}

/// The settings cannot be written. The words it comes with are those of the system it happens on.
fn unsaved_settings() -> AppError {
    let file = tempfile::NamedTempFile::new().unwrap();
    Settings::default().save(&file.path().join("no-folder")).unwrap_err().into()
}

fn journal() -> JournalError {
    JournalError::Folder { path: PathBuf::from("/home/anna/.local/share/setups.db"), source: io() }
}

/// Every one that is not told elsewhere.
pub fn app_errors() -> Vec<(&'static str, AppError)> {
    use AppError as A;
    let text = ToOwned::to_owned;
    let bucket = || BucketName::parse("vonage-recordings").unwrap();
    let (in_hand, made_in) = ("444455556666", "111122223333");
    let call = "iam:CreateRole";
    let refused = || Box::new(answered(call, "AccessDenied", "The request was refused."));
    let problem = || FormProblem::new(Field::Region, Misfit::NoRegion).into();
    let mut all = one_of_each! {
        A::NoSession => ANYWHERE, A::NoSession;
        A::SessionEndsSoon => ANYWHERE, A::SessionEndsSoon;
        A::NumberOnly => ANYWHERE, A::NumberOnly;
        A::NotTheReviewedPlan => ANYWHERE, A::NotTheReviewedPlan;
        A::NotAsShown => ANYWHERE, A::NotAsShown;
        A::UnknownSetup => ANYWHERE, A::UnknownSetup;
        A::NotConfirmed => ANYWHERE, A::NotConfirmed;
        A::Contradicted { .. } => ANYWHERE, A::Contradicted { why: contradictions() };
        A::ReviewFirst => ANYWHERE, A::ReviewFirst;
        A::OtherAccount { .. } => ANYWHERE, A::OtherAccount { expected: text(made_in), found: text(in_hand) };
        A::TakenBack => ANYWHERE, A::TakenBack;
        A::NotFinished => ANYWHERE, A::NotFinished;
        A::Stopped => ANYWHERE, A::Stopped;
        A::RoleNotOurs => ANYWHERE, A::RoleNotOurs;
        A::KeyLost => ANYWHERE, A::KeyLost;
        A::Declined => ANYWHERE, A::Declined;
        A::AlreadyAsking => ANYWHERE, A::AlreadyAsking;
        A::AlreadyRunning => ANYWHERE, A::AlreadyRunning;
        A::Cut { .. } => ANYWHERE, A::Cut { task: Task::Create };
        A::OtherWorld { practice: false } => ANYWHERE, A::OtherWorld { practice: false };
        A::OtherWorld { practice: true } => ANYWHERE, A::OtherWorld { practice: true };
        A::RefusedBefore { takes_back: false, .. } => ANYWHERE, A::RefusedBefore { call, takes_back: false };
        A::RefusedBefore { takes_back: true, .. } => ANYWHERE, A::RefusedBefore { call: "iam:DeleteRole", takes_back: true };
        A::InTheWay { .. } => ANYWHERE, A::InTheWay { name: text("vonage-recordings"), refusal: PlanRefusal::BucketTaken { name: bucket() } };
        A::Journal { .. } => ANYWHERE, journal().into();
        A::JournalNewer { .. } => ANYWHERE, JournalError::Newer { found: 5, known: 4 }.into();
        A::Settings { .. } => ANYWHERE, unsaved_settings();
        A::TornDown { .. } => ANYWHERE, torn_down();
        A::Plan { .. } => ANYWHERE, serde_json::from_str::<u32>("{}").unwrap_err().into();
        A::Practice { .. } => ANYWHERE, A::Practice { said: text("format 2 > 1") };
        A::PracticeFile { .. } => ANYWHERE, A::PracticeFile { source: io() };
        A::NotReconstructed { .. } => ANYWHERE, NotReconstructed::TagsChanged.into();
        A::RecordNotSaved { .. } => ANYWHERE, A::RecordNotSaved { source: io() };
        A::ClipboardEmpty => ANYWHERE, A::ClipboardEmpty;
        A::Clipboard { .. } => ANYWHERE, A::Clipboard { said: text("the clipboard is occupied") };
        A::Link { .. } => ANYWHERE, A::Link { said: text("no program opens it") };
        A::Field(_) => ANYWHERE, problem();
        A::Elsewhere(_) => ANYWHERE, elsewhere().into();
        A::Run(_) => ANYWHERE, A::Run(Arc::new(A::Stopped));
        A::Aws(_) => ANYWHERE, A::Aws(refused());
        A::NotEntered { .. } => ANYWHERE, A::NotEntered { failure: refused(), region: None };
        A::SignIn(_) => ANYWHERE, SignInFailure::NoSuchProfile { name: text("work") }.into();
        A::Browser(_) => ANYWHERE, BrowserFailure::Cancelled.into();
        A::Center(_) => ANYWHERE, CenterFailure::Cancelled.into();
        A::RecordFile(_) => ANYWHERE, RecordFileRefusal::NotARecord.into();
    };
    all.retain(|(_, one)| !is_told_in_full(one));
    all.extend(tasks().into_iter().map(|(at, task)| (at, A::Cut { task })));
    all.extend(contradictions().into_iter().map(|why| (ANYWHERE, A::Contradicted { why: vec![why] })));
    all.extend(not_rebuilt().into_iter().map(|(at, why)| (at, why.into())));
    all.extend(record_files().into_iter().map(|(at, refusal)| (at, refusal.into())));
    all.extend(ways_elsewhere().into_iter().map(|(at, elsewhere)| (at, elsewhere.into())));
    all.push((ANYWHERE, Destination::of("ht tp://aws.example.com").unwrap_err().into()));
    all
}

/// Whether every kind of what it holds is told beside it or in a file of its own, so that one more says nothing.
const fn is_told_in_full(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Cut { .. }
            | AppError::NotReconstructed { .. }
            | AppError::Field(_)
            | AppError::Elsewhere(_)
            | AppError::Run(_)
            | AppError::Aws(_)
            | AppError::NotEntered { .. }
            | AppError::SignIn(_)
            | AppError::Browser(_)
            | AppError::Center(_)
            | AppError::RecordFile(_)
    )
}
