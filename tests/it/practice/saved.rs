//! The account on disk.

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, Tag};
use export_storage_setup::practice::{PracticeAws, PracticeError};

use super::{REGION, clients, code, is};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}"#;

#[tokio::test]
async fn everything_made_is_there_tomorrow() {
    let today = PracticeAws::new();
    let before = clients(&today, REGION);
    let configuration = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::EuWest1)
        .tags(Tag::builder().key("team").value("Büro").build().unwrap())
        .build();
    let bucket = "practice-recordings";
    before.s3.create_bucket().bucket(bucket).create_bucket_configuration(configuration).send().await.unwrap();
    let body = ByteStream::from_static(b"recording");
    before.s3.put_object().bucket(bucket).key("a").body(body).send().await.unwrap();
    before.iam.create_role().role_name("export").assume_role_policy_document(TRUST).send().await.unwrap();
    let key = before.kms.create_key().description("Recordings").send().await.unwrap();
    let key = key.key_metadata().unwrap().key_id();
    before.kms.create_alias().alias_name("alias/practice").target_key_id(key).send().await.unwrap();
    let east = clients(&today, "us-east-1");
    let eastern = east.kms.create_key().send().await.unwrap();
    let role = before.iam.get_role().role_name("export").send().await.unwrap();

    let saved = today.save().await.unwrap();
    let tomorrow = PracticeAws::load(&saved).await.unwrap();
    let after = clients(&tomorrow, REGION);
    let tags = after.s3.get_bucket_tagging().bucket(bucket).send().await.unwrap();
    assert_eq!(tags.tag_set()[0].value(), "Büro");
    assert_eq!(after.s3.head_bucket().bucket(bucket).send().await.unwrap().bucket_region(), Some(REGION));
    assert_eq!(code(after.s3.delete_bucket().bucket(bucket).send().await), is(409, "BucketNotEmpty"));
    assert_eq!(after.iam.get_role().role_name("export").send().await.unwrap().role(), role.role());
    let found = after.kms.describe_key().key_id("alias/practice").send().await.unwrap();
    assert_eq!(found.key_metadata().unwrap().key_id(), key);
    let eastern = eastern.key_metadata().unwrap().key_id();
    clients(&tomorrow, "us-east-1").kms.describe_key().key_id(eastern).send().await.unwrap();
    assert_eq!(code(after.kms.describe_key().key_id(eastern).send().await), is(400, "NotFoundException"));

    // Nothing that opens anything is on disk, and nothing is lost by saving twice.
    let text = String::from_utf8(saved.clone()).unwrap();
    assert!(text.contains(r#""key_material":"""#), "{text}");
    let again: serde_json::Value = serde_json::from_slice(&tomorrow.save().await.unwrap()).unwrap();
    assert_eq!(again, serde_json::from_slice::<serde_json::Value>(&saved).unwrap());
}

#[tokio::test]
async fn what_practice_did_not_write_is_not_read() {
    let unreadable = [&b""[..], b"{", b"[]", br#"{"format":1}"#, br#"{"format":"1"}"#];
    for bytes in unreadable {
        let error = PracticeAws::load(bytes).await.unwrap_err();
        assert!(matches!(error, PracticeError::Unreadable { .. }), "{error:?}");
    }
    let newer = PracticeAws::load(br#"{"format":2}"#).await.unwrap_err();
    assert!(matches!(newer, PracticeError::Newer { format: 2 }), "{newer:?}");
}
