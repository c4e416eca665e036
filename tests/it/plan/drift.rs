//! A finished setup in which somebody changed one thing: the fitting check fails, no other does, and the plan says what
//! would put it back.

use std::collections::BTreeMap;

use export_storage_setup::health::judge;
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::record::CheckResult;
use export_storage_setup::resources::Resource;
use export_storage_setup::resources::action::Action;
use export_storage_setup::resources::bucket_value::{LifecycleEffect, LifecycleRule, PublicAccess};
use export_storage_setup::resources::call::Call;
use export_storage_setup::resources::comparison::View;
use export_storage_setup::resources::observed::{ObservedBucket, ObservedKey, ObservedSetup};
use export_storage_setup::resources::reading::Reading;
use export_storage_setup::setup::form::{EncryptionMode, Form, Keep};
use export_storage_setup::setup::plan::{Plan, of_desired};
use export_storage_setup::values::{KeyArn, Partition, PolicyArn, Region, RoleArn};
use proptest::prelude::*;

use super::model::{apply_all, bucket, done, forms, key, key_in, names, policy, refused, role};
use crate::request::sample::{ACCOUNT, form_with, key_arn, own};

type Change = fn(&mut ObservedSetup);

/// With everything that can be checked: a new key, versions, a retention time and a boundary.
fn full_form() -> Form {
    form_with(|form| {
        form.keep = Keep::Days;
        "90".clone_into(&mut form.retention_days);
        form.permissions_boundary = format!("arn:aws:iam::{ACCOUNT}:policy/boundary");
    })
}

type Results = BTreeMap<Resource, CheckResult>;

/// Every check; what the plan keeps is as desired for the check too, and what the check finds different the plan does not
/// keep.
fn results(plan: &Plan, made: Option<&KeyArn>, found: &ObservedSetup) -> Results {
    let checks = judge(&View { desired: &plan.desired, key: made, found });
    let results: Results = checks.into_iter().map(|check| (check.resource, check.result)).collect();
    let second = of_desired(plan.desired.clone(), found).unwrap();
    // Where the plan knows of another key than the journal, each compares with its own.
    let same_key = second.key.as_ref() == made;
    for change in second.changes.into_iter().filter(|_| same_key) {
        if let Some(result) = results.get(&change.resource) {
            let keeps = change.action == Action::Keep;
            let unread = matches!(result, CheckResult::NotRead { .. });
            assert!(unread || keeps == (*result == CheckResult::Passes), "{change:?}: {result:?}");
        }
    }
    results
}

/// The names of the checks that came out so.
fn which(results: &Results, wanted: fn(&CheckResult) -> bool) -> Vec<String> {
    let id = |resource: &Resource| serde_json::to_value(resource).unwrap().as_str().unwrap().to_owned();
    let mut all: Vec<String> =
        results.iter().filter(|(_, result)| wanted(result)).map(|(resource, _)| id(resource)).collect();
    all.sort_unstable();
    all
}

fn differs(result: &CheckResult) -> bool {
    matches!(result, CheckResult::Differs { .. })
}

fn not_read(result: &CheckResult) -> bool {
    matches!(result, CheckResult::NotRead { .. })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_plan_made_passes_every_check((form, account) in forms()) {
        let (plan, after) = done(&form, &account);
        let made = key_in(&plan.desired, &after);
        let results = results(&plan, made.as_ref(), &after);
        prop_assert!(results.values().all(|result| *result == CheckResult::Passes), "{:?}", results);
        let mut expected = vec!["attach", "bucket", "encryption", "https-only", "lifecycle", "owner", "policy",
            "public-access", "trust", "versioning"];
        match form.encryption_mode {
            EncryptionMode::NewKey => expected.extend(["key", "key-alias", "key-rotation"]),
            EncryptionMode::ExistingKey => expected.push("key"),
            EncryptionMode::Amazon => {}
        }
        if !form.permissions_boundary.is_empty() {
            expected.push("boundary");
        }
        expected.sort_unstable();
        prop_assert_eq!(which(&results, |_| true), expected);
    }
}

