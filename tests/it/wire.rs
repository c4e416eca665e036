//! The whole plan over HTTP, against stand-ins for AWS, read back with another SDK.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::app::App;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::{Phase, RunStatus};
use export_storage_setup::app::sessions::session::Source;
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{Access, Network, RealAccess};
use export_storage_setup::record::Record;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::run::{TestClock, filled_in, folder_in_memory};
use crate::support::boto::read_back;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::{Asked, Proxy};
use crate::support::sdk::configuration;

const REGIONS: [&str; 2] = ["us-east-1", "eu-west-1"];
const PRIMARY: &str = "arn:aws:iam::111122223333:role/vcc/export";
const SECONDARY: &str = "arn:aws:iam::111122223333:role/vcc/export-2";

/// A way to an emulator, by a profile that says where it is.
pub async fn access(endpoint: &str, credentials: SharedCredentialsProvider) -> Access {
    let profile = format!("[default]\nendpoint_url = {endpoint}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    Access::Real(RealAccess::load(credentials, http_client(&Network::default()).unwrap(), files, Some("default")).await)
}

/// The account's root. Where permissions are enforced, an access key of twelve digits is that account's.
pub fn root() -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(Credentials::new(ACCOUNT, "secret", None, None, "test"))
}

/// The program, signed in to an emulator.
pub struct Signed {
    pub app: Arc<App>,
    _folder: TempDir,
}

impl Signed {
    pub async fn in_to(endpoint: &str) -> Self {
        let folder = folder_in_memory();
        let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
        let access = access(endpoint, root()).await;
        app.sessions.sign_in(access, Source::Profile { name: "default".to_owned() }, None).await.unwrap();
        Self { app, _folder: folder }
    }

    pub async fn ended(&self, setup: &str) -> RunStatus {
        let mut news = self.app.runs.watch(setup).unwrap();
        news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone()
    }

    /// Makes a setup and gives its record.
    pub async fn make(&self, form: &Form) -> Record {
        let review = match self.app.reviews.review(form.clone()).await.unwrap() {
            Reviewed::Planned(review) => review,
            Reviewed::Problems(problems) => panic!("{problems:?}"),
        };
        let setup = self.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
        let status = self.ended(&setup).await;
        assert_eq!(status.phase, Phase::Done, "{status:#?}");
        let record = self.app.setups.finished(&setup).unwrap().record;
        let failing: Vec<_> = record.checks.iter().filter(|check| check.result.is_difference()).collect();
        assert!(failing.is_empty(), "{failing:?}");
        record
    }

    /// Every kind of key in a region, in both kinds of bucket name.
    async fn make_all(&self, endpoint: &str, region: &str) -> Vec<(Form, Record)> {
        let mut made = Vec::new();
        for encryption_mode in [EncryptionMode::NewKey, EncryptionMode::ExistingKey, EncryptionMode::Amazon] {
            let mut form = Form { region: region.to_owned(), encryption_mode, ..filled_in(&self.app) };
            form.tags = vec![TypedTag { key: "team".to_owned(), value: "Büro".to_owned() }];
            match encryption_mode {
                EncryptionMode::NewKey => {}
                EncryptionMode::ExistingKey => form.key_arn = make_key(endpoint, region).await,
                EncryptionMode::Amazon => {
                    form.bucket_mode = BucketMode::Ordinary;
                    form.bucket_name = self.app.forms.suggested_bucket_name(BucketMode::Ordinary);
                    form.versioning = false;
                    form.keep = Keep::Days;
                    form.retention_days = "365".into();
                    form.external_id = "vonage-42".into();
                }
            }
            let record = self.make(&form).await;
            made.push((form, record));
        }
        made
    }
}

/// A key that somebody made before.
async fn make_key(endpoint: &str, region: &str) -> String {
    let configuration = configuration(endpoint, region).await.into_builder().credentials_provider(root()).build();
    let kms = aws_sdk_kms::Client::new(&configuration);
    kms.create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap()
}

fn key_of(record: &Record) -> Option<String> {
    record.key().map(ToString::to_string)
}

