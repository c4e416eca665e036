//! The account on disk: one JSON with the state of every service.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use winterbaume_core::StateViewError;
use winterbaume_iam::IamStateView;
use winterbaume_kms::KmsStateView;
use winterbaume_s3::S3StateView;

use super::contents::Services;
use super::iam::Identities;
use super::kms::Keys;
use super::s3::Storage;

/// The format written. A program reads its own and older ones; there are none yet.
const FORMAT: u32 = 1;

/// Why a practice account cannot be read or written.
#[derive(Debug, Error)]
pub enum PracticeError {
    /// Not what practice writes.
    #[error("{source}")]
    Unreadable {
        /// What JSON's reader stumbled over.
        source: serde_json::Error,
    },
    /// Written by a newer program.
    #[error("format {format} > {FORMAT}")]
    Newer {
        /// The format it was written in.
        format: u32,
    },
    /// It says something that cannot be.
    #[error("{source}")]
    Contradiction {
        /// What winterbaume found.
        source: StateViewError,
    },
    /// It cannot be written as JSON.
    #[error("{source}")]
    Unwritable {
        /// What JSON's writer stumbled over.
        source: serde_json::Error,
    },
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    format: u32,
    s3: S3StateView,
    iam: IamStateView,
    /// By region.
    kms: BTreeMap<String, KmsStateView>,
}

pub(super) async fn write(services: &Services) -> Result<Vec<u8>, PracticeError> {
    let saved = Saved {
        format: FORMAT,
        s3: services.storage.state().await,
        iam: services.identities.state().await,
        kms: services.keys.states().await,
    };
    serde_json::to_vec(&saved).map_err(|source| PracticeError::Unwritable { source })
}

pub(super) async fn read(bytes: &[u8]) -> Result<Services, PracticeError> {
    let unreadable = |source| PracticeError::Unreadable { source };
    let Format { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
    if format > FORMAT {
        return Err(PracticeError::Newer { format });
    }
    let saved: Saved = serde_json::from_slice(bytes).map_err(unreadable)?;
    let contradiction = |source| PracticeError::Contradiction { source };
    Ok(Services {
        storage: Storage::restored(saved.s3).await.map_err(contradiction)?,
        identities: Identities::restored(saved.iam).await.map_err(contradiction)?,
        keys: Keys::restored(saved.kms).await.map_err(contradiction)?,
    })
}
