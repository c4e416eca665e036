//! Details that were changed after a run: what still fits is kept, what was made under other names is taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::messages::review::ReviewOutcome;
use export_storage_setup::messages::undo::{UndoItem, UndoView};
use export_storage_setup::practice::{Failure, FailureKind};
use export_storage_setup::record::State;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::removal_outcome::{RemovalOutcome, Thing};
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Field, Form};

use crate::pressed;
use crate::run::{Inventory, Stage};
use crate::theirs;

/// A run of which the last call was refused, so that everything else is made.
pub async fn nearly_made(stage: &Stage, form: &Form) -> String {
    let refusal =
        || Failure { operation: "iam:AttachRolePolicy".parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
    let setup = stage.start_after(form, || stage.aws.fail_next(Some(refusal()))).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Failed);
    setup
}

/// What the review says will be taken back, by name.
async fn superseded(stage: &Stage, form: &Form) -> Vec<String> {
    let review = stage.reviewed(form).await;
    let ReviewOutcome::Planned { review } = Reviewed::Planned(Box::new(review)).into() else { panic!() };
    review.superseded.into_iter().map(|left| left.name).collect()
}

async fn undone(stage: &Stage, setup: &str) -> State {
    pressed::undo(&stage.app, setup, false).await.unwrap();
    stage.ended(setup).await;
    stage.record(setup).state
}

pub fn renamed(form: &Form) -> [(&'static str, Form); 6] {
    [
        ("bucket", Form { bucket_name: "another-bucket".to_owned(), ..form.clone() }),
        ("role", Form { role_name: "another-role".to_owned(), ..form.clone() }),
        ("policy", Form { policy_name: "another-policy".to_owned(), ..form.clone() }),
        (
            "path",
            Form {
                role_path: "/another/".to_owned(),
                role_name: "a-role".to_owned(),
                policy_name: "a-policy".to_owned(),
                ..form.clone()
            },
        ),
        ("region", Form { region: "us-east-1".to_owned(), ..form.clone() }),
        (
            "all",
            Form {
                bucket_mode: BucketMode::Ordinary,
                bucket_name: "another-bucket-of-ours".to_owned(),
                role_name: "another-role".to_owned(),
                policy_name: "another-policy".to_owned(),
                region: "us-east-1".to_owned(),
                ..form.clone()
            },
        ),
    ]
}

#[tokio::test]
async fn what_has_another_name_now_is_made_and_the_earlier_one_goes() {
    let names = ["bucket", "role", "policy", "path", "region", "all"];
    for (at, name) in names.into_iter().enumerate() {
        let stage = Stage::new().await;
        let form = stage.form();
        let setup = nearly_made(&stage, &form).await;
        let (what, changed) = renamed(&form).into_iter().nth(at).unwrap();
        assert_eq!(what, name);
        assert!(!superseded(&stage, &changed).await.is_empty(), "{name}");
        let status = stage.run(&changed).await;
        stage.assert_ready(&status);
        assert_eq!(status.setup, setup);
        let left = stage.inventory().await;
        assert_eq!((left.buckets, left.policies, left.roles), (1, 1, 1), "{name}");
        assert!(stage.record(&setup).earlier.is_empty(), "{name}: nothing of it is left");
        let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
        assert_eq!(view.items.len(), 4, "{name}");
        assert_eq!(undone(&stage, &setup).await, State::Undone, "{name}");
        let left = stage.inventory().await;
        assert_eq!((left.buckets, left.policies, left.roles), (0, 0, 0), "{name}");
    }
}

#[tokio::test]
async fn what_still_fits_is_kept() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = nearly_made(&stage, &form).await;
    let (role, key) = (stage.record(&setup).made().role, stage.record(&setup).made().key);
    let changed = Form { bucket_name: "another-bucket".to_owned(), versioning: false, ..form };
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    let made = stage.record(&setup).made();
    assert_eq!((made.role, made.key), (role, key));
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}

fn earlier_one(view: &UndoView, thing: Thing) -> &UndoItem {
    view.items.iter().find(|item| (item.thing, item.earlier) == (thing, Some(1))).unwrap()
}

#[tokio::test]
async fn an_earlier_bucket_that_holds_something_stays_listed_until_it_is_empty() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = nearly_made(&stage, &form).await;
    let earlier = stage.record(&setup).desired.bucket.name.to_string();
    stage.s3().put_object().bucket(&earlier).key("recording").send().await.unwrap();
    let changed = Form { bucket_name: "another-bucket".to_owned(), ..form };
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    let listed = |view: &UndoView| {
        let item = earlier_one(view, Thing::Bucket);
        assert_eq!((item.name.as_str(), &item.outcome), (earlier.as_str(), &RemovalOutcome::Goes));
    };
    listed(&UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap()));
    assert_eq!(undone(&stage, &setup).await, State::Kept);
    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    listed(&view);
    assert_eq!(view.deletes, 1);
    assert_eq!(stage.inventory().await.buckets, 1);
    // Emptied by hand.
    let s3 = stage.s3();
    let versions = s3.list_object_versions().bucket(&earlier).send().await.unwrap();
    for version in versions.versions() {
        let key = version.key().unwrap();
        s3.delete_object().bucket(&earlier).key(key).version_id(version.version_id().unwrap()).send().await.unwrap();
    }
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    assert_eq!(stage.inventory().await.buckets, 0);
    assert!(stage.record(&setup).earlier.is_empty());
}

