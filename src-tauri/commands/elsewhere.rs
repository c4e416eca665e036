//! Setups from elsewhere: saved records, and what an account still has.

use super::{Answer, Program};
use crate::app::AppError;
use crate::app::setups::elsewhere::downloads;
use crate::messages::elsewhere::{ClaimedSetup, FoundSetups, OpenedSetup};

/// Saves a setup's record among the downloads and answers where.
#[tauri::command(async)]
pub fn save_record(program: Program<'_>, setup: &str) -> Answer<String> {
    let folder = downloads().ok_or_else(|| AppError::RecordNotSaved { source: std::io::ErrorKind::NotFound.into() })?;
    Ok(program.setups.save_record(setup, &folder)?.display().to_string())
}

/// Takes in a saved record.
#[tauri::command(async)]
pub fn open_record(program: Program<'_>, text: &str) -> Answer<OpenedSetup> {
    Ok(program.setups.open_record(text)?.into())
}

/// What a file says of a setup that nobody has confirmed.
#[tauri::command(async)]
pub fn claimed(program: Program<'_>, setup: &str) -> Answer<ClaimedSetup> {
    Ok(program.setups.claimed(setup)?.into())
}

/// Asks AWS whether it has what a file says.
#[tauri::command]
pub async fn confirm(program: Program<'_>, setup: String) -> Answer<()> {
    Ok(program.setups.confirm(&setup).await?)
}

/// Looks for setups in the account in hand.
#[tauri::command]
pub async fn find_setups(program: Program<'_>) -> Answer<FoundSetups> {
    Ok(program.setups.find_setups().await?.into())
}

/// Takes in a setup that was found by its bucket.
#[tauri::command]
pub async fn open_found(program: Program<'_>, bucket: String, region: String) -> Answer<OpenedSetup> {
    Ok(program.setups.open_found(&bucket, &region).await?.into())
}
