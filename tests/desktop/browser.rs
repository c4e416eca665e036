//! Signing in with a user name and password: the window, the system's browser, AWS's page, and back.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::journey::computer;
use crate::support::boto::read_back;
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::Proxy;
use crate::support::python_program;
use crate::support::sign_in_server::SignInServer;
use crate::support::stand_in::{Consent, browse};
use crate::window::{Home, Opening, Window};

/// A computer whose browser follows every link it is given to its end, and keeps what it saw.
pub fn with_browser(window: Opening, home: &Home) -> Opening {
    let folder = home.path("bin");
    fs::create_dir_all(&folder).unwrap();
    let browser = format!(
        "#!{}\nimport sys, urllib.request\nlast = urllib.request.urlopen(sys.argv[1]).read()\nopen('{}', 'ab').write(last)\n",
        python_program("python").display(),
        home.path("browser.log").display(),
    );
    let program = folder.join("xdg-open");
    fs::write(&program, browser).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    window.env("PATH", format!("{}:{path}", folder.display()))
}

struct Stage {
    moto: Emulator,
    proxy: Proxy,
    server: SignInServer,
}

impl Stage {
    async fn new() -> Self {
        let moto = Emulator::moto().await;
        let proxy = Proxy::before(&moto.endpoint()).start().await;
        Self { moto, proxy, server: SignInServer::start().await }
    }

    fn opening(&self, home: &Home) -> Opening {
        Window::opening()
            .home(home)
            .env("AWS_ENDPOINT_URL", self.proxy.endpoint())
            .env("AWS_ENDPOINT_URL_SIGNIN", self.server.endpoint())
    }
}

#[tokio::test]
async fn a_user_name_and_password_lead_to_a_finished_setup() {
    let (stage, home) = (Stage::new().await, Home::new());
    let window = with_browser(stage.opening(&home), &home).open().await;
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    window.click("sign-in-browser").await;
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert!(window.text_of("endpoint-banner").await.contains(&stage.server.endpoint()));
    window.click("continue").await;
    window.paste_mail().await;
    // The way in brings no region.
    window.choose("region", "Dublin").await;
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    assert!(role.starts_with(&format!("arn:aws:iam::{ACCOUNT}:role/")), "{role}");
    let found = read_back(&stage.moto.endpoint(), "eu-west-1").await;
    assert!(found["buckets"][&window.text_of("value-bucket-name").await].is_object(), "{found:#}");

    assert_eq!(stage.server.refused(), Vec::<String>::new());
    assert_eq!(stage.server.redeemed(), 1);
    let shown = fs::read_to_string(home.path("browser.log")).unwrap();
    assert!(shown.contains("Go back to Export Storage Setup."), "{shown}");
    // Everything that was made was made with the keys of this sign-in.
    let signed = stage
        .proxy
        .asked()
        .into_iter()
        .all(|asked| asked.headers["authorization"].to_str().unwrap().contains("Credential=ASIAIOSFODNN7BROWSER/"));
    assert!(signed, "{:?}", stage.proxy.operations());
    let home = window.pull_the_plug();
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        for secret in ["wJalrXUtnFEMI", "IQoJb3JpZ2luX2VjTokenOfTheBrowser", "refresh-"] {
            let held = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!held, "{} holds {secret}", file.display());
        }
    }
}

#[tokio::test]
async fn a_person_who_does_not_allow_it_is_told_what_to_do() {
    let (stage, home) = (Stage::new().await, Home::new());
    stage.server.change(|mood| mood.consent = Consent::Denied);
    let window = with_browser(stage.opening(&home), &home).open().await;
    window.click("sign-in-browser").await;
    window.click("sign-in-submit").await;
    window.wait_text("problem", "was not allowed").await;
    window.wait_text("problem", "SignInLocalDevelopmentAccess").await;
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    window.resize(1280, 800).await;
    // The next time they allow it.
    stage.server.change(|mood| mood.consent = Consent::Given);
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
}

#[tokio::test]
async fn a_computer_without_a_browser_takes_a_code_from_another_one() {
    let (stage, home) = (Stage::new().await, computer("eu-west-1"));
    // No program that could open anything is there.
    let folder = home.path("bin");
    fs::create_dir(&folder).unwrap();
    let mut programs = std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect::<Vec<_>>().into_iter();
    let driver = programs.find_map(|folder| folder.join("WebKitWebDriver").canonicalize().ok()).unwrap();
    std::os::unix::fs::symlink(driver, folder.join("WebKitWebDriver")).unwrap();
    let window = stage.opening(&home).env("PATH", folder.display().to_string()).open().await;
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
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    assert_eq!(window.axe().await, Vec::<String>::new());
    let (_, code) = browse(&link).await;
    window.paste_into("browser-code", &code).await;
    window.click("browser-code-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert_eq!(stage.server.refused(), Vec::<String>::new());
}
