//! The policies for a bucket they have, of which everything may be changed.

use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use export_storage_setup::record::State;
use export_storage_setup::resources::bucket_setting::BucketSetting;
use export_storage_setup::setup::form::{BucketMode, Form};
use export_storage_setup::setup::permissions::Duty;

use super::{NONE, Operator, actions, only, writes};
use crate::run::REGION;

impl Operator {
    /// A form for a bucket that was made long ago, with a policy where one is given.
    async fn their_form(&self, policy: Option<&str>) -> Form {
        let form = self.form();
        let name = format!("recordings-{}", form.setup);
        let place = BucketLocationConstraint::from(REGION);
        let place = CreateBucketConfiguration::builder().location_constraint(place).build();
        self.s3.create_bucket().bucket(&name).create_bucket_configuration(place).send().await.unwrap();
        self.s3.delete_public_access_block().bucket(&name).send().await.unwrap();
        if let Some(policy) = policy {
            let policy = policy.replace("NAME", &name);
            self.s3.put_bucket_policy().bucket(&name).policy(policy).send().await.unwrap();
        }
        Form {
            bucket_mode: BucketMode::Existing,
            bucket_name: name,
            region: String::new(),
            bucket_changes: BucketSetting::ALL.to_vec(),
            ..form
        }
    }
}

#[tokio::test]
async fn what_is_only_done_to_a_bucket_of_theirs_is_needed_too() {
    let operator = Operator::new().await;
    let of_ours = operator.form();
    let of_theirs = operator.their_form(None).await;

    let more = &writes(Duty::SetUp, &of_theirs) - &writes(Duty::SetUp, &of_ours);
    assert_eq!(more, ["s3:PutBucketTagging"].into());
    for action in more.into_iter().chain([NONE]) {
        let form = operator.their_form(None).await;
        operator.may_do_without(Duty::SetUp, &form, action).await;
        assert_eq!(operator.sets_up(&form).await, action == NONE, "without {action}");
        assert_eq!(operator.heard.refused(), only(action), "without {action}");

        operator.may_do_without(Duty::Check, &form, NONE).await;
        assert_eq!(operator.reviewed(&form).await.unwrap().plan.is_done(), action == NONE);
        assert_eq!(operator.heard.refused(), only(NONE));
    }

    assert_eq!(&actions(Duty::Check, &of_theirs) - &actions(Duty::Check, &of_ours), [].into());
    let more = &writes(Duty::Remove, &of_theirs) - &writes(Duty::Remove, &of_ours);
    assert_eq!(more.len(), 7, "{more:?}");
    let theirs = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::NAME/*"}]}"#;
    for action in more.into_iter().chain([NONE]) {
        // What was there is put back; where there was none, ours is deleted.
        let policy = (action == "s3:PutBucketPolicy").then_some(theirs);
        let form = operator.their_form(policy).await;
        operator.has_made(&form).await;
        operator.may_do_without(Duty::Remove, &form, action).await;
        assert_eq!(operator.removes(&form).await, action == NONE, "without {action}");
        assert_eq!(operator.heard.refused(), only(action), "without {action}");
        if action == NONE {
            assert_eq!(operator.state(&form), State::Kept, "files may need the key");
        }
    }
}
