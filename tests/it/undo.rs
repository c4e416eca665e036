//! Setups taken back: exactly what they made, whatever fails on the way and whoever changed something meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "undo/changed.rs"]
mod changed;
#[path = "undo/faults.rs"]
mod faults;
#[path = "undo/stopped.rs"]
mod stopped;
#[path = "undo/whole.rs"]
mod whole;

use export_storage_setup::app::runs::status::{Phase, RunStatus};
use export_storage_setup::record::State;

use crate::pressed;
use crate::run::Stage;

/// The calls that take back a setup with a new key.
pub const UNDO_CALLS: [&str; 6] = [
    "iam:DetachRolePolicy",
    "iam:DeleteRole",
    "iam:DeletePolicy",
    "s3:DeleteBucket",
    "kms:DeleteAlias",
    "kms:ScheduleKeyDeletion",
];

/// Makes a setup and gives its id.
async fn made(stage: &Stage) -> String {
    let status = stage.run(&stage.form()).await;
    stage.assert_ready(&status);
    stage.traffic.forget();
    status.setup
}

/// Takes it back and waits until that has ended.
async fn undone(stage: &Stage, setup: &str, edited_too: bool) -> RunStatus {
    pressed::undo(&stage.app, setup, edited_too).await.unwrap();
    stage.ended(setup).await
}

/// Takes it back and sees it end in a state.
pub async fn undone_to(stage: &Stage, setup: &str, expected: State) {
    let status = undone(stage, setup, false).await;
    assert_eq!(stage.record(setup).state, expected, "{status:#?}");
    assert_eq!(status.phase, Phase::Done, "{status:#?}");
}

/// The states of all keys in the account.
async fn key_states(stage: &Stage) -> Vec<String> {
    let kms = stage.kms();
    let mut states = Vec::new();
    for key in kms.list_keys().send().await.unwrap().keys() {
        let described = kms.describe_key().key_id(key.key_id().unwrap()).send().await.unwrap();
        states.push(described.key_metadata().unwrap().key_state().unwrap().as_str().to_owned());
    }
    states.sort();
    states
}
