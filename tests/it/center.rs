//! Signing in on a company's page with tiles (IAM Identity Center), against a stand-in for its servers.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod canaries;
mod code;
mod partitions;
mod portals;
mod refused;
mod renewed;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use export_storage_setup::app::sessions::session::{Session, SignedIn, Source};
use export_storage_setup::app::sessions::signing::Signing;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::messages::session::SessionView;
use export_storage_setup::sign_in::center::{CenterAccount, Time};
use hyper::StatusCode;
use tempfile::TempDir;

use crate::run::TestClock;
use crate::support::center_server::{CenterServer, START_URL};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::Proxy;
use crate::support::stand_in::browse;

const REGION: &str = "eu-central-1";

/// A computer whose AWS settings lead to the stand-ins. The SDK for Rust writes the name of a service with a hyphen there.
fn files(center: &str, others: &str) -> EnvConfigFiles {
    let config = format!(
        "[default]\nservices = here\nendpoint_url = {others}\n[services here]\nsso =\n  endpoint_url = {center}\nsso-oidc =\n  endpoint_url = {center}\n"
    );
    EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build()
}

/// A clock that goes on when somebody sleeps by it or a test says so; the server's clock goes with it.
#[derive(Clone)]
struct Hands {
    now: Arc<Mutex<SystemTime>>,
    server: Arc<CenterServer>,
    slept: Arc<Mutex<Vec<u64>>>,
}

impl Hands {
    fn of(server: &Arc<CenterServer>) -> Self {
        Self { now: Arc::new(Mutex::new(SystemTime::now())), server: Arc::clone(server), slept: Arc::default() }
    }

    fn advance(&self, by: Duration) {
        *self.now.lock().unwrap() += by;
        self.server.change(|mood| mood.ahead += by);
    }

    fn time(&self) -> Time {
        Time { source: SharedTimeSource::new(self.clone()), sleep: SharedAsyncSleep::new(self.clone()) }
    }
}

impl fmt::Debug for Hands {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Hands")
    }
}

impl TimeSource for Hands {
    fn now(&self) -> SystemTime {
        *self.now.lock().unwrap()
    }
}

impl AsyncSleep for Hands {
    fn sleep(&self, duration: Duration) -> Sleep {
        let hands = self.clone();
        Sleep::new(async move {
            hands.slept.lock().unwrap().push(duration.as_secs());
            hands.advance(duration);
        })
    }
}

/// The program, and the servers it signs in at.
struct Stage {
    app: Arc<App>,
    server: Arc<CenterServer>,
    hands: Hands,
    aws: Option<(Emulator, Proxy)>,
    folder: TempDir,
}

impl Stage {
    /// With an AWS that says whose account it is.
    async fn whole() -> Self {
        let moto = Emulator::moto().await;
        let proxy = Proxy::before(&moto.endpoint()).start().await;
        Self { aws: Some((moto, proxy)), ..Self::sign_in_only().await }
    }

    /// For what ends before anybody asks whose account it is.
    async fn sign_in_only() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
        let server = Arc::new(CenterServer::start().await);
        Self { app, hands: Hands::of(&server), server, aws: None, folder }
    }

    fn files(&self) -> EnvConfigFiles {
        let nowhere = || "http://127.0.0.1:9".to_owned();
        files(&self.server.endpoint(), &self.aws.as_ref().map_or_else(nowhere, |(_, proxy)| proxy.endpoint()))
    }

    async fn try_to_begin(&self, start_url: &str) -> Result<Arc<Signing>, AppError> {
        self.app.sessions.begin_center_sign_in_with(start_url, REGION, self.files(), self.hands.time()).await
    }

    async fn begin(&self) -> Arc<Signing> {
        self.try_to_begin(START_URL).await.unwrap()
    }

    /// Waits for the browser while somebody uses it.
    async fn browse_through(&self) -> (Result<Vec<CenterAccount>, AppError>, (StatusCode, String)) {
        let link = self.begin().await.link();
        tokio::join!(self.app.sessions.finish_center_sign_in(), browse(&link))
    }

    async fn refused(&self) -> AppError {
        self.browse_through().await.0.unwrap_err()
    }

    /// Signs in and takes the only account and the only role.
    async fn enter(&self) -> Session {
        self.browse_through().await.0.unwrap();
        self.app.sessions.sign_in_center(ACCOUNT, "AdministratorAccess").await.unwrap()
    }

    #[track_caller]
    fn assert_nothing_refused(&self) {
        assert_eq!(self.server.refused(), Vec::<String>::new());
    }
}