fn encryption(found: &mut ObservedSetup) -> &mut export_storage_setup::resources::bucket_value::ObservedEncryption {
    let Reading::Known(encryption) = &mut bucket(found).encryption else { panic!() };
    encryption
}

fn document(json: &str) -> Reading<PolicyDocument> {
    Reading::Known(PolicyDocument::parse(json).unwrap())
}

const WIDER: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#;
const ANYONE: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}"#;

fn delete_soon() -> LifecycleRule {
    LifecycleRule {
        whole: None,
        id: "theirs".to_owned(),
        effect: Some(LifecycleEffect {
            expire_days: Some(1),
            expire_old_versions_days: None,
            abort_uploads_days: None,
            remove_lone_delete_markers: false,
        }),
    }
}

fn rules(found: &mut ObservedSetup) -> &mut Vec<LifecycleRule> {
    let Reading::Known(rules) = &mut bucket(found).lifecycle else { panic!() };
    rules
}

/// One change each, the check that must fail, and the calls that put it back.
const SETTINGS: [(&str, Change, &str, &[Call]); 19] = [
    ("rotation off", |found| key(found).rotation = Reading::Known(false), "key-rotation", &[Call::EnableKeyRotation]),
    ("alias gone", |found| key(found).alias_is_ours = false, "key-alias", &[Call::CreateAlias]),
    (
        "switches gone",
        |found| bucket(found).public_access = Reading::Known(None),
        "public-access",
        &[Call::PutPublicAccessBlock],
    ),
    (
        "one switch off",
        |found| {
            let open = PublicAccess { block_public_policy: false, ..PublicAccess::BLOCKED };
            bucket(found).public_access = Reading::Known(Some(open));
        },
        "public-access",
        &[Call::PutPublicAccessBlock],
    ),
    (
        "Amazon's key",
        |found| {
            "AES256".clone_into(&mut encryption(found).algorithm);
            encryption(found).key = None;
        },
        "encryption",
        &[Call::PutBucketEncryption],
    ),
    (
        "another key",
        |found| encryption(found).key = Some(key_arn(Partition::Aws, "eu-west-1")),
        "encryption",
        &[Call::PutBucketEncryption],
    ),
    (
        "the key by its id alone",
        |found| encryption(found).key = Some(super::model::NEW_KEY.to_owned()),
        "encryption",
        &[Call::PutBucketEncryption],
    ),
    ("bucket key off", |found| encryption(found).bucket_key = false, "encryption", &[Call::PutBucketEncryption]),
    ("SSE-C let in", |found| encryption(found).sse_c_blocked = Some(false), "encryption", &[Call::PutBucketEncryption]),
    ("no bucket policy", |found| bucket(found).policy = Reading::Known(None), "https-only", &[Call::PutBucketPolicy]),
    (
        "versioning off",
        |found| bucket(found).versioning = Reading::Known(false),
        "versioning",
        &[Call::PutBucketVersioning],
    ),
    ("no rules", |found| rules(found).clear(), "lifecycle", &[Call::PutBucketLifecycleConfiguration]),
    (
        "fewer days",
        |found| rules(found)[0].effect.as_mut().unwrap().expire_days = Some(9),
        "lifecycle",
        &[Call::PutBucketLifecycleConfiguration],
    ),
    // What others added is not ours to take away.
    ("a rule that deletes sooner", |found| rules(found).push(delete_soon()), "lifecycle", &[]),
    ("a wider policy", |found| policy(found).document = document(WIDER), "policy", &[Call::CreatePolicyVersion]),
    ("anyone may come in", |found| role(found).trust = document(ANYONE), "trust", &[Call::UpdateAssumeRolePolicy]),
    ("detached", |found| role(found).attached = Reading::Known(vec![]), "attach", &[Call::AttachRolePolicy]),
    (
        "a second policy",
        |found| {
            let Reading::Known(attached) = &mut role(found).attached else { panic!() };
            attached.push("arn:aws:iam::aws:policy/AdministratorAccess".to_owned());
        },
        "attach",
        &[],
    ),
    ("a policy written in", |found| role(found).inline = Reading::Known(vec!["more".to_owned()]), "attach", &[]),
];

