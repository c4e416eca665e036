//! The program on practice: a setup is made, a chosen step fails once, and looking again finds nothing to change.

use std::sync::Arc;

use export_storage_setup::app::App;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::reviews::under_review::{Reviewed, UnderReview};
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::provision::SystemClock;
use export_storage_setup::resources::action::Action;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep};

fn filled_in(app: &App, bucket_mode: BucketMode, encryption_mode: EncryptionMode, keep: Keep) -> Form {
    Form {
        primary_service: "arn:aws:iam::111122223333:role/vcc/export".to_owned(),
        secondary_service: "arn:aws:iam::111122223333:role/vcc/export-2".to_owned(),
        bucket_mode,
        bucket_name: app.forms.suggested_bucket_name(bucket_mode),
        encryption_mode,
        keep,
        retention_days: "365".to_owned(),
        description: "Für Aufnahmen".to_owned(),
        ..app.forms.fresh().unwrap()
    }
}

async fn reviewed(app: &App, form: &Form) -> UnderReview {
    match app.reviews.review(form.clone()).await.unwrap() {
        Reviewed::Planned(review) => *review,
        Reviewed::Problems(problems) => panic!("{problems:?}"),
    }
}

async fn ended(app: &App, setup: &str) -> Phase {
    let mut news = app.runs.watch(setup).unwrap();
    news.wait_for(|status| status.phase != Phase::Running).await.unwrap().phase
}

#[tokio::test]
async fn a_setup_is_made_once() {
    use BucketMode::{AccountRegional, Ordinary};
    use EncryptionMode::{Amazon, NewKey};
    let cases = [
        (AccountRegional, NewKey, Keep::Days, None),
        (Ordinary, Amazon, Keep::Forever, None),
        (AccountRegional, NewKey, Keep::Forever, Some(Step::Key)),
        (Ordinary, NewKey, Keep::Days, Some(Step::Encryption)),
        (Ordinary, Amazon, Keep::Days, Some(Step::Attach)),
    ];
    for (bucket_mode, encryption_mode, keep, failing) in cases {
        let folder = tempfile::tempdir().unwrap();
        let app = Arc::new(App::open(folder.path(), Arc::new(SystemClock)).unwrap());
        app.sessions.sign_in_practice().await.unwrap();
        let form = filled_in(&app, bucket_mode, encryption_mode, keep);
        let review = reviewed(&app, &form).await;
        app.sessions.fail_in_practice(failing).await.unwrap();
        let setup = app.runs.create(review.plan.fingerprint.as_str()).unwrap();
        if failing.is_some() {
            assert_eq!(ended(&app, &setup).await, Phase::Failed, "{failing:?}");
            app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
        }
        assert_eq!(ended(&app, &setup).await, Phase::Done, "{failing:?}");
        let again = reviewed(&app, &form).await;
        let changes = again.plan.changes.iter().filter(|change| change.action != Action::Keep);
        assert_eq!(changes.count(), 0, "{failing:?}: {:?}", again.plan.changes);
    }
}
