//! The calls of a plan: all of them at first, none once they are done, and after half a run exactly the rest.

use std::collections::BTreeSet;

use export_storage_setup::policy::{OneOrMany, PolicyDocument};
use export_storage_setup::resources::bucket_value::LifecycleRule;
use export_storage_setup::resources::call::Call;
use export_storage_setup::resources::https_only;
use export_storage_setup::resources::lifecycle;
use export_storage_setup::resources::observed::{ObservedKey, ObservedSetup};
use export_storage_setup::resources::reading::Reading;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::setup::plan::{Plan, of_desired};
use proptest::prelude::*;

use super::model::{apply, apply_all, bucket, done, forms, fresh, in_any_order, key, names, usable_key};
use crate::request::sample::{form, form_with, own, parsed};

/// Every call with its step and what it waits for.
const EDGES: [(Call, Step, &[Call]); 14] = [
    (Call::CreateKey, Step::Key, &[]),
    (Call::EnableKeyRotation, Step::Key, &[Call::CreateKey]),
    (Call::CreateAlias, Step::Key, &[Call::CreateKey]),
    (Call::CreateBucket, Step::Bucket, &[]),
    (Call::PutPublicAccessBlock, Step::PublicAccess, &[Call::CreateBucket]),
    (Call::PutBucketEncryption, Step::Encryption, &[Call::CreateBucket, Call::CreateKey]),
    (Call::PutBucketPolicy, Step::HttpsOnly, &[Call::CreateBucket]),
    (Call::PutBucketVersioning, Step::Keeping, &[Call::CreateBucket]),
    (Call::PutBucketLifecycleConfiguration, Step::Keeping, &[Call::CreateBucket]),
    (Call::CreatePolicy, Step::Policy, &[Call::CreateKey]),
    (Call::CreatePolicyVersion, Step::Policy, &[Call::CreateKey]),
    (Call::CreateRole, Step::Role, &[]),
    (Call::UpdateAssumeRolePolicy, Step::Role, &[]),
    (Call::AttachRolePolicy, Step::Attach, &[Call::CreatePolicy, Call::CreateRole]),
];

/// The calls of a first run, in the order of the steps.
fn first_run(form: &Form) -> Vec<Call> {
    let new_key = form.encryption_mode == EncryptionMode::NewKey;
    EDGES
        .iter()
        .map(|(call, ..)| *call)
        .filter(|call| match call {
            Call::CreateKey | Call::EnableKeyRotation | Call::CreateAlias => new_key,
            Call::PutBucketVersioning => form.versioning,
            Call::CreatePolicyVersion | Call::UpdateAssumeRolePolicy => false,
            _ => true,
        })
        .collect()
}

#[track_caller]
fn assert_edges(plan: &Plan) {
    let calls = plan.calls();
    let wanted = names(&calls);
    for planned in &calls {
        let (_, step, after) = EDGES.iter().find(|(call, ..)| *call == planned.call).unwrap();
        let after: Vec<Call> = after.iter().copied().filter(|call| wanted.contains(call)).collect();
        assert_eq!(planned.after, after, "{:?}", planned.call);
        assert_eq!(planned.call.step(), *step, "{:?}", planned.call);
    }
}

fn set(calls: impl IntoIterator<Item = Call>) -> BTreeSet<Call> {
    calls.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_a_session_everything_is_made_and_nothing_refused((form, account) in forms()) {
        let plan = of_desired(parsed(&form, &account), &ObservedSetup::nothing()).unwrap();
        prop_assert_eq!(plan.refusals().count(), 0);
        prop_assert_eq!(names(&plan.calls()), first_run(&form));
        prop_assert!(!plan.is_done());
        assert_edges(&plan);
    }

    #[test]
    fn a_plan_applied_to_its_own_result_changes_nothing((form, account) in forms(), priorities: [u8; 14]) {
        let request = parsed(&form, &account);
        let before = fresh(&request);
        let first = of_desired(request.clone(), &before).unwrap();
        prop_assert_eq!(names(&first.calls()), first_run(&form));
        let after = apply(&first, &before, &in_any_order(&first, &priorities));
        let second = of_desired(request.clone(), &after).unwrap();
        prop_assert!(second.is_done(), "{:?}", second.changes);
        prop_assert_eq!(names(&second.calls()), []);
        prop_assert_eq!(&second.fingerprint, &first.fingerprint);
        prop_assert_eq!(&second.desired, &first.desired);
        prop_assert_eq!(second.bucket_policy, first.bucket_policy);
    }

    #[test]
    fn after_half_a_run_exactly_the_rest_is_left(
        (form, account) in forms(),
        priorities: [u8; 14],
        cut: prop::sample::Index,
    ) {
        let desired = parsed(&form, &account);
        let before = fresh(&desired);
        let first = of_desired(desired.clone(), &before).unwrap();
        let order = in_any_order(&first, &priorities);
        let (made, left) = order.split_at(cut.index(order.len() + 1));
        let half = apply(&first, &before, made);
        let second = of_desired(desired.clone(), &half).unwrap();
        prop_assert_eq!(second.refusals().count(), 0);
        prop_assert_eq!(set(names(&second.calls())), set(left.iter().copied()));
        prop_assert_eq!(&second.fingerprint, &first.fingerprint);
        assert_edges(&second);
        let whole = apply_all(&second, &half);
        prop_assert!(of_desired(desired, &whole).unwrap().is_done());
    }

    /// *Change details* after a run: the same setup, other choices. What cannot be changed in place is another resource.
    #[test]
    fn changed_details_come_down_to_settings((form, account) in forms(), versioning: bool, days in 1..=999_u32) {
        let (_, after) = done(&form, &account);
        let mut changed = form.clone();
        changed.versioning = versioning;
        changed.keep = export_storage_setup::setup::form::Keep::Days;
        changed.retention_days = days.to_string();
        changed.external_id = "another-one".to_owned();
        let second = of_desired(parsed(&changed, &account), &after).unwrap();
        let mut expected = set([]);
        if versioning != form.versioning {
            expected.insert(Call::PutBucketVersioning);
        }
        if versioning != form.versioning || form.retention_days != changed.retention_days {
            expected.insert(Call::PutBucketLifecycleConfiguration);
        }
        if form.external_id != changed.external_id {
            expected.insert(Call::UpdateAssumeRolePolicy);
        }
        prop_assert_eq!(set(names(&second.calls())), expected);
        let whole = apply_all(&second, &after);
        prop_assert!(of_desired(parsed(&changed, &account), &whole).unwrap().is_done());
    }
}