fn signed_in(session: Session) -> Arc<SignedIn> {
    match session {
        Session::SignedIn(session) => session,
        Session::NumberOnly(account) => panic!("only {account:?}"),
    }
}

/// What the page is told, which says it in its own words.
#[track_caller]
fn assert_told(error: &AppError, kind: &str) -> Problem {
    let problem = Problem::from(error);
    assert_eq!(problem.kind(), kind, "{error:?}");
    problem
}

#[tokio::test]
async fn the_browser_brings_accounts_and_a_chosen_role_is_the_session() {
    let stage = Stage::whole().await;
    stage.server.change(|mood| {
        mood.accounts = (1..=5).map(|number| (format!("{number:012}"), format!("Account {number}"))).collect();
        mood.accounts.push((ACCOUNT.to_owned(), "A contact centre".to_owned()));
        mood.roles = ["ViewOnly", "PowerUser", "AdministratorAccess"].map(ToOwned::to_owned).to_vec();
    });
    let (accounts, (status, page)) = stage.browse_through().await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Go back to Export Storage Setup."), "{page}");
    let accounts = accounts.unwrap();
    assert_eq!(accounts.len(), 6, "every page of the list is read");
    assert_eq!((accounts[0].name.as_str(), accounts[0].id.as_str()), ("A contact centre", ACCOUNT));
    assert_eq!(
        stage.app.sessions.center_roles(ACCOUNT).await.unwrap(),
        ["AdministratorAccess", "PowerUser", "ViewOnly"]
    );

    let session = stage.app.sessions.sign_in_center(ACCOUNT, "PowerUser").await.unwrap();
    let view = SessionView::from(&session);
    assert_eq!(view.account, ACCOUNT);
    let source = Source::IdentityCenter { account: "A contact centre".to_owned(), role: "PowerUser".to_owned() };
    assert_eq!(view.source.as_ref(), Some(&source));
    assert_eq!(view.region, None, "the page's region is not where anything is made");
    assert_eq!(signed_in(session).source, source);
    assert!(stage.app.sessions.center_sign_in().is_err(), "the sign-in is over");
    stage.assert_nothing_refused();
}

#[tokio::test]
async fn what_aws_knows_the_program_as_is_asked_for_once_and_again_when_it_ends() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.registration_lifetime = 3600);
    for _ in 0..3 {
        stage.browse_through().await.0.unwrap();
    }
    assert_eq!(stage.server.calls("/client/register"), 1);
    stage.hands.advance(Duration::from_hours(1));
    stage.browse_through().await.0.unwrap();
    assert_eq!(stage.server.calls("/client/register"), 2);
    stage.assert_nothing_refused();
}

#[tokio::test]
async fn a_registration_that_aws_has_forgotten_is_not_used_again() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.refusal = Some(("/token", StatusCode::UNAUTHORIZED, "InvalidClientException")));
    assert_told(&stage.refused().await, "center-not-granted");
    stage.server.change(|mood| mood.refusal = None);
    stage.browse_through().await.0.unwrap();
    assert_eq!(stage.server.calls("/client/register"), 2);
}

/// Whether anybody is still at the port that a link leads back to.
async fn listens(link: &str) -> bool {
    let (_, rest) = link.split_once("127.0.0.1%3A").unwrap();
    let port: u16 = rest.split('%').next().unwrap().parse().unwrap();
    tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}

#[tokio::test]
async fn cancelling_closes_the_port_and_says_so() {
    let stage = Stage::sign_in_only().await;
    let link = stage.begin().await.link();
    assert!(listens(&link).await);
    let (entered, ()) =
        tokio::join!(stage.app.sessions.finish_center_sign_in(), async { stage.app.sessions.cancel_center_sign_in() });
    assert_told(&entered.unwrap_err(), "center-cancelled");
    assert!(!listens(&link).await);
    assert_told(&stage.app.sessions.finish_center_sign_in().await.unwrap_err(), "center-not-begun");
    assert_told(&stage.app.sessions.begin_center_code().await.unwrap_err(), "center-not-begun");
}

#[tokio::test]
async fn beginning_again_ends_what_was_begun() {
    let stage = Stage::sign_in_only().await;
    let first = stage.begin().await.link();
    let (waited, second) =
        tokio::join!(stage.app.sessions.finish_center_sign_in(), async { stage.begin().await.link() });
    assert_told(&waited.unwrap_err(), "center-cancelled");
    assert!(!listens(&first).await);
    let (entered, _) = tokio::join!(stage.app.sessions.finish_center_sign_in(), browse(&second));
    entered.unwrap();
}
