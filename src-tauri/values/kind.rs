//! The stable name of what is told as a kind: what the journal keeps, and tests and pages switch on.

use serde::Serialize;

/// The `kind` of an enum that serde writes with its variant's name as such, for example `bucket-name-dots`.
#[must_use]
pub fn kind_of(told: &impl Serialize) -> String {
    let written = serde_json::to_value(told).unwrap_or_default();
    written.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned()
}
