//! The company pages that were signed in on, kept so that nobody types them twice. They are no secret.

use std::path::PathBuf;

use aws_runtime::env_config::file::EnvConfigFiles;
use serde::{Deserialize, Serialize};

use crate::files;
use crate::record::owner_only;
use crate::sign_in::center::{KnownPortal, Portal, known_portals};
use crate::sign_in::shared_files::{no_files, shared_files};
use crate::values::{Region, StartUrl};

/// Pages that are kept, the last one first.
const MOST_KEPT: usize = 5;
/// The most bytes the file may have. It has some hundred.
const MOST_BYTES: u64 = 100_000;

/// The file they are kept in.
#[derive(Debug)]
pub struct Portals(PathBuf);

/// A page as the file has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    start_url: String,
    region: String,
}

impl Portals {
    /// Those kept in a file, which need not be there.
    pub(super) const fn new(file: PathBuf) -> Self {
        Self(file)
    }

    /// The company pages that can be chosen: those that were signed in on, the last one first and without a name, then
    /// those that the AWS settings of this computer name.
    pub async fn offered(&self) -> Vec<KnownPortal> {
        // Files that cannot be used name no page; who chooses a profile is told why.
        self.offered_with(&shared_files().unwrap_or_else(|_| no_files())).await
    }

    /// The same with the settings of these files.
    pub async fn offered_with(&self, files: &EnvConfigFiles) -> Vec<KnownPortal> {
        let kept = self.kept().into_iter().map(|portal| KnownPortal { portal, name: String::new() });
        let mut offered: Vec<KnownPortal> = Vec::new();
        for known in kept.chain(known_portals(files).await) {
            if !offered.iter().any(|before| before.portal == known.portal) {
                offered.push(known);
            }
        }
        offered
    }

    /// Keeps a page. That it cannot be kept costs some typing the next time, and no more.
    pub(super) fn keep(&self, portal: &Portal) {
        let mut portals = self.kept();
        portals.retain(|kept| kept != portal);
        portals.insert(0, portal.clone());
        portals.truncate(MOST_KEPT);
        let kept: Vec<Kept> = portals
            .iter()
            .map(|portal| Kept { start_url: portal.start_url.to_string(), region: portal.region.to_string() })
            .collect();
        if let Ok(text) = serde_json::to_vec_pretty(&kept) {
            let _ = owner_only::write(&self.0, &text);
        }
    }

    /// A file that is not there, or says what it should not, keeps nothing.
    fn kept(&self) -> Vec<Portal> {
        let text = files::read(&self.0, MOST_BYTES).unwrap_or_default();
        let kept: Vec<Kept> = serde_json::from_slice(&text).unwrap_or_default();
        kept.iter()
            .filter_map(|kept| {
                let start_url = StartUrl::parse(&kept.start_url).ok()?;
                Some(Portal { start_url, region: Region::parse(&kept.region).ok()? })
            })
            .take(MOST_KEPT)
            .collect()
    }
}
