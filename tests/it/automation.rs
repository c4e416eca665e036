//! What a company's own automation, or a colleague, does to a setup while it is made and afterwards: the values are there all
//! the same, and what differs is said beside them.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use aws_sdk_s3::types::{
    BucketLifecycleConfiguration, ExpirationStatus, LifecycleExpiration, LifecycleRule, LifecycleRuleFilter,
    ObjectOwnership, OwnershipControls, OwnershipControlsRule, Tag, Tagging,
};
use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::messages::ready::Ready;
use export_storage_setup::provision::StepState;
use export_storage_setup::record::{CheckResult, State};
use export_storage_setup::resources::Resource;
use export_storage_setup::resources::step::Step;

use crate::pressed;
use crate::run::Stage;
use crate::support::faults::Fault;

/// What is done to a setup that is about to be finished.
#[derive(Clone, Copy, Debug)]
enum Automation {
    LifecycleRule,
    SecondPolicy,
    InlinePolicy,
    Retagged,
    AccessLists,
}

impl Automation {
    const ALL: [(Self, Resource); 5] = [
        (Self::LifecycleRule, Resource::Lifecycle),
        (Self::SecondPolicy, Resource::Attachment),
        (Self::InlinePolicy, Resource::Attachment),
        (Self::Retagged, Resource::Bucket),
        (Self::AccessLists, Resource::Ownership),
    ];

    async fn acts(self, stage: &Stage, bucket: &str, role_name: &str) {
        let (s3, iam) = (stage.s3(), stage.iam());
        let document =
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;
        let policy = async || {
            let made = iam.create_policy().policy_name("company").policy_document(document).send().await.unwrap();
            made.policy.unwrap().arn.unwrap()
        };
        match self {
            Self::LifecycleRule => {
                let there = s3.get_bucket_lifecycle_configuration().bucket(bucket).send().await.unwrap();
                let rule = LifecycleRule::builder()
                    .id("company")
                    .status(ExpirationStatus::Enabled)
                    .filter(LifecycleRuleFilter::builder().prefix("").build())
                    .expiration(LifecycleExpiration::builder().days(3650).build())
                    .build()
                    .unwrap();
                let rules = there.rules().iter().cloned().chain([rule]).collect();
                let all = BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build().unwrap();
                s3.put_bucket_lifecycle_configuration()
                    .bucket(bucket)
                    .lifecycle_configuration(all)
                    .send()
                    .await
                    .unwrap();
            }
            Self::SecondPolicy => {
                let second = policy().await;
                iam.attach_role_policy().role_name(role_name).policy_arn(second).send().await.unwrap();
            }
            Self::InlinePolicy => {
                let put = iam.put_role_policy().role_name(role_name).policy_name("company").policy_document(document);
                put.send().await.unwrap();
            }
            Self::Retagged => {
                let tag = Tag::builder().key("cost-centre").value("4711").build().unwrap();
                let tags = Tagging::builder().tag_set(tag).build().unwrap();
                s3.put_bucket_tagging().bucket(bucket).tagging(tags).send().await.unwrap();
            }
            Self::AccessLists => {
                let rule = OwnershipControlsRule::builder().object_ownership(ObjectOwnership::ObjectWriter).build();
                let controls = OwnershipControls::builder().rules(rule.unwrap()).build().unwrap();
                s3.put_bucket_ownership_controls().bucket(bucket).ownership_controls(controls).send().await.unwrap();
            }
        }
    }
}

/// The last call of a run waits, and meanwhile the automation acts.
#[tokio::test]
async fn what_is_added_while_a_setup_is_made_keeps_no_values_back() {
    for (automation, resource) in Automation::ALL {
        let stage = Stage::new().await;
        let form = stage.form();
        stage.clock.hold(true);
        stage.faulty.fail_next("iam:AttachRolePolicy", Fault::Throttled);
        let setup = stage.start(&form).await;
        let mut news = stage.app.runs.watch(&setup).unwrap();
        news.wait_for(|status| status.progress.steps.iter().any(|step| step.waiting.is_some())).await.unwrap();
        let title = news.borrow().title.clone();
        news.wait_for(|status| {
            let open = |state| !matches!(state, StepState::Done | StepState::Waiting);
            status.progress.steps.iter().filter(|step| open(step.state)).count() == 1
        })
        .await
        .unwrap();
        automation.acts(&stage, &title, &form.role_name).await;
        stage.clock.hold(false);

        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Done, "{automation:?} {status:#?}");
        let finished = stage.app.setups.finished(&setup).unwrap();
        assert_eq!(finished.record.state, State::Ready, "{automation:?}");
        let differing = finished.record.checks.iter().filter(|check| check.result != CheckResult::Passes);
        let differing: Vec<_> = differing.map(|check| (check.resource, &check.result)).collect();
        assert!(
            matches!(differing[..], [(which, CheckResult::Differs { by: Some(_) })] if which == resource),
            "{automation:?} {differing:?}"
        );
        let ready = Ready::of(&finished).unwrap();
        assert!(!ready.values.role_arn.is_empty(), "{automation:?}");
        assert_eq!(ready.checks, finished.record.checks, "{automation:?}");

        // Nothing that was added is taken away by going on, and no difference keeps a setup from being ready tomorrow.
        if !matches!(automation, Automation::Retagged) {
            stage.traffic.forget();
            stage.app.runs.retry(&setup, LostKey::LookAgain).await.ok();
            assert_eq!(stage.ended(&setup).await.phase, Phase::Done, "{automation:?}");
            assert_eq!(stage.traffic.written(), Vec::<String>::new(), "{automation:?}");
            assert_eq!(stage.record(&setup).state, State::Ready, "{automation:?}");
        }
    }
}

