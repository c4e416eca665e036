//! Nothing that a sign-in in the browser gets is kept, printed or said.

use std::path::Path;

use aws_credential_types::provider::ProvideCredentials;
use export_storage_setup::app::AppError;
use export_storage_setup::aws::{Access, identify};
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::messages::session::SessionView;
use export_storage_setup::values::Region;

use super::{Stage, signed_in};
use crate::support::proof::holds_private_key;
use crate::support::sign_in_server::SignInServer;
use crate::support::stand_in::browse;

const SECRET: &str = "cAnArY/sEcReT+ThatIsForty/CharactersLong";
const TOKEN: &str = "IQoJcAnArYtOkEn/ThatIsLongEnoughToBeOne+AndHasEverySign==";
const REFRESH: &str = "cAnArYrEfReSh+ThatWorksOnce/";

fn canaries(server: &SignInServer) {
    server.change(|mood| {
        SECRET.clone_into(&mut mood.secret);
        TOKEN.clone_into(&mut mood.session_token);
        REFRESH.clone_into(&mut mood.refresh);
    });
}

#[track_caller]
fn assert_clean(server: &SignInServer, text: &str) {
    for canary in [&SECRET[..6], &SECRET[13..24], &TOKEN[..14], &TOKEN[24..44], &REFRESH[..20]] {
        assert!(!text.contains(canary), "{canary} in {text}");
    }
    for secret in server.secrets() {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
    assert!(!holds_private_key(text.as_bytes(), &server.keys()), "the key of the proofs in {text}");
}

fn told(error: &AppError) -> String {
    format!("{error:?} {error:#?} {error} {:?}", Problem::from(error))
}

fn written(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        text += &if path.is_dir() {
            written(&path)
        } else {
            String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()
        };
    }
    text
}

#[tokio::test]
async fn nothing_of_a_session_is_kept_or_said() {
    let stage = Stage::whole().await;
    canaries(&stage.server);
    stage.server.change(|mood| mood.lifetime = 200);
    let waiting = stage.begin().await;
    let link = waiting.link();
    let (keys, (_, page)) = tokio::join!(waiting.finish_here(), browse(&link));
    let keys = keys.unwrap();
    // They are the canaries, and they were renewed, so that there is something to leak.
    let given = keys.provide_credentials().await.unwrap();
    assert_eq!((given.secret_access_key(), given.session_token()), (SECRET, Some(TOKEN)));
    assert_eq!((stage.server.refreshed(), stage.server.keys().len()), (1, 1));
    assert!(stage.server.secrets().iter().any(|secret| secret.starts_with(REFRESH)));
    let access = waiting.access(keys.clone()).await;
    assert_clean(&stage.server, &format!("{waiting:?} {waiting:#?} {keys:?} {access:?} {page} {link}"));

    // A refusal that repeats what it was sent.
    stage.server.change(|mood| mood.refusal = Some("TOKEN_EXPIRED"));
    let refused = keys.provide_credentials().await.unwrap_err();
    assert_clean(&stage.server, &format!("{refused:?} {refused}"));
    let failure = identify(&Access::Real(access), &Region::parse("eu-west-1").unwrap()).await.unwrap_err();
    assert_clean(&stage.server, &format!("{failure:?} {failure}"));
}

#[tokio::test]
async fn nothing_of_a_refused_code_is_said() {
    for error in ["AUTHCODE_EXPIRED", "INSUFFICIENT_PERMISSIONS", "SOMETHING_NEW"] {
        let stage = Stage::sign_in_only().await;
        stage.server.change(|mood| mood.refusal = Some(error));
        let refused = stage.refused().await;
        assert_eq!(stage.server.secrets().len(), 2);
        assert_clean(&stage.server, &told(&refused));
    }
}

#[tokio::test]
async fn nothing_of_it_is_on_disk_or_on_the_page() {
    let stage = Stage::whole().await;
    canaries(&stage.server);
    let (entered, _) = stage.browse_through().await;
    let session = entered.unwrap();
    let view = SessionView::from(&session);
    assert_clean(&stage.server, &format!("{session:?} {session:#?} {view:?}"));
    assert_clean(&stage.server, &serde_json::to_string(&view).unwrap());
    let form = crate::run::filled_in(&stage.app);
    stage.app.reviews.review(form).await.unwrap();
    drop(signed_in(session));
    let kept = written(stage.folder.path());
    assert!(kept.contains("vcc"), "the draft is kept");
    assert_clean(&stage.server, &kept);
}
