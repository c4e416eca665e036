//! Reads back what was made with AWS's SDK for Python, so that no code of ours judges its own work.

use serde_json::Value;
use tokio::process::Command;

use super::{python_program, repository};

/// Everything of ours that the account at `endpoint` holds: `buckets`, `keys`, `policies` and `roles`, each by name (a
/// key by its id), as `readback.py` lists them. A thing that was made twice shows up twice.
pub async fn read_back(endpoint: &str, region: &str) -> Value {
    let output = Command::new(python_program("python"))
        .arg(repository("tests/support/readback.py"))
        .args([endpoint, region])
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "readback.py failed:\n{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
