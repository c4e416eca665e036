//! Keys that a person was given, through the window: what is missing is said at their field, what kind they are is said
//! before anything is made with them, and nothing of them is found afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::StatusCode;

use crate::canaries::Canaries;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::{Asked, Fate, Proxy, query_error};
use crate::window::Window;

const REGION: &str = "eu-west-1";
const ID: &str = "ASIAIOSFODNN7EXAMPLE";
const SECRET: &str = "canaryCANARYcanaryCANARYcanaryCANARY/abc";
const TOKEN: &str = "IQoJb3JpZ2luX2VjCANARYtokenCANARYtokenCANARYtokenCANARYtokenCANARYtoken==";
const ROOT_ID: &str = "AKIAIOSFODNN7THEROOT";
const ROOT_SECRET: &str = "rootCANARYrootCANARYrootCANARYrootCANARY";

/// As AWS's page shows them to copy.
fn temporary() -> String {
    format!(
        "export AWS_ACCESS_KEY_ID=\"{ID}\"\n\
         export AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\n\
         export AWS_SESSION_TOKEN=\"{TOKEN}\"\n"
    )
}

/// As the console lets them be downloaded.
fn of_root() -> String {
    format!("Access key ID,Secret access key\n{ROOT_ID},{ROOT_SECRET}\n")
}

/// What people copy that lacks something, and what is said about it.
fn incomplete() -> [(String, &'static str); 7] {
    [
        ("good morning".to_owned(), "The pasted text has no access key ID, which begins with AKIA or ASIA."),
        (SECRET.to_owned(), "The pasted text has no access key ID, which begins with AKIA or ASIA."),
        (
            format!("AIDAIOSFODNN7EXAMPLE\n{SECRET}"),
            "The pasted text has the ID of a user or role where the access key ID should be.",
        ),
        (ROOT_ID.to_owned(), "The pasted text has no secret access key, which is 40 characters long."),
        (
            format!("aws_access_key_id = {ROOT_ID}\naws_secret_access_key = {}", &SECRET[..37]),
            "The secret access key in the pasted text is not 40 characters long, so a part is missing or too much.",
        ),
        (format!("{ID}\n{SECRET}"), "These keys are temporary and need the session token too, the long third value."),
        (format!("{ROOT_ID}\n{ID}\n{SECRET}"), "The pasted text has more than one access key ID."),
    ]
}

/// AWS as far as it knows its root user, and as long as it takes keys.
async fn aws(moto: &Emulator, expired: &Arc<AtomicBool>) -> Proxy {
    let expired = Arc::clone(expired);
    let root = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::{ACCOUNT}:root</Arn><UserId>{ACCOUNT}</UserId><Account>{ACCOUNT}</Account>\
         </GetCallerIdentityResult></GetCallerIdentityResponse>"
    );
    let refusal = query_error("ExpiredToken", "The security token included in the request is expired");
    let proxy = Proxy::before(&moto.endpoint()).fate(move |asked| {
        if expired.load(Ordering::SeqCst) {
            Fate::Answer(StatusCode::FORBIDDEN, refusal.clone())
        } else if asked.operation() == "GetCallerIdentity" && asked.key_id() == ROOT_ID {
            Fate::Answer(StatusCode::OK, root.clone())
        } else {
            Fate::Forward
        }
    });
    proxy.start().await
}

