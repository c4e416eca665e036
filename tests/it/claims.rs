//! A record that comes as a file is a claim: before AWS has confirmed it nothing of it counts, and afterwards only what
//! carries the setup's tag.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod forged;

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::app::runs::undo::Yes;
use export_storage_setup::handoff::record_file::{self, RecordFileRefusal};
use export_storage_setup::messages::home::{Home, SetupState};
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::record::{Provenance, State};
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::bucket_value::BucketValue;
use export_storage_setup::resources::sessions::closed_trust;
use export_storage_setup::setup::confirmation::Contradiction;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::values::kind_of;
use serde_json::Value;

use crate::pressed;
use crate::run::{Inventory, Stage};
use crate::theirs;

/// A finished setup, and its saved record as JSON.
pub async fn saved(stage: &Stage, form: &Form) -> (String, Value) {
    let status = stage.run(form).await;
    assert_eq!(status.phase, Phase::Done, "{status:#?}");
    let folder = tempfile::tempdir().unwrap();
    let path = stage.app.setups.save_record(&status.setup, folder.path()).unwrap();
    (status.setup, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

/// The same with another value somewhere.
pub fn with(record: &Value, pointer: &str, value: impl Into<Value>) -> Value {
    let mut changed = record.clone();
    *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value.into();
    changed
}

/// Another computer, signed in to the same account, on which a file was opened.
async fn opened(stage: Stage, file: &Value) -> (Stage, String) {
    let there = stage.on_another_computer().await;
    there.practise().await;
    let opened = there.app.setups.open_record(&file.to_string()).unwrap();
    assert!(!opened.known);
    (there, opened.setup)
}

/// Nothing can be had of it or done with it.
pub async fn assert_no_more_than_a_claim(app: &std::sync::Arc<export_storage_setup::app::App>, setup: &str) {
    let is = |answer: Result<(), AppError>| assert!(matches!(answer, Err(AppError::NotConfirmed)), "{answer:?}");
    is(app.setups.finished(setup).map(drop));
    is(app.runs.watch(setup).map(drop));
    is(app.forms.of_setup(setup).map(drop));
    is(app.setups.save_record(setup, std::path::Path::new("/nowhere")).map(drop));
    is(app.setups.keep_storage_id(setup, "x"));
    is(app.runs.preview_undo(setup).await.map(drop));
    is(app.runs.undo(setup, &Yes::default()).await);
    is(app.runs.keep_key(setup).await);
    is(app.runs.preview_stop(setup).await.map(drop));
    is(app.runs.stop(setup, "").await);
    is(app.runs.preview_resume(setup).await.map(drop));
    is(app.runs.resume(setup, "").await);
    is(app.runs.retry(setup, LostKey::LookAgain).await);
    is(app.runs.retry(setup, LostKey::MakeAnother).await);
    let form = Form { setup: setup.to_owned(), ..crate::run::filled_in(app) };
    is(app.reviews.review(form).await.map(drop));
}

#[tokio::test]
async fn a_file_counts_for_nothing_before_aws_has_confirmed_it() {
    let stage = Stage::new().await;
    let (_, file) = saved(&stage, &stage.form()).await;
    let (there, setup) = opened(stage, &file).await;
    there.traffic.forget();
    assert_no_more_than_a_claim(&there.app, &setup).await;
    assert!(there.traffic.written().is_empty());
    let home = Home::of(&there.app, true).await.unwrap();
    assert_eq!(home.setups.iter().map(|card| card.state).collect::<Vec<_>>(), [SetupState::Claimed]);
    let claimed = there.app.setups.claimed(&setup).unwrap();
    assert_eq!(claimed.desired.setup.to_string(), setup);
    // It can be thrown away.
    there.app.setups.forget(&setup).unwrap();
    assert!(matches!(there.app.setups.claimed(&setup), Err(AppError::UnknownSetup)));
}

#[tokio::test]
async fn what_aws_confirms_is_told_anew_from_aws() {
    let stage = Stage::new().await;
    let (setup, file) = saved(&stage, &stage.form()).await;
    let made = stage.record(&setup);
    // Everything that is not asked of AWS is a lie.
    let mut file = with(&file, "/record/state", "undone");
    for (pointer, value) in [
        ("/record/created", Value::from("1999-01-01T00:00:00Z")),
        ("/record/caller", Value::from("arn:aws:iam::000000000000:user/mallory")),
        ("/record/storageId", Value::from("delete-this-one")),
        ("/record/fingerprint", Value::from("f".repeat(64))),
        (
            "/record/checks",
            serde_json::json!([{"id": "lie", "step": "key", "title": "", "result": "passes", "detail": ""}]),
        ),
    ] {
        file = with(&file, pointer, value);
    }
    let (there, opened) = opened(stage, &file).await;
    assert_eq!(opened, setup);
    there.traffic.forget();
    there.app.setups.confirm(&setup).await.unwrap();
    assert!(there.traffic.written().is_empty(), "confirming changes nothing");
    let record = there.record(&setup);
    assert_eq!((record.provenance, record.state), (Provenance::Confirmed, State::Ready));
    assert_eq!(record.desired, made.desired);
    assert_eq!(record.fingerprint, made.fingerprint);
    assert_eq!(record.checks, made.checks);
    assert_eq!(record.storage_id, None, "AWS does not know Vonage’s id, so nobody here does");
    assert!(record.created > "2020-01-01T00:00:00Z".parse().unwrap());
    assert!(!record.caller.contains("mallory"));
    assert_eq!(record.made().role, made.made().role);
    assert!(record.entries.iter().all(|entry| entry.receipt.as_ref().unwrap().request_id.is_none()));
    // What is confirmed stays so, whatever other file is opened.
    let again =
        there.app.setups.open_record(&with(&file, "/record/desired/bucket/versioning", false).to_string()).unwrap();
    assert!(again.known);
    assert_eq!(there.record(&setup), record);

    // The rest is as with a setup that was made here, but that a review comes first.
    assert!(matches!(there.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::ReviewFirst)));
    pressed::undo(&there.app, &setup, false).await.unwrap();
    there.ended(&setup).await;
    assert_eq!(there.record(&setup).state, State::Undone);
    assert_eq!(there.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn the_account_of_the_file_is_the_one_that_must_be_signed_in_to() {
    let stage = Stage::new().await;
    let (_, file) = saved(&stage, &stage.form()).await;
    let there = stage.on_another_computer().await;
    let setup = there.app.setups.open_record(&file.to_string()).unwrap().setup;
    assert!(matches!(there.app.setups.confirm(&setup).await, Err(AppError::NoSession)));
    there.app.sessions.sign_in_number("000000000000", "aws").unwrap();
    assert!(matches!(there.app.setups.confirm(&setup).await, Err(AppError::NumberOnly)));
    assert_no_more_than_a_claim(&there.app, &setup).await;
}

/// Whom an opened setup lets in is reviewed before anything is sent, however finished it is said to be.
#[tokio::test]
async fn a_strangers_account_is_never_let_in_without_a_review() {
    let stage = Stage::new().await;
    let (setup, file) = saved(&stage, &stage.form()).await;
    let role = stage.record(&setup).desired.role.name.to_string();
    let before = trust(&stage, &role).await;
    let stranger = "arn:aws:iam::666666666666:role/mallory";
    let forged = with(&file, "/record/desired/role/principals/0", stranger);
    let forged = with(&forged, "/record/form/primaryService", stranger);
    let forged = with(&forged, "/record/state", "unfinished");
    let (there, setup) = opened(stage, &forged).await;
    there.app.setups.confirm(&setup).await.unwrap();
    assert_eq!(there.record(&setup).state, State::Unfinished, "AWS lets in somebody else");
    there.traffic.forget();
    assert!(matches!(there.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::ReviewFirst)));
    assert!(there.traffic.written().is_empty());
    assert_eq!(trust(&there, &role).await, before);
    // The review shows whom.
    let form = there.app.forms.of_setup(&setup).unwrap();
    assert_eq!(form.primary_service, stranger);
    assert!(!form.trust_whole_account && form.bucket_changes.is_empty(), "nothing is ticked for them");
}

#[tokio::test]
async fn a_stopped_setup_from_elsewhere_is_opened_through_a_review_alone() {
    let stage = Stage::new().await;
    let (setup, _) = saved(&stage, &stage.form()).await;
    let role = stage.record(&setup).desired.role.name.to_string();
    pressed::stop(&stage.app, &setup).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = stage.app.setups.save_record(&setup, folder.path()).unwrap();
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let anyone =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}"#;
    let forged = with(&file, "/record/trust", serde_json::from_str::<Value>(anyone).unwrap());
    let (there, setup) = opened(stage, &forged).await;
    there.app.setups.confirm(&setup).await.unwrap();
    assert_eq!(there.record(&setup).state, State::Stopped);
    there.traffic.forget();
    assert!(matches!(pressed::resume(&there.app, &setup).await, Err(AppError::ReviewFirst)));
    assert!(there.traffic.written().is_empty());
    assert_eq!(trust(&there, &role).await, closed_trust());
    // With the review it opens, to those whom the review shows.
    let form = there.app.forms.of_setup(&setup).unwrap();
    let status = there.run(&form).await;
    there.assert_ready(&status);
    let open = trust(&there, &role).await.to_json();
    assert!(open.contains(&form.primary_service) && !open.contains("\"*\""), "{open}");
}

async fn trust(stage: &Stage, role: &str) -> PolicyDocument {
    let role = stage.iam().get_role().role_name(role).send().await.unwrap().role.unwrap();
    PolicyDocument::parse_encoded(role.assume_role_policy_document().unwrap()).unwrap()
}

/// Ids in a file can only make less of it: what they point at without the tag is somebody else's.
#[tokio::test]
async fn what_does_not_carry_the_tag_contradicts_the_file() {
    let stage = Stage::new().await;
    let (_, file) = saved(&stage, &stage.form()).await;
    let iam = stage.iam();
    let document = COLLEAGUES;
    let role = iam.create_role().role_name("production").assume_role_policy_document(document).send().await.unwrap();
    let policy =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}"#;
    iam.create_policy().policy_name("production").policy_document(policy).send().await.unwrap();
    let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
    stage.kms().create_alias().alias_name("alias/production").target_key_id(&key).send().await.unwrap();
    drop(role);
    let entries = file["record"]["entries"].as_array().unwrap();
    let entry = entries.iter().position(|entry| entry["call"] == "create-key").unwrap();
    let key_entry = format!("/record/entries/{entry}/receipt/outcome/done/key");
    let there = stage.on_another_computer().await;
    there.practise().await;
    for (what, forged) in [
        ("role", with(&file, "/record/desired/role/name", "production")),
        ("policy", with(&file, "/record/desired/policy/name", "production")),
        ("key", with(&file, &key_entry, key.as_str())),
    ] {
        let forged = forged.to_string();
        let setup = there.app.setups.open_record(&forged).unwrap().setup;
        let why = there.app.setups.confirm(&setup).await.unwrap_err();
        let AppError::Contradicted { why } = why else { panic!("{what}: {why:?}") };
        let named = |why: &Contradiction| matches!(why, Contradiction::NoTag { .. } | Contradiction::MadeAgain { .. });
        assert!(why.iter().any(named), "{what}: {why:?}");
        assert_no_more_than_a_claim(&there.app, &setup).await;
    }
    let metadata = there.kms().describe_key().key_id(&key).send().await.unwrap().key_metadata.unwrap();
    assert_eq!(metadata.key_state.unwrap().as_str(), "Enabled");
    assert_eq!(trust(&there, "production").await, PolicyDocument::parse(COLLEAGUES).unwrap());
}

