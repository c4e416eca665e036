//! Keys of a role are renewed before they expire, one at a time, and so is the token that they are had with.

use std::time::Duration;

use aws_credential_types::provider::ProvideCredentials;
use export_storage_setup::aws::{Access, FailureKind, NotSent, identify};
use export_storage_setup::sign_in::center::{Center, Portal, Registrations, RoleKeys};
use export_storage_setup::values::{AccountId, Region, StartUrl};
use hyper::StatusCode;

use super::{REGION, Stage};
use crate::support::center_server::START_URL;
use crate::support::emulator::ACCOUNT;
use crate::support::stand_in::browse;

/// A session at the stage's page, and the keys of its only role.
async fn begun(stage: &Stage) -> (Center, RoleKeys) {
    let portal = Portal { start_url: StartUrl::parse(START_URL).unwrap(), region: Region::parse(REGION).unwrap() };
    let center = Center::at(
        &export_storage_setup::aws::Network::default(),
        portal,
        stage.files(),
        stage.hands.time(),
        Registrations::default(),
    )
    .await
    .unwrap();
    let asked = center.ask_browser().await.unwrap();
    let link = asked.link().clone();
    let (session, _) = tokio::join!(center.answered(&asked), browse(&link));
    let keys = session.unwrap().keys(&AccountId::parse(ACCOUNT).unwrap(), "AdministratorAccess").await.unwrap();
    (center, keys)
}

const KEYS: &str = "/federation/credentials";

#[tokio::test]
async fn keys_are_renewed_five_minutes_before_they_expire_and_not_sooner() {
    let stage = Stage::sign_in_only().await;
    let (_center, keys) = begun(&stage).await;
    stage.hands.advance(Duration::from_mins(54));
    keys.provide_credentials().await.unwrap();
    assert_eq!((stage.server.calls(KEYS), stage.server.calls("refresh_token")), (1, 0));
    for renewed in 1..=3 {
        stage.hands.advance(Duration::from_mins(56));
        keys.provide_credentials().await.unwrap();
        assert_eq!((stage.server.calls(KEYS), stage.server.calls("refresh_token")), (1 + renewed, renewed));
    }
    stage.assert_nothing_refused();
}

#[tokio::test]
async fn whoever_asks_at_the_same_time_gets_the_same_keys() {
    let stage = Stage::sign_in_only().await;
    let (_center, keys) = begun(&stage).await;
    stage.hands.advance(Duration::from_mins(56));
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let keys = keys.clone();
            tokio::spawn(async move { keys.provide_credentials().await.map(|_| ()) })
        })
        .collect();
    for asked in asking {
        asked.await.unwrap().unwrap();
    }
    assert_eq!((stage.server.calls(KEYS), stage.server.calls("refresh_token")), (2, 1), "a token works once");
}

#[tokio::test]
async fn keys_that_are_still_good_are_used_while_others_cannot_be_had() {
    let stage = Stage::sign_in_only().await;
    let (_center, keys) = begun(&stage).await;
    stage.hands.advance(Duration::from_mins(56));
    stage.server.change(|mood| mood.refusal = Some(("/token", StatusCode::BAD_REQUEST, "InternalServerException")));
    keys.provide_credentials().await.unwrap();
    assert_eq!(stage.server.calls(KEYS), 2, "a token that is still good is used, too");
    stage.hands.advance(Duration::from_mins(61));
    keys.provide_credentials().await.unwrap_err();
    // Once the server is well again, the session goes on.
    stage.server.change(|mood| mood.refusal = None);
    keys.provide_credentials().await.unwrap();
}

async fn assert_over(access: &Access) {
    let failure = identify(access, &Region::parse("eu-west-1").unwrap()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotSent(NotSent::SessionEnded), "{failure:?}");
    assert!(failure.kind.ends_session());
}

#[tokio::test]
async fn the_session_ends_when_aws_says_so() {
    for (path, status, code) in [
        ("/token", StatusCode::BAD_REQUEST, "InvalidGrantException"),
        ("/token", StatusCode::BAD_REQUEST, "ExpiredTokenException"),
        ("/token", StatusCode::UNAUTHORIZED, "InvalidClientException"),
        (KEYS, StatusCode::UNAUTHORIZED, "UnauthorizedException"),
        (KEYS, StatusCode::FORBIDDEN, "ForbiddenException"),
    ] {
        let stage = Stage::sign_in_only().await;
        let (center, keys) = begun(&stage).await;
        stage.hands.advance(Duration::from_mins(61));
        stage.server.change(|mood| mood.refusal = Some((path, status, code)));
        let access = Access::Real(center.access(keys).await);
        assert_over(&access).await;
        let asked = stage.server.calls("/token");
        assert_over(&access).await;
        assert_eq!(stage.server.calls("/token"), asked, "a dead token is not sent again");
    }
}

#[tokio::test]
async fn a_session_without_a_token_for_the_next_ends_with_its_own() {
    let stage = Stage::sign_in_only().await;
    stage.server.change(|mood| mood.refreshes = false);
    let (center, keys) = begun(&stage).await;
    stage.hands.advance(Duration::from_mins(57));
    keys.provide_credentials().await.unwrap();
    assert_eq!(stage.server.calls(KEYS), 2, "the token is good to its last minute");
    stage.hands.advance(Duration::from_mins(61));
    assert_over(&Access::Real(center.access(keys).await)).await;
}
