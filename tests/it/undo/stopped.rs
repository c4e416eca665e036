//! Vonage stopped at once, let in again as it was, and a stopped setup taken back.

use export_storage_setup::app::AppError;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::policy::{PolicyDocument, same_meaning};
use export_storage_setup::practice::{Failure, FailureKind};
use export_storage_setup::record::State;
use export_storage_setup::resources::sessions::{REVOKE_NAME, closed_trust, revocation};
use export_storage_setup::setup::form::Form;

use super::{made, undone_to};
use crate::pressed;
use crate::renamed::nearly_made;
use crate::run::{Inventory, Stage};
use crate::support::faults::Fault;

async fn trust(stage: &Stage, role: &str) -> PolicyDocument {
    let role = stage.iam().get_role().role_name(role).send().await.unwrap().role.unwrap();
    PolicyDocument::parse_encoded(role.assume_role_policy_document().unwrap()).unwrap()
}

async fn inline(stage: &Stage, role: &str) -> Vec<String> {
    stage.iam().list_role_policies().role_name(role).send().await.unwrap().policy_names().to_vec()
}

fn role_of(stage: &Stage, setup: &str) -> String {
    stage.record(setup).desired.role.name.to_string()
}

#[tokio::test]
async fn the_role_is_closed_and_opened_again_exactly_as_it_was() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let role = role_of(&stage, &setup);
    let before = trust(&stage, &role).await;
    pressed::stop(&stage.app, &setup).await.unwrap();
    assert_eq!(stage.traffic.written(), ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]);
    assert!(same_meaning(&trust(&stage, &role).await, &closed_trust()));
    assert_eq!(inline(&stage, &role).await, [REVOKE_NAME]);
    assert_eq!(stage.record(&setup).state, State::Stopped);
    assert!(matches!(stage.app.runs.retry(&setup, LostKey::LookAgain).await, Err(AppError::Stopped)));
    // Pressed again it keeps what was there before the first press.
    pressed::stop(&stage.app, &setup).await.unwrap();

    let stage = stage.reopened().await;
    stage.sign_in().await;
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert_eq!(trust(&stage, &role).await, before);
    assert_eq!(inline(&stage, &role).await, Vec::<String>::new());
    assert_eq!(stage.record(&setup).state, State::Ready);
    let status = stage.ended(&setup).await;
    assert!(status.progress.steps.iter().all(|step| !step.state.is_trouble()), "{status:#?}");
}

#[tokio::test]
async fn what_somebody_made_of_a_closed_role_stays_when_it_is_resumed() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let role = role_of(&stage, &setup);
    pressed::stop(&stage.app, &setup).await.unwrap();
    let theirs = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    stage.iam().update_assume_role_policy().role_name(&role).policy_document(theirs).send().await.unwrap();
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert!(same_meaning(&trust(&stage, &role).await, &PolicyDocument::parse(theirs).unwrap()));
    assert_eq!(inline(&stage, &role).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_stop_that_aws_refused_half_way_is_finished_by_the_next() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let role = role_of(&stage, &setup);
    let before = trust(&stage, &role).await;
    stage.refuse("iam:PutRolePolicy", 1, (403, "AccessDenied", "no"));
    let refused = pressed::stop(&stage.app, &setup).await;
    assert!(matches!(&refused, Err(AppError::Run(why)) if matches!(**why, AppError::Aws(_))), "{refused:?}");
    assert_eq!(stage.record(&setup).state, State::Ready, "it says stopped only once it is");
    pressed::stop(&stage.app, &setup).await.unwrap();
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert_eq!(trust(&stage, &role).await, before);
}

