//! The program killed in the middle of a call, over the wire: a child of this test program runs it, a proxy holds the call
//! before AWS gets it or after AWS has done it, and SIGKILL ends the child. Then the setup is finished, or taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_iam::types::PolicyScopeType;
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::app::sessions::session::Source;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::provision::{Clock, SystemClock};
use export_storage_setup::record::State;
use export_storage_setup::setup::form::Form;
use tempfile::TempDir;

use crate::pressed;
use crate::run::{ALL_CALLS, Inventory, REGION, TestClock, filled_in, opened_again};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::process::Process;
use crate::support::proxy::{Held, Proxy};
use crate::support::sdk::configuration;
use crate::undo::UNDO_CALLS;
use crate::wire::access;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    GoOn,
    Undo,
}

/// What a child is told by its environment.
const ENDPOINT: &str = "KILL_TEST_ENDPOINT";
const FOLDER: &str = "KILL_TEST_FOLDER";
const UNDOES: &str = "KILL_TEST_UNDOES";

fn root() -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(Credentials::new(ACCOUNT, "secret", None, None, "test"))
}

async fn opened(folder: &Path, clock: Arc<dyn Clock>, endpoint: &str) -> Arc<App> {
    let app = opened_again(folder, clock).await;
    app.sessions
        .sign_in(access(endpoint, root()).await, Source::Profile { name: "default".to_owned() }, None)
        .await
        .unwrap();
    app
}

/// The program of a cell, in a process of its own. It ends by being killed.
#[tokio::test]
#[ignore = "the tests of this file start it"]
async fn child() {
    let folder = std::env::var_os(FOLDER).expect("started by another test");
    let app = opened(Path::new(&folder), Arc::new(SystemClock), &std::env::var(ENDPOINT).unwrap()).await;
    if let Ok(setup) = std::env::var(UNDOES) {
        pressed::undo(&app, &setup, false).await.unwrap();
    } else {
        let form = std::fs::read(Path::new(&folder).join("form.json")).unwrap();
        let Reviewed::Planned(review) = app.reviews.review(serde_json::from_slice(&form).unwrap()).await.unwrap()
        else {
            panic!("the form was refused")
        };
        app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    }
    std::future::pending::<()>().await;
}

/// Starts a child, waits until its call is held, and kills it.
async fn killed(moto: &Emulator, folder: &Path, call: &str, held: Held, undoes: Option<&str>) {
    let (behaviour, is_held) = Proxy::before(&moto.endpoint()).holding(call.split_once(':').unwrap().1, held);
    let proxy = behaviour.start().await;
    let mut command = Process::command(std::env::current_exe().unwrap());
    command.args(["--exact", "kill::child", "--ignored", "--nocapture"]);
    command.env(ENDPOINT, proxy.endpoint()).env(FOLDER, folder);
    if let Some(setup) = undoes {
        command.env(UNDOES, setup);
    }
    let child = Process::start(command, &folder.join("child.log"));
    let came = tokio::time::timeout(Duration::from_mins(1), is_held.passed()).await;
    assert!(came.is_ok(), "{call} never came:\n{}", child.printed());
    child.kill();
    // The program is a grandchild, and gone only after the system has finished with it; its lock goes with it.
    std::fs::File::open(folder.join("lock")).unwrap().lock().unwrap();
    proxy.settled().await;
}

/// A setup whose program is killed and opened again.
struct Cell {
    folder: TempDir,
    setup: String,
    proxy: Proxy,
}

impl Cell {
    async fn new(emulator: &Emulator) -> Self {
        emulator.reset().await;
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let proxy = Proxy::before(&emulator.endpoint()).start().await;
        let app = opened(folder.path(), Arc::new(TestClock::new()), &proxy.endpoint()).await;
        let form: Form = filled_in(&app);
        std::fs::write(folder.path().join("form.json"), serde_json::to_vec(&form).unwrap()).unwrap();
        Self { folder, setup: form.setup, proxy }
    }

    async fn opened(&self) -> Arc<App> {
        opened(self.folder.path(), Arc::new(TestClock::new()), &self.proxy.endpoint()).await
    }

