//! Looks directly before a write whether what it takes the place of is still what was reviewed: what others changed
//! meanwhile is not overwritten. S3 and IAM have no write that depends on what is there
//! (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>), so a moment remains in which it can.

use crate::aws::error::failure::{AwsFailure, FailureKind};
use crate::aws::error::not_sent::NotSent;
use crate::aws::iam;
use crate::aws::s3::bucket_setting;
use crate::aws::session::Clients;
use crate::policy::same_meaning;
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::Call;
use crate::resources::observed::ObservedBucket;
use crate::resources::write::Written;
use crate::setup::baseline::Baseline;
use crate::setup::plan::Plan;

/// Looks whether a call may write. What is already as the call leaves it may be written again.
///
/// # Errors
/// When it was changed, with what was reviewed and what is there now; when it cannot be read.
pub(in crate::aws) async fn unchanged(
    clients: &Clients,
    plan: &Plan,
    call: Call,
    written: Option<&Written>,
) -> Result<(), AwsFailure> {
    let Some(was) = plan.baseline(call) else { return Ok(()) };
    let now = match now(clients, plan, call, &was).await {
        Ok(now) => now,
        // It came into being in this run, so there is nothing in it that was reviewed.
        Err(failure) if failure.is_about_one_thing() && plan.seen.bucket == ObservedBucket::Absent => return Ok(()),
        Err(failure) => return Err(failure),
    };
    let Some(now) = now else { return Err(AwsFailure::changed_since_review(call.name(), &words(&was), None)) };
    let is_done = match (&now, written) {
        (Baseline::Setting(is) | Baseline::Lifecycle(is, _), Some(Written::Setting(wanted))) => is.is(wanted),
        (Baseline::Trust(is), Some(Written::Document(wanted))) => same_meaning(is, wanted),
        _ => false,
    };
    if is_done || was.is_still(&now) {
        Ok(())
    } else {
        Err(AwsFailure::changed_since_review(call.name(), &words(&was), Some(&words(&now))))
    }
}

/// What stands there now; `None` when it is gone, or says something that this program cannot read.
async fn now(clients: &Clients, plan: &Plan, call: Call, was: &Baseline) -> Result<Option<Baseline>, AwsFailure> {
    let (read, desired) = (&clients.read, &plan.desired);
    Ok(match (was, call.setting()) {
        (Baseline::Lifecycle(..), _) => {
            let found = bucket_setting::lifecycle(&read.s3, desired).await?;
            Some(Baseline::Lifecycle(BucketValue::Lifecycle(found.rules), found.smallest_moved))
        }
        (Baseline::Setting(_), Some(setting)) => {
            bucket_setting::value(&read.s3, desired, setting).await?.map(Baseline::Setting)
        }
        (Baseline::Setting(_), None) => None,
        (Baseline::Trust(_), _) => {
            let role = iam::find_role(&read.iam, &desired.role.name).await?;
            role.and_then(|role| role.trust.known().cloned()).map(Baseline::Trust)
        }
        (Baseline::Permissions(_), _) => {
            let policy = iam::find_policy(&read.iam, &desired.policy_arn()).await?;
            policy.and_then(|policy| policy.document.known().cloned()).map(Baseline::Permissions)
        }
    })
}

/// A value as text, for whoever has to see what changed.
fn words(value: &Baseline) -> String {
    let text = match value {
        Baseline::Setting(value) | Baseline::Lifecycle(value, _) => serde_json::to_string(value),
        Baseline::Trust(document) | Baseline::Permissions(document) => serde_json::to_string(document),
    };
    text.unwrap_or_default()
}

impl AwsFailure {
    /// A write over something that somebody has changed since it was reviewed, with what it was and what it is now, if that
    /// can be said.
    fn changed_since_review(call: &'static str, was: &str, now: Option<&str>) -> Self {
        let message = Some(format!("{was} → {}", now.unwrap_or("?")));
        Self { call, kind: FailureKind::NotSent(NotSent::ChangedSinceReview), code: None, message, request_id: None }
    }
}
