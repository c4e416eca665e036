//! Signing in with a code: only after the browser could not come back, asked for no more often than AWS says.

use hyper::StatusCode;

use super::{Stage, assert_told};
use crate::support::emulator::ACCOUNT;
use crate::support::stand_in::{Consent, browse};

/// A stage whose browser brought an answer that nobody can use.
async fn without_callback(stage: &Stage) {
    stage.server.change(|mood| mood.consent = Consent::Empty);
    assert_told(&stage.refused().await, "browser-answer-not-understood");
}

#[tokio::test]
async fn a_code_is_waited_for_as_patiently_as_aws_asks() {
    let stage = Stage::whole().await;
    without_callback(&stage).await;
    let (pending, slower) = ("AuthorizationPendingException", "SlowDownException");
    stage.server.change(|mood| mood.not_entered = vec![pending, slower, pending, slower, pending]);
    let signing = stage.app.sessions.begin_center_code().await.unwrap();
    assert_eq!(signing.code(), Some("ABCD-EFGH"));
    assert!(browse(&signing.link()).await.1.contains("Code entered."));
    drop(signing);
    let accounts = stage.app.sessions.finish_center_sign_in().await.unwrap();
    assert_eq!(accounts.len(), 1);
    // AWS names one second, and each "slow down" adds five.
    assert_eq!(*stage.hands.slept.lock().unwrap(), [1, 1, 6, 6, 11, 11]);
    stage.app.sessions.sign_in_center(ACCOUNT, "AdministratorAccess").await.unwrap();
    stage.assert_nothing_refused();
}

#[tokio::test]
async fn a_code_is_offered_only_when_the_browser_could_not_come_back() {
    for (consent, offered) in
        [(Consent::Given, false), (Consent::Denied, false), (Consent::Failing, false), (Consent::Empty, true)]
    {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.consent = consent);
        let _ = stage.browse_through().await;
        assert_eq!(stage.app.sessions.begin_center_code().await.is_ok(), offered, "{consent:?}");
    }
}

/// A code is easier to be tricked with than the browser, so nothing that somebody else can do leads to it.
#[tokio::test]
async fn neither_another_answer_nor_cancelling_leads_to_a_code() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.consent = Consent::OfAnother);
    let link = stage.begin().await.link();
    let disturbed = async {
        assert_eq!(browse(&link).await.0, StatusCode::BAD_REQUEST);
        assert_told(&stage.app.sessions.begin_center_code().await.unwrap_err(), "center-not-begun");
        stage.app.sessions.cancel_center_sign_in();
    };
    let (entered, ()) = tokio::join!(stage.app.sessions.finish_center_sign_in(), disturbed);
    let problem = assert_told(&entered.unwrap_err(), "center-cancelled");
    assert!(!problem.leaves_code);
    assert_told(&stage.app.sessions.begin_center_code().await.unwrap_err(), "center-not-begun");
}

#[tokio::test]
async fn a_code_that_is_not_entered_in_time() {
    // By the program's clock, and by AWS's.
    for (lifetime, pending) in [(3, vec!["AuthorizationPendingException"; 9]), (600, vec!["ExpiredTokenException"])] {
        let stage = Stage::sign_in_only().await;
        without_callback(&stage).await;
        stage.server.change(|mood| {
            mood.code_lifetime = lifetime;
            mood.not_entered = pending;
        });
        stage.app.sessions.begin_center_code().await.unwrap();
        let error = stage.app.sessions.finish_center_sign_in().await.unwrap_err();
        assert_told(&error, "center-code-expired");
        stage.app.sessions.begin_center_code().await.expect("the browser has failed before, and need not fail again");
    }
}

#[tokio::test]
async fn a_code_that_is_refused() {
    let stage = Stage::sign_in_only().await;
    without_callback(&stage).await;
    stage.server.change(|mood| mood.not_entered = vec!["AccessDeniedException"]);
    stage.app.sessions.begin_center_code().await.unwrap();
    let problem = assert_told(&stage.app.sessions.finish_center_sign_in().await.unwrap_err(), "center-code-refused");
    assert_eq!(problem.aws.unwrap().message.as_deref(), Some("not yet"), "AWS’s own words");
    stage.app.sessions.begin_center_code().await.expect("the browser has failed before, and need not fail again");
}

#[tokio::test]
async fn waiting_for_a_code_is_cancelled() {
    let stage = Stage::sign_in_only().await;
    without_callback(&stage).await;
    stage.server.change(|mood| mood.not_entered = vec!["AuthorizationPendingException"; 500]);
    stage.app.sessions.begin_center_code().await.unwrap();
    let (entered, ()) =
        tokio::join!(stage.app.sessions.finish_center_sign_in(), async { stage.app.sessions.cancel_center_sign_in() });
    assert_told(&entered.unwrap_err(), "center-cancelled");
}
