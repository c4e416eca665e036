//! How the one way out behaves: what goes where, what is not sent, and how much of an answer is read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{
    Access, AwsFailure, FailureKind, Network, NotSent, Place, RealAccess, Service, Unclear, reach,
};
use export_storage_setup::values::{Region, kind_of};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::through::network;
use crate::errors::{access_to, answer, server};
use crate::support::company::{Company, Door};

fn region() -> Region {
    Region::parse("eu-west-1").unwrap()
}

async fn through(company: &Company, endpoint: &str) -> Access {
    let keys = SharedCredentialsProvider::new(Credentials::new("AKIAEXAMPLE", "secret", None, None, "test"));
    let profile = format!("[default]\nendpoint_url = {endpoint}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    let http = http_client(&network(&company.proxy(), None)).unwrap();
    Access::Real(RealAccess::load(keys, http, files, None).await)
}

/// Asks with the SDK's retries, as every question is asked.
async fn read(access: &Access) -> AwsFailure {
    let answer = access.clients(&region()).read.iam.list_roles().send().await;
    AwsFailure::of("iam:ListRoles", &answer.unwrap_err())
}

#[tokio::test]
async fn through_a_proxy_it_is_the_destination_that_counts() {
    let company = Company::with(Door::Open).await;
    for endpoint in [
        "https://aws.example.com",
        "http://iam.amazonaws.com",
        "https://iam.amazonaws.com:8443",
        "https://0a1b2c3d4e.execute-api.eu-west-1.amazonaws.com",
        // The proxy itself is at this computer, and what it would be asked to connect to is not.
        "http://0.0.0.0:80",
    ] {
        let refused = read(&through(&company, endpoint).await).await;
        assert!(
            matches!(&refused.kind, FailureKind::NotSent(NotSent::Elsewhere(to)) if to.place() == endpoint),
            "{refused:?}"
        );
        let kind = if endpoint == "http://iam.amazonaws.com" { "override-unencrypted" } else { "override-elsewhere" };
        assert_eq!(kind_of(&refused), kind, "{refused:?}");
    }
    assert_eq!(company.heads(), Vec::<String>::new());
}

/// Nothing is waited for and nothing is tried again, although the SDK asks three times where a network is at fault.
#[tokio::test]
async fn what_is_refused_is_refused_once() {
    let access = access_to("http://0.0.0.0:9").await;
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    let refused = read(&access).await;
    assert!(matches!(refused.kind, FailureKind::NotSent(NotSent::Elsewhere(_))), "{refused:?}");
    assert_eq!(before.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn localhost_is_this_computer_whoever_is_asked() {
    let answer =
        |stream| answer(stream, "HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    let here = server(answer).await;
    let port = here.rsplit(':').next().unwrap();
    for endpoint in [here.clone(), format!("http://localhost:{port}"), format!("http://[::ffff:127.0.0.1]:{port}")] {
        let access = access_to(&endpoint).await;
        let write = access.clients(&region()).write.iam.create_role().role_name("r").assume_role_policy_document("{}");
        let failure = AwsFailure::of("iam:CreateRole", &write.send().await.unwrap_err());
        assert_eq!(failure.kind, FailureKind::Unclear(Unclear::ServerError), "{endpoint}: {failure:?}");
    }
}

/// A server whose answers never end. It counts what it could send, and who hung up.
struct Endless {
    endpoint: String,
    sent: Arc<AtomicU64>,
    hung_up: Arc<AtomicUsize>,
}

impl Endless {
    async fn start(head: &'static str, part: Vec<u8>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (sent, hung_up) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicUsize::new(0)));
        let (counted, counts) = (Arc::clone(&sent), Arc::clone(&hung_up));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (part, sent, hung_up) = (part.clone(), Arc::clone(&counted), Arc::clone(&counts));
                tokio::spawn(async move {
                    let _ = pour(stream, head, &part, &sent).await;
                    hung_up.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { endpoint, sent, hung_up }
    }

    async fn assert_left(&self) {
        let left = async {
            while self.hung_up.load(Ordering::SeqCst) == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(Duration::from_secs(10), left).await.expect("the connection was kept");
    }
}

async fn pour(mut stream: TcpStream, head: &str, part: &[u8], sent: &AtomicU64) -> std::io::Result<()> {
    let mut request = [0; 8192];
    let _ = stream.read(&mut request).await?;
    stream.write_all(head.as_bytes()).await?;
    loop {
        stream.write_all(part).await?;
        sent.fetch_add(part.len() as u64, Ordering::SeqCst);
    }
}

/// More than is read of an answer, and less than one that is read whole would bring in the time there is.
const FAR_TOO_MUCH: u64 = 40 * 1024 * 1024;

fn chunk() -> Vec<u8> {
    let part = vec![b' '; 64 * 1024];
    [format!("{:x}\r\n", part.len()).into_bytes(), part, b"\r\n".to_vec()].concat()
}

#[tokio::test]
async fn of_an_answer_that_never_ends_no_more_is_read_than_aws_ever_says() {
    for status in ["200 OK", "403 Forbidden"] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: text/xml\r\ntransfer-encoding: chunked\r\n\r\n");
        let endless = Endless::start(Box::leak(head.into_boxed_str()), chunk()).await;
        let access = access_to(&endless.endpoint).await;
        let write = access.clients(&region()).write.iam.create_role().role_name("r").assume_role_policy_document("{}");
        let failed = timeout(Duration::from_secs(15), write.send()).await.expect("it is read for ever");
        let failure = AwsFailure::of("iam:CreateRole", &failed.unwrap_err());
        assert_eq!(failure.kind, FailureKind::Unclear(Unclear::TooLong), "{failure:?}");
        assert_eq!(kind_of(&failure), "answer-too-long");
        endless.assert_left().await;
        assert!(endless.sent.load(Ordering::SeqCst) < FAR_TOO_MUCH, "{:?}", endless.sent);
    }
}

#[tokio::test]
async fn an_answer_that_says_it_is_too_long_is_not_read_at_all() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: 240000000\r\n\r\n";
    let endless = Endless::start(head, vec![b' '; 64 * 1024]).await;
    let failure = read(&access_to(&endless.endpoint).await).await;
    assert_eq!(failure.kind, FailureKind::Unclear(Unclear::TooLong), "{failure:?}");
    endless.assert_left().await;
    assert_eq!(endless.hung_up.load(Ordering::SeqCst), 1, "it was asked once");
}

#[tokio::test]
async fn headers_that_never_end_are_not_read_to_their_end_either() {
    let endless = Endless::start("HTTP/1.1 200 OK\r\n", b"x-more: of the same\r\n".repeat(1000)).await;
    let access = access_to(&endless.endpoint).await;
    let write = access.clients(&region()).write.iam.create_role().role_name("r").assume_role_policy_document("{}");
    let failed = timeout(Duration::from_secs(15), write.send()).await.expect("they are read for ever");
    let failure = AwsFailure::of("iam:CreateRole", &failed.unwrap_err());
    assert!(matches!(failure.kind, FailureKind::Unclear(_)), "{failure:?}");
    endless.assert_left().await;
    assert!(endless.sent.load(Ordering::SeqCst) < FAR_TOO_MUCH, "{:?}", endless.sent);
}

#[tokio::test]
async fn a_test_of_the_connection_carries_the_programs_name_and_nothing_else() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 8192];
        let length = stream.read(&mut request).await.unwrap();
        stream.write_all(b"HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        String::from_utf8(request[..length].to_vec()).unwrap()
    });
    let place = Place { address: address.clone(), service: Service::Sts, region: region() };
    let reached = reach(&Network::default(), vec![place]).await.unwrap();
    assert!(reached[0].outcome.is_ok(), "{reached:?}");
    let mut lines: Vec<String> = asked.await.unwrap().trim().lines().map(str::to_lowercase).collect();
    lines.sort();
    let host = address.strip_prefix("http://").unwrap();
    assert_eq!(lines, ["get / http/1.1", &format!("host: {host}"), "user-agent: app/export-storage-setup"]);
}
