//! Canaries: secrets that are pasted in are found nowhere afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod addresses;
mod repeated;

use std::path::Path;
use std::sync::Arc;

use export_storage_setup::app::lost_key::LostKey;
use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::app::sessions::session::Source;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::record::Outcome;
use export_storage_setup::sign_in::PastedKeys;
use hyper::StatusCode;
use secrecy::SecretString;

use crate::run::{TestClock, closed, filled_in};
use crate::support::emulator::Emulator;
use crate::support::proxy::{Asked, Fate, Proxy, query_error};

const ID: &str = "ASIAIOSFODNN7EXAMPLE";
const SECRET: &str = "cAnArY/sEcReT+ThatIsForty/CharactersLong";
const TOKEN: &str =
    "FwoGcAnArYtOkEn/ThatIsLongEnoughToBeOne+AndHasEverySignThatAnyTokenEverHad/AndGoesOnForAWhile+UntilItEnds/Here==";

fn pasted() -> String {
    format!(
        "export AWS_ACCESS_KEY_ID=\"{ID}\"\nexport AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\nexport AWS_SESSION_TOKEN=\"{TOKEN}\"\n"
    )
}

/// Parts of both secrets: whoever cuts, quotes or encodes them still leaves one of these.
fn canaries() -> [&'static str; 4] {
    [&SECRET[..6], &SECRET[13..24], &TOKEN[..14], &TOKEN[24..44]]
}

fn assert_clean(text: &str, place: &str) {
    for canary in canaries() {
        assert!(!text.contains(canary), "{place} holds {canary}");
    }
}

fn assert_folder_clean(folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += assert_folder_clean(&path);
        } else {
            assert_clean(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()), &path.display().to_string());
            files += 1;
        }
    }
    files
}

fn assert_error_clean(error: &AppError) {
    assert_clean(&format!("{error:?} {error:#?} {error} {:?} {:?}", error.said(), Problem::from(error)), "an error");
}

/// As IAM answers a signature that does not fit: it repeats the request, session token included
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>).
fn echo(asked: &Asked) -> Fate {
    if asked.operation() != "CreateRole" {
        return Fate::Forward;
    }
    let token = asked.headers["x-amz-security-token"].to_str().unwrap();
    let message = format!(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and \
         signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have \
         been\n'POST\n/\n\nhost:iam.amazonaws.com\nx-amz-security-token:{token}\n'"
    );
    Fate::Answer(StatusCode::FORBIDDEN, query_error("SignatureDoesNotMatch", &message))
}

#[tokio::test]
async fn nothing_of_pasted_keys_is_kept_or_said() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).fate(echo).start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
    let keys = PastedKeys::parse(&pasted()).unwrap();
    let access = crate::wire::access(&proxy.endpoint(), keys.credentials()).await;
    let session = app.sessions.sign_in(access, Source::Keys { lasting: keys.are_lasting() }, None).await.unwrap();
    assert_clean(&format!("{keys:?} {} {session:?} {session:#?}", keys.last_four()), "the session");

    let form = filled_in(&app);
    let Reviewed::Planned(review) = app.reviews.review(form.clone()).await.unwrap() else { panic!("{form:?}") };
    assert_clean(&format!("{review:?}"), "the plan under review");
    let setup = app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    let mut news = app.runs.watch(&setup).unwrap();
    let status = news.wait_for(|status| status.phase != Phase::Running).await.unwrap().clone();
    assert_eq!(status.phase, Phase::Paused, "a signature that does not fit ends the session: {status:?}");
    assert_clean(&format!("{status:?} {status:#?}"), "the run");
    let record = app.setups.finished(&setup).unwrap().record;
    let refused = record.entries.iter().find_map(|entry| match &entry.receipt.as_ref()?.outcome {
        Outcome::Refused { message, .. } => message.clone(),
        _ => None,
    });
    assert!(refused.is_some_and(|said| said.starts_with("The request signature we calculated does not match")));
    assert_clean(&format!("{record:?}"), "the record");

    // The secrets really went out, signed with and as a header, so that there was something to leak.
    assert!(proxy.asked().iter().any(|asked| asked.headers["x-amz-security-token"].to_str().unwrap() == TOKEN));

    drop(proxy);
    assert_error_clean(&app.runs.retry(&setup, LostKey::LookAgain).await.unwrap_err());
    assert_error_clean(&app.reviews.review(form).await.unwrap_err());
    app.sessions.sign_out();
    drop((news, session));
    assert!(assert_folder_clean(folder.path()) > 0);
    closed(app).await;
    assert!(assert_folder_clean(folder.path()) > 0);
}

#[tokio::test]
async fn keys_that_cannot_be_used_are_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
    let texts = [
        format!("{SECRET} {TOKEN}"),
        format!("{ID} {TOKEN}"),
        format!("{ID} {SECRET}"),
        format!("aws_access_key_id={ID}\naws_secret_access_key={SECRET}more\naws_session_token={TOKEN}"),
        format!("{ID} AKIAIOSFODNN7EXAMPLE {SECRET} {TOKEN}"),
    ];
    for text in texts {
        let error = app.sessions.sign_in_keys(&SecretString::from(text), "eu-west-1").await.unwrap_err();
        assert!(matches!(error, AppError::SignIn(_)), "{error:?}");
        assert_error_clean(&error);
    }
    // Everything is in order but the region, which somebody pasted into the wrong box.
    let error = app.sessions.sign_in_keys(&SecretString::from(pasted()), SECRET).await.unwrap_err();
    assert!(matches!(error, AppError::Field(_)), "{error:?}");
    assert_error_clean(&error);
    assert!(app.sessions.current().is_none());
    assert!(assert_folder_clean(folder.path()) > 0);
}

#[tokio::test]
async fn nobody_answering_says_nothing_of_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path(), Arc::new(TestClock::new())).unwrap();
    let endpoint = format!("http://127.0.0.1:{}", crate::support::free_port());
    let access = crate::wire::access(&endpoint, PastedKeys::parse(&pasted()).unwrap().credentials()).await;
    assert_clean(&format!("{access:?} {access:#?}"), "the access");
    let error = app.sessions.sign_in(access, Source::Keys { lasting: false }, None).await.unwrap_err();
    assert!(matches!(error, AppError::NotEntered { .. }), "{error:?}");
    assert_error_clean(&error);
    assert!(assert_folder_clean(folder.path()) > 0);
}
