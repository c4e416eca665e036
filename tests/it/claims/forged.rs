//! Records with any of their values replaced by hostile ones: refused, or not confirmed and harmless.

use aws_sdk_s3::types::PublicAccessBlockConfiguration;
use export_storage_setup::app::AppError;
use export_storage_setup::app::runs::undo::Yes;
use export_storage_setup::handoff::record_file::{self, Claim};
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::assert_no_more_than_a_claim;
use crate::pressed::{self, yes};
use crate::run::{REGION, filled_in};
use crate::support::boto::read_back;
use crate::support::emulator::Emulator;
use crate::support::proxy::Proxy;
use crate::support::sdk::configuration;
use crate::wire::{Signed, root};

/// So many forgeries of each record.
const FORGERIES: usize = 300;
/// So many of those that AWS confirms are undone with every yes there is; the others are only looked at.
const UNDONE: usize = 6;

/// What other people have in the account.
struct Strangers {
    role: String,
    policy: String,
    key: String,
    bucket: String,
}

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

impl Strangers {
    async fn move_in(endpoint: &str) -> Self {
        let sdk = configuration(endpoint, REGION).await.into_builder().credentials_provider(root()).build();
        let (iam, kms) = (aws_sdk_iam::Client::new(&sdk), aws_sdk_kms::Client::new(&sdk));
        let s3 = aws_sdk_s3::Client::from_conf(aws_sdk_s3::config::Builder::from(&sdk).force_path_style(true).build());
        let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}"#;
        let role = iam.create_role().role_name("production").assume_role_policy_document(TRUST).send().await.unwrap();
        let policy = iam.create_policy().policy_name("production").policy_document(document).send().await.unwrap();
        let policy = policy.policy.unwrap().arn.unwrap();
        iam.attach_role_policy().role_name("production").policy_arn(&policy).send().await.unwrap();
        let key = kms.create_key().send().await.unwrap().key_metadata.unwrap().arn.unwrap();
        kms.create_alias().alias_name("alias/production").target_key_id(&key).send().await.unwrap();
        let bucket = "production-recordings".to_owned();
        let place = aws_sdk_s3::types::CreateBucketConfiguration::builder().location_constraint(REGION.into()).build();
        s3.create_bucket().bucket(&bucket).create_bucket_configuration(place).send().await.unwrap();
        let blocked = PublicAccessBlockConfiguration::builder()
            .block_public_acls(true)
            .ignore_public_acls(true)
            .block_public_policy(true)
            .restrict_public_buckets(true)
            .build();
        s3.put_public_access_block().bucket(&bucket).public_access_block_configuration(blocked).send().await.unwrap();
        Self { role: role.role.unwrap().arn, policy, key, bucket }
    }

    /// Everything of theirs, as another SDK reads it.
    async fn all(&self, endpoint: &str) -> Value {
        let all = read_back(endpoint, REGION).await;
        let key = self.key.rsplit('/').next().unwrap();
        json!([
            all["roles"]["production"],
            all["policies"]["production"],
            all["keys"][key],
            all["buckets"][&self.bucket]
        ])
    }

    /// Values that somebody who means harm would write into a record.
    fn hostile(&self, setup: &str) -> Vec<Value> {
        let every_setting = json!(["public-access", "encryption", "https-only", "versioning", "lifecycle", "tags"]);
        let theirs = |text: &str| Value::from(text);
        vec![
            theirs(&self.role),
            theirs("production"),
            theirs(&self.policy),
            theirs(&self.key),
            theirs(self.key.rsplit('/').next().unwrap()),
            theirs(&self.bucket),
            theirs(&format!("arn:aws:s3:::{}", self.bucket)),
            theirs("alias/production"),
            theirs("*"),
            theirs("arn:aws:iam::666666666666:role/mallory"),
            theirs("arn:aws:iam::666666666666:root"),
            theirs("666666666666"),
            theirs("123456789012"),
            theirs(setup),
            theirs("00000000-0000-4000-8000-000000000000"),
            theirs("ready"),
            theirs("stopped"),
            theirs("unfinished"),
            theirs("undone"),
            theirs("done"),
            theirs("us-east-1"),
            theirs("aws-cn"),
            theirs(""),
            theirs("\u{202e}gnp.exe\u{0}"),
            theirs("../../../../etc/passwd"),
            theirs(&"A".repeat(20_000)),
            json!(null),
            json!(true),
            json!(false),
            json!(-1),
            json!(1e308),
            json!([]),
            json!({}),
            every_setting.clone(),
            json!({ "kms": { "known": self.key } }),
            json!({ "kms": "new" }),
            json!("amazon-s3"),
            json!({ "theirs": { "change": every_setting, "filled": true } }),
            json!({ "key": self.key }),
            json!({ "role": [self.role, "AROAPRODUCTION"] }),
            json!({ "policy": [self.policy, "ANPAPRODUCTION"] }),
            json!({ "done": { "key": self.key } }),
            json!([{ "public-access": null }, { "versioning": false }, { "policy": null }]),
            serde_json::from_str(TRUST).unwrap(),
        ]
    }
}

/// Every place in a record, by its pointer.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    if !at.is_empty() {
        all.push(at.to_owned());
    }
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| places(value, &format!("{at}/{}", escaped(key)), all));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(key, value)| places(value, &format!("{at}/{key}"), all));
        }
        _ => {}
    }
}

