//! Setups on another computer: opened from a saved record, and found in the account by what they left there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use aws_sdk_s3::types::{Tag, Tagging};
use export_storage_setup::app::AppError;
use export_storage_setup::app::setups::elsewhere::Opened;
use export_storage_setup::handoff::record_file::{self, RecordFileRefusal};
use export_storage_setup::record::{Record, State};
use export_storage_setup::resources::Resource;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use export_storage_setup::setup::reconstruct::NotReconstructed;
use export_storage_setup::values::kind_of;

use crate::pressed;
use crate::run::{Inventory, REGION, Stage};
use crate::theirs;

/// A finished setup, and its saved record as text.
async fn saved(stage: &Stage, form: &Form) -> (String, String) {
    let status = stage.run(form).await;
    stage.assert_ready(&status);
    let folder = tempfile::tempdir().unwrap();
    let path = stage.app.setups.save_record(&status.setup, folder.path()).unwrap();
    (status.setup, std::fs::read_to_string(path).unwrap())
}

async fn undone(stage: &Stage, setup: &str) -> State {
    pressed::undo(&stage.app, setup, false).await.unwrap();
    stage.ended(setup).await;
    stage.record(setup).state
}

fn refused(text: &str) -> RecordFileRefusal {
    record_file::read(text).unwrap_err()
}

#[tokio::test]
async fn a_saved_record_is_the_whole_setup_on_another_computer() {
    let stage = Stage::new().await;
    let (setup, text) = saved(&stage, &stage.form()).await;
    let before = stage.record(&setup);
    let there = stage.on_another_computer().await;
    let opened = there.app.setups.open_record(&text).unwrap();
    assert_eq!(opened, Opened { setup: setup.clone(), known: false });
    there.practise().await;
    there.app.setups.confirm(&setup).await.unwrap();
    let record = there.record(&setup);
    assert_eq!((&record.desired, &record.checks, record.state), (&before.desired, &before.checks, before.state));
    assert_eq!(undone(&there, &setup).await, State::Undone);
    assert_eq!(there.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn what_is_known_here_is_not_overwritten() {
    let stage = Stage::new().await;
    let (setup, text) = saved(&stage, &stage.form()).await;
    assert_eq!(undone(&stage, &setup).await, State::Undone);
    let before = stage.record(&setup);
    let opened = stage.app.setups.open_record(&text).unwrap();
    assert_eq!(opened, Opened { setup: setup.clone(), known: true });
    assert_eq!(stage.record(&setup), before);
}

#[tokio::test]
async fn a_record_is_saved_beside_what_is_there() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..3)
        .map(|_| stage.app.setups.save_record(&status.setup, folder.path()).unwrap())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let bucket = &status.title;
    assert_eq!(names, ["", " (2)", " (3)"].map(|number| format!("{bucket}{number}.export-storage-setup.json")));
    let nowhere = stage.app.setups.save_record(&status.setup, Path::new("/nowhere/at/all")).unwrap_err();
    assert_eq!(kind_of(&nowhere), "record-not-saved");
    assert!(matches!(stage.app.setups.save_record("other", folder.path()), Err(AppError::UnknownSetup)));
}

#[tokio::test]
async fn files_that_are_no_whole_record_are_refused() {
    let stage = Stage::new().await;
    let (_, text) = saved(&stage, &stage.form()).await;
    assert!(record_file::read(&format!("\u{feff}{text}")).is_ok(), "editors put a mark in front");
    assert!(matches!(refused(&"x".repeat(9_000_000)), RecordFileRefusal::TooLarge));
    for other in ["", "{}", "[1]", "hello", "{\"record\": {}}"] {
        assert!(matches!(refused(other), RecordFileRefusal::NotARecord), "{}", &other[..other.len().min(20)]);
    }
    assert!(matches!(
        refused(&text.replacen("\"exportStorageSetupRecord\": 1", "\"exportStorageSetupRecord\": 7", 1)),
        RecordFileRefusal::Newer { found: 7, known: 1 }
    ));
    let record: serde_json::Value = serde_json::from_str(&text).unwrap();
    let changed = |pointer: &str, value: &str| {
        let mut changed = record.clone();
        *changed.pointer_mut(pointer).unwrap() = serde_json::Value::from(value);
        changed.to_string()
    };
    for bad in [
        text[..text.len() / 2].to_owned(),
        changed("/record/desired/bucket/name", "Not A Bucket"),
        changed("/record/desired/account/id", "12"),
        changed("/record/desired/bucket/encryption", "amazon-s3"),
        changed("/record/desired/setup", "9d40eb4e-0000-4000-8000-000000000000"),
    ] {
        assert!(matches!(refused(&bad), RecordFileRefusal::Damaged { .. }), "{bad}");
    }
    for problem in [refused(""), refused(&text[..100])] {
        assert!(!kind_of(&problem).is_empty());
    }
}

