//! A server that repeats everything it was sent, in its body and in its headers.

use std::fmt::Write as _;
use std::io;
use std::sync::Mutex;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::{Access, AwsFailure, Network, find_key, identify, survey};
use export_storage_setup::messages::problem::{Problem, Situation};
use export_storage_setup::sign_in::{SignInFailure, profile_access};
use export_storage_setup::values::{Region, SetupId};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response, StatusCode};

use super::{ID, SECRET, TOKEN, assert_clean};
use crate::request::sample::{SETUP, own};
use crate::support::stand_in::{Answers, Server};

/// Where the words stand in AWS's answers.
#[derive(Clone, Copy, Debug)]
enum Form {
    Query,
    Storage,
    Json,
}

struct Parrot {
    address: String,
    heard: Mutex<Vec<String>>,
}

impl Parrot {
    async fn start() -> Server<Self> {
        Server::start(|address| Self { address, heard: Mutex::default() }).await
    }
}

impl Answers for Parrot {
    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        let form = if head.headers.contains_key("x-amz-target") {
            Form::Json
        } else if body.starts_with(b"Action=") {
            Form::Query
        } else {
            Form::Storage
        };
        let header = |name: &str| head.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let mut said = format!("{} {}\n", head.method, head.uri);
        for (name, value) in &head.headers {
            writeln!(said, "{name}:{}", value.to_str().unwrap()).unwrap();
        }
        said += &String::from_utf8_lossy(&body);
        self.heard.lock().unwrap().push(said.clone());
        let signed_with = header("authorization").split(['=', ',']).nth(1).unwrap_or_default().to_owned();
        let said = format!("The key {signed_with} is wrong. You sent: {said}");
        let escaped = said.replace('&', "&amp;").replace('<', "&lt;");
        let (status, body) = match form {
            Form::Json => {
                (400, serde_json::json!({ "__type": format!("{signed_with}Exception"), "message": said }).to_string())
            }
            Form::Query => (403, crate::support::proxy::query_error("AccessDenied", &escaped)),
            Form::Storage => (403, crate::support::proxy::s3_error("AccessDenied", &escaped)),
        };
        let answer = Response::builder()
            .status(StatusCode::from_u16(status).unwrap())
            .header("x-amzn-requestid", signed_with)
            .header("x-amz-request-id", header("x-amz-security-token"))
            .header("x-amz-id-2", header("authorization"));
        Ok(answer.body(Full::new(body.into())).unwrap())
    }
}

/// The two parts of the key the wrong way round, which no reader of this program lets through: another program that gives
/// keys may.
async fn swapped(endpoint: &str) -> Access {
    let keys = Credentials::new(SECRET, ID, Some(TOKEN.to_owned()), None, "test");
    crate::wire::access(endpoint, SharedCredentialsProvider::new(keys)).await
}

fn told(failure: &AwsFailure) -> String {
    let problem = Problem::of_aws(failure, Situation::default(), None);
    format!("{failure:?} {failure} {problem:?} {:?} {}", failure.unread(), serde_json::to_string(&problem).unwrap())
}

#[tokio::test]
async fn what_aws_repeats_of_a_request_holds_no_secret() {
    let parrot = Parrot::start().await;
    let access = swapped(&parrot.address).await;
    let region = Region::parse("eu-west-1").unwrap();
    let clients = access.clients(&region);
    let failures = [
        identify(&access, &region).await.unwrap_err(),
        survey(&access, &own(), &region).await.unwrap_err(),
        find_key(&clients, &SetupId::parse(SETUP).unwrap()).await.unwrap_err(),
    ];
    let heard = parrot.heard.lock().unwrap().join("\n");
    assert!(heard.contains(SECRET) && heard.contains(TOKEN), "there was something to repeat");
    for failure in failures {
        let told = told(&failure);
        assert!(told.contains("is wrong. You sent:"), "AWS's own words are kept: {told}");
        assert_clean(&told, failure.call);
        for part in ["sEcReT", "wJalr", "/CharactersLong", "tOkEn"] {
            assert!(!told.contains(part), "{part} in {told}");
        }
    }
}

#[tokio::test]
async fn a_profile_whose_keys_are_swapped_is_told_so_and_nothing_is_sent() {
    let parrot = Parrot::start().await;
    let config = format!("[profile work]\nregion = eu-west-1\nendpoint_url = {}\n", parrot.address);
    for profile in ["work", "role"] {
        let credentials = format!("[work]\naws_access_key_id = {SECRET}\naws_secret_access_key = {ID}\n");
        let role = format!(
            "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = work\nendpoint_url = {}\n",
            parrot.address
        );
        let files = EnvConfigFiles::builder()
            .with_contents(EnvConfigFileKind::Config, format!("{config}{role}"))
            .with_contents(EnvConfigFileKind::Credentials, credentials)
            .build();
        let failure = profile_access(&Network::default(), &files, profile, None).await.unwrap_err();
        assert!(matches!(&failure, SignInFailure::KeysSwapped { name } if name == profile), "{failure:?}");
        assert_clean(&format!("{failure:?} {failure} {:?}", failure.said()), "the refusal");
    }
    assert!(parrot.heard.lock().unwrap().is_empty());
}

/// What a program prints that gives keys, and fails.
#[tokio::test]
async fn what_another_program_prints_holds_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("keys");
    let printed = format!("aws_secret_access_key={SECRET} the token is {TOKEN} password: hunter2hunter2");
    for (body, kept) in [
        (format!("echo 'no luck: {printed}' >&2; exit 1"), "no luck"),
        (format!("echo '{{\"Version\": 1, \"SecretAccessKey\": \"{SECRET}\", {printed}'"), "process"),
    ] {
        std::fs::write(&script, body).unwrap();
        let config = format!("[profile work]\nregion = eu-west-1\ncredential_process = sh {}\n", script.display());
        let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build();
        let failure = profile_access(&Network::default(), &files, "work", None).await.unwrap_err();
        let said = failure.said().unwrap();
        assert!(said.contains(kept), "{said}");
        assert_clean(&format!("{failure:?} {failure} {said}"), "the refusal");
        assert!(!said.contains("hunter2"), "{said}");
    }
}

/// It may print without end; what is shown of it has one.
#[tokio::test]
async fn what_another_program_prints_is_shown_up_to_a_bound() {
    let config = "[profile work]\nregion = eu-west-1\ncredential_process = sh -c 'yes | head -c 3000000 >&2; exit 1'\n";
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build();
    let failure = profile_access(&Network::default(), &files, "work", None).await.unwrap_err();
    assert!(failure.said().unwrap().chars().count() <= 2_001, "{failure:?}");
}

#[test]
fn what_aws_says_without_end_is_shown_up_to_a_bound() {
    let failure = export_storage_setup::aws::error::redactor::redacted(&"No. ".repeat(1_000_000));
    assert_eq!(failure.chars().count(), 2_001);
}
