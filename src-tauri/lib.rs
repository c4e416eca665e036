//! Export Storage Setup: creates what Vonage Contact Center needs to export recordings into a customer's AWS account.

pub mod app;
pub mod aws;
pub mod commands;
pub mod files;
pub mod handoff;
pub mod health;
pub mod language;
pub mod messages;
pub mod policy;
pub mod practice;
pub mod provision;
pub mod record;
pub mod resources;
pub mod setup;
pub mod sign_in;
pub mod values;

use std::path::PathBuf;
use std::sync::Arc;

use app::App;
use commands::start_failure::StartFailure;
use provision::SystemClock;
use tauri::Manager;

/// Opens the window and runs until it is closed. Calls to AWS that are in flight then are finished first. A start that fails
/// is said in a window of the system.
///
/// # Errors
/// When another window has the program's folder, or the system's webview cannot be started.
pub fn run() -> Result<(), StartFailure> {
    start().inspect_err(StartFailure::show)
}

fn start() -> Result<(), StartFailure> {
    let folder = folder()?;
    // The records are opened while the system starts its webview: neither waits for the other.
    let opening = std::thread::spawn(move || App::open(&folder, Arc::new(SystemClock)));
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!())?;
    let program = Arc::new(opening.join().map_err(|_| StartFailure::TornDown)??);
    app.manage(Arc::clone(&program));
    commands::window::open(&app, !program.setups.is_empty())?;
    app.run(move |handle, event| commands::window::on_event(&program, handle, &event));
    Ok(())
}

/// The program's folder: the platform's local app-data folder, moved by `XDG_DATA_HOME`.
fn folder() -> Result<PathBuf, StartFailure> {
    let base = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    base.or_else(|| directories::BaseDirs::new().map(|dirs| dirs.data_local_dir().to_owned()))
        .map(|base| base.join("io.github.export-storage-setup"))
        .ok_or(StartFailure::NoFolder)
}