#[tokio::test]
async fn what_changes_later_is_found_by_checking_again_and_so_is_its_end() {
    let stage = Stage::new().await;
    let status = stage.run(&stage.form()).await;
    let differing = || {
        let checks = stage.record(&status.setup).checks.into_iter();
        let differing = checks.filter(|check| check.result.is_difference());
        differing.map(|check| check.resource).collect::<Vec<_>>()
    };
    stage.s3().delete_public_access_block().bucket(&status.title).send().await.unwrap();
    assert_eq!(differing(), []);
    stage.traffic.forget();
    stage.app.setups.check(&status.setup).await.unwrap();
    assert_eq!(differing(), [Resource::PublicAccess]);
    assert_eq!(stage.record(&status.setup).state, State::Ready);
    assert_eq!(stage.traffic.written(), Vec::<String>::new());
    stage.app.runs.retry(&status.setup, LostKey::LookAgain).await.unwrap();
    stage.assert_ready(&stage.ended(&status.setup).await);
}

/// Stopped on purpose, the role is not as planned on purpose.
#[tokio::test]
async fn a_stopped_setup_is_checked_as_one_that_is_stopped() {
    let stage = Stage::new().await;
    let setup = stage.run(&stage.form()).await.setup;
    let trust = || {
        let checks = stage.record(&setup).checks;
        assert!(checks.iter().all(|check| !check.result.is_difference()), "{checks:?}");
        checks.into_iter().find(|check| check.resource == Resource::Role).unwrap().result
    };
    pressed::stop(&stage.app, &setup).await.unwrap();
    assert_eq!(trust(), CheckResult::Closed);
    stage.app.setups.check(&setup).await.unwrap();
    assert_eq!(trust(), CheckResult::Closed);
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert_eq!(trust(), CheckResult::Passes);
}

/// AWS shows some time later what was written: that is told apart from what somebody changed.
#[tokio::test]
async fn what_aws_does_not_show_yet_is_not_called_different() {
    let stage = Stage::new().await;
    let form = stage.form();
    stage.clock.hold(true);
    stage.faulty.fail_next("iam:AttachRolePolicy", Fault::Throttled);
    let setup = stage.start(&form).await;
    let mut news = stage.app.runs.watch(&setup).unwrap();
    news.wait_for(|status| status.progress.steps.iter().any(|step| step.waiting.is_some())).await.unwrap();
    news.wait_for(|status| {
        let keeping = status.progress.steps.iter().find(|step| step.step == Step::Keeping);
        keeping.is_some_and(|step| step.state == StepState::Done)
    })
    .await
    .unwrap();
    // As a bucket that is not yet shown with its rules.
    let title = news.borrow().title.clone();
    stage.s3().delete_bucket_lifecycle().bucket(title).send().await.unwrap();
    stage.clock.hold(false);
    assert_eq!(stage.ended(&setup).await.phase, Phase::Done);
    let record = stage.record(&setup);
    assert_eq!(record.state, State::Ready);
    let results: Vec<_> = record.checks.into_iter().filter(|check| check.result != CheckResult::Passes).collect();
    let results: Vec<_> = results.iter().map(|check| (check.resource, &check.result)).collect();
    assert_eq!(results, [(Resource::Lifecycle, &CheckResult::NotVisibleYet)]);
    let settling = stage.clock.slept().iter().map(std::time::Duration::as_secs).sum::<u64>();
    assert!(settling >= 30, "it was waited for: {settling} s");
}

