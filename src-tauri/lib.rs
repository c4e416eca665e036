//! Export Storage Setup: creates what Vonage Contact Center needs to export recordings into a customer's AWS account.

// pub mod app;
// pub mod aws;
// pub mod commands;
// pub mod handoff;
// pub mod health;
pub mod messages;
pub mod policy;
// pub mod practice;
// pub mod provision;
pub mod record;
pub mod setup;
// pub mod sign_in;

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the system's webview cannot be started.
pub fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default().run(tauri::generate_context!())
}
