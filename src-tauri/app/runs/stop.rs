//! Vonage's way in, closed at once and opened again as it was.

use std::sync::Arc;

use super::Runs;
use super::running::Job;
use super::superseded::Superseded;
use super::task::Task;
use super::undo::{Looked, is_ours};
use crate::app::error::AppError;
use crate::app::sessions::session::SignedIn;
use crate::aws::look;
use crate::health::judge;
use crate::policy::{PolicyDocument, same_meaning};
use crate::provision::{Progress, Run};
use crate::record::{Journal, JournalError, State};
use crate::resources::call::{Call, in_order};
use crate::resources::comparison::View;
use crate::resources::fingerprint::Fingerprint;
use crate::resources::reading::Reading;
use crate::resources::removal_outcome::RemovalOutcome;
use crate::resources::sessions;
use crate::setup::plan::Plan;
use crate::values::RoleArn;

/// Vonage's way in, looked at just now, and what pressing the one button would make of it.
#[derive(Clone, Debug, PartialEq)]
pub struct WayIn {
    /// The roles: the present one first, then those of earlier names that are closed with it.
    pub roles: Vec<RoleNow>,
    /// Whom the present role lets in afterwards. `None` where that stays as somebody else made it.
    pub becomes: Option<PolicyDocument>,
    /// Of all this: no other is closed or opened.
    pub fingerprint: Fingerprint,
}

/// A role and whom it lets in now.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleNow {
    /// The role.
    pub arn: RoleArn,
    /// Its trust document; `None` where it is one of an earlier name, of which that does not matter.
    pub trust: Option<PolicyDocument>,
}

/// What is to be done, found by looking.
struct Intended {
    looked: Looked,
    plan: Plan,
    /// Those of earlier names that are closed with it.
    others: Vec<Plan>,
    calls: Vec<Call>,
    way_in: WayIn,
}

impl Runs {
    /// Looks at Vonage's way in and says what closing it would do. Changes nothing.
    ///
    /// # Errors
    /// As [`Runs::stop`].
    pub async fn preview_stop(&self, setup: &str) -> Result<WayIn, AppError> {
        Ok(Box::pin(self.closing(setup)).await?.way_in)
    }

    /// Looks at Vonage's way in and says what opening it again would do. Changes nothing.
    ///
    /// # Errors
    /// As [`Runs::resume`].
    pub async fn preview_resume(&self, setup: &str) -> Result<WayIn, AppError> {
        Ok(Box::pin(self.opening(setup)).await?.way_in)
    }

    /// Closes Vonage's way in: the role lets nobody in any more, and what was let in earlier may do nothing; a role of an
    /// earlier name that is still there likewise. Recordings, bucket and key are not touched. Pressed again, it finishes
    /// what a first press could not. `fingerprint` is that of [`Runs::preview_stop`].
    ///
    /// # Errors
    /// When it is running, when the setup is not finished, when the role is gone, not this setup's or cannot be read, when
    /// another account or none is in hand, when it is no longer as it was shown, and when AWS refuses.
    pub async fn stop(self: &Arc<Self>, setup: &str, fingerprint: &str) -> Result<(), AppError> {
        let alone = self.alone(setup).await?;
        let intended = Box::pin(self.closing(setup)).await?;
        let trust = intended.way_in.roles.first().and_then(|role| role.trust.clone());
        let was = trust.filter(|trust| !same_meaning(trust, &sessions::closed_trust()));
        let keep_trust = |journal: &Journal, plan: &Plan| match &was {
            Some(trust) => journal.keep_trust(&plan.desired.setup.to_string(), Some(trust)),
            None => Ok(()),
        };
        self.switch(intended, fingerprint, (Task::Stop, State::Stopped), keep_trust)?;
        drop(alone);
        self.seen_through(setup).await
    }

    /// Opens Vonage's way in again, exactly as it was before it was closed. What somebody else made of the role since
    /// stays. `fingerprint` is that of [`Runs::preview_resume`].
    ///
    /// # Errors
    /// As [`Runs::stop`]; and when the setup came from elsewhere, as then nobody here knows whom the role let in.
    pub async fn resume(self: &Arc<Self>, setup: &str, fingerprint: &str) -> Result<(), AppError> {
        let alone = self.alone(setup).await?;
        let intended = Box::pin(self.opening(setup)).await?;
        self.switch(intended, fingerprint, (Task::Resume, State::Ready), |_, _| Ok(()))?;
        drop(alone);
        self.seen_through(setup).await
    }

