//! Whatever a computer's environment and files say, nothing goes anywhere but to AWS and to this computer. The program runs in
//! a process of its own, whose environment is that of somebody who means ill, and enters in every way there is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::net::{IpAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use export_storage_setup::app::{App, AppError};
use export_storage_setup::aws::network::hosts::hosts;
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::provision::SystemClock;
use export_storage_setup::values::{Region, kind_of};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::errors::answer;
use crate::support::center_server::{CenterServer, START_URL};
use crate::support::company::{Company, Door};
use crate::support::proof::base64url;
use crate::support::sign_in_server::SignInServer;

const FOLDER: &str = "ONE_WAY_OUT_FOLDER";
/// What the program says of each way in, line by line.
const HEARD: &str = "heard";
/// What the banner says after each of them.
const BANNER: &str = "banner";
const KEYS: &str = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const PROFILES: [&str; 9] =
    ["keys", "role", "phone", "company", "console", "token", "machine", "over-company", "old-company"];

/// The AWS CLI's files of sign-ins are named after a page's name and after whose session it is.
const SSO_FILE: &str = ".aws/sso/cache/71b21161ffa1e6516bcc072aaf5ef38cbe85b511.json";
const LOGIN_FILE: &str = ".aws/login/cache/11bbc882fa0112a0e2aa42512092bdb77bdc2de5bcf739440b5e7e0228647a6c.json";

/// Every variable that names an address to the SDK, for all services and for each.
const FOR_EACH: [&str; 7] = ["S3", "IAM", "KMS", "STS", "SIGNIN", "SSO", "SSO_OIDC"];

/// Somebody who listens at every address of this computer, and is named by one that is not loopback.
struct Stranger {
    listener: TcpListener,
}

impl Stranger {
    fn new() -> Self {
        let listener = TcpListener::bind(("0.0.0.0", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self { listener }
    }

    /// Addresses that lead here from this computer, and that a rule by name alone could take for it.
    fn addresses(&self) -> Vec<String> {
        let port = self.listener.local_addr().unwrap().port();
        let mut hosts = vec!["0.0.0.0".to_owned(), "2130706433".to_owned(), "127.1".to_owned()];
        hosts.extend(own_address().map(|address| address.to_string()));
        hosts.into_iter().map(|host| format!("http://{host}:{port}")).collect()
    }

    #[track_caller]
    fn assert_alone(&self, told: &str) {
        assert!(self.listener.accept().is_err(), "somebody came to a stranger:\n{told}");
    }
}

/// An address of this computer's in its network, if it has one. Nothing is sent to find it.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_loopback())
}

/// The program of a test, in a process of its own.
#[tokio::test]
#[ignore = "the tests of this file start it"]
async fn child() {
    let folder = std::env::var_os(FOLDER).expect("started by another test");
    let app = Arc::new(App::open(&Path::new(&folder).join("data"), Arc::new(SystemClock)).unwrap());
    let known = app.settings.places().await.banner();
    let (mut heard, mut shown) = (String::new(), BTreeSet::new());
    let mut hear = |way: &str, outcome: Result<(), AppError>| {
        let line = match outcome {
            Ok(()) => format!("{way}\tentered\t\n"),
            Err(error) => format!("{way}\t{}\t{}\n", kind_of(&error), place(&Problem::from(&error))),
        };
        heard.push_str(&line);
        shown.extend(app.settings.instead_of_aws(known.as_deref()));
    };
    hear("keys", app.sessions.sign_in_keys(&SecretString::from(KEYS), "eu-west-1").await.map(drop));
    let code = SecretString::from("123456");
    for name in PROFILES {
        hear(name, app.sessions.sign_in_profile(name, Some(&code)).await.map(drop));
    }
    let browser = async {
        let waiting = app.sessions.begin_browser_sign_in().await?;
        let link = waiting.code_link().to_string();
        let (_, state) = link.split_once("state=").unwrap();
        let answer = format!("code=x&state={}", state.split('&').next().unwrap());
        app.sessions.finish_with_code(&SecretString::from(base64url(answer.as_bytes()))).await.map(drop)
    };
    hear("browser", Box::pin(browser).await);
    hear("page", app.sessions.begin_center_sign_in(START_URL, "eu-central-1").await.map(drop));
    let reached = app.settings.test_connection(app.sessions.current()).await.map(drop);
    hear("connection", reached);
    let banner: Vec<String> = shown.into_iter().collect();
    std::fs::write(Path::new(&folder).join(BANNER), banner.join(", ")).unwrap();
    std::fs::write(Path::new(&folder).join(HEARD), heard).unwrap();
}

/// A computer on which somebody has set up AWS in every way there is.
struct Computer {
    folder: TempDir,
    company: Company,
    stranger: Stranger,
}

impl Computer {
    /// `said` stands in every profile and in the settings of every service.
    async fn new(said: &str, services: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (page, console) = (CenterServer::start().await, SignInServer::start().await);
        for (file, kept) in [
            (SSO_FILE, page.kept_by_cli(Duration::from_hours(1))),
            (LOGIN_FILE, console.kept_by_cli(Duration::from_hours(1))),
        ] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, kept.to_string()).unwrap();
        }
        let role = "role_arn = arn:aws:iam::123456789012:role/r\nregion = eu-west-1\n";
        let at_page = "sso_session = company\nsso_account_id = 123456789012\nsso_role_name = Admin\n";
        let sections = [
            ("default", String::new()),
            ("profile keys", "region = eu-west-1\n".to_owned()),
            ("profile role", format!("{role}source_profile = keys\n")),
            ("profile phone", format!("{role}source_profile = keys\nmfa_serial = arn:aws:iam::123456789012:mfa/anna\n")),
            ("profile company", at_page.to_owned()),
            ("profile over-company", format!("{role}source_profile = company\n")),
            ("profile console", "login_session = arn:aws:iam::123456789012:user/anna\nregion = eu-west-1\n".to_owned()),
            ("profile token", format!("{role}web_identity_token_file = {}\n", folder.path().join("token").display())),
            ("profile machine", format!("{role}credential_source = Ec2InstanceMetadata\n")),
            (
                "profile old-company",
                "sso_start_url = https://a.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 123456789012\nsso_role_name = Admin\n".to_owned(),
            ),
        ];
        let page = format!("[sso-session company]\nsso_start_url = {START_URL}\nsso_region = eu-central-1\n{services}");
        let sections = sections.map(|(name, lines)| format!("[{name}]\n{lines}{said}\n"));
        let config = sections.concat() + &page;
        std::fs::write(folder.path().join("token"), "cAnArY").unwrap();
        std::fs::write(folder.path().join("config"), config).unwrap();
        let keys = "[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = cAnArY\n";
        std::fs::write(folder.path().join("credentials"), keys).unwrap();
        // What goes to AWS ends here: nobody may pass.
        Self { folder, company: Company::with(Door::ClosedTo("")).await, stranger: Stranger::new() }
    }

    /// Enters in every way, and gives what was told of each: the way, the kind, and where it would have gone.
    async fn enter(&self, variables: &[(String, String)]) -> Vec<(String, String, String)> {
        let path = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "network::one_way_out::child", "--ignored", "--nocapture"]);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.folder.path()).env(FOLDER, self.folder.path());
        command.env("AWS_CONFIG_FILE", path("config")).env("AWS_SHARED_CREDENTIALS_FILE", path("credentials"));
        command.env("HTTPS_PROXY", self.company.proxy());
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let ran = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let heard = std::fs::read_to_string(path(HEARD))
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat())));
        std::fs::remove_file(path(HEARD)).unwrap();
        std::fs::remove_dir_all(path("data")).unwrap();
        self.stranger.assert_alone(&heard);
        for host in self.company.hosts() {
            assert!(host.ends_with("amazonaws.com:443") || host.ends_with(".signin.aws.amazon.com:443"), "{host}");
        }
        let line = |line: &str| {
            let [way, kind, place] =
                line.splitn(3, '\t').map(ToOwned::to_owned).collect::<Vec<_>>().try_into().unwrap();
            (way, kind, place)
        };
        heard.lines().map(line).collect()
    }
}

