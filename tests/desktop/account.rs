//! A setup in an AWS account: from the form to the ARN on the clipboard, over the wire, read back with another SDK.

use serde_json::{Value, json};

use crate::journey::{PRIMARY, SECONDARY};
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

/// Which key a setup shall use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    New,
    /// One that somebody made before.
    Existing,
    Amazons,
}

/// Walks the window from the form to the ARN on the clipboard. The account is empty before.
pub async fn set_up(window: &Window, moto: &Emulator, proxy: &Proxy, region: &str, key: Key) {
    window.paste_mail().await;
    let mut theirs = None;
    match key {
        Key::New => {}
        Key::Existing => {
            let arn = make_key(&moto.endpoint(), region).await;
            window.pick("encryption-mode", "existing-key").await;
            window.type_into("key-arn", &arn).await;
            theirs = Some(arn);
        }
        Key::Amazons => window.pick("encryption-mode", "amazon").await,
    }
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    assert!(role.starts_with(&format!("arn:aws:iam::{ACCOUNT}:role/")), "{role}");
    window.click("copy-role-arn").await;
    window.wait_clipboard(&role).await;

    let created = proxy.asked().into_iter().filter(|asked| asked.operation() == "CreateBucket");
    let bodies: Vec<String> = created.map(|asked| asked.text()).collect();
    let wanted = format!("<LocationConstraint>{region}</LocationConstraint>");
    assert!(!bodies.is_empty() && bodies.iter().all(|body| body.contains(&wanted) == (region != "us-east-1")));
    let found = read_back(&moto.endpoint(), region).await;
    assert_as_designed(&found, region, &window.text_of("value-bucket-name").await);
    assert_encrypted(&found, key, theirs.as_deref());
}

fn assert_encrypted(found: &Value, key: Key, theirs: Option<&str>) {
    let keys = found["keys"].as_object().unwrap();
    let only = |of: &str| found[of].as_object().unwrap().values().next().unwrap().clone();
    let rule = &only("buckets")["encryption"][0];
    let policy = only("policies").to_string();
    if key == Key::Amazons {
        assert!(keys.is_empty(), "{found:#}");
        assert_eq!(rule["ApplyServerSideEncryptionByDefault"], json!({ "SSEAlgorithm": "AES256" }));
        assert!(!policy.contains("kms:"), "{policy}");
        return;
    }
    assert_eq!(keys.len(), 1, "{found:#}");
    let made = only("keys");
    let arn = made["arn"].as_str().unwrap();
    if let Some(theirs) = theirs {
        assert_eq!(arn, theirs);
    } else {
        assert_eq!((&made["state"], &made["rotation"]), (&json!("Enabled"), &json!(true)));
        assert_eq!(made["aliases"].as_array().unwrap().len(), 1, "{made:#}");
    }
    assert_eq!(rule["ApplyServerSideEncryptionByDefault"], json!({ "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn }));
    assert_eq!(rule["BucketKeyEnabled"], true);
    assert!(policy.contains(arn), "{policy}");
}

/// A key that somebody made before.
async fn make_key(endpoint: &str, region: &str) -> String {
    let configuration = configuration(endpoint, region).await;
    let made = aws_sdk_kms::Client::new(&configuration).create_key().send().await.unwrap();
    made.key_metadata().unwrap().arn().unwrap().to_owned()
}
