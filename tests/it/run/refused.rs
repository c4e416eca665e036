//! What AWS refuses: at each call, for a while, for good.

use std::time::Duration;

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::{Phase, RunStatus};
use export_storage_setup::messages::problem::{Problem, Situation};
use export_storage_setup::messages::run::RunView;
use export_storage_setup::practice::{Failure, FailureKind};
use export_storage_setup::provision::StepState;
use export_storage_setup::record::{Outcome, State};
use export_storage_setup::resources::step::Step;
use export_storage_setup::values::kind_of;

use super::stage::{ALL_CALLS, Inventory, REGION, Stage, took_effect};
use crate::pressed;
use crate::renamed::nearly_made;
use crate::support::faults::Fault;

#[tokio::test]
async fn a_refused_call_stops_the_run_and_only_what_is_missing_is_made_then() {
    for call in ALL_CALLS {
        let stage = Stage::new().await;
        let error = FailureKind::AccessDenied;
        let failure = Failure { operation: call.parse().unwrap(), error, times: 1 };
        let setup = stage.start_after(&stage.form(), || stage.aws.fail_next(Some(failure))).await;
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Failed, "{call}");
        let failed: Vec<_> = status.progress.steps.iter().filter(|step| step.state == StepState::Failed).collect();
        assert_eq!(failed.len(), 1, "{call}: {failed:?}");
        let why = failed[0].failure.as_ref().unwrap();
        assert_eq!((why.call, kind_of(why)), (call, "not-allowed".to_owned()));
        assert!(why.request_id.is_some() && why.message.as_ref().is_some_and(|said| said.contains("not authorized")));
        assert!(status.progress.steps.iter().all(|step| step.state != StepState::Running), "{call}");

        let writes = stage.traffic.writes();
        let record = stage.record(&setup);
        let entry = record.entries.iter().find(|entry| entry.call.name() == call).unwrap();
        let heard = entry.receipt.as_ref().unwrap().at;
        // What was answered in the same moment may have set others free before the refusal was heard; nothing was after.
        assert!(record.entries.iter().all(|entry| entry.intended < heard), "{call}: {record:?}");
        assert_eq!(record.state, State::Unfinished);
        assert!(record.entries.iter().all(|entry| entry.receipt.is_some()), "{call}: {record:?}");
        let made = took_effect(&record);
        assert_eq!(made.len() + 1, writes.len(), "{call}");

        stage.traffic.forget();
        stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        // AWS closes a new bucket to the public by itself, so once there is one its switches are not missing.
        let there = |call: &str| {
            made.contains(&call) || (call == "s3:PutPublicAccessBlock" && made.contains(&"s3:CreateBucket"))
        };
        let missing: Vec<&str> = ALL_CALLS.into_iter().filter(|call| !there(call)).collect();
        assert_eq!(stage.traffic.written(), missing, "{call}");
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
    }
}

/// The letter for whoever can help names the account and who was refused, during the run and after a restart.
#[tokio::test]
async fn a_refusal_says_in_which_account_and_to_whom() {
    let stage = Stage::new().await;
    let setup = nearly_made(&stage, &stage.form()).await;
    let told = |stage: &Stage| RunView::from(&*stage.app.runs.watch(&setup).unwrap().borrow()).problem.unwrap();
    let assert_told = |problem: Problem| {
        let Situation { account, caller, region, .. } = problem.situation;
        let told = [account, caller, region].map(Option::unwrap_or_default);
        assert_eq!(told, ["000000000000", "user practice", REGION]);
    };
    assert_told(told(&stage));
    assert_told(told(&stage.reopened().await));
}

/// Who takes a setup back need not be who made it, and only the latter is remembered.
#[tokio::test]
async fn a_taking_back_that_was_refused_before_names_nobody() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    stage.assert_ready(&status);
    stage.refuse("iam:DeletePolicy", 1, (403, "AccessDenied", "not authorized"));
    pressed::undo(&stage.app, &status.setup, false).await.unwrap();
    let caller = |status: &RunStatus| RunView::from(status).problem.unwrap().situation.caller;
    assert_eq!(caller(&stage.ended(&status.setup).await).as_deref(), Some("user practice"));
    let stage = stage.reopened().await;
    assert_eq!(caller(&stage.ended(&status.setup).await), None);
}

/// Another way into the same account is another session.
#[tokio::test]
async fn a_plan_counts_only_in_the_session_it_was_reviewed_in() {
    let stage = Stage::new().await;
    let reviewed = stage.reviewed(&stage.form()).await;
    let fingerprint = reviewed.plan.fingerprint.as_str();
    stage.sign_in().await;
    let in_another_session = stage.app.runs.create(fingerprint);
    assert!(matches!(in_another_session, Err(AppError::NotTheReviewedPlan)), "{in_another_session:?}");
}

#[tokio::test]
async fn a_throttled_call_waits_and_is_made_once() {
    for call in ALL_CALLS {
        let stage =
            Stage::with(|faulty| faulty.failing(call, 1, Fault::Throttled).failing(call, 2, Fault::Throttled)).await;
        stage.assert_ready(&stage.run(&stage.form()).await);
        let sent = stage.traffic.writes().iter().filter(|write| write.operation == call).count();
        assert_eq!(sent, 3, "{call}");
        assert_eq!(stage.clock.slept(), [Duration::from_secs(1), Duration::from_secs(2)], "{call}");
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
    }
}

