//! A bucket they have: it stays as it is but for what is ticked, and undo sets exactly that back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{
    BucketLifecycleConfiguration, BucketLocationConstraint, CreateBucketConfiguration, ExpirationStatus, LifecycleRule,
    LifecycleRuleFilter, PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, Transition, TransitionStorageClass,
};
use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::messages::review::{DocumentId, ReviewOutcome};
use export_storage_setup::provision::StepState;
use export_storage_setup::record::{Check, State};
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::removal_outcome::{RemovalOutcome, Revert};
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form};
use export_storage_setup::values::kind_of;

use crate::pressed;
use crate::run::{REGION, Stage};

pub const NAME: &str = "recordings-of-ours";

/// Makes a bucket in the account, as somebody made it long ago.
pub async fn bucket(stage: &Stage) {
    let place =
        CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::from(REGION)).build();
    stage.s3().create_bucket().bucket(NAME).create_bucket_configuration(place).send().await.unwrap();
}

/// Gives it a policy, a rule, tags and switches of its own.
pub async fn lived_in(stage: &Stage) {
    let s3 = stage.s3();
    let policy = format!(
        r#"{{"Version":"2012-10-17","Id":"theirs","Statement":[{{"Sid":"Deny","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::{NAME}"}}]}}"#
    );
    s3.put_bucket_policy().bucket(NAME).policy(policy).send().await.unwrap();
    let to_archive = LifecycleRule::builder()
        .id("to-archive")
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("old/").build())
        .transitions(Transition::builder().days(90).storage_class(TransitionStorageClass::Glacier).build())
        .build()
        .unwrap();
    let rules = BucketLifecycleConfiguration::builder().rules(to_archive).build().unwrap();
    s3.put_bucket_lifecycle_configuration().bucket(NAME).lifecycle_configuration(rules).send().await.unwrap();
    let tag = Tag::builder().key("cost-centre").value("4711").build().unwrap();
    let tags = Tagging::builder().tag_set(tag).build().unwrap();
    s3.put_bucket_tagging().bucket(NAME).tagging(tags).send().await.unwrap();
    let switches = PublicAccessBlockConfiguration::builder().block_public_acls(true).build();
    s3.put_public_access_block().bucket(NAME).public_access_block_configuration(switches).send().await.unwrap();
}

/// What Undo would set back of the bucket.
async fn revert(stage: &Stage, setup: &str) -> Revert {
    match stage.app.runs.preview_undo(setup).await.unwrap().removal.bucket {
        RemovalOutcome::Revert(back) => *back,
        other => panic!("{other:?}"),
    }
}

/// Lets the bucket be encrypted with a key.
async fn encrypted_with(stage: &Stage, name: &str) {
    let by_default = ServerSideEncryptionByDefault::builder()
        .sse_algorithm(ServerSideEncryption::AwsKms)
        .kms_master_key_id(name)
        .build()
        .unwrap();
    let rule = ServerSideEncryptionRule::builder().apply_server_side_encryption_by_default(by_default).build();
    let configuration = ServerSideEncryptionConfiguration::builder().rules(rule).build().unwrap();
    stage
        .s3()
        .put_bucket_encryption()
        .bucket(NAME)
        .server_side_encryption_configuration(configuration)
        .send()
        .await
        .unwrap();
}

/// Everything S3 says about the bucket's settings.
pub async fn settings(stage: &Stage) -> Vec<String> {
    let s3 = stage.s3();
    let said = |answer: Result<String, Option<String>>| match answer {
        Ok(value) => value,
        Err(code) => code.unwrap(),
    };
    let code = |error: &dyn ProvideErrorMetadata| error.code().map(ToOwned::to_owned);
    let tags = s3.get_bucket_tagging().bucket(NAME).send().await;
    let switches = s3.get_public_access_block().bucket(NAME).send().await;
    let policy = s3.get_bucket_policy().bucket(NAME).send().await;
    let rules = s3.get_bucket_lifecycle_configuration().bucket(NAME).send().await;
    let encryption = s3.get_bucket_encryption().bucket(NAME).send().await.unwrap();
    let versioning = s3.get_bucket_versioning().bucket(NAME).send().await.unwrap();
    // Once it was on it can only be paused; that is the same to whoever uses the bucket.
    let is_on = versioning.status().is_some_and(|status| status.as_str() == "Enabled");
    vec![
        said(tags.map(|it| format!("{:?}", it.tag_set())).map_err(|error| code(&error))),
        said(switches.map(|it| format!("{:?}", it.public_access_block_configuration())).map_err(|error| code(&error))),
        said(
            policy
                .map(|it| serde_json::from_str::<serde_json::Value>(it.policy().unwrap()).unwrap().to_string())
                .map_err(|error| code(&error)),
        ),
        said(rules.map(|it| format!("{:?}", it.rules())).map_err(|error| code(&error))),
        format!("{:?}", encryption.server_side_encryption_configuration()),
        format!("versioning {is_on}"),
    ]
}

