//! The three policies against files, and what holds for all of them.

use std::collections::BTreeSet;
use std::path::Path;

use export_storage_setup::policy::{
    Caller, Context, Decision, GrantRule, Identity, MANAGED_POLICY_MAX_LEN, Policies, PolicyDocument, Request, evaluate,
};
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::desired::Desired;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form};
use export_storage_setup::setup::permissions::{
    Duty, Need, Question, document_of, needs, needs_of_superseded, operator_policy, questions,
};
use export_storage_setup::setup::plan::of_desired;
use export_storage_setup::setup::superseded::Parts;
use export_storage_setup::values::Account;
use export_storage_setup::values::{KeyArn, Partition};
use proptest::prelude::*;

use crate::plan::model::{forms, fresh};
use crate::request::sample::{ACCOUNT, PLACES, account, form_in, form_with, key_arn, own, parsed};

fn name(duty: Duty) -> &'static str {
    match duty {
        Duty::SetUp => "set-up",
        Duty::Check => "check",
        Duty::Remove => "remove",
    }
}

/// `UPDATE_POLICIES=1 cargo test --test it permissions::` writes the files anew, to be read before they are committed.
#[track_caller]
fn assert_files(variant: &str, form: &Form, account: &Account, made: Option<&KeyArn>) {
    let desired = parsed(form, account);
    for duty in Duty::ALL {
        let file = format!("tests/it/golden/operator/{}-{variant}.json", name(duty));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        let text = format!("{}\n", operator_policy(duty, &desired, made).to_pretty());
        if std::env::var_os("UPDATE_POLICIES").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{file}");
    }
}

fn existing_key(form: &mut Form) {
    form.encryption_mode = EncryptionMode::ExistingKey;
    form.key_arn = key_arn(Partition::Aws, "eu-west-1");
}

fn theirs(form: &mut Form) {
    form.bucket_mode = BucketMode::Existing;
    "recordings-of-ours".clone_into(&mut form.bucket_name);
    form.bucket_changes = BucketSetting::ALL.to_vec();
}

#[test]
fn the_policies_are_the_golden_files_byte_for_byte() {
    for (partition, region) in PLACES {
        assert_files(&partition.to_string(), &form_in(partition, region), &account(partition), None);
    }
    let made = KeyArn::parse(&key_arn(Partition::Aws, "eu-west-1")).unwrap();
    assert_files("key-made", &form_with(|_| ()), &own(), Some(&made));
    assert_files("existing-key", &form_with(existing_key), &own(), None);
    assert_files("no-key", &form_with(|form| form.encryption_mode = EncryptionMode::Amazon), &own(), None);
    assert_files("theirs", &form_with(theirs), &own(), None);
    let bounded = form_with(|form| {
        form.role_path = "/vonage/".to_owned();
        form.permissions_boundary = format!("arn:aws:iam::{ACCOUNT}:policy/boundary");
    });
    assert_files("boundary-and-path", &bounded, &own(), None);
}

/// Whether a policy lets its holder do something.
fn allows(policy: &PolicyDocument, action: &str, resource: &str, context: &[(String, Vec<String>)]) -> bool {
    let request = Request {
        principal: Caller::Identity(Identity::parse(&format!("arn:aws:iam::{ACCOUNT}:user/anna")).unwrap()),
        action: action.to_owned(),
        resource: resource.to_owned(),
        context: context
            .iter()
            .fold(Context::new(), |context, (key, values)| context.with_many(key, values.iter().cloned())),
    };
    let policies = Policies { identity: std::slice::from_ref(policy), resource: &[], rule: GrantRule::SameAccount };
    evaluate(&request, &policies).unwrap() == Decision::Allowed
}

