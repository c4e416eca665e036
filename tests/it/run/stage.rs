//! The program, signed in to an AWS that a test can look into, break, and watch.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_config::{BehaviorVersion, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SystemTimeSource;
use export_storage_setup::app::App;
use export_storage_setup::app::folder::FolderError;
use export_storage_setup::app::reviews::under_review::{Reviewed, UnderReview};
use export_storage_setup::app::runs::status::{Phase, RunStatus};
use export_storage_setup::app::sessions::session::{Session, Source};
use export_storage_setup::aws::{Access, PracticeAccess};
use export_storage_setup::practice::{Failure, FailureKind, PracticeAws};
use export_storage_setup::provision::{Clock, StepProgress, StepState};
use export_storage_setup::record::{Check, CheckResult, Outcome, Record, State};
use export_storage_setup::resources::call::Call;
use export_storage_setup::resources::step::Step;
use export_storage_setup::setup::form::{EncryptionMode, Form, Keep};
use export_storage_setup::setup::refusal::FormProblem;
use tempfile::TempDir;

use super::TestClock;
use super::traffic::Traffic;
use crate::support::faults::FaultyClient;

pub const REGION: &str = "eu-west-1";

/// The calls that make a setup with a new key, versioning and nothing else special, sorted by name.
pub const ALL_CALLS: [&str; 12] = [
    "iam:AttachRolePolicy",
    "iam:CreatePolicy",
    "iam:CreateRole",
    "kms:CreateAlias",
    "kms:CreateKey",
    "kms:EnableKeyRotation",
    "s3:CreateBucket",
    "s3:PutBucketEncryption",
    "s3:PutBucketLifecycleConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutPublicAccessBlock",
];

pub struct Stage {
    pub app: Arc<App>,
    pub aws: PracticeAws,
    pub traffic: Traffic,
    pub clock: TestClock,
    pub faulty: FaultyClient,
    folder: TempDir,
}

/// How many of each the account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inventory {
    pub buckets: usize,
    pub keys: usize,
    pub policies: usize,
    pub roles: usize,
}

impl Inventory {
    pub const EMPTY: Self = Self { buckets: 0, keys: 0, policies: 0, roles: 0 };
    pub const ONE_OF_EACH: Self = Self { buckets: 1, keys: 1, policies: 1, roles: 1 };
}

impl Stage {
    pub async fn new() -> Self {
        Self::with(|faulty| faulty).await
    }

    /// With faults between the program and AWS.
    pub async fn with(faults: impl FnOnce(FaultyClient) -> FaultyClient) -> Self {
        let aws = PracticeAws::new();
        let broken = faults(FaultyClient::around(aws.http_client()));
        let traffic = Traffic::over(broken.shared());
        let (folder, clock) = (folder_in_memory(), TestClock::new());
        let app = Arc::new(App::open(folder.path(), Arc::new(clock.clone())).unwrap());
        let stage = Self { app, aws, traffic, clock, faulty: broken, folder };
        stage.sign_in().await;
        stage
    }

    pub async fn sign_in(&self) {
        self.enter(Source::Profile { name: "test".to_owned() }).await;
    }

    /// The same in the way that Practice is entered, so that records of its account are those of the session in hand.
    pub async fn practise(&self) {
        self.enter(Source::Practice).await;
    }

    async fn enter(&self, source: Source) {
        let access = Access::Practice(PracticeAccess::new(self.traffic.client()));
        self.app.sessions.sign_in(access, source, None).await.unwrap();
    }

