//! Export Storage Setup: creates what Vonage Contact Center needs to export recordings into a customer's AWS account.

pub mod aws;
pub mod health;
pub mod policy;
pub mod practice;
pub mod provision;
pub mod record;
pub mod setup;
pub mod sign_in;
pub mod app;
pub mod commands;
pub mod handoff;
pub mod messages;

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the system's webview cannot be started.
pub fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default().run(tauri::generate_context!())
}
