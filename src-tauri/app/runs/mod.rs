//! Runs: they belong to the program and not to the page, so a reload or a second look loses nothing.

pub mod confirm;
mod running;
pub mod status;
pub mod stop;
pub mod superseded;
pub mod task;
pub mod undo;

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::error::AppError;
use super::lost_key::{LostKey, found_key, made_key};
use super::reviews::Reviews;
use super::sessions::Sessions;
use super::sessions::session::{Session, SignedIn};
use super::workspace::Workspace;
use super::workspaces::Workspaces;
use crate::aws::{AwsFailure, look};
use crate::health;
use crate::provision::{Clock, Progress, Run, StepState, Stop};
use crate::record::{Check, CheckResult, Journal, JournalError, State};
use crate::resources::call::{Call, PlannedCall};
use crate::resources::comparison::View;
use crate::resources::desired::Desired;
use crate::resources::step::Step;
use crate::setup::form::Form;
use crate::setup::plan::{Plan, of_desired};
use crate::values::KeyArn;
use running::{Job, Running};
use status::{Phase, RunStatus, phase, remembered};
use task::Task;

/// How long a fresh setup is read back anew before a difference counts: AWS shows changes late.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency>
const SETTLING_SECONDS: u64 = 30;
const LOOK_AGAIN_SECONDS: u64 = 3;

/// Everything that is done in AWS: create, try again, undo, stop, let in again, keep the key. At most one of a setup goes on.
pub struct Runs {
    sessions: Arc<Sessions>,
    workspaces: Arc<Workspaces>,
    reviews: Arc<Reviews>,
    clock: Arc<dyn Clock>,
    /// By the setup's id. Never locked across an await.
    running: Mutex<HashMap<String, Running>>,
    /// Held by whoever looks and then acts on what was seen: two would act on what the other has changed.
    looking: tokio::sync::Mutex<()>,
}

impl Runs {
    pub(super) fn new(
        sessions: Arc<Sessions>,
        workspaces: Arc<Workspaces>,
        reviews: Arc<Reviews>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { sessions, workspaces, reviews, clock, running: Mutex::default(), looking: tokio::sync::Mutex::default() }
    }

