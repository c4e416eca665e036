//! What a run is for.

use serde::Serialize;
use ts_rs::TS;

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "RunTask")]
pub enum Task {
    /// It makes a setup.
    Create,
    /// It takes one back.
    Undo,
    /// It closes Vonage's way in.
    Stop,
    /// It opens Vonage's way in again.
    Resume,
    /// It keeps the key that was to go.
    KeepKey,
}
