//! The one window: what it may show, and what happens when it is closed.

use std::sync::Arc;

use tauri::webview::NewWindowResponse;
use tauri::{App as Shell, AppHandle, RunEvent, Url, WebviewUrl, WebviewWindowBuilder, is_dev};

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
        .on_navigation({
            let own = own_origin(shell.config().build.dev_url.as_ref());
            move |url| is_own(&own, url)
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// The origin of the program's own pages: of those inside it, which Windows' webview has under a name, and the others under a
/// scheme of their own; or of the server of `tauri dev`.
#[must_use]
pub fn own_origin(dev_server: Option<&Url>) -> String {
    match dev_server.filter(|_| is_dev()) {
        Some(server) => server.origin().ascii_serialization(),
        None if cfg!(windows) => "http://tauri.localhost".to_owned(),
        None => "tauri://localhost".to_owned(),
    }
}

/// Whether an address is below an origin: scheme, host and port are its own, and nobody is named in it.
#[must_use]
pub fn is_own(origin: &str, url: &Url) -> bool {
    // A scheme that is not of the web has no origin to compare, so it is put together here.
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let named = !url.username().is_empty() || url.password().is_some();
    !named && format!("{}://{host}{port}", url.scheme()) == origin
}

/// Lets the calls in flight finish before the program ends.
pub fn on_event(program: &Arc<App>, handle: &AppHandle, event: &RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event {
        api.prevent_exit();
        let (program, handle) = (Arc::clone(program), handle.clone());
        tauri::async_runtime::spawn(async move {
            program.runs.finish_calls().await;
            handle.exit(0);
        });
    }
}
