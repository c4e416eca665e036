//! A setup in an AWS account, through the window and over the wire, read back with another SDK.

use serde_json::{Value, json};

use crate::journey::{PRIMARY, SECONDARY, computer};
use crate::support::boto::read_back;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::Proxy;
use crate::support::sdk::configuration;
use crate::window::Window;

/// Everything that is true of a setup, whichever key it uses.
fn assert_as_designed(found: &Value, region: &str, bucket_name: &str) {
    let bucket = &found["buckets"][bucket_name];
    assert_eq!(found["buckets"].as_object().unwrap().len(), 1, "{found:#}");
    assert_eq!(bucket["location"], if region == "us-east-1" { Value::Null } else { json!(region) });
    let all = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
    for name in all {
        assert_eq!(bucket["public_access_block"][name], true, "{name}");
    }
    assert_eq!(bucket["ownership"][0]["ObjectOwnership"], "BucketOwnerEnforced");
    assert_eq!(bucket["versioning"], "Enabled");
    assert_eq!(bucket["lifecycle"][0]["NoncurrentVersionExpiration"]["NoncurrentDays"], 30);
    let denied = &bucket["policy"]["Statement"][0];
    assert_eq!((&denied["Effect"], &denied["Principal"]), (&json!("Deny"), &json!("*")));
    assert_eq!(denied["Condition"], json!({ "Bool": { "aws:SecureTransport": "false" } }));

    let (role_name, role) = found["roles"].as_object().unwrap().iter().next().unwrap();
    let (_, policy) = found["policies"].as_object().unwrap().iter().next().unwrap();
    assert_eq!(role["attached"], json!([policy["arn"]]));
    assert_eq!(role["inline"], json!([]));
    assert_eq!(role["trust"]["Statement"][0]["Principal"], json!({ "AWS": [PRIMARY, SECONDARY] }));

    let setup = &bucket["tags"]["export-storage-setup:setup"];
    assert!(setup.is_string(), "{:#}", bucket["tags"]);
    for tags in [&role["tags"], &policy["tags"]] {
        assert_eq!(&tags["export-storage-setup:setup"], setup);
    }
    assert_eq!(bucket["tags"]["export-storage-setup:role"], json!(role_name));
}

/// Walks the window from the profile to the ARN on the clipboard; `choose` fills in what the case is about.
async fn set_up(region: &str, choose: impl AsyncFnOnce(&Window, &str)) -> (Value, Vec<String>) {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let window = Window::opening().home(&computer(region)).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.enter_with_profile().await;
    assert!(window.text_of("endpoint-banner").await.contains(&proxy.endpoint()));
    window.paste_mail().await;
    choose(&window, &moto.endpoint()).await;
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    assert!(role.starts_with(&format!("arn:aws:iam::{ACCOUNT}:role/")), "{role}");
    window.click("copy-role-arn").await;
    window.wait_clipboard(&role).await;

    let created = proxy.asked().into_iter().filter(|asked| asked.operation() == "CreateBucket");
    let bodies = created.map(|asked| asked.text()).collect();
    let found = read_back(&moto.endpoint(), region).await;
    assert_as_designed(&found, region, &window.text_of("value-bucket-name").await);
    (found, bodies)
}

#[tokio::test]
async fn a_new_key_in_us_east_1() {
    let (found, created) = set_up("us-east-1", async |_, _| ()).await;
    assert!(created.iter().all(|body| !body.contains("LocationConstraint")), "{created:?}");
    assert_new_key(&found);
}

#[tokio::test]
async fn a_new_key_in_eu_west_1() {
    let (found, created) = set_up("eu-west-1", async |_, _| ()).await;
    assert!(created.iter().all(|body| body.contains("<LocationConstraint>eu-west-1</LocationConstraint>")));
    assert_new_key(&found);
}

fn assert_new_key(found: &Value) {
    let (_, key) = found["keys"].as_object().unwrap().iter().next().unwrap();
    assert_eq!((&key["state"], &key["rotation"]), (&json!("Enabled"), &json!(true)));
    assert_eq!(key["aliases"].as_array().unwrap().len(), 1, "{key:#}");
    assert_encrypted_with(found, &key["arn"]);
}

fn assert_encrypted_with(found: &Value, key: &Value) {
    let bucket = found["buckets"].as_object().unwrap().values().next().unwrap();
    let rule = &bucket["encryption"][0];
    assert_eq!(rule["ApplyServerSideEncryptionByDefault"], json!({ "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key }));
    assert_eq!(rule["BucketKeyEnabled"], true);
    let policy = found["policies"].as_object().unwrap().values().next().unwrap();
    assert!(policy["document"].to_string().contains(key.as_str().unwrap()), "{policy:#}");
}

#[tokio::test]
async fn a_key_that_exists() {
    let mut arn = String::new();
    let (found, _) = set_up("eu-west-1", async |window, endpoint| {
        arn = make_key(endpoint).await;
        window.pick("encryption-mode", "existing-key").await;
        window.type_into("key-arn", &arn).await;
    })
    .await;
    assert_eq!(found["keys"].as_object().unwrap().len(), 1, "{found:#}");
    assert_encrypted_with(&found, &json!(arn));
}

#[tokio::test]
async fn no_key_of_ones_own() {
    let (found, _) = set_up("us-east-1", async |window, _| window.pick("encryption-mode", "amazon").await).await;
    assert_eq!(found["keys"], json!({}));
    let bucket = found["buckets"].as_object().unwrap().values().next().unwrap();
    assert_eq!(bucket["encryption"][0]["ApplyServerSideEncryptionByDefault"], json!({ "SSEAlgorithm": "AES256" }));
    assert!(!found["policies"].to_string().contains("kms:"), "{found:#}");
}

/// A key that somebody made before.
async fn make_key(endpoint: &str) -> String {
    let configuration = configuration(endpoint, "eu-west-1").await;
    let made = aws_sdk_kms::Client::new(&configuration).create_key().send().await.unwrap();
    made.key_metadata().unwrap().arn().unwrap().to_owned()
}
