//! What a person gets wrong: the refusal stands at the field or the step, and everything typed is still there.

use std::sync::{Arc, Mutex};

use hyper::StatusCode;

use crate::journey::{PRIMARY, SECONDARY, computer};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::free_port;
use crate::support::proxy::{Fate, Proxy, query_error};
use crate::support::sdk::configuration;
use crate::window::{Home, Window};

const REGION: &str = "eu-west-1";

impl Window {
    /// Types into a field, and sees that it is refused with words, and what was typed kept.
    async fn refuses(&self, field: &str, typed: &str) {
        self.type_into(field, typed).await;
        // On a busy machine the letters arrive one after another.
        self.wait_value(field, typed).await;
        let refusal = format!("error-{field}");
        let sentence = self.text_of(&refusal).await;
        assert!(sentence.len() > 10, "{field} {typed:?}: {sentence:?}");
        assert_eq!(self.value_of(field).await, typed);
    }

    /// Types into a field, and sees that an earlier refusal goes.
    async fn accepts(&self, field: &str, typed: &str) {
        self.type_into(field, typed).await;
        let refusal = format!("error-{field}");
        let gone = format!("return !document.querySelector('[data-testid={refusal}]')");
        self.wait_until(&format!("{field} takes {typed:?}"), &gone).await;
    }

    /// Asks for the review, and sees that it is refused at this field.
    async fn review_is_refused_at(&self, field: &str) {
        self.click("review").await;
        // What is typed before the focus has gone there is typed there.
        let refused = "return document.querySelector('[data-testid=error-summary]')?.contains(document.activeElement)";
        self.wait_until("the summary of what must change has the focus", refused).await;
        let sentence = self.text_of(&format!("error-{field}")).await;
        assert!(sentence.len() > 10, "{sentence:?}");
        assert!(!self.has("fingerprint").await);
    }
}

#[tokio::test]
async fn a_bucket_name_that_aws_would_refuse() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.pick("bucket-mode", "ordinary").await;
    for name in ["Recordings", "vcc.recordings", "xn--recordings", "sthree-recordings", "re", "-recordings"] {
        window.refuses("bucket-name", name).await;
        window.accepts("bucket-name", "practice-recordings-7f3a91").await;
    }
    assert_eq!(window.value_of("primary-service").await, PRIMARY);
    assert_eq!(window.value_of("secondary-service").await, SECONDARY);
}

#[tokio::test]
async fn a_principal_that_would_let_in_the_wrong_people() {
    let moto = Emulator::moto().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", moto.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    let own = format!("arn:aws:iam::{ACCOUNT}:role/vcc-export-primary");
    for principal in [
        "*",
        "{primary service ARN}",
        "arn:aws:iam::{account}:role/vcc-export-primary",
        &own,
        "arn:aws-us-gov:iam::210987654321:role/vcc-export-primary",
        "arn:aws:sts::210987654321:assumed-role/vcc-export-primary/session",
        "AROAIOSFODNN7EXAMPLE1",
    ] {
        window.refuses("primary-service", principal).await;
        window.review_is_refused_at("primary-service").await;
        window.accepts("primary-service", PRIMARY).await;
    }
    assert_eq!(window.value_of("secondary-service").await, SECONDARY);
}

#[tokio::test]
async fn a_key_that_cannot_be_used() {
    let moto = Emulator::moto().await;
    let kms = aws_sdk_kms::Client::new(&configuration(&moto.endpoint(), REGION).await);
    let elsewhere = aws_sdk_kms::Client::new(&configuration(&moto.endpoint(), "eu-central-1").await);
    let arn_of = |made: aws_sdk_kms::operation::create_key::CreateKeyOutput| {
        made.key_metadata().unwrap().arn().unwrap().to_owned()
    };
    let disabled = arn_of(kms.create_key().send().await.unwrap());
    // moto takes no ARN here.
    kms.disable_key().key_id(disabled.rsplit('/').next().unwrap()).send().await.unwrap();
    let asymmetric = kms
        .create_key()
        .key_spec(aws_sdk_kms::types::KeySpec::Rsa2048)
        .key_usage(aws_sdk_kms::types::KeyUsageType::EncryptDecrypt);
    let asymmetric = arn_of(asymmetric.send().await.unwrap());
    let elsewhere = arn_of(elsewhere.create_key().send().await.unwrap());

    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", moto.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.pick("encryption-mode", "existing-key").await;
    for key in [disabled, asymmetric, elsewhere] {
        window.type_into("key-arn", &key).await;
        window.review_is_refused_at("key-arn").await;
        assert_eq!(window.value_of("key-arn").await, key);
        assert_eq!(window.value_of("primary-service").await, PRIMARY);
    }
}

