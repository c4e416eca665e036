//! A program that was closed, in the middle or after, finds everything again.

use std::sync::Arc;

use export_storage_setup::app::App;
use export_storage_setup::app::AppError;
use export_storage_setup::app::folder::FolderError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::app::runs::task::Task;
use export_storage_setup::practice::account;
use export_storage_setup::provision::StepState;
use export_storage_setup::record::State;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::Form;

use super::TestClock;
use super::stage::{Inventory, Stage, closed, filled_in, took_effect};

#[tokio::test]
async fn a_finished_setup_is_ready_tomorrow() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = stage.run(&form).await.setup;
    let before = stage.record(&setup);
    let stage = stage.reopened().await;
    assert_eq!(stage.record(&setup), before);
    let status = stage.app.runs.watch(&setup).unwrap().borrow().clone();
    stage.assert_ready(&status);
    assert_eq!(stage.app.forms.of_setup(&setup).unwrap(), form);
    stage.sign_in().await;
    assert!(stage.reviewed(&form).await.plan.is_done());
}

/// Closed at every moment of a run, one moment a time: the journal knows what is there, and the rest is made later.
#[tokio::test]
async fn a_run_that_was_cut_goes_on() {
    for answers in 0..12 {
        let stage = Stage::new().await;
        let form = stage.form();
        let setup = stage.start(&form).await;
        let mut news = stage.app.runs.watch(&setup).unwrap();
        let answered = |status: &export_storage_setup::app::runs::status::RunStatus| {
            status.progress.steps.iter().map(|step| step.receipts.len()).sum::<usize>()
        };
        news.wait_for(|status| answered(status) >= answers || status.phase != Phase::Running).await.unwrap();
        stage.app.runs.finish_calls().await;
        let status = stage.ended(&setup).await;
        let stage = stage.reopened().await;
        let record = stage.record(&setup);
        assert!(record.entries.iter().all(|entry| entry.receipt.is_some()), "{answers}");
        let remembered = stage.app.runs.watch(&setup).unwrap().borrow().clone();
        assert_eq!(remembered.phase, status.phase, "{answers}");
        if status.phase == Phase::Done {
            continue;
        }
        assert!(matches!(status.trouble.as_deref(), Some(AppError::Cut { task: Task::Create })), "{status:?}");
        assert!(matches!(remembered.trouble.as_deref(), Some(AppError::Cut { task: Task::Create })), "{remembered:?}");
        assert_eq!(record.state, State::Unfinished);
        let made = took_effect(&record);
        stage.sign_in().await;
        stage.traffic.forget();
        stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        assert!(stage.traffic.written().iter().all(|call| !made.contains(&call.as_str())), "{answers}");
        assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "{answers}");
    }
}

fn opened(folder: &std::path::Path) -> Arc<App> {
    Arc::new(App::open(folder, Arc::new(TestClock::new())).unwrap())
}

async fn plan_is_done(app: &App, form: &Form) -> bool {
    match app.reviews.review(form.clone()).await.unwrap() {
        Reviewed::Planned(review) => review.plan.is_done(),
        Reviewed::Problems(problems) => panic!("{problems:?}"),
    }
}

async fn ended(app: &App, setup: &str) -> Phase {
    app.runs.watch(setup).unwrap().wait_for(|status| status.phase != Phase::Running).await.unwrap().phase
}

/// Practice keeps its AWS beside its records, and a step told to fail fails once.
#[tokio::test]
async fn practice_is_there_tomorrow_whatever_step_failed() {
    for failing in Step::ALL.into_iter().filter(|step| *step != Step::Checks) {
        let folder = tempfile::tempdir().unwrap();
        let app = opened(folder.path());
        app.sessions.sign_in_practice().await.unwrap();
        let form = filled_in(&app);
        let Reviewed::Planned(review) = app.reviews.review(form.clone()).await.unwrap() else { panic!("{form:?}") };
        app.sessions.fail_in_practice(Some(failing)).await.unwrap();
        let setup = app.runs.create(review.plan.fingerprint.as_str()).unwrap();
        assert_eq!(ended(&app, &setup).await, Phase::Failed, "{failing:?}");
        closed(app).await;

        let app = opened(folder.path());
        let status = app.runs.watch(&setup).unwrap().borrow().clone();
        assert_eq!(status.phase, Phase::Failed);
        for progress in &status.progress.steps {
            assert_eq!(progress.state == StepState::Failed, progress.step == failing, "{progress:?}");
        }
        app.sessions.sign_in_practice().await.unwrap();
        app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
        assert_eq!(ended(&app, &setup).await, Phase::Done, "{failing:?}");
        closed(app).await;

        let app = opened(folder.path());
        let finished = app.setups.finished(&setup).unwrap();
        assert!(finished.practice && finished.record.state == State::Ready, "{failing:?}");
        assert_eq!(finished.record.desired.account.id, *account());
        app.sessions.sign_in_practice().await.unwrap();
        assert!(plan_is_done(&app, &form).await, "{failing:?}");
    }
}

#[test]
fn the_folder_is_for_one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let open = || App::open(folder.path(), Arc::new(TestClock::new()));
    let first = open().unwrap();
    assert!(matches!(open(), Err(FolderError::InUse(_))));
    drop(first);
    open().unwrap();
}
