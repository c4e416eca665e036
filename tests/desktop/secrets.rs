//! Keys that are pasted in are found nowhere afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::StatusCode;

use crate::canaries::Canaries;
use crate::support::emulator::Emulator;
use crate::support::proxy::{Fate, Proxy, query_error};
use crate::window::Window;

const REGION: &str = "eu-west-1";
const SECRET: &str = "canaryCANARYcanaryCANARYcanaryCANARY/abc";
const TOKEN: &str = "IQoJb3JpZ2luX2VjCANARYtokenCANARYtokenCANARYtokenCANARYtokenCANARYtoken==";

/// As AWS's page shows them to copy.
fn keys() -> String {
    format!(
        "export AWS_ACCESS_KEY_ID=\"ASIAIOSFODNN7EXAMPLE\"\n\
         export AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\n\
         export AWS_SESSION_TOKEN=\"{TOKEN}\"\n"
    )
}

#[tokio::test]
async fn typed_keys_are_found_nowhere() {
    enter_and_look(async |window| {
        window.paste_into("keys-paste", &keys()).await;
        window.click("sign-in-submit").await;
    })
    .await;
}

#[tokio::test]
async fn keys_read_from_the_clipboard_are_found_nowhere() {
    enter_and_look(async |window| {
        window.set_clipboard(&keys());
        window.click("keys-clipboard").await;
    })
    .await;
}

/// Hands the keys over twice, once to be refused as expired; makes a setup with them; searches.
async fn enter_and_look(hand_over: impl AsyncFn(&Window)) {
    let moto = Emulator::moto().await;
    let expired = Arc::new(AtomicBool::new(true));
    let refuses = Arc::clone(&expired);
    let refusal = query_error("ExpiredToken", "The security token included in the request is expired");
    let proxy = Proxy::before(&moto.endpoint()).fate(move |_| {
        if refuses.load(Ordering::SeqCst) {
            Fate::Answer(StatusCode::FORBIDDEN, refusal.clone())
        } else {
            Fate::Forward
        }
    });
    let proxy = proxy.start().await;
    let canaries = Canaries::of([SECRET, TOKEN]);
    let window = Window::opening().env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("sign-in-keys").await;
    window.type_into("region", REGION).await;
    hand_over(&window).await;
    window.wait_until("the page says what is wrong", SAYS_WHAT_IS_WRONG).await;
    canaries.assert_not_on(&window).await;
    assert_eq!(window.value_of("region").await, REGION);

    expired.store(false, Ordering::SeqCst);
    hand_over(&window).await;
    window.by_testid("account-id").await;
    canaries.assert_not_on(&window).await;
    window.click("continue").await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    canaries.assert_not_on(&window).await;

    // What the proxy saw proves that it was these keys that were used.
    assert!(proxy.asked().iter().any(|asked| asked.headers.get("x-amz-security-token").is_some_and(|it| it == TOKEN)));
    let bucket = window.text_of("value-bucket-name").await;
    canaries.assert_not_left(window, &bucket);
}

const SAYS_WHAT_IS_WRONG: &str = "return (document.querySelector('[data-testid=problem], [data-testid=error-keys-paste]')?.innerText.length ?? 0) > 20";
