//! Runs: they belong to the program and not to the page, so a reload or a second look loses nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

use super::lost_key::{LostKey, found_key, made_key};
use super::sessions::{InHand, Session};
use super::status::{Phase, RunStatus, Task, Trouble, phase, remembered};
use super::{App, AppError};
use crate::aws::look;
use crate::health;
use crate::provision::{Progress, Run, StepState};
use crate::record::{Check, CheckResult, Journal, JournalError, Record, State};
use crate::setup::calls::{Call, PlannedCall, calls};
use crate::setup::desired::Desired;
use crate::setup::fate::Consent;
use crate::setup::form::Form;
use crate::setup::plan::{Plan, of_desired};
use crate::setup::removal::Removal;
use crate::setup::step::Step;
use crate::setup::values::KeyArn;

/// How long a fresh setup is read back anew before a difference counts: AWS shows changes late.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency>
const SETTLING_SECONDS: u64 = 30;
const LOOK_AGAIN_SECONDS: u64 = 3;

/// A run that this program is carrying out or has carried out.
pub(super) struct Running {
    news: watch::Sender<RunStatus>,
    stop: Arc<AtomicBool>,
}

impl Running {
    pub(super) fn is_going_on(&self) -> bool {
        self.news.borrow().phase == Phase::Running
    }
}

/// A run with all it needs to be concluded.
pub(super) enum Job {
    Create,
    Undo {
        removal: Box<Removal>,
        /// What the person said yes to.
        consent: Consent,
    },
}

impl Job {
    const fn task(&self) -> Task {
        match self {
            Self::Create => Task::Create,
            Self::Undo { .. } => Task::Undo,
        }
    }
}

impl App {
    /// Carries out the plan that was reviewed, and no other: `fingerprint` must be its fingerprint.
    ///
    /// # Errors
    /// When another plan, or none, is under review; when only a number is known; when the journal cannot be written.
    pub fn create(self: &Arc<Self>, fingerprint: &str) -> Result<String, AppError> {
        // Taken, so that a second press finds no plan to carry out.
        let reviewed = self
            .state()
            .under_review
            .take_if(|reviewed| reviewed.plan.fingerprint.as_str() == fingerprint)
            .ok_or(AppError::NotTheReviewedPlan)?;
        let started = match &reviewed.in_hand {
            InHand::Session(session) => self.start(session, &reviewed.form, reviewed.plan.clone()),
            InHand::NumberOnly(_) => Err(AppError::NumberOnly),
        };
        if started.is_err() {
            self.state().under_review = Some(reviewed);
        }
        started
    }

    /// Goes on where a run stopped: look, plan, run. Only what is missing is made.
    ///
    /// # Errors
    /// When it is running, when another account is in hand, when something stands in the way, when AWS cannot be asked; when
    /// what would be written is not what was reviewed, or the setup came from elsewhere, so that a review comes first.
    pub async fn retry(self: &Arc<Self>, setup: &str, lost_key: LostKey) -> Result<(), AppError> {
        // Two that looked at the same time would both make what is missing.
        let _alone = self.going_on.lock().await;
        if self.is_running(setup) {
            return Err(AppError::AlreadyRunning);
        }
        let (_, _, record) = self.record_of(setup)?;
        if record.provenance.is_elsewhere() {
            return Err(AppError::ReviewFirst);
        }
        if record.state.is_after_undo() {
            return Err(AppError::TakenBack);
        }
        if record.state == State::Stopped {
            return Err(AppError::Stopped);
        }
        let session = self.session_for(&record)?;
        let clients = session.access.clients(&record.desired.region);
        let key = made_key(&clients, &record, lost_key).await?;
        let found = look(&clients, &record.desired, key.as_ref()).await?;
        let plan = of_desired(record.desired.clone(), &found)?;
        if let Some(refusal) = plan.refusals().next() {
            let name = plan.desired.bucket.name.to_string();
            return Err(AppError::InTheWay { name, sentence: refusal.to_string() });
        }
        // Others may have written beside it since, and what would be sent with theirs in it nobody has reviewed.
        if plan.fingerprint != record.fingerprint {
            return Err(AppError::NotTheReviewedPlan);
        }
        self.start(&session, &record.form, plan)?;
        Ok(())
    }