pub fn form(stage: &Stage, changes: &[BucketSetting]) -> Form {
    Form {
        bucket_mode: BucketMode::Existing,
        bucket_name: NAME.to_owned(),
        region: String::new(),
        bucket_changes: changes.to_vec(),
        ..stage.form()
    }
}

async fn problem(stage: &Stage, form: &Form) -> String {
    let problems = stage.problems(form).await;
    assert_eq!(problems.len(), 1, "{problems:?}");
    kind_of(&problems[0])
}

fn failed(checks: &[Check]) -> Vec<&Check> {
    checks.iter().filter(|check| check.result.is_difference()).collect()
}

#[tokio::test]
async fn with_nothing_ticked_the_bucket_stays_exactly_as_it_is() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    lived_in(&stage).await;
    let before = settings(&stage).await;
    let form = form(&stage, &[]);
    let setup = stage.start(&form).await;
    let status = stage.ended(&setup).await;
    assert_eq!(status.phase, Phase::Done, "{status:#?}");
    assert_eq!(stage.traffic.written(), ["iam:AttachRolePolicy", "iam:CreatePolicy", "iam:CreateRole"]);
    assert_eq!(settings(&stage).await, before);
    let record = stage.record(&setup);
    assert_eq!(record.state, State::Ready);
    assert_eq!(failed(&record.checks), Vec::<&Check>::new());
    assert_eq!(record.desired.region.as_str(), REGION, "found from the bucket");

    let back = revert(&stage, &setup).await;
    assert!(back.writes.is_empty(), "{back:#?}");
    pressed::undo(&stage.app, &setup, false).await.unwrap();
    stage.ended(&setup).await;
    assert_eq!(stage.record(&setup).state, State::Undone);
    assert_eq!(settings(&stage).await, before);
}

#[tokio::test]
async fn what_is_ticked_is_changed_beside_what_others_wrote_and_undo_sets_it_back() {
    for (lived, encryption, after) in [
        (true, EncryptionMode::NewKey, State::Kept),
        (false, EncryptionMode::NewKey, State::Kept),
        (true, EncryptionMode::Amazon, State::Undone),
    ] {
        let stage = Stage::new().await;
        bucket(&stage).await;
        if lived {
            lived_in(&stage).await;
        }
        let before = settings(&stage).await;
        let form = Form { encryption_mode: encryption, ..form(&stage, &BucketSetting::ALL) };
        let setup = stage.start(&form).await;
        let status = stage.ended(&setup).await;
        stage.assert_ready(&status);
        let now = settings(&stage).await.join("\n");
        assert!(now.contains("ExportStorageSetupHttpsOnly") && now.contains("export-storage-setup-keep"), "{now}");
        if lived {
            assert!(now.contains("4711") && now.contains("to-archive") && now.contains("s3:DeleteBucket"), "{now}");
        }
        // Going on from here has nothing to do.
        assert!(stage.reviewed(&form).await.plan.is_done());

        let back = revert(&stage, &setup).await;
        assert!(!back.writes.is_empty(), "{back:#?}");
        pressed::undo(&stage.app, &setup, false).await.unwrap();
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Done, "{status:#?}");
        assert_eq!(settings(&stage).await, before, "{encryption:?}");
        // Files may be encrypted with the key by now, so it stays.
        assert_eq!(stage.record(&setup).state, after);
        assert_eq!(stage.inventory().await.buckets, 1);
    }
}

#[tokio::test]
async fn a_key_that_was_never_set_goes_with_the_rest() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    stage.refuse("s3:PutPublicAccessBlock", 1, (403, "AccessDenied", "no"));
    let settings = [BucketSetting::PublicAccess, BucketSetting::Encryption];
    stage.refuse("s3:PutBucketEncryption", 1, (403, "AccessDenied", "no"));
    let setup = stage.start(&form(&stage, &settings)).await;
    let status = stage.ended(&setup).await;
    assert_eq!(status.phase, Phase::Failed);
    pressed::undo(&stage.app, &setup, false).await.unwrap();
    stage.ended(&setup).await;
    assert_eq!(stage.record(&setup).state, State::Undone);
}