impl Computer {
    /// What the banner said when the program ran last.
    fn banner(&self) -> String {
        std::fs::read_to_string(self.folder.path().join(BANNER)).unwrap()
    }
}

fn pairs(names: &[&str], address: &str) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), address.to_owned())).collect()
}

/// The variables by which a machine inside AWS is given keys, and those that somebody sets beside.
fn beside(address: &str) -> Vec<(String, String)> {
    let mut all = pairs(&["AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_CONTAINER_CREDENTIALS_FULL_URI"], address);
    let others = [
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials"),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "cAnArY"),
        ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/dev/null"),
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "cAnArY"),
        ("AWS_PROFILE", "company"),
    ];
    all.extend(others.map(|(name, value)| (name.to_owned(), value.to_owned())));
    all
}

/// Where it would have gone, of what the page is told.
fn place(problem: &Problem) -> &str {
    problem.failure["place"].as_str().unwrap_or_default()
}

#[track_caller]
fn assert_told(heard: &[(String, String, String)]) {
    assert_eq!(heard.len(), PROFILES.len() + 4, "{heard:#?}");
    for (way, kind, place) in heard {
        assert!(!kind.is_empty(), "{way}");
        assert_eq!(kind.starts_with("override-"), !place.is_empty(), "{way}, {kind}: {place}");
    }
}

#[track_caller]
fn assert_refused(heard: &[(String, String, String)], ways: &[&str]) {
    for (way, kind, place) in heard.iter().filter(|(way, _, _)| ways.contains(&way.as_str())) {
        assert_eq!(kind, "override-elsewhere", "{way}: {place}");
        assert!(place.starts_with("http://"), "{way}: {place}");
    }
}

const ALL: [&str; 10] =
    ["keys", "role", "phone", "company", "console", "token", "over-company", "browser", "page", "connection"];

