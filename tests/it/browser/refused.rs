//! Every way in which a sign-in in the browser fails has its own kind, and comes with what AWS said.

use std::sync::Arc;

use export_storage_setup::app::App;
use hyper::StatusCode;

use super::{Stage, assert_told, files};
use crate::run::TestClock;
use crate::support::stand_in::{Consent, browse};

#[tokio::test]
async fn what_the_browser_brings_instead_of_a_code() {
    for (consent, kind) in [
        (Consent::Denied, "browser-refused"),
        (Consent::Failing, "browser-declined"),
        (Consent::Empty, "browser-answer-not-understood"),
    ] {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.consent = consent);
        let (entered, (status, page)) = stage.browse_through().await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(page.contains("The sign-in did not work. Export Storage Setup says why."), "{page}");
        let problem = assert_told(&entered.unwrap_err(), kind);
        assert_eq!(problem.failure["way"], "browser", "{kind}");
        if consent == Consent::Failing {
            let words = problem.aws.unwrap().message.unwrap();
            assert_eq!(words, "server_error: It is broken", "AWS’s own words, in one line");
        }
        assert_eq!(stage.server.redeemed(), 0);
        // The sign-in is over, and its port with it.
        assert!(stage.app.sessions.browser_sign_in().is_err());
    }
}

#[tokio::test]
async fn what_aws_answers_instead_of_keys() {
    for (error, kind) in [
        ("AUTHCODE_EXPIRED", "browser-code-expired"),
        ("INSUFFICIENT_PERMISSIONS", "browser-not-permitted"),
        ("USER_CREDENTIALS_CHANGED", "browser-user-changed"),
        ("TOKEN_EXPIRED", "browser-session-ended"),
        ("SOMETHING_NEW", "browser-no-keys"),
    ] {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.refusal = Some(error));
        let problem = assert_told(&stage.refused().await, kind);
        let aws = problem.aws.unwrap();
        assert_eq!(aws.call.as_deref(), Some("signin:CreateOAuth2Token"));
        assert_eq!(aws.code.as_deref(), Some(format!("AccessDeniedException, {error}").as_str()));
        assert!(aws.message.unwrap().starts_with("The request was refused: "));
        assert_eq!(aws.request_id.as_deref(), Some("01234567-89ab-cdef-0123-456789abcdef"));
        assert!(stage.app.sessions.current().is_none());
    }
}

#[tokio::test]
async fn answers_that_make_no_sense() {
    let keys = |kind: &str, seconds: i64| {
        format!(
            r#"{{"accessToken":{{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t"}},"tokenType":"{kind}","expiresIn":{seconds},"refreshToken":"r"}}"#
        )
    };
    for (status, body) in [
        (StatusCode::OK, "{}".to_owned()),
        (StatusCode::OK, "not JSON".to_owned()),
        (StatusCode::OK, keys("bearer", 900)),
        (StatusCode::OK, keys("aws_sigv4", -1)),
        (StatusCode::INTERNAL_SERVER_ERROR, "{}".to_owned()),
        (StatusCode::BAD_REQUEST, r#"{"__type":"ValidationException","message":"no"}"#.to_owned()),
    ] {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.answer = Some((status, body.clone())));
        let error = stage.refused().await;
        assert_told(&error, "browser-no-keys");
        assert!(stage.app.sessions.current().is_none(), "{body}");
    }
}

#[tokio::test]
async fn nobody_at_the_sign_in_server() {
    let stage = Stage::sign_in_only().await;
    let gone = format!("http://127.0.0.1:{}", crate::support::free_port());
    let waiting = stage.app.sessions.begin_browser_sign_in_with(files(&gone, &gone)).await.unwrap();
    // The answer comes to the port all the same, as if the network were cut after the person had signed in.
    let link = waiting.link();
    let value =
        |name: &str| link.split(['?', '&']).find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap().to_owned();
    let back = value("redirect_uri").replace("%3A", ":").replace("%2F", "/");
    let back = format!("{back}?code=c&state={}", value("state"));
    let (entered, _) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browse(&back));
    let problem = assert_told(&entered.unwrap_err(), "offline");
    assert_eq!(problem.aws.unwrap().call.as_deref(), Some("signin:CreateOAuth2Token"));
}

/// The answer is lost on its way. Nothing was made that had to be looked for, and so no step is spoken of.
#[tokio::test]
async fn a_connection_that_is_cut() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.hangs_up = true);
    assert_eq!(assert_told(&stage.refused().await, "connection-lost").step, None);
}

/// The clock goes on by itself when nothing else happens, so nobody waits ten minutes.
#[tokio::test(start_paused = true)]
async fn a_browser_that_never_comes() {
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
    app.sessions.begin_browser_sign_in_with(files("http://127.0.0.1:9", "http://127.0.0.1:9")).await.unwrap();
    let problem = assert_told(&app.sessions.finish_browser_sign_in().await.unwrap_err(), "browser-no-answer");
    assert_eq!((&problem.failure["minutes"], &problem.failure["way"]), (&10.into(), &"browser".into()));
}

/// A code is redeemed once: the second time AWS says that it has expired.
#[tokio::test]
async fn a_code_that_was_used_before() {
    let stage = Stage::whole().await;
    let link = stage.begin().await.code_link();
    let (_, code) = browse(&link).await;
    let code = secrecy::SecretString::from(code);
    let waiting = stage.app.sessions.browser_sign_in().unwrap();
    waiting.finish_elsewhere(&code).await.unwrap();
    let error = stage.app.sessions.finish_with_code(&code).await.unwrap_err();
    assert_told(&error, "browser-code-expired");
}
