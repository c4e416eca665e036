//! A form becomes a request, or the list of everything that is wrong with it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

pub mod sample;

use export_storage_setup::resources::desired::{Encryption, KeyRef};
use export_storage_setup::resources::tags::of_bucket;
use export_storage_setup::setup::advice::advice;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Field, Form, Keep, TypedTag};
use export_storage_setup::setup::misfit::Misfit;
use export_storage_setup::setup::refusal::FormProblem;
use export_storage_setup::setup::request::desired;
use export_storage_setup::values::{Partition, Region, RetentionDays, Tags, kind_of};
use proptest::prelude::*;

use sample::{ACCOUNT, KEY_ID, PLACES, SETUP, VONAGE, account, form, form_in, form_with, key_arn, own, parsed};

fn problems(form: &Form) -> Vec<(Field, String)> {
    match desired(form, &own()) {
        Ok(request) => panic!("{request:?}"),
        Err(problems) => kinds(&problems),
    }
}

fn kinds(problems: &[FormProblem]) -> Vec<(Field, String)> {
    problems.iter().map(|problem| (problem.field, kind_of(problem))).collect()
}

pub fn at_fields(expected: &[(Field, &str)]) -> Vec<(Field, String)> {
    expected.iter().map(|(field, kind)| (*field, (*kind).to_owned())).collect()
}

fn tag(key: &str, value: &str) -> TypedTag {
    TypedTag { key: key.to_owned(), value: value.to_owned() }
}

#[test]
fn a_form_with_every_field_filled_in_is_understood() {
    let form = form_with(|form| {
        form.external_id = " vonage-4711 ".to_owned();
        form.role_path = "/vendors/".to_owned();
        form.permissions_boundary = format!("arn:aws:iam::{ACCOUNT}:policy/boundary");
        form.description = "Recordings of the hotline".to_owned();
        form.encryption_mode = EncryptionMode::ExistingKey;
        form.key_arn = key_arn(Partition::Aws, "eu-west-1");
        form.keep = Keep::Days;
        form.retention_days = "90".to_owned();
        form.versioning = false;
        form.tags = vec![tag("cost-centre", "4711"), tag(" ", ""), tag("owner", "")];
    });
    let request = parsed(&form, &own());
    assert_eq!(request.setup.to_string(), SETUP);
    assert_eq!(
        request.role.principals.each_ref().map(ToString::to_string),
        [form.primary_service, form.secondary_service]
    );
    assert_eq!(request.region.as_str(), "eu-west-1");
    assert_eq!(request.bucket.name.as_str(), "recordings-123456789012-eu-west-1-an");
    let Encryption::Kms(KeyRef::Known(key)) = &request.bucket.encryption else {
        panic!("{:?}", request.bucket.encryption)
    };
    assert_eq!(key.key_id(), KEY_ID);
    assert!(!request.bucket.versioning);
    assert_eq!(request.bucket.retention.map(RetentionDays::get), Some(90));
    assert_eq!(request.policy.name.as_str(), "vonage-export");
    assert_eq!(request.role.name.as_str(), "vonage-export-7c2e");
    assert_eq!(request.role.path.as_str(), "/vendors/");
    assert_eq!(request.role.external_id.unwrap().as_str(), "vonage-4711");
    assert_eq!(request.role.boundary.unwrap().as_str(), form.permissions_boundary);
    assert_eq!(request.role.description.as_str(), "Recordings of the hotline");
    let tags: Vec<_> = request.tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
    assert_eq!(tags, [("cost-centre", "4711"), ("owner", "")], "a row nobody filled in is no tag");
}

#[test]
fn what_is_left_empty_has_a_good_start() {
    let blank = form_with(|form| {
        for field in [
            &mut form.external_id,
            &mut form.role_path,
            &mut form.permissions_boundary,
            &mut form.description,
            &mut form.retention_days,
            &mut form.key_arn,
        ] {
            *field = "\t ".to_owned();
        }
    });
    let request = parsed(&blank, &own());
    assert_eq!(request, parsed(&form(), &own()));
    assert_eq!(request.bucket.encryption, Encryption::Kms(KeyRef::New));
    assert_eq!(request.bucket.retention, None);
    assert_eq!(request.role.path.as_str(), "/");
    assert_eq!(request.role.external_id, None);
    assert_eq!(request.role.boundary, None);
    assert!(request.role.description.as_str().contains(request.bucket.name.as_str()));
    assert!(request.key.as_ref().unwrap().description.as_str().contains(request.bucket.name.as_str()));
    assert_eq!(
        request.key.as_ref().unwrap().alias.as_str(),
        "alias/export-storage-setup-0f8fad5bd9cb469fa16570867728950e"
    );
    assert!(request.tags.is_empty());
}

