//! The Settings page.

use super::{Answer, Program};
use crate::messages::settings::{HostView, SettingsForm, SettingsView};

/// The settings as they are.
#[tauri::command]
pub async fn settings(program: Program<'_>) -> Answer<SettingsView> {
    Ok(SettingsView::of(&program).await?)
}

/// Keeps the settings, the password in memory only.
#[tauri::command]
pub async fn save_settings(program: Program<'_>, form: SettingsForm) -> Answer<SettingsView> {
    program.settings.save(&form.into())?;
    Ok(SettingsView::of(&program).await?)
}

/// Tries whether the hosts of AWS can be reached.
#[tauri::command]
pub async fn test_connection(program: Program<'_>) -> Answer<Vec<HostView>> {
    Ok(program.settings.test_connection(program.sessions.current()).await?.into_iter().map(HostView::from).collect())
}
