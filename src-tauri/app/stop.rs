//! Vonage's way in, closed at once and opened again as it was.

use super::leftovers::Leftover;
use super::undo::{Looked, is_ours};
use super::{App, AppError};
use crate::policy::{PolicyDocument, same_meaning};
use crate::record::State;
use crate::setup::calls::{Call, in_order};
use crate::setup::documents;
use crate::setup::fate::Fate;
use crate::setup::fingerprint::Fingerprint;
use crate::setup::found::Reading;
use crate::setup::plan::Plan;
use crate::setup::values::RoleArn;

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
    plans: Vec<Plan>,
    calls: Vec<Call>,
    way_in: WayIn,
}

impl App {
    /// Looks at Vonage's way in and says what closing it would do. Changes nothing.
    ///
    /// # Errors
    /// As [`App::stop`].
    pub async fn preview_stop(&self, setup: &str) -> Result<WayIn, AppError> {
        Ok(Box::pin(self.closing(setup)).await?.way_in)
    }

    /// Looks at Vonage's way in and says what opening it again would do. Changes nothing.
    ///
    /// # Errors
    /// As [`App::resume`].
    pub async fn preview_resume(&self, setup: &str) -> Result<WayIn, AppError> {
        Ok(Box::pin(self.opening(setup)).await?.way_in)
    }

    /// Closes Vonage's way in: the role lets nobody in any more, and what was let in earlier may do nothing; a role of an
    /// earlier name that is still there likewise. Recordings, bucket and key are not touched. Pressed again, it finishes
    /// what a first press could not. `fingerprint` is that of [`App::preview_stop`].
    ///
    /// # Errors
    /// When it is running, when the setup is not finished, when the role is gone, not this setup's or cannot be read, when
    /// another account or none is in hand, when it is no longer as it was shown, and when AWS refuses.
    pub async fn stop(&self, setup: &str, fingerprint: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        let intended = Box::pin(self.closing(setup)).await?;
        if let Some(trust) = intended.way_in.roles.first().and_then(|role| role.trust.as_ref())
            && intended.is_shown(fingerprint)
            && !same_meaning(trust, &documents::closed_trust())
        {
            let (journal, _) = self.journal_of(setup)?;
            journal.keep_trust(setup, Some(trust))?;
        }
        Box::pin(self.open_or_close(intended, fingerprint, State::Stopped)).await
    }

    /// Opens Vonage's way in again, exactly as it was before it was closed. What somebody else made of the role since
    /// stays. `fingerprint` is that of [`App::preview_resume`].
    ///
    /// # Errors
    /// As [`App::stop`]; and when the setup came from elsewhere, as then nobody here knows whom the role let in.
    pub async fn resume(&self, setup: &str, fingerprint: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        let intended = Box::pin(self.opening(setup)).await?;
        Box::pin(self.open_or_close(intended, fingerprint, State::Ready)).await
    }

    async fn closing(&self, setup: &str) -> Result<Intended, AppError> {
        let looked = Box::pin(self.look_back(setup)).await?;
        if !matches!(looked.record.state, State::Ready | State::Stopped) {
            return Err(AppError::NotFinished);
        }
        let role = looked.our_role().ok_or(AppError::RoleNotOurs)?;
        let Reading::Known(trust) = &role.trust else { return Err(AppError::RoleNotOurs) };
        let mut roles = vec![RoleNow { arn: role.arn.clone(), trust: Some(trust.clone()) }];
        let mut plans = vec![looked.plan.clone()];
        // Of an earlier name, which AWS did not let go: nothing ever opens it again.
        for left in looked.leftovers.iter().filter(|left| has_role(left)) {
            roles.push(RoleNow { arn: left.plan.desired.role_arn(), trust: None });
            plans.push(left.plan.clone());
        }
        let calls = vec![Call::CloseTrust, Call::RevokeSessions];
        Intended::new(looked, plans, calls, roles, Some(documents::closed_trust()))
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
        let is_closed = role.trust.known().is_some_and(|trust| same_meaning(trust, &documents::closed_trust()));
        let has_deny = role.inline.known().is_none_or(|names| names.iter().any(|name| name == documents::REVOKE_NAME));
        let becomes = looked.record.trust.clone().filter(|_| is_closed);
        let wanted = [(Call::AllowSessions, has_deny), (Call::ReopenTrust, becomes.is_some())];
        let calls: Vec<Call> = wanted.into_iter().filter_map(|(call, wanted)| wanted.then_some(call)).collect();
        let roles = vec![RoleNow { arn: role.arn.clone(), trust: role.trust.known().cloned() }];
        let plan = Plan { reopen: becomes.clone(), ..looked.plan.clone() };
        Intended::new(looked, vec![plan], calls, roles, becomes)
    }

    async fn open_or_close(&self, intended: Intended, fingerprint: &str, after: State) -> Result<(), AppError> {
        if !intended.is_shown(fingerprint) {
            return Err(AppError::NotAsShown);
        }
        let Intended { looked, plans, calls, .. } = intended;
        let setup = looked.record.desired.setup.to_string();
        for plan in plans {
            self.make_calls(&looked.session, plan, in_order(&calls)).await?;
        }
        let (journal, _) = self.journal_of(&setup)?;
        Ok(journal.conclude(&setup, after, &looked.record.checks, self.clock.now())?)
    }
}

impl Intended {
    fn new(
        looked: Looked,
        plans: Vec<Plan>,
        calls: Vec<Call>,
        roles: Vec<RoleNow>,
        becomes: Option<PolicyDocument>,
    ) -> Result<Self, AppError> {
        let shown: Vec<_> = roles.iter().map(|role| (&role.arn, &role.trust)).collect();
        let fingerprint = Fingerprint::of(&(&looked.record.desired.setup, &calls, shown, &becomes))?;
        Ok(Self { looked, plans, calls, way_in: WayIn { roles, becomes, fingerprint } })
    }

    fn is_shown(&self, fingerprint: &str) -> bool {
        self.way_in.fingerprint.as_str() == fingerprint
    }
}

/// Whether a role of an earlier name is still there and this setup's.
fn has_role(left: &Leftover) -> bool {
    left.parts.role && !matches!(left.removal.role, Fate::Gone) && is_ours(&left.removal.role)
}