#[test]
fn what_another_choice_makes_idle_is_not_read() {
    let request = parsed(
        &form_with(|form| {
            form.key_arn = "half an ARN".to_owned();
            form.retention_days = "many".to_owned();
        }),
        &own(),
    );
    assert_eq!(request.bucket.encryption, Encryption::Kms(KeyRef::New));
    assert_eq!(request.bucket.retention, None);
}

#[test]
fn the_longest_names_leave_room_for_what_is_filled_in() {
    for (partition, region) in PLACES {
        for mode in [BucketMode::Ordinary, BucketMode::AccountRegional, BucketMode::Existing] {
            let mut form = form_in(partition, region);
            form.bucket_mode = mode;
            form.bucket_name = match mode {
                BucketMode::Ordinary | BucketMode::Existing => "b".repeat(63),
                BucketMode::AccountRegional => "b".repeat(63 - "-123456789012--an".len() - region.len()),
            };
            form.role_name = "r".repeat(64);
            form.policy_name = "p".repeat(128);
            let request = parsed(&form, &account(partition));
            assert_eq!(request.bucket.name.as_str().len(), 63, "{region}");
            assert!(request.role.description.as_str().contains(request.bucket.name.as_str()));
        }
    }
}

type Change = Box<dyn FnOnce(&mut Form)>;

#[test]
fn what_does_not_fit_the_account_is_refused_at_its_field() {
    let elsewhere = key_arn(Partition::Aws, "us-east-1");
    let foreign = format!("arn:aws:kms:eu-west-1:{VONAGE}:key/{KEY_ID}");
    let chinese = key_arn(Partition::China, "cn-north-1");
    let existing = |arn: String| -> Change {
        Box::new(move |form: &mut Form| {
            form.encryption_mode = EncryptionMode::ExistingKey;
            form.key_arn = arn;
        })
    };
    let cases: Vec<(Change, Field, &str)> = vec![
        (Box::new(|form| form.region.clear()), Field::Region, "region-missing"),
        (Box::new(|form| form.region = "cn-north-1".to_owned()), Field::Region, "region-partition"),
        (
            Box::new(|form| form.region = "me-south-1".to_owned()),
            Field::BucketName,
            "bucket-name-namespace-not-offered",
        ),
        (existing(elsewhere), Field::KeyArn, "key-in-other-region"),
        (existing(foreign), Field::KeyArn, "key-of-other-account"),
        (existing(chinese), Field::KeyArn, "key-of-other-partition"),
        (existing(String::new()), Field::KeyArn, "key-arn-empty"),
        (
            Box::new(|form| form.permissions_boundary = format!("arn:aws-cn:iam::{ACCOUNT}:policy/b")),
            Field::PermissionsBoundary,
            "boundary-of-other-partition",
        ),
        (
            Box::new(|form| form.permissions_boundary = format!("arn:aws:iam::{VONAGE}:policy/b")),
            Field::PermissionsBoundary,
            "boundary-of-other-account",
        ),
        (
            Box::new(|form| form.primary_service = format!("arn:aws:iam::{ACCOUNT}:role/mine")),
            Field::PrimaryService,
            "principal-own-account",
        ),
        (
            Box::new(|form| form.secondary_service = format!("arn:aws-us-gov:iam::{VONAGE}:role/gov")),
            Field::SecondaryService,
            "principal-other-partition",
        ),
        (
            Box::new(|form| VONAGE.clone_into(&mut form.primary_service)),
            Field::PrimaryService,
            "principal-whole-account",
        ),
        (Box::new(|form| form.role_name = "a,b".to_owned()), Field::RoleName, "role-name-comma"),
        (Box::new(|form| form.setup = "draft-1".to_owned()), Field::BucketName, "setup-id-not-uuid"),
        (Box::new(|form| form.tags = vec![tag("", "only a value")]), Field::Tags, "tag-key-empty"),
        (Box::new(|form| form.tags = vec![tag("a", "1"), tag("A", "2")]), Field::Tags, "tags-duplicate"),
        (
            Box::new(|form| form.tags = (0..=Tags::MAX).map(|number| tag(&number.to_string(), "")).collect()),
            Field::Tags,
            "tags-too-many",
        ),
    ];
    for (change, field, kind) in cases {
        assert_eq!(problems(&form_with(change)), at_fields(&[(field, kind)]));
    }
}