/// Finds the one setup of the account on another computer, opens it, and gives its record.
async fn found_again(stage: Stage) -> (Stage, Record) {
    let there = stage.on_another_computer().await;
    there.sign_in().await;
    there.traffic.forget();
    let finds = there.app.setups.find_setups().await.unwrap();
    let [found] = finds.setups.as_slice() else { panic!("{finds:?}") };
    assert!(!found.known && finds.unread == 0, "{finds:?}");
    let (bucket, region) = (found.bucket.name.as_str(), found.bucket.region.as_str());
    let opened = there.app.setups.open_found(bucket, region).await.unwrap();
    assert_eq!(opened, Opened { setup: found.setup.to_string(), known: false });
    assert!(there.traffic.written().is_empty(), "finding changes nothing");
    assert!(there.app.setups.find_setups().await.unwrap().setups[0].known);
    let record = there.record(&opened.setup);
    (there, record)
}

#[tokio::test]
async fn a_setup_is_found_by_its_buckets_tags_and_is_what_was_asked_for() {
    let tag = TypedTag { key: "cost-centre".to_owned(), value: "4711".to_owned() };
    let cases: [fn(Form) -> Form; 4] = [
        |form| form,
        |form| Form {
            encryption_mode: EncryptionMode::Amazon,
            bucket_mode: BucketMode::Ordinary,
            bucket_name: "ordinary-name-of-ours".to_owned(),
            ..form
        },
        |form| Form { keep: Keep::Days, retention_days: "365".to_owned(), versioning: false, ..form },
        |form| Form {
            external_id: "vonage-7".to_owned(),
            role_path: "/vcc/".to_owned(),
            policy_name: "another-name".to_owned(),
            secondary_service: form.primary_service.clone(),
            ..form
        },
    ];
    for change in cases {
        let stage = Stage::new().await;
        // What nobody can read back is as the program fills it in.
        let form = change(Form { description: String::new(), tags: vec![tag.clone()], ..stage.form() });
        let status = stage.run(&form).await;
        stage.assert_ready(&status);
        let made = stage.record(&status.setup);
        let (there, found) = found_again(stage).await;
        assert_eq!(found.desired, made.desired);
        assert_eq!(found.fingerprint, made.fingerprint, "the plan on the tags is the same");
        assert_eq!(found.form, Form { trust_whole_account: false, ..form });
        assert_eq!(found.state, State::Ready, "{:?}", found.checks);
        assert_eq!((found.made().role, found.made().policy), (made.made().role, made.made().policy));
        assert_eq!(found.key(), made.key());
        let keys = usize::from(made.key().is_some());
        assert_eq!(undone(&there, &status.setup).await, State::Undone);
        assert_eq!(there.inventory().await, Inventory { keys, ..Inventory::EMPTY });
    }
}

