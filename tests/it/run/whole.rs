//! A setup from Create to Ready, made once and found again.

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::provision::StepState;
use export_storage_setup::record::{Outcome, State};
use export_storage_setup::resources::action::Action;
use export_storage_setup::resources::call::{Call, Output};
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep};

use super::stage::{ALL_CALLS, Inventory, REGION, Stage, begun, step};
use super::traffic::Exchange;

#[tokio::test]
async fn every_call_is_made_once_and_written_down() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    stage.assert_ready(&status);
    assert_eq!(stage.traffic.written(), ALL_CALLS);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
    assert!(stage.clock.slept().is_empty());

    let record = stage.record(&status.setup);
    let mut journaled = begun(&record);
    journaled.sort_unstable();
    assert_eq!(journaled, ALL_CALLS);
    for entry in &record.entries {
        let receipt = entry.receipt.as_ref().unwrap();
        assert!(matches!(receipt.outcome, Outcome::Done(_)), "{entry:?}");
        assert!(receipt.request_id.as_ref().is_some_and(|id| !id.is_empty()), "{entry:?}");
        assert!(entry.intended < receipt.at, "{entry:?}");
        let has_key = record.key().unwrap().to_string();
        let expected = match entry.call.step() {
            Step::Key => has_key,
            Step::Policy => record.desired.policy_arn().to_string(),
            Step::Role | Step::Attach => record.desired.role_arn().to_string(),
            _ => record.desired.bucket_arn().to_string(),
        };
        assert_eq!(receipt.resource, expected, "{entry:?}");
    }
    let role = stage.iam().get_role().role_name(record.desired.role.name.as_str()).send().await.unwrap();
    let made = role.role().unwrap();
    let returned = record.outputs().any(
        |output| matches!(output, Output::Role(arn, id) if arn.to_string() == made.arn() && id.as_str() == made.role_id()),
    );
    assert!(returned, "the record holds what AWS returned");
    assert_eq!(record.caller, "arn:aws:iam::000000000000:user/practice");
}

#[tokio::test]
async fn with_a_key_they_have_no_key_is_made() {
    let stage = Stage::new().await;
    let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
    let form = Form { encryption_mode: EncryptionMode::ExistingKey, key_arn: key.clone(), ..stage.form() };
    let status = stage.run(&form).await;
    stage.assert_ready(&status);
    let without_key = ALL_CALLS.into_iter().filter(|call| !call.starts_with("kms:"));
    assert_eq!(stage.traffic.written(), without_key.collect::<Vec<_>>());
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
    assert_eq!(step(&status, Step::Key).state, StepState::Kept);
    assert_eq!(stage.record(&status.setup).key().unwrap().to_string(), key);
}

#[tokio::test]
async fn with_amazons_key_nothing_is_said_to_kms() {
    let stage = Stage::new().await;
    let form = Form {
        encryption_mode: EncryptionMode::Amazon,
        bucket_mode: BucketMode::Ordinary,
        bucket_name: stage.app.forms.suggested_bucket_name(BucketMode::Ordinary),
        versioning: false,
        keep: Keep::Days,
        retention_days: "90".to_owned(),
        ..stage.form()
    };
    let status = stage.run(&form).await;
    stage.assert_ready(&status);
    let expected = ALL_CALLS.into_iter().filter(|call| !call.starts_with("kms:") && *call != "s3:PutBucketVersioning");
    assert_eq!(stage.traffic.written(), expected.collect::<Vec<_>>());
    assert!(stage.traffic.exchanges().iter().all(|exchange| !exchange.operation.starts_with("kms:")));
    assert!(status.progress.steps.iter().all(|progress| progress.step != Step::Key));
    assert_eq!(stage.record(&status.setup).key(), None);
}

#[tokio::test]
async fn a_second_run_of_the_same_setup_only_reads() {
    let stage = Stage::new().await;
    let form = stage.form();
    let first = stage.run(&form).await;
    let again = stage.reviewed(&form).await;
    assert!(again.plan.is_done(), "{:?}", again.plan.changes);
    stage.quiet().await;
    stage.app.runs.create(again.plan.fingerprint.as_str()).unwrap();
    let status = stage.ended(&first.setup).await;
    stage.assert_ready(&status);
    assert_eq!(stage.traffic.written(), Vec::<String>::new());
    let kept = status.progress.steps.iter().filter(|progress| progress.step != Step::Checks);
    assert!(kept.clone().count() == 9 && kept.clone().all(|progress| progress.state == StepState::Kept));

    stage.app.runs.retry(&first.setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&first.setup).await);
    assert_eq!(stage.traffic.written(), Vec::<String>::new());
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
    assert_eq!(begun(&stage.record(&first.setup)).len(), ALL_CALLS.len());
}

