//! What others change between the looking and the pressing is not overwritten, deleted or undone.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use aws_sdk_s3::types::{
    BucketLifecycleConfiguration, BucketVersioningStatus, ExpirationStatus, LifecycleExpiration, LifecycleRule,
    LifecycleRuleFilter, PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, VersioningConfiguration,
};
use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::aws::{FailureKind, NotSent, perform};
use export_storage_setup::policy::{PolicyDocument, same_meaning};
use export_storage_setup::provision::StepState;
use export_storage_setup::record::State;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::call::Call;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::setup::plan::of_desired;
use export_storage_setup::values::Region;

use crate::pressed::{self, yes};
use crate::run::{Inventory, REGION, Stage};
use crate::theirs::{self, NAME, settings};

/// What a colleague does to a setting of a bucket, in the middle of everything.
async fn colleague_changes(stage: &Stage, bucket: &str, setting: BucketSetting) {
    let s3 = stage.s3();
    match setting {
        BucketSetting::PublicAccess => {
            let switches =
                PublicAccessBlockConfiguration::builder().block_public_acls(true).ignore_public_acls(true).build();
            let put = s3.put_public_access_block().bucket(bucket).public_access_block_configuration(switches);
            put.send().await.unwrap();
        }
        BucketSetting::Encryption => {
            let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
            let by_default = ServerSideEncryptionByDefault::builder()
                .sse_algorithm(ServerSideEncryption::AwsKms)
                .kms_master_key_id(key)
                .build()
                .unwrap();
            let rule = ServerSideEncryptionRule::builder().apply_server_side_encryption_by_default(by_default).build();
            let rules = ServerSideEncryptionConfiguration::builder().rules(rule).build().unwrap();
            let put = s3.put_bucket_encryption().bucket(bucket).server_side_encryption_configuration(rules);
            put.send().await.unwrap();
        }
        BucketSetting::HttpsOnly => {
            let policy = format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"Colleague","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::{bucket}/*"}}]}}"#
            );
            s3.put_bucket_policy().bucket(bucket).policy(policy).send().await.unwrap();
        }
        BucketSetting::Versioning => {
            let on = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
            s3.put_bucket_versioning().bucket(bucket).versioning_configuration(on).send().await.unwrap();
        }
        BucketSetting::Lifecycle => {
            let rule = LifecycleRule::builder()
                .id("colleague")
                .status(ExpirationStatus::Enabled)
                .filter(LifecycleRuleFilter::builder().prefix("tmp/").build())
                .expiration(LifecycleExpiration::builder().days(3).build())
                .build()
                .unwrap();
            let rules = BucketLifecycleConfiguration::builder().rules(rule).build().unwrap();
            s3.put_bucket_lifecycle_configuration().bucket(bucket).lifecycle_configuration(rules).send().await.unwrap();
        }
        BucketSetting::Tags => {
            let tag = Tag::builder().key("colleague").value("was here").build().unwrap();
            let tags = Tagging::builder().tag_set(tag).build().unwrap();
            s3.put_bucket_tagging().bucket(bucket).tagging(tags).send().await.unwrap();
        }
    }
}

/// A form for a bucket they have in which everything is ticked. Versioning is to be paused, so that switching it on is
/// something else.
fn all_ticked(stage: &Stage) -> Form {
    Form { encryption_mode: EncryptionMode::Amazon, versioning: false, ..theirs::form(stage, &BucketSetting::ALL) }
}

async fn their_bucket(stage: &Stage) {
    theirs::bucket(stage).await;
    theirs::lived_in(stage).await;
}

