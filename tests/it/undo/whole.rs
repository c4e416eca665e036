//! Undo from the first look to the last call, and the key kept after all.

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::messages::run::RunView;
use export_storage_setup::messages::undo::UndoView;
use export_storage_setup::practice::{Failure, FailureKind};
use export_storage_setup::provision::StepState;
use export_storage_setup::record::State;
use export_storage_setup::resources::removal_outcome::RemovalOutcome;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::values::kind_of;

use super::{UNDO_CALLS, key_states, made, undone, undone_to};
use crate::pressed;
use crate::run::{Inventory, Stage};

fn sorted(calls: &[&'static str]) -> Vec<&'static str> {
    let mut calls = calls.to_vec();
    calls.sort_unstable();
    calls
}

#[tokio::test]
async fn everything_goes_and_the_key_waits_for_its_date() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    assert_eq!(view.deletes, 4);
    assert!(view.items.iter().all(|item| item.outcome == RemovalOutcome::Goes), "{view:#?}");
    assert!(stage.traffic.written().is_empty(), "looking changes nothing");

    let status = undone(&stage, &setup, false).await;
    assert_eq!(status.phase, Phase::Done, "{status:#?}");
    assert_eq!(stage.traffic.written(), sorted(&UNDO_CALLS));
    for step in [Step::Attach, Step::Role, Step::Policy, Step::Bucket, Step::Key] {
        let progress = status.progress.steps.iter().find(|progress| progress.step == step).unwrap();
        assert_eq!(progress.state, StepState::Undone, "{progress:?}");
    }
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
    assert_eq!(key_states(&stage).await, ["PendingDeletion"]);
    assert_eq!(stage.record(&setup).state, State::Undone);
    assert!(stage.record(&setup).entries.iter().all(|entry| entry.receipt.is_some()));

    // Role first, the bucket after it, the key last.
    let order: Vec<String> = stage.traffic.writes().into_iter().map(|write| write.operation).collect();
    let at = |call: &str| order.iter().position(|sent| sent == call).unwrap();
    assert!(at("iam:DeleteRole") < at("s3:DeleteBucket") && at("s3:DeleteBucket") < at("kms:ScheduleKeyDeletion"));

    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    assert!(view.deletes == 0 && !view.reverts);
    assert!(matches!(stage.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::TakenBack)));
}

#[tokio::test]
async fn what_was_taken_back_is_remembered_after_a_restart() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    undone_to(&stage, &setup, State::Undone).await;
    let stage = stage.reopened().await;
    let status = stage.ended(&setup).await;
    let view = serde_json::to_value(RunView::from(&status)).unwrap();
    assert_eq!((&view["task"], &view["state"]), (&"undo".into(), &"done".into()));
    let shown: Vec<&str> = view["steps"].as_array().unwrap().iter().map(|s| s["state"].as_str().unwrap()).collect();
    assert_eq!(shown, ["undone"; 5]);
}

#[tokio::test]
async fn a_key_they_have_and_a_bucket_without_key_are_left_as_they_were() {
    let stage = Stage::new().await;
    let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
    for form in [
        Form { encryption_mode: EncryptionMode::ExistingKey, key_arn: key, ..stage.form() },
        Form { encryption_mode: EncryptionMode::Amazon, ..stage.form() },
    ] {
        let status = stage.run(&form).await;
        stage.assert_ready(&status);
        undone_to(&stage, &status.setup, State::Undone).await;
        assert!(stage.traffic.written().iter().all(|call| !call.starts_with("kms:")));
        assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
        assert_eq!(key_states(&stage).await, ["Enabled"]);
    }
}

#[tokio::test]
async fn the_key_can_be_kept_after_all_until_its_date() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    undone_to(&stage, &setup, State::Undone).await;
    stage.app.runs.keep_key(&setup).await.unwrap();
    assert_eq!(key_states(&stage).await, ["Enabled"]);
    assert_eq!(stage.record(&setup).state, State::Kept);
    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    assert_eq!(view.deletes, 1);
    // Pressed again, there is nothing to keep.
    stage.traffic.forget();
    stage.app.runs.keep_key(&setup).await.unwrap();
    assert!(stage.traffic.written().is_empty());
    // And it may go after all.
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(key_states(&stage).await, ["PendingDeletion"]);
}