#[tokio::test]
async fn only_the_reviewed_plan_is_made() {
    let stage = Stage::new().await;
    let form = stage.form();
    let refused = |fingerprint: &str| match stage.app.runs.create(fingerprint) {
        Err(AppError::NotTheReviewedPlan) => (),
        other => panic!("{other:?}"),
    };
    refused("");
    let first = stage.reviewed(&form).await.plan.fingerprint;
    let other = Form { role_name: "another-role".to_owned(), ..form.clone() };
    let second = stage.reviewed(&other).await.plan.fingerprint;
    assert_ne!(first.as_str(), second.as_str());
    stage.quiet().await;
    for fingerprint in [first.as_str(), &second.short(), ""] {
        refused(fingerprint);
    }
    // A form that was refused leaves no plan behind, nor does signing out.
    let unfinished = Form { role_name: String::new(), ..form.clone() };
    stage.problems(&unfinished).await;
    refused(second.as_str());
    stage.reviewed(&form).await;
    stage.app.sessions.sign_out();
    refused(first.as_str());
    stage.quiet().await;
    assert_eq!(stage.inventory().await, Inventory::EMPTY);
    assert!(matches!(stage.app.setups.finished(&form.setup), Err(AppError::UnknownSetup)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn create_pressed_twice_makes_one_setup() {
    let stage = Stage::new().await;
    let form = stage.form();
    let fingerprint = stage.reviewed(&form).await.plan.fingerprint;
    stage.quiet().await;
    let barrier = std::sync::Arc::new(std::sync::Barrier::new(2));
    let presses: Vec<_> = (0..2)
        .map(|_| {
            let (app, fingerprint, barrier) = (stage.app.clone(), fingerprint.clone(), barrier.clone());
            tokio::task::spawn_blocking(move || {
                barrier.wait();
                app.runs.create(fingerprint.as_str())
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for press in presses {
        outcomes.push(press.await.unwrap());
    }
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    assert!(
        outcomes.iter().any(|outcome| matches!(outcome, Err(AppError::NotTheReviewedPlan | AppError::AlreadyRunning)))
    );
    assert!(matches!(stage.app.runs.retry(&form.setup, LostKey::LookAgain).await, Err(AppError::AlreadyRunning)));
    stage.assert_ready(&stage.ended(&form.setup).await);
    assert_eq!(stage.traffic.written(), ALL_CALLS);
}

#[tokio::test]
async fn a_number_alone_makes_nothing() {
    let stage = Stage::new().await;
    let form = stage.form();
    stage.app.sessions.sign_in_number("123456789012", "aws").unwrap();
    stage.traffic.forget();
    let review = stage.reviewed(&form).await;
    assert!(review.plan.changes.iter().all(|change| change.action == Action::Create));
    assert!(matches!(stage.app.runs.create(review.plan.fingerprint.as_str()), Err(AppError::NumberOnly)));
    assert_eq!(stage.traffic.exchanges(), Vec::<Exchange>::new());
}

#[tokio::test]
async fn who_watches_hears_the_record_so_far_and_then_the_news() {
    let stage = Stage::new().await;
    let setup = stage.start(&stage.form()).await;
    let mut first = stage.app.runs.watch(&setup).unwrap();
    assert_eq!(first.borrow_and_update().phase, Phase::Running);
    // Somebody who comes later sees what is done already.
    first.wait_for(|status| !step(status, Step::Bucket).receipts.is_empty()).await.unwrap();
    let mut second = stage.app.runs.watch(&setup).unwrap();
    let so_far = second.borrow_and_update().clone();
    assert!(step(&so_far, Step::Bucket).receipts.iter().any(|(call, _)| *call == Call::CreateBucket));
    let mut done = 0;
    loop {
        let status = second.borrow_and_update().clone();
        let now = status.progress.steps.iter().filter(|progress| progress.state == StepState::Done).count();
        assert!(now >= done, "a step that is done stays done");
        done = now;
        if status.phase != Phase::Running {
            break;
        }
        second.changed().await.unwrap();
    }
    assert_eq!(done, Step::ALL.len());
    for progress in &stage.ended(&setup).await.progress.steps {
        assert!(progress.started.unwrap() < progress.ended.unwrap(), "{progress:?}");
    }
    assert!(matches!(stage.app.runs.watch("no-such-setup"), Err(AppError::UnknownSetup)));
    assert_eq!(stage.record(&setup).state, State::Ready);
    assert_eq!(stage.record(&setup).desired.region.as_str(), REGION);
}