#[tokio::test]
async fn a_role_that_is_not_there_is_not_the_one_that_the_bucket_names() {
    let stage = Stage::new().await;
    let (_, file) = saved(&stage, &stage.form()).await;
    let (there, setup) = opened(stage, &with(&file, "/record/desired/role/name", "nobody-has-this")).await;
    let why = there.app.setups.confirm(&setup).await.unwrap_err();
    let AppError::Contradicted { why } = why else { panic!("{why:?}") };
    assert!(matches!(why.as_slice(), [Contradiction::OtherRole { .. }]), "{why:?}");
}

const COLLEAGUES: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

#[tokio::test]
async fn where_nothing_carries_the_tag_nothing_is_confirmed() {
    let stage = Stage::new().await;
    let (setup, file) = saved(&stage, &stage.form()).await;
    pressed::undo(&stage.app, &setup, false).await.unwrap();
    stage.ended(&setup).await;
    let other = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let text = with(&file, "/record/entries", Vec::<Value>::new()).to_string().replace(&setup, other);
    // The alias follows from the setup's id.
    let text = text.replace(&setup.replace('-', ""), &other.replace('-', ""));
    let there = stage.on_another_computer().await;
    there.practise().await;
    there.app.setups.open_record(&text).unwrap();
    let why = there.app.setups.confirm(other).await.unwrap_err();
    let AppError::Contradicted { why } = why else { panic!("{why:?}") };
    assert_eq!(why, [Contradiction::NothingThere]);
}