    /// The way to AWS that is in hand.
    pub fn session(&self) -> Access {
        match self.app.sessions.current() {
            Some(Session::SignedIn(session)) => session.access.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// The program, closed and opened again on the same folder, with nobody signed in.
    pub async fn reopened(self) -> Self {
        let Self { app, aws, traffic, clock, faulty, folder } = self;
        closed(app).await;
        let app = opened_again(folder.path(), Arc::new(clock.clone())).await;
        Self { app, aws, traffic, clock, faulty, folder }
    }

    /// The same account seen from another computer, with nobody signed in and nothing remembered.
    pub async fn on_another_computer(self) -> Self {
        let Self { app, aws, traffic, clock, faulty, folder: _ } = self;
        closed(app).await;
        let folder = folder_in_memory();
        let app = Arc::new(App::open(folder.path(), Arc::new(clock.clone())).unwrap());
        Self { app, aws, traffic, clock, faulty, folder }
    }

    /// A form with everything filled in.
    pub fn form(&self) -> Form {
        filled_in(&self.app)
    }

    pub async fn reviewed(&self, form: &Form) -> UnderReview {
        match self.app.reviews.review(form.clone()).await.unwrap() {
            Reviewed::Planned(review) => *review,
            Reviewed::Problems(problems) => panic!("{problems:?}"),
        }
    }

    pub async fn problems(&self, form: &Form) -> Vec<FormProblem> {
        match self.app.reviews.review(form.clone()).await.unwrap() {
            Reviewed::Planned(review) => panic!("{:?}", review.plan.changes),
            Reviewed::Problems(problems) => problems,
        }
    }

    /// Reviews and creates; what was said before Create is forgotten.
    pub async fn start(&self, form: &Form) -> String {
        self.start_after(form, || ()).await
    }

    /// Reviews and creates; `between` the two, something happens.
    pub async fn start_after(&self, form: &Form, between: impl FnOnce()) -> String {
        let review = self.reviewed(form).await;
        self.quiet().await;
        between();
        self.app.runs.create(review.plan.fingerprint.as_str()).unwrap()
    }

    /// Waits until the connections that a review opens are open, and forgets what was said.
    pub async fn quiet(&self) {
        loop {
            let before = self.traffic.exchanges();
            tokio::time::sleep(Duration::from_millis(10)).await;
            let now = self.traffic.exchanges();
            if now == before && now.iter().all(|exchange| exchange.ended.is_some()) {
                return self.traffic.forget();
            }
        }
    }

    pub async fn ended(&self, setup: &str) -> RunStatus {
        let mut news = self.app.runs.watch(setup).unwrap();
        news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone()
    }

    /// A whole run.
    pub async fn run(&self, form: &Form) -> RunStatus {
        let setup = self.start(form).await;
        self.ended(&setup).await
    }

    /// How often the journal was committed since it was opened: each commit is one fsync, as `synchronous` is FULL. Counted
    /// are the frames of the write-ahead log that end a transaction (<https://www.sqlite.org/walformat.html>).
    pub fn commits(&self) -> usize {
        let log = std::fs::read(self.folder.path().join("setups.db-wal")).unwrap();
        let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
        let (head, frame) = (32, 24 + number(8) as usize);
        let salt = &log[16..24];
        let frames = (head..=log.len() - frame).step_by(frame).take_while(|&at| &log[at + 8..at + 16] == salt);
        frames.filter(|&at| number(at + 4) > 0).count()
    }

    pub fn record(&self, setup: &str) -> Record {
        self.app.setups.finished(setup).unwrap().record
    }

    /// Holds what must be true of every setup that is ready.
    pub fn assert_ready(&self, status: &RunStatus) {
        assert_eq!(status.phase, Phase::Done, "{status:?}");
        let record = self.record(&status.setup);
        assert_eq!(record.state, State::Ready);
        assert!(!record.checks.is_empty());
        let bad: Vec<&Check> = record.checks.iter().filter(|check| check.result != CheckResult::Passes).collect();
        assert!(bad.is_empty(), "{bad:?}");
        for step in &status.progress.steps {
            assert!(matches!(step.state, StepState::Done | StepState::Kept), "{step:?}");
        }
    }

    /// Lets AWS refuse an operation the next times.
    pub fn refuse(&self, operation: &str, times: u32, (status, code, message): (u16, &str, &str)) {
        let error = FailureKind::Refused { status, code: code.to_owned(), message: message.to_owned() };
        self.aws.fail_next(Some(Failure { operation: operation.parse().unwrap(), error, times }));
    }

    fn sdk(&self) -> SdkConfig {
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(aws_config::Region::new(REGION))
            .credentials_provider(SharedCredentialsProvider::new(PracticeAws::credentials()))
            .http_client(self.aws.http_client())
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .time_source(SystemTimeSource::new())
            .build()
    }

    /// The account's S3, past everything that a test put in between.
    pub fn s3(&self) -> aws_sdk_s3::Client {
        aws_sdk_s3::Client::new(&self.sdk())
    }

    pub fn iam(&self) -> aws_sdk_iam::Client {
        aws_sdk_iam::Client::new(&self.sdk())
    }

    pub fn kms(&self) -> aws_sdk_kms::Client {
        aws_sdk_kms::Client::new(&self.sdk())
    }

    pub async fn inventory(&self) -> Inventory {
        let iam = self.iam();
        let local = aws_sdk_iam::types::PolicyScopeType::Local;
        Inventory {
            buckets: self.s3().list_buckets().send().await.unwrap().buckets().len(),
            keys: self.kms().list_keys().send().await.unwrap().keys().len(),
            policies: iam.list_policies().scope(local).send().await.unwrap().policies().len(),
            roles: iam.list_roles().send().await.unwrap().roles().len(),
        }
    }
}

/// A folder that need not outlive a power cut: where the system has one in memory, writing to it costs the test no time.
pub fn folder_in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Opens the program on a folder where it was closed. A process that another test is starting holds the folder's lock too,
/// until it has become the program it shall be.
pub async fn opened_again(folder: &Path, clock: Arc<dyn Clock>) -> Arc<App> {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        match App::open(folder, Arc::clone(&clock)) {
            Err(FolderError::InUse(_)) if Instant::now() < patience => {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            opened => return Arc::new(opened.unwrap()),
        }
    }
}

/// Closes the program once its runs have let go of it.
pub async fn closed(app: Arc<App>) {
    let mut app = app;
    loop {
        app = match Arc::try_unwrap(app) {
            Ok(app) => return drop(app),
            Err(app) => app,
        };
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// A form with everything filled in, for a new key.
pub fn filled_in(app: &App) -> Form {
    Form {
        primary_service: "arn:aws:iam::111122223333:role/vcc/export".to_owned(),
        secondary_service: "arn:aws:iam::111122223333:role/vcc/export-2".to_owned(),
        region: REGION.to_owned(),
        encryption_mode: EncryptionMode::NewKey,
        keep: Keep::Forever,
        description: "Für Aufnahmen".to_owned(),
        ..app.forms.fresh().unwrap()
    }
}

pub fn step(status: &RunStatus, step: Step) -> &StepProgress {
    status.progress.steps.iter().find(|progress| progress.step == step).unwrap()
}

/// The calls whose last outcome is that they took effect, by AWS's names, sorted.
pub fn took_effect(record: &Record) -> Vec<&'static str> {
    let done = |entry: &&export_storage_setup::record::Entry| {
        matches!(entry.receipt.as_ref().map(|receipt| &receipt.outcome), Some(Outcome::Done(_)))
    };
    let names: BTreeSet<&str> = record.entries.iter().filter(done).map(|entry| entry.call.name()).collect();
    names.into_iter().collect()
}

/// Every call that was begun, by AWS's names, in order.
pub fn begun(record: &Record) -> Vec<&'static str> {
    record.entries.iter().map(|entry| Call::name(entry.call)).collect()
}