#[tokio::test]
async fn throttling_without_end_ends_after_a_minute() {
    let stage = Stage::new().await;
    let failure = Failure { operation: "iam:CreateRole".parse().unwrap(), error: FailureKind::Throttled, times: 1000 };
    let setup = stage.start_after(&stage.form(), || stage.aws.fail_next(Some(failure))).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Failed);
    let slept: Duration = stage.clock.slept().iter().sum();
    assert!((60..75).contains(&slept.as_secs()), "{slept:?}");
    assert_eq!(stage.inventory().await.roles, 0);
}

#[tokio::test]
async fn what_is_not_visible_yet_is_waited_for() {
    let cases = [
        ("iam:AttachRolePolicy", (404, "NoSuchEntity", "The role cannot be found.")),
        ("s3:PutPublicAccessBlock", (404, "NoSuchBucket", "The specified bucket does not exist")),
        ("s3:PutBucketEncryption", (404, "NoSuchBucket", "The specified bucket does not exist")),
        ("kms:CreateAlias", (400, "NotFoundException", "Key does not exist")),
        ("s3:PutBucketPolicy", (409, "OperationAborted", "A conflicting conditional operation is in progress")),
    ];
    for (call, refusal) in cases {
        let stage = Stage::new().await;
        let setup = stage.start_after(&stage.form(), || stage.refuse(call, 2, refusal)).await;
        stage.assert_ready(&stage.ended(&setup).await);
        assert_eq!(stage.traffic.writes().iter().filter(|write| write.operation == call).count(), 3, "{call}");

        let stage = Stage::new().await;
        let setup = stage.start_after(&stage.form(), || stage.refuse(call, 1000, refusal)).await;
        assert_eq!(stage.ended(&setup).await.phase, Phase::Failed, "{call}");
        let slept: Duration = stage.clock.slept().iter().sum();
        assert!((30..75).contains(&slept.as_secs()), "{call}: {slept:?}");
    }
}

#[tokio::test]
async fn a_principal_aws_does_not_know_is_tried_three_times() {
    let stage = Stage::new().await;
    let said = r#"Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/vcc/export""#;
    let refusal = (400, "MalformedPolicyDocument", said);
    let setup = stage.start_after(&stage.form(), || stage.refuse("iam:CreateRole", 1000, refusal)).await;
    let status = stage.ended(&setup).await;
    assert_eq!(status.phase, Phase::Failed);
    assert_eq!(kind_of(&super::stage::step(&status, Step::Role).failure), "principal-unknown");
    assert_eq!(stage.traffic.writes().iter().filter(|write| write.operation == "iam:CreateRole").count(), 3);
    assert_eq!(stage.clock.slept(), [Duration::from_secs(5), Duration::from_secs(10)]);
    assert_eq!(stage.inventory().await.roles, 0);
}

#[tokio::test]
async fn a_session_that_ends_pauses_the_run_until_the_same_account_signs_in() {
    for (call, code) in [("s3:PutBucketPolicy", "ExpiredToken"), ("kms:CreateAlias", "ExpiredTokenException")] {
        let stage = Stage::new().await;
        let refusal = (400, code, "The provided token has expired.");
        let setup = stage.start_after(&stage.form(), || stage.refuse(call, 1, refusal)).await;
        assert_eq!(stage.ended(&setup).await.phase, Phase::Paused, "{call}");
        let written = stage.traffic.written().len();

        stage.app.sessions.sign_out();
        assert!(matches!(stage.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::NoSession)));
        stage.app.sessions.sign_in_number("000000000000", "aws").unwrap();
        assert!(matches!(stage.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::NumberOnly)));
        assert_eq!(stage.traffic.written().len(), written, "{call}");

        stage.sign_in().await;
        stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{call}");
    }
}

#[tokio::test]
async fn another_account_does_not_go_on() {
    let stage = Stage::new().await;
    let refusal = (400, "ExpiredToken", "The provided token has expired.");
    let setup = stage.start_after(&stage.form(), || stage.refuse("s3:PutBucketPolicy", 1, refusal)).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Paused);
    stage.traffic.pretend_account("444455556666");
    stage.sign_in().await;
    stage.traffic.forget();
    match stage.app.runs.retry(&setup, LostKey::MakeAnother).await {
        Err(AppError::OtherAccount { expected, found }) => {
            assert_eq!((expected.as_str(), found.as_str()), ("000000000000", "444455556666"));
        }
        other => panic!("{other:?}"),
    }
    assert!(stage.traffic.exchanges().is_empty());
}

#[tokio::test]
async fn a_name_taken_after_the_review_is_left_to_whoever_took_it() {
    let stage = Stage::new().await;
    let form = stage.form();
    let review = stage.reviewed(&form).await;
    stage.quiet().await;
    super::review::strangers_role(&stage, &form.role_name).await;
    let setup = stage.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    let status = stage.ended(&setup).await;
    assert_eq!(status.phase, Phase::Failed);
    assert_eq!(kind_of(&super::stage::step(&status, Step::Role).failure), "name-taken");
    let refused = |entry: &export_storage_setup::record::Entry| matches!(&entry.receipt.as_ref().unwrap().outcome, Outcome::Refused { kind, .. } if kind == "name-taken");
    assert!(stage.record(&setup).entries.iter().any(refused));
    assert!(!stage.traffic.written().contains(&"iam:AttachRolePolicy".to_owned()));
    let refused = stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap_err();
    let AppError::InTheWay { refusal, .. } = refused else { panic!("{refused:?}") };
    let told = serde_json::json!({ "kind": "role-name-taken", "arn": review.plan.desired.role_arn(), "madeBy": null });
    assert_eq!(serde_json::to_value(refusal).unwrap(), told);
    let tags = stage.iam().list_role_tags().role_name(&form.role_name).send().await.unwrap();
    assert!(tags.tags().is_empty(), "the stranger's role is as it was");
}
