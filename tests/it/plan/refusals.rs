//! What exists already and is not ours is never touched: the plan says why, and has no call.

use std::collections::BTreeMap;

use export_storage_setup::resources::bucket_value::LifecycleRule;
use export_storage_setup::resources::observed::{KeyState, ObservedBucket, ObservedKey, ObservedSetup};
use export_storage_setup::resources::reading::{Reading, TagSet};
use export_storage_setup::setup::form::{EncryptionMode, Field, Form};
use export_storage_setup::setup::plan::{Plan, of_desired};
use export_storage_setup::setup::refusal::FormProblem;
use export_storage_setup::values::{KeyArn, Partition, PolicyArn, Region, RoleArn, kind_of};

use super::model::{bucket, done, key, policy, refused, role, usable_key};
use crate::request::at_fields;
use crate::request::sample::{form, form_with, key_arn, own, parsed};

type Change = fn(&mut ObservedSetup);
type KeyChange = fn(&mut KeyState);
/// What a refusal names: the field and its value.
type Named = Option<(&'static str, &'static str)>;

#[track_caller]
fn assert_refused(plan: &Plan, expected: &[(Field, &str)]) {
    let refusals: Vec<_> =
        plan.refusals().map(|refusal| (FormProblem::from(refusal.clone()).field, kind_of(refusal))).collect();
    assert_eq!(refusals, at_fields(expected));
    assert!(!plan.is_done());
    assert_eq!(plan.calls(), [], "what is refused in one place is not begun in another");
}

fn other_setup() -> Reading<TagSet> {
    let id = "99999999-d9cb-469f-a165-70867728950e".to_owned();
    Reading::Known(BTreeMap::from([("export-storage-setup:setup".to_owned(), id)]))
}

fn nobodys() -> Reading<TagSet> {
    Reading::Known(BTreeMap::from([("owner".to_owned(), "storage team".to_owned())]))
}

/// A finished setup in which one thing is different.
#[test]
fn each_obstacle_has_its_refusal_at_its_field() {
    let cases: [(Change, Field, &str); 19] = [
        (|found| found.bucket = ObservedBucket::Foreign, Field::BucketName, "bucket-taken"),
        (
            |found| found.bucket = ObservedBucket::ElsewhereInAccount(Region::parse("us-east-1").unwrap()),
            Field::BucketName,
            "bucket-elsewhere",
        ),
        (|found| bucket(found).tags = other_setup(), Field::BucketName, "bucket-not-ours"),
        (|found| bucket(found).tags = nobodys(), Field::BucketName, "bucket-not-ours"),
        (
            |found| bucket(found).tags = Reading::Unknown(refused("s3:GetBucketTagging")),
            Field::BucketName,
            "bucket-not-ours",
        ),
        (
            |found| {
                bucket(found).lifecycle =
                    Reading::Known(vec![LifecycleRule { id: "to-glacier".to_owned(), effect: None, whole: None }]);
            },
            Field::BucketName,
            "lifecycle-of-others",
        ),
        (
            |found| bucket(found).lifecycle = Reading::Unknown(refused("s3:GetBucketLifecycleConfiguration")),
            Field::BucketName,
            "bucket-unreadable",
        ),
        (
            |found| bucket(found).policy = Reading::Unknown(refused("s3:GetBucketPolicy")),
            Field::BucketName,
            "bucket-unreadable",
        ),
        (|found| key(found).tags = other_setup(), Field::KeyArn, "alias-taken"),
        (|found| key(found).tags = nobodys(), Field::KeyArn, "alias-taken"),
        (|found| found.key = ObservedKey::Unreadable(refused("kms:DescribeKey")), Field::KeyArn, "new-key-unreadable"),
        (|found| key(found).is.state = "PendingDeletion".to_owned(), Field::KeyArn, "key-not-enabled"),
        (|found| policy(found).tags = other_setup(), Field::PolicyName, "policy-name-taken"),
        (|found| policy(found).tags = nobodys(), Field::PolicyName, "policy-name-taken"),
        (
            |found| {
                policy(found).arn = PolicyArn::parse("arn:aws:iam::123456789012:policy/other/vonage-export").unwrap();
            },
            Field::PolicyName,
            "policy-name-taken",
        ),
        (|found| role(found).tags = other_setup(), Field::RoleName, "role-name-taken"),
        (|found| role(found).tags = nobodys(), Field::RoleName, "role-name-taken"),
        (|found| role(found).tags = Reading::Unknown(refused("iam:ListRoleTags")), Field::RoleName, "role-name-taken"),
        (
            |found| {
                role(found).arn = RoleArn::parse("arn:aws:iam::123456789012:role/other/vonage-export-7c2e").unwrap();
            },
            Field::RoleName,
            "role-name-taken",
        ),
    ];
    let (first, after) = done(&form(), &own());
    for (change, field, kind) in cases {
        let mut found = after.clone();
        change(&mut found);
        assert_refused(&of_desired(first.desired.clone(), &found).unwrap(), &[(field, kind)]);
    }
}

