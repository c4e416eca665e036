//! Answers that do not come, or come broken: everything is made exactly once.

use std::time::Duration;

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::provision::StepState;
use export_storage_setup::record::Outcome;
use export_storage_setup::resources::call::Call;
use export_storage_setup::resources::step::Step;

use super::stage::{ALL_CALLS, Inventory, Stage, step, took_effect};
use crate::support::faults::Fault;

fn times_sent(stage: &Stage, call: &str) -> usize {
    stage.traffic.writes().iter().filter(|write| write.operation == call).count()
}

/// A run with one fault on one call ends ready, with one of each, the call sent as often as said.
async fn made_once(call: &str, fault: Fault, sent: usize) {
    let stage = Stage::with(|faulty| faulty.failing(call, 1, fault)).await;
    let status = stage.run(&stage.form()).await;
    stage.assert_ready(&status);
    assert_eq!(times_sent(&stage, call), sent, "{call} {fault:?}");
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call} {fault:?}");
    let record = stage.record(&status.setup);
    assert_eq!(record.entries.len(), ALL_CALLS.len(), "one intent and one receipt a call: {call} {fault:?}");
    assert_eq!(took_effect(&record), ALL_CALLS, "{call} {fault:?}");
}

#[tokio::test]
async fn a_call_whose_answer_is_lost_is_found_and_not_sent_again() {
    for call in ALL_CALLS {
        for fault in [Fault::ResetAfter, Fault::TimedOutAfter] {
            made_once(call, fault, 1).await;
        }
    }
}

#[tokio::test]
async fn a_call_whose_answer_is_an_error_of_awss_or_no_answer_at_all_is_found_too() {
    for call in ALL_CALLS {
        for fault in [Fault::InternalErrorAfter, Fault::Malformed] {
            made_once(call, fault, 1).await;
        }
    }
}

#[tokio::test]
async fn a_call_that_never_arrived_is_sent_again() {
    for call in ALL_CALLS.into_iter().filter(|call| *call != "kms:CreateKey") {
        for fault in [Fault::InternalError, Fault::ResetBefore] {
            // A new bucket blocks public access by itself, so that call has nothing left to do.
            let sent = if call == "s3:PutPublicAccessBlock" { 1 } else { 2 };
            made_once(call, fault, sent).await;
        }
    }
}

/// The one test that waits by the SDK's own clock, which stands still and jumps.
#[tokio::test(start_paused = true)]
async fn silence_is_given_up_after_twenty_seconds() {
    for (call, fault, sent) in [
        ("iam:CreateRole", Fault::SilentAfter, 1),
        ("kms:CreateKey", Fault::SilentAfter, 1),
        ("s3:CreateBucket", Fault::SilentBefore, 2),
    ] {
        let began = tokio::time::Instant::now();
        made_once(call, fault, sent).await;
        let waited = began.elapsed();
        assert!((20..25).contains(&waited.as_secs()), "{call}: {waited:?}");
    }
}

/// The answer is lost and the effect not visible at once: sent again, AWS says that the name is taken, and it is by us.
#[tokio::test]
async fn a_name_taken_by_the_first_try_is_ours() {
    let hidden = [
        ("iam:CreateRole", "iam:GetRole", (404, "NoSuchEntity", "The role cannot be found.")),
        ("iam:CreatePolicy", "iam:GetPolicy", (404, "NoSuchEntity", "The policy cannot be found.")),
        ("s3:CreateBucket", "s3:HeadBucket", (404, "NotFound", "Not ObservedSetup")),
        ("kms:CreateAlias", "kms:DescribeKey", (400, "NotFoundException", "Alias is not found.")),
    ];
    for (call, read, refusal) in hidden {
        let stage = Stage::with(|faulty| faulty.failing(call, 1, Fault::TimedOutAfter)).await;
        let setup = stage.start_after(&stage.form(), || stage.refuse(read, 1, refusal)).await;
        stage.assert_ready(&stage.ended(&setup).await);
        assert_eq!(times_sent(&stage, call), 2, "{call}");
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
    }
}

#[tokio::test]
async fn a_lost_key_is_looked_for_and_never_made_again_unasked() {
    for fault in [Fault::TimedOutBefore, Fault::ResetBefore, Fault::InternalError] {
        let stage = Stage::with(|faulty| faulty.failing("kms:CreateKey", 1, fault)).await;
        let status = stage.run(&stage.form()).await;
        let setup = status.setup.clone();
        assert_eq!(status.phase, Phase::Failed, "{fault:?}");
        assert_eq!(step(&status, Step::Key).state, StepState::Unknown, "{fault:?}");
        let looked: Duration = stage.clock.slept().iter().sum();
        assert!((30..35).contains(&looked.as_secs()), "{looked:?}");
        let outcome = || {
            let record = stage.record(&setup);
            let entry = record.entries.iter().rev().find(|entry| entry.call == Call::CreateKey).cloned().unwrap();
            entry.receipt.unwrap().outcome
        };
        assert_eq!(outcome(), Outcome::Unknown);

        for _ in 0..2 {
            let answer = stage.app.runs.retry(&setup, LostKey::LookAgain).await;
            assert!(matches!(answer, Err(AppError::KeyLost)), "{answer:?}");
        }
        assert_eq!(times_sent(&stage, "kms:CreateKey"), 1);
        assert_eq!(stage.inventory().await.keys, 0);

        stage.app.runs.retry(&setup, LostKey::MakeAnother).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        assert!(matches!(outcome(), Outcome::Done(_)));
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{fault:?}");
    }
}

#[tokio::test]
async fn a_lost_key_that_turns_up_is_used_whatever_was_chosen() {
    for choice in [LostKey::LookAgain, LostKey::MakeAnother] {
        let stage = Stage::with(|faulty| faulty.failing("kms:CreateKey", 1, Fault::TimedOutAfter)).await;
        let denied = (400, "AccessDeniedException", "not authorized to perform: kms:ListKeys");
        let setup = stage.start_after(&stage.form(), || stage.refuse("kms:ListKeys", 1000, denied)).await;
        assert_eq!(step(&stage.ended(&setup).await, Step::Key).state, StepState::Unknown);
        // As long as AWS does not let anybody look, nothing is made on a guess.
        let answer = stage.app.runs.retry(&setup, choice).await;
        assert!(matches!(answer, Err(AppError::Aws(_))), "{choice:?}: {answer:?}");

        stage.aws.fail_next(None);
        assert_eq!(stage.inventory().await.keys, 1);
        stage.app.runs.retry(&setup, choice).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        assert_eq!(times_sent(&stage, "kms:CreateKey"), 1);
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{choice:?}");
    }
}