#[test]
fn one_change_fails_one_check_and_is_put_back() {
    let (first, after) = done(&full_form(), &own());
    let made = key_in(&first.desired, &after);
    for (what, change, check, back) in SETTINGS {
        let mut found = after.clone();
        change(&mut found);
        let judged = results(&first, made.as_ref(), &found);
        assert_eq!(which(&judged, differs), [check], "{what}");
        assert_eq!(which(&judged, not_read), <[String; 0]>::default(), "{what}");
        let second = of_desired(first.desired.clone(), &found).unwrap();
        assert_eq!(names(&second.calls()), back, "{what}");
        // What others wrote beside ours is sent with it, and so has to be reviewed.
        let is_sent = second.bucket_policy != first.bucket_policy || second.lifecycle != first.lifecycle;
        assert_eq!(second.fingerprint == first.fingerprint, !is_sent, "{what}");
        if !back.is_empty() {
            let again = apply_all(&second, &found);
            assert_eq!(results(&first, made.as_ref(), &again), results(&first, made.as_ref(), &after), "{what}");
        }
    }
}

/// What no call of this program puts back: whose a thing is, and what is decided once, when it is made.
#[test]
fn what_was_exchanged_or_is_decided_once_fails_its_check() {
    let cases: [(&str, Change, &[&str]); 19] = [
        ("key disabled", |found| key(found).is.state = "Disabled".to_owned(), &["key"]),
        ("key about to go", |found| key(found).is.state = "PendingDeletion".to_owned(), &["key"]),
        ("key asymmetric", |found| key(found).is.spec = "RSA_2048".to_owned(), &["key"]),
        ("key for signing", |found| key(found).is.usage = "SIGN_VERIFY".to_owned(), &["key"]),
        ("key of Amazon's", |found| key(found).is.manager = "AWS".to_owned(), &["key"]),
        (
            "another key behind the alias",
            |found| key(found).arn = KeyArn::parse(&key_arn(Partition::Aws, "eu-west-1")).unwrap(),
            &["key"],
        ),
        ("key gone", |found| found.key = ObservedKey::Absent, &["key"]),
        ("bucket gone", |found| found.bucket = ObservedBucket::Absent, &["bucket"]),
        ("bucket a stranger's", |found| found.bucket = ObservedBucket::Foreign, &["bucket"]),
        (
            "bucket elsewhere",
            |found| found.bucket = ObservedBucket::ElsewhereInAccount(Region::parse("us-east-1").unwrap()),
            &["bucket"],
        ),
        ("bucket made anew", |found| bucket(found).tags = Reading::Known(BTreeMap::new()), &["bucket"]),
        ("access lists on", |found| bucket(found).owner_enforced = Reading::Known(false), &["owner"]),
        (
            "policy deleted, and so detached",
            |found| {
                found.policy = None;
                role(found).attached = Reading::Known(vec![]);
            },
            &["attach", "policy"],
        ),
        ("policy made anew", |found| policy(found).tags = Reading::Known(BTreeMap::new()), &["policy"]),
        (
            "policy of another path",
            |found| policy(found).arn = PolicyArn::parse("arn:aws:iam::123456789012:policy/x/vonage-export").unwrap(),
            &["policy"],
        ),
        ("role gone", |found| found.role = None, &["trust"]),
        ("role made anew", |found| role(found).tags = Reading::Known(BTreeMap::new()), &["trust"]),
        (
            "role of another path",
            |found| role(found).arn = RoleArn::parse("arn:aws:iam::123456789012:role/x/vonage-export-7c2e").unwrap(),
            &["trust"],
        ),
        ("no boundary", |found| role(found).boundary = None, &["boundary"]),
    ];
    let (first, after) = done(&full_form(), &own());
    let made = key_in(&first.desired, &after);
    for (what, change, checks) in cases {
        let mut found = after.clone();
        change(&mut found);
        let judged = results(&first, made.as_ref(), &found);
        assert_eq!(which(&judged, differs), checks, "{what}");
    }
}