#[tokio::test]
async fn what_a_colleague_changes_between_review_and_create_is_not_overwritten() {
    for setting in BucketSetting::ALL {
        let stage = Stage::new().await;
        their_bucket(&stage).await;
        let form = all_ticked(&stage);
        let review = stage.reviewed(&form).await;
        colleague_changes(&stage, NAME, setting).await;
        let changed = settings(&stage).await;
        let setup = stage.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
        let status = stage.ended(&setup).await;
        // Switched on already, versioning was not to be changed when the plan was made.
        if setting == BucketSetting::Versioning || setting == BucketSetting::Encryption {
            let index = if setting == BucketSetting::Versioning { 5 } else { 4 };
            assert_eq!(settings(&stage).await[index], changed[index], "{setting:?}: it stays as the colleague made it");
            continue;
        }
        assert_eq!(status.phase, Phase::Failed, "{setting:?} {status:#?}");
        let failed = status.progress.steps.iter().find(|step| step.state == StepState::Failed).unwrap();
        let failure = failed.failure.as_ref().unwrap();
        assert_eq!(failure.kind, FailureKind::NotSent(NotSent::ChangedSinceReview), "{setting:?} {failure:?}");
        let difference = failure.message.as_deref().unwrap();
        assert!(difference.split_once(" → ").is_some_and(|(was, is)| was != is), "{difference}");
        let index = match setting {
            BucketSetting::Tags => 0,
            BucketSetting::PublicAccess => 1,
            BucketSetting::HttpsOnly => 2,
            _ => 3,
        };
        assert_eq!(settings(&stage).await[index], changed[index], "{setting:?}: it stays as the colleague made it");

        // Trying again would write something that nobody has reviewed, where it writes beside what others have.
        let again = stage.app.runs.retry(&setup, LostKey::LookAgain).await;
        if setting == BucketSetting::PublicAccess {
            again.unwrap();
        } else {
            assert!(matches!(again, Err(AppError::NotTheReviewedPlan)), "{setting:?} {again:?}");
            let anew = stage.reviewed(&form).await;
            assert_ne!(anew.plan.fingerprint, review.plan.fingerprint, "{setting:?}");
            stage.app.runs.create(anew.plan.fingerprint.as_str()).unwrap();
        }
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Done, "{setting:?} {status:#?}");
        let now = settings(&stage).await.join("\n");
        match setting {
            BucketSetting::HttpsOnly => {
                assert!(now.contains("Colleague") && now.contains("ExportStorageSetupHttpsOnly"));
            }
            BucketSetting::Lifecycle => {
                assert!(now.contains("\"colleague\"") && now.contains("export-storage-setup-keep"));
            }
            BucketSetting::Tags => assert!(now.contains("was here") && now.contains("export-storage-setup:setup")),
            _ => {}
        }
    }
}

#[tokio::test]
async fn what_automation_writes_into_a_new_bucket_is_not_overwritten() {
    for setting in [BucketSetting::HttpsOnly, BucketSetting::Lifecycle] {
        let stage = Stage::new().await;
        let form = stage.form();
        // The bucket is there and nothing of it is set yet.
        let call = if setting == BucketSetting::HttpsOnly {
            "s3:PutBucketPolicy"
        } else {
            "s3:PutBucketLifecycleConfiguration"
        };
        stage.refuse(call, 1, (403, "AccessDenied", "no"));
        let setup = stage.start_after(&form, || stage.refuse(call, 1, (403, "AccessDenied", "no"))).await;
        assert_eq!(stage.ended(&setup).await.phase, Phase::Failed);
        let bucket = stage.record(&setup).desired.bucket.name.to_string();
        colleague_changes(&stage, &bucket, setting).await;
        let again = stage.app.runs.retry(&setup, LostKey::LookAgain).await;
        assert!(matches!(again, Err(AppError::NotTheReviewedPlan)), "{setting:?} {again:?}");
        let status = stage.run(&form).await;
        assert!(status.progress.steps.iter().all(|step| step.failure.is_none()), "{status:#?}");
        let s3 = stage.s3();
        if setting == BucketSetting::HttpsOnly {
            let policy = s3.get_bucket_policy().bucket(&bucket).send().await.unwrap().policy.unwrap();
            assert!(policy.contains("Colleague") && policy.contains("ExportStorageSetupHttpsOnly"), "{policy}");
        } else {
            let rules = s3.get_bucket_lifecycle_configuration().bucket(&bucket).send().await.unwrap();
            assert!(rules.rules().iter().any(|rule| rule.id() == Some("colleague")), "{rules:?}");
        }
    }
}

#[tokio::test]
async fn what_changes_between_the_undo_page_and_its_button_is_shown_anew() {
    for setting in BucketSetting::ALL {
        let stage = Stage::new().await;
        their_bucket(&stage).await;
        let status = stage.run(&all_ticked(&stage)).await;
        assert_eq!(status.phase, Phase::Done, "{status:#?}");
        let setup = status.setup;
        let shown = stage.app.runs.preview_undo(&setup).await.unwrap();
        colleague_changes(&stage, NAME, setting).await;
        let changed = settings(&stage).await;
        stage.quiet().await;
        let is_about_it = shown.removal.back().iter().any(|value| value.setting() == setting);
        if is_about_it {
            let refused = stage.app.runs.undo(&setup, &yes(&shown, true)).await;
            assert!(matches!(refused, Err(AppError::NotAsShown)), "{setting:?} {refused:?}");
            assert!(stage.traffic.written().is_empty(), "{setting:?}");
        }
        // What the colleague made stays, whatever is pressed now.
        pressed::undo(&stage.app, &setup, true).await.unwrap();
        stage.ended(&setup).await;
        let now = settings(&stage).await;
        let index = match setting {
            BucketSetting::Tags => 0,
            BucketSetting::PublicAccess => 1,
            BucketSetting::HttpsOnly => 2,
            BucketSetting::Lifecycle => 3,
            BucketSetting::Encryption => 4,
            BucketSetting::Versioning => 5,
        };
        assert_eq!(now[index], changed[index], "{setting:?}");
    }
}

