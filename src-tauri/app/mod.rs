//! What is going on in the program: the session, the plan under review, the runs, the setups. No Tauri.

pub mod error;
pub mod folder;
pub mod forms;
pub mod lost_key;
pub mod reviews;
pub mod runs;
pub mod sessions;
pub mod settings;
pub mod setups;
pub mod workspace;
pub mod workspaces;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::AppError;
use folder::{Folder, FolderError};
use forms::Forms;
use reviews::Reviews;
use runs::Runs;
use sessions::Sessions;
use settings::Settings;
use setups::Setups;
use workspaces::Workspaces;

use crate::provision::Clock;

/// The program, without its window: who does what. Each of them knows those before it, and none after it.
pub struct App {
    folder: Folder,
    /// Journals that could not be read when the program started.
    set_aside: Vec<PathBuf>,
    /// Real and Practice, and what is remembered in each.
    pub workspaces: Arc<Workspaces>,
    /// The Settings page, and the way to AWS.
    pub settings: Arc<Settings>,
    /// What the person is signed in with.
    pub sessions: Arc<Sessions>,
    /// The Details page.
    pub forms: Arc<Forms>,
    /// The plan that is read before Create.
    pub reviews: Arc<Reviews>,
    /// What is done in AWS.
    pub runs: Arc<Runs>,
    /// What is remembered of what was done.
    pub setups: Setups,
}

impl App {
    /// Opens the program's folder and its journals.
    ///
    /// # Errors
    /// When another copy of the program has the folder, or a journal cannot be opened. One that is damaged is set aside.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, FolderError> {
        let folder = Folder::open(folder)?;
        let (workspaces, set_aside) = Workspaces::open(&folder, clock.now())?;
        let workspaces = Arc::new(workspaces);
        let settings = Arc::new(Settings::new(folder.path().to_owned(), Arc::clone(&clock)));
        let sessions = Sessions::new(&folder, Arc::clone(&settings), Arc::clone(&workspaces), Arc::clone(&clock));
        let sessions = Arc::new(sessions);
        let (of_sessions, of_workspaces) = (|| Arc::clone(&sessions), || Arc::clone(&workspaces));
        let forms = Arc::new(Forms::new(of_sessions(), of_workspaces(), Arc::clone(&clock)));
        let reviews = Arc::new(Reviews::new(of_sessions(), of_workspaces(), Arc::clone(&forms)));
        let runs = Runs::new(of_sessions(), of_workspaces(), Arc::clone(&reviews), Arc::clone(&clock));
        let runs = Arc::new(runs);
        let setups = Setups::new(of_sessions(), of_workspaces(), Arc::clone(&runs), clock);
        Ok(Self { folder, set_aside, workspaces, settings, sessions, forms, reviews, runs, setups })
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
}
