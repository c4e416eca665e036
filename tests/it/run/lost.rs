//! Answers that never came, refusals that pass and refusals that do not.

use export_storage_setup::app::AppError;
use export_storage_setup::app::runs::{LostKey, Phase};
use export_storage_setup::practice::{Failure, FailureKind};
use export_storage_setup::provision::StepState;
use export_storage_setup::setup::step::Step;

use super::stage::{ALL_CALLS, Inventory, Stage, begun, step, took_effect};
use crate::support::faults::Fault;

#[tokio::test]
async fn an_answer_lost_after_the_effect_makes_nothing_twice() {
    for call in ALL_CALLS {
        for fault in [Fault::ResetAfter, Fault::TimedOutAfter] {
            let stage = Stage::with(|faulty| faulty.failing(call, 1, fault)).await;
            let status = stage.run(&stage.form()).await;
            stage.assert_ready(&status);
            assert_eq!(took_effect(&stage.record(&status.setup)), ALL_CALLS, "{call}");
            assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
        }
    }
}

#[tokio::test]
async fn an_answer_lost_before_the_effect_is_made_up_for() {
    for call in ALL_CALLS.into_iter().filter(|call| *call != "kms:CreateKey") {
        let stage = Stage::with(|faulty| faulty.failing(call, 1, Fault::ResetBefore)).await;
        let status = stage.run(&stage.form()).await;
        stage.assert_ready(&status);
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
    }
}

#[tokio::test]
async fn a_key_that_may_exist_is_made_again_only_when_the_person_says_so() {
    let stage = Stage::with(|faulty| faulty.failing("kms:CreateKey", 1, Fault::TimedOutBefore)).await;
    let status = stage.run(&stage.form()).await;
    assert_eq!(status.phase, Phase::Failed);
    assert_eq!(step(&status, Step::Key).state, StepState::Unknown);
    assert_eq!(stage.inventory().await.keys, 0);

    let refused = stage.app.retry(&status.setup, LostKey::LookAgain).await.unwrap_err();
    assert!(matches!(refused, AppError::KeyLost), "{refused}");
    assert_eq!(stage.inventory().await.keys, 0);

    stage.app.retry(&status.setup, LostKey::MakeAnother).await.unwrap();
    stage.assert_ready(&stage.ended(&status.setup).await);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}

#[tokio::test]
async fn a_principal_that_is_not_known_is_tried_three_times() {
    let stage = Stage::new().await;
    let said = r#"Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/vcc/export""#;
    stage.refuse("iam:CreateRole", 3, (400, "MalformedPolicyDocument", said));
    let status = stage.run(&stage.form()).await;
    assert_eq!(status.phase, Phase::Failed);
    assert_eq!(stage.traffic.written().iter().filter(|call| *call == "iam:CreateRole").count(), 3);
    let failure = step(&status, Step::Role).failure.as_ref().unwrap();
    assert_eq!(failure.cause().kind(), "principal-unknown");
    assert_eq!(failure.message.as_deref(), Some(said));

    let made = begun(&stage.record(&status.setup)).len();
    stage.app.retry(&status.setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&status.setup).await);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
    assert!(begun(&stage.record(&status.setup)).len() > made);
}

#[tokio::test]
async fn a_session_that_ends_pauses_the_run_and_the_same_account_goes_on() {
    let stage = Stage::new().await;
    stage.refuse("iam:CreatePolicy", 1, (403, "ExpiredToken", "The security token included in the request is expired"));
    let status = stage.run(&stage.form()).await;
    assert_eq!(status.phase, Phase::Paused);

    stage.traffic.pretend_account("999988887777");
    stage.sign_in().await;
    let refused = stage.app.retry(&status.setup, LostKey::LookAgain).await.unwrap_err();
    assert!(
        matches!(&refused, AppError::OtherAccount { expected, found } if expected == "000000000000" && found == "999988887777"),
        "{refused}"
    );

    stage.traffic.pretend_account("000000000000");
    stage.sign_in().await;
    stage.app.retry(&status.setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&status.setup).await);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}

#[tokio::test]
async fn a_program_opened_again_goes_on_where_it_stopped() {
    let stage = Stage::new().await;
    stage.aws.fail_next(Some(Failure {
        operation: "s3:PutBucketPolicy".parse().unwrap(),
        error: FailureKind::AccessDenied,
        times: 1,
    }));
    let status = stage.run(&stage.form()).await;
    assert_eq!(status.phase, Phase::Failed);
    stage.quiet().await;

    let stage = stage.reopened().await;
    assert!(stage.app.folder().join("setups.db").exists());
    let remembered = stage.ended(&status.setup).await;
    assert_eq!(remembered.phase, Phase::Failed);
    assert_eq!(step(&remembered, Step::HttpsOnly).state, StepState::Failed);
    stage.sign_in().await;
    stage.app.retry(&status.setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&status.setup).await);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}
