//! The three documents a setup sends, against files that were not written by this program.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use export_storage_setup::policy::{PolicyDocument, Sid, Version};
use export_storage_setup::resources::https_only::{self, HTTPS_ONLY_SID};
use export_storage_setup::resources::managed_policy::{KEY_TO_BE_MADE, KeySlot, document as permissions};
use export_storage_setup::resources::role::trust;
use export_storage_setup::setup::form::EncryptionMode;
use export_storage_setup::values::{BucketArn, KeyArn, Partition};

use crate::request::sample::{PLACES, form_in, key_arn, own, parsed};

macro_rules! golden {
    ($($file:literal),+ $(,)?) => {
        /// Every golden file by its name, as it stands.
        const GOLDEN: &[(&str, &str)] = &[$(($file, include_str!(concat!("golden/", $file, ".json")))),+];
    };
}

golden!(
    "guide-permissions",
    "guide-trust",
    "https-only-aws",
    "https-only-aws-cn",
    "https-only-aws-eusc",
    "https-only-aws-us-gov",
    "permissions-aws-cn-kms",
    "permissions-aws-cn-no-key",
    "permissions-aws-eusc-kms",
    "permissions-aws-eusc-no-key",
    "permissions-aws-kms",
    "permissions-aws-no-key",
    "permissions-aws-us-gov-kms",
    "permissions-aws-us-gov-no-key",
    "trust-aws",
    "trust-aws-cn",
    "trust-aws-cn-external-id",
    "trust-aws-eusc",
    "trust-aws-eusc-external-id",
    "trust-aws-external-id",
    "trust-aws-us-gov",
    "trust-aws-us-gov-external-id",
);

fn golden(name: &str) -> &'static str {
    GOLDEN.iter().find(|(file, _)| *file == name).map(|(_, text)| *text).unwrap()
}

#[track_caller]
fn assert_golden(document: &PolicyDocument, name: &str) {
    assert_eq!(format!("{}\n", document.to_pretty()), golden(name), "golden/{name}.json");
}

fn bucket() -> BucketArn {
    BucketArn::parse("arn:aws:s3:::recordings-123456789012-eu-west-1-an").unwrap()
}

fn document(json: &str) -> PolicyDocument {
    PolicyDocument::parse(json).unwrap()
}

#[test]
fn the_documents_are_the_golden_files_byte_for_byte() {
    for (partition, region) in PLACES {
        let account = crate::request::sample::account(partition);
        for with_key in [true, false] {
            for with_external_id in [true, false] {
                let mut form = form_in(partition, region);
                if with_key {
                    form.encryption_mode = EncryptionMode::ExistingKey;
                    form.key_arn = key_arn(partition, region);
                } else {
                    form.encryption_mode = EncryptionMode::Amazon;
                }
                if with_external_id {
                    "vonage-4711".clone_into(&mut form.external_id);
                }
                let desired = parsed(&form, &account);
                let slot = desired.key_slot(None);
                let key = if with_key { "kms" } else { "no-key" };
                assert_golden(&permissions(&desired.bucket_arn(), slot), &format!("permissions-{partition}-{key}"));
                let id = if with_external_id { "-external-id" } else { "" };
                assert_golden(&trust(&desired.role, partition), &format!("trust-{partition}{id}"));
                assert_golden(&https_only::statement(&desired.bucket_arn()), &format!("https-only-{partition}"));
            }
        }
    }
}

#[test]
fn the_guides_own_documents_with_only_the_braces_filled_in() {
    let mut form = form_in(Partition::Aws, "eu-west-1");
    form.encryption_mode = EncryptionMode::ExistingKey;
    form.key_arn = key_arn(Partition::Aws, "eu-west-1");
    let desired = parsed(&form, &own());

    let guide = golden("guide-permissions")
        .replace("{customer-bucket-arn}", desired.bucket_arn().as_str())
        .replace("{customer-kms-arn}", &form.key_arn);
    let ours = permissions(&desired.bucket_arn(), desired.key_slot(None)).to_json();
    assert_eq!(compact(&ours), compact(&guide));

    let guide = golden("guide-trust")
        .replace("{primary-service}", &form.primary_service)
        .replace("{secondary-service}", &form.secondary_service);
    let ours = trust(&desired.role, Partition::Aws).to_json();
    assert_eq!(compact(&ours), compact(&guide));
    assert!(ours.contains(r#""Condition":{}"#), "the guide's empty condition stays");
}

/// The JSON read and written again: order of keys, lists and bare values as they stand, white space gone.
fn compact(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json).unwrap().to_string()
}

#[test]
fn without_a_key_the_statement_is_left_out_and_nothing_else() {
    let key = KeyArn::parse(&key_arn(Partition::Aws, "eu-west-1")).unwrap();
    let mut with = permissions(&bucket(), KeySlot::Arn(&key));
    let gone = with.statement.pop().unwrap();
    assert_eq!(gone.sid, Some(Sid::new("KMSpermissions")));
    assert_eq!(with, permissions(&bucket(), KeySlot::NoKey));
}

#[test]
fn a_key_still_to_be_made_leaves_a_hole_that_is_no_arn() {
    let pretty = permissions(&bucket(), KeySlot::ToBeMade).to_pretty();
    assert!(pretty.contains(&format!(r#""Resource": "{KEY_TO_BE_MADE}""#)));
    assert!(KeyArn::parse(KEY_TO_BE_MADE).is_err());
}

#[test]
fn a_trusted_account_is_written_as_its_root() {
    for typed in ["999900001111", "9999-0000-1111", "arn:aws-cn:iam::999900001111:root"] {
        let mut form = form_in(Partition::China, "cn-north-1");
        form.trust_whole_account = true;
        typed.clone_into(&mut form.primary_service);
        let account = crate::request::sample::account(Partition::China);
        let desired = parsed(&form, &account);
        let json = trust(&desired.role, Partition::China).to_json();
        let principals =
            r#""AWS":["arn:aws-cn:iam::999900001111:root","arn:aws-cn:iam::999900001111:role/vcc-export-secondary"]"#;
        assert!(json.contains(principals), "{typed}: {json}");
    }
}

#[test]
fn the_https_rule_is_found_among_others_however_aws_writes_it() {
    let bucket = bucket();
    let (arn, files) = (bucket.as_str(), bucket.objects());
    for (why, policy) in [
        ("ours", https_only::statement(&bucket).to_json()),
        (
            "other order, lists and capitals",
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"123456789012"}},"Action":"s3:GetObject","Resource":"{files}"}},
               {{"Effect":"Deny","Principal":{{"AWS":["*"]}},"Action":["S3:*"],"Resource":["{files}","{arn}"],"Condition":{{"bool":{{"AWS:SecureTransport":[false]}}}}}}]}}"#
            ),
        ),
        (
            "the earlier policy language",
            format!(
                r#"{{"Version":"2008-10-17","Id":"old","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["{arn}","{files}"],"Condition":{{"Bool":{{"aws:SecureTransport":"false"}}}}}}]}}"#
            ),
        ),
    ] {
        assert!(https_only::holds(&document(&policy), &bucket), "{why}");
    }
}