/// The policy of a duty, and the questions that it must answer with yes.
fn asked(duty: Duty, form: &Form, account: &Account) -> (PolicyDocument, Vec<Question>) {
    let desired = parsed(form, account);
    let plan = of_desired(desired.clone(), &fresh(&desired)).unwrap();
    let policy = operator_policy(duty, &desired, plan.key.as_ref());
    (policy, questions(&needs(duty, &desired), &plan))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_policy_is_short_enough_and_names_every_action((form, account) in forms()) {
        for duty in Duty::ALL {
            let (policy, questions) = asked(duty, &form, &account);
            prop_assert!(policy.non_whitespace_len() <= MANAGED_POLICY_MAX_LEN, "{}", policy.non_whitespace_len());
            prop_assert_eq!(&PolicyDocument::parse(&policy.to_json()).unwrap(), &policy);
            for question in questions {
                for action in &question.actions {
                    prop_assert!(!action.contains('*'), "{}", action);
                    prop_assert!(allows(&policy, action, &question.resource, &question.context), "{question:?}");
                }
                let lists = ["kms:CreateKey", "kms:ListKeys", "kms:ListAliases", "iam:ListAccountAliases"];
                let narrow = question.resource != "*" || question.actions.iter().all(|action| lists.contains(action));
                prop_assert!(narrow, "{question:?}");
            }
        }
    }

    /// Another setup's things in the same account are not the holder's.
    #[test]
    fn nothing_of_another_setup_is_allowed((form, account) in forms()) {
        let mut other = form.clone();
        other.setup = "7d9a1a52-3c57-4b8c-9f0e-0d6b7b6f1c11".to_owned();
        other.bucket_name = format!("{}x", form.bucket_name);
        other.role_name = format!("{}x", form.role_name);
        other.policy_name = format!("{}x", form.policy_name);
        let of_the_account =
            ["iam:ListAccountAliases", "kms:ListKeys", "kms:ListAliases"].as_slice();
        // A key that has no ARN yet cannot be told from others; these do it no harm.
        let harmless = ["kms:CreateAlias", "kms:DescribeKey", "kms:EnableKeyRotation", "kms:GetKeyRotationStatus", "kms:ListResourceTags"];
        for duty in Duty::ALL {
            let (policy, _) = asked(duty, &form, &account);
            let (_, questions) = asked(duty, &other, &account);
            for question in questions {
                for action in question.actions.iter().filter(|action| !of_the_account.contains(*action)) {
                    if !question.resource.contains(":key/") || !harmless.contains(action) {
                        let allowed = allows(&policy, action, &question.resource, &question.context);
                        prop_assert!(!allowed, "{action} on {}", question.resource);
                    }
                }
            }
        }
    }
}

#[test]
fn checking_changes_nothing() {
    for form in [form_with(|_| ()), form_with(theirs), form_with(existing_key)] {
        for need in needs(Duty::Check, &parsed(&form, &own())) {
            let (_, name) = need.action.split_once(':').unwrap();
            assert!(["Get", "List", "Describe"].iter().any(|verb| name.starts_with(verb)), "{}", need.action);
        }
    }
}

#[test]
fn with_a_boundary_the_role_cannot_be_given_power_beyond_it() {
    let form = form_with(|form| form.permissions_boundary = format!("arn:aws:iam::{ACCOUNT}:policy/boundary"));
    let (policy, questions) = asked(Duty::SetUp, &form, &own());
    for action in ["iam:CreateRole", "iam:AttachRolePolicy"] {
        let question = questions.iter().find(|question| question.actions.contains(&action)).unwrap();
        assert!(allows(&policy, action, &question.resource, &question.context));
        let without: Vec<_> =
            question.context.iter().filter(|(key, _)| key != "iam:PermissionsBoundary").cloned().collect();
        assert!(!allows(&policy, action, &question.resource, &without), "{action}");
    }
}

#[test]
fn no_other_policy_can_be_attached_or_detached() {
    for (duty, action) in [(Duty::SetUp, "iam:AttachRolePolicy"), (Duty::Remove, "iam:DetachRolePolicy")] {
        let (policy, questions) = asked(duty, &form_with(|_| ()), &own());
        let question = questions.iter().find(|question| question.actions.contains(&action)).unwrap();
        assert!(allows(&policy, action, &question.resource, &question.context));
        let mut context = question.context.clone();
        context.retain(|(key, _)| key != "iam:PolicyARN");
        context.push(("iam:PolicyARN".to_owned(), vec!["arn:aws:iam::aws:policy/AdministratorAccess".to_owned()]));
        assert!(!allows(&policy, action, &question.resource, &context), "{action}");
    }
}