#[tokio::test]
async fn an_environment_that_names_a_stranger_for_everything() {
    let computer = Computer::new("", "").await;
    for address in computer.stranger.addresses() {
        let variables = [pairs(&["AWS_ENDPOINT_URL"], &address), beside(&address)].concat();
        let heard = computer.enter(&variables).await;
        assert_told(&heard);
        assert_refused(&heard, &ALL);
        assert_eq!(computer.banner(), address);
    }
    assert_eq!(computer.company.heads(), Vec::<String>::new());
}

/// What stays on this computer is let through, and shown: by what the SDK does, whatever it was told to ignore.
#[tokio::test]
async fn the_banner_names_whoever_on_this_computer_is_really_asked() {
    let computer = Computer::new("", "").await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    // Who comes is counted, and refused, so that nobody comes again.
    let counting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(answer(stream, "HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"));
        }
    });
    let mut shown = Vec::new();
    for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO"] {
        for ignored in ["true", "false"] {
            let before = came.load(Ordering::SeqCst);
            let ignoring = pairs(&["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], ignored);
            computer.enter(&[pairs(&[name], &here), ignoring].concat()).await;
            let asked = came.load(Ordering::SeqCst) > before;
            assert_eq!(computer.banner(), if asked { here.as_str() } else { "" }, "{name}, ignored: {ignored}");
            shown.push(asked);
        }
    }
    assert!(shown.contains(&true), "nobody was asked");
    counting.abort();
}

/// The SDK reads some of them where others are switched off, and by other rules than AWS's other programs.
#[tokio::test]
async fn an_environment_that_names_a_stranger_for_each_service_and_takes_half_of_it_back() {
    let computer = Computer::new("", "").await;
    let address = computer.stranger.addresses().swap_remove(0);
    let names: Vec<String> = FOR_EACH.iter().map(|service| format!("AWS_ENDPOINT_URL_{service}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for ignored in [None, Some("true"), Some("TRUE"), Some("1"), Some("false"), Some("nonsense")] {
        let mut variables = [pairs(&names, &address), beside(&address)].concat();
        variables.extend(ignored.map(|said| ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS".to_owned(), said.to_owned())));
        let heard = computer.enter(&variables).await;
        assert_told(&heard);
        assert!(heard.iter().all(|(way, kind, _)| way == "connection" || kind != "entered"), "{heard:#?}");
    }
}

#[tokio::test]
async fn settings_that_contradict_each_other() {
    let computer = Computer::new("", "").await;
    let address = computer.stranger.addresses().swap_remove(0);
    for names in [
        &["AWS_USE_FIPS_ENDPOINT"][..],
        &["AWS_USE_DUALSTACK_ENDPOINT"],
        &["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"],
    ] {
        let variables = [pairs(names, "true"), pairs(&["AWS_ENDPOINT_URL"], &address), beside(&address)].concat();
        let heard = computer.enter(&variables).await;
        assert_told(&heard);
    }
}

#[tokio::test]
async fn profiles_that_name_a_stranger() {
    let stranger = Stranger::new();
    let address = stranger.addresses().swap_remove(0);
    let services = ["s3", "iam", "kms", "sts", "signin", "sso", "sso_oidc", "sso-oidc", "sso oidc"];
    let services = services.map(|service| format!("{service} =\n  endpoint_url = {address}\n")).concat();
    for (said, services) in [
        (format!("endpoint_url = {address}"), String::new()),
        ("services = elsewhere".to_owned(), format!("[services elsewhere]\n{services}")),
        (format!("endpoint_url = {address}\nignore_configured_endpoint_urls = true"), String::new()),
        (
            "services = elsewhere\nignore_configured_endpoint_urls = true".to_owned(),
            format!("[services elsewhere]\n{services}"),
        ),
        (format!("endpoint_url = {address}\nec2_metadata_service_endpoint = {address}"), String::new()),
    ] {
        let mut computer = Computer::new(&said, &services).await;
        computer.stranger = Stranger { listener: stranger.listener.try_clone().unwrap() };
        let heard = computer.enter(&[]).await;
        assert_told(&heard);
        if !said.contains("ignore") {
            assert_refused(&heard, &ALL);
        }
    }
}

/// Where nothing is set, the same ways lead to AWS and nowhere else; so what is refused above is refused for its address.
#[tokio::test]
async fn without_such_settings_every_way_in_leads_to_aws() {
    let computer = Computer::new("", "").await;
    let heard = computer.enter(&[]).await;
    assert_told(&heard);
    assert!(heard.iter().all(|(_, kind, _)| kind != "override-elsewhere"), "{heard:#?}");
    assert_eq!(computer.banner(), "");
    let asked = computer.company.hosts();
    for host in ["sts.eu-west-1", "portal.sso.eu-central-1", "us-east-1.signin", "oidc.eu-central-1"] {
        assert!(asked.iter().any(|name| name.starts_with(host)), "{host} is not among {asked:?}");
    }
    let tried = hosts(&Region::parse("us-east-1").unwrap());
    assert!(tried.iter().all(|host| asked.contains(&format!("{}:443", host.name))), "{asked:?}");
}
