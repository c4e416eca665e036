//! Signing in on a company's page with tiles: the window, the system's browser, the page, an account, a role.

use std::collections::BTreeSet;
use std::fs;

use hyper::StatusCode;

use crate::canaries::everything_on;
use crate::support::center_server::{CenterServer, Mood, START_URL};
use crate::support::emulator::ACCOUNT;
use crate::support::stand_in::Consent;
use crate::ways::{Aws, assert_found_nowhere, with_browser};
use crate::window::{Home, Window};

const KEY_ID: &str = "ASIAIOSFODNN7CENTERX";

struct Stage {
    aws: Aws,
    server: CenterServer,
    home: Home,
}

impl Stage {
    async fn new() -> Self {
        Self { aws: Aws::new().await, server: CenterServer::start().await, home: Home::new() }
    }

    async fn open(&self) -> Window {
        let window = self.aws.opening(&self.home, &self.server.endpoint(), &["SSO_OIDC", "SSO"]);
        let window = with_browser(window, &self.home).open().await;
        assert!(window.text_of("endpoint-banner").await.contains(&self.server.endpoint()));
        window.click("sign-in-identity-center").await;
        window
    }

    /// The servers behave as usual, but for this.
    fn but(&self, change: impl FnOnce(&mut Mood)) {
        self.server.change(|mood| {
            *mood = Mood { access: "cAnArYaCcEsS".to_owned(), refresh: "cAnArYrEfReSh".to_owned(), ..Mood::default() };
            "cAnArYcLiEnT".clone_into(&mut mood.client_secret);
            change(mood);
        });
    }

    /// Nothing that a secret's name begins with is missing among those that were looked for.
    fn assert_found_nowhere(&self, kinds: &[&str], seen: &[String], window: Window, bucket: &str) {
        assert_eq!(self.server.refused(), Vec::<String>::new());
        let secrets = self.server.secrets();
        for kind in kinds.iter().chain(&["cAnArYaCcEsS", "cAnArYrEfReSh", "cAnArYcLiEnT"]) {
            assert!(secrets.iter().any(|secret| secret.starts_with(kind)), "there is no {kind}");
        }
        assert_found_nowhere(secrets, &BTreeSet::new(), seen, window, bucket);
    }
}

/// What goes wrong, and the words of cause and remedy, and of AWS.
type Failure = (fn(&mut Mood), &'static str, &'static str, &'static [&'static str]);

const FAILURES: [Failure; 7] = [
    (
        |mood| mood.refusal = Some(("/client/register", StatusCode::BAD_REQUEST, "InvalidRequestRegionException")),
        "AWS knows no page of this address in this region",
        "ask IT for the region",
        &["sso-oidc:RegisterClient", "InvalidRequestRegionException"],
    ),
    (
        |mood| mood.hangs_up = true,
        "The connection to AWS broke before the answer came",
        "Try again in a minute",
        &["sso-oidc:RegisterClient"],
    ),
    (
        |mood| mood.consent = Consent::Denied,
        "was not allowed, by you or by a rule of your company",
        "ask IT whether programs may sign in there",
        &[],
    ),
    (
        |mood| mood.consent = Consent::Failing,
        "AWS’s page ended the sign-in with an error",
        "show the words below to IT",
        &["server_error: It is broken"],
    ),
    (
        |mood| mood.refusal = Some(("/token", StatusCode::BAD_REQUEST, "InvalidGrantException")),
        "The answer of your company’s page is too old, or was used already",
        "Begin again; an answer works once",
        &["sso-oidc:CreateToken", "InvalidGrantException", "Refused: "],
    ),
    (
        |mood| mood.refusal = Some(("/token", StatusCode::BAD_REQUEST, "SomethingNew")),
        "did not go on with the sign-in",
        "show AWS’s own words below",
        &["sso-oidc:CreateToken", "SomethingNew", "Refused: "],
    ),
    (|mood| mood.consent = Consent::Empty, "an answer without a code", "sign in with a code instead, below", &[]),
];

