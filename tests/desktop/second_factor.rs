//! A profile whose role wants the code of a phone, through the window.

use hyper::StatusCode;

use crate::support::emulator::Emulator;
use crate::support::proxy::{Fate, Proxy, query_error};
use crate::window::{Home, Window};

const CODE: &str = "492039";

#[tokio::test]
async fn a_profile_that_wants_a_code_asks_for_it_and_makes_a_setup() {
    let moto = Emulator::moto().await;
    let proxy = Proxy::before(&moto.endpoint()).fate(|asked| {
        let text = asked.text();
        if text.contains("Action=AssumeRole") && !text.contains(&format!("TokenCode={CODE}")) {
            let said = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
            return Fate::Answer(StatusCode::FORBIDDEN, query_error("AccessDenied", said));
        }
        Fate::Forward
    });
    let proxy = proxy.start().await;
    let home = Home::new();
    home.write(
        "aws/config",
        "[profile phone]\nrole_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = keys\n\
         mfa_serial = arn:aws:iam::123456789012:mfa/anna\nregion = eu-west-1\n",
    );
    home.write(
        "aws/credentials",
        "[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n",
    );
    let window = Window::opening().home(&home).env("AWS_ENDPOINT_URL", proxy.endpoint()).open().await;
    window.click("sign-in-profile").await;
    window.choose("profile-list", "phone").await;
    window.click("sign-in-submit").await;
    window.wait_text("error-mfa-code", "Type the code").await;
    window.type_into("mfa-code", "111 222").await;
    window.click("sign-in-submit").await;
    window.wait_text("error-mfa-code", "AWS did not take the code").await;
    window.type_into("mfa-code", CODE).await;
    window.click("sign-in-submit").await;
    window.wait_text("caller-arn", "assumed-role/admin").await;
    window.click("continue").await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    for file in window.home().files() {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(CODE.len()).any(|part| part == CODE.as_bytes());
        assert!(!found, "the code is in {}", file.display());
    }
}
