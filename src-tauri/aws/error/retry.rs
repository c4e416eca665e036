//! Which failed calls are worth sending again, and for how long.

use std::time::Duration;

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::{AwsFailure, FailureKind};

/// How a call is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// When to stop.
    pub limit: Limit,
    /// How long to wait before the first time. It doubles each time, up to [`Retry::LONGEST_PAUSE`].
    pub pause: Duration,
}

/// When to stop sending a call again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// When this much time has passed since the first failure.
    For(Duration),
    /// When it was sent again this many times.
    Times(u32),
}

impl Retry {
    /// The longest pause between two tries.
    pub const LONGEST_PAUSE: Duration = Duration::from_secs(10);

    const fn seconds(limit: u64, pause: u64) -> Self {
        Self { limit: Limit::For(Duration::from_secs(limit)), pause: Duration::from_secs(pause) }
    }
}

impl AwsFailure {
    /// Whether and how to send the call again. Never where it is unclear whether it took effect: there one looks first. The
    /// bounds are how long AWS takes to show everywhere what was just made
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency>).
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        let cause = match &self.kind {
            FailureKind::Throttled { retry_after } => {
                let pause = retry_after.unwrap_or(Duration::from_secs(1)).min(Retry::LONGEST_PAUSE);
                return Some(Retry { pause, ..Retry::seconds(60, 1) });
            }
            FailureKind::Refused(cause) => cause,
            FailureKind::Unclear(_) | FailureKind::NotSent(_) => return None,
        };
        match (cause, self.call) {
            (Cause::NotThereYet, "iam:AttachRolePolicy" | "iam:UpdateAssumeRolePolicy" | "iam:CreatePolicyVersion")
            | (Cause::KeyNotThere, "kms:EnableKeyRotation" | "kms:CreateAlias") => Some(Retry::seconds(30, 1)),
            (Cause::BucketNotThere, call) if call.starts_with("s3:Put") => Some(Retry::seconds(30, 1)),
            // What was detached a moment ago may still count as attached.
            (Cause::StillAttached, "iam:DeleteRole" | "iam:DeletePolicy") => Some(Retry::seconds(15, 1)),
            (Cause::BucketBusy, _) => Some(Retry::seconds(60, 2)),
            (Cause::ChangedMeanwhile, _) => Some(Retry::seconds(30, 2)),
            // Vonage's principals are old: what is not found after a few seconds is mistyped.
            (Cause::PrincipalUnknown { .. }, _) => {
                Some(Retry { limit: Limit::Times(2), pause: Duration::from_secs(5) })
            }
            _ => None,
        }
    }
}
