//! Signing in with a user name and password, on AWS's page in the browser, against a stand-in for AWS's sign-in server.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod canaries;
mod listener;
mod partitions;
mod proofs;
mod refused;
mod renewed;

use std::sync::Arc;

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::app::sessions::session::{Session, SignedIn, Source};
use export_storage_setup::app::sessions::waiting::Waiting;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::messages::session::SessionView;
use export_storage_setup::values::kind_of;
use hyper::StatusCode;
use secrecy::SecretString;
use tempfile::TempDir;

use crate::run::TestClock;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::Proxy;
use crate::support::sign_in_server::SignInServer;
use crate::support::stand_in::browse;

/// A computer whose AWS settings lead to the stand-ins.
pub fn files(sign_in: &str, others: &str) -> EnvConfigFiles {
    let config = format!(
        "[default]\nservices = here\nendpoint_url = {others}\n[services here]\nsignin =\n  endpoint_url = {sign_in}\n"
    );
    EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build()
}

/// The program, and the servers it signs in at.
struct Stage {
    app: Arc<App>,
    server: SignInServer,
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
        Self { app, server: SignInServer::start().await, aws: None, folder }
    }

    async fn begin(&self) -> Arc<Waiting> {
        let nowhere = || "http://127.0.0.1:9".to_owned();
        let others = self.aws.as_ref().map_or_else(nowhere, |(_, proxy)| proxy.endpoint());
        self.app.sessions.begin_browser_sign_in_with(files(&self.server.endpoint(), &others)).await.unwrap()
    }

    /// Waits for the browser while somebody uses it.
    async fn browse_through(&self) -> (Result<Session, AppError>, (StatusCode, String)) {
        let link = self.begin().await.link();
        tokio::join!(self.app.sessions.finish_browser_sign_in(), browse(&link))
    }

    async fn refused(&self) -> AppError {
        self.browse_through().await.0.unwrap_err()
    }
}

fn signed_in(session: Session) -> Arc<SignedIn> {
    match session {
        Session::SignedIn(session) => session,
        Session::NumberOnly(account) => panic!("only {account:?}"),
    }
}

/// What the page is told, which says it in its own words.
fn assert_told(error: &AppError, kind: &str) -> Problem {
    let problem = Problem::from(error);
    assert_eq!(problem.kind(), kind, "{error:?}");
    problem
}

#[tokio::test]
async fn the_browser_of_this_computer_brings_a_session() {
    let stage = Stage::whole().await;
    let (entered, (status, page)) = stage.browse_through().await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Go back to Export Storage Setup.") && page.contains("You can close this page."), "{page}");
    let session = entered.unwrap();
    let view = SessionView::from(&session);
    assert_eq!((view.account.as_str(), view.source, view.region), (ACCOUNT, Some(Source::Browser), None));
    assert_eq!(signed_in(session).source, Source::Browser);
    assert_eq!(stage.server.refused(), Vec::<String>::new());
    assert_eq!((stage.server.redeemed(), stage.server.refreshed()), (1, 0));
    assert!(matches!(stage.app.sessions.current(), Some(Session::SignedIn(_))));
}

#[tokio::test]
async fn the_port_hears_one_answer_and_is_closed() {
    let stage = Stage::whole().await;
    let waiting = stage.begin().await;
    let link = waiting.link();
    drop(waiting);
    let (entered, _) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browse(&link));
    entered.unwrap();
    assert!(!listens(&link).await);
}

/// Whether anybody is still at the port that a link leads back to.
async fn listens(link: &str) -> bool {
    let (_, rest) = link.split_once("127.0.0.1%3A").unwrap();
    let port: u16 = rest.split('%').next().unwrap().parse().unwrap();
    tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}

#[tokio::test]
async fn what_else_a_browser_asks_for_does_not_count() {
    let stage = Stage::whole().await;
    let link = stage.begin().await.link();
    let (_, rest) = link.split_once("127.0.0.1%3A").unwrap();
    let address = format!("127.0.0.1:{}", rest.split('%').next().unwrap());
    let silent = tokio::net::TcpStream::connect(&address).await.unwrap();
    let browsing = async {
        let (status, _) = browse(&format!("http://{address}/favicon.ico")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        browse(&link).await
    };
    let (entered, (status, _)) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browsing);
    assert_eq!(status, StatusCode::OK);
    entered.unwrap();
    drop(silent);
}

