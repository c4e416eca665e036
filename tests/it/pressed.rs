//! The buttons of the pages that show first what they would do: looked at, and pressed on what was seen.

use std::sync::Arc;

use export_storage_setup::app::runs::undo::{Preview, Yes};
use export_storage_setup::app::{App, AppError};

/// The press that a page sends which shows this.
pub fn yes(preview: &Preview, edited_too: bool) -> Yes {
    Yes { fingerprint: preview.fingerprint.to_string(), edited_too, ..Yes::default() }
}

pub async fn undo(app: &Arc<App>, setup: &str, edited_too: bool) -> Result<(), AppError> {
    let preview = app.runs.preview_undo(setup).await?;
    app.runs.undo(setup, &yes(&preview, edited_too)).await
}

pub async fn stop(app: &Arc<App>, setup: &str) -> Result<(), AppError> {
    let shown = app.runs.preview_stop(setup).await?;
    app.runs.stop(setup, shown.fingerprint.as_str()).await
}

pub async fn resume(app: &Arc<App>, setup: &str) -> Result<(), AppError> {
    let shown = app.runs.preview_resume(setup).await?;
    app.runs.resume(setup, shown.fingerprint.as_str()).await
}
