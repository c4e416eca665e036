//! Every way in which a sign-in on a company's page fails has its own kind, and comes with what AWS said.

use export_storage_setup::app::AppError;
use hyper::StatusCode;

use super::{REGION, Stage, assert_told, files};
use crate::support::center_server::START_URL;
use crate::support::emulator::ACCOUNT;
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
        assert!(page.contains("The sign-in did not work."), "{page}");
        let problem = assert_told(&entered.unwrap_err(), kind);
        if consent == Consent::Failing {
            assert_eq!(problem.aws.unwrap().message.as_deref(), Some("server_error: It is broken"));
        }
        assert_eq!(stage.server.calls("/token"), 0);
        assert!(stage.app.sessions.center_sign_in().is_err(), "the sign-in is over, and its port with it");
    }
}

#[tokio::test]
async fn an_address_or_a_region_that_aws_does_not_know() {
    let stage = Stage::sign_in_only().await;
    let error = stage.try_to_begin("https://other.awsapps.com/start").await.unwrap_err();
    let problem = assert_told(&error, "center-wrong-portal");
    let aws = problem.aws.unwrap();
    assert_eq!(aws.call.as_deref(), Some("sso-oidc:RegisterClient"));
    assert_eq!(aws.code.as_deref(), Some("InvalidRequestException"));
    assert_eq!(aws.message.as_deref(), Some("Invalid issuer url"), "AWS’s own words");
    assert_eq!(aws.request_id.as_deref(), Some("01234567-89ab-cdef-0123-456789abcdef"));
    for code in ["InvalidClientException", "UnauthorizedClientException"] {
        stage.server.change(|mood| mood.refusal = Some(("/client/register", StatusCode::BAD_REQUEST, code)));
        assert_told(&stage.try_to_begin(START_URL).await.unwrap_err(), "center-wrong-portal");
    }
    // A code does not help against a wrong address.
    assert_told(&stage.app.sessions.begin_center_code().await.unwrap_err(), "center-not-begun");
}

#[tokio::test]
async fn what_aws_answers_instead_of_tokens_accounts_and_keys() {
    let forbidden = (StatusCode::FORBIDDEN, "ForbiddenException");
    let unauthorized = (StatusCode::UNAUTHORIZED, "UnauthorizedException");
    for (path, (status, code), kind) in [
        ("/client/register", (StatusCode::BAD_REQUEST, "InternalServerException"), "center-not-granted"),
        ("/token", (StatusCode::BAD_REQUEST, "InvalidGrantException"), "center-answer-expired"),
        ("/token", (StatusCode::BAD_REQUEST, "ExpiredTokenException"), "center-answer-expired"),
        ("/token", (StatusCode::BAD_REQUEST, "SomethingNew"), "center-not-granted"),
        ("/assignment/accounts", unauthorized, "center-session-ended"),
        ("/assignment/accounts", forbidden, "center-not-granted"),
        ("/assignment/roles", forbidden, "center-no-roles"),
        ("/assignment/roles", unauthorized, "center-session-ended"),
        ("/federation/credentials", forbidden, "center-role-refused"),
        ("/federation/credentials", unauthorized, "center-session-ended"),
    ] {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.refusal = Some((path, status, code)));
        let entered = async {
            let link = stage.try_to_begin(START_URL).await?.link();
            tokio::join!(stage.app.sessions.finish_center_sign_in(), browse(&link)).0?;
            stage.app.sessions.center_roles(ACCOUNT).await?;
            stage.app.sessions.sign_in_center(ACCOUNT, "AdministratorAccess").await
        };
        let error: AppError = entered.await.unwrap_err();
        let problem = assert_told(&error, kind);
        if kind != "center-no-roles" {
            assert_eq!(problem.aws.unwrap().code.as_deref(), Some(code), "{path}");
        }
        assert!(stage.app.sessions.current().is_none());
    }
}

#[tokio::test]
async fn a_person_without_accounts_or_roles_is_told_apart() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.accounts.clear());
    assert_told(&stage.refused().await, "center-no-accounts");

    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.roles.clear());
    stage.browse_through().await.0.unwrap();
    assert_told(&stage.app.sessions.center_roles(ACCOUNT).await.unwrap_err(), "center-no-roles");
}

#[tokio::test]
async fn an_account_or_a_role_that_the_page_does_not_give() {
    let stage = Stage::sign_in_only().await;
    assert_told(&stage.app.sessions.center_roles(ACCOUNT).await.unwrap_err(), "center-not-begun");
    stage.begin().await;
    assert_told(&stage.app.sessions.center_roles(ACCOUNT).await.unwrap_err(), "center-not-begun");
    stage.browse_through().await.0.unwrap();
    assert_told(&stage.app.sessions.center_roles("000000000001").await.unwrap_err(), "center-other-account");
    assert_told(&stage.app.sessions.sign_in_center(ACCOUNT, "Other").await.unwrap_err(), "center-role-refused");
    assert!(stage.app.sessions.center_sign_in().is_ok(), "another role can be chosen");
}

#[tokio::test]
async fn nobody_at_the_server() {
    let stage = Stage::sign_in_only().await;
    let gone = files(&format!("http://127.0.0.1:{}", crate::support::free_port()), "http://127.0.0.1:9");
    let begun = stage.app.sessions.begin_center_sign_in_with(START_URL, REGION, gone, stage.hands.time()).await;
    let problem = assert_told(&begun.unwrap_err(), "offline");
    assert_eq!(problem.aws.unwrap().call.as_deref(), Some("sso-oidc:RegisterClient"));
}

#[tokio::test]
async fn a_sign_in_elsewhere_than_at_aws_or_here_is_refused_before_anything_is_sent() {
    let stage = Stage::sign_in_only().await;
    let elsewhere = files("https://oidc.example.com", "http://127.0.0.1:9");
    let begun = stage.app.sessions.begin_center_sign_in_with(START_URL, REGION, elsewhere, stage.hands.time()).await;
    let error = begun.unwrap_err();
    assert!(matches!(&error, AppError::Elsewhere(to) if to.place() == "https://oidc.example.com"), "{error:?}");
}

/// Time stands still until nothing else happens, so nobody waits ten minutes.
#[tokio::test]
async fn a_browser_that_never_comes() {
    let stage = Stage::sign_in_only().await;
    stage.begin().await;
    tokio::time::pause();
    let error = stage.app.sessions.finish_center_sign_in().await.unwrap_err();
    tokio::time::resume();
    let problem = assert_told(&error, "browser-no-answer");
    assert_eq!((&problem.failure["minutes"], &problem.failure["way"]), (&10.into(), &"center".into()));
    stage.app.sessions.begin_center_code().await.unwrap();
}