#[test]
fn amazons_own_boundaries_belong_to_every_account() {
    let form = form_with(|form| form.permissions_boundary = "arn:aws:iam::aws:policy/PowerUserAccess".to_owned());
    assert_eq!(parsed(&form, &own()).role.boundary.unwrap().as_str(), form.permissions_boundary);
}

/// A comma passes IAM and fails the bucket's tag, so it must not come as far as a bucket.
#[test]
fn every_tag_of_ours_is_one_aws_takes() {
    use export_storage_setup::resources::fingerprint::Fingerprint;
    use export_storage_setup::values::TagValue;
    let mut form = form();
    form.role_name = "All_the+others=that.IAM@takes-".to_owned();
    form.tags = (0..Tags::MAX).map(|number| tag(&number.to_string(), "")).collect();
    for (mode, key) in [
        (EncryptionMode::NewKey, String::new()),
        (EncryptionMode::ExistingKey, key_arn(Partition::Aws, "eu-west-1")),
        (EncryptionMode::Amazon, String::new()),
    ] {
        form.encryption_mode = mode;
        form.key_arn = key;
        let desired = parsed(&form, &own());
        let tags = of_bucket(&desired, &Fingerprint::of(&desired).unwrap());
        assert!(tags.len() <= 50, "AWS takes 50 tags, not {}", tags.len());
        for (key, value) in &tags {
            assert_eq!(TagValue::parse(value).unwrap().as_str(), value, "{key}");
        }
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_the_order_of_the_page() {
    let form = form_with(|form| {
        form.primary_service = "{primary-service}".to_owned();
        form.secondary_service = "*".to_owned();
        form.region = "eu-west-1a".to_owned();
        form.bucket_mode = BucketMode::Ordinary;
        form.bucket_name = "Recordings".to_owned();
        form.encryption_mode = EncryptionMode::ExistingKey;
        form.key_arn = "alias/recordings".to_owned();
        form.keep = Keep::Days;
        form.retention_days = "0".to_owned();
        form.policy_name = "a b".to_owned();
        form.role_name = String::new();
        form.external_id = "x".to_owned();
        form.role_path = "vendors".to_owned();
        form.permissions_boundary = "boundary".to_owned();
        form.description = "“curly”".to_owned();
        form.tags = vec![tag("aws:mine", "ü!")];
    });
    assert_eq!(
        problems(&form),
        at_fields(&[
            (Field::PrimaryService, "principal-placeholder"),
            (Field::SecondaryService, "principal-wildcard"),
            (Field::Region, "region-availability-zone"),
            (Field::BucketName, "bucket-name-capitals"),
            (Field::KeyArn, "key-arn-alias"),
            (Field::RetentionDays, "retention-days-too-few"),
            (Field::PolicyName, "policy-name-character"),
            (Field::RoleName, "role-name-empty"),
            (Field::ExternalId, "external-id-too-short"),
            (Field::RolePath, "iam-path-slashes"),
            (Field::PermissionsBoundary, "permissions-boundary-not-policy-arn"),
            (Field::Description, "description-character"),
            (Field::Tags, "tag-key-aws-prefix"),
            (Field::Tags, "tag-value-character"),
        ])
    );
}

#[test]
fn a_problem_names_what_does_not_fit() {
    let problems = desired(&form_with(|form| form.region.clear()), &own()).unwrap_err();
    assert!(problems.iter().all(|problem| problem.refusal == Misfit::NoRegion.into()), "{problems:?}");
    let misfit = form_with(|form| {
        form.encryption_mode = EncryptionMode::ExistingKey;
        form.key_arn = key_arn(Partition::Aws, "us-east-1");
    });
    let region = |text| Region::parse(text).unwrap();
    let other = Misfit::KeyInOtherRegion { key: region("us-east-1"), bucket: region("eu-west-1") };
    assert_eq!(desired(&misfit, &own()).unwrap_err(), [FormProblem::new(Field::KeyArn, other)]);
}

#[test]
fn advice_is_given_where_a_slip_is_likely_and_nowhere_else() {
    assert_eq!(advice(&form()), []);
    let arn = |account: &str| format!("arn:aws:iam::{account}:role/export");
    let cases: Vec<(Form, Vec<(Field, &str)>)> = vec![
        (
            form_with(|form| form.secondary_service.clone_from(&form.primary_service)),
            vec![(Field::SecondaryService, "same-twice")],
        ),
        (
            form_with(|form| form.secondary_service = arn("888800001111")),
            vec![(Field::SecondaryService, "two-accounts")],
        ),
        (
            form_with(|form| {
                form.trust_whole_account = true;
                VONAGE.clone_into(&mut form.primary_service);
            }),
            vec![(Field::PrimaryService, "whole-account")],
        ),
        (form_with(|form| form.region = "af-south-1".to_owned()), vec![(Field::Region, "opt-in-region")]),
        (form_with(|form| form.region = "eu-west-9".to_owned()), vec![(Field::Region, "unknown-region")]),
        // What cannot be read has a problem and needs no advice besides.
        (form_with(|form| form.primary_service = "*".to_owned()), vec![]),
        (form_with(|form| VONAGE.clone_into(&mut form.primary_service)), vec![]),
        (
            form_with(|form| {
                form.trust_whole_account = true;
                VONAGE.clone_into(&mut form.primary_service);
                form.secondary_service = arn("888800001111");
                form.region = "eu-west-9".to_owned();
            }),
            vec![
                (Field::PrimaryService, "whole-account"),
                (Field::SecondaryService, "two-accounts"),
                (Field::Region, "unknown-region"),
            ],
        ),
    ];
    for (form, expected) in cases {
        assert_eq!(kinds(&advice(&form)), at_fields(&expected), "{form:?}");
    }
}

/// Anything at all in a field, and now and then something that nearly fits.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        "[a-z0-9:/{}*.,-]{0,80}",
        "arn:aws(-cn)?:(iam|kms|s3):(eu-west-1)?:[0-9]{11,13}:(role|key|policy)/[a-z/-]{0,12}",
        "[0-9]{0,14}",
    ]
}

