//! The buttons of the pages that show first what they would do: looked at, and pressed on what was seen.

use std::sync::Arc;

use export_storage_setup::app::undo::{Preview, Yes};
use export_storage_setup::app::{App, AppError};

/// The press that a page sends which shows this.
pub fn yes(preview: &Preview, edited_too: bool) -> Yes {
    Yes { fingerprint: preview.fingerprint.to_string(), edited_too, ..Yes::default() }
}

pub async fn undo(app: &Arc<App>, setup: &str, edited_too: bool) -> Result<(), AppError> {
    let preview = app.preview_undo(setup).await?;
    app.undo(setup, &yes(&preview, edited_too)).await
}

pub async fn stop(app: &Arc<App>, setup: &str) -> Result<(), AppError> {
    let shown = app.preview_stop(setup).await?;
    app.stop(setup, shown.fingerprint.as_str()).await
}

pub async fn resume(app: &Arc<App>, setup: &str) -> Result<(), AppError> {
    let shown = app.preview_resume(setup).await?;
    app.resume(setup, shown.fingerprint.as_str()).await
}