/// One to three values of a record, replaced by others.
fn forgeries(record: &Value, hostile: Vec<Value>) -> impl Strategy<Value = String> + use<> {
    let mut all = Vec::new();
    places(record, "", &mut all);
    // What is read counts for more than what is left out.
    let read: Vec<String> =
        all.iter().filter(|at| at.contains("/desired") || at.contains("/before")).cloned().collect();
    let place = prop_oneof![prop::sample::select(all), prop::sample::select(read)];
    let change = (place, prop::sample::select(hostile));
    let record = record.clone();
    prop::collection::vec(change, 1..=3).prop_map(move |changes| {
        let mut forged = record.clone();
        for (at, value) in changes {
            // An earlier change may have taken the place away.
            if let Some(place) = forged.pointer_mut(&at) {
                *place = value;
            }
        }
        forged.to_string()
    })
}

async fn saved(signed: &Signed, form: &Form) -> (String, Value) {
    let record = signed.make(form).await;
    (record.desired.setup.to_string(), serde_json::from_str(&record_file::write(&record).unwrap()).unwrap())
}

/// A setup of our own, with a new bucket and key or with a bucket that was there.
async fn ours(signed: &Signed, endpoint: &str, with_their_bucket: bool) -> (String, Value) {
    if !with_their_bucket {
        return saved(signed, &filled_in(&signed.app)).await;
    }
    let sdk = configuration(endpoint, REGION).await.into_builder().credentials_provider(root()).build();
    let s3 = aws_sdk_s3::Client::from_conf(aws_sdk_s3::config::Builder::from(&sdk).force_path_style(true).build());
    let bucket = signed.app.forms.suggested_bucket_name(BucketMode::Ordinary);
    let place = aws_sdk_s3::types::CreateBucketConfiguration::builder().location_constraint(REGION.into()).build();
    s3.create_bucket().bucket(&bucket).create_bucket_configuration(place).send().await.unwrap();
    let form = Form {
        bucket_mode: BucketMode::Existing,
        bucket_name: bucket,
        region: String::new(),
        bucket_changes: vec![BucketSetting::PublicAccess, BucketSetting::HttpsOnly, BucketSetting::Tags],
        encryption_mode: EncryptionMode::Amazon,
        ..filled_in(&signed.app)
    };
    saved(signed, &form).await
}

/// Opens a forgery, and presses whatever can be pressed. Answers whether something was undone.
async fn all_buttons(there: &Signed, text: &str, undo: bool) -> bool {
    let Ok(opened) = there.app.setups.open_record(text) else { return false };
    let (app, setup) = (&there.app, opened.setup.as_str());
    assert!(!opened.known);
    assert_no_more_than_a_claim(app, setup).await;
    let pressed = match app.setups.confirm(setup).await {
        Err(
            AppError::Contradicted { .. }
            | AppError::OtherAccount { .. }
            | AppError::Aws(_)
            | AppError::NotEntered { .. },
        ) => {
            assert_no_more_than_a_claim(app, setup).await;
            false
        }
        Err(other) => panic!("{other:?}\n{text}"),
        Ok(()) => {
            assert!(matches!(
                app.runs.retry(setup, export_storage_setup::app::lost_key::LostKey::LookAgain).await,
                Err(AppError::ReviewFirst)
            ));
            let shown = app.runs.preview_undo(setup).await.unwrap();
            if undo {
                let _ = pressed::stop(app, setup).await;
                assert!(pressed::resume(app, setup).await.is_err(), "only a review opens it again");
                let shown = app.runs.preview_undo(setup).await.unwrap();
                let all = Yes { revert: BucketSetting::ALL.into(), ..yes(&shown, true) };
                app.runs.undo(setup, &all).await.unwrap();
                there.ended(setup).await;
            } else {
                assert!(!shown.fingerprint.as_str().is_empty());
            }
            undo
        }
    };
    app.setups.forget(setup).unwrap();
    pressed
}

async fn nobody_elses_things_change(with_their_bucket: bool) {
    let moto = Emulator::moto().await;
    // On AWS the tags travel inside CreateBucket; moto drops them there.
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let strangers = Strangers::move_in(&moto.endpoint()).await;
    let before = strangers.all(&moto.endpoint()).await;
    let (here, there) = (Signed::in_to(&proxy.endpoint()).await, Signed::in_to(&proxy.endpoint()).await);
    let (mut setup, mut record) = ours(&here, &moto.endpoint(), with_their_bucket).await;
    let mut runner = TestRunner::deterministic();
    let (mut seen, mut undone): (Vec<Claim>, usize) = (Vec::new(), 0);
    for _ in 0..FORGERIES {
        let forged = forgeries(&record, strangers.hostile(&setup)).new_tree(&mut runner).unwrap().current();
        // One that says nothing new to this program says nothing new to AWS.
        match record_file::read(&forged) {
            Ok(claim) if !seen.contains(&claim) => seen.push(claim),
            _ => {
                if let Ok(opened) = there.app.setups.open_record(&forged) {
                    there.app.setups.forget(&opened.setup).unwrap();
                }
                continue;
            }
        }
        if all_buttons(&there, &forged, undone < UNDONE).await {
            undone += 1;
            assert_eq!(strangers.all(&moto.endpoint()).await, before, "{forged}");
            (setup, record) = ours(&here, &moto.endpoint(), with_their_bucket).await;
        }
    }
    assert!(seen.len() > 10 && undone > 0, "{} claims, {undone} undone", seen.len());
    assert_eq!(strangers.all(&moto.endpoint()).await, before);
}

#[tokio::test]
async fn forged_records_of_a_new_bucket_harm_nobody() {
    nobody_elses_things_change(false).await;
}

#[tokio::test]
async fn forged_records_of_a_bucket_they_have_harm_nobody() {
    nobody_elses_things_change(true).await;
}
