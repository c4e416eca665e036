//! A setup that only a file speaks of: AWS is asked whether it has what the file says, with the setup's tag on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::Setups;
use crate::app::error::AppError;
use crate::app::runs::superseded::remaining_of;
use crate::app::sessions::session::SignedIn;
use crate::app::workspace::Workspace;
use crate::aws::observe_remaining;
use crate::health;
use crate::record::{Check, Entry, Outcome, Provenance, Receipt, Record, State};
use crate::resources::action::Action;
use crate::resources::call::{Call, Output};
use crate::resources::comparison::View;
use crate::resources::desired::Desired;
use crate::resources::observed::{ObservedKey, ObservedSetup};
use crate::resources::reading::{Owner, owner};
use crate::resources::sessions;
use crate::setup::confirmation::confirmed;
use crate::setup::form::Form;
use crate::setup::plan::{Change, Plan, of_desired};

/// What a file says of a setup, as far as it takes to confirm it. None of it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// What shall exist.
    pub desired: Desired,
    /// It would belong to Practice.
    pub practice: bool,
}

impl Setups {
    /// What a file says of a setup that nobody has confirmed yet.
    ///
    /// # Errors
    /// When no such setup is here.
    pub fn claimed(&self, setup: &str) -> Result<Claimed, AppError> {
        let (world, Record { desired, .. }) = self.claim_of(setup)?;
        Ok(Claimed { desired, practice: world.is_practice() })
    }

    /// Asks AWS about a setup that a file speaks of, and takes it in as AWS has it: state, checks and ids are told anew.
    /// Changes nothing in AWS.
    ///
    /// # Errors
    /// When another account or none is in hand, when AWS cannot be asked, when it has nothing with this setup's tag, or
    /// something that contradicts the file.
    pub async fn confirm(&self, setup: &str) -> Result<(), AppError> {
        let (world, claim) = self.claim_of(setup)?;
        let session = self.sessions.of_setup(&claim)?;
        let (made, clients) = (claim.made(), session.access.clients(&claim.desired.region));
        let found = observe_remaining(&clients, &claim.desired, &made).await?.found;
        confirmed(&claim.desired, &made, &found).map_err(|why| AppError::Contradicted { why })?;
        let mut earlier = Vec::new();
        for plan in &claim.earlier {
            let is_left = remaining_of(&session, &claim, plan).await?.is_some_and(|left| left.removal.has_ours());
            earlier.extend(is_left.then(|| plan.clone()));
        }
        let found_again = reconstructed(&session, claim.form, claim.desired, &found, self.clock.now())?;
        world.journal().adopt(&Record { earlier, claimed_before: claim.claimed_before, ..found_again })?;
        Ok(())
    }

    /// A setup that only a file speaks of, with its world.
    fn claim_of(&self, setup: &str) -> Result<(&Arc<Workspace>, Record), AppError> {
        let world = self.workspaces.with(setup)?;
        let record = world.journal().record(setup)?.filter(|record| record.provenance == Provenance::Claimed);
        Ok((world, record.ok_or(AppError::UnknownSetup)?))
    }
}

/// The record of a setup from elsewhere, as AWS has it now.
pub(super) fn reconstructed(
    session: &SignedIn,
    form: Form,
    desired: Desired,
    found: &ObservedSetup,
    now: Timestamp,
) -> Result<Record, AppError> {
    let plan = of_desired(desired.clone(), found)?;
    let checks = health::judge(&View { desired: &desired, key: plan.key.as_ref(), found });
    let is_closed = found.role.as_ref().is_some_and(sessions::is_closed);
    let state = if is_closed {
        State::Stopped
    } else if !lacks(&plan, &checks) {
        State::Ready
    } else {
        State::Unfinished
    };
    Ok(Record {
        entries: entries(&desired, found, now),
        caller: session.identity.caller.to_string(),
        fingerprint: plan.fingerprint,
        created: now,
        changed: now,
        storage_id: None,
        before: BTreeMap::new(),
        earlier: Vec::new(),
        trust: None,
        provenance: Provenance::Confirmed,
        claimed_before: Vec::new(),
        state,
        checks,
        form,
        desired,
    })
}

/// Whether something is missing that a run would make. What cannot be read is not missing.
fn lacks(plan: &Plan, checks: &[Check]) -> bool {
    let is_written = |resource| {
        let of =
            |change: &&Change| change.resource == resource && matches!(change.action, Action::Create | Action::Set);
        plan.changes.iter().any(|change| of(&change))
    };
    checks.iter().any(|check| check.result.is_difference() && is_written(check.resource))
}

/// What was found of what this setup made, as calls that AWS answered: by their ids undo knows each again.
fn entries(desired: &Desired, found: &ObservedSetup, now: Timestamp) -> Vec<Entry> {
    let is_ours = |tags| owner(tags, &desired.setup) == Owner::Us;
    let key = match &found.key {
        ObservedKey::Here(state) if is_ours(&state.tags) => Some(state.arn.clone()),
        _ => None,
    };
    // It may have been told to use the key, and files in it may need it.
    let encrypted =
        key.is_some().then_some((Call::PutBucketEncryption, Output::Nothing, desired.bucket_arn().to_string()));
    let key = key.map(|arn| (Call::CreateKey, Output::Key(arn.clone()), arn.to_string()));
    let policy = found.policy.as_ref().filter(|policy| is_ours(&policy.tags)).map(|policy| {
        (Call::CreatePolicy, Output::Policy(policy.arn.clone(), policy.id.clone()), policy.arn.to_string())
    });
    let role = found
        .role
        .as_ref()
        .filter(|role| is_ours(&role.tags))
        .map(|role| (Call::CreateRole, Output::Role(role.arn.clone(), role.id.clone()), role.arn.to_string()));
    [key, encrypted, policy, role]
        .into_iter()
        .flatten()
        .map(|(call, output, resource)| Entry {
            call,
            intended: now,
            receipt: Some(Receipt { at: now, resource, request_id: None, outcome: Outcome::Done(output) }),
        })
        .collect()
}
