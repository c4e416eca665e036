//! Taking a setup back: what would go and what stays, the doing of it, and the key kept after all.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::Runs;
use super::running::Job;
use super::superseded::{Left, Superseded};
use super::task::Task;
use crate::app::error::AppError;
use crate::app::sessions::session::SignedIn;
use crate::aws::observe_remaining;
use crate::provision::{End, Progress, Run};
use crate::record::{Journal, Record, State};
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::call::{Call, in_order};
use crate::resources::fingerprint::Fingerprint;
use crate::resources::observed::{ObservedSetup, RoleState};
use crate::resources::reading::{Owner, Reading, owner};
use crate::resources::removal_outcome::{Consent, RemovalOutcome, Stays};
use crate::setup::plan::{Plan, of_desired};
use crate::setup::removal::Removal;

/// A setup that may be taken back, looked at just now.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What is remembered of it.
    pub record: Record,
    /// It exists only in the practice account.
    pub practice: bool,
    /// What would happen to everything.
    pub removal: Removal,
    /// When Vonage last used the role, as far as AWS knows.
    pub last_used: Option<Timestamp>,
    /// What is left of earlier plans under other names.
    pub superseded: Vec<Superseded>,
    /// Of everything above that may go or change.
    pub fingerprint: Fingerprint,
}

/// What a person pressed, having read a [`Preview`].
#[derive(Clone, Debug, Default)]
pub struct Yes {
    /// The fingerprint of what was shown.
    pub fingerprint: String,
    /// The second yes, to what the page showed as changed by somebody else.
    pub edited_too: bool,
    /// The settings that are to be set back as a record from elsewhere has it.
    pub revert: BTreeSet<BucketSetting>,
}

/// What was looked at, and with which session.
pub(super) struct Looked {
    pub(super) record: Record,
    pub(super) session: Arc<SignedIn>,
    pub(super) plan: Plan,
    removal: Removal,
    pub(super) superseded: Vec<Superseded>,
    role: Option<RoleState>,
}

impl Looked {
    /// The role, as long as it is the one this setup made.
    pub(super) fn our_role(&self) -> Option<&RoleState> {
        let has_tag = |role: &&RoleState| owner(&role.tags, &self.record.desired.setup) == Owner::Us;
        let needs_tag = self.record.provenance.is_elsewhere();
        self.role.as_ref().filter(|role| is_ours(&self.removal.role) && (!needs_tag || has_tag(role)))
    }

    /// Of everything that a page shows of it: no other may be carried out.
    fn fingerprint(&self) -> Result<Fingerprint, AppError> {
        let left = self.superseded.iter().map(|left| (&left.plan.desired, left.parts, &left.removal));
        let left: Vec<_> = left.collect();
        Ok(Fingerprint::of(&(&self.record.desired.setup, &self.removal, left))?)
    }

    /// What a yes comes to, where it is to what is there now.
    fn consent(&self, yes: &Yes) -> Result<Consent, AppError> {
        if self.fingerprint()?.as_str() != yes.fingerprint {
            return Err(AppError::NotAsShown);
        }
        let removals = std::iter::once(&self.removal).chain(self.superseded.iter().map(|left| &left.removal));
        let edited = removals.flat_map(Removal::edited).filter(|_| yes.edited_too).cloned().collect();
        Ok(Consent { edited, revert: yes.revert.clone() })
    }
}

impl Runs {
    /// Looks at what AWS still has of a setup and says what taking it back would do. Changes nothing.
    ///
    /// # Errors
    /// When it is running, when another account or none is in hand, when AWS cannot be asked.
    pub async fn preview_undo(&self, setup: &str) -> Result<Preview, AppError> {
        let looked = Box::pin(self.look_back(setup)).await?;
        let fingerprint = looked.fingerprint()?;
        let Looked { record, session, removal, superseded, role, .. } = looked;
        Ok(Preview {
            practice: session.workspace.is_practice(),
            record,
            removal,
            superseded,
            last_used: role.and_then(|role| role.last_used),
            fingerprint,
        })
    }

