//! The settings as they are kept in memory.

use std::path::PathBuf;

use crate::record::Settings;

/// The settings, as they are kept.
#[derive(Clone, Debug)]
pub struct KeptSettings {
    /// What was chosen.
    pub settings: Settings,
    /// The file that could not be read, and was set aside.
    pub set_aside: Option<PathBuf>,
}