/// The policy of a setup whose key was made anew names the old key, and so is written again after the key.
#[test]
fn a_policy_waits_for_the_key_that_replaces_a_lost_one() {
    let (first, mut after) = done(&form(), &own());
    after.key = ObservedKey::Absent;
    let second = of_desired(first.desired.clone(), &after).unwrap();
    assert_eq!(
        names(&second.calls()),
        [
            Call::CreateKey,
            Call::EnableKeyRotation,
            Call::CreateAlias,
            Call::PutBucketEncryption,
            Call::CreatePolicyVersion
        ]
    );
    assert_edges(&second);
}

#[test]
fn the_bucket_policy_and_rules_of_others_survive() {
    let (first, mut after) = done(&form(), &own());
    let theirs = PolicyDocument::parse(&format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Sid":"Backup","Effect":"Allow","Principal":{{"AWS":"123456789012"}},"Action":"s3:GetObject","Resource":"{}"}}}}"#,
        first.desired.bucket_arn().objects()
    ))
    .unwrap();
    bucket(&mut after).policy = Reading::Known(Some(theirs.clone()));
    let second = of_desired(first.desired.clone(), &after).unwrap();
    assert_eq!(names(&second.calls()), [Call::PutBucketPolicy]);
    assert!(second.bucket_policy.statement.contains(&theirs.statement[0]));
    assert!(https_only::holds(&second.bucket_policy, &first.desired.bucket_arn()));

    let (first, mut after) = done(&form(), &own());
    let Reading::Known(rules) = &mut bucket(&mut after).lifecycle else { panic!() };
    rules.insert(0, LifecycleRule { id: "to-glacier".to_owned(), effect: None, whole: None });
    assert!(of_desired(first.desired, &after).unwrap().is_done(), "a rule besides ours is left alone");
}

/// AWS keeps documents in its own words; that is no change.
#[test]
fn documents_in_other_words_are_kept() {
    let (first, mut after) = done(&form(), &own());
    let Reading::Known(document) = &mut super::model::policy(&mut after).document else { panic!() };
    document.statement.reverse();
    document.statement[0].sid = None;
    let Reading::Known(trust) = &mut super::model::role(&mut after).trust else { panic!() };
    trust.statement[0].condition = None;
    if let export_storage_setup::policy::ActionElement::Action(action) = &mut trust.statement[0].action {
        *action = OneOrMany::many(["STS:AssumeRole"]);
    }
    assert!(of_desired(first.desired, &after).unwrap().is_done());
}

#[test]
fn the_rules_say_how_long_files_stay() {
    use export_storage_setup::setup::form::Keep;
    let rules = |versioning, days: Option<&str>| {
        let form = form_with(|form| {
            form.versioning = versioning;
            if let Some(days) = days {
                form.keep = Keep::Days;
                days.clone_into(&mut form.retention_days);
            }
        });
        lifecycle::rules(&parsed(&form, &own()).bucket)
            .into_iter()
            .map(|rule| {
                let effect = rule.effect.unwrap();
                (
                    rule.id,
                    effect.expire_days,
                    effect.expire_old_versions_days,
                    effect.abort_uploads_days,
                    effect.remove_lone_delete_markers,
                )
            })
            .collect::<Vec<_>>()
    };
    let keep = |days, old| ("export-storage-setup-keep".to_owned(), days, old, Some(7), false);
    let markers = ("export-storage-setup-delete-markers".to_owned(), None, None, None, true);
    assert_eq!(rules(true, None), [keep(None, Some(30)), markers.clone()]);
    assert_eq!(rules(true, Some("36500")), [keep(Some(36_500), Some(30)), markers]);
    assert_eq!(rules(false, Some("1")), [keep(Some(1), None)]);
    assert_eq!(rules(false, None), [keep(None, None)]);
}

/// A run cut between the key and its alias finds the key by its tag.
#[test]
fn a_key_without_its_alias_is_taken_up() {
    let (first, mut after) = done(&form(), &own());
    let state = key(&mut after);
    let arn = state.arn.clone();
    *state = usable_key(&arn, state.tags.clone());
    let second = of_desired(first.desired, &after).unwrap();
    assert_eq!(second.key, Some(arn));
    assert_eq!(names(&second.calls()), [Call::EnableKeyRotation, Call::CreateAlias]);
}
