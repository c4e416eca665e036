//! Makes a run's calls, as a graph, each journaled before it is sent and after it is answered.

use std::collections::HashSet;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::attempt::{self, CallEnd};
use super::progress::{Progress, StepState, Waiting};
use super::run::{End, Run, RunFailure};
use crate::aws::AwsFailure;
use crate::record::{Outcome, Receipt};
use crate::resources::call::{Call, Output, PlannedCall};
use crate::setup::plan::Plan;
use crate::values::{KeyArn, kind_of};

impl Run {
    /// Makes the calls: independent ones at the same time, those on the bucket one after another. After the first failure
    /// nothing new is sent, and what is in flight is finished.
    ///
    /// # Errors
    /// When the journal cannot be written. A refusal of AWS is no error but an [`End`] that is not complete.
    pub async fn carry_out(&self) -> Result<End, RunFailure> {
        let mut pending = self.calls.clone();
        let mut state = State {
            progress: self.progress.clone(),
            key: self.plan.key.clone(),
            done: HashSet::new(),
            left: Vec::new(),
            bucket_busy: false,
            failed: false,
        };
        let mut in_flight = JoinSet::new();
        let (waits, mut waiting) = mpsc::unbounded_channel::<(Call, Option<Waiting>)>();
        let mut finished: Option<(Call, Receipt)> = None;
        loop {
            let ready = if state.failed || self.stop.is_said() { Vec::new() } else { state.take_ready(&mut pending) };
            self.write_down(finished.take(), &ready).await?;
            for &call in &ready {
                state.progress.sent(call, self.clock.now());
                let (run, key, waits) = (self.clone(), state.key.clone(), waits.clone());
                in_flight.spawn(async move { (call, attempt::carry_out(&run, call, key.as_ref(), &waits).await) });
            }
            (self.news)(&state.progress);
            let (call, end) = loop {
                tokio::select! {
                    ended = in_flight.join_next() => match ended {
                        None => {
                            let end = state.end(pending.is_empty());
                            (self.news)(&end.progress);
                            return Ok(end);
                        }
                        Some(ended) => break ended?,
                    },
                    Some((call, wait)) = waiting.recv() => {
                        state.progress.waits(call, wait);
                        (self.news)(&state.progress);
                    }
                }
            };
            // What a call said before it ended is heard before its end.
            while let Ok((call, wait)) = waiting.try_recv() {
                state.progress.waits(call, wait);
            }
            finished = Some((call, state.settle(&self.plan, call, end, self.clock.now())));
            state.drop_blocked(&mut pending);
        }
    }

    async fn write_down(&self, finished: Option<(Call, Receipt)>, ready: &[Call]) -> Result<(), RunFailure> {
        if finished.is_none() && ready.is_empty() {
            return Ok(());
        }
        let (journal, setup) = (Arc::clone(&self.journal), self.plan.desired.setup.to_string());
        let (ready, now) = (ready.to_vec(), self.clock.now());
        tokio::task::spawn_blocking(move || {
            journal.advance(&setup, finished.as_ref().map(|(call, receipt)| (*call, receipt)), &ready, now)
        })
        .await??;
        Ok(())
    }
}

struct State {
    progress: Progress,
    key: Option<KeyArn>,
    done: HashSet<Call>,
    left: Vec<Call>,
    bucket_busy: bool,
    failed: bool,
}

impl State {
    /// Takes the calls out of `pending` that nothing holds back any more.
    fn take_ready(&mut self, pending: &mut Vec<PlannedCall>) -> Vec<Call> {
        let mut ready = Vec::new();
        pending.retain(|planned| {
            let free = !(planned.call.writes_bucket() && self.bucket_busy);
            let take = free && planned.after.iter().all(|call| self.done.contains(call));
            if take {
                self.bucket_busy |= planned.call.writes_bucket();
                ready.push(planned.call);
            }
            !take
        });
        ready
    }

    /// What needs a call that AWS did not carry out for good is not sent either, and stays.
    fn drop_blocked(&mut self, pending: &mut Vec<PlannedCall>) {
        while let Some(at) =
            pending.iter().position(|planned| planned.after.iter().any(|call| self.left.contains(call)))
        {
            let blocked = pending.remove(at).call;
            self.progress.stays(blocked);
            self.left.push(blocked);
        }
    }

    fn settle(&mut self, plan: &Plan, call: Call, end: CallEnd, now: jiff::Timestamp) -> Receipt {
        if call.writes_bucket() {
            self.bucket_busy = false;
        }
        let refused = |failure: &AwsFailure| Outcome::Refused {
            kind: kind_of(failure),
            code: failure.code.clone(),
            message: failure.message.clone(),
        };
        let (request_id, outcome, failure) = match end {
            CallEnd::Done { output, request_id } => {
                if let Output::Key(arn) = &output {
                    self.key = Some(arn.clone());
                }
                (request_id, Outcome::Done(output), None)
            }
            CallEnd::Failed(failure) => {
                (failure.request_id.clone(), refused(&failure), Some((failure, StepState::Failed)))
            }
            CallEnd::Left(failure) => (failure.request_id.clone(), refused(&failure), Some((failure, StepState::Kept))),
            CallEnd::Unknown(failure) => {
                (failure.request_id.clone(), Outcome::Unknown, Some((failure, StepState::Unknown)))
            }
        };
        let resource = call.resource(&plan.desired, self.key.as_ref());
        let receipt = Receipt { at: now, resource, request_id, outcome };
        match failure {
            None => {
                self.done.insert(call);
                self.progress.done(call, receipt.clone());
            }
            Some((_, StepState::Kept)) => {
                self.left.push(call);
                self.progress.left(call, receipt.clone());
            }
            Some((failure, step)) => {
                self.failed = true;
                self.progress.failed(call, receipt.clone(), failure, step);
            }
        }
        receipt
    }

    fn end(mut self, nothing_left: bool) -> End {
        self.progress.ended();
        End { complete: !self.failed && nothing_left, progress: self.progress, key: self.key, left: self.left }
    }
}