    /// Where a setup stands, now and from now on.
    ///
    /// # Errors
    /// When no setup has that id.
    pub fn watch(&self, setup: &str) -> Result<watch::Receiver<RunStatus>, AppError> {
        if let Some(running) = self.state().runs.get(setup) {
            return Ok(running.news.subscribe());
        }
        let (_, _, record) = self.record_of(setup)?;
        Ok(watch::channel(remembered(&record)).1)
    }

    /// Whether a setup's calls are being made now.
    #[must_use]
    pub fn is_running(&self, setup: &str) -> bool {
        self.state().is_running(setup)
    }

    /// Sends nothing new for a setup; what is in flight is finished. Does nothing when nothing is going on.
    pub fn cancel(&self, setup: &str) {
        if let Some(running) = self.state().runs.get(setup) {
            running.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Lets every run finish the calls it has in flight and send no new ones. What is missing then is made by the next
    /// *Try again*.
    pub async fn finish_calls(&self) {
        let stop = |running: &Running| {
            running.stop.store(true, Ordering::Relaxed);
            running.news.subscribe()
        };
        let all: Vec<_> = self.state().runs.values().map(stop).collect();
        for mut news in all {
            // An error means that the run and its sender are gone, which is as finished as can be.
            let _ = news.wait_for(|status| status.phase != Phase::Running).await;
        }
    }

    pub(super) fn session_for(&self, record: &Record) -> Result<Box<Session>, AppError> {
        let session = match self.session().ok_or(AppError::NoSession)? {
            InHand::Session(session) => session,
            InHand::NumberOnly(_) => return Err(AppError::NumberOnly),
        };
        let (expected, found) = (&record.desired.account, &session.identity.account);
        if expected == found {
            Ok(session)
        } else {
            Err(AppError::OtherAccount { expected: expected.id.to_string(), found: found.id.to_string() })
        }
    }

    fn start(self: &Arc<Self>, session: &Session, form: &Form, plan: Plan) -> Result<String, AppError> {
        let journal = Arc::clone(self.journal_in_hand());
        let setup = plan.desired.setup.to_string();
        let record = journal.record(&setup)?;
        let is_elsewhere = record.as_ref().is_some_and(|record| record.provenance.is_elsewhere());
        // A new run would open again what was closed on purpose; whom one from elsewhere let in is known from a review alone.
        if !is_elsewhere && record.as_ref().is_some_and(|record| record.state == State::Stopped) {
            return Err(AppError::Stopped);
        }
        let lost = record.filter(|record| record.key().is_none() && plan.desired.key.is_some());
        if let Some((found, _)) = plan.key.as_ref().zip(lost) {
            let now = self.clock.now();
            journal.advance(&setup, Some((Call::CreateKey, &found_key(found, now))), &[], now)?;
        }
        let (form, caller, now) = (form.clone(), session.identity.caller.to_string(), self.clock.now());
        let begin = move |journal: &Journal, plan: &Plan| {
            journal.begin(&form, &plan.desired, &plan.fingerprint, &caller, now)?;
            let Desired { setup, bucket, .. } = &plan.desired;
            journal.keep_before(&setup.to_string(), bucket.name.as_str(), &plan.before)
        };
        let calls = calls(&plan);
        let progress = Progress::new(&plan, &calls);
        self.launch(session, journal, plan, (calls, progress), Job::Create, begin)
    }

    /// Starts a run, once `begin` has written it down.
    pub(super) fn launch(
        self: &Arc<Self>,
        session: &Session,
        journal: Arc<Journal>,
        plan: Plan,
        (calls, progress): (Vec<PlannedCall>, Progress),
        job: Job,
        begin: impl FnOnce(&Journal, &Plan) -> Result<(), JournalError>,
    ) -> Result<String, AppError> {
        let setup = plan.desired.setup.to_string();
        let status = RunStatus {
            setup: setup.clone(),
            title: plan.desired.bucket.name.to_string(),
            task: job.task(),
            phase: Phase::Running,
            progress: progress.clone(),
            trouble: None,
        };
        let (news, _) = watch::channel(status);
        let stop = Arc::new(AtomicBool::new(false));
        {
            let mut state = self.state();
            if state.is_running(&setup) {
                return Err(AppError::AlreadyRunning);
            }
            begin(&journal, &plan)?;
            state.under_review = None;
            state.runs.insert(setup.clone(), Running { news: news.clone(), stop: Arc::clone(&stop) });
        }
        let hear = news.clone();
        let run = Run {
            clients: session.access.clients(&plan.desired.region),
            plan: Arc::new(plan),
            calls,
            progress,
            journal,
            clock: Arc::clone(&self.clock),
            stop,
            news: Arc::new(move |progress: &Progress| {
                hear.send_modify(|status| status.progress = progress.clone());
            }),
        };
        let (app, session) = (Arc::clone(self), session.clone());
        tokio::spawn(async move { app.see_through(run, job, &session, &news).await });
        Ok(setup)
    }

    /// Runs, checks, writes down how it ended, and says so last.
    async fn see_through(&self, run: Run, job: Job, session: &Session, news: &watch::Sender<RunStatus>) {
        let practice = self.in_practice();
        let carried_out = async {
            match job {
                Job::Create => self.run_and_check(&run, session, news).await,
                Job::Undo { removal, consent } => self.take_back(&run, session, &removal, &consent).await,
            }
        };
        let ended = tokio::select! {
            ended = carried_out => ended,
            never = self.keep_practice_along(news.subscribe()), if practice => match never {},
        };
        let kept = if practice { self.keep_practice().await } else { Ok(()) };
        let trouble = match (ended, kept) {
            (Ok(trouble), Ok(())) => trouble,
            (Err(error), _) | (Ok(_), Err(error)) => {
                Some(Trouble::Program { cause: error.to_string(), remedy: error.remedy() })
            }
        };
        news.send_modify(|status| {
            status.phase = phase(&status.progress, trouble.is_some());
            status.trouble = trouble;
        });
    }

    /// Writes the practice account down after every step, as the journal is: a program that is killed finds both again.
    async fn keep_practice_along(&self, mut news: watch::Receiver<RunStatus>) -> Infallible {
        while news.changed().await.is_ok() {
            // What cannot be written now is tried again at the end of the run, and then said.
            let _ = self.keep_practice().await;
        }
        std::future::pending().await
    }

    async fn run_and_check(
        &self,
        run: &Run,
        session: &Session,
        news: &watch::Sender<RunStatus>,
    ) -> Result<Option<Trouble>, AppError> {
        let setup = run.plan.desired.setup.to_string();
        let end = run.carry_out().await?;
        if !end.complete {
            run.journal.conclude(&setup, State::Unfinished, &[], self.clock.now())?;
            return Ok(run.stop.load(Ordering::Relaxed).then_some(Trouble::Cut(Task::Create)));
        }
        let set = |state| {
            let now = self.clock.now();
            news.send_modify(|status| status.progress.set(Step::Checks, state, now));
        };
        set(StepState::Running);
        self.tidy_up(session, &setup, &run.stop).await?;
        let checks = self.settled_checks(run, end.key.as_ref()).await?;
        let failed: Vec<Check> = checks.iter().filter(|check| check.result == CheckResult::Fails).cloned().collect();
        run.journal.conclude(
            &setup,
            if failed.is_empty() { State::Ready } else { State::Unfinished },
            &checks,
            self.clock.now(),
        )?;
        set(if failed.is_empty() { StepState::Done } else { StepState::Failed });
        Ok((!failed.is_empty()).then_some(Trouble::ChecksFailed(failed)))
    }

    /// Reads everything back until it is as desired, or the time AWS may take to settle is over.
    async fn settled_checks(&self, run: &Run, key: Option<&KeyArn>) -> Result<Vec<Check>, AppError> {
        let mut waited = 0;
        loop {
            let stopped = run.stop.load(Ordering::Relaxed);
            let found = look(&run.clients, &run.plan.desired, key).await?;
            let checks = health::judge(&run.plan.desired, key, &found);
            if stopped || waited >= SETTLING_SECONDS || checks.iter().all(|check| check.result != CheckResult::Fails) {
                return Ok(checks);
            }
            self.clock.sleep(std::time::Duration::from_secs(LOOK_AGAIN_SECONDS)).await;
            waited += LOOK_AGAIN_SECONDS;
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Running").finish_non_exhaustive()
    }
}
