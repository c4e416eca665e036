//! Signing in with a user name and password: the window, the system's browser, AWS's page, and back.

use std::fs;

use crate::canaries::everything_on;
use crate::support::sign_in_server::{Mood, SignInServer};
use crate::support::stand_in::{Consent, browse};
use crate::ways::{Aws, assert_found_nowhere, with_browser};
use crate::window::{Home, Opening};

const KEY_ID: &str = "ASIAIOSFODNN7BROWSER";

struct Stage {
    aws: Aws,
    server: SignInServer,
    home: Home,
}

impl Stage {
    async fn new() -> Self {
        Self { aws: Aws::new().await, server: SignInServer::start().await, home: Home::new() }
    }

    fn opening(&self) -> Opening {
        self.aws.opening(&self.home, &self.server.endpoint(), &["SIGNIN"])
    }

    /// The server behaves as usual, but for this.
    fn but(&self, change: impl FnOnce(&mut Mood)) {
        self.server.change(|mood| {
            *mood = Mood::default();
            change(mood);
        });
    }
}

/// What goes wrong, and the words of cause and remedy, of AWS, and of the text to send.
type Failure = (fn(&mut Mood), &'static str, &'static str, &'static [&'static str]);

const FAILURES: [Failure; 8] = [
    (
        |mood| mood.consent = Consent::Denied,
        "was not allowed, by you or by a rule of your company",
        "Begin again and allow it",
        &["Send this to the person who can help", "attach AWS’s managed policy SignInLocalDevelopmentAccess"],
    ),
    (
        |mood| mood.consent = Consent::Failing,
        "AWS’s page ended the sign-in with an error",
        "choose another way in if AWS’s page says the same again",
        &["server_error: It is broken"],
    ),
    (|mood| mood.consent = Consent::Empty, "an answer without a code", "Close AWS’s pages in the browser", &[]),
    (
        |mood| mood.refusal = Some("AUTHCODE_EXPIRED"),
        "The code of this sign-in is too old, or was used already",
        "Open AWS’s page once more; a code works once",
        &["signin:CreateOAuth2Token", "AUTHCODE_EXPIRED", "The request was refused: "],
    ),
    (
        |mood| mood.refusal = Some("USER_CREDENTIALS_CHANGED"),
        "Your AWS password or user was changed",
        "sign in with the new password",
        &["USER_CREDENTIALS_CHANGED", "The request was refused: "],
    ),
    (
        |mood| mood.hangs_up = true,
        "The connection to AWS broke before the answer came",
        "Try again in a minute",
        &["signin:CreateOAuth2Token"],
    ),
    (
        |mood| mood.refusal = Some("SOMETHING_NEW"),
        "AWS’s sign-in server gave no keys",
        "show AWS’s own words below",
        &["SOMETHING_NEW", "The request was refused: "],
    ),
    (
        |mood| mood.refusal = Some("INSUFFICIENT_PERMISSIONS"),
        "Your AWS user may not sign in to a program on a computer",
        "Send the text below",
        &[
            "attach AWS’s managed policy SignInLocalDevelopmentAccess",
            "INSUFFICIENT_PERMISSIONS",
            "The request was refused: ",
        ],
    ),
];

#[tokio::test]
async fn every_failure_in_the_browser_is_told_and_the_next_try_leads_to_a_finished_setup() {
    let stage = Stage::new().await;
    let window = with_browser(stage.opening(), &stage.home).open().await;
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    window.click("sign-in-browser").await;
    let mut seen = Vec::new();
    for (wrong, cause, remedy, more) in FAILURES {
        stage.but(wrong);
        window.click("sign-in-submit").await;
        window.problem_says(cause, remedy, more).await;
        seen.push(everything_on(&window).await);
    }
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    window.resize(1280, 800).await;

    stage.but(|mood| mood.consent = Consent::NotYet);
    window.click("sign-in-submit").await;
    window.click("browser-cancel").await;
    window.problem_says("The sign-in was cancelled", "Begin again, or choose another way in", &[]).await;
    window.click("sign-in-submit").await;
    window.by_testid("browser-waiting").await;
    seen.push(everything_on(&window).await);
    stage.but(|_| {});
    window.click("browser-again").await;
    let bucket = stage.aws.finish(&window, KEY_ID, &mut seen).await;
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));

    assert_eq!(stage.server.refused(), Vec::<String>::new());
    assert_eq!(stage.server.redeemed(), 1);
    let shown = fs::read_to_string(stage.home.path("browser.log")).unwrap();
    for words in ["The sign-in did not work. Export Storage Setup says why.", "Go back to Export Storage Setup."] {
        assert!(shown.contains(words), "{shown}");
    }
    assert_found_nowhere(stage.server.secrets(), &stage.server.keys(), &seen, window, &bucket);
}

#[tokio::test]
async fn a_computer_without_a_browser_takes_a_code_from_another_one() {
    let stage = Stage::new().await;
    // No program that could open anything is there.
    let folder = stage.home.path("bin");
    fs::create_dir(&folder).unwrap();
    let mut programs = std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect::<Vec<_>>().into_iter();
    let driver = programs.find_map(|folder| folder.join("WebKitWebDriver").canonicalize().ok()).unwrap();
    std::os::unix::fs::symlink(driver, folder.join("WebKitWebDriver")).unwrap();
    let window = stage.opening().env("PATH", folder.display().to_string()).open().await;
    window.click("sign-in-browser").await;
    window.click("sign-in-submit").await;
    window.by_testid("browser-waiting").await;
    window
        .wait_until(
            "the page says that no browser could be opened",
            "return document.body.innerText.includes('Your browser could not be opened')",
        )
        .await;
    window.click("copy-browser-link").await;
    window.wait_clipboard(&window.text_of("browser-link").await).await;
    window.click("no-browser").await;
    let link = window.text_of("browser-code-link").await;

    stage.but(|mood| mood.consent = Consent::OfAnother);
    let (_, of_another) = browse(&link).await;
    let mut seen = Vec::new();
    for (pasted, cause, remedy) in [
        ("", "Nothing was pasted", "Copy the whole code that AWS’s page shows"),
        ("thatIsNoCode", "This is not a whole code", "Copy the whole code that AWS’s page shows"),
        (&of_another, "This code belongs to another sign-in", "Open the link above once more"),
    ] {
        if !pasted.is_empty() {
            window.paste_into("browser-code", pasted).await;
        }
        window.click("browser-code-submit").await;
        window.wait_text("error-browser-code", cause).await;
        window.wait_text("error-browser-code", remedy).await;
        assert_eq!(window.value_of("browser-code").await, "");
        seen.push(everything_on(&window).await);
    }
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(1280, 800).await;

    // AWS refuses the first code, and takes the one that the same link gives afterwards.
    stage.but(|mood| mood.refusal = Some("AUTHCODE_EXPIRED"));
    let mut codes = Vec::new();
    for refused in [true, false] {
        let (_, code) = browse(&link).await;
        window.paste_into("browser-code", &code).await;
        window.click("browser-code-submit").await;
        if refused {
            window
                .problem_says("The code of this sign-in is too old", "a code works once", &["AUTHCODE_EXPIRED"])
                .await;
            seen.push(everything_on(&window).await);
            stage.but(|_| {});
        }
        codes.push(code);
    }
    let bucket = stage.aws.finish(&window, KEY_ID, &mut seen).await;
    assert_eq!(stage.server.refused(), Vec::<String>::new());
    let secrets = [stage.server.secrets(), codes, vec![of_another]].concat();
    assert_found_nowhere(secrets, &stage.server.keys(), &seen, window, &bucket);
}