#[test]
fn a_rule_that_leaves_a_gap_is_not_the_https_rule() {
    let bucket = bucket();
    let (arn, files) = (bucket.as_str(), bucket.objects());
    let rule = |effect: &str, principal: &str, action: &str, resource: &str, condition: &str| {
        document(&format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Sid":"{HTTPS_ONLY_SID}","Effect":"{effect}","Principal":{principal},"Action":"{action}","Resource":{resource},"Condition":{condition}}}}}"#
        ))
    };
    let (both, deny) = (format!(r#"["{arn}","{files}"]"#), r#"{"Bool":{"aws:SecureTransport":"false"}}"#);
    assert!(https_only::holds(&rule("Deny", r#""*""#, "s3:*", &both, deny), &bucket));
    for (why, gap) in [
        ("allows", rule("Allow", r#""*""#, "s3:*", &both, deny)),
        ("one principal", rule("Deny", r#"{"AWS":"999900001111"}"#, "s3:*", &both, deny)),
        ("one action", rule("Deny", r#""*""#, "s3:PutObject", &both, deny)),
        ("bucket only", rule("Deny", r#""*""#, "s3:*", &format!(r#""{arn}""#), deny)),
        ("another bucket", rule("Deny", r#""*""#, "s3:*", r#"["arn:aws:s3:::b2b","arn:aws:s3:::b2b/*"]"#, deny)),
        ("the wrong way round", rule("Deny", r#""*""#, "s3:*", &both, r#"{"Bool":{"aws:SecureTransport":"true"}}"#)),
        (
            "only when said",
            rule("Deny", r#""*""#, "s3:*", &both, r#"{"BoolIfExists":{"aws:SecureTransport":"false"}}"#),
        ),
        (
            "one more condition",
            rule(
                "Deny",
                r#""*""#,
                "s3:*",
                &both,
                r#"{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:SourceVpc":"vpc-1"}}"#,
            ),
        ),
    ] {
        assert!(!https_only::holds(&gap, &bucket), "{why}");
    }
}

#[test]
fn writing_the_https_rule_keeps_the_statements_of_others() {
    let bucket = bucket();
    assert_eq!(https_only::with(None, &bucket), https_only::statement(&bucket));
    let others = r#"{"Sid":"Backup","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/backup"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::recordings-123456789012-eu-west-1-an/*"},{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::recordings-123456789012-eu-west-1-an/*"}"#;
    let edited = format!(
        r#"{{"Sid":"{HTTPS_ONLY_SID}","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"{bucket}"}}"#
    );
    for (why, there) in [
        ("without ours", format!(r#"{{"Version":"2012-10-17","Id":"theirs","Statement":[{others}]}}"#)),
        ("ours edited", format!(r#"{{"Version":"2012-10-17","Id":"theirs","Statement":[{edited},{others}]}}"#)),
    ] {
        let there = document(&there);
        let merged = https_only::with(Some(&there), &bucket);
        assert_eq!(merged.id.as_deref(), Some("theirs"), "{why}");
        assert_eq!(merged.statement[0], https_only::statement(&bucket).statement[0], "{why}");
        assert_eq!(merged.statement[1..], there.statement[there.statement.len() - 2..], "{why}");
        assert!(https_only::holds(&merged, &bucket), "{why}");
        assert_eq!(https_only::with(Some(&merged), &bucket), merged, "{why}: written again, nothing changes");
    }
}

/// In the earlier language `${…}` is ordinary text; in the current one it is a variable. A statement moved from one to the
/// other would mean something else.
#[test]
fn the_policy_language_of_others_is_kept() {
    let bucket = bucket();
    let there = document(&format!(
        r#"{{"Version":"2008-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"{bucket}/${{aws:username}}"}}]}}"#
    ));
    let merged = https_only::with(Some(&there), &bucket);
    assert_eq!(merged.version, Version::V2008_10_17);
    assert!(https_only::holds(&merged, &bucket));
    assert_eq!(merged.statement[1..], there.statement[..]);
}