#[tokio::test]
async fn a_code_from_another_computer_is_pasted() {
    let stage = Stage::whole().await;
    let link = stage.begin().await.code_link();
    let (_, code) = browse(&link).await;
    let app = Arc::clone(&stage.app);
    let waiting = tokio::spawn(async move { app.sessions.finish_browser_sign_in().await });
    // As a person copies it: with a line break in the middle and blanks around.
    let (one, other) = code.split_at(20);
    let pasted = SecretString::from(format!("  {one}\r\n{other} \n"));
    let session = stage.app.sessions.finish_with_code(&pasted).await.unwrap();
    assert_eq!(signed_in(session).source, Source::Browser);
    // Whoever waits for the browser of this computer gets the same session, and no error.
    let waited = waiting.await.unwrap();
    assert!(waited.is_ok() || matches!(&waited, Err(error) if kind_of(error) == "browser-not-begun"), "{waited:?}");
    assert_eq!(stage.server.refused(), Vec::<String>::new());
    assert!(stage.app.sessions.browser_sign_in().is_err());
}

#[tokio::test]
async fn after_a_code_that_cannot_be_used_the_sign_in_goes_on() {
    let stage = Stage::whole().await;
    let waiting = stage.begin().await;
    let (link, code_link) = (waiting.link(), waiting.code_link());
    drop(waiting);
    let other = stage.server.endpoint();
    let of_other = crate::support::proof::base64url(b"state=another&code=x");
    let refusals = [
        (" \n ", "browser-code-empty"),
        ("hello there", "browser-code-not-understood"),
        (&other, "browser-code-not-understood"),
        ("c3RhdGU9", "browser-code-of-other-sign-in"),
        (&of_other, "browser-code-of-other-sign-in"),
    ];
    for (pasted, kind) in refusals {
        let error = stage.app.sessions.finish_with_code(&SecretString::from(pasted)).await.unwrap_err();
        assert!(assert_told(&error, kind).field.is_some(), "{kind} stands at the field");
    }
    // The first one is cut off, the second one whole.
    let (_, code) = browse(&code_link).await;
    let cut = SecretString::from(&code[..code.len() - 10]);
    assert!(stage.app.sessions.finish_with_code(&cut).await.is_err());
    let (entered, _) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browse(&link));
    entered.unwrap();
}

#[tokio::test]
async fn cancelling_closes_the_port_and_says_so() {
    let stage = Stage::sign_in_only().await;
    let link = stage.begin().await.link();
    assert!(listens(&link).await);
    let (entered, ()) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), async {
        stage.app.sessions.cancel_browser_sign_in();
    });
    assert_told(&entered.unwrap_err(), "browser-cancelled");
    assert!(!listens(&link).await);
    assert_told(&stage.app.sessions.finish_browser_sign_in().await.unwrap_err(), "browser-not-begun");
    stage.app.sessions.cancel_browser_sign_in();
}

#[tokio::test]
async fn beginning_again_ends_what_was_begun() {
    let stage = Stage::whole().await;
    let first = stage.begin().await.link();
    let (waited, second) =
        tokio::join!(stage.app.sessions.finish_browser_sign_in(), async { stage.begin().await.link() });
    assert_told(&waited.unwrap_err(), "browser-cancelled");
    assert!(!listens(&first).await);
    let (entered, _) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browse(&second));
    entered.unwrap();
}

#[tokio::test]
async fn a_sign_in_elsewhere_than_at_aws_or_here_is_refused_before_anything_is_sent() {
    let stage = Stage::sign_in_only().await;
    let elsewhere = files("https://signin.example.com", "http://127.0.0.1:9");
    let error = stage.app.sessions.begin_browser_sign_in_with(elsewhere).await.unwrap_err();
    let problem = assert_told(&error, "override-elsewhere");
    assert_eq!(problem.failure["place"], "https://signin.example.com");
    assert!(stage.app.sessions.browser_sign_in().is_err());
}

#[tokio::test]
async fn without_an_override_the_links_lead_to_aws() {
    let stage = Stage::sign_in_only().await;
    let plain = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, "[default]\n").build();
    let waiting = stage.app.sessions.begin_browser_sign_in_with(plain).await.unwrap();
    let start = "https://us-east-1.signin.aws.amazon.com/v1/authorize?response_type=code&client_id=arn%3Aaws%3Asignin%3A%3A%3Adevtools%2F";
    assert!(waiting.link().starts_with(&format!("{start}same-device&redirect_uri=http%3A%2F%2F127.0.0.1%3A")));
    let page = "https%3A%2F%2Fus-east-1.signin.aws.amazon.com%2Fv1%2Fsessions%2Fconfirmation";
    assert!(waiting.code_link().starts_with(&format!("{start}cross-device&redirect_uri={page}&")));
    stage.app.sessions.cancel_browser_sign_in();
}
