//! What earlier plans of a setup left under other names: looked at, and taken back.

use super::Runs;
use crate::app::error::AppError;
use crate::app::sessions::session::SignedIn;
use crate::aws::observe_remaining;
use crate::provision::Run;
use crate::record::{Record, State};
use crate::resources::bucket_value::BucketValue;
use crate::resources::call::{Call, PlannedCall};
use crate::resources::desired::Desired;
use crate::resources::removal_outcome::{Consent, RemovalOutcome};
use crate::setup::plan::{Plan, of_desired};
use crate::setup::removal::Removal;
use crate::setup::superseded::Parts;

/// What is left of one earlier plan.
#[derive(Clone, Debug)]
pub struct Superseded {
    /// The plan.
    pub plan: Plan,
    /// Which parts of it the present plan has no use for.
    pub parts: Parts,
    /// What happens to them.
    pub removal: Removal,
}

impl Superseded {
    /// The ARN of its policy, when that goes and is detached from whatever role it is attached to.
    #[must_use]
    pub fn detached_policy(&self) -> Option<String> {
        let goes = self.parts.policy && matches!(self.removal.policy, RemovalOutcome::Goes | RemovalOutcome::Edited(_));
        goes.then(|| self.plan.desired.policy_arn().to_string())
    }
}

/// How much is left after a taking back, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Left {
    /// Nothing but what waits for its date.
    Nothing,
    /// A bucket that is not empty, and what opens it.
    Data,
    /// A role or policy.
    WayIn,
}

impl Left {
    /// What is left after these calls, of which AWS left some undone for good.
    pub(super) fn after(removal: &Removal, calls: &[PlannedCall], left: &[Call]) -> Self {
        let over = |outcome: &RemovalOutcome, call: Call| {
            outcome.is_over() || (calls.iter().any(|planned| planned.call == call) && !left.contains(&call))
        };
        let way_in = over(&removal.role, Call::DeleteRole) && over(&removal.policy, Call::DeletePolicy);
        let revert = removal.back().iter().map(BucketValue::restored_by).all(|call| over(&RemovalOutcome::Goes, call));
        let bucket = match &removal.bucket {
            // What could not be read is looked at again the next time.
            RemovalOutcome::Revert(back) => revert && back.unread.is_empty(),
            outcome => over(outcome, Call::DeleteBucket),
        };
        let key = removal.key.as_ref().is_none_or(|key| over(key, Call::ScheduleKeyDeletion));
        match (way_in, bucket && key) {
            (false, _) => Self::WayIn,
            (true, false) => Self::Data,
            (true, true) => Self::Nothing,
        }
    }

    /// Where a setup stands of which so much is left.
    pub(super) const fn state(self) -> State {
        match self {
            Self::WayIn => State::Removing,
            Self::Data => State::Kept,
            Self::Nothing => State::Undone,
        }
    }
}

impl Runs {
    /// Looks at what is left of the earlier plans of a setup.
    ///
    /// # Errors
    /// When AWS cannot be asked.
    pub(super) async fn superseded(&self, session: &SignedIn, record: &Record) -> Result<Vec<Superseded>, AppError> {
        let mut all = Vec::new();
        for earlier in &record.earlier {
            all.extend(remaining_of(session, record, earlier).await?);
        }
        Ok(all)
    }

    /// Takes back what is left of earlier plans, one after another, and forgets those of which nothing is left. Once `run` is
    /// told to stop, nothing new is sent.
    ///
    /// # Errors
    /// When AWS cannot be asked or refuses, or the journal cannot be written. What was not taken back stays listed.
    pub(super) async fn remove_superseded(
        &self,
        run: &Run,
        session: &SignedIn,
        consent: &Consent,
    ) -> Result<Left, AppError> {
        let setup = &run.plan.desired.setup.to_string();
        let journal = &run.journal;
        let record = journal.record(setup)?.ok_or(AppError::UnknownSetup)?;
        let (mut most, mut kept) = (Left::Nothing, Vec::new());
        for (at, earlier) in record.earlier.iter().enumerate() {
            // Another plan's calls may have changed what the journal knows.
            let record = journal.record(setup)?.ok_or(AppError::UnknownSetup)?;
            let Some(Superseded { plan, removal, .. }) = remaining_of(session, &record, earlier).await? else {
                continue;
            };
            let calls = removal.calls(consent);
            let run = run.unwatched(session.access.clients(&plan.desired.region), plan, calls);
            let end = run.carry_out().await?;
            if let Some(failure) = end.progress.steps.iter().find_map(|step| step.failure.clone()) {
                kept.extend_from_slice(&record.earlier[at..]);
                journal.keep_earlier(setup, &kept)?;
                return Err(failure.into());
            }
            let left = if end.complete { Left::after(&removal, &run.calls, &end.left) } else { Left::WayIn };
            if left != Left::Nothing {
                kept.push(earlier.clone());
            }
            most = most.max(left);
        }
        if kept.len() != record.earlier.len() {
            journal.keep_earlier(setup, &kept)?;
        }
        Ok(most)
    }

    /// After a run: what the plan before had made under other names goes. What does not go now stays listed for undo.
    ///
    /// # Errors
    /// When the journal cannot be read or written.
    pub(super) async fn tidy_up(&self, run: &Run, session: &SignedIn) -> Result<(), AppError> {
        match self.remove_superseded(run, session, &Consent::default()).await {
            // What AWS refuses here is no fault of what was made.
            Ok(_) | Err(AppError::Aws(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// What is left of one earlier plan; `None` when the journal knows of nothing that could be.
pub(in crate::app) async fn remaining_of(
    session: &SignedIn,
    record: &Record,
    earlier: &Desired,
) -> Result<Option<Superseded>, AppError> {
    let parts = record.superseded_parts(earlier, &record.desired);
    if parts.is_empty() {
        return Ok(None);
    }
    let made = record.made_of(earlier);
    let clients = session.access.clients(&earlier.region);
    let remaining = observe_remaining(&clients, earlier, &made).await?;
    let removal = Removal::of_parts(earlier, &made, &remaining, parts);
    let plan = of_desired(earlier.clone(), &remaining.found)?;
    let plan = plan.of_removal(&made, &removal);
    Ok(Some(Superseded { plan, parts, removal }))
}