    async fn closing(&self, setup: &str) -> Result<Intended, AppError> {
        let looked = Box::pin(self.look_back(setup)).await?;
        if !matches!(looked.record.state, State::Ready | State::Stopped) {
            return Err(AppError::NotFinished);
        }
        let role = looked.our_role().ok_or(AppError::RoleNotOurs)?;
        let Reading::Known(trust) = &role.trust else { return Err(AppError::RoleNotOurs) };
        let mut roles = vec![RoleNow { arn: role.arn.clone(), trust: Some(trust.clone()) }];
        let plan = looked.plan.clone();
        let mut others = Vec::new();
        // Of an earlier name, which AWS did not let go: nothing ever opens it again.
        for left in looked.superseded.iter().filter(|left| has_role(left)) {
            roles.push(RoleNow { arn: left.plan.desired.role_arn(), trust: None });
            others.push(left.plan.clone());
        }
        let calls = vec![Call::CloseTrust, Call::RevokeSessions];
        Intended::new(looked, (plan, others), calls, roles, Some(sessions::closed_trust()))
    }

    async fn opening(&self, setup: &str) -> Result<Intended, AppError> {
        let looked = Box::pin(self.look_back(setup)).await?;
        if looked.record.state != State::Stopped {
            return Err(AppError::NotFinished);
        }
        if looked.record.provenance.is_elsewhere() {
            return Err(AppError::ReviewFirst);
        }
        let role = looked.our_role().ok_or(AppError::RoleNotOurs)?;
        let is_closed = sessions::is_closed(role);
        let has_deny = role.inline.known().is_none() || sessions::are_denied(role);
        let becomes = looked.record.trust.clone().filter(|_| is_closed);
        let wanted = [(Call::AllowSessions, has_deny), (Call::ReopenTrust, becomes.is_some())];
        let calls: Vec<Call> = wanted.into_iter().filter_map(|(call, wanted)| wanted.then_some(call)).collect();
        let roles = vec![RoleNow { arn: role.arn.clone(), trust: role.trust.known().cloned() }];
        let plan = Plan { reopen: becomes.clone(), ..looked.plan.clone() };
        Intended::new(looked, (plan, Vec::new()), calls, roles, becomes)
    }

    /// Starts what was shown, and nothing else.
    fn switch(
        self: &Arc<Self>,
        intended: Intended,
        fingerprint: &str,
        (task, after): (Task, State),
        begin: impl FnOnce(&Journal, &Plan) -> Result<(), JournalError>,
    ) -> Result<(), AppError> {
        if !intended.is_shown(fingerprint) {
            return Err(AppError::NotAsShown);
        }
        let Intended { looked, plan, others, calls, .. } = intended;
        let calls = in_order(&calls);
        let progress = Progress::taking_back(&calls);
        let job = Job::Switch { task, others, after };
        self.launch(&looked.session, plan, (calls, progress), job, begin)?;
        Ok(())
    }

    /// Makes the calls for each of the plans, looks again, and writes down how it ended.
    pub(super) async fn see_switched(
        &self,
        run: &Run,
        session: &SignedIn,
        others: Vec<Plan>,
        (task, after): (Task, State),
    ) -> Result<(), AppError> {
        let setup = run.plan.desired.setup.to_string();
        let other = |plan: Plan| {
            let clients = session.access.clients(&plan.desired.region);
            run.unwatched(clients, plan, run.calls.clone())
        };
        for run in std::iter::once(run.clone()).chain(others.into_iter().map(other)) {
            let end = run.carry_out().await?;
            if let Some(failure) = end.progress.steps.into_iter().find_map(|step| step.failure) {
                return Err(failure.into());
            }
            if !end.complete {
                return Err(AppError::Cut { task });
            }
        }
        let record = run.journal.record(&setup)?.ok_or(AppError::UnknownSetup)?;
        // Looked at again, as far as AWS lets it: whom the role lets in has just changed.
        let found = look(&run.clients, &record.desired, record.key()).await;
        let judged = found.map(|found| judge(&View { desired: &record.desired, key: record.key(), found: &found }));
        let checks = judged.unwrap_or(record.checks);
        Ok(run.journal.conclude(&setup, after, &checks, self.clock.now())?)
    }
}

impl Intended {
    fn new(
        looked: Looked,
        (plan, others): (Plan, Vec<Plan>),
        calls: Vec<Call>,
        roles: Vec<RoleNow>,
        becomes: Option<PolicyDocument>,
    ) -> Result<Self, AppError> {
        let shown: Vec<_> = roles.iter().map(|role| (&role.arn, &role.trust)).collect();
        let fingerprint = Fingerprint::of(&(&looked.record.desired.setup, &calls, shown, &becomes))?;
        Ok(Self { looked, plan, others, calls, way_in: WayIn { roles, becomes, fingerprint } })
    }

    fn is_shown(&self, fingerprint: &str) -> bool {
        self.way_in.fingerprint.as_str() == fingerprint
    }
}

/// Whether a role of an earlier name is still there and this setup's.
fn has_role(left: &Superseded) -> bool {
    left.parts.role && !matches!(left.removal.role, RemovalOutcome::Gone) && is_ours(&left.removal.role)
}