fn assert_bucket(bucket: &Value, form: &Form, record: &Record) {
    let bucket_arn = record.desired.bucket_arn().to_string();
    let location = if form.region == "us-east-1" { Value::Null } else { json!(form.region) };
    assert_eq!(bucket["location"], location);
    let blocked = json!({
        "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true
    });
    assert_eq!(bucket["public_access_block"], blocked);
    assert_eq!(bucket["ownership"][0]["ObjectOwnership"], "BucketOwnerEnforced");
    let by_default = &bucket["encryption"][0]["ApplyServerSideEncryptionByDefault"];
    match key_of(record) {
        Some(key) => {
            assert_eq!(*by_default, json!({ "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key }));
            assert_eq!(bucket["encryption"][0]["BucketKeyEnabled"], true);
        }
        None => assert_eq!(*by_default, json!({ "SSEAlgorithm": "AES256" })),
    }
    let https_only = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "ExportStorageSetupHttpsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket_arn, format!("{bucket_arn}/*")],
            "Condition": { "Bool": { "aws:SecureTransport": "false" } },
        }],
    });
    assert_eq!(bucket["policy"], https_only);
    assert_eq!(bucket["versioning"], if form.versioning { json!("Enabled") } else { Value::Null });
    let rules = bucket["lifecycle"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["ID"] == id);
    let keep = rule("export-storage-setup-keep").unwrap();
    assert_eq!((&keep["Status"], &keep["Filter"]), (&json!("Enabled"), &json!({ "Prefix": "" })));
    assert_eq!(keep["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"], 7);
    assert_eq!(keep["Expiration"]["Days"], if form.keep == Keep::Days { json!(365) } else { Value::Null });
    if form.versioning {
        assert_eq!(keep["NoncurrentVersionExpiration"]["NoncurrentDays"], 30);
        let markers = rule("export-storage-setup-delete-markers").unwrap();
        assert_eq!(markers["Expiration"]["ExpiredObjectDeleteMarker"], true);
    } else {
        assert_eq!(rules.len(), 1, "{rules:?}");
    }
}

/// The tags of everything made.
fn assert_tags(found: &Value, form: &Form, record: &Record) {
    let mut tags = json!({
        "team": "Büro",
        "export-storage-setup:setup": form.setup,
        "export-storage-setup:version": env!("CARGO_PKG_VERSION"),
        "export-storage-setup:plan": record.fingerprint.short(),
    });
    assert_eq!(found["roles"][&form.role_name]["tags"], tags);
    assert_eq!(found["policies"][&form.policy_name]["tags"], tags);
    if form.encryption_mode == EncryptionMode::NewKey {
        assert_eq!(found["keys"][record.key().unwrap().key_id()]["tags"], tags);
    }
    tags["export-storage-setup:role"] = json!(form.role_name);
    match (&record.desired.key, key_of(record)) {
        (Some(new), _) => tags["export-storage-setup:key"] = json!(new.alias.to_string()),
        (None, Some(existing)) => tags["export-storage-setup:key"] = json!(existing),
        (None, None) => {}
    }
    assert_eq!(found["buckets"][record.desired.bucket.name.as_str()]["tags"], tags);
}

fn assert_identities(found: &Value, form: &Form, record: &Record) {
    let bucket = record.desired.bucket_arn().to_string();
    let files = format!("{bucket}/*");
    let mut statements = vec![
        json!({
            "Effect": "Allow",
            "Action": ["s3:PutObject", "s3:PutObjectAcl"],
            "Resource": files,
            "Condition": { "StringEquals": { "s3:x-amz-acl": "bucket-owner-full-control" } },
        }),
        json!({ "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": [bucket, files] }),
    ];
    if let Some(key) = key_of(record) {
        statements.push(json!({
            "Sid": "KMSpermissions",
            "Effect": "Allow",
            "Action": [
                "kms:GenerateDataKeyPair", "kms:ReEncryptFrom", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext",
                "kms:GenerateDataKeyPairWithoutPlaintext", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptTo",
                "kms:DescribeKey",
            ],
            "Resource": key,
        }));
    }
    let policy = &found["policies"][&form.policy_name];
    assert_eq!(policy["document"], json!({ "Version": "2012-10-17", "Statement": statements }));
    assert_eq!(policy["description"], form.description);
    let condition = match form.external_id.as_str() {
        "" => json!({}),
        id => json!({ "StringEquals": { "sts:ExternalId": id } }),
    };
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "AWS": [PRIMARY, SECONDARY] },
            "Action": "sts:AssumeRole",
            "Condition": condition,
        }],
    });
    let role = &found["roles"][&form.role_name];
    assert_eq!(role["trust"], trust);
    assert_eq!(role["arn"], record.desired.role_arn().to_string());
    assert_eq!(role["attached"], json!([policy["arn"]]));
    assert_eq!(role["inline"], json!([]));
    assert_eq!(role["description"], form.description);
}

fn assert_made_key(found: &Value, record: &Record) {
    let key = &found["keys"][record.key().unwrap().key_id()];
    assert_eq!(key["arn"], key_of(record).unwrap());
    assert_eq!((&key["state"], &key["rotation"]), (&json!("Enabled"), &json!(true)));
    assert_eq!((&key["spec"], &key["usage"]), (&json!("SYMMETRIC_DEFAULT"), &json!("ENCRYPT_DECRYPT")));
    assert_eq!(key["aliases"], json!([record.desired.key.as_ref().unwrap().alias.to_string()]));
}

/// What every request must carry, whoever answers it.
fn assert_requests(asked: &[Asked], made: &[(Form, Record)]) {
    let header = |request: &Asked, name: &str| {
        request.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    let mut created = 0;
    for request in asked {
        let operation = request.operation();
        assert!(header(request, "user-agent").contains("app/export-storage-setup"), "{request:?}");
        assert!(header(request, "authorization").starts_with("AWS4-HMAC-SHA256 "), "{request:?}");
        assert_ne!(operation, "PutBucketTagging", "the tags travel inside CreateBucket");
        if !header(request, "authorization").contains("/s3/aws4_request") {
            continue;
        }
        if operation != "CreateBucket" {
            assert_eq!(header(request, "x-amz-expected-bucket-owner"), ACCOUNT, "{operation}");
            continue;
        }
        created += 1;
        let name = request.uri.path().trim_matches('/');
        let (form, _) = made.iter().find(|(_, record)| record.desired.bucket.name.as_str() == name).unwrap();
        let constraint = format!("<LocationConstraint>{}</LocationConstraint>", form.region);
        if form.region == "us-east-1" {
            assert!(!request.text().contains("LocationConstraint"), "{}", request.text());
        } else {
            assert!(request.text().contains(&constraint), "{}", request.text());
        }
        assert_eq!(header(request, "x-amz-object-ownership"), "BucketOwnerEnforced");
        let namespace = if form.bucket_mode == BucketMode::AccountRegional { "account-regional" } else { "" };
        assert_eq!(header(request, "x-amz-bucket-namespace"), namespace);
    }
    assert_eq!(created, made.len());
}

async fn everything_is_as_designed(emulator: &Emulator) {
    let proxy = Proxy::before(&emulator.endpoint()).start().await;
    let signed = Signed::in_to(&proxy.endpoint()).await;
    let mut all = Vec::new();
    for region in REGIONS {
        let made = signed.make_all(&emulator.endpoint(), region).await;
        let found = read_back(&emulator.endpoint(), region).await;
        // The new one and the one that was there.
        assert_eq!(found["keys"].as_object().unwrap().len(), 2, "{:#}", found["keys"]);
        for (form, record) in &made {
            assert_bucket(&found["buckets"][record.desired.bucket.name.as_str()], form, record);
            assert_tags(&found, form, record);
            assert_identities(&found, form, record);
        }
        assert_made_key(&found, &made[0].1);
        all.extend(made);
        for kind in ["buckets", "policies", "roles"] {
            assert_eq!(found[kind].as_object().unwrap().len(), all.len(), "{kind}");
        }
    }
    assert_requests(&proxy.asked(), &all);
}

#[tokio::test]
async fn made_in_moto_and_read_back() {
    everything_is_as_designed(&Emulator::moto().await).await;
}

#[tokio::test]
async fn made_in_ministack_and_read_back() {
    everything_is_as_designed(&Emulator::ministack().await).await;
}
