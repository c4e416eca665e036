//! How long a session lasts, through the window: too little of it begins nothing, and a run that loses it waits for another
//! one of the same account.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use hyper::StatusCode;
use serde_json::json;

use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::{Asked, Fate, Proxy, json_error, query_error, s3_error};
use crate::support::written;
use crate::window::{Home, Window};

const OTHER_ACCOUNT: &str = "111122223333";

/// A program of the person's computer gives keys that are good for so long.
fn give_keys_for(home: &Home, lasts: Duration) {
    let keys = json!({
        "Version": 1,
        "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
        "SecretAccessKey": "example",
        "SessionToken": "example",
        "Expiration": written(SystemTime::now() + lasts),
    });
    home.write("keys.json", &keys.to_string());
}

fn computer() -> Home {
    let home = Home::new();
    let keys = home.path("keys.json").display().to_string();
    home.write(
        "aws/config",
        &format!(
            "[profile work]\ncredential_process = cat \"{keys}\"\nregion = eu-west-1\n\
             [profile other]\nrole_arn = arn:aws:iam::{OTHER_ACCOUNT}:role/admin\nsource_profile = work\n\
             region = eu-west-1\n"
        ),
    );
    home
}

/// What each service says when the session is over.
fn ended(asked: &Asked) -> Fate {
    let (code, said) = ("ExpiredToken", "The provided token has expired.");
    let body = if asked.headers.contains_key("x-amz-target") {
        json_error("ExpiredTokenException", said)
    } else if asked.text().contains("Action=") {
        query_error(code, said)
    } else {
        s3_error(code, said)
    };
    Fate::Answer(StatusCode::BAD_REQUEST, body)
}

fn changes(proxy: &Proxy) -> Vec<String> {
    proxy.asked().iter().filter(|asked| asked.is_change()).map(Asked::operation).collect()
}

async fn sign_in(window: &Window, profile: &str, account: &str) {
    window.click("sign-in-again").await;
    window.click("sign-in-profile").await;
    window.choose("profile-list", profile).await;
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, account);
    window.click("continue").await;
}

#[tokio::test]
async fn a_session_that_ends_costs_nothing_but_another_sign_in() {
    let (moto, home) = (Emulator::moto().await, computer());
    // It ends in the middle: some of the setup is made by then.
    let (is_over, ends) = (Arc::new(AtomicBool::new(false)), AtomicBool::new(true));
    let over = Arc::clone(&is_over);
    let proxy = Proxy::before(&moto.endpoint()).fate(move |asked| {
        if asked.operation() == "PutPublicAccessBlock" && ends.swap(false, Ordering::SeqCst) {
            over.store(true, Ordering::SeqCst);
        }
        if over.load(Ordering::SeqCst) { ended(asked) } else { Fate::Forward }
    });
    let proxy = proxy.start().await;
    give_keys_for(&home, Duration::from_secs(110));
    let window = Window::opening().home(&home).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("sign-in-profile").await;
    window.choose("profile-list", "work").await;
    window.click("sign-in-submit").await;
    window.click("continue").await;
    window.paste_mail().await;
    window.review().await;
    let fingerprint = window.text_of("fingerprint").await;
    window.click("create").await;
    window.wait_text("problem", "Your way into AWS ends in less than two minutes.").await;
    window.wait_text("problem", "Sign in again; what you typed is kept, and nothing was made.").await;
    assert_eq!(changes(&proxy), Vec::<String>::new());

    give_keys_for(&home, Duration::from_hours(1));
    sign_in(&window, "work", ACCOUNT).await;
    assert_eq!(window.text_of("fingerprint").await, fingerprint, "it is the plan that was read before");
    window.click("create").await;
    window.wait_state("public-access", "paused").await;
    window.wait_text("session-ended", "Your way into AWS has ended").await;
    window.wait_text("session-ended", "Sign in to the same account").await;
    let made = changes(&proxy);
    assert!(made.contains(&"CreateBucket".to_owned()), "{made:?}");

    is_over.store(false, Ordering::SeqCst);
    sign_in(&window, "other", OTHER_ACCOUNT).await;
    window.click("retry").await;
    let refusal = "This setup was made in account 123456789012, and you are signed in to account 111122223333.";
    window.wait_text("problem", refusal).await;
    window.wait_text("problem", "Sign in to account 123456789012, then go on.").await;
    assert_eq!(changes(&proxy), made);

    sign_in(&window, "work", ACCOUNT).await;
    window.click("retry").await;
    window.by_testid("value-role-arn").await;
    let once = |name: &str| changes(&proxy).iter().filter(|change| *change == name).count();
    assert_eq!((once("CreateBucket"), once("CreateKey")), (1, 1), "nothing is made twice: {:?}", changes(&proxy));
}
