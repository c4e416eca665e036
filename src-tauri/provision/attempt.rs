//! One call, seen through: sent, sent again where AWS names a reason that passes, looked for where the answer was lost.
//!
//! This is the only place that sends a write twice; the SDK's own retries are off for writes. A lost answer is never
//! answered with a second call before AWS has been asked whether the first one took effect: `CreateKey` knows no
//! idempotency token, and a second key costs 1 USD a month.

use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedSender;

use super::progress::{WaitReason, Waiting};
use super::run::Run;
use crate::aws::{AwsFailure, Cause, FailureKind, Limit, NotSent, Retry, perform, took_effect};
use crate::resources::call::{Call, Output};
use crate::values::KeyArn;

/// How long AWS is asked whether a call took effect whose answer was lost.
const LOOKING: Duration = Duration::from_secs(30);
/// How often a call is sent anew after AWS said that it had not taken effect.
const UNCLEAR_TRIES: u32 = 3;
/// How often a call is sent anew that never left this computer.
const UNSENT_TRIES: u32 = 3;

/// How a call ended.
#[derive(Clone, Debug)]
pub enum CallEnd {
    /// It took effect.
    Done {
        /// What AWS returned, or what was found.
        output: Output,
        /// AWS's id of the request; absent when the answer was lost and the effect was found.
        request_id: Option<String>,
    },
    /// It did not take effect.
    Failed(AwsFailure),
    /// AWS keeps what was to be deleted: the bucket holds something, or something else needs the policy or the role.
    Left(AwsFailure),
    /// Nobody knows.
    Unknown(AwsFailure),
}

/// Sees one call through.
pub async fn carry_out(
    run: &Run,
    call: Call,
    key: Option<&KeyArn>,
    waits: &UnboundedSender<(Call, Option<Waiting>)>,
) -> CallEnd {
    let mut attempt = Attempt { run, call, key, waits, unclear: 0, unsent: 0, refused: 0, first_refusal: None };
    loop {
        let failure = match perform(&run.clients, &run.plan, call, key, run.clock.now()).await {
            Ok(answer) => return CallEnd::Done { output: answer.output, request_id: answer.request_id },
            Err(failure) => failure,
        };
        if let Some(end) = attempt.after(failure).await {
            return end;
        }
    }
}

struct Attempt<'a> {
    run: &'a Run,
    call: Call,
    key: Option<&'a KeyArn>,
    waits: &'a UnboundedSender<(Call, Option<Waiting>)>,
    unclear: u32,
    unsent: u32,
    refused: u32,
    first_refusal: Option<Timestamp>,
}

impl Attempt<'_> {
    /// What a failure leads to: an end, or `None` to send the call again.
    async fn after(&mut self, failure: AwsFailure) -> Option<CallEnd> {
        match &failure.kind {
            FailureKind::Unclear(_) => self.look(failure).await,
            FailureKind::NotSent(
                NotSent::Offline
                | NotSent::Dns
                | NotSent::Tls
                | NotSent::Proxy
                | NotSent::ProxyUnreachable
                | NotSent::ProxyScript,
            ) if self.unsent < UNSENT_TRIES => {
                let pause = Duration::from_secs(1 << self.unsent);
                self.unsent += 1;
                let is_stopped = self.pause(WaitReason::Offline, pause, pause).await;
                is_stopped.then_some(CallEnd::Failed(failure))
            }
            FailureKind::Refused(Cause::BucketAlreadyYours | Cause::NameTaken | Cause::AliasTaken) => {
                self.done_already(failure).await
            }
            FailureKind::Refused(
                Cause::NotThereYet | Cause::BucketNotThere | Cause::KeyNotThere | Cause::KeyStateWrong,
            ) if self.call.takes_back() => self.done_already(failure).await,
            FailureKind::Refused(Cause::BucketNotEmpty) => Some(CallEnd::Left(failure)),
            _ => self.retry(failure).await,
        }
    }

    /// The answer was lost: AWS is asked whether the call took effect.
    async fn look(&mut self, failure: AwsFailure) -> Option<CallEnd> {
        let since = self.run.clock.now();
        loop {
            match took_effect(&self.run.clients, &self.run.plan, self.call, self.key).await {
                Ok(Some(output)) => return Some(CallEnd::Done { output, request_id: None }),
                // A key that is not seen yet may still appear, and a second one would cost money: keep looking.
                Ok(None) if self.call != Call::CreateKey => {
                    self.unclear += 1;
                    return (self.unclear > UNCLEAR_TRIES).then_some(CallEnd::Failed(failure));
                }
                Ok(None) | Err(_) => {}
            }
            if self.passed(since) >= LOOKING {
                return Some(CallEnd::Unknown(failure));
            }
            if self.pause(WaitReason::Looking, Duration::from_secs(2), LOOKING).await {
                return Some(CallEnd::Unknown(failure));
            }
        }
    }

    /// The name is taken, or what was to go is gone. That may be by this very call, sent once before with its answer lost:
    /// then it is done.
    async fn done_already(&self, failure: AwsFailure) -> Option<CallEnd> {
        Some(match took_effect(&self.run.clients, &self.run.plan, self.call, self.key).await {
            Ok(Some(output)) => CallEnd::Done { output, request_id: failure.request_id },
            Ok(None) | Err(_) => CallEnd::Failed(failure),
        })
    }

    /// Sends it again where AWS's code names a reason that passes, within that code's bounds.
    async fn retry(&mut self, failure: AwsFailure) -> Option<CallEnd> {
        let Some(retry) = failure.retry() else { return Some(CallEnd::Failed(failure)) };
        let since = *self.first_refusal.get_or_insert(self.run.clock.now());
        let (spent, limit) = match retry.limit {
            Limit::For(limit) => (self.passed(since) >= limit, limit),
            Limit::Times(times) => (self.refused >= times, retry.pause * times),
        };
        if spent {
            let in_use = failure.kind == FailureKind::Refused(Cause::StillAttached);
            return Some(if in_use { CallEnd::Left(failure) } else { CallEnd::Failed(failure) });
        }
        let pause = (retry.pause * 2_u32.saturating_pow(self.refused)).min(Retry::LONGEST_PAUSE);
        self.refused += 1;
        let reason = match &failure.kind {
            FailureKind::Throttled { .. } => WaitReason::Throttled,
            FailureKind::Refused(Cause::BucketBusy) => WaitReason::BucketBusy,
            _ => WaitReason::Settling,
        };
        self.pause(reason, pause, limit).await.then_some(CallEnd::Failed(failure))
    }

    fn passed(&self, since: Timestamp) -> Duration {
        Duration::try_from(self.run.clock.now().duration_since(since)).unwrap_or_default()
    }

    /// Waits, and answers whether it was told to stop: then nothing is sent again.
    async fn pause(&self, reason: WaitReason, pause: Duration, limit: Duration) -> bool {
        let waiting = Waiting { reason, since: self.run.clock.now(), limit };
        // Nobody hears it when the run is being torn down, and then nobody needs to.
        let _ = self.waits.send((self.call, Some(waiting)));
        let is_stopped = self.run.stop.or(self.run.clock.sleep(pause)).await;
        let _ = self.waits.send((self.call, None));
        is_stopped
    }
}