#[test]
fn a_boundary_nobody_planned_is_found() {
    let (first, mut after) = done(&form_with(|_| ()), &own());
    let made = key_in(&first.desired, &after);
    assert!(!results(&first, made.as_ref(), &after).contains_key(&Resource::Boundary));
    role(&mut after).boundary = Some(format!("arn:aws:iam::{ACCOUNT}:policy/boundary"));
    assert_eq!(which(&results(&first, made.as_ref(), &after), differs), ["boundary"]);
}

#[test]
fn what_cannot_be_read_is_neither_right_nor_wrong() {
    let cases: [(Change, &[&str]); 14] = [
        (|found| found.key = ObservedKey::Unreadable(refused("kms:DescribeKey")), &["key"]),
        (|found| found.key = ObservedKey::NotAsked, &["key"]),
        (|found| key(found).rotation = Reading::Unknown(refused("kms:GetKeyRotationStatus")), &["key-rotation"]),
        (|found| bucket(found).tags = Reading::Unknown(refused("s3:GetBucketTagging")), &["bucket"]),
        (
            |found| bucket(found).public_access = Reading::Unknown(refused("s3:GetPublicAccessBlock")),
            &["public-access"],
        ),
        (|found| bucket(found).owner_enforced = Reading::Unknown(refused("s3:GetBucketOwnershipControls")), &["owner"]),
        (|found| bucket(found).encryption = Reading::Unknown(refused("s3:GetBucketEncryption")), &["encryption"]),
        (|found| bucket(found).policy = Reading::Unknown(refused("s3:GetBucketPolicy")), &["https-only"]),
        (|found| bucket(found).versioning = Reading::Unknown(refused("s3:GetBucketVersioning")), &["versioning"]),
        (
            |found| bucket(found).lifecycle = Reading::Unknown(refused("s3:GetBucketLifecycleConfiguration")),
            &["lifecycle"],
        ),
        (|found| policy(found).document = Reading::Unknown(refused("iam:GetPolicyVersion")), &["policy"]),
        (|found| role(found).trust = Reading::Unknown(refused("iam:GetRole")), &["trust"]),
        (|found| role(found).attached = Reading::Unknown(refused("iam:ListAttachedRolePolicies")), &["attach"]),
        (|found| role(found).inline = Reading::Unknown(refused("iam:ListRolePolicies")), &["attach"]),
    ];
    let (first, after) = done(&full_form(), &own());
    let made = key_in(&first.desired, &after);
    for (change, checks) in cases {
        let mut found = after.clone();
        change(&mut found);
        let judged = results(&first, made.as_ref(), &found);
        assert_eq!(which(&judged, not_read), checks);
        assert_eq!(which(&judged, differs), <[String; 0]>::default(), "{checks:?}");
    }
}

/// A check that could not be made knows which right is missing.
#[test]
fn what_cannot_be_read_names_the_call_that_was_refused() {
    let (first, mut after) = done(&full_form(), &own());
    let made = key_in(&first.desired, &after);
    role(&mut after).inline = Reading::Unknown(refused("iam:ListRolePolicies"));
    let key = made.as_ref();
    let checks = judge(&View { desired: &first.desired, key, found: &after });
    let check = checks.iter().find(|check| check.resource == Resource::Attachment).unwrap();
    match &check.result {
        CheckResult::NotRead { why: Some(why) } => {
            assert_eq!((why.call.as_str(), why.code.as_deref()), ("iam:ListRolePolicies", Some("AccessDenied")));
        }
        other => panic!("{other:?}"),
    }
}