/// Whatever becomes of a call, the next press finishes it, and what was there comes back.
#[tokio::test]
async fn a_lost_or_refused_call_is_made_good_by_the_next_press() {
    const FAULTS: [Fault; 5] =
        [Fault::InternalError, Fault::TimedOutBefore, Fault::TimedOutAfter, Fault::ResetAfter, Fault::Malformed];
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let role = role_of(&stage, &setup);
    let before = trust(&stage, &role).await;
    for fault in FAULTS {
        for call in ["iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:DeleteRolePolicy"] {
            stage.faulty.fail_next(call, fault);
            if pressed::stop(&stage.app, &setup).await.is_err() {
                pressed::stop(&stage.app, &setup).await.unwrap();
            }
            assert!(same_meaning(&trust(&stage, &role).await, &closed_trust()), "{call} {fault:?}");
            assert_eq!(inline(&stage, &role).await, [REVOKE_NAME], "{call} {fault:?}");
            if pressed::resume(&stage.app, &setup).await.is_err() {
                pressed::resume(&stage.app, &setup).await.unwrap();
            }
            assert_eq!(trust(&stage, &role).await, before, "{call} {fault:?}");
            assert_eq!(inline(&stage, &role).await, Vec::<String>::new(), "{call} {fault:?}");
        }
    }
    assert!(stage.faulty.is_through());
}

#[tokio::test]
async fn a_stopped_setup_is_taken_back_whole() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    pressed::stop(&stage.app, &setup).await.unwrap();
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await, Inventory { keys: 1, ..Inventory::EMPTY });
}

#[tokio::test]
async fn a_role_of_an_earlier_name_is_closed_too_and_stays_so() {
    let stage = Stage::new().await;
    let form = stage.form();
    let setup = nearly_made(&stage, &form).await;
    // AWS keeps it when the details change.
    let refusal = Failure { operation: "iam:DeleteRole".parse().unwrap(), error: FailureKind::AccessDenied, times: 1 };
    let changed = Form { role_name: "another-role".to_owned(), ..form.clone() };
    stage.start_after(&changed, || stage.aws.fail_next(Some(refusal))).await;
    let status = stage.ended(&setup).await;
    stage.assert_ready(&status);
    let (earlier, present) = (form.role_name.as_str(), "another-role");
    let before = trust(&stage, present).await;

    stage.refuse("iam:PutRolePolicy", 1, (403, "AccessDenied", "no"));
    assert!(pressed::stop(&stage.app, &setup).await.is_err());
    assert_eq!(stage.record(&setup).state, State::Ready, "it says stopped only once all is");
    pressed::stop(&stage.app, &setup).await.unwrap();
    for role in [present, earlier] {
        assert!(same_meaning(&trust(&stage, role).await, &closed_trust()), "{role}");
        assert_eq!(inline(&stage, role).await, [REVOKE_NAME], "{role}");
    }
    pressed::resume(&stage.app, &setup).await.unwrap();
    assert_eq!(trust(&stage, present).await, before);
    assert!(same_meaning(&trust(&stage, earlier).await, &closed_trust()), "nobody uses it any more");
    undone_to(&stage, &setup, State::Undone).await;
    assert_eq!(stage.inventory().await.roles, 0);
}

#[tokio::test]
async fn a_role_that_is_somebody_elses_by_now_is_not_closed() {
    let stage = Stage::new().await;
    let setup = made(&stage).await;
    let (role, iam) = (role_of(&stage, &setup), stage.iam());
    let document = trust(&stage, &role).await.to_json();
    let policy = stage.record(&setup).desired.policy_arn().to_string();
    iam.detach_role_policy().role_name(&role).policy_arn(policy).send().await.unwrap();
    iam.delete_role().role_name(&role).send().await.unwrap();
    iam.create_role().role_name(&role).assume_role_policy_document(document).send().await.unwrap();
    assert!(matches!(pressed::stop(&stage.app, &setup).await, Err(AppError::RoleNotOurs)));
    assert!(stage.traffic.written().is_empty());
}

/// The deny is AWS's own: every action, for sessions from before a time, which is not before now.
#[test]
fn the_deny_is_about_sessions_from_before_now() {
    let now: jiff::Timestamp = "2026-11-27T10:00:00Z".parse().unwrap();
    let json = revocation(now).to_json();
    assert!(json.contains(r#""DateLessThan":{"aws:TokenIssueTime":"2026-11-27T10:15:00Z"}"#), "{json}");
}
