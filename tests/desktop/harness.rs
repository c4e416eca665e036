//! The tests' own tools work: the window, the emulators, the proxy, the reading back.

use std::time::{Duration, Instant};

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::error::ProvideErrorMetadata;
use hyper::StatusCode;

use crate::support::boto::read_back;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::process::Process;
use crate::support::proxy::{Fate, Proxy, query_error};
use crate::support::sdk::configuration;
use crate::window::{Look, Window, ctrl};

const REGION: &str = "eu-west-1";

#[tokio::test]
async fn the_window_opens_and_shows_a_page() {
    let window = Window::opening().open().await;
    window.wait_until("the page says something", "return document.body.innerText.trim() !== ''").await;
    assert_eq!(window.execute("return matchMedia('(prefers-color-scheme: dark)').matches").await, false);
    let runs = window.execute("return typeof window.__TAURI_INTERNALS__").await;
    assert_eq!(runs, "object", "the page is not inside the program");
}

#[tokio::test]
async fn a_window_follows_the_dark_system_and_the_width_asked_for() {
    let window = Window::opening().look(Look::Dark).open().await;
    assert_eq!(window.execute("return matchMedia('(prefers-color-scheme: dark)').matches").await, true);
    for width in [1280, 320] {
        window.resize(width, 800).await;
    }
}

#[tokio::test]
async fn axe_finds_what_is_wrong() {
    let window = Window::opening().open().await;
    window.execute("document.body.append(document.createElement('img'))").await;
    let found = window.axe().await;
    assert!(found.iter().any(|line| line.starts_with("image-alt")), "{found:?}");
}

#[tokio::test]
async fn text_is_typed_pasted_and_copied_through_the_system() {
    let window = Window::opening().open().await;
    window
        .execute(
            "document.body.innerHTML = '<span data-testid=one><textarea></textarea></span><input data-testid=two>'",
        )
        .await;
    window.type_into("one", "replaced").await;
    window.type_into("one", "Typed (\"a\")").await;
    assert_eq!(window.value_of("one").await, "Typed (\"a\")");
    window.paste_into("two", "pasted").await;
    window.wait_value("two", "pasted").await;
    window.keys(&(ctrl('a') + &ctrl('c'))).await;
    window.wait_clipboard("pasted").await;
    window.execute("document.activeElement.blur()").await;
    window.tab_to("one").await;
}

#[tokio::test]
async fn moto_starts_and_forgets() {
    let moto = Emulator::moto().await;
    let iam = aws_sdk_iam::Client::new(&configuration(&moto.endpoint(), REGION).await);
    iam.create_policy()
        .policy_name("one")
        .policy_document(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}"#,
        )
        .send()
        .await
        .unwrap();
    assert_eq!(
        read_back(&moto.endpoint(), REGION).await["policies"]["one"]["arn"],
        format!("arn:aws:iam::{ACCOUNT}:policy/one")
    );
    moto.reset().await;
    assert_eq!(read_back(&moto.endpoint(), REGION).await["policies"], serde_json::json!({}));
}

#[tokio::test]
async fn ministack_starts_and_knows_the_root_of_an_account() {
    let ministack = Emulator::ministack().await;
    assert_eq!(read_back(&ministack.endpoint(), REGION).await["roles"], serde_json::json!({}));
}

#[tokio::test]
async fn a_proxy_passes_on_remembers_and_counts() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let iam = aws_sdk_iam::Client::new(&configuration(&proxy.endpoint(), REGION).await);
    iam.list_roles().send().await.unwrap();
    iam.list_roles().send().await.unwrap();
    assert_eq!(proxy.operations(), ["ListRoles", "ListRoles"]);
    assert_eq!(proxy.connections(), 1);
    assert_eq!(proxy.asked()[1].connection, 0);
}

#[tokio::test]
async fn a_proxy_sets_the_tags_that_moto_drops() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let s3 = aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::config::Builder::from(&configuration(&proxy.endpoint(), REGION).await)
            .force_path_style(true)
            .build(),
    );
    let tag = aws_sdk_s3::types::Tag::builder().key("a & b").value("<c>").build().unwrap();
    let configuration = aws_sdk_s3::types::CreateBucketConfiguration::builder()
        .location_constraint(aws_sdk_s3::types::BucketLocationConstraint::EuWest1)
        .tags(tag);
    s3.create_bucket().bucket("tagged").create_bucket_configuration(configuration.build()).send().await.unwrap();
    assert_eq!(proxy.operations(), ["CreateBucket"]);
    let bucket = &read_back(&moto.endpoint(), REGION).await["buckets"]["tagged"];
    assert_eq!(bucket["tags"], serde_json::json!({ "a & b": "<c>" }));
    assert_eq!(bucket["location"], "eu-west-1");
}

#[tokio::test]
async fn a_proxy_makes_answers_late() {
    let moto = Emulator::moto().await;
    let (latency, handshake) = (Duration::from_millis(200), Duration::from_millis(300));
    let proxy = Proxy::before(&moto.endpoint()).latency(latency).handshake(handshake).start().await;
    let iam = aws_sdk_iam::Client::new(&configuration(&proxy.endpoint(), REGION).await);
    for least in [latency + handshake, latency] {
        let started = Instant::now();
        iam.list_roles().send().await.unwrap();
        let took = started.elapsed();
        assert!(took >= least, "{took:?} instead of {least:?}");
    }
}

#[tokio::test]
async fn a_proxy_breaks_what_it_is_told_to() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).fate(|asked| match asked.text() {
        text if text.contains("refused") => Fate::Answer(StatusCode::FORBIDDEN, query_error("AccessDenied", "no")),
        text if text.contains("before") => Fate::CutBefore,
        text if text.contains("after") => Fate::CutAfter,
        _ => Fate::Forward,
    });
    let proxy = proxy.start().await;
    let once =
        configuration(&proxy.endpoint(), REGION).await.into_builder().retry_config(RetryConfig::disabled()).build();
    let iam = aws_sdk_iam::Client::new(&once);
    for name in ["refused", "before", "after"] {
        let made = iam.create_role().role_name(name).assume_role_policy_document("{}").send().await;
        let code = made.unwrap_err().code().map(str::to_owned);
        assert_eq!(code.as_deref(), (name == "refused").then_some("AccessDenied"));
    }
    let found = read_back(&moto.endpoint(), REGION).await;
    assert_eq!(found["roles"].as_object().unwrap().keys().collect::<Vec<_>>(), ["after"]);
}

/// What a test that is killed leaves behind: nothing, because the pipe closes with it.
#[tokio::test]
async fn processes_end_with_the_test_that_started_them() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut command = Process::command("sh");
    command.args(["-c", "sleep 300 & echo $!; wait"]);
    let (process, child) = Process::start_and_read_line(command, &folder.path().join("log"));
    let running = || std::path::Path::new("/proc").join(&child).exists();
    assert!(running());
    drop(process);
    let patience = Instant::now() + Duration::from_secs(5);
    while running() && Instant::now() < patience {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(!running(), "a grandchild lives on");
}
