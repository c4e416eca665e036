//! A company's network, through the window: its proxy, its certificate, its clock, and what the page says of each.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::canaries::Canaries;
use crate::journey::computer;
use crate::support::boto::read_back;
use crate::support::company::{Company, Door, TOO_FAR};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::free_port;
use crate::support::proxy::Proxy;
use crate::window::{Home, Opening, Window};

const PASSWORD: &str = "cAnArYproxyPASSWORD";
/// `anna` with that password, as RFC 7617 writes it.
const ANNA: &str = "YW5uYTpjQW5Bcllwcm94eVBBU1NXT1JE";
/// The keys that answer a question of the system's: Cancel has the focus, and the other button is next to it.
const NO: &[&str] = &["Return"];
const YES: &[&str] = &["Tab", "Return"];
const KEYS: &str = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// A computer whose setting names this file of certificates, which need not be there.
fn opening(home: &Home) -> Opening {
    Window::opening().home(home).env("AWS_CA_BUNDLE", home.path("company.pem").display().to_string())
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

    async fn show_profiles(&self) {
        self.execute("location.hash = '#/sign-in'").await;
        self.click("sign-in-profile").await;
    }

    async fn enter_with_keys(&self) {
        self.execute("location.hash = '#/sign-in'").await;
        self.click("sign-in-keys").await;
        self.type_into("region", "eu-west-1").await;
        self.paste_into("keys-paste", KEYS).await;
        self.click("sign-in-submit").await;
    }

    /// Tries once more to get in, and reads why it does not work.
    async fn is_refused(&self, says: &[&str]) {
        self.click("sign-in-submit").await;
        for part in says {
            self.wait_text("problem", part).await;
        }
        assert!(!self.has("account-id").await);
    }
}

#[tokio::test]
async fn whatever_a_companys_network_wants_is_said_with_what_to_do_and_the_next_try_works() {
    let company = Company::with(Door::Open).await;
    let home = computer("eu-west-1");
    let window = opening(&home).open().await;
    window.open_settings().await;
    window.wait_text("computer-says", "This computer names no proxy.").await;
    window.type_into("proxy", &company.proxy()).await;
    window.save_settings().await;
    window.show_profiles().await;

    // The file of certificates: not there, none, another company's, the right one.
    let asks = "Could you send me our company’s certificates";
    window.is_refused(&["cannot be read", "AWS_CA_BUNDLE", "company.pem", "Put the file there", asks]).await;
    home.write("company.pem", "no certificate");
    window
        .is_refused(&["holds no certificate", "AWS_CA_BUNDLE", "put the file they send you in its place", asks])
        .await;
    home.write("company.pem", Company::with(Door::Open).await.authority());
    let trusts = "Could you add our company’s certificate to those that my computer trusts";
    window.is_refused(&["does not trust the certificate", "AWS_CA_BUNDLE says where its file is", trusts]).await;
    home.write("company.pem", company.authority());
    company.set_clock_ahead(i64::try_from(TOO_FAR.as_secs()).unwrap());
    window.is_refused(&["Your computer’s clock is 42 minutes slow", "Let this computer set its clock by itself"]).await;
    company.set_clock_ahead(0);

    // The proxy: a sign-in that is not to be had, a closed door, a password.
    let opens = "Could you allow HTTPS (port 443) to these hosts without a sign-in";
    let hosts = ["sts.eu-west-1", "s3.eu-west-1", "*.s3.eu-west-1", "kms.eu-west-1", "iam", "oidc.eu-west-1"];
    let hosts = hosts.map(|host| format!("- {host}.amazonaws.com"));
    company.rebuild(Door::Windows);
    window.is_refused(&["takes only a Windows sign-in (NTLM or Kerberos)", "to your IT department", opens]).await;
    for host in hosts.iter().map(String::as_str).chain(["- eu-west-1.signin.aws.amazon.com"]) {
        window.wait_text("problem", host).await;
    }
    company.rebuild(Door::Digest);
    window.is_refused(&["wants a kind of sign-in that this program does not speak", opens, &hosts[0]]).await;
    company.rebuild(Door::ClosedTo("sts."));
    window.is_refused(&["did not let the connection to AWS through", "to your IT department", &hosts[0]]).await;
    company.rebuild(Door::ClosedTo("kms."));
    window.click("test-connection").await;
    window.wait_text("host-sts.us-east-1.amazonaws.com", "reached in").await;
    window.wait_text("host-kms.us-east-1.amazonaws.com", "did not let the connection to AWS through").await;
    assert_eq!(window.axe().await, Vec::<String>::new());
    window.resize(320, 800).await;
    assert!(!window.scrolls_sideways().await);
    window.resize(1280, 800).await;
    company.rebuild(Door::Password(ANNA.to_owned()));
    window.is_refused(&["wants a user name and password", "under Settings, and try again", &hosts[0]]).await;
    window.click("to-settings").await;
    window.type_into("proxy-user", "anna").await;
    window.type_into("proxy-password", "not-this-one").await;
    window.save_settings().await;
    window.show_profiles().await;
    window.is_refused(&["does not take the user name and password", "several wrong tries can lock you out"]).await;
    window.click("to-settings").await;
    window.type_into("proxy-password", PASSWORD).await;
    window.save_settings().await;
    assert_eq!(window.value_of("proxy-password").await, "");
    window.show_profiles().await;
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);

    assert!(
        company.hosts().iter().all(|host| host.ends_with(".aws.amazon.com:443") || host.ends_with("amazonaws.com:443")),
        "{:?}",
        company.hosts()
    );
    let canaries = Canaries::of([PASSWORD, ANNA, "not-this-one"]);
    canaries.assert_not_on(&window).await;
    let kept = window.invoke("settings", &json!({})).await.unwrap();
    assert!(!kept.to_string().contains(PASSWORD), "{kept}");
    canaries.assert_not_left(window, &company.proxy());
}

