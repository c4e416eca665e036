//! Taking a setup back: what would go and what stays, the doing of it, and the key kept after all.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

use super::leftovers::{Left, Leftover};
use super::runs::Job;
use super::sessions::Session;
use super::status::{Task, Trouble};
use super::{App, AppError};
use crate::aws::remains;
use crate::provision::{End, Progress, Run};
use crate::record::{Record, State};
use crate::setup::calls::{Call, PlannedCall, in_order};
use crate::setup::fate::{Consent, Fate, Stays};
use crate::setup::fingerprint::Fingerprint;
use crate::setup::found::{Found, Owner, Reading, RoleState, owner};
use crate::setup::plan::{Plan, of_desired};
use crate::setup::removal::Removal;
use crate::setup::theirs::BucketSetting;

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
    pub leftovers: Vec<Leftover>,
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
    pub set_back: BTreeSet<BucketSetting>,
}

/// What was looked at, and with which session.
pub(super) struct Looked {
    pub(super) record: Record,
    practice: bool,
    pub(super) session: Box<Session>,
    pub(super) plan: Plan,
    removal: Removal,
    pub(super) leftovers: Vec<Leftover>,
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
        let left = self.leftovers.iter().map(|left| (&left.plan.desired, left.parts, &left.removal));
        let left: Vec<_> = left.collect();
        Ok(Fingerprint::of(&(&self.record.desired.setup, &self.removal, left))?)
    }

    /// What a yes comes to, where it is to what is there now.
    fn consent(&self, yes: &Yes) -> Result<Consent, AppError> {
        if self.fingerprint()?.as_str() != yes.fingerprint {
            return Err(AppError::NotAsShown);
        }
        let removals = std::iter::once(&self.removal).chain(self.leftovers.iter().map(|left| &left.removal));
        let edited = removals.flat_map(Removal::edited).filter(|_| yes.edited_too).cloned().collect();
        Ok(Consent { edited, set_back: yes.set_back.clone() })
    }
}

impl App {
    /// Looks at what AWS still has of a setup and says what taking it back would do. Changes nothing.
    ///
    /// # Errors
    /// When it is running, when another account or none is in hand, when AWS cannot be asked.
    pub async fn preview_undo(&self, setup: &str) -> Result<Preview, AppError> {
        let looked = Box::pin(self.look_back(setup)).await?;
        let fingerprint = looked.fingerprint()?;
        let Looked { record, practice, removal, leftovers, role, .. } = looked;
        Ok(Preview {
            record,
            practice,
            removal,
            leftovers,
            last_used: role.and_then(|role| role.last_used),
            fingerprint,
        })
    }

    /// Takes back what a setup made, as far as tag, unique id and document still agree, and only what the page showed to
    /// which `yes` was said.
    ///
    /// # Errors
    /// As [`App::preview_undo`]; when what is there is no longer what was shown, or the journal cannot be written.
    pub async fn undo(self: &Arc<Self>, setup: &str, yes: &Yes) -> Result<(), AppError> {
        // Two that looked at the same time would act on what the other has changed.
        let _alone = self.going_on.lock().await;
        let looked = Box::pin(self.look_back(setup)).await?;
        let consent = looked.consent(yes)?;
        let Looked { record, session, plan, removal, .. } = looked;
        let removal = removal.with(&consent);
        let plan = Plan { back: removal.back().to_vec(), ..plan };
        let (journal, _) = self.journal_of(setup)?;
        let (calls, now) = (removal.calls(&consent), self.clock.now());
        if calls.is_empty() {
            let left = Box::pin(self.take_back_leftovers(&session, setup, &consent, &Arc::default())).await?;
            let state = Left::after(&removal, &[], &[]).max(left).state();
            return Ok(journal.conclude(setup, state, &record.checks, self.clock.now())?);
        }
        let progress = Progress::taking_back(&calls);
        let begin = |journal: &crate::record::Journal, _: &Plan| journal.begin_undo(setup, now);
        let job = Job::Undo { removal: Box::new(removal), consent };
        self.launch(&session, Arc::clone(journal), plan, (calls, progress), job, begin)?;
        Ok(())
    }

