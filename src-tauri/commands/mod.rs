//! The only room that knows Tauri: each command parses, calls `app` and maps the answer.