#[tokio::test]
async fn keys_are_looked_at_before_they_are_used_and_found_nowhere_afterwards() {
    let (moto, expired) = (Emulator::moto().await, Arc::new(AtomicBool::new(true)));
    let proxy = aws(&moto, &expired).await;
    let canaries = Canaries::of([SECRET, &SECRET[..37], TOKEN, ROOT_SECRET]);
    let window = Window::opening().env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("sign-in-keys").await;
    window.type_into("region", REGION).await;
    for (pasted, sentence) in incomplete() {
        hand_over(&window, &pasted).await;
        window.wait_text("error-keys-paste", sentence).await;
        window.wait_text("error-keys-paste", "Copy the keys again, all of them together").await;
        assert_eq!(window.value_of("keys-paste").await, "");
        canaries.assert_not_on(&window).await;
    }
    assert_eq!(proxy.operations(), Vec::<String>::new(), "nobody is asked with half a key");

    hand_over(&window, &temporary()).await;
    window.wait_text("problem", "The keys of this sign-in have expired.").await;
    canaries.assert_not_on(&window).await;
    assert_eq!(window.value_of("region").await, REGION);
    expired.store(false, Ordering::SeqCst);
    hand_over(&window, &temporary()).await;
    the_number_that_it_gave_is_compared(&window).await;
    assert!(!window.has("root-allowed").await && !window.has("caution").await);
    canaries.assert_not_on(&window).await;
    window.click("continue").await;
    window.paste_mail().await;
    window.wait_value("region", REGION).await;
    window.review().await;
    window.create().await;
    canaries.assert_not_on(&window).await;
    // These keys and no others were used.
    assert!(proxy.asked().iter().all(|asked| asked.headers["x-amz-security-token"] == TOKEN));

    proxy.forget();
    window.another_setup("sign-in-keys").await;
    window.type_into("region", REGION).await;
    window.set_clipboard(&of_root());
    window.click("keys-clipboard").await;
    the_root_user_goes_on_only_behind_a_tick(&window).await;
    canaries.assert_not_on(&window).await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    canaries.assert_not_on(&window).await;
    let made: Vec<Asked> = proxy.asked().into_iter().filter(Asked::is_change).collect();
    assert!(!made.is_empty() && made.iter().all(|asked| asked.key_id() == ROOT_ID), "{made:?}");

    window.another_setup("sign-in-keys").await;
    the_region_says_in_which_kind_of_aws_the_account_is(&window).await;
    let bucket = window.text_of("value-bucket-name").await;
    canaries.assert_not_left(window, &bucket);
}

async fn hand_over(window: &Window, keys: &str) {
    window.paste_into("keys-paste", keys).await;
    window.click("sign-in-submit").await;
}

async fn the_number_that_it_gave_is_compared(window: &Window) {
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    for (number, sentence) in [
        (
            "9999 8888 7777",
            "IT gave you 999988887777, and this sign-in belongs to 123456789012; sign in to the other account, or ask IT.",
        ),
        ("1234", "Check the account number: it has 12 digits, and this has 4."),
    ] {
        window.type_into("expected-account", number).await;
        window.click("continue").await;
        window.wait_text("error-expected-account", sentence).await;
        assert_eq!(window.value_of("expected-account").await, number);
        assert!(!window.has("vonage-paste").await);
    }
    window.type_into("expected-account", "1234-5678-9012").await;
}

async fn the_root_user_goes_on_only_behind_a_tick(window: &Window) {
    window.wait_text("caution", "These keys work until somebody deletes them").await;
    window.wait_text("root", "The root user can do everything, even close the account.").await;
    window.wait_text("root", "Ask for a user of your own.").await;
    window.click("continue").await;
    window.wait_text("root", "Tick the box to go on as the root user, or sign in as another user.").await;
    assert!(!window.has("vonage-paste").await);
    window.click("root-allowed").await;
    window.click("continue").await;
}

async fn the_region_says_in_which_kind_of_aws_the_account_is(window: &Window) {
    window.type_into("region", "us-gov-west-1").await;
    hand_over(window, &temporary()).await;
    window.wait_text("partition-name", "AWS GovCloud (US)").await;
    window.wait_text("caller-arn", "arn:aws-us-gov:").await;
    window.click("continue").await;
    window.wait_value("region", "us-gov-west-1").await;
    for (field, role) in [("primary-service", "vcc-export-primary"), ("secondary-service", "vcc-export-secondary")] {
        window.type_into(field, &format!("arn:aws-us-gov:iam::210987654321:role/{role}")).await;
    }
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    assert!(role.starts_with(&format!("arn:aws-us-gov:iam::{ACCOUNT}:role/")), "{role}");
}