/// Also of what no emulator enforces, and of an action that is about two things, of each alone.
#[test]
fn without_any_one_need_what_it_is_for_is_not_allowed() {
    let bounded = form_with(|form| {
        form.role_path = "/vonage/".to_owned();
        form.permissions_boundary = format!("arn:aws:iam::{ACCOUNT}:policy/boundary");
    });
    for form in [form_with(|_| ()), form_with(theirs), form_with(existing_key), bounded] {
        let desired = parsed(&form, &own());
        let plan = of_desired(desired.clone(), &fresh(&desired)).unwrap();
        for duty in Duty::ALL {
            let all = needs(duty, &desired);
            for question in questions(&all, &plan) {
                for &action in &question.actions {
                    let allowed = |needs: &BTreeSet<Need>| {
                        let policy = document_of(needs, &desired, plan.key.as_ref());
                        allows(&policy, action, &question.resource, &question.context)
                    };
                    let mut less = all.clone();
                    assert!(less.remove(&Need { scope: question.scope, action }));
                    assert!(allowed(&all) && !allowed(&less), "{duty:?}: {action} on {}", question.resource);
                }
            }
        }
    }
}

/// Told to use another key, a bucket they have is first looked at with the key it has: unread, it could not be set back.
#[test]
fn the_key_that_a_bucket_of_theirs_has_can_be_read_before_it_gets_another() {
    let form = form_with(|form| {
        theirs(form);
        existing_key(form);
    });
    let desired = parsed(&form, &own());
    let another = format!("arn:aws:kms:eu-west-1:{ACCOUNT}:key/99999999-aaaa-bbbb-cccc-dddddddddddd");
    for duty in Duty::ALL {
        let policy = operator_policy(duty, &desired, None);
        for action in ["kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:ListResourceTags"] {
            assert!(allows(&policy, action, &another, &[]), "{duty:?} {action}");
            assert!(allows(&policy, action, &form.key_arn, &[]), "{duty:?} {action}");
        }
    }
    // Where the key stays, no other is anybody's business.
    let form = form_with(|form| {
        theirs(form);
        existing_key(form);
        form.bucket_changes.retain(|setting| *setting != BucketSetting::Encryption);
    });
    let policy = operator_policy(Duty::SetUp, &parsed(&form, &own()), None);
    assert!(!allows(&policy, "kms:DescribeKey", &another, &[]));
}

/// What takes back an earlier plan's parts takes nothing that is in use.
#[test]
fn what_had_another_name_can_be_taken_back_and_nothing_else() {
    let earlier = parsed(&form_with(|_| ()), &own());
    for next in [
        form_with(|form| "another-bucket".clone_into(&mut form.bucket_name)),
        form_with(|form| "another-role".clone_into(&mut form.role_name)),
        form_with(|form| "another-policy".clone_into(&mut form.policy_name)),
        form_with(|form| "us-east-1".clone_into(&mut form.region)),
        form_with(|form| form.encryption_mode = EncryptionMode::Amazon),
    ] {
        let next = parsed(&next, &own());
        let parts = Parts::superseded(&earlier, &next);
        let plan_of = |desired: &Desired| of_desired(desired.clone(), &fresh(desired)).unwrap();
        let needs_of_it = needs_of_superseded(&earlier, parts);
        let policy = document_of(&needs_of_it, &earlier, None);
        for question in questions(&needs_of_it, &plan_of(&earlier)) {
            for action in &question.actions {
                assert!(allows(&policy, action, &question.resource, &question.context), "{parts:?} {question:?}");
            }
        }
        let reads = needs(Duty::Check, &next);
        for duty in [Duty::SetUp, Duty::Remove] {
            let in_use = needs(duty, &next).difference(&reads).copied().collect();
            for question in questions(&in_use, &plan_of(&next)) {
                for action in &question.actions {
                    assert!(!allows(&policy, action, &question.resource, &question.context), "{parts:?} {question:?}");
                }
            }
        }
    }
}
