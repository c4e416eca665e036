//! A Tauri window with one input and nothing else: what our start-up is measured against.

fn main() -> Result<(), tauri::Error> {
    tauri::Builder::default().run(tauri::generate_context!("tests/bench/empty/tauri.conf.json"))
}
