//! Vonage's way in, closed at once and opened again as it was.

use super::leftovers::Leftover;
use super::undo::{Looked, is_ours};
use super::{App, AppError};
use crate::policy::same_meaning;
use crate::record::State;
use crate::setup::calls::{Call, in_order};
use crate::setup::documents;
use crate::setup::found::Reading;
use crate::setup::plan::Plan;
use crate::setup::removal::Fate;

impl App {
    /// Closes Vonage's way in: the role lets nobody in any more, and what was let in earlier may do nothing; a role of an
    /// earlier name that is still there likewise. Recordings, bucket and key are not touched. Pressed again, it finishes
    /// what a first press could not.
    ///
    /// # Errors
    /// When it is running, when the setup is not finished, when the role is gone, not this setup's or cannot be read,
    /// when another account or none is in hand, and when AWS refuses.
    pub async fn stop(&self, setup: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        let looked = self.look_back(setup).await?;
        if !matches!(looked.record.state, State::Ready | State::Stopped) {
            return Err(AppError::NotFinished);
        }
        let role = looked.our_role().ok_or(AppError::RoleNotOurs)?;
        let Reading::Known(trust) = &role.trust else { return Err(AppError::RoleNotOurs) };
        if !same_meaning(trust, &documents::closed_trust()) {
            let (journal, _) = self.journal_of(setup)?;
            journal.keep_trust(setup, Some(trust))?;
        }
        // Of an earlier name, which AWS did not let go: nothing ever opens it again.
        let earlier = looked.leftovers.iter().filter(|left| has_role(left)).map(|left| left.plan.clone());
        let plans = std::iter::once(looked.plan.clone()).chain(earlier).collect();
        Box::pin(self.open_or_close(looked, plans, &[Call::CloseTrust, Call::RevokeSessions], State::Stopped)).await
    }

    /// Opens Vonage's way in again, exactly as it was before it was closed. What somebody else made of the role since
    /// stays.
    ///
    /// # Errors
    /// As [`App::stop`].
    pub async fn resume(&self, setup: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        let looked = self.look_back(setup).await?;
        if looked.record.state != State::Stopped {
            return Err(AppError::NotFinished);
        }
        let role = looked.our_role().ok_or(AppError::RoleNotOurs)?;
        let is_closed = role.trust.known().is_some_and(|trust| same_meaning(trust, &documents::closed_trust()));
        let has_deny = role.inline.known().is_none_or(|names| names.iter().any(|name| name == documents::REVOKE_NAME));
        let before = looked.record.trust.clone();
        let wanted = [(Call::AllowSessions, has_deny), (Call::ReopenTrust, is_closed && before.is_some())];
        let calls: Vec<Call> = wanted.into_iter().filter_map(|(call, wanted)| wanted.then_some(call)).collect();
        let plan = Plan { reopen: before, ..looked.plan.clone() };
        Box::pin(self.open_or_close(looked, vec![plan], &calls, State::Ready)).await
    }

    async fn open_or_close(
        &self,
        looked: Looked,
        plans: Vec<Plan>,
        calls: &[Call],
        after: State,
    ) -> Result<(), AppError> {
        let setup = looked.record.desired.setup.to_string();
        for plan in plans {
            self.make_calls(&looked.session, plan, in_order(calls)).await?;
        }
        let (journal, _) = self.journal_of(&setup)?;
        Ok(journal.conclude(&setup, after, &looked.record.checks, self.clock.now())?)
    }
}

/// Whether a role of an earlier name is still there and this setup's.
fn has_role(left: &Leftover) -> bool {
    left.parts.role && !matches!(left.removal.role, Fate::Gone) && is_ours(&left.removal.role)
}
