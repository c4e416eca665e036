//! A world of setups: the real one, or Practice. Which one somebody is in is fixed when they sign in.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::OnceCell;

use super::error::AppError;
use crate::files;
use crate::practice::PracticeAws;
use crate::record::{Journal, owner_only};

/// The most bytes that the kept practice account may have. One setup takes some ten thousand.
const MOST_PRACTICE: u64 = 50_000_000;

/// Where setups of one world are remembered and, in Practice, where they exist.
pub struct Workspace {
    journal: Arc<Journal>,
    practice: Option<PracticeWorld>,
}

/// The AWS inside the program, read when it is asked for the first time, and where it is kept.
struct PracticeWorld {
    aws: OnceCell<PracticeAws>,
    file: PathBuf,
}

impl Workspace {
    /// The world in which setups are made in AWS.
    pub(super) const fn real(journal: Arc<Journal>) -> Self {
        Self { journal, practice: None }
    }

    /// Practice; its AWS is kept in `file`.
    pub(super) const fn practice(journal: Arc<Journal>, file: PathBuf) -> Self {
        Self { journal, practice: Some(PracticeWorld { aws: OnceCell::const_new(), file }) }
    }

    /// What is remembered in it.
    #[must_use]
    pub const fn journal(&self) -> &Arc<Journal> {
        &self.journal
    }

    /// Whether its setups exist only inside the program.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        self.practice.is_some()
    }

    /// The AWS inside the program; `None` in the real world.
    ///
    /// # Errors
    /// When the practice account that was kept cannot be read.
    pub(super) async fn practice_aws(&self) -> Result<Option<&PracticeAws>, AppError> {
        let Some(PracticeWorld { aws, file }) = &self.practice else { return Ok(None) };
        let read = || async {
            match files::read(file, MOST_PRACTICE) {
                Ok(saved) => Ok(PracticeAws::load(&saved).await?),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(PracticeAws::new()),
                Err(error) => Err(AppError::of_practice_file(error)),
            }
        };
        aws.get_or_try_init(read).await.map(Some)
    }

    /// Writes the practice account down, so that tomorrow's check finds it. What is real is kept by AWS.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) async fn keep(&self) -> Result<(), AppError> {
        let (Some(world), Some(aws)) = (&self.practice, self.practice_aws().await?) else { return Ok(()) };
        owner_only::write(&world.file, &aws.save().await?).map_err(AppError::of_practice_file)
    }
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Workspace").field("practice", &self.is_practice()).finish_non_exhaustive()
    }
}
