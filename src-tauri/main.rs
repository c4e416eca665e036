//! Starts the program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match export_storage_setup::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("Export Storage Setup cannot start: {}", export_storage_setup::written_out(&failure.to_string()));
            ExitCode::FAILURE
        }
    }
}