/// What a bucket they have was like before is a claim too: only settings that the bucket's own tag names are offered, none
/// is set back without a tick.
#[tokio::test]
async fn a_setting_is_set_back_on_a_files_word_only_where_the_bucket_names_it_and_somebody_ticks_it() {
    let stage = Stage::new().await;
    theirs::bucket(&stage).await;
    theirs::lived_in(&stage).await;
    let ticked = [BucketSetting::PublicAccess, BucketSetting::Tags];
    let form = Form { encryption_mode: EncryptionMode::Amazon, ..theirs::form(&stage, &ticked) };
    let (setup, file) = saved(&stage, &form).await;
    // The file also says that the HTTPS rule was changed, which the bucket's tag does not.
    let before = format!("/record/before/{}", theirs::NAME);
    let mut values = file.pointer(&before).unwrap().as_array().unwrap().clone();
    values.push(serde_json::json!({ "versioning": true }));
    let forged = with(&file, &before, values);
    let (there, setup) = {
        let (there, opened) = opened(stage, &forged).await;
        assert_eq!(opened, setup);
        (there, opened)
    };
    there.app.setups.confirm(&setup).await.unwrap();
    let shown = there.app.runs.preview_undo(&setup).await.unwrap();
    assert!(shown.removal.back().is_empty(), "nothing is set back by itself: {:?}", shown.removal);
    let offered: Vec<BucketSetting> = shown.removal.offered().iter().map(BucketValue::setting).collect();
    assert_eq!(offered, ticked);
    let settings = theirs::settings(&there).await;
    let yes = Yes { revert: [BucketSetting::PublicAccess].into(), ..pressed::yes(&shown, false) };
    there.app.runs.undo(&setup, &yes).await.unwrap();
    there.ended(&setup).await;
    let now = theirs::settings(&there).await;
    assert_ne!(now[1], settings[1], "the switches were ticked");
    assert_eq!((&now[0], &now[2..]), (&settings[0], &settings[2..]), "and nothing else");
}