#[tokio::test]
async fn the_key_a_bucket_has_is_the_key_of_the_policy_however_it_is_named() {
    let stage = Stage::new().await;
    let kms = stage.kms();
    let key = kms.create_key().send().await.unwrap().key_metadata.unwrap();
    kms.create_alias().alias_name("alias/recordings").target_key_id(key.key_id()).send().await.unwrap();
    bucket(&stage).await;
    let arn = key.arn().unwrap();
    for name in [arn, key.key_id(), "alias/recordings"] {
        encrypted_with(&stage, name).await;
        let review = stage.reviewed(&form(&stage, &[])).await;
        assert_eq!(review.plan.key.as_ref().map(ToString::to_string).as_deref(), Some(arn), "named {name}");
        assert!(review.plan.desired.key.is_none(), "no new key is made");
        let outcome = ReviewOutcome::from(stage.app.reviews.review(form(&stage, &[])).await.unwrap());
        let ReviewOutcome::Planned { review } = outcome else { panic!("{outcome:?}") };
        let permissions = review.documents.iter().find(|document| document.id == DocumentId::Permissions).unwrap();
        assert!(permissions.json.contains(arn), "{}", permissions.json);
        assert!(review.documents.iter().all(|document| document.id != DocumentId::Bucket));
    }
}

#[tokio::test]
async fn a_bucket_that_holds_something_is_taken_only_when_ticked() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    stage.s3().put_object().bucket(NAME).key("payroll.csv").send().await.unwrap();
    assert_eq!(problem(&stage, &form(&stage, &[])).await, "bucket-filled");
    let ticked = Form { bucket_may_be_filled: true, ..form(&stage, &[]) };
    let setup = stage.start(&ticked).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Done);
    stage.refuse("s3:ListObjectsV2", 2, (403, "AccessDenied", "no"));
    let another =
        Form { setup: stage.form().setup, policy_name: "p".into(), role_name: "r".into(), ..form(&stage, &[]) };
    assert_eq!(problem(&stage, &another).await, "bucket-unseen");
}

#[tokio::test]
async fn a_bucket_that_is_not_there_not_seen_or_of_another_setup_is_refused() {
    let stage = Stage::new().await;
    assert_eq!(problem(&stage, &form(&stage, &[])).await, "bucket-missing");
    let strangers = Form { bucket_name: "recordings".to_owned(), ..form(&stage, &[]) };
    assert_eq!(problem(&stage, &strangers).await, "bucket-hidden");

    let status = stage.run(&stage.form()).await;
    let theirs = stage.record(&status.setup).desired.bucket.name.to_string();
    let of_another = Form { bucket_name: theirs, ..form(&stage, &[]) };
    assert_eq!(problem(&stage, &of_another).await, "bucket-not-ours");
}

#[tokio::test]
async fn a_setting_that_cannot_be_set_back_is_said_where_it_failed() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    stage.s3().delete_public_access_block().bucket(NAME).send().await.unwrap();
    for (call, step) in [
        ("s3:DeletePublicAccessBlock", Step::PublicAccess),
        ("s3:PutBucketEncryption", Step::Encryption),
        ("s3:DeleteBucketPolicy", Step::HttpsOnly),
        ("s3:DeleteBucketLifecycle", Step::Keeping),
        ("s3:DeleteBucketTagging", Step::Bucket),
    ] {
        let form = form(&stage, &BucketSetting::ALL);
        let setup = stage.start(&form).await;
        stage.assert_ready(&stage.ended(&setup).await);
        stage.refuse(call, 1, (403, "AccessDenied", "no"));
        pressed::undo(&stage.app, &setup, false).await.unwrap();
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Failed, "{call}: {status:#?}");
        let failed = status.progress.steps.iter().find(|progress| progress.state == StepState::Failed).unwrap();
        assert!(failed.step == step && failed.failure.is_some(), "{failed:?}");
        // And once it may be, it is.
        pressed::undo(&stage.app, &setup, false).await.unwrap();
        let status = stage.ended(&setup).await;
        assert_eq!((status.phase, stage.record(&setup).state), (Phase::Done, State::Kept), "{call}");
    }
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_undo_says_so() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    lived_in(&stage).await;
    let form = Form { encryption_mode: EncryptionMode::Amazon, ..form(&stage, &BucketSetting::ALL) };
    let setup = stage.start(&form).await;
    stage.ended(&setup).await;
    let s3 = stage.s3();
    let switches = PublicAccessBlockConfiguration::builder().block_public_policy(true).build();
    s3.put_public_access_block().bucket(NAME).public_access_block_configuration(switches).send().await.unwrap();
    let tags = Tagging::builder().tag_set(Tag::builder().key("new").value("owner").build().unwrap()).build().unwrap();
    s3.put_bucket_tagging().bucket(NAME).tagging(tags).send().await.unwrap();
    let now = settings(&stage).await;

    let changed = revert(&stage, &setup).await.changed;
    assert!(changed.contains(&BucketSetting::PublicAccess) && changed.contains(&BucketSetting::Tags), "{changed:?}");
    pressed::undo(&stage.app, &setup, false).await.unwrap();
    stage.ended(&setup).await;
    assert_eq!(stage.record(&setup).state, State::Undone);
    let after = settings(&stage).await;
    assert_eq!(after[..2], now[..2], "tags and switches are as somebody left them");
    assert!(!after[2].contains("ExportStorageSetup") && !after[3].contains("export-storage-setup"), "{after:#?}");
}