#[tokio::test]
async fn half_a_setup_is_taken_back_too() {
    for call in [
        "kms:CreateKey",
        "kms:CreateAlias",
        "s3:CreateBucket",
        "s3:PutBucketEncryption",
        "iam:CreatePolicy",
        "iam:CreateRole",
        "iam:AttachRolePolicy",
    ] {
        let stage = Stage::new().await;
        let failure = Failure { operation: call.parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
        let setup = stage.start_after(&stage.form(), || stage.aws.fail_next(Some(failure))).await;
        assert_eq!(stage.ended(&setup).await.phase, Phase::Failed, "{call}");
        // Nothing to take back is also a way to have taken everything back.
        pressed::undo(&stage.app, &setup, false).await.unwrap();
        stage.ended(&setup).await;
        assert_eq!(stage.record(&setup).state, State::Undone, "{call}");
        let left = stage.inventory().await;
        assert_eq!((left.buckets, left.policies, left.roles), (0, 0, 0), "{call}");
        assert!(key_states(&stage).await.iter().all(|state| state == "PendingDeletion"), "{call}");
    }
}

#[tokio::test]
async fn a_refusal_for_good_stops_undo_and_loses_nothing() {
    for call in UNDO_CALLS {
        let stage = Stage::new().await;
        let setup = made(&stage).await;
        let error = FailureKind::AccessDenied;
        stage.aws.fail_next(Some(Failure { operation: call.parse().unwrap(), error, times: 1000 }));
        for _ in 0..2 {
            let status = undone(&stage, &setup, false).await;
            assert_eq!(status.phase, Phase::Failed, "{call}");
            let why = status.progress.steps.iter().find_map(|step| step.failure.as_ref()).unwrap();
            assert_eq!((why.call, kind_of(why)), (call, "not-allowed".to_owned()));
            assert_eq!(stage.record(&setup).state, State::Removing, "{call}");
        }
        stage.aws.fail_next(None);
        undone_to(&stage, &setup, State::Undone).await;
        assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY }, "{call}");
        assert_eq!(key_states(&stage).await, ["PendingDeletion"], "{call}");
    }
}

#[tokio::test]
async fn another_account_and_a_number_take_nothing_back() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    stage.traffic.pretend_account("123456789012");
    stage.sign_in().await;
    stage.traffic.forget();
    for answer in [pressed::undo(&stage.app, &setup, true).await, stage.app.runs.keep_key(&setup).await] {
        match answer {
            Err(AppError::OtherAccount { expected, found }) => {
                assert_eq!((expected.as_str(), found.as_str()), ("000000000000", "123456789012"));
            }
            other => panic!("{other:?}"),
        }
    }
    stage.app.sessions.sign_in_number("000000000000", "aws").unwrap();
    assert!(matches!(pressed::undo(&stage.app, &setup, true).await, Err(AppError::NumberOnly)));
    assert!(stage.traffic.exchanges().is_empty());
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}

#[tokio::test]
async fn a_run_that_is_stopped_finishes_what_is_in_flight_and_can_go_on_or_back() {
    let stage = Stage::new().await;
    let setup = stage.start(&stage.form()).await;
    stage.app.runs.cancel(&setup);
    let status = stage.ended(&setup).await;
    assert_eq!(status.phase, Phase::Failed);
    let record = stage.record(&setup);
    assert!(record.entries.len() < 12 && record.entries.iter().all(|entry| entry.receipt.is_some()), "{record:#?}");
    assert_eq!(stage.traffic.writes().len(), record.entries.len());
    stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&setup).await);
    undone_to(&stage, &setup, State::Undone).await;
}

#[tokio::test]
async fn what_is_forgotten_is_gone_from_home_and_stays_in_aws() {
    let stage = Stage::new().await;
    let setup = stage.start(&stage.form()).await;
    assert!(matches!(stage.app.setups.forget(&setup), Err(AppError::AlreadyRunning)));
    stage.assert_ready(&stage.ended(&setup).await);
    stage.app.setups.forget(&setup).unwrap();
    assert!(stage.app.setups.list(None).unwrap().is_empty());
    assert!(matches!(stage.app.runs.watch(&setup), Err(AppError::UnknownSetup)));
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}