#[tokio::test]
async fn a_bucket_without_the_tag_is_left_as_it_is() {
    let stage = Stage::new().await;
    theirs::bucket(&stage).await;
    theirs::lived_in(&stage).await;
    let form = Form { encryption_mode: EncryptionMode::Amazon, ..theirs::form(&stage, &[BucketSetting::PublicAccess]) };
    let (_, file) = saved(&stage, &form).await;
    let (there, setup) = opened(stage, &file).await;
    there.app.setups.confirm(&setup).await.unwrap();
    let shown = there.app.runs.preview_undo(&setup).await.unwrap();
    assert!(shown.removal.back().is_empty() && shown.removal.offered().is_empty(), "{:?}", shown.removal);
    let before = theirs::settings(&there).await;
    pressed::undo(&there.app, &setup, true).await.unwrap();
    there.ended(&setup).await;
    assert_eq!(theirs::settings(&there).await, before);
    // Nor is it changed by a review.
    let form = Form { bucket_changes: vec![BucketSetting::HttpsOnly], ..there.app.forms.of_setup(&setup).unwrap() };
    let kinds: Vec<String> = there.problems(&form).await.iter().map(kind_of).collect();
    assert_eq!(kinds, ["bucket-without-tag"]);
}

#[tokio::test]
async fn a_draft_is_not_replaced_by_a_file() {
    let stage = Stage::new().await;
    let (setup, file) = saved(&stage, &stage.form()).await;
    let there = stage.on_another_computer().await;
    there.practise().await;
    let draft = Form { setup: setup.clone(), bucket_name: "mine".to_owned(), ..there.form() };
    there.app.forms.save(&draft).unwrap();
    assert!(there.app.setups.open_record(&file.to_string()).unwrap().known);
    assert_eq!(there.app.forms.of_setup(&setup).unwrap(), draft);
}

#[tokio::test]
async fn what_no_form_could_have_asked_for_is_no_record() {
    let stage = Stage::new().await;
    let (_, file) = saved(&stage, &stage.form()).await;
    let damaged = |file: &Value| {
        let refusal = record_file::read(&file.to_string()).unwrap_err();
        assert!(matches!(refusal, RecordFileRefusal::Damaged { .. }), "{refusal:?}");
    };
    for (pointer, value) in [
        ("/record/desired/role/principals/0", Value::from("*")),
        ("/record/desired/role/principals/0", Value::from("arn:aws:iam::000000000000:root")),
        ("/record/desired/role/principals/1", Value::from("arn:aws-cn:iam::111122223333:role/x")),
        ("/record/desired/key/alias", Value::from("alias/production")),
        ("/record/desired/key/description", Value::from("Harmless")),
        ("/record/desired/policy/description", Value::from("Another than the role’s")),
        ("/record/desired/region", Value::from("eu-west-2")),
        ("/record/desired/key", Value::Null),
    ] {
        damaged(&with(&file, pointer, value));
    }
    let one = file["record"]["desired"].clone();
    let many = |count: usize| with(&file, "/record/earlier", vec![one.clone(); count]);
    assert!(record_file::read(&many(50).to_string()).is_ok());
    assert!(matches!(record_file::read(&many(51).to_string()), Err(RecordFileRefusal::TooLarge)));
    let other = with(&many(1), "/record/earlier/0/setup", "0f8fad5b-d9cb-469f-a165-70867728950e");
    damaged(&other);
    let entry = file["record"]["entries"][0].clone();
    let calls = with(&file, "/record/entries", vec![entry; 20_001]);
    assert!(matches!(record_file::read(&calls.to_string()), Err(RecordFileRefusal::TooLarge)));
    assert!(matches!(record_file::read(&" ".repeat(record_file::MOST_BYTES + 1)), Err(RecordFileRefusal::TooLarge)));
}
