//! Nothing but the reviewed plan is made, and what happens to the page or to a call loses nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::StatusCode;
use serde_json::json;

use crate::journey::{PRIMARY, computer};
use crate::support::boto::read_back;
use crate::support::emulator::Emulator;
use crate::support::proxy::{Fate, Gate, Proxy, query_error};
use crate::window::Window;

const REGION: &str = "eu-west-1";

#[tokio::test]
async fn another_plan_than_the_reviewed_one_is_not_created() {
    let moto = Emulator::moto().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", moto.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    // As a page would that was tampered with: the button itself sends the fingerprint of its review.
    for fingerprint in ["0000-0000", ""] {
        let refused = window.invoke("create", &json!({ "fingerprint": fingerprint })).await.unwrap_err();
        assert_eq!(refused["failure"]["kind"], "not-the-reviewed-plan", "{refused}");
    }
    let found = read_back(&moto.endpoint(), REGION).await;
    for made in ["buckets", "keys", "policies", "roles"] {
        assert_eq!(found[made], json!({}), "{made}");
    }
}

#[tokio::test]
async fn a_reload_during_a_run_shows_the_run() {
    let moto = Emulator::moto().await;
    let gate = Gate::closed();
    let held = gate.clone();
    let proxy = Proxy::before(&moto.endpoint()).fate(move |asked| match asked.operation().as_str() {
        "CreateRole" => Fate::ForwardAfter(held.clone()),
        _ => Fate::Forward,
    });
    let proxy = proxy.start().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    window.click("create").await;
    window.wait_state("role", "running").await;
    window.reload().await;
    window.wait_state("role", "running").await;
    window.wait_state("bucket", "done").await;
    gate.open();
    window.by_testid("value-role-arn").await;
    let created = proxy.operations().into_iter().filter(|operation| operation == "CreateRole").count();
    assert_eq!(created, 1);
}

#[tokio::test]
async fn a_call_that_aws_refuses_is_told_at_its_step_and_tried_again() {
    let moto = Emulator::moto().await;
    let refusing = Arc::new(AtomicBool::new(true));
    let refuses = Arc::clone(&refusing);
    let denied = query_error("AccessDenied", "User is not authorized to perform: iam:CreateRole");
    let proxy = Proxy::before(&moto.endpoint()).fate(move |asked| match asked.operation().as_str() {
        "CreateRole" if refuses.load(Ordering::SeqCst) => Fate::Answer(StatusCode::FORBIDDEN, denied.clone()),
        _ => Fate::Forward,
    });
    let proxy = proxy.start().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.review().await;
    window.click("create").await;
    window.wait_state("role", "failed").await;
    assert!(window.text_of("problem").await.contains("iam:CreateRole"));

    window.click("change-details").await;
    window.wait_value("primary-service", PRIMARY).await;
    window.execute("history.back()").await;
    window.wait_state("role", "failed").await;

    refusing.store(false, Ordering::SeqCst);
    window.click("retry").await;
    window.by_testid("value-role-arn").await;
    let found = read_back(&moto.endpoint(), REGION).await;
    for made in ["buckets", "keys", "policies", "roles"] {
        assert_eq!(found[made].as_object().unwrap().len(), 1, "{made}");
    }
}
