//! The window killed in the middle of a call, opened again, and its setup finished or taken back.

use serde_json::json;

use crate::journey::computer;
use crate::support::boto::read_back;
use crate::support::emulator::Emulator;
use crate::support::proxy::{Held, Proxy};
use crate::window::Window;

const REGION: &str = "eu-west-1";

/// Presses Create, kills the program while the call is held, and opens the setup's page in a new window, signed in again.
async fn killed_and_opened_again(moto: &Emulator, operation: &str, held: Held) -> (Window, Proxy) {
    let (behaviour, is_held) = Proxy::before(&moto.endpoint()).holding(operation, held);
    let holding = behaviour.start().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", holding.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    window.click("create").await;
    is_held.passed().await;
    let home = window.pull_the_plug();
    holding.settled().await;
    drop(holding);

    let proxy = Proxy::before(&moto.endpoint()).start().await;
    let window = Window::opening().home(&home).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("setup-1").await;
    window.click("retry").await;
    window.click("sign-in-again").await;
    window.click("sign-in-profile").await;
    window.click("sign-in-submit").await;
    window.click("continue").await;
    window.by_testid("retry").await;
    (window, proxy)
}

async fn finished(operation: &str, held: Held) {
    let moto = Emulator::moto().await;
    let (window, _proxy) = killed_and_opened_again(&moto, operation, held).await;
    window.click("retry").await;
    window.by_testid("value-role-arn").await;
    let found = read_back(&moto.endpoint(), REGION).await;
    for kind in ["buckets", "keys", "policies", "roles"] {
        assert_eq!(found[kind].as_object().unwrap().len(), 1, "{kind}: {found:#}");
    }
}

#[tokio::test]
async fn killed_while_the_answer_about_the_key_was_on_its_way() {
    finished("CreateKey", Held::AfterAws).await;
}

#[tokio::test]
async fn killed_before_aws_got_the_policy() {
    finished("CreatePolicy", Held::BeforeAws).await;
}

#[tokio::test]
async fn killed_while_the_answer_about_the_role_was_on_its_way_and_taken_back() {
    let moto = Emulator::moto().await;
    let (window, _proxy) = killed_and_opened_again(&moto, "CreateRole", Held::AfterAws).await;
    window.click("undo").await;
    window.take_back().await;
    window.by_testid("keep-key").await;
    let found = read_back(&moto.endpoint(), REGION).await;
    for kind in ["buckets", "policies", "roles"] {
        assert_eq!(found[kind], json!({}), "{kind}");
    }
}