    async fn finished(&self) {
        let app = self.opened().await;
        let answer = match app.runs.retry(&self.setup, LostKey::LookAgain).await {
            Err(AppError::KeyLost) => app.runs.retry(&self.setup, LostKey::MakeAnother).await,
            answer => answer,
        };
        answer.unwrap();
        let status =
            app.runs.watch(&self.setup).unwrap().wait_for(|it| it.phase != Phase::Running).await.unwrap().clone();
        assert_eq!(status.phase, Phase::Done, "{status:#?}");
        let record = app.setups.finished(&self.setup).unwrap().record;
        assert_eq!(record.state, State::Ready);
        assert!(record.key().is_some(), "the journal knows the key");
        assert_eq!(self.inventory().await, (Inventory::ONE_OF_EACH, vec!["Enabled".to_owned()]));
    }

    async fn taken_back(&self) {
        let app = self.opened().await;
        pressed::undo(&app, &self.setup, false).await.unwrap();
        app.runs.watch(&self.setup).unwrap().wait_for(|it| it.phase != Phase::Running).await.unwrap();
        let record = app.setups.finished(&self.setup).unwrap().record;
        assert_eq!(record.state, State::Undone, "{record:#?}");
        let (left, keys) = self.inventory().await;
        assert_eq!((left.buckets, left.policies, left.roles), (0, 0, 0));
        assert!(keys.len() <= 1 && keys.iter().all(|state| state == "PendingDeletion"), "{keys:?}");
    }

    /// What the account holds, and the states of its keys.
    async fn inventory(&self) -> (Inventory, Vec<String>) {
        let sdk = configuration(&self.proxy.endpoint(), REGION).await.into_builder();
        let sdk = sdk.credentials_provider(root()).build();
        let s3 = aws_sdk_s3::config::Builder::from(&sdk).force_path_style(true).build();
        let (iam, kms) = (aws_sdk_iam::Client::new(&sdk), aws_sdk_kms::Client::new(&sdk));
        let mut states = Vec::new();
        for key in kms.list_keys().send().await.unwrap().keys() {
            let described = kms.describe_key().key_id(key.key_id().unwrap()).send().await.unwrap();
            states.push(described.key_metadata().unwrap().key_state().unwrap().as_str().to_owned());
        }
        let local = iam.list_policies().scope(PolicyScopeType::Local).send().await.unwrap();
        let inventory = Inventory {
            buckets: aws_sdk_s3::Client::from_conf(s3).list_buckets().send().await.unwrap().buckets().len(),
            keys: states.len(),
            policies: local.policies().len(),
            roles: iam.list_roles().send().await.unwrap().roles().len(),
        };
        (inventory, states)
    }
}

/// Every call of a run, held before or after. While the finished ones are taken back, the program is killed once more, so
/// that every call of that is held both ways too.
async fn every_call(held: Held, then: Then) {
    let moto = Emulator::moto().await;
    for (index, call) in ALL_CALLS.into_iter().enumerate() {
        let cell = Cell::new(&moto).await;
        println!("{call}, {held:?}, then {then:?}");
        killed(&moto, cell.folder.path(), call, held, None).await;
        if then == Then::GoOn {
            cell.finished().await;
            if let Some(call) = UNDO_CALLS.get(index) {
                println!("{call}, {held:?}, then Undo again");
                killed(&moto, cell.folder.path(), call, held, Some(&cell.setup)).await;
            }
        }
        cell.taken_back().await;
    }
    let cells = ALL_CALLS.len() + if then == Then::GoOn { UNDO_CALLS.len() } else { 0 };
    println!("{cells} cells of the fault table: killed, {held:?}, then {then:?}");
}

#[tokio::test]
async fn killed_before_aws_got_the_call_and_finished() {
    every_call(Held::BeforeAws, Then::GoOn).await;
}

#[tokio::test]
async fn killed_after_aws_did_the_call_and_finished() {
    every_call(Held::AfterAws, Then::GoOn).await;
}

#[tokio::test]
async fn killed_before_aws_got_the_call_and_taken_back() {
    every_call(Held::BeforeAws, Then::Undo).await;
}

#[tokio::test]
async fn killed_after_aws_did_the_call_and_taken_back() {
    every_call(Held::AfterAws, Then::Undo).await;
}

/// ministack keeps the tags inside `CreateBucket` by itself, as AWS does.
#[tokio::test]
async fn killed_while_ministack_makes_the_bucket() {
    let ministack = Emulator::ministack().await;
    for held in [Held::BeforeAws, Held::AfterAws] {
        let cell = Cell::new(&ministack).await;
        killed(&ministack, cell.folder.path(), "s3:CreateBucket", held, None).await;
        cell.finished().await;
        cell.taken_back().await;
    }
}