fn any_form() -> impl Strategy<Value = Form> {
    let texts = proptest::collection::vec(text(), 13);
    let tags = proptest::collection::vec((text(), text()), 0..4);
    (texts, any::<[bool; 5]>(), tags).prop_map(|(texts, [whole, regional, versioning, days, existing], tags)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        Form {
            setup: next(),
            primary_service: next(),
            secondary_service: next(),
            trust_whole_account: whole,
            region: next(),
            bucket_mode: if regional { BucketMode::AccountRegional } else { BucketMode::Ordinary },
            bucket_name: next(),
            bucket_changes: Vec::new(),
            bucket_may_be_filled: false,
            encryption_mode: if existing { EncryptionMode::ExistingKey } else { EncryptionMode::NewKey },
            key_arn: next(),
            versioning,
            keep: if days { Keep::Days } else { Keep::Forever },
            retention_days: next(),
            policy_name: next(),
            role_name: next(),
            role_path: next(),
            external_id: next(),
            permissions_boundary: next(),
            description: next(),
            tags: tags.into_iter().map(|(key, value)| TypedTag { key, value }).collect(),
        }
    })
}

/// Replaces some fields of a good form, so that the fields after the first bad one are read as well.
fn mixed_form() -> impl Strategy<Value = Form> {
    (any_form(), any::<u16>()).prop_map(|(wild, good)| {
        let mut form = form();
        let mut bit = 0;
        let mut take = |field: &mut String, wild: String| {
            if good & (1 << bit) == 0 {
                *field = wild;
            }
            bit += 1;
        };
        take(&mut form.setup, wild.setup);
        take(&mut form.primary_service, wild.primary_service);
        take(&mut form.secondary_service, wild.secondary_service);
        take(&mut form.region, wild.region);
        take(&mut form.bucket_name, wild.bucket_name);
        take(&mut form.key_arn, wild.key_arn);
        take(&mut form.retention_days, wild.retention_days);
        take(&mut form.policy_name, wild.policy_name);
        take(&mut form.role_name, wild.role_name);
        take(&mut form.role_path, wild.role_path);
        take(&mut form.external_id, wild.external_id);
        take(&mut form.permissions_boundary, wild.permissions_boundary);
        take(&mut form.description, wild.description);
        Form {
            trust_whole_account: wild.trust_whole_account,
            bucket_mode: wild.bucket_mode,
            encryption_mode: wild.encryption_mode,
            keep: wild.keep,
            tags: wild.tags,
            ..form
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_understood_or_refused(form in prop_oneof![any_form(), mixed_form()]) {
        let _ = advice(&form);
        match desired(&form, &own()) {
            Ok(request) => prop_assert_eq!(request.region.partition(), Partition::Aws),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(!kind_of(&problem).is_empty());
                }
            }
        }
    }
}
