//! A bucket they have: chosen by its name, changed only where ticked, and set back by undo.

use std::path::PathBuf;

use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};

use crate::journey::computer;
use crate::support::emulator::Emulator;
use crate::support::sdk::configuration;
use crate::window::Window;

const NAME: &str = "recordings-of-ours";
/// Where the bucket is, which is not where the profile points.
const THERE: &str = "eu-central-1";

/// Keeps a picture of the page beside those of the tour, wide and narrow, and sees that nothing on it is out of reach.
async fn look(window: &Window, name: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    for width in [1000, 320] {
        window.show_all(width, 800).await;
        window.screenshot(&folder.join(format!("{name}-{width}.png"))).await;
        assert!(!window.scrolls_sideways().await, "{name} at {width}");
    }
    assert_eq!(window.axe().await, Vec::<String>::new(), "{name}");
    window.resize(1000, 800).await;
}

#[tokio::test]
async fn a_bucket_they_have_is_used_changed_where_ticked_and_set_back() {
    let moto = Emulator::moto().await;
    let s3 = aws_sdk_s3::Client::new(&configuration(&moto.endpoint(), THERE).await);
    let place = CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::from(THERE)).build();
    s3.create_bucket().bucket(NAME).create_bucket_configuration(place).send().await.unwrap();
    s3.put_object().bucket(NAME).key("old.wav").send().await.unwrap();

    let window =
        Window::opening().pictured().home(&computer("eu-west-1")).env("AWS_ENDPOINT_URL", moto.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.pick("bucket-mode", "theirs").await;
    window.type_into("bucket-name", "recordings-of-nobody").await;
    window.click("review").await;
    window.wait_text("error-bucket-name", "no bucket called").await;
    window.type_into("bucket-name", NAME).await;
    window.click("review").await;
    window.wait_text("error-bucket-name", "already holds files").await;
    look(&window, "theirs-details").await;
    window.execute("document.querySelector('[data-testid=bucket-may-be-filled] input').click()").await;
    window.review().await;

    window.wait_text("now-public-access", "switches").await;
    window.execute("document.querySelector('[data-testid=change-setting-public-access] input').click()").await;
    window
        .wait_until(
            "the switches are ticked",
            "return document.querySelector('[data-testid=change-public-access]').dataset.action === 'set'",
        )
        .await;
    look(&window, "theirs-review").await;
    window.create().await;
    let blocked = s3.get_public_access_block().bucket(NAME).send().await.unwrap();
    assert_eq!(
        blocked
            .public_access_block_configuration()
            .and_then(aws_sdk_s3::types::PublicAccessBlockConfiguration::block_public_acls),
        Some(true)
    );
    assert!(s3.get_bucket_policy().bucket(NAME).send().await.is_err(), "nobody ticked the HTTPS rule");
    assert_eq!(window.text_of("value-region").await, THERE);

    window.execute("location.hash = '#/home'").await;
    window.click("undo-1").await;
    window.wait_text("undo-bucket", "Set back to what it was: public-access switches").await;
    look(&window, "theirs-undo").await;
    window.take_back().await;
    window
        .wait_until(
            "it is taken back",
            "return document.querySelector('[data-testid=undo-bucket]')?.dataset.outcome === 'stays'",
        )
        .await;
    assert!(s3.get_public_access_block().bucket(NAME).send().await.is_err(), "as before");
    assert!(s3.get_object().bucket(NAME).key("old.wav").send().await.is_ok());
}
