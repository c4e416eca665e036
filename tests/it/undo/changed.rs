//! Somebody changed something between Create and Undo: what is not this setup's any more is left, and said.

use aws_sdk_s3::primitives::ByteStream;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::messages::undo::{UndoItem, UndoView};
use export_storage_setup::provision::StepState;
use export_storage_setup::record::{Record, State};
use export_storage_setup::resources::removal_outcome::{RemovalOutcome, Stays, Thing};
use export_storage_setup::resources::step::Step;

use super::{key_states, made, undone, undone_to};
use crate::run::{Inventory, Stage};

const OPEN_DOCUMENT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}"#;

async fn view(stage: &Stage, setup: &str) -> UndoView {
    UndoView::from(&stage.app.runs.preview_undo(setup).await.unwrap())
}

async fn item(stage: &Stage, setup: &str, thing: Thing) -> UndoItem {
    view(stage, setup).await.items.into_iter().find(|item| item.thing == thing).unwrap()
}

async fn put_file(stage: &Stage, record: &Record) {
    let body = ByteStream::from_static(b"");
    stage.s3().put_object().bucket(record.desired.bucket.name.as_str()).key("probe").body(body).send().await.unwrap();
}

async fn detach_and_delete_role(stage: &Stage, record: &Record) {
    let (iam, role) = (stage.iam(), record.desired.role.name.as_str());
    let policy = record.desired.policy_arn();
    iam.detach_role_policy().role_name(role).policy_arn(policy.as_str()).send().await.unwrap();
    iam.delete_role().role_name(role).send().await.unwrap();
}

/// Vonage's probe of zero bytes is enough.
#[tokio::test]
async fn a_bucket_with_a_file_stays_with_its_key_and_goes_once_it_is_empty() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    put_file(&stage, &record).await;
    let status = undone(&stage, &setup, false).await;
    assert_eq!(status.phase, Phase::Done, "{status:#?}");
    assert_eq!(stage.record(&setup).state, State::Kept);
    let state_of = |step| status.progress.steps.iter().find(|progress| progress.step == step).unwrap().state;
    assert_eq!((state_of(Step::Role), state_of(Step::Policy)), (StepState::Undone, StepState::Undone));
    assert_eq!((state_of(Step::Bucket), state_of(Step::Key)), (StepState::Kept, StepState::Kept));
    assert_eq!(stage.inventory().await, Inventory { policies: 0, roles: 0, ..Inventory::ONE_OF_EACH });
    assert_eq!(key_states(&stage).await, ["Enabled"]);
    assert!(!stage.traffic.written().iter().any(|call| call.starts_with("kms:") || call == "s3:DeleteObject"));
    assert_eq!(item(&stage, &setup, Thing::Bucket).await.outcome, RemovalOutcome::Goes);

    let name = record.desired.bucket.name.as_str();
    let versions = stage.s3().list_object_versions().bucket(name).send().await.unwrap();
    for version in versions.versions() {
        let file = stage.s3().delete_object().bucket(name).key("probe");
        file.version_id(version.version_id().unwrap()).send().await.unwrap();
    }
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
    assert_eq!(key_states(&stage).await, ["PendingDeletion"]);
}

#[tokio::test]
async fn an_edited_policy_is_shown_and_goes_only_on_a_second_yes() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let arn = stage.record(&setup).desired.policy_arn();
    let edit = stage.iam().create_policy_version().policy_arn(arn.as_str()).policy_document(OPEN_DOCUMENT);
    edit.set_as_default(true).send().await.unwrap();
    match item(&stage, &setup, Thing::Policy).await.outcome {
        RemovalOutcome::Edited(document) => assert!(document.to_pretty().contains("s3:ListBucket")),
        other => panic!("{other:?}"),
    }

    let status = undone(&stage, &setup, false).await;
    assert_eq!((status.phase, stage.record(&setup).state), (Phase::Done, State::Removing));
    assert_eq!(stage.inventory().await, Inventory { policies: 1, keys: 1, ..Inventory::EMPTY });
    undone(&stage, &setup, true).await;
    assert_eq!(stage.record(&setup).state, State::Undone);
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn an_edited_trust_keeps_role_and_bucket_until_the_second_yes() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/other"},"Action":"sts:AssumeRole"}]}"#;
    let role = record.desired.role.name.as_str();
    stage.iam().update_assume_role_policy().role_name(role).policy_document(trust).send().await.unwrap();
    assert!(matches!(item(&stage, &setup, Thing::Role).await.outcome, RemovalOutcome::Edited(_)));
    undone(&stage, &setup, false).await;
    assert_eq!(stage.record(&setup).state, State::Removing);
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "what the role could still reach stays too");
    undone(&stage, &setup, true).await;
    assert_eq!(stage.record(&setup).state, State::Undone);
}

