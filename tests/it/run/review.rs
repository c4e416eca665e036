//! What stands in the way is said at the field that holds it, before anything is made.

use export_storage_setup::practice::TAKEN_BUCKETS;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Field, Form};
use export_storage_setup::values::kind_of;

use super::stage::{REGION, Stage};
use crate::request::at_fields;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}"#;
const NOTHING: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#;

pub async fn strangers_role(stage: &Stage, name: &str) {
    stage.iam().create_role().role_name(name).assume_role_policy_document(TRUST).send().await.unwrap();
}

async fn said(stage: &Stage, form: &Form) -> Vec<(Field, String)> {
    stage.problems(form).await.iter().map(|problem| (problem.field, kind_of(problem))).collect()
}

#[tokio::test]
async fn names_that_others_have_are_refused_at_their_fields() {
    let stage = Stage::new().await;
    let form = stage.form();
    strangers_role(&stage, &form.role_name).await;
    stage.iam().create_policy().policy_name(&form.policy_name).policy_document(NOTHING).send().await.unwrap();
    let form = Form { bucket_mode: BucketMode::Ordinary, bucket_name: TAKEN_BUCKETS[0].to_owned(), ..form };
    let expected = [
        (Field::BucketName, "bucket-taken"),
        (Field::PolicyName, "policy-name-taken"),
        (Field::RoleName, "role-name-taken"),
    ];
    assert_eq!(said(&stage, &form).await, at_fields(&expected));
    assert!(stage.traffic.writes().is_empty());
}

#[tokio::test]
async fn what_another_setup_made_is_refused_and_the_setup_named() {
    let stage = Stage::new().await;
    let first = Form {
        bucket_mode: BucketMode::Ordinary,
        bucket_name: stage.app.forms.suggested_bucket_name(BucketMode::Ordinary),
        ..stage.form()
    };
    stage.assert_ready(&stage.run(&first).await);
    stage.traffic.forget();
    let second = Form { setup: stage.form().setup, ..first.clone() };
    let expected = [
        (Field::BucketName, "bucket-not-ours"),
        (Field::PolicyName, "policy-name-taken"),
        (Field::RoleName, "role-name-taken"),
    ];
    assert_eq!(said(&stage, &second).await, at_fields(&expected));
    for problem in stage.problems(&second).await {
        let problem = serde_json::to_value(&problem).unwrap();
        assert_eq!(problem["madeBy"], first.setup.as_str(), "{problem}");
    }
    let elsewhere = Form { region: "eu-central-1".to_owned(), ..second };
    assert_eq!(said(&stage, &elsewhere).await[0], (Field::BucketName, "bucket-elsewhere".to_owned()));
    assert!(stage.traffic.writes().is_empty());
}

#[tokio::test]
async fn a_key_that_cannot_be_used_is_refused_at_its_field() {
    use aws_sdk_kms::types::{KeySpec, KeyUsageType};
    let stage = Stage::new().await;
    let kms = stage.kms();
    let disabled = kms.create_key().send().await.unwrap().key_metadata.unwrap();
    kms.disable_key().key_id(disabled.key_id()).send().await.unwrap();
    let doomed = kms.create_key().send().await.unwrap().key_metadata.unwrap();
    kms.schedule_key_deletion().key_id(doomed.key_id()).send().await.unwrap();
    let pair = kms.create_key().key_spec(KeySpec::Rsa2048).key_usage(KeyUsageType::EncryptDecrypt);
    let pair = pair.send().await.unwrap().key_metadata.unwrap();
    let signing = kms.create_key().key_spec(KeySpec::EccNistP256).key_usage(KeyUsageType::SignVerify);
    let signing = signing.send().await.unwrap().key_metadata.unwrap();
    let missing = format!("arn:aws:kms:{REGION}:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    for (arn, kind) in [
        (disabled.arn().unwrap(), "key-not-enabled"),
        (doomed.arn().unwrap(), "key-not-enabled"),
        (pair.arn().unwrap(), "key-asymmetric"),
        (signing.arn().unwrap(), "key-for-other-use"),
        (&missing, "key-missing"),
    ] {
        let form = Form { encryption_mode: EncryptionMode::ExistingKey, key_arn: arn.to_owned(), ..stage.form() };
        assert_eq!(said(&stage, &form).await, at_fields(&[(Field::KeyArn, kind)]), "{arn}");
    }
    assert!(stage.traffic.writes().is_empty());
}
