//! Every operation that the program sends has its action, and every action stands in the policy of whoever sends it.

use std::collections::BTreeSet;

use export_storage_setup::messages::permissions::{Part, PermissionsView};
use export_storage_setup::messages::review::SupersededThing;
use export_storage_setup::record::State;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::resources::call::Call;
use export_storage_setup::resources::desired::{Desired, Encryption};
use export_storage_setup::resources::made::Made;
use export_storage_setup::resources::removal_outcome::Consent;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{EncryptionMode, Form};
use export_storage_setup::setup::permissions::{Duty, Scope, needs, needs_of_plan, reads};
use export_storage_setup::setup::plan::of_desired;
use export_storage_setup::setup::removal::{Remaining, Removal};
use proptest::prelude::*;

use crate::plan::model::{done, forms, fresh};
use crate::pressed;
use crate::renamed::{nearly_made, renamed};
use crate::request::sample::parsed;
use crate::run::Stage;
use crate::undo::undone_to;

#[test]
fn every_call_has_actions_and_every_action_is_about_something() {
    for call in Call::ALL {
        assert!(!call.actions().is_empty(), "{call:?}");
        for action in call.actions() {
            assert!(!Scope::of(action).is_empty(), "{action} of {call:?}");
        }
    }
    for (call, action) in reads() {
        assert!(action.is_none_or(|action| !Scope::of(action).is_empty()), "{call}");
    }
}

fn actions(duty: Duty, desired: &Desired) -> BTreeSet<&'static str> {
    needs(duty, desired).into_iter().map(|need| need.action).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_plan_or_its_removal_calls_is_in_the_policy((form, account) in forms()) {
        let desired = parsed(&form, &account);
        let plan = of_desired(desired.clone(), &fresh(&desired)).unwrap();
        let (set_up, remove) = (actions(Duty::SetUp, &desired), actions(Duty::Remove, &desired));
        for planned in plan.calls() {
            prop_assert!(planned.call.actions().iter().all(|action| set_up.contains(action)), "{:?}", planned.call);
        }
        prop_assert!(needs_of_plan(&plan).is_subset(&needs(Duty::SetUp, &desired)));

        let (plan, found) = done(&form, &account);
        // What is only convenient is given and not missed.
        let beyond = needs(Duty::Check, &desired).difference(&needs_of_plan(&plan)).map(|need| need.action).collect::<BTreeSet<_>>();
        let convenient = BTreeSet::from(["iam:ListAccountAliases", "kms:DescribeKey", "kms:ListAliases"]);
        prop_assert!(beyond.is_subset(&convenient), "{beyond:?}");
        let missed = needs_of_plan(&plan).into_iter().map(|need| need.action).collect::<BTreeSet<_>>();
        prop_assert!(missed.contains("kms:DescribeKey") || desired.bucket.encryption == Encryption::AmazonS3);
        let made = Made {
            role: found.role.as_ref().map(|role| role.id.clone()),
            policy: found.policy.as_ref().map(|policy| policy.id.clone()),
            ..Made::default()
        };
        let removal = Removal::of(&desired, &made, &Remaining { found, old_versions: true });
        let consent = Consent { edited: removal.edited().cloned().collect(), ..Consent::default() };
        prop_assert!(!removal.calls(&consent).is_empty());
        for planned in removal.calls(&consent) {
            prop_assert!(planned.call.actions().iter().all(|action| remove.contains(action)), "{:?}", planned.call);
        }
    }
}

/// The actions of everything that was sent since the last time.
fn sent(stage: &Stage) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::new();
    for exchange in stage.traffic.exchanges() {
        let call = Call::ALL.iter().find(|call| call.name() == exchange.operation);
        let read = reads().find(|(call, _)| *call == exchange.operation);
        match (call, read) {
            (Some(call), _) => all.extend(call.actions()),
            (None, Some((_, action))) => all.extend(action),
            (None, None) => panic!("{} needs an action that no policy gives", exchange.operation),
        }
    }
    stage.traffic.forget();
    all
}