#[tokio::test]
async fn keys_and_a_password_in_the_environment_lead_through_the_proxy_to_a_finished_setup() {
    let moto = Emulator::moto().await;
    let aws = Proxy::before(&moto.endpoint()).start().await;
    let company = Company::before(Door::Password(ANNA.to_owned()), &aws.endpoint()).await;
    let home = Home::new();
    home.write("company.pem", company.authority());
    let named = format!("http://anna:{PASSWORD}@{}", company.proxy());
    let window = opening(&home).env("HTTPS_PROXY", named).open().await;
    window.enter_with_keys().await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    window.click("continue").await;
    window.paste_mail().await;
    window.review().await;
    let question = format!("Create this in AWS account {ACCOUNT}");
    // Requests go to AWS, so the program asks outside of the page, where no script of a page could press for a person.
    window.click("create").await;
    window.press_in(&question, NO).await;
    window.wait_text("problem", "You did not confirm this, so nothing was done.").await;
    assert_eq!(aws.asked().iter().filter(|asked| asked.is_change()).count(), 0);
    window.click("create").await;
    window.press_in(&question, YES).await;
    let bucket = window.text_of("value-bucket-name").await;
    let found = read_back(&moto.endpoint(), "eu-west-1").await;
    assert!(found["buckets"][&bucket].is_object(), "{found:#}");

    let hosts = company.hosts();
    assert!(hosts.contains(&format!("{bucket}.s3.eu-west-1.amazonaws.com:443")), "{hosts:?}");
    assert!(hosts.iter().all(|host| host.ends_with("amazonaws.com:443")), "{hosts:?}");
    let canaries = Canaries::of([PASSWORD, ANNA, KEYS.split_once(' ').unwrap().1]);
    canaries.assert_not_on(&window).await;
    window.open_settings().await;
    window.wait_text("computer-says", &format!("This computer names the proxy http://{}.", company.proxy())).await;
    canaries.assert_not_on(&window).await;
    canaries.assert_not_left(window, &bucket);
}

/// What GNOME's settings say of the proxy.
fn system_says(home: &Home, mode: &str, rest: &str) {
    let folder = home.path("config/glib-2.0/settings");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("keyfile"), format!("[system/proxy]\nmode='{mode}'\n{rest}\n")).unwrap();
}

fn listening(home: &Home, host: &str, port: &str) {
    system_says(home, "manual", &format!("[system/proxy/https]\nhost='{host}'\nport={port}"));
}

/// A program that is found by its name before the system's own, and leaves a trace.
fn false_friend(home: &Home, name: &str) {
    home.write(name, &format!("#!/bin/sh\ntouch {}\n", home.path("ran").display()));
    std::fs::set_permissions(home.path(name), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[tokio::test]
async fn the_proxy_of_the_system_is_used_where_nothing_is_typed() {
    let company = Company::with(Door::Open).await;
    let home = Home::new();
    home.write("company.pem", company.authority());
    listening(&home, "127.0.0.1", &free_port().to_string());
    false_friend(&home, "gsettings");
    let path = format!("{}:{}", home.path("").display(), std::env::var("PATH").unwrap());
    let window = opening(&home).env("PATH", path).env("GSETTINGS_BACKEND", "keyfile").open().await;
    window.enter_with_keys().await;
    window.wait_text("problem", "Your company’s proxy could not be reached").await;
    window.wait_text("problem", "on its VPN").await;

    // Somebody corrects it, and each time the next try is with what the system says then.
    listening(&home, "socks5://127.0.0.1", "1080");
    window.paste_into("keys-paste", KEYS).await;
    window.is_refused(&["name a proxy that this program cannot use", "the address of an HTTP proxy"]).await;
    system_says(&home, "auto", "autoconfig-url='http://wpad/p.pac'");
    window.open_settings().await;
    window.wait_text("computer-says", "finds its proxy by the script http://wpad/p.pac").await;
    window.wait_text("computer-says", "ask your IT department which proxy").await;
    let (host, port) = company.proxy().split_once(':').map(|(host, port)| (host.to_owned(), port.to_owned())).unwrap();
    listening(&home, &host, &port);
    window.click("test-connection").await;
    window.wait_text("host-sts.us-east-1.amazonaws.com", "reached in").await;
    window.wait_text("computer-says", &format!("This computer names the proxy http://{host}:{port}.")).await;
    window.enter_with_keys().await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert!(!company.hosts().is_empty());
    assert!(!home.path("ran").exists(), "a program was started by its name alone");
}

#[tokio::test]
async fn certificates_that_the_environment_names_take_the_place_of_the_systems() {
    let company = Company::with(Door::Open).await;
    let home = Home::new();
    home.write("company.pem", company.authority());
    let window = Window::opening().home(&home).env("HTTPS_PROXY", format!("http://{}", company.proxy()));
    let window = window.env("SSL_CERT_FILE", home.path("company.pem").display().to_string()).open().await;
    window.enter_with_keys().await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
}
