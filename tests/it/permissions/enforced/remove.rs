//! Every action that stops, lets in again or takes back is needed by whoever removes.

use export_storage_setup::record::State;
use export_storage_setup::setup::permissions::Duty;

use super::{NONE, Operator, desired, only, writes};

#[tokio::test]
async fn what_stops_or_takes_back_is_needed() {
    let operator = Operator::new().await;
    for action in writes(Duty::Remove, &operator.form()).into_iter().chain([NONE]) {
        let form = operator.form();
        operator.has_made(&form).await;
        // Somebody tried another version, which must go first.
        let other = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
        let version = operator.iam.create_policy_version().policy_arn(desired(&form).policy_arn().as_str());
        version.policy_document(other).send().await.unwrap();

        operator.may_do_without(Duty::Remove, &form, action).await;
        assert_eq!(operator.removes(&form).await, action == NONE, "without {action}");
        assert_eq!(operator.heard.refused(), only(action), "without {action}");
        if action == NONE {
            assert_eq!(operator.state(&form), State::Kept, "the key, after all");
        }
    }
}
