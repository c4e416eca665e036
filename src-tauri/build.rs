//! Lets Tauri generate its context from `tauri.conf.json` at the top level.

fn main() {
    tauri_build::build();
}
