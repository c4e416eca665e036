//! Signing in on a company's page with tiles: the window, the system's browser, the page, an account, a role.

use std::fs;

use crate::browser::with_browser;
use crate::support::boto::read_back;
use crate::support::center_server::{CenterServer, START_URL};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::Proxy;
use crate::support::stand_in::Consent;
use crate::window::{Home, Opening, Window};

struct Stage {
    moto: Emulator,
    proxy: Proxy,
    server: CenterServer,
}

impl Stage {
    async fn new() -> Self {
        let moto = Emulator::moto().await;
        let proxy = Proxy::before(&moto.endpoint()).start().await;
        Self { moto, proxy, server: CenterServer::start().await }
    }

    fn opening(&self, home: &Home) -> Opening {
        let window = Window::opening().home(home);
        let window = window.env("AWS_ENDPOINT_URL", self.proxy.endpoint());
        let window = window.env("AWS_ENDPOINT_URL_SSO_OIDC", self.server.endpoint());
        with_browser(window.env("AWS_ENDPOINT_URL_SSO", self.server.endpoint()), home)
    }
}

async fn begin(window: &Window) {
    window.click("sign-in-identity-center").await;
    // As somebody copies it while a tile is open.
    window.paste_into("start-url", &format!("{START_URL}/#/?tab=accounts")).await;
    window.choose("region", "Frankfurt").await;
    window.click("sign-in-submit").await;
}

#[tokio::test]
async fn a_companys_page_leads_to_a_finished_setup() {
    let (stage, home) = (Stage::new().await, Home::new());
    stage.server.change(|mood| {
        mood.accounts = (1..=9).map(|number| (format!("{number:012}"), format!("Other account {number}"))).collect();
        mood.accounts.push((ACCOUNT.to_owned(), "Contact centre".to_owned()));
        mood.roles.push("ViewOnlyAccess".to_owned());
        "cAnArYaCcEsS".clone_into(&mut mood.access);
        "cAnArYrEfReSh".clone_into(&mut mood.refresh);
        "cAnArYcLiEnT".clone_into(&mut mood.client_secret);
    });
    let window = stage.opening(&home).open().await;
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    begin(&window).await;
    window.by_testid("center-account").await;
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(1280, 800).await;
    window.choose("center-account", ACCOUNT).await;
    window.click("sign-in-submit").await;
    window.choose("center-role", "AdministratorAccess").await;
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    window.click("continue").await;
    window.paste_mail().await;
    // The page's region is not where the recordings shall be kept.
    window.choose("region", "Dublin").await;
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    assert!(role.starts_with(&format!("arn:aws:iam::{ACCOUNT}:role/")), "{role}");
    let found = read_back(&stage.moto.endpoint(), "eu-west-1").await;
    assert!(found["buckets"][&window.text_of("value-bucket-name").await].is_object(), "{found:#}");

    assert_eq!(stage.server.refused(), Vec::<String>::new());
    let shown = fs::read_to_string(home.path("browser.log")).unwrap();
    assert!(shown.contains("Go back to Export Storage Setup."), "{shown}");
    let signed = stage
        .proxy
        .asked()
        .into_iter()
        .all(|asked| asked.headers["authorization"].to_str().unwrap().contains("Credential=ASIAIOSFODNN7CENTERX/"));
    assert!(signed, "{:?}", stage.proxy.operations());
    let home = window.pull_the_plug();
    let mut secrets = stage.server.secrets();
    secrets.extend(["wJalrXUtnFEMI".to_owned(), "IQoJb3JpZ2luX2VjTokenOfTheCenter".to_owned()]);
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        for secret in &secrets {
            let held = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!held, "{} holds {secret}", file.display());
        }
    }
    // The page is offered the next time.
    let window = stage.opening(&home).open().await;
    window.click("new-setup").await;
    window.click("sign-in-identity-center").await;
    window.wait_value("start-url", START_URL).await;
    window.wait_value("region", "eu-central-1").await;
}

#[tokio::test]
async fn a_browser_that_cannot_come_back_leaves_a_code() {
    let (stage, home) = (Stage::new().await, Home::new());
    stage.server.change(|mood| mood.consent = Consent::OfAnother);
    let window = stage.opening(&home).open().await;
    begin(&window).await;
    window.wait_text("problem", "the answer to another sign-in").await;
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    window.resize(1280, 800).await;
    stage.server.change(|mood| mood.not_entered = vec!["AuthorizationPendingException"]);
    window.click("center-code").await;
    assert_eq!(window.text_of("center-code-shown").await, "ABCD-EFGH");
    // One account and one role alone are chosen without asking.
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert_eq!(stage.server.refused(), Vec::<String>::new());
}
