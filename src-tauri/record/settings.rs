//! What was chosen on the Settings page, in a file of its own that only its owner may read. It holds no password.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::owner_only;
use crate::files;
use crate::values::{ProxyAddress, ProxyUser, Region};

/// The file's name in the program's folder.
const FILE: &str = "settings.json";
/// The most bytes it may have. It has some hundred.
const MOST_BYTES: u64 = 100_000;

/// What was chosen. A setting that is missing is left to the computer or to the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The proxy, instead of the one that the environment or the system names.
    pub proxy: Option<ProxyAddress>,
    /// Who signs in to the proxy. The password is never kept.
    pub proxy_user: Option<ProxyUser>,
    /// The region where a sign-in with the browser begins.
    pub sign_in_region: Option<Region>,
}

/// Why the settings cannot be read or written.
#[derive(Debug, Error)]
#[error("{path}: {source}")]
pub struct SettingsError {
    path: PathBuf,
    source: std::io::Error,
}

impl Settings {
    /// Reads the settings in `folder`. A file that holds something else is renamed, its name then told, and nothing is
    /// chosen.
    ///
    /// # Errors
    /// When the file is there and may not be read or renamed.
    pub fn load(folder: &Path, now: Timestamp) -> Result<(Self, Option<PathBuf>), SettingsError> {
        let file = folder.join(FILE);
        let failed = |source| SettingsError { path: file.clone(), source };
        let text = match files::read(&file, MOST_BYTES) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Self::default(), None)),
            // A pipe, or far too large: not what this program wrote.
            Err(error) if error.kind() == ErrorKind::InvalidData => None,
            Err(error) => return Err(failed(error)),
        };
        if let Some(settings) = text.and_then(|text| serde_json::from_slice(&text).ok()) {
            return Ok((settings, None));
        }
        let aside = folder.join(format!("settings-damaged-{}.json", now.strftime("%Y%m%dT%H%M%SZ")));
        std::fs::rename(&file, &aside).map_err(failed)?;
        Ok((Self::default(), Some(aside)))
    }

    /// Writes the settings in `folder`, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), SettingsError> {
        let file = folder.join(FILE);
        let failed = |source| SettingsError { path: file.clone(), source };
        let text = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        owner_only::write(&file, &text).map_err(failed)
    }
}
