//! Getting into AWS by its own page in the system's browser. The page of ours shows the links and never opens an address.

use tauri::AppHandle;

use super::system::open;
use super::{Answer, Program};
use crate::messages::session::BrowserLinks;

/// Begins, and opens AWS's page. That it could not be opened is no failure: the link is there to copy.
#[tauri::command]
pub async fn begin_browser_sign_in(program: Program<'_>, handle: AppHandle) -> Answer<BrowserLinks> {
    let begun = program.sessions.begin_browser_sign_in().await?;
    let opened = open(&handle, &begun.link()).is_ok();
    Ok(BrowserLinks { link: begun.link().to_string(), code_link: begun.code_link().to_string(), opened })
}

/// Opens AWS's page once more.
#[tauri::command]
pub fn open_browser_again(program: Program<'_>, handle: AppHandle) -> Answer<()> {
    Ok(open(&handle, &program.sessions.browser_sign_in()?.link())?)
}

/// Stops waiting for the browser, and closes the port.
#[tauri::command]
pub fn cancel_browser_sign_in(program: Program<'_>) {
    program.sessions.cancel_browser_sign_in();
}