#[tokio::test]
async fn a_setup_in_a_bucket_of_theirs_is_found_and_the_bucket_stays() {
    let stage = Stage::new().await;
    theirs::bucket(&stage).await;
    let form = theirs::form(&stage, &[BucketSetting::PublicAccess, BucketSetting::Tags]);
    let form = Form { encryption_mode: EncryptionMode::Amazon, bucket_may_be_filled: true, ..form };
    let status = stage.run(&form).await;
    assert_eq!(stage.record(&status.setup).state, State::Ready);
    let before = theirs::settings(&stage).await;
    let (there, found) = found_again(stage).await;
    assert!(!found.desired.bucket.origin.is_new());
    assert_eq!(undone(&there, &status.setup).await, State::Undone);
    // What it was like before is known only where it was changed.
    assert_eq!(theirs::settings(&there).await, before);
    assert_eq!(there.inventory().await, Inventory { buckets: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn what_was_changed_since_is_found_as_it_is() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    stage.s3().delete_public_access_block().bucket(&status.title).send().await.unwrap();
    let (_, found) = found_again(stage).await;
    assert_eq!(found.state, State::Unfinished);
    let wrong = found.checks.iter().filter(|check| check.result.is_difference()).map(|check| check.resource);
    assert_eq!(wrong.collect::<Vec<_>>(), [Resource::PublicAccess]);
}

async fn tag(stage: &Stage, bucket: &str, tags: &[(&str, &str)]) {
    let tags = tags.iter().map(|(key, value)| Tag::builder().key(*key).value(*value).build().unwrap()).collect();
    let tagging = Tagging::builder().set_tag_set(Some(tags)).build().unwrap();
    stage.s3().put_bucket_tagging().bucket(bucket).tagging(tagging).send().await.unwrap();
}

#[tokio::test]
async fn what_no_longer_says_enough_is_not_guessed() {
    // The bucket's tags.
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    tag(&stage, &status.title, &[("export-storage-setup:setup", &status.setup)]).await;
    stage.app.setups.forget(&status.setup).unwrap();
    let why = stage.app.setups.open_found(&status.title, REGION).await.unwrap_err();
    assert!(matches!(why, AppError::NotReconstructed { why: NotReconstructed::TagsChanged }), "{why:?}");
    // Its role is somebody else's.
    let role = status.setup.clone();
    tag(&stage, &status.title, &[("export-storage-setup:setup", &role), ("export-storage-setup:role", "nobody")]).await;
    let why = stage.app.setups.open_found(&status.title, REGION).await.unwrap_err();
    assert!(matches!(why, AppError::NotReconstructed { why: NotReconstructed::RoleGone { .. } }), "{why:?}");
    stage.iam().create_role().role_name("nobody").assume_role_policy_document(TRUST).send().await.unwrap();
    let why = stage.app.setups.open_found(&status.title, REGION).await.unwrap_err();
    assert!(matches!(why, AppError::NotReconstructed { why: NotReconstructed::RoleNotOurs { .. } }), "{why:?}");
    // No id, no setup.
    tag(&stage, &status.title, &[("export-storage-setup:setup", "no id")]).await;
    assert!(stage.app.setups.find_setups().await.unwrap().setups.is_empty());
    assert!(stage.app.setups.list(None).unwrap().is_empty(), "nothing was taken in");

    // Stopped: the role does not say whom it is for.
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    pressed::stop(&stage.app, &status.setup).await.unwrap();
    stage.app.setups.forget(&status.setup).unwrap();
    let why = stage.app.setups.open_found(&status.title, REGION).await.unwrap_err();
    assert!(matches!(why, AppError::NotReconstructed { why: NotReconstructed::Stopped }), "{why:?}");
    assert_eq!(kind_of(&why), "not-reconstructed");
}

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}]}"#;

#[tokio::test]
async fn buckets_that_hide_their_tags_are_counted_and_others_are_left_alone() {
    let stage = Stage::new().await;
    theirs::bucket(&stage).await;
    let status = stage.run(&stage.form()).await;
    stage.assert_ready(&status);
    stage.refuse("s3:GetBucketTagging", 1000, (403, "AccessDenied", "no"));
    let finds = stage.app.setups.find_setups().await.unwrap();
    assert_eq!((finds.setups.len(), finds.seen, finds.unread), (0, 2, 2));
    stage.aws.fail_next(None);
    let finds = stage.app.setups.find_setups().await.unwrap();
    assert_eq!((finds.setups.len(), finds.seen, finds.unread), (1, 2, 0));
    assert!(finds.setups[0].known);
    stage.refuse("s3:ListBuckets", 1, (403, "AccessDenied", "no"));
    assert!(matches!(stage.app.setups.find_setups().await, Err(AppError::Aws(_))));
    stage.app.sessions.sign_in_number("000000000000", "aws").unwrap();
    assert!(matches!(stage.app.setups.find_setups().await, Err(AppError::NumberOnly)));
    stage.app.sessions.sign_out();
    assert!(matches!(stage.app.setups.find_setups().await, Err(AppError::NoSession)));
}
