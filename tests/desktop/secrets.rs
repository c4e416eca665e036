//! Keys that are pasted in are found nowhere afterwards.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::StatusCode;

use crate::support::emulator::Emulator;
use crate::support::proxy::{Fate, Proxy, query_error};
use crate::window::{Home, Window};

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
    let window = Window::opening().env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("sign-in-keys").await;
    window.type_into("region", REGION).await;
    hand_over(&window).await;
    window.wait_until("the page says what is wrong", SAYS_WHAT_IS_WRONG).await;
    look_in_the_page(&window).await;
    assert_eq!(window.value_of("region").await, REGION);

    expired.store(false, Ordering::SeqCst);
    hand_over(&window).await;
    window.by_testid("account-id").await;
    look_in_the_page(&window).await;
    window.click("continue").await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    look_in_the_page(&window).await;

    // What the proxy saw proves that it was these keys that were used.
    assert!(proxy.asked().iter().any(|asked| asked.headers.get("x-amz-security-token").is_some_and(|it| it == TOKEN)));
    let bucket = window.text_of("value-bucket-name").await;
    let home = window.pull_the_plug();
    // What is there is found, so what is not found is not there.
    assert!(!holding(&home, &bucket).is_empty());
    for secret in [SECRET, TOKEN] {
        assert_eq!(holding(&home, secret), Vec::<String>::new());
    }
}

async fn look_in_the_page(window: &Window) {
    let script = "const fields = [...document.querySelectorAll('input, textarea')].map(field => field.value);
        return JSON.stringify([document.documentElement.outerHTML, fields, location.href, history.state, name,
            document.cookie, { ...localStorage }, { ...sessionStorage }])";
    let page = window.execute(script).await;
    let page = page.as_str().unwrap();
    assert!(page.contains("Export Storage Setup"));
    for secret in [SECRET, TOKEN] {
        assert!(!page.contains(secret), "the page holds {secret}");
    }
}

/// The files of a home folder that hold a text, in either of the ways in which a webview writes text down.
fn holding(home: &Home, text: &str) -> Vec<String> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        [text.as_bytes(), &wide].iter().any(|sought| bytes.windows(sought.len()).any(|window| window == *sought))
    };
    home.files().into_iter().filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

const SAYS_WHAT_IS_WRONG: &str = "return (document.querySelector('[data-testid=problem], [data-testid=error-keys-paste]')?.innerText.length ?? 0) > 20";
