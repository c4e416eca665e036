//! A fingerprint stands for what will be made: all of it, and nothing else.

use std::collections::BTreeMap;

use export_storage_setup::resources::desired::Desired;
use export_storage_setup::resources::fingerprint::Fingerprint;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep, TypedTag};
use export_storage_setup::values::{AccountId, Partition};
use proptest::prelude::*;
use regex::Regex;

use super::model::forms;
use crate::request::sample::{KEY_ID, account, form, form_in, form_with, key_arn, own, parsed};

fn fingerprint(form: &Form) -> Fingerprint {
    Fingerprint::of(&parsed(form, &own())).unwrap()
}

#[test]
fn any_part_of_a_request_changes_it() {
    let with_key = |arn: String| {
        form_with(|form| {
            form.encryption_mode = EncryptionMode::ExistingKey;
            form.key_arn = arn;
        })
    };
    let tagged = |key: &str, value: &str| {
        form_with(|form| form.tags = vec![TypedTag { key: key.to_owned(), value: value.to_owned() }])
    };
    let forms = vec![
        ("as filled in", form()),
        ("another setup", form_with(|form| form.setup = "11111111-d9cb-469f-a165-70867728950e".to_owned())),
        ("another primary", form_with(|form| form.primary_service.push('x'))),
        ("another secondary", form_with(|form| form.secondary_service.push('x'))),
        (
            "the two changed round",
            form_with(|form| std::mem::swap(&mut form.primary_service, &mut form.secondary_service)),
        ),
        ("another region", form_with(|form| form.region = "eu-west-2".to_owned())),
        ("another bucket", form_with(|form| form.bucket_name.push('x'))),
        ("an ordinary bucket", form_with(|form| form.bucket_mode = BucketMode::Ordinary)),
        ("Amazon's key", form_with(|form| form.encryption_mode = EncryptionMode::Amazon)),
        ("their key", with_key(key_arn(Partition::Aws, "eu-west-1"))),
        (
            "another of their keys",
            with_key(key_arn(Partition::Aws, "eu-west-1").replace(KEY_ID, super::model::NEW_KEY)),
        ),
        ("no versions", form_with(|form| form.versioning = false)),
        ("30 days", form_with(|form| (form.keep, form.retention_days) = (Keep::Days, "30".to_owned()))),
        ("31 days", form_with(|form| (form.keep, form.retention_days) = (Keep::Days, "31".to_owned()))),
        ("another policy", form_with(|form| form.policy_name.push('x'))),
        ("another role", form_with(|form| form.role_name.push('x'))),
        ("a path", form_with(|form| form.role_path = "/vendors/".to_owned())),
        ("an external ID", form_with(|form| form.external_id = "vonage-4711".to_owned())),
        (
            "a boundary",
            form_with(|form| form.permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess".to_owned()),
        ),
        ("a description", form_with(|form| form.description = "Ours".to_owned())),
        ("a tag", tagged("a", "b")),
        ("another tag", tagged("b", "b")),
        ("another tag's value", tagged("a", "c")),
    ];
    let mut seen = BTreeMap::new();
    for (what, form) in forms {
        let fingerprint = fingerprint(&form).as_str().to_owned();
        if let Some(same) = seen.insert(fingerprint, what) {
            panic!("{what} has the fingerprint of {same}");
        }
    }
}

#[test]
fn another_account_or_partition_changes_it() {
    let mut other = own();
    other.id = AccountId::parse("210987654321").unwrap();
    let ordinary = form_with(|form| form.bucket_mode = BucketMode::Ordinary);
    let here = Fingerprint::of(&parsed(&ordinary, &own())).unwrap();
    let there = Fingerprint::of(&parsed(&ordinary, &other)).unwrap();
    assert_ne!(here, there);
    let china = account(Partition::China);
    let there = Fingerprint::of(&parsed(&form_in(Partition::China, "cn-north-1"), &china)).unwrap();
    assert_ne!(here, there);
}

#[test]
fn what_makes_no_difference_does_not_change_it() {
    let same = form_with(|form| {
        form.key_arn = "idle".to_owned();
        form.retention_days = "idle".to_owned();
        form.trust_whole_account = true;
        form.primary_service = format!("  {}\n", form.primary_service);
        form.region = "EU-West-1".to_owned();
        form.role_path = "/".to_owned();
        form.tags = vec![TypedTag { key: String::new(), value: String::new() }];
    });
    assert_eq!(fingerprint(&same), fingerprint(&form()));
}

#[test]
fn people_compare_its_first_eight_digits() {
    let fingerprint = fingerprint(&form());
    let short = fingerprint.short();
    assert!(Regex::new("^[0-9A-F]{4}-[0-9A-F]{4}$").unwrap().is_match(&short), "{short}");
    assert!(Regex::new("^[0-9a-f]{64}$").unwrap().is_match(fingerprint.as_str()), "{fingerprint}");
    assert!(fingerprint.as_str().starts_with(&short.replace('-', "").to_lowercase()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_desired_is_read_back_from_a_record_unchanged((form, account) in forms()) {
        let desired = parsed(&form, &account);
        let read: Desired = serde_json::from_str(&serde_json::to_string(&desired).unwrap()).unwrap();
        prop_assert_eq!(Fingerprint::of(&read).unwrap(), Fingerprint::of(&desired).unwrap());
        prop_assert_eq!(read, desired);
    }
}