/// A session that ends, or a network that goes, while everything is read back.
#[tokio::test]
async fn a_setup_that_cannot_be_read_back_is_ready_and_not_checked() {
    for (operation, refusal, phase) in [
        ("iam:GetRole", (403, "ExpiredToken", "The security token included in the request is expired"), Phase::Paused),
        ("iam:GetPolicy", (500, "ServiceFailure", "Service failure"), Phase::Failed),
    ] {
        let stage = Stage::new().await;
        let form = stage.form();
        stage.clock.hold(true);
        stage.faulty.fail_next("iam:AttachRolePolicy", Fault::Throttled);
        let setup = stage.start(&form).await;
        let mut news = stage.app.runs.watch(&setup).unwrap();
        news.wait_for(|status| status.progress.steps.iter().any(|step| step.waiting.is_some())).await.unwrap();
        stage.refuse(operation, 50, refusal);
        stage.clock.hold(false);
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, phase, "{status:#?}");
        let checks = status.progress.steps.iter().find(|step| step.step == Step::Checks).unwrap();
        assert_eq!(checks.state, StepState::Failed);
        assert_eq!(checks.failure.as_ref().unwrap().kind.ends_session(), phase == Phase::Paused);
        let finished = stage.app.setups.finished(&setup).unwrap();
        assert_eq!((finished.record.state, finished.record.checks.len()), (State::Ready, 0));
        assert!(!Ready::of(&finished).unwrap().values.role_arn.is_empty());
        stage.aws.fail_next(None);
        stage.app.setups.check(&setup).await.unwrap();
        assert!(stage.record(&setup).checks.iter().all(|check| check.result == CheckResult::Passes));
    }
}

#[tokio::test]
async fn a_run_that_waits_hears_stop_at_once() {
    // Refused for now; and lost, so that AWS is asked again and again whether there is a key.
    for (call, fault) in [("iam:CreateRole", Fault::Throttled), ("kms:CreateKey", Fault::TimedOutBefore)] {
        let stage = Stage::new().await;
        stage.clock.hold(true);
        stage.faulty.fail_next(call, fault);
        let setup = stage.start(&stage.form()).await;
        let mut news = stage.app.runs.watch(&setup).unwrap();
        news.wait_for(|status| status.progress.steps.iter().any(|step| step.waiting.is_some())).await.unwrap();
        stage.app.runs.cancel(&setup);
        // No sleep ends: only the word can have ended it.
        let status = stage.ended(&setup).await;
        assert_eq!(status.phase, Phase::Failed, "{fault:?}");
        assert!(stage.record(&setup).entries.iter().all(|entry| entry.receipt.is_some()), "{fault:?}");
        stage.clock.hold(false);
        stage.app.runs.retry(&setup, LostKey::MakeAnother).await.unwrap();
        stage.assert_ready(&stage.ended(&setup).await);
    }
}

/// The window is closed while Vonage's way in is being closed: what is in flight is finished, and the rest is done by the
/// next press.
#[tokio::test]
async fn closing_the_window_waits_for_a_stop_that_is_under_way() {
    let stage = Stage::new().await;
    let setup = stage.run(&stage.form()).await.setup;
    stage.clock.hold(true);
    stage.faulty.fail_next("iam:UpdateAssumeRolePolicy", Fault::Throttled);
    let shown = stage.app.runs.preview_stop(&setup).await.unwrap();
    let (app, of) = (stage.app.clone(), setup.clone());
    let stopping = tokio::spawn(async move { app.runs.stop(&of, shown.fingerprint.as_str()).await });
    while !stage.app.runs.is_running(&setup) {
        tokio::task::yield_now().await;
    }
    stage.app.runs.finish_calls().await;
    let error = stopping.await.unwrap().unwrap_err();
    assert!(matches!(&error, AppError::Run(_)), "{error:?}");
    assert!(!stage.app.runs.is_running(&setup));
    let record = stage.record(&setup);
    assert!(record.entries.iter().all(|entry| entry.receipt.is_some()));
    stage.clock.hold(false);
    pressed::stop(&stage.app, &setup).await.unwrap();
    assert_eq!(stage.record(&setup).state, State::Stopped);
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert_eq!(stage.record(&setup).state, State::Ready);
}

/// A draft is worked on in its own world alone, and is never copied into the other one.
#[tokio::test]
async fn a_draft_stays_in_its_own_world() {
    let stage = Stage::new().await;
    let real = stage.form();
    stage.app.forms.save(&real).unwrap();
    stage.practise().await;
    let practised = stage.form();
    stage.app.forms.save(&practised).unwrap();

    let other = |answer: Result<(), AppError>, practice: bool| match answer {
        Err(AppError::OtherWorld { practice: is }) => assert_eq!(is, practice),
        other => panic!("{other:?}"),
    };
    let cards = stage.app.setups.list(None).unwrap();
    other(stage.app.forms.of_setup(&real.setup).map(drop), false);
    other(stage.app.forms.save(&real), false);
    other(stage.app.reviews.review(real.clone()).await.map(drop), false);
    stage.sign_in().await;
    other(stage.app.forms.of_setup(&practised.setup).map(drop), true);
    other(stage.app.forms.save(&practised), true);
    other(stage.app.reviews.review(practised.clone()).await.map(drop), true);
    assert_eq!(stage.app.setups.list(None).unwrap(), cards);

    stage.app.setups.forget(&practised.setup).unwrap();
    assert_eq!(stage.app.forms.of_setup(&real.setup).unwrap(), real);
    let left: Vec<_> =
        stage.app.setups.list(None).unwrap().into_iter().map(|(card, is_practice)| (card.setup, is_practice)).collect();
    assert_eq!(left, [(real.setup.clone(), false)]);
}