#[tokio::test]
async fn a_bucket_elsewhere_in_the_account_is_found_where_it_is() {
    let stage = Stage::new().await;
    let place = CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::EuCentral1).build();
    stage
        .s3()
        .create_bucket()
        .bucket(NAME)
        .create_bucket_configuration(place)
        .customize()
        .config_override(aws_sdk_s3::config::Builder::new().region(aws_sdk_s3::config::Region::new("eu-central-1")))
        .send()
        .await
        .unwrap();
    let review = stage.reviewed(&form(&stage, &[])).await;
    assert_eq!(review.plan.desired.region.as_str(), "eu-central-1");
    let role = review.plan.desired.role_arn().to_string();
    let setup = stage.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    assert_eq!(stage.ended(&setup).await.phase, Phase::Done);
    assert!(role.contains("role/"));
}

/// The documents name the key that was shown, and no other.
#[tokio::test]
async fn a_key_that_is_changed_between_the_review_and_going_on_is_not_overlooked() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    stage.refuse("iam:CreatePolicy", 1, (403, "AccessDenied", "no"));
    let setup = stage.start(&form(&stage, &[])).await;
    assert_eq!(stage.ended(&setup).await.phase, Phase::Failed);
    let key = stage.kms().create_key().send().await.unwrap().key_metadata.unwrap();
    encrypted_with(&stage, key.arn().unwrap()).await;
    let refused = stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap_err();
    let AppError::InTheWay { refusal, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(kind_of(&refusal), "bucket-key-changed");
}

/// What cannot be read could not be set back, so it is shown and cannot be ticked.
#[tokio::test]
async fn a_setting_that_cannot_be_read_cannot_be_ticked() {
    let stage = Stage::new().await;
    bucket(&stage).await;
    stage.refuse("s3:GetBucketPolicy", 2, (403, "AccessDenied", "no"));
    let outcome = ReviewOutcome::from(stage.app.reviews.review(form(&stage, &[])).await.unwrap());
    let ReviewOutcome::Planned { review } = outcome else { panic!("{outcome:?}") };
    let can_change = |what| review.differences.iter().find(|one| one.setting == what).unwrap().can_change;
    assert!(!can_change(BucketSetting::HttpsOnly) && can_change(BucketSetting::Tags), "{:#?}", review.differences);
}

#[tokio::test]
async fn a_setting_that_cannot_be_read_is_not_written_because_nobody_could_set_it_back() {
    for (call, setting) in [
        ("s3:GetPublicAccessBlock", BucketSetting::PublicAccess),
        ("s3:GetBucketEncryption", BucketSetting::Encryption),
        ("s3:GetBucketPolicy", BucketSetting::HttpsOnly),
        ("s3:GetBucketVersioning", BucketSetting::Versioning),
        ("s3:GetBucketLifecycleConfiguration", BucketSetting::Lifecycle),
        ("s3:GetBucketTagging", BucketSetting::Tags),
    ] {
        let stage = Stage::new().await;
        bucket(&stage).await;
        let form = Form { encryption_mode: EncryptionMode::Amazon, ..form(&stage, &[setting]) };
        stage.refuse(call, 1000, (403, "AccessDenied", "no"));
        let kinds: Vec<String> = stage.problems(&form).await.iter().map(kind_of).collect();
        assert_eq!(kinds, ["bucket-unreadable"], "{call}");
    }
}