#[tokio::test]
async fn a_bucket_name_that_somebody_else_has() {
    let moto = Emulator::moto().await;
    // What S3 answers to everybody but the owner.
    let proxy = Proxy::before(&moto.endpoint()).fate(|asked| match asked.operation().as_str() {
        "HeadBucket" => Fate::Answer(StatusCode::FORBIDDEN, String::new()),
        _ => Fate::Forward,
    });
    let proxy = proxy.start().await;
    let window = Window::opening().home(&computer(REGION)).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.enter_with_profile().await;
    window.paste_mail().await;
    window.pick("bucket-mode", "ordinary").await;
    window.type_into("bucket-name", "recordings-of-somebody").await;
    window.review_is_refused_at("bucket-name").await;
    assert_eq!(window.value_of("bucket-name").await, "recordings-of-somebody");
}

/// One window, from nobody who answers to a review: each time the page says what is wrong, what was typed is still there,
/// and the next press works once AWS answers again.
#[tokio::test]
async fn a_network_or_keys_that_fail_before_and_on_the_way() {
    let moto = Emulator::moto().await;
    let expired = query_error("ExpiredToken", "The security token included in the request is expired");
    let expired = Fate::Answer(StatusCode::FORBIDDEN, expired);
    let fate = Arc::new(Mutex::new(expired.clone()));
    let becomes = Arc::clone(&fate);
    let becomes = |new: Fate| *becomes.lock().unwrap() = new;
    let proxy = Proxy::before(&moto.endpoint()).fate(move |_| fate.lock().unwrap().clone()).start().await;
    let home = Home::new();
    let profile =
        |name: &str, endpoint: &str| format!("[profile {name}]\nregion = {REGION}\nendpoint_url = {endpoint}\n");
    let nobody = format!("http://127.0.0.1:{}", free_port());
    home.write("aws/config", &(profile("nobody", &nobody) + &profile("work", &proxy.endpoint())));
    let keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n";
    home.write("aws/credentials", &format!("[nobody]\n{keys}[work]\n{keys}"));
    let window = Window::opening().home(&home).open().await;
    window.click("sign-in-profile").await;
    window.choose("profile-list", "nobody").await;
    window.click("sign-in-submit").await;
    window.wait_text("problem", "No connection to AWS could be made.").await;
    window.wait_text("problem", "Check that this computer is on the internet").await;
    window.by_testid("to-settings").await;
    window.choose("profile-list", "work").await;
    window.click("sign-in-submit").await;
    window.wait_text("problem", "The keys of this sign-in have expired.").await;
    window.wait_text("problem", "Get new keys").await;
    assert!(!window.has("account-id").await);
    becomes(Fate::Forward);
    window.click("sign-in-submit").await;
    window.click("continue").await;

    window.paste_mail().await;
    window.pick("bucket-mode", "ordinary").await;
    window.type_into("bucket-name", "recordings-7f3a91").await;
    for (fate, says) in [
        (expired, ["The session you signed in with has ended.", "Sign in again"]),
        (Fate::CutBefore, ["The connection to AWS broke", "Try again in a minute"]),
    ] {
        becomes(fate);
        window.click("review").await;
        for part in says {
            window.wait_text("problem", part).await;
        }
        for (field, typed) in
            [("primary-service", PRIMARY), ("secondary-service", SECONDARY), ("bucket-name", "recordings-7f3a91")]
        {
            assert_eq!(window.value_of(field).await, typed);
        }
    }
    becomes(Fate::Forward);
    window.review().await;
}

#[tokio::test]
async fn an_account_number_that_is_none() {
    let window = Window::opening().open().await;
    window.click("sign-in-none").await;
    for number in ["1234", "12345678901x"] {
        window.type_into("account-number", number).await;
        window.click("sign-in-submit").await;
        assert!(window.text_of("error-account-number").await.len() > 10);
        assert_eq!(window.value_of("account-number").await, number);
    }
    // With a number, everything up to the review works, and nothing can be created.
    window.type_into("account-number", "1234-5678-9012").await;
    window.click("sign-in-submit").await;
    window.click("continue").await;
    window.paste_mail().await;
    window.type_into("region", REGION).await;
    window.review().await;
    assert!(window.text_of("cannot-create").await.len() > 20);
    assert!(!window.has("create").await);
}

/// The page stays of use: what is too much is cut before it is drawn, and the sentence says what to copy.
#[tokio::test]
async fn megabytes_in_a_box_are_cut_and_told() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    let much = "arn:aws:iam::111122223333:role/r ".repeat(60_000);
    window.paste_into("vonage-paste", &much).await;
    window.wait_text("vonage-reading", "That is more than 200,000 characters: copy only Vonage’s message.").await;
    let kept =
        window.execute("return document.querySelector('[data-testid=vonage-paste] textarea').value.length").await;
    assert_eq!(kept, 200_001);
    window.paste_into("primary-service", &much).await;
    window.type_into("secondary-service", SECONDARY).await;
    window.wait_text("error-primary-service", "This is more than 4,096 characters: keep only what belongs here.").await;
}