#[tokio::test]
async fn a_role_that_is_gone_counts_as_undone() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    detach_and_delete_role(&stage, &stage.record(&setup)).await;
    assert_eq!(item(&stage, &setup, Thing::Role).await.outcome, RemovalOutcome::Gone);
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn a_role_made_again_by_somebody_is_left() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let (iam, role) = (stage.iam(), record.desired.role.name.as_str());
    let tags = iam.list_role_tags().role_name(role).send().await.unwrap().tags;
    let trust = export_storage_setup::resources::role::trust(&record.desired.role, record.desired.account.partition);
    detach_and_delete_role(&stage, &record).await;
    // With the same document and the same tags even: its id says that it is another one.
    let again = iam.create_role().role_name(role).assume_role_policy_document(trust.to_json()).set_tags(Some(tags));
    again.send().await.unwrap();
    assert_eq!(item(&stage, &setup, Thing::Role).await.outcome, RemovalOutcome::Stays(Stays::MadeAgain));
    undone(&stage, &setup, true).await;
    assert_eq!(stage.record(&setup).state, State::Removing);
    let left = stage.inventory().await;
    assert_eq!((left.roles, left.policies, left.buckets), (1, 0, 1));
}

#[tokio::test]
async fn a_role_that_got_more_permissions_is_left() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let made = stage.iam().create_policy().policy_name("more").policy_document(OPEN_DOCUMENT).send().await.unwrap();
    let (role, arn) = (record.desired.role.name.as_str(), made.policy.unwrap().arn.unwrap());
    stage.iam().attach_role_policy().role_name(role).policy_arn(&arn).send().await.unwrap();
    let more = Stays::HasMore { names: arn.clone() };
    assert_eq!(item(&stage, &setup, Thing::Role).await.outcome, RemovalOutcome::Stays(more));
    stage.traffic.forget();
    undone(&stage, &setup, true).await;
    assert!(stage.traffic.written().is_empty());
    stage.iam().detach_role_policy().role_name(role).policy_arn(&arn).send().await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { keys: 1, policies: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn a_policy_that_somebody_else_uses_is_left_until_it_is_free() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let trust = export_storage_setup::resources::role::trust(&record.desired.role, record.desired.account.partition);
    let arn = record.desired.policy_arn();
    let iam = stage.iam();
    iam.create_role().role_name("theirs").assume_role_policy_document(trust.to_json()).send().await.unwrap();
    iam.attach_role_policy().role_name("theirs").policy_arn(arn.as_str()).send().await.unwrap();
    undone(&stage, &setup, false).await;
    assert_eq!(stage.record(&setup).state, State::Removing);
    assert_eq!(stage.inventory().await, Inventory { policies: 1, roles: 1, keys: 1, ..Inventory::EMPTY });
    iam.detach_role_policy().role_name("theirs").policy_arn(arn.as_str()).send().await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { roles: 1, keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn a_disabled_key_goes_as_an_enabled_one_does() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let key = stage.record(&setup).key().unwrap().to_string();
    stage.kms().disable_key().key_id(key).send().await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(key_states(&stage).await, ["PendingDeletion"]);
}

#[tokio::test]
async fn an_alias_that_moved_is_left_and_the_key_is_still_ours() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let kms = stage.kms();
    let other = kms.create_key().send().await.unwrap().key_metadata.unwrap().key_id;
    let alias = record.desired.key.as_ref().unwrap().alias.to_string();
    kms.update_alias().alias_name(&alias).target_key_id(&other).send().await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(key_states(&stage).await, ["Enabled", "PendingDeletion"]);
    let behind = kms.describe_key().key_id(&alias).send().await.unwrap();
    assert_eq!(behind.key_metadata.unwrap().key_id, other);
}

#[tokio::test]
async fn without_our_tag_the_unique_id_still_says_that_it_is_ours() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    let tag = "export-storage-setup:setup";
    stage.iam().untag_role().role_name(record.desired.role.name.as_str()).tag_keys(tag).send().await.unwrap();
    let key = record.key().unwrap().key_id().to_owned();
    stage.kms().untag_resource().key_id(key).tag_keys(tag).send().await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
    assert_eq!(key_states(&stage).await, ["PendingDeletion"]);
}

#[tokio::test]
async fn a_bucket_without_its_tag_is_left_with_its_key() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let record = stage.record(&setup);
    stage.s3().delete_bucket_tagging().bucket(record.desired.bucket.name.as_str()).send().await.unwrap();
    assert_eq!(item(&stage, &setup, Thing::Bucket).await.outcome, RemovalOutcome::Stays(Stays::NotOurs));
    undone(&stage, &setup, true).await;
    assert_eq!(stage.record(&setup).state, State::Kept);
    assert_eq!(stage.inventory().await, Inventory { buckets: 1, keys: 1, ..Inventory::EMPTY });
    assert_eq!(key_states(&stage).await, ["Enabled"]);
}
