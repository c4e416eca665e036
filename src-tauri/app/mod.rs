//! What is going on in the program: the session in hand, the plan under review, the runs. No Tauri.

pub mod browser;
pub mod center;
pub mod claims;
pub mod confirm;
pub mod elsewhere;
pub mod error;
pub mod folder;
pub mod forms;
pub mod kept_settings;
pub mod lost_key;
pub mod permissions;
pub mod portals;
pub mod results;
pub mod reviews;
pub mod running;
pub mod runs;
pub mod session;
pub mod sessions;
pub mod settings;
pub mod signing;
pub mod status;
pub mod stop;
pub mod superseded;
pub mod task;
pub mod under_review;
pub mod understanding;
pub mod undo;
pub mod waiting;
pub mod workspace;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use error::AppError;
use folder::Folder;
use kept_settings::KeptSettings;
use running::Running;
use session::InHand;
use under_review::UnderReview;
use workspace::Workspace;

use crate::aws::{Network, Places};
use crate::provision::Clock;
use crate::record::{Journal, Provenance, Record};
use crate::sign_in::center::Registrations;

/// The program, without its window. Everything the page can ask for is a method.
pub struct App {
    folder: Folder,
    clock: Arc<dyn Clock>,
    real: Arc<Workspace>,
    practice: Arc<Workspace>,
    /// Journals that could not be read when the program started.
    set_aside: Vec<PathBuf>,
    /// Read when they are asked for the first time.
    settings: Mutex<Option<KeptSettings>>,
    network: Network,
    places: tokio::sync::OnceCell<Places>,
    state: Mutex<State>,
    /// What the servers of company pages know this program as.
    registrations: Registrations,
    /// Held by whoever looks and then goes on with a setup that stopped.
    going_on: tokio::sync::Mutex<()>,
}

/// What is in hand. Never locked across an await.
#[derive(Default)]
struct State {
    session: Option<InHand>,
    browser: Option<Arc<waiting::Waiting>>,
    center: signing::State,
    under_review: Option<UnderReview>,
    runs: HashMap<String, Running>,
}

impl State {
    fn is_running(&self, setup: &str) -> bool {
        self.runs.get(setup).is_some_and(Running::is_going_on)
    }
}

impl App {
    /// Opens the program's folder and its journals.
    ///
    /// # Errors
    /// When another copy of the program has the folder, or a journal cannot be opened. One that is damaged is set aside.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, folder::FolderError> {
        let folder = Folder::open(folder)?;
        let now = clock.now();
        let (journal, damaged) = Journal::open_or_set_aside(folder.path(), now)?;
        let (practice_journal, practice_damaged) = Journal::open_or_set_aside(&folder.practice(), now)?;
        Ok(Self {
            real: Arc::new(Workspace::real(Arc::new(journal))),
            practice: Arc::new(Workspace::practice(Arc::new(practice_journal), folder.practice_aws())),
            set_aside: damaged.into_iter().chain(practice_damaged).collect(),
            folder,
            clock,
            settings: Mutex::default(),
            network: Network::default(),
            places: tokio::sync::OnceCell::new(),
            state: Mutex::new(State::default()),
            registrations: Registrations::default(),
            going_on: tokio::sync::Mutex::new(()),
        })
    }

    /// The folder everything is kept in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The files of records that could not be read and were set aside when the program started.
    #[must_use]
    pub fn set_aside(&self) -> &[PathBuf] {
        &self.set_aside
    }

    /// Whether records are there that a newer version wrote: they are read, and not changed.
    #[must_use]
    pub fn has_newer_records(&self) -> bool {
        self.worlds().any(|world| world.journal().is_newer())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while holding it has left complete values behind: each write is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Both worlds, the real one first.
    fn worlds(&self) -> impl Iterator<Item = &Arc<Workspace>> {
        [&self.real, &self.practice].into_iter()
    }

    /// The world of a session; a number alone is of the real one.
    fn world_of<'a>(&'a self, in_hand: &'a InHand) -> &'a Arc<Workspace> {
        match in_hand {
            InHand::Session(session) => &session.workspace,
            InHand::NumberOnly(_) => &self.real,
        }
    }

    /// The world that somebody is in; the real one while nobody is signed in.
    fn world_in_hand(&self) -> Arc<Workspace> {
        self.session().map_or_else(|| Arc::clone(&self.real), |in_hand| Arc::clone(self.world_of(&in_hand)))
    }

    /// A setup past Create that counts, with its world. One that only a file speaks of does not count before AWS has
    /// confirmed it.
    fn record_of(&self, setup: &str) -> Result<(&Arc<Workspace>, Record), AppError> {
        let world = self.world_with(setup)?;
        let record = world.journal().record(setup)?.ok_or(AppError::UnknownSetup)?;
        if record.provenance == Provenance::Claimed {
            return Err(AppError::NotConfirmed);
        }
        Ok((world, record))
    }

    /// The world that a setup is in, if any has it.
    fn world_with(&self, setup: &str) -> Result<&Arc<Workspace>, AppError> {
        for world in self.worlds() {
            if world.journal().form(setup)?.is_some() {
                return Ok(world);
            }
        }
        Err(AppError::UnknownSetup)
    }

    /// The world in which a setup is worked on with a session: its own and no other, and that of the session when it is new.
    fn own_world(&self, setup: &str, in_hand: &InHand) -> Result<Arc<Workspace>, AppError> {
        let here = self.world_of(in_hand);
        match self.world_with(setup) {
            Ok(world) if Arc::ptr_eq(world, here) => Ok(Arc::clone(here)),
            Ok(world) => Err(AppError::OtherWorld { practice: world.is_practice() }),
            Err(AppError::UnknownSetup) => Ok(Arc::clone(here)),
            Err(error) => Err(error),
        }
    }
}