#[tokio::test]
async fn a_key_that_is_not_wanted_any_more_waits_for_the_bucket_it_may_open() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = nearly_made(&stage, &form).await;
    let changed = Form { encryption_mode: EncryptionMode::Amazon, ..form };
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    let record = stage.record(&setup);
    assert_eq!(record.key(), None, "no key is this setup's any more");
    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    assert!(matches!(earlier_one(&view, Thing::Key).outcome, RemovalOutcome::Stays(_)));
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    let key = stage.kms().list_keys().send().await.unwrap().keys()[0].key_id().unwrap().to_owned();
    let described = stage.kms().describe_key().key_id(key).send().await.unwrap();
    assert_eq!(described.key_metadata().unwrap().key_state().unwrap().as_str(), "PendingDeletion");
}

#[tokio::test]
async fn names_that_belong_to_others_are_never_taken_back() {
    // Somebody else's bucket of the first name: nothing was made, so nothing is looked for.
    let stage = Stage::new().await;
    let form = Form { bucket_mode: BucketMode::Ordinary, ..stage.form() };
    let failure = Failure { operation: "s3:CreateBucket".parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
    let setup = stage.start_after(&form, || stage.aws.fail_next(Some(failure))).await;
    stage.ended(&setup).await;
    stage
        .s3()
        .create_bucket()
        .bucket(&form.bucket_name)
        .create_bucket_configuration(
            aws_sdk_s3::types::CreateBucketConfiguration::builder()
                .location_constraint(aws_sdk_s3::types::BucketLocationConstraint::from(crate::run::REGION))
                .build(),
        )
        .send()
        .await
        .unwrap();
    let changed = Form { bucket_name: "another-bucket-of-ours".to_owned(), ..form };
    assert!(superseded(&stage, &changed).await.is_empty());
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    assert_eq!(stage.inventory().await, Inventory { buckets: 2, ..Inventory::ONE_OF_EACH });
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    assert_eq!(stage.inventory().await.buckets, 1, "theirs stays");
}

#[tokio::test]
async fn a_key_that_has_no_alias_yet_is_used_and_no_other_is_made() {
    let stage = Stage::new().await;
    let form = stage.form();
    let refusal = Failure { operation: "kms:CreateAlias".parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
    let setup = stage.start_after(&form, || stage.aws.fail_next(Some(refusal))).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Failed);
    let changed = Form {
        bucket_name: "another-bucket".to_owned(),
        role_name: "another-role".to_owned(),
        policy_name: "another-policy".to_owned(),
        ..form
    };
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH);
}

#[tokio::test]
async fn a_clean_up_that_aws_refuses_is_no_fault_of_what_was_made() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = nearly_made(&stage, &form).await;
    let changed = Form { role_name: "another-role".to_owned(), ..form };
    let refusal = Failure { operation: "iam:DeleteRole".parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
    stage.start_after(&changed, || stage.aws.fail_next(Some(refusal))).await;
    let status = stage.ended(&setup).await;
    stage.assert_ready(&status);
    assert_eq!(stage.inventory().await.roles, 2);
    let view = UndoView::from(&stage.app.runs.preview_undo(&setup).await.unwrap());
    assert_eq!(view.deletes, 5);
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn each_bucket_of_theirs_is_set_back_to_its_own_settings() {
    let stage = Stage::new().await;
    theirs::bucket(&stage).await;
    theirs::lived_in(&stage).await;
    let before = theirs::settings(&stage).await;
    let form = theirs::form(&stage, &BucketSetting::ALL);
    let form = Form { bucket_may_be_filled: true, ..form };
    let setup = nearly_made(&stage, &form).await;
    assert_ne!(theirs::settings(&stage).await, before);
    // A new bucket after all.
    let changed = Form {
        bucket_mode: BucketMode::AccountRegional,
        bucket_name: "new".to_owned(),
        region: crate::run::REGION.to_owned(),
        ..form
    };
    let status = stage.run(&changed).await;
    stage.assert_ready(&status);
    assert_eq!(theirs::settings(&stage).await, before);
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    assert_eq!(theirs::settings(&stage).await, before);
}

#[tokio::test]
async fn another_path_alone_is_refused_because_a_name_is_taken_once() {
    let stage = Stage::new().await;
    let form = stage.form();
    nearly_made(&stage, &form).await;
    let moved = Form { role_path: "/another/".to_owned(), ..form.clone() };
    let problems = stage.problems(&moved).await;
    let fields: Vec<Field> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [Field::PolicyName, Field::RoleName], "{problems:?}");
    let capitals = Form { policy_name: form.policy_name.to_uppercase(), ..form };
    assert_eq!(stage.problems(&capitals).await[0].field, Field::PolicyName);
}
