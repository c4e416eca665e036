//! Nothing that a sign-in on a company's page gets is kept, printed or said.

use std::path::Path;

use export_storage_setup::messages::problem::Problem;
use export_storage_setup::messages::session::SessionView;
use hyper::StatusCode;

use super::{Stage, signed_in};
use crate::support::center_server::CenterServer;
use crate::support::emulator::ACCOUNT;

const SECRET: &str = "cAnArY/sEcReT+ThatIsForty/CharactersLong";
const TOKEN: &str = "IQoJcAnArYtOkEn/ThatIsLongEnoughToBeOne+AndHasEverySign==";

fn canaries(server: &CenterServer) {
    server.change(|mood| {
        SECRET.clone_into(&mut mood.secret);
        TOKEN.clone_into(&mut mood.session_token);
        "cAnArYaCcEsS".clone_into(&mut mood.access);
        "cAnArYrEfReSh".clone_into(&mut mood.refresh);
        "cAnArYcLiEnT".clone_into(&mut mood.client_secret);
    });
}

#[track_caller]
fn assert_clean(server: &CenterServer, text: &str) {
    for canary in ["cAnArY", &SECRET[13..24], &TOKEN[24..44]] {
        assert!(!text.contains(canary), "{canary} in {text}");
    }
    for secret in server.secrets() {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
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
async fn nothing_of_it_is_on_disk_or_on_the_page_or_said() {
    let stage = Stage::whole().await;
    canaries(&stage.server);
    let signing = stage.begin().await;
    let link = signing.link();
    let session = stage.enter().await;
    let secrets = stage.server.secrets();
    for kind in ["cAnArYaCcEsS", "cAnArYrEfReSh", "cAnArYcLiEnT", "code "] {
        assert!(secrets.iter().any(|secret| secret.starts_with(kind)), "there is a {kind} to leak");
    }
    let view = SessionView::from(&session);
    assert_clean(&stage.server, &format!("{signing:?} {signing:#?} {link} {session:?} {session:#?} {view:?}"));
    assert_clean(&stage.server, &serde_json::to_string(&view).unwrap());
    let form = crate::run::filled_in(&stage.app);
    stage.app.reviews.review(form).await.unwrap();
    drop(signed_in(session));
    let kept = written(stage.folder.path());
    assert!(kept.contains("vcc") && kept.contains("awsapps.com"), "draft and page are kept");
    assert_clean(&stage.server, &kept);
}

/// As a server that repeats what it was sent.
#[tokio::test]
async fn nothing_of_a_refusal_is_said() {
    for (path, status) in [
        ("/token", StatusCode::BAD_REQUEST),
        ("/assignment/accounts", StatusCode::FORBIDDEN),
        ("/federation/credentials", StatusCode::FORBIDDEN),
    ] {
        let stage = Stage::sign_in_only().await;
        canaries(&stage.server);
        stage.server.change(|mood| mood.refusal = Some((path, status, "SomethingNew")));
        let error = match stage.browse_through().await.0 {
            Ok(_) => stage.app.sessions.sign_in_center(ACCOUNT, "AdministratorAccess").await.unwrap_err(),
            Err(error) => error,
        };
        let problem = Problem::from(&error);
        assert!(problem.aws.as_ref().unwrap().message.as_ref().unwrap().contains('…'), "{problem:?}");
        assert!(!stage.server.secrets().is_empty());
        assert_clean(&stage.server, &format!("{error:?} {error:#?} {error} {problem:?}"));
    }
}
