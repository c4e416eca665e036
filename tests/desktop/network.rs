//! A company's network, through the window: its proxy, its certificate, and what the page says of both.

use serde_json::json;

use crate::support::company::{Company, Door};
use crate::support::emulator::ACCOUNT;
use crate::support::free_port;
use crate::window::{Home, Window};

const PASSWORD: &str = "cAnArYproxyPASSWORD";
/// `anna` with that password, as RFC 7617 writes it.
const ANNA: &str = "YW5uYTpjQW5Bcllwcm94eVBBU1NXT1JE";
const KEYS: &str = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// A computer that knows the company's certificate and nothing of its proxy.
async fn window(home: &Home, company: &Company) -> Window {
    home.write("company.pem", company.authority());
    let bundle = home.path("company.pem").display().to_string();
    Window::opening().home(home).env("AWS_CA_BUNDLE", bundle).open().await
}

impl Window {
    async fn open_settings(&self) {
        self.click("settings").await;
        self.by_testid("save-settings").await;
    }

    async fn save_settings(&self) {
        self.click("save-settings").await;
        self.by_testid("settings-saved").await;
    }

    async fn enter_with_keys(&self) {
        self.execute("location.hash = '#/sign-in'").await;
        self.click("sign-in-keys").await;
        self.type_into("region", "eu-west-1").await;
        self.paste_into("keys-paste", KEYS).await;
        self.click("sign-in-submit").await;
    }
}

#[tokio::test]
async fn keys_are_signed_in_with_through_a_proxy_that_wants_a_password() {
    let company = Company::with(Door::Password(ANNA.to_owned())).await;
    let home = Home::new();
    let window = window(&home, &company).await;
    window.open_settings().await;
    window.wait_text("computer-says", "This computer names no proxy.").await;
    window.type_into("proxy", &company.proxy()).await;
    window.save_settings().await;

    window.enter_with_keys().await;
    window.wait_text("problem", "Your company’s proxy wants a user name and password.").await;
    window.click("to-settings").await;
    window.type_into("proxy-user", "anna").await;
    window.type_into("proxy-password", PASSWORD).await;
    window.save_settings().await;
    assert_eq!(window.value_of("proxy-password").await, "");

    window.enter_with_keys().await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert!(company.hosts().iter().all(|host| host.ends_with("amazonaws.com:443")), "{:?}", company.hosts());

    let page = window.execute("return document.documentElement.outerHTML").await;
    assert!(!page.as_str().unwrap().contains(PASSWORD));
    let kept = window.invoke("settings", &json!({})).await.unwrap();
    assert!(!kept.to_string().contains(PASSWORD), "{kept}");
    drop(window);
    let files = home.files();
    assert!(files.iter().any(|file| file.ends_with("settings.json")), "{files:?}");
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(!text.contains(PASSWORD) && !text.contains(ANNA), "{}", file.display());
    }
}

#[tokio::test]
async fn the_test_shows_which_address_the_proxy_keeps_closed() {
    let company = Company::with(Door::ClosedTo("kms.")).await;
    let window = window(&Home::new(), &company).await;
    window.open_settings().await;
    window.type_into("proxy", &company.proxy()).await;
    window.click("test-connection").await;
    window.wait_text("host-sts.us-east-1.amazonaws.com", "reached in").await;
    window.wait_text("host-kms.us-east-1.amazonaws.com", "did not let the connection to AWS through").await;
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
}

/// As GNOME's own program answers whose proxy listens here.
fn gsettings(home: &Home, proxy: &str) {
    let (host, port) = proxy.split_once(':').unwrap();
    let answer = format!(
        "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host '{host}'\n\
         org.gnome.system.proxy.https port {port}"
    );
    home.write("gsettings", &format!("#!/bin/sh\ncat <<END\n{answer}\nEND\n"));
    let program = home.path("gsettings");
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

#[tokio::test]
async fn the_proxy_of_the_system_is_used_where_nothing_is_typed() {
    let company = Company::with(Door::Open).await;
    let home = Home::new();
    let nobody = format!("127.0.0.1:{}", free_port());
    gsettings(&home, &nobody);
    home.write("company.pem", company.authority());
    let path = format!("{}:{}", home.path("").display(), std::env::var("PATH").unwrap());
    let bundle = home.path("company.pem").display().to_string();
    let window = Window::opening().home(&home).env("PATH", path).env("AWS_CA_BUNDLE", bundle).open().await;
    window.enter_with_keys().await;
    window.wait_text("problem", "Your company’s proxy could not be reached").await;

    // Somebody corrects it, and is told at once whether that was it.
    gsettings(&home, &company.proxy());
    window.click("test-connection").await;
    window.wait_text("host-sts.us-east-1.amazonaws.com", "reached in").await;
    window.open_settings().await;
    window.wait_text("computer-says", &format!("This computer names the proxy http://{}.", company.proxy())).await;
    window.enter_with_keys().await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert!(!company.hosts().is_empty());
}