    fn running(&self) -> MutexGuard<'_, HashMap<String, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nobody else looks at a setup in order to act on it.
    ///
    /// # Errors
    /// When its calls are being made.
    pub(super) async fn alone(&self, setup: &str) -> Result<tokio::sync::MutexGuard<'_, ()>, AppError> {
        let alone = self.looking.lock().await;
        if self.is_running(setup) { Err(AppError::AlreadyRunning) } else { Ok(alone) }
    }

    /// Lets go of what is known of a setup's last run, after `work` was done; no run of it begins meanwhile.
    ///
    /// # Errors
    /// When its calls are being made, or the work cannot be done.
    pub(super) fn let_go(&self, setup: &str, work: impl FnOnce() -> Result<(), JournalError>) -> Result<(), AppError> {
        let mut running = self.running();
        if is_going_on(&running, setup) {
            return Err(AppError::AlreadyRunning);
        }
        work()?;
        running.remove(setup);
        Ok(())
    }

    /// Carries out the plan that was reviewed, and no other: `fingerprint` must be its fingerprint.
    ///
    /// # Errors
    /// When another plan, or none, is under review; when only a number is known; when the journal cannot be written.
    pub fn create(self: &Arc<Self>, fingerprint: &str) -> Result<String, AppError> {
        // Taken, so that a second press finds no plan to carry out.
        let reviewed = self.reviews.take(fingerprint)?;
        let started = match &reviewed.session {
            Session::SignedIn(session) => self.start(session, &reviewed.form, reviewed.plan.clone()),
            Session::NumberOnly(_) => Err(AppError::NumberOnly),
        };
        if started.is_err() {
            self.reviews.put_back(reviewed);
        }
        started
    }

    /// Goes on where a run stopped: look, plan, run. Only what is missing is made.
    ///
    /// # Errors
    /// When it is running, when another account is in hand, when something stands in the way, when AWS cannot be asked; when
    /// what would be written is not what was reviewed, or the setup came from elsewhere, so that a review comes first.
    pub async fn retry(self: &Arc<Self>, setup: &str, lost_key: LostKey) -> Result<(), AppError> {
        let _alone = self.alone(setup).await?;
        let (_, record) = self.workspaces.record(setup)?;
        if record.provenance.is_elsewhere() {
            return Err(AppError::ReviewFirst);
        }
        if record.state.is_after_undo() {
            return Err(AppError::TakenBack);
        }
        if record.state == State::Stopped {
            return Err(AppError::Stopped);
        }
        let session = self.sessions.of_setup(&record)?;
        let clients = session.access.clients(&record.desired.region);
        let key = made_key(&clients, &record, lost_key).await?;
        let found = look(&clients, &record.desired, key.as_ref()).await?;
        let plan = of_desired(record.desired.clone(), &found)?;
        if let Some(refusal) = plan.refusals().next().cloned() {
            let name = plan.desired.bucket.name.to_string();
            return Err(AppError::InTheWay { name, refusal });
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
        if let Some(running) = self.running().get(setup) {
            return Ok(running.news.subscribe());
        }
        let (_, record) = self.workspaces.record(setup)?;
        Ok(watch::channel(remembered(&record)).1)
    }

    /// Whether a setup's calls are being made now.
    #[must_use]
    pub fn is_running(&self, setup: &str) -> bool {
        is_going_on(&self.running(), setup)
    }

    /// Sends nothing new for a setup; what is in flight is finished. Does nothing when nothing is going on.
    pub fn cancel(&self, setup: &str) {
        if let Some(running) = self.running().get(setup) {
            running.stop.say();
        }
    }

    /// Lets every run finish the calls it has in flight and send no new ones. What is missing then is made by the next
    /// *Try again*.
    pub async fn finish_calls(&self) {
        let stop = |running: &Running| {
            running.stop.say();
            running.news.subscribe()
        };
        let all: Vec<_> = self.running().values().map(stop).collect();
        for mut news in all {
            // An error means that the run and its sender are gone, which is as finished as can be.
            let _ = news.wait_for(|status| status.phase != Phase::Running).await;
        }
    }

    fn start(self: &Arc<Self>, session: &Arc<SignedIn>, form: &Form, plan: Plan) -> Result<String, AppError> {
        let journal = session.workspace.journal();
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
        let calls = plan.calls();
        let progress = Progress::new(&plan, &calls);
        self.launch(session, plan, (calls, progress), Job::Create, begin)
    }

    /// Starts a run, once `begin` has written it down.
    fn launch(
        self: &Arc<Self>,
        session: &Arc<SignedIn>,
        plan: Plan,
        (calls, progress): (Vec<PlannedCall>, Progress),
        job: Job,
        begin: impl FnOnce(&Journal, &Plan) -> Result<(), JournalError>,
    ) -> Result<String, AppError> {
        let setup = plan.desired.setup.to_string();
        let status = RunStatus {
            setup: setup.clone(),
            title: plan.desired.bucket.name.to_string(),
            account: plan.desired.account.id.clone(),
            region: plan.desired.region.clone(),
            caller: Some(session.identity.caller.clone()),
            task: job.task(),
            phase: Phase::Running,
            progress: progress.clone(),
            trouble: None,
        };
        let (news, _) = watch::channel(status);
        let stop = Stop::default();
        {
            let mut running = self.running();
            if is_going_on(&running, &setup) {
                return Err(AppError::AlreadyRunning);
            }
            begin(session.workspace.journal(), &plan)?;
            self.reviews.end();
            running.insert(setup.clone(), Running { news: news.clone(), stop: stop.clone() });
        }
        let hear = news.clone();
        let run = Run {
            clients: session.access.clients(&plan.desired.region),
            plan: Arc::new(plan),
            calls,
            progress,
            journal: Arc::clone(session.workspace.journal()),
            clock: Arc::clone(&self.clock),
            stop,
            news: Arc::new(move |progress: &Progress| {
                hear.send_modify(|status| status.progress = progress.clone());
            }),
        };
        let (runs, session) = (Arc::clone(self), Arc::clone(session));
        tokio::spawn(async move { runs.see_through(run, job, &session, &news).await });
        Ok(setup)
    }

    /// Runs, checks, writes down how it ended, and says so last.
    async fn see_through(&self, run: Run, job: Job, session: &SignedIn, news: &watch::Sender<RunStatus>) {
        let carried_out = async {
            match job {
                Job::Create => self.run_and_check(&run, session, news).await,
                Job::Undo { removal, consent } => self.take_back(&run, session, &removal, &consent).await,
                Job::Switch { task, others, after } => self.see_switched(&run, session, others, (task, after)).await,
            }
        };
        let ended = tokio::select! {
            ended = carried_out => ended,
            never = keep_along(&session.workspace, news.subscribe()) => match never {},
        };
        let trouble = ended.and(session.workspace.keep().await).err().map(Arc::new);
        news.send_modify(|status| {
            status.phase = phase(&status.progress, trouble.as_deref());
            status.trouble = trouble;
        });
    }

    /// Waits until a run that nobody watches has ended, and says how.
    pub(super) async fn seen_through(&self, setup: &str) -> Result<(), AppError> {
        let mut news = self.watch(setup)?;
        let ended = news.wait_for(|status| status.phase != Phase::Running).await.map(|status| status.clone());
        self.running().remove(setup);
        // An error would mean that the run and its sender are gone.
        match ended.ok().and_then(|status| status.trouble) {
            Some(error) => Err(AppError::Run(error)),
            None => Ok(()),
        }
    }

    async fn run_and_check(
        &self,
        run: &Run,
        session: &SignedIn,
        news: &watch::Sender<RunStatus>,
    ) -> Result<(), AppError> {
        let setup = run.plan.desired.setup.to_string();
        let end = run.carry_out().await?;
        if !end.complete {
            run.journal.conclude(&setup, State::Unfinished, &[], self.clock.now())?;
            return if run.stop.is_said() { Err(AppError::Cut { task: Task::Create }) } else { Ok(()) };
        }
        let set = |state| {
            let now = self.clock.now();
            news.send_modify(|status| status.progress.set(Step::Checks, state, now));
        };
        set(StepState::Running);
        self.tidy_up(run, session).await?;
        // Everything is made: the values are there from here on, whatever reading back says.
        match self.settled_checks(run, end.key.as_ref()).await {
            Ok(checks) => {
                run.journal.conclude(&setup, State::Ready, &checks, self.clock.now())?;
                set(StepState::Done);
            }
            Err(failure) => {
                let now = self.clock.now();
                run.journal.conclude(&setup, State::Ready, &[], now)?;
                news.send_modify(|status| status.progress.unchecked(failure, now));
            }
        }
        Ok(())
    }

    /// Reads everything back until AWS shows what was written, or the time it may take for that is over.
    async fn settled_checks(&self, run: &Run, key: Option<&KeyArn>) -> Result<Vec<Check>, AwsFailure> {
        let mut waited = 0;
        loop {
            let stopped = run.stop.is_said();
            let found = look(&run.clients, &run.plan.desired, key).await?;
            let view = View { desired: &run.plan.desired, key, found: &found };
            let checks = health::after_run(&run.plan, health::judge(&view));
            let is_settled = checks.iter().all(|check| check.result != CheckResult::NotVisibleYet);
            if stopped || is_settled || waited >= SETTLING_SECONDS {
                return Ok(checks);
            }
            run.stop.or(self.clock.sleep(std::time::Duration::from_secs(LOOK_AGAIN_SECONDS))).await;
            waited += LOOK_AGAIN_SECONDS;
        }
    }
}

fn is_going_on(running: &HashMap<String, Running>, setup: &str) -> bool {
    running.get(setup).is_some_and(Running::is_going_on)
}

/// Writes the practice account down after every step, as the journal is: a program that is killed finds both again.
async fn keep_along(world: &Workspace, mut news: watch::Receiver<RunStatus>) -> Infallible {
    while world.is_practice() && news.changed().await.is_ok() {
        // What cannot be written now is tried again at the end of the run, and then said.
        let _ = world.keep().await;
    }
    std::future::pending().await
}
