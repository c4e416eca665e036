//! A setup taken back through the window: all of it, half of one, and one whose bucket holds Vonage's probe.

use serde_json::json;

use crate::journey::computer;
use crate::support::boto::read_back;
use crate::support::emulator::Emulator;
use crate::support::proxy::Proxy;
use crate::support::repository;
use crate::support::sdk::configuration;
use crate::window::Window;

const REGION: &str = "eu-west-1";

/// What the page says will become of a thing.
async fn fate_of(window: &Window, item: &str) -> serde_json::Value {
    window.by_testid(&format!("undo-{item}")).await;
    window.execute(&format!("return document.querySelector('[data-testid=undo-{item}]').dataset.outcome")).await
}

#[tokio::test]
async fn a_finished_setup_is_taken_back_and_its_key_kept_after_all() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    window.click("undo").await;
    for item in ["role", "policy", "bucket", "key"] {
        assert_eq!(fate_of(&window, item).await, "delete", "{item}");
    }
    // Nobody takes a storage away that Vonage still writes to without having been asked.
    window.click("undo-confirm").await;
    window.by_testid("error-undo-vonage").await;
    window.take_back().await;
    window.by_testid("keep-key").await;
    assert!(window.text_of("undo-state").await.contains("taken back"));
    assert_eq!(fate_of(&window, "key").await, "scheduled");
    window.click("keep-key").await;
    window
        .wait_until(
            "the key is there again",
            "return document.querySelector('[data-testid=undo-key]')?.dataset.outcome === 'delete'",
        )
        .await;
    window.execute("location.hash = '#/home'").await;
    window.by_testid("setup-1").await;
    assert!(window.execute("return document.body.innerText").await.as_str().unwrap().contains("the rest is kept"));
}

#[tokio::test]
async fn half_a_setup_is_taken_back_from_the_step_that_failed() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.fail_in_practice("Role for Vonage").await;
    window.click("create").await;
    window.wait_state("role", "failed").await;
    window.click("undo").await;
    window.by_testid("undo-confirm").await;
    assert_eq!(fate_of(&window, "role").await, "gone");
    window.take_back().await;
    window.by_testid("keep-key").await;
    let home = window.pull_the_plug();
    // Tomorrow it is still known as taken back.
    let window = Window::opening().home(&home).open().await;
    window.by_testid("setup-1").await;
    assert!(window.execute("return document.body.innerText").await.as_str().unwrap().contains("Taken back"));
}

/// Vonage writes a file of no bytes when it is told of the storage: bucket and key stay, the way in goes.
#[tokio::test]
async fn recordings_and_their_key_outlive_undo_until_the_bucket_is_empty() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    let bucket = window.text_of("value-bucket-name").await;
    let s3 = aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::config::Builder::from(&configuration(&moto.endpoint(), REGION).await)
            .force_path_style(true)
            .build(),
    );
    // Nothing goes into the bucket without HTTPS, which the stand-in does not speak.
    s3.delete_bucket_policy().bucket(&bucket).send().await.unwrap();
    let probe = aws_sdk_s3::primitives::ByteStream::from_static(b"");
    s3.put_object().bucket(&bucket).key("probe").body(probe).send().await.unwrap();

    window.click("undo").await;
    window.take_back().await;
    window
        .wait_until(
            "it says what was kept",
            "return document.querySelector('[data-testid=undo-state]')?.innerText.includes('no longer write')",
        )
        .await;
    let found = read_back(&moto.endpoint(), REGION).await;
    assert_eq!((&found["roles"], &found["policies"]), (&json!({}), &json!({})));
    assert!(found["buckets"][&bucket].is_object(), "{found:#}");
    let key = found["keys"].as_object().unwrap().values().next().unwrap();
    assert_eq!(key["state"], "Enabled");

    let versions = s3.list_object_versions().bucket(&bucket).send().await.unwrap();
    for version in versions.versions() {
        let gone = s3.delete_object().bucket(&bucket).key("probe").version_id(version.version_id().unwrap());
        gone.send().await.unwrap();
    }
    assert!(window.text_of("undo-confirm").await.contains("emptied"));
    window.take_back().await;
    window.by_testid("keep-key").await;
    let found = read_back(&moto.endpoint(), REGION).await;
    assert_eq!(found["buckets"], json!({}));
    let key = found["keys"].as_object().unwrap().values().next().unwrap();
    assert_eq!((&key["state"], &key["aliases"]), (&json!("PendingDeletion"), &json!([])));
    let deleted = proxy.operations().into_iter().filter(|operation| operation.contains("DeleteObject")).count();
    assert_eq!(deleted, 0, "the program itself deletes no file");
}

#[tokio::test]
async fn vonage_is_stopped_at_once_and_let_in_again() {
    let window = Window::opening().pictured().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    window.click("stop-vonage").await;
    window.click("stop-confirm").await;
    window.wait_text("stopped", "Vonage is stopped").await;
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.reload().await;
    window.wait_text("stopped", "Vonage is stopped").await;
    for width in [1000, 320] {
        window.show_all(width, 800).await;
        window.screenshot(&repository(&format!("target/pages/stopped-{width}.png"))).await;
        assert!(!window.scrolls_sideways().await);
    }
    window.resize(1000, 800).await;
    window.execute("location.hash = '#/home'").await;
    window.wait_until("Home says so", "return document.body.innerText.includes('Stopped: Vonage')").await;
    window.click("show-values-1").await;
    window.click("resume-vonage").await;
    window.click("resume-confirm").await;
    window.by_testid("stop-vonage").await;
}