    /// Keeps the key after all: takes back its scheduled deletion and switches it on again.
    ///
    /// # Errors
    /// As [`App::preview_undo`]; when AWS refuses, for example because the key's date has passed.
    pub async fn keep_key(&self, setup: &str) -> Result<(), AppError> {
        let _alone = self.going_on.lock().await;
        let Looked { record, session, plan, removal, .. } = Box::pin(self.look_back(setup)).await?;
        if !matches!(removal.key, Some(Fate::Scheduled(_))) {
            return Ok(());
        }
        self.make_calls(&session, plan, in_order(&[Call::CancelKeyDeletion, Call::EnableKey])).await?;
        // What is kept on purpose is no longer all taken back; any other state stands as it was.
        let state = if record.state == State::Undone { State::Kept } else { record.state };
        let (journal, _) = self.journal_of(setup)?;
        Ok(journal.conclude(setup, state, &record.checks, self.clock.now())?)
    }

    /// Makes a few calls that nobody watches, journaled and retried as those of every run.
    pub(super) async fn make_calls(
        &self,
        session: &Session,
        plan: Plan,
        calls: Vec<PlannedCall>,
    ) -> Result<(), AppError> {
        let (journal, practice) = self.journal_of(&plan.desired.setup.to_string())?;
        let run = Run {
            clients: session.access.clients(&plan.desired.region),
            plan: Arc::new(plan),
            progress: Progress::taking_back(&calls),
            calls,
            journal: Arc::clone(journal),
            clock: Arc::clone(&self.clock),
            stop: Arc::new(AtomicBool::new(false)),
            news: Arc::new(|_: &Progress| {}),
        };
        let end = run.carry_out().await?;
        if practice {
            self.keep_practice().await?;
        }
        match end.progress.steps.into_iter().find_map(|step| step.failure) {
            Some(failure) => Err(failure.into()),
            None => Ok(()),
        }
    }

    pub(super) async fn look_back(&self, setup: &str) -> Result<Looked, AppError> {
        if self.is_running(setup) {
            return Err(AppError::AlreadyRunning);
        }
        let (_, practice, record) = self.record_of(setup)?;
        let session = self.session_for(&record)?;
        let made = record.made();
        let clients = session.access.clients(&record.desired.region);
        let mut remains = remains(&clients, &record.desired, &made).await?;
        let leftovers = self.leftovers(&session, &record).await?;
        forget_attached(&mut remains.found, &leftovers);
        let removal = Removal::of(&record.desired, &made, &remains);
        let plan = of_desired(record.desired.clone(), &remains.found)?.of_removal(&made, &removal);
        Ok(Looked { record, practice, session, plan, removal, leftovers, role: remains.found.role })
    }

    /// Makes the calls and writes down how it ended.
    pub(super) async fn take_back(
        &self,
        run: &Run,
        session: &Session,
        removal: &Removal,
        consent: &Consent,
    ) -> Result<Option<Trouble>, AppError> {
        let setup = run.plan.desired.setup.to_string();
        let checks = run.journal.record(&setup)?.map(|record| record.checks).unwrap_or_default();
        // An earlier plan's policy may be attached to the role, which then cannot go.
        self.take_back_leftovers(session, &setup, consent, &run.stop).await?;
        let end = run.carry_out().await?;
        let state = if end.complete {
            // Its key waited for the bucket.
            let left = self.take_back_leftovers(session, &setup, consent, &run.stop).await?;
            Left::after(removal, &run.calls, &end.left).max(left).state()
        } else {
            State::Removing
        };
        run.journal.conclude(&setup, state, &checks, self.clock.now())?;
        Ok(was_cut(run, &end).then_some(Trouble::Cut(Task::Undo)))
    }
}

/// Whether a role that is there is the one this setup made.
pub(super) const fn is_ours(role: &Fate) -> bool {
    !matches!(role, Fate::Stays(Stays::MadeAgain | Stays::NotOurs | Stays::OtherSetup { .. }))
}

fn was_cut(run: &Run, end: &End) -> bool {
    !end.complete && run.stop.load(Ordering::Relaxed)
}

/// An earlier plan's policy that goes is no reason why the role stays.
fn forget_attached(found: &mut Found, leftovers: &[Leftover]) {
    let going: Vec<String> = leftovers.iter().filter_map(Leftover::detached_policy).collect();
    if let Some(Reading::Known(attached)) = found.role.as_mut().map(|role| &mut role.attached) {
        attached.retain(|arn| !going.contains(arn));
    }
}