#[tokio::test]
async fn every_failure_before_an_answer_is_told_and_a_code_leads_to_a_finished_setup() {
    let stage = Stage::new().await;
    let window = stage.open().await;
    window.click("sign-in-submit").await;
    window.wait_text("error-start-url", "Fill in the address of your company’s page").await;
    window.type_into("start-url", START_URL).await;
    window.click("sign-in-submit").await;
    window.wait_text("error-region", "Choose the region").await;
    window.type_into("region", "somewhere").await;
    window.click("sign-in-submit").await;
    window.wait_text("error-region", "Write the region by its code").await;
    window.type_into("region", "eu-central-1").await;
    for (typed, words) in [
        ("my company", "This is no web address; copy it from your browser"),
        ("http://example.awsapps.com/start", "Use an address that begins with https://"),
        ("https://123456789012.signin.aws.amazon.com/console", "This is the page for a user name and password"),
    ] {
        window.type_into("start-url", typed).await;
        window.click("sign-in-submit").await;
        window.wait_text("error-start-url", words).await;
    }
    window.type_into("start-url", "https://other.awsapps.com/start").await;
    window.click("sign-in-submit").await;
    let (cause, remedy) = ("AWS knows no page of this address", "Copy the address from your browser");
    window.problem_says(cause, remedy, &["InvalidRequestException", "Invalid issuer url"]).await;
    window.type_into("start-url", START_URL).await;

    let mut seen = Vec::new();
    for (wrong, cause, remedy, more) in FAILURES {
        stage.but(wrong);
        window.click("sign-in-submit").await;
        window.problem_says(cause, remedy, more).await;
        assert_eq!(window.has("center-code").await, remedy.contains("with a code"), "{cause}");
        seen.push(everything_on(&window).await);
    }
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    window.resize(1280, 800).await;

    // The browser cannot bring its answer here, so a code is left: it is refused, it expires, it is cancelled.
    for (answer, cause, remedy) in [
        (
            "AccessDeniedException",
            "was not allowed, by you or by a rule",
            "Sign in with another code, below, and allow it",
        ),
        ("ExpiredTokenException", "The code was not entered in time", "enter it within a few minutes"),
    ] {
        stage.but(|mood| mood.not_entered = vec![answer]);
        window.click("center-code").await;
        window.problem_says(cause, remedy, &["sso-oidc:CreateToken", answer]).await;
        seen.push(everything_on(&window).await);
    }
    stage.but(|mood| mood.not_entered = vec!["AuthorizationPendingException"; 1000]);
    window.click("center-code").await;
    window.click("browser-cancel").await;
    window.problem_says("The sign-in was cancelled", "Begin again, or choose another way in", &[]).await;

    stage.server.change(|mood| mood.consent = Consent::Empty);
    window.click("sign-in-submit").await;
    window.click("center-code").await;
    assert_eq!(window.text_of("center-code-shown").await, "ABCD-EFGH");
    seen.push(everything_on(&window).await);
    // One account and one role alone are chosen without asking.
    stage.but(|_| {});
    let bucket = stage.aws.finish(&window, KEY_ID, &mut seen).await;
    let shown = fs::read_to_string(stage.home.path("browser.log")).unwrap();
    for words in ["The sign-in did not work. Export Storage Setup says why.", "Code entered."] {
        assert!(shown.contains(words), "{shown}");
    }
    stage.assert_found_nowhere(&["code ", "device-code-"], &seen, window, &bucket);
}

#[tokio::test]
async fn every_failure_after_the_answer_is_told_and_a_role_leads_to_a_finished_setup() {
    let stage = Stage::new().await;
    let many = |mood: &mut Mood| {
        mood.accounts = (1..=9).map(|number| (format!("{number:012}"), format!("Other account {number}"))).collect();
        mood.accounts.push((ACCOUNT.to_owned(), "Contact centre".to_owned()));
        mood.roles.push("ViewOnlyAccess".to_owned());
    };
    let window = stage.open().await;
    // As somebody copies it while a tile is open.
    window.paste_into("start-url", &format!("{START_URL}/#/?tab=accounts")).await;
    window.choose("region", "Frankfurt").await;

    stage.but(|mood| mood.consent = Consent::NotYet);
    window.click("sign-in-submit").await;
    window.click("browser-cancel").await;
    window.problem_says("The sign-in was cancelled", "Begin again, or choose another way in", &[]).await;

    stage.but(|mood| mood.accounts.clear());
    window.click("sign-in-submit").await;
    let send = "Send the text below";
    window.problem_says("gives you no AWS account", send, &["shows me no AWS account"]).await;

    stage.but(|mood| {
        many(mood);
        mood.roles.clear();
    });
    window.click("sign-in-submit").await;
    window.choose("center-account", ACCOUNT).await;
    window.click("sign-in-submit").await;
    window.problem_says("gives you no role in this account", send, &["gives me no role (permission set)"]).await;
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(1280, 800).await;

    let mut seen = Vec::new();
    for (status, answer, cause, remedy) in [
        (StatusCode::FORBIDDEN, "ForbiddenException", "does not give you this role", "Choose another role"),
        (
            StatusCode::UNAUTHORIZED,
            "UnauthorizedException",
            "The session of your company’s page has ended",
            "Sign in again",
        ),
    ] {
        stage.but(|mood| {
            many(mood);
            mood.refusal = Some(("/federation/credentials", status, answer));
        });
        window.click("sign-in-submit").await;
        if status == StatusCode::FORBIDDEN {
            window.choose("center-role", "ViewOnlyAccess").await;
            window.click("sign-in-submit").await;
        }
        window.problem_says(cause, remedy, &["sso:GetRoleCredentials", answer, "Refused: "]).await;
        seen.push(everything_on(&window).await);
    }

    // That leads back to the beginning, with what was typed there.
    stage.but(|mood| {
        many(mood);
        mood.consent = Consent::NotYet;
    });
    window.click("sign-in-submit").await;
    window.by_testid("browser-waiting").await;
    seen.push(everything_on(&window).await);
    stage.but(many);
    window.click("browser-again").await;
    window.by_testid("center-account").await;
    seen.push(everything_on(&window).await);
    window.choose("center-account", ACCOUNT).await;
    window.click("sign-in-submit").await;
    window.by_testid("center-role").await;
    seen.push(everything_on(&window).await);
    window.choose("center-role", "AdministratorAccess").await;
    window.click("sign-in-submit").await;
    let bucket = stage.aws.finish(&window, KEY_ID, &mut seen).await;
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    let shown = fs::read_to_string(stage.home.path("browser.log")).unwrap();
    assert!(shown.contains("Go back to Export Storage Setup."), "{shown}");

    // The page is offered the next time.
    window.execute("location.hash = '#/sign-in'").await;
    window.click("sign-in-identity-center").await;
    window.wait_value("start-url", START_URL).await;
    window.wait_value("region", "eu-central-1").await;
    stage.assert_found_nowhere(&["code "], &seen, window, &bucket);
}
