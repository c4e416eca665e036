//! The one window: what it may show, and what happens when it is closed.

use std::sync::Arc;

use tauri::webview::NewWindowResponse;
use tauri::{App as Shell, AppHandle, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::app::App;

/// Opens the window. It is made here and not in the configuration, because only here can be refused what is not ours:
/// it goes to no other address and opens no second window.
///
/// `at_home` tells the page that there is something to show on Home, so that it fetches that screen at once.
pub fn open(shell: &Shell, at_home: bool) -> tauri::Result<()> {
    let mut window = WebviewWindowBuilder::new(shell, "main", WebviewUrl::default());
    if at_home {
        window = window.initialization_script("window.beginsAtHome = true;");
    }
    window
        .title("Export Storage Setup")
        .inner_size(1100.0, 820.0)
        .min_inner_size(320.0, 480.0)
        .general_autofill_enabled(false)
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Lets the calls in flight finish before the program ends.
pub fn on_event(program: &Arc<App>, handle: &AppHandle, event: &RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event {
        api.prevent_exit();
        let (program, handle) = (Arc::clone(program), handle.clone());
        tauri::async_runtime::spawn(async move {
            program.finish_calls().await;
            handle.exit(0);
        });
    }
}