    /// Takes back what a setup made, as far as tag, unique id and document still agree, and only what the page showed to
    /// which `yes` was said.
    ///
    /// # Errors
    /// As [`Runs::preview_undo`]; when what is there is no longer what was shown, or the journal cannot be written.
    pub async fn undo(self: &Arc<Self>, setup: &str, yes: &Yes) -> Result<(), AppError> {
        let _alone = self.alone(setup).await?;
        let looked = Box::pin(self.look_back(setup)).await?;
        let consent = looked.consent(yes)?;
        let Looked { session, plan, removal, .. } = looked;
        let removal = removal.with(&consent);
        let plan = Plan { back: removal.back().to_vec(), ..plan };
        let calls = removal.calls(&consent);
        let now = self.clock.now();
        let begin =
            |journal: &Journal, _: &Plan| if calls.is_empty() { Ok(()) } else { journal.begin_undo(setup, now) };
        let progress = Progress::taking_back(&calls);
        let job = Job::Undo { removal: Box::new(removal), consent };
        let is_watched = !calls.is_empty();
        self.launch(&session, plan, (calls.clone(), progress), job, begin)?;
        // With nothing to send, there is nothing to watch.
        if is_watched { Ok(()) } else { self.seen_through(setup).await }
    }

    /// Keeps the key after all: takes back its scheduled deletion and switches it on again.
    ///
    /// # Errors
    /// As [`Runs::preview_undo`]; when AWS refuses, for example because the key's date has passed.
    pub async fn keep_key(self: &Arc<Self>, setup: &str) -> Result<(), AppError> {
        let alone = self.alone(setup).await?;
        let Looked { record, session, plan, removal, .. } = Box::pin(self.look_back(setup)).await?;
        if !matches!(removal.key, Some(RemovalOutcome::Scheduled(_))) {
            return Ok(());
        }
        // What is kept on purpose is no longer all taken back; any other state stands as it was.
        let after = if record.state == State::Undone { State::Kept } else { record.state };
        let calls = in_order(&[Call::CancelKeyDeletion, Call::EnableKey]);
        let progress = Progress::taking_back(&calls);
        let job = Job::Switch { task: Task::KeepKey, others: Vec::new(), after };
        self.launch(&session, plan, (calls, progress), job, |_, _| Ok(()))?;
        drop(alone);
        self.seen_through(setup).await
    }

    pub(super) async fn look_back(&self, setup: &str) -> Result<Looked, AppError> {
        if self.is_running(setup) {
            return Err(AppError::AlreadyRunning);
        }
        let (_, record) = self.workspaces.record(setup)?;
        let session = self.sessions.of_setup(&record)?;
        let made = record.made();
        let clients = session.access.clients(&record.desired.region);
        let mut remaining = observe_remaining(&clients, &record.desired, &made).await?;
        let superseded = self.superseded(&session, &record).await?;
        forget_attached(&mut remaining.found, &superseded);
        let removal = Removal::of(&record.desired, &made, &remaining);
        let plan = of_desired(record.desired.clone(), &remaining.found)?.of_removal(&made, &removal);
        Ok(Looked { record, session, plan, removal, superseded, role: remaining.found.role })
    }

    /// Makes the calls and writes down how it ended.
    pub(super) async fn take_back(
        &self,
        run: &Run,
        session: &SignedIn,
        removal: &Removal,
        consent: &Consent,
    ) -> Result<(), AppError> {
        let setup = run.plan.desired.setup.to_string();
        let checks = run.journal.record(&setup)?.map(|record| record.checks).unwrap_or_default();
        // An earlier plan's policy may be attached to the role, which then cannot go.
        self.remove_superseded(run, session, consent).await?;
        let end = run.carry_out().await?;
        let state = if end.complete {
            // Its key waited for the bucket.
            let left = self.remove_superseded(run, session, consent).await?;
            Left::after(removal, &run.calls, &end.left).max(left).state()
        } else {
            State::Removing
        };
        run.journal.conclude(&setup, state, &checks, self.clock.now())?;
        if was_cut(run, &end) { Err(AppError::Cut { task: Task::Undo }) } else { Ok(()) }
    }
}

/// Whether a role that is there is the one this setup made.
pub(super) const fn is_ours(role: &RemovalOutcome) -> bool {
    !matches!(role, RemovalOutcome::Stays(Stays::MadeAgain | Stays::NotOurs | Stays::OtherSetup { .. }))
}

fn was_cut(run: &Run, end: &End) -> bool {
    !end.complete && run.stop.is_said()
}

/// An earlier plan's policy that goes is no reason why the role stays.
fn forget_attached(found: &mut ObservedSetup, superseded: &[Superseded]) {
    let going: Vec<String> = superseded.iter().filter_map(Superseded::detached_policy).collect();
    if let Some(Reading::Known(attached)) = found.role.as_mut().map(|role| &mut role.attached) {
        attached.retain(|arn| !going.contains(arn));
    }
}
