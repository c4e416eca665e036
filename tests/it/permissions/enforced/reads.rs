//! Every action that only reads is needed by whoever sets up, checks or removes.

use std::collections::BTreeSet;

use export_storage_setup::setup::form::Form;
use export_storage_setup::setup::permissions::Duty;

use super::{NONE, Operator, actions, desired, only, program};

impl Operator {
    /// Signs in, reviews, and looks at what taking back would do, until something is refused.
    async fn looks(&self, form: &Form) -> BTreeSet<String> {
        assert!(self.signs_in(&self.app).await);
        if self.heard.refused().is_empty() {
            self.reviewed(form).await;
        }
        if self.heard.refused().is_empty() {
            let seen = self.app.runs.preview_undo(&form.setup).await.is_ok();
            assert_eq!(seen, self.heard.refused().is_empty());
        }
        self.heard.refused()
    }
}

#[tokio::test]
async fn every_read_is_needed_for_every_duty() {
    let operator = Operator::new().await;
    let form = operator.form();
    operator.has_made(&form).await;
    let mut reads = actions(Duty::Check, &form);
    // Only a key that nobody knows of is looked for among all keys.
    assert!(reads.remove("kms:ListKeys"));
    for duty in Duty::ALL {
        for &action in reads.iter().chain([&NONE]) {
            operator.may_do_without(duty, &form, action).await;
            assert_eq!(operator.looks(&form).await, only(action), "{duty:?} without {action}");
        }
    }

    let alias = desired(&form).key.unwrap().alias;
    operator.kms.delete_alias().alias_name(alias.as_str()).send().await.unwrap();
    for duty in Duty::ALL {
        for action in ["kms:ListKeys", "kms:ListResourceTags", NONE] {
            operator.may_do_without(duty, &form, action).await;
            let (elsewhere, _folder) = program();
            assert!(operator.signs_in(&elsewhere).await);
            operator.reviewed_in(&elsewhere, &form).await;
            assert_eq!(operator.heard.refused(), only(action), "{duty:?} without {action}");
        }
    }
}
