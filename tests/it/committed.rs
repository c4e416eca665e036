//! Files that the program's own types write, for the page and its tests.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::Serialize;

use crate::support::repository;

/// Holds a committed file to what the program gives now. With `UPDATE_MESSAGES=1` it is written anew.
pub fn assert_committed(file: &str, fresh: &impl Serialize) {
    let fresh = serde_json::to_string_pretty(fresh).unwrap() + "\n";
    if std::env::var_os("UPDATE_MESSAGES").is_some() {
        std::fs::write(repository(file), &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(repository(file)).unwrap_or_default();
    assert!(committed == fresh, "run with UPDATE_MESSAGES=1 and commit {file}");
}
