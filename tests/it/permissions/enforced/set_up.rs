//! Every action that makes something, or puts it right, is needed by whoever sets up.

use std::collections::BTreeSet;

use export_storage_setup::setup::permissions::Duty;

use super::{NONE, NOT_ENFORCED, Operator, desired, only, writes};
use crate::support::faults::Fault;

/// These put right what somebody changed.
const LATER: [&str; 2] = ["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"];

#[tokio::test]
async fn what_makes_something_is_needed() {
    let operator = Operator::new().await;
    let mut unnoticed = BTreeSet::new();
    let writes = writes(Duty::SetUp, &operator.form());
    for action in writes.into_iter().filter(|action| !LATER.contains(action)).chain([NONE]) {
        let form = operator.form();
        operator.may_do_without(Duty::SetUp, &form, action).await;
        let made = operator.sets_up(&form).await;
        let refused = operator.heard.refused();
        if made {
            assert_eq!(refused, BTreeSet::new(), "without {action}");
            unnoticed.insert(action);
        } else {
            assert_eq!(refused, only(action), "without {action}");
        }
    }
    assert_eq!(unnoticed, NOT_ENFORCED.into_iter().chain([NONE]).collect());
}

#[tokio::test]
async fn what_puts_right_what_somebody_edited_is_needed() {
    let operator = Operator::new().await;
    let form = operator.form();
    operator.has_made(&form).await;
    let (arn, role) = (desired(&form).policy_arn(), desired(&form).role.name);
    let iam = &operator.iam;
    let edited = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}]}"#;
    for action in LATER.into_iter().chain([NONE]) {
        // A policy has room for five versions.
        let versions = iam.list_policy_versions().policy_arn(arn.as_str()).send().await.unwrap().versions.unwrap();
        for version in versions.iter().filter(|version| !version.is_default_version()) {
            let old = iam.delete_policy_version().policy_arn(arn.as_str());
            old.version_id(version.version_id().unwrap()).send().await.unwrap();
        }
        let new = iam.create_policy_version().policy_arn(arn.as_str()).policy_document(edited).set_as_default(true);
        new.send().await.unwrap();
        iam.update_assume_role_policy().role_name(role.as_str()).policy_document(trust).send().await.unwrap();
        operator.may_do_without(Duty::SetUp, &form, action).await;
        assert_eq!(operator.sets_up(&form).await, action == NONE, "without {action}");
        assert_eq!(operator.heard.refused(), only(action), "without {action}");
    }
}

/// It may not be made twice, so it is looked for.
#[tokio::test]
async fn what_finds_a_key_whose_answer_was_lost_is_needed() {
    let operator = Operator::new().await;
    for action in ["kms:ListKeys", "kms:ListResourceTags", NONE] {
        let form = operator.form();
        operator.may_do_without(Duty::SetUp, &form, action).await;
        let review = operator.reviewed(&form).await.unwrap();
        operator.faulty.fail_next("kms:CreateKey", Fault::ResetAfter);
        assert_eq!(operator.creates(&review).await, action == NONE, "without {action}");
        assert!(operator.faulty.is_through());
        assert_eq!(operator.heard.refused(), only(action), "without {action}");
    }
}
