//! The keys of a session are renewed before they expire, one at a time, until AWS or the clock ends it.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::aws::Network;
use export_storage_setup::aws::{Access, FailureKind, NotSent, identify};
use export_storage_setup::sign_in::BrowserSignIn;
use export_storage_setup::sign_in::browser::RenewedKeys;
use export_storage_setup::values::{Region, kind_of};

use super::{Stage, files};
use crate::run::filled_in;
use crate::support::proxy::Gate;
use crate::support::sign_in_server::SignInServer;
use crate::support::stand_in::browse;

/// A clock that a test sets.
#[derive(Clone, Debug)]
struct Hands(Arc<Mutex<SystemTime>>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(SystemTime::now())))
    }

    /// The sign-in server's clock goes with it.
    fn advance(&self, server: &SignInServer, by: Duration) {
        *self.0.lock().unwrap() += by;
        server.change(|mood| mood.ahead += by);
    }
}

impl TimeSource for Hands {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

/// A session whose keys are good for so long.
async fn begun(server: &SignInServer, hands: &Hands, lifetime: i64) -> (BrowserSignIn, RenewedKeys) {
    server.change(|mood| mood.lifetime = lifetime);
    let (endpoint, region) = (server.endpoint(), Region::parse("us-east-1").unwrap());
    let sign_in = BrowserSignIn::begin(
        &Network::default(),
        &region,
        files(&endpoint, &endpoint),
        SharedTimeSource::new(hands.clone()),
    )
    .await
    .unwrap();
    let link = sign_in.link();
    let (keys, _) = tokio::join!(sign_in.finish_here(), browse(&link));
    (sign_in, keys.unwrap())
}

#[tokio::test]
async fn keys_are_renewed_five_minutes_before_they_expire_and_not_sooner() {
    let (server, hands) = (SignInServer::start().await, Hands::new());
    let (_sign_in, keys) = begun(&server, &hands, 900).await;
    let first = keys.provide_credentials().await.unwrap();
    assert_eq!(first.expiry(), Some(hands.now() + Duration::from_mins(10)), "the SDK asks again then");
    hands.advance(&server, Duration::from_secs(599));
    keys.provide_credentials().await.unwrap();
    assert_eq!(server.refreshed(), 0);
    hands.advance(&server, Duration::from_secs(1));
    server.change(|mood| mood.lifetime = 540);
    for renewed in 1..=3 {
        server.change(|mood| mood.session_token = format!("token {renewed}"));
        let next = keys.provide_credentials().await.unwrap();
        assert_eq!((next.session_token(), server.refreshed()), (Some(format!("token {renewed}").as_str()), renewed));
        hands.advance(&server, Duration::from_mins(4));
    }
    assert_eq!(server.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn whoever_asks_at_the_same_time_gets_the_same_keys() {
    let (server, hands) = (SignInServer::start().await, Hands::new());
    let (_sign_in, keys) = begun(&server, &hands, 200).await;
    server.change(|mood| mood.lifetime = 900);
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let keys = keys.clone();
            tokio::spawn(async move { keys.provide_credentials().await.map(|_| ()) })
        })
        .collect();
    for asked in asking {
        asked.await.unwrap().unwrap();
    }
    assert_eq!(server.refreshed(), 1, "a refresh token works once");
    assert_eq!(server.refused(), Vec::<String>::new());
}

/// The SDK waits five seconds for keys. What comes later must not be lost, or the session is.
#[tokio::test]
async fn whoever_stops_waiting_does_not_end_the_session() {
    let (server, hands) = (SignInServer::start().await, Hands::new());
    let (_sign_in, keys) = begun(&server, &hands, 200).await;
    let (asked, late) = (Gate::closed(), Gate::closed());
    server.change(|mood| {
        mood.lifetime = 900;
        mood.hold = Some((asked.clone(), late.clone()));
    });
    tokio::select! {
        _ = keys.provide_credentials() => panic!("the answer is held back"),
        () = asked.passed() => {}
    }
    late.open();
    server.change(|mood| mood.hold = None);
    keys.provide_credentials().await.unwrap();
    assert_eq!(server.refreshed(), 1);
    assert_eq!(server.refused(), Vec::<String>::new());
}

#[tokio::test]
async fn an_unreachable_sign_in_server_does_not_matter_while_the_keys_are_good() {
    let (server, hands) = (SignInServer::start().await, Hands::new());
    let (_sign_in, keys) = begun(&server, &hands, 200).await;
    server.change(|mood| mood.answer = Some((hyper::StatusCode::SERVICE_UNAVAILABLE, String::new())));
    let first = keys.provide_credentials().await.unwrap();
    hands.advance(&server, Duration::from_secs(200));
    let gone = keys.provide_credentials().await.unwrap_err();
    assert!(matches!(gone, CredentialsError::ProviderError(_)), "{gone:?}");
    // Once it is back, the session goes on.
    server.change(|mood| {
        mood.answer = None;
        mood.lifetime = 900;
        mood.session_token = "another".to_owned();
    });
    assert_ne!(keys.provide_credentials().await.unwrap().session_token(), first.session_token());
}

async fn assert_over(access: &Access) {
    let failure = identify(access, &Region::parse("eu-west-1").unwrap()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotSent(NotSent::SessionEnded), "{failure:?}");
    assert_eq!(kind_of(&failure), "session-ended");
    assert!(failure.kind.ends_session());
}

#[tokio::test]
async fn the_session_ends_when_aws_says_so() {
    for error in ["TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED", "INSUFFICIENT_PERMISSIONS"] {
        let (server, hands) = (SignInServer::start().await, Hands::new());
        let (sign_in, keys) = begun(&server, &hands, 200).await;
        server.change(|mood| mood.refusal = Some(error));
        let access = Access::Real(sign_in.access(keys).await);
        assert_over(&access).await;
        let asked = server.bodies().len();
        assert_over(&access).await;
        assert_eq!(server.bodies().len(), asked, "a dead token is not sent again");
    }
}

#[tokio::test]
async fn the_session_ends_after_twelve_hours() {
    let (server, hands) = (SignInServer::start().await, Hands::new());
    let (sign_in, keys) = begun(&server, &hands, 900).await;
    hands.advance(&server, Duration::from_hours(12));
    assert_over(&Access::Real(sign_in.access(keys).await)).await;
    assert_eq!(server.refreshed(), 0);
}

/// What is in flight when a session ends stands still, and goes on with the next one.
#[tokio::test]
async fn a_run_whose_session_ends_goes_on_after_the_next_sign_in() {
    let stage = Stage::whole().await;
    stage.server.change(|mood| mood.lifetime = 200);
    stage.browse_through().await.0.unwrap();
    let Reviewed::Planned(review) = stage.app.reviews.review(filled_in(&stage.app)).await.unwrap() else {
        panic!("no plan")
    };
    stage.server.change(|mood| mood.refusal = Some("TOKEN_EXPIRED"));
    let setup = stage.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    assert_eq!(ended(&stage, &setup).await, Phase::Paused);

    stage.server.change(|mood| mood.refusal = None);
    stage.browse_through().await.0.unwrap();
    stage.app.runs.retry(&setup, LostKey::LookAgain).await.unwrap();
    assert_eq!(ended(&stage, &setup).await, Phase::Done);
    assert_eq!((stage.server.redeemed(), stage.server.refused()), (2, Vec::new()));
}

async fn ended(stage: &Stage, setup: &str) -> Phase {
    let mut news = stage.app.runs.watch(setup).unwrap();
    let status = news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone();
    assert_ne!(status.phase, Phase::Failed, "{status:#?}");
    status.phase
}