#[test]
fn everything_in_the_way_is_said_at_once() {
    let (first, mut found) = done(&form(), &own());
    found.bucket = ObservedBucket::Foreign;
    key(&mut found).tags = nobodys();
    policy(&mut found).tags = nobodys();
    role(&mut found).tags = nobodys();
    let plan = of_desired(first.desired, &found).unwrap();
    let expected = [
        (Field::KeyArn, "alias-taken"),
        (Field::BucketName, "bucket-taken"),
        (Field::PolicyName, "policy-name-taken"),
        (Field::RoleName, "role-name-taken"),
    ];
    assert_refused(&plan, &expected);
}

#[test]
fn a_refusal_names_the_setup_that_has_the_name() {
    let (first, after) = done(&form(), &own());
    let cases: [Change; 3] = [
        |found| bucket(found).tags = other_setup(),
        |found| policy(found).tags = other_setup(),
        |found| role(found).tags = other_setup(),
    ];
    for change in cases {
        let mut found = after.clone();
        change(&mut found);
        let plan = of_desired(first.desired.clone(), &found).unwrap();
        let refusal = serde_json::to_value(plan.refusals().next().unwrap()).unwrap();
        assert_eq!(refusal["madeBy"], "99999999-d9cb-469f-a165-70867728950e", "{refusal}");
    }
}

fn with_existing_key() -> Form {
    form_with(|form| {
        form.encryption_mode = EncryptionMode::ExistingKey;
        form.key_arn = key_arn(Partition::Aws, "eu-west-1");
    })
}

/// Every answer about a key they have that would make a bucket nobody can write to.
#[test]
fn a_key_they_have_must_be_one_that_storage_can_use() {
    let cases: [(KeyChange, &str, Named); 6] = [
        (|key| key.is.state = "Disabled".to_owned(), "key-not-enabled", Some(("state", "Disabled"))),
        (|key| key.is.state = "PendingDeletion".to_owned(), "key-not-enabled", Some(("state", "PendingDeletion"))),
        (|key| key.is.state = "Unavailable".to_owned(), "key-not-enabled", Some(("state", "Unavailable"))),
        (|key| key.is.spec = "RSA_2048".to_owned(), "key-asymmetric", Some(("spec", "RSA_2048"))),
        (
            |key| {
                key.is.usage = "SIGN_VERIFY".to_owned();
                key.is.spec = "ECC_NIST_P256".to_owned();
            },
            "key-for-other-use",
            Some(("usage", "SIGN_VERIFY")),
        ),
        (|key| key.is.manager = "AWS".to_owned(), "key-of-amazon", None),
    ];
    let request = parsed(&with_existing_key(), &own());
    let arn = KeyArn::parse(&key_arn(Partition::Aws, "eu-west-1")).unwrap();
    for (change, kind, named) in cases {
        let mut state = usable_key(&arn, nobodys());
        change(&mut state);
        let found = ObservedSetup { key: ObservedKey::Here(Box::new(state)), ..ObservedSetup::nothing() };
        let plan = of_desired(request.clone(), &found).unwrap();
        assert_refused(&plan, &[(Field::KeyArn, kind)]);
        let refusal = serde_json::to_value(plan.refusals().next().unwrap()).unwrap();
        assert!(named.is_none_or(|(field, value)| refusal[field] == value), "{refusal}");
    }
    for (key, kind) in
        [(ObservedKey::Absent, "key-missing"), (ObservedKey::Unreadable(refused("kms:DescribeKey")), "key-unreadable")]
    {
        let plan = of_desired(request.clone(), &ObservedSetup { key, ..ObservedSetup::nothing() }).unwrap();
        assert_refused(&plan, &[(Field::KeyArn, kind)]);
    }
    let usable = ObservedKey::Here(Box::new(usable_key(&arn, nobodys())));
    let plan = of_desired(request.clone(), &ObservedSetup { key: usable, ..ObservedSetup::nothing() }).unwrap();
    assert_eq!(plan.refusals().count(), 0, "whose tags it has, and whether it is rotated, is theirs to decide");
    assert_eq!(plan.key, Some(arn));
}
