//! A setup on another computer, through the window: opened from its saved record, and found in the account.

use std::fs;

use crate::journey::computer;
use crate::support::emulator::Emulator;
use crate::support::proxy::Proxy;
use crate::window::{Home, Window};

const REGION: &str = "eu-west-1";

async fn at_work(home: &Home, proxy: &Proxy) -> Window {
    Window::opening().home(home).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await
}

#[tokio::test]
async fn a_setup_is_opened_from_its_record_and_found_in_the_account() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let window = at_work(&computer(REGION), &proxy).await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    window.click("save-record").await;
    let path = window.text_of("record-path").await;
    let record = fs::read_to_string(&path).unwrap();
    assert!(record.contains(&role), "{record}");
    drop(window);

    // With the file, and nobody signed in: it says what it takes, and nothing of the file as a fact.
    let there = computer(REGION);
    there.write("record.json", &record);
    let forged = record.replace(role.rsplit('/').next().unwrap(), "somebody-elses-role");
    there.write("forged.json", &forged);
    let window = at_work(&there, &proxy).await;
    window.click("elsewhere").await;
    window.open_record(&there.path("forged.json")).await;
    window.click("confirm-sign-in").await;
    window.click("sign-in-profile").await;
    window.click("sign-in-submit").await;
    window.click("continue").await;
    // Nothing of the forged names carries the tag of this setup but the bucket, whose role is another.
    window.click("confirm-setup").await;
    window.wait_text("problem", "AWS does not confirm this file").await;
    assert!(!window.has("value-role-arn").await && !window.has("undo").await);
    // The real one.
    window.execute("location.hash = '#/elsewhere'").await;
    window.open_record(&there.path("record.json")).await;
    window.click("confirm-setup").await;
    assert_eq!(window.text_of("value-role-arn").await, role);
    drop(window);

    // Without it, by looking.
    let window = at_work(&computer(REGION), &proxy).await;
    window.click("elsewhere").await;
    window.click("find-sign-in").await;
    window.click("sign-in-profile").await;
    window.click("sign-in-submit").await;
    window.click("continue").await;
    window.click("find-setups").await;
    window.wait_text("found-count", "1 setup found in 1 bucket").await;
    window.click("open-found-1").await;
    assert_eq!(window.text_of("value-role-arn").await, role);
    window.click("undo").await;
    window.take_back().await;
    window.by_testid("keep-key").await;
}

#[tokio::test]
async fn details_changed_after_a_failed_step_leave_nothing_behind() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.fail_in_practice("Role for Vonage").await;
    window.click("create").await;
    window.wait_state("role", "failed").await;
    window.click("change-details").await;
    window.type_into("bucket-name", "practice-another-name").await;
    window.review().await;
    window.wait_text("superseded", "Storage bucket").await;
    window.create().await;
    assert!(!window.has("superseded").await);
    window.click("undo").await;
    window.by_testid("undo-bucket").await;
    assert!(!window.has("undo-earlier-1-bucket").await);
}