#[track_caller]
fn assert_within(stage: &Stage, duty: Duty, desired: &Desired) {
    assert_among(&sent(stage), &actions(duty, desired), &format!("{duty:?}"));
}

#[track_caller]
fn assert_among(sent: &BTreeSet<&str>, allowed: &BTreeSet<&str>, name: &str) {
    let beyond: Vec<_> = sent.difference(allowed).collect();
    assert!(beyond.is_empty() && !sent.is_empty(), "{name} does not allow {beyond:?}");
}

async fn from_review_to_the_end(stage: &Stage, form: &Form) {
    let desired = stage.reviewed(form).await.plan.desired;
    assert_within(stage, Duty::SetUp, &desired);
    let status = stage.run(form).await;
    stage.assert_ready(&status);
    assert_within(stage, Duty::SetUp, &desired);
    // Reviewed again, everything is there: what is read then is all that checking takes.
    stage.reviewed(form).await;
    assert_within(stage, Duty::Check, &desired);
    pressed::stop(&stage.app, &status.setup).await.unwrap();
    pressed::resume(&stage.app, &status.setup).await.unwrap();
    assert_within(stage, Duty::Remove, &desired);
    undone_to(stage, &status.setup, State::Undone).await;
    assert_within(stage, Duty::Remove, &desired);
}

#[tokio::test]
async fn everything_that_is_sent_for_a_setup_of_its_own_is_in_the_policies() {
    let stage = Stage::new().await;
    sent(&stage);
    let form = stage.form();
    Box::pin(from_review_to_the_end(&stage, &form)).await;
    stage.app.runs.keep_key(&form.setup).await.unwrap();
    let desired = stage.record(&form.setup).desired;
    assert_within(&stage, Duty::Remove, &desired);
}

#[tokio::test]
async fn everything_that_is_sent_for_a_bucket_they_have_is_in_the_policies() {
    let stage = Stage::new().await;
    crate::theirs::bucket(&stage).await;
    crate::theirs::lived_in(&stage).await;
    sent(&stage);
    let form = Form { encryption_mode: EncryptionMode::Amazon, ..crate::theirs::form(&stage, &BucketSetting::ALL) };
    Box::pin(from_review_to_the_end(&stage, &form)).await;
}

/// Who changes the details needs what sets up, and for what had other names the policies that the review hands out.
#[tokio::test]
async fn everything_that_is_sent_when_details_change_is_in_the_policies() {
    for at in 0..renamed(&crate::request::sample::form()).len() {
        let stage = Stage::new().await;
        let form = stage.form();
        nearly_made(&stage, &form).await;
        stage.traffic.forget();
        let (name, changed) = renamed(&form).into_iter().nth(at).unwrap();
        let review = stage.reviewed(&changed).await;
        let mut all = sent(&stage);
        let fingerprint = review.plan.fingerprint.as_str();
        let permissions = stage.app.reviews.permissions(fingerprint).await.unwrap();
        assert_eq!(permissions.superseded.len(), 1, "{name}");
        let handed_out = PermissionsView::from(&permissions).operators.pop().unwrap();
        let Part::Earlier { number: 1, things } = handed_out.part else { panic!("{handed_out:#?}") };
        let (earlier, parts, _) = &permissions.superseded[0];
        let role = SupersededThing { step: Step::Role, name: earlier.role.name.to_string() };
        assert_eq!(things.contains(&role), parts.role, "{name}: {things:#?}");
        stage.traffic.forget();
        let setup = stage.app.runs.create(fingerprint).unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
        assert!(stage.record(&setup).earlier.is_empty(), "{name}: all of it is taken back");
        all.extend(sent(&stage));
        let mut allowed = actions(Duty::SetUp, permissions.desired());
        for (.., policy) in &permissions.superseded {
            allowed.extend(all.iter().filter(|action| policy.to_json().contains(&format!("\"{action}\""))));
        }
        assert_among(&all, &allowed, name);
    }
}