/// The last moment: the run has begun, and the colleague is quicker than the write.
#[tokio::test]
async fn a_setting_that_changes_directly_before_it_is_set_back_stays() {
    for setting in BucketSetting::ALL {
        let stage = Stage::new().await;
        their_bucket(&stage).await;
        let status = stage.run(&all_ticked(&stage)).await;
        let record = stage.record(&status.setup);
        let session = stage.session();
        let clients = session.clients(&Region::parse(REGION).unwrap());
        let removal = stage.app.runs.preview_undo(&status.setup).await.unwrap().removal;
        let Some(back) = removal.back().iter().find(|value| value.setting() == setting) else { continue };
        let found = export_storage_setup::aws::look(&clients, &record.desired, None).await.unwrap();
        let plan = of_desired(record.desired.clone(), &found).unwrap().of_removal(&record.made(), &removal);
        colleague_changes(&stage, NAME, setting).await;
        let changed = settings(&stage).await;
        let now = "2026-11-27T10:00:00Z".parse().unwrap();
        let failure = perform(&clients, &plan, back.restored_by(), None, now).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotSent(NotSent::ChangedSinceReview), "{setting:?} {failure:?}");
        assert_eq!(settings(&stage).await, changed, "{setting:?}");
    }
}

async fn trust(stage: &Stage, role: &str) -> PolicyDocument {
    let role = stage.iam().get_role().role_name(role).send().await.unwrap().role.unwrap();
    PolicyDocument::parse_encoded(role.assume_role_policy_document().unwrap()).unwrap()
}

const COLLEAGUES: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

async fn colleague_edits_trust(stage: &Stage, role: &str) {
    stage.iam().update_assume_role_policy().role_name(role).policy_document(COLLEAGUES).send().await.unwrap();
}

#[tokio::test]
async fn the_second_yes_is_to_the_document_that_was_shown() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    let (setup, role) = (status.setup.clone(), stage.record(&status.setup).desired.role.name.to_string());
    let shown = stage.app.runs.preview_undo(&setup).await.unwrap();
    colleague_edits_trust(&stage, &role).await;
    assert!(matches!(stage.app.runs.undo(&setup, &yes(&shown, true)).await, Err(AppError::NotAsShown)));
    let edited = stage.app.runs.preview_undo(&setup).await.unwrap();
    assert_ne!(edited.fingerprint, shown.fingerprint);
    let other = COLLEAGUES.replace("ec2.", "lambda.");
    stage.iam().update_assume_role_policy().role_name(&role).policy_document(other).send().await.unwrap();
    assert!(matches!(stage.app.runs.undo(&setup, &yes(&edited, true)).await, Err(AppError::NotAsShown)));
    assert_eq!(stage.inventory().await, Inventory::ONE_OF_EACH, "nothing went");
}

#[tokio::test]
async fn stop_and_resume_are_about_the_role_as_it_was_shown() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    let (setup, role) = (status.setup.clone(), stage.record(&status.setup).desired.role.name.to_string());
    let shown = stage.app.runs.preview_stop(&setup).await.unwrap();
    colleague_edits_trust(&stage, &role).await;
    let theirs = PolicyDocument::parse(COLLEAGUES).unwrap();
    for fingerprint in [shown.fingerprint.as_str(), "", "0000"] {
        assert!(matches!(stage.app.runs.stop(&setup, fingerprint).await, Err(AppError::NotAsShown)));
    }
    assert!(same_meaning(&trust(&stage, &role).await, &theirs));
    assert_eq!(stage.record(&setup).state, State::Ready);

    pressed::stop(&stage.app, &setup).await.unwrap();
    let shown = stage.app.runs.preview_resume(&setup).await.unwrap();
    assert!(same_meaning(shown.becomes.as_ref().unwrap(), &theirs), "what was there when it was closed");
    colleague_edits_trust(&stage, &role).await;
    assert!(matches!(stage.app.runs.resume(&setup, shown.fingerprint.as_str()).await, Err(AppError::NotAsShown)));
    assert_eq!(stage.record(&setup).state, State::Stopped);
}

/// Directly before the trust is written, it is what was looked at.
#[tokio::test]
async fn a_trust_that_changes_directly_before_it_is_written_stays() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    let record = stage.record(&status.setup);
    let clients = stage.session().clients(&Region::parse(REGION).unwrap());
    let found = export_storage_setup::aws::look(&clients, &record.desired, None).await.unwrap();
    let plan = of_desired(record.desired.clone(), &found).unwrap();
    let role = record.desired.role.name.to_string();
    colleague_edits_trust(&stage, &role).await;
    let now = "2026-11-27T10:00:00Z".parse().unwrap();
    for call in [Call::CloseTrust, Call::UpdateAssumeRolePolicy] {
        let failure = perform(&clients, &plan, call, None, now).await;
        // As it shall be already, it may be written again.
        let failure = failure.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotSent(NotSent::ChangedSinceReview), "{call:?} {failure:?}");
    }
    assert!(same_meaning(&trust(&stage, &role).await, &PolicyDocument::parse(COLLEAGUES).unwrap()));
}
