//! Requests through a real proxy to a stand-in for AWS that speaks TLS.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{
    Access, AwsFailure, Cause, Chosen, ClockOff, Environment, FailureKind, Network, ProxySignIn, RealAccess, identify,
};
use export_storage_setup::messages::problem::{Problem, Situation};
use export_storage_setup::sign_in::profile_access;
use export_storage_setup::values::{ProxyAddress, Region, kind_of};
use secrecy::SecretString;

use crate::support::company::{Company, Door, TOO_FAR};
use crate::support::emulator::ACCOUNT;
use crate::support::free_port;

/// Has every character that means something in an address.
const PASSWORD: &str = "p@ss:wörd/%";
/// `anna` with that password, as RFC 7617 writes it.
const ANNA: &str = "YW5uYTpwQHNzOnfDtnJkLyU=";

/// A file with the company's certificate, which ends with the test.
fn bundle(company: &Company) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), company.authority()).unwrap();
    file
}

/// The network of a computer whose environment names a proxy and a file of certificates.
pub fn network(proxy: &str, certificates: Option<PathBuf>) -> Network {
    let way = Environment::of(|name| (name == "HTTPS_PROXY").then(|| proxy.to_owned())).way;
    Network::within(Environment { way, certificates })
}

async fn access(network: &Network) -> Access {
    access_with("", network).await
}

/// With a profile of its own, which nobody's files take part in.
async fn access_with(profile: &str, network: &Network) -> Access {
    let keys = SharedCredentialsProvider::new(Credentials::new("AKIAEXAMPLE", "secret", None, None, "test"));
    let profile = format!("[default]\n{profile}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    Access::Real(RealAccess::load(keys, http_client(network).unwrap(), files, None).await)
}

fn region() -> Region {
    Region::parse("eu-west-1").unwrap()
}

/// Asks whose account it is, once.
async fn ask(access: &Access) -> Result<String, AwsFailure> {
    let sts = access.clients(&region()).write.sts;
    let answer = sts.get_caller_identity().send().await;
    answer.map(|answer| answer.account.unwrap()).map_err(|error| AwsFailure::of("sts:GetCallerIdentity", &error))
}

fn anna(password: &str) -> Chosen {
    let sign_in = ProxySignIn { user: "anna".to_owned(), password: SecretString::from(password) };
    Chosen { address: None, sign_in: Some(sign_in) }
}

#[tokio::test]
async fn a_password_in_the_environment_reaches_the_proxy_and_aws_answers() {
    let company = Company::with(Door::Password(ANNA.to_owned())).await;
    let certificates = bundle(&company);
    let proxy = format!("http://anna:p%40ss%3Aw%C3%B6rd%2F%25@{}", company.proxy());
    let network = network(&proxy, Some(certificates.path().to_owned()));
    let who = identify(&access(&network).await, &region()).await.unwrap();
    assert_eq!(who.account.id.as_str(), ACCOUNT);
    let hosts = company.hosts();
    assert!(hosts.contains(&"sts.eu-west-1.amazonaws.com:443".to_owned()), "{hosts:?}");
    assert!(hosts.contains(&"iam.amazonaws.com:443".to_owned()), "{hosts:?}");
    assert_eq!(hosts.len(), 2, "nothing else is asked, the metadata service least of all: {hosts:?}");
    assert!(!format!("{network:?} {network:#?}").contains("w%C3"), "{network:?}");
}

#[tokio::test]
async fn what_is_chosen_applies_to_the_next_request_of_a_session_in_hand() {
    let company = Company::with(Door::Password(ANNA.to_owned())).await;
    let certificates = bundle(&company);
    let network = network(&company.proxy(), Some(certificates.path().to_owned()));
    let access = access(&network).await;
    let refused = ask(&access).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-wants-sign-in");
    assert!(refused.message.unwrap().contains("Basic"));

    network.choose(anna("wrong"));
    let before = company.heads().len();
    let refused = ask(&access).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-password-wrong");
    let sent = company.heads()[before..].iter().filter(|head| head.contains("Proxy-Authorization")).count();
    assert_eq!(sent, 1, "each wrong password counts towards being locked out");

    network.choose(anna(PASSWORD));
    assert_eq!(ask(&access).await.unwrap(), ACCOUNT);

    // Where the door is opened and another proxy is chosen, that one is used.
    let other = Company::with(Door::Open).await;
    network.choose(Chosen { address: Some(ProxyAddress::parse(&other.proxy()).unwrap()), sign_in: None });
    assert_eq!(kind_of(&ask(&access).await.unwrap_err()), "certificate-not-trusted");
    assert_eq!(other.hosts(), ["sts.eu-west-1.amazonaws.com:443"]);
}

#[tokio::test]
async fn a_wrong_password_is_sent_once_by_calls_made_at_the_same_time() {
    let company = Company::with(Door::Password(ANNA.to_owned())).await;
    let network = network(&company.proxy(), None);
    network.choose(anna("wrong"));
    let access = access(&network).await;
    let sent = || company.heads().iter().filter(|head| head.contains("Proxy-Authorization")).count();
    let refused = identify(&access, &region()).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-password-wrong");
    assert_eq!(sent(), 1, "{:?}", company.heads());
    // Whoever tries again means it.
    ask(&access).await.unwrap_err();
    assert_eq!(sent(), 2, "{:?}", company.heads());
}

#[tokio::test]
async fn a_proxy_that_takes_only_windows_is_named_with_what_to_ask_for() {
    let company = Company::with(Door::Windows).await;
    let network = network(&company.proxy(), None);
    for chosen in [Chosen::default(), anna(PASSWORD)] {
        network.choose(chosen);
        let refused = ask(&access(&network).await).await.unwrap_err();
        assert_eq!(kind_of(&refused), "proxy-wants-windows-sign-in");
        assert!(refused.message.as_ref().unwrap().contains("Negotiate, NTLM"), "{:?}", refused.message);
        let told = |situation| Problem::of_aws(&refused, situation, None).situation.hosts;
        let allowed = told(Situation::in_region(Some(&region())));
        let hosts = ["sts.eu-west-1.amazonaws.com", "kms.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com"];
        for host in hosts.into_iter().chain(["iam.amazonaws.com", "eu-west-1.signin.aws.amazon.com"]) {
            assert!(allowed.contains(&host.to_owned()), "{host} in {allowed:?}");
        }
        let anywhere = told(Situation::default());
        assert!(anywhere.contains(&"sts.<region>.amazonaws.com".to_owned()), "{anywhere:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_and_one_that_is_not_there_are_told_apart() {
    let company = Company::with(Door::ClosedTo("sts.")).await;
    let refused = ask(&access(&network(&company.proxy(), None)).await).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-refused");
    assert!(refused.message.unwrap().contains(&company.proxy()));
    let nobody = format!("127.0.0.1:{}", free_port());
    let unreached = ask(&access(&network(&nobody, None)).await).await.unwrap_err();
    assert_eq!(kind_of(&unreached), "proxy-unreachable");
    assert!(unreached.message.unwrap().contains(&nobody));
}

#[tokio::test]
async fn a_proxy_whose_own_connection_is_encrypted_says_what_it_wants_too() {
    let company = Company::encrypted(Door::Windows).await;
    let certificates = bundle(&company);
    let network = network(&format!("https://{}", company.proxy()), Some(certificates.path().to_owned()));
    let access = access(&network).await;
    let refused = ask(&access).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-wants-windows-sign-in");
    assert!(refused.message.as_ref().unwrap().contains("Negotiate, NTLM"), "{:?}", refused.message);
    company.rebuild(Door::Password(ANNA.to_owned()));
    assert_eq!(kind_of(&ask(&access).await.unwrap_err()), "proxy-wants-sign-in");
    network.choose(anna("wrong"));
    assert_eq!(kind_of(&ask(&access).await.unwrap_err()), "proxy-password-wrong");
    let sent = company.heads().iter().filter(|head| head.contains("Authorization")).count();
    assert_eq!(sent, 1, "what it wants is asked without the password: {:?}", company.heads());
    network.choose(anna(PASSWORD));
    assert_eq!(ask(&access).await.unwrap(), ACCOUNT);
}

#[tokio::test]
async fn a_company_that_opens_encrypted_connections_is_named() {
    let company = Company::with(Door::Open).await;
    let refused = ask(&access(&network(&company.proxy(), None)).await).await.unwrap_err();
    assert_eq!(kind_of(&refused), "certificate-not-trusted");
}

#[tokio::test]
async fn a_certificate_that_has_run_out_points_at_the_date() {
    let company = Company::until(Door::Open, 2001).await;
    let certificates = bundle(&company);
    let network = network(&company.proxy(), Some(certificates.path().to_owned()));
    let refused = ask(&access(&network).await).await.unwrap_err();
    assert_eq!(kind_of(&refused), "certificate-out-of-date");
}

#[tokio::test]
async fn a_clock_that_is_off_is_said_with_how_far() {
    let company = Company::with(Door::Open).await;
    let certificates = bundle(&company);
    let access = access(&network(&company.proxy(), Some(certificates.path().to_owned()))).await;
    let ahead = i64::try_from(TOO_FAR.as_secs()).unwrap();
    for (ahead, slow) in [(ahead, true), (-ahead, false)] {
        company.set_clock_ahead(ahead);
        let refused = ask(&access).await.unwrap_err();
        assert_eq!(kind_of(&refused), "clock-wrong");
        let FailureKind::Refused(Cause::ClockWrong { off: Some(off) }) = refused.kind else { panic!("{refused:?}") };
        let (is_slow, seconds) = match off {
            ClockOff::Slow { seconds } => (true, seconds),
            ClockOff::Fast { seconds } => (false, seconds),
        };
        assert_eq!(is_slow, slow);
        assert!(TOO_FAR.as_secs().abs_diff(seconds.into()) < 30, "{off:?}");
    }
    // What AWS refuses within its tolerance has another reason.
    company.set_clock_ahead(200);
    assert_eq!(kind_of(&ask(&access).await.unwrap_err()), "secret-wrong");
}

#[tokio::test]
async fn this_computer_is_never_reached_through_a_proxy() {
    let company = Company::with(Door::Open).await;
    let nobody = format!("endpoint_url = http://127.0.0.1:{}", free_port());
    let unreached = ask(&access_with(&nobody, &network(&company.proxy(), None)).await).await.unwrap_err();
    assert_eq!(kind_of(&unreached), "offline");
    assert_eq!(company.heads(), Vec::<String>::new());
}

#[tokio::test]
async fn names_that_go_past_the_proxy_do() {
    let company = Company::with(Door::Open).await;
    let variables = [("HTTPS_PROXY", company.proxy()), ("NO_PROXY", ".amazonaws.com".to_owned())];
    let get = |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| value.clone());
    let network = Network::within(Environment::of(get));
    let unreached =
        ask(&access_with("endpoint_url = https://sts.xx-nowhere-1.amazonaws.com", &network).await).await.unwrap_err();
    assert_eq!(kind_of(&unreached), "name-not-found");
    assert_eq!(company.heads(), Vec::<String>::new());
}

/// Its session has not ended, and its role was not refused: nobody was asked.
#[tokio::test]
async fn a_profile_whose_role_could_not_be_asked_for_says_that_it_was_the_proxy() {
    let company = Company::with(Door::Windows).await;
    let profiles = "[profile work]\nrole_arn = arn:aws:iam::111122223333:role/work\nsource_profile = keys\n\
                    [profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\nregion = eu-west-1\n";
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profiles).build();
    let failure = profile_access(&network(&company.proxy(), None), &files, "work", None).await.unwrap_err();
    assert_eq!(kind_of(&failure), "proxy-wants-windows-sign-in", "{failure:?}");
    assert!(company.hosts().iter().all(|host| host.starts_with("sts.")), "{:?}", company.hosts());
}

#[tokio::test]
async fn a_script_is_named_where_there_is_no_way_without_it() {
    let environment =
        Environment::of(|name| (name == "auto_proxy").then(|| "http://wpad.example.com/p.pac".to_owned()));
    let access =
        access_with("endpoint_url = https://sts.xx-nowhere-1.amazonaws.com", &Network::within(environment)).await;
    let unreached = ask(&access).await.unwrap_err();
    assert_eq!(kind_of(&unreached), "proxy-script");
    assert!(unreached.message.as_ref().unwrap().contains("http://wpad.example.com/p.pac"), "{unreached:?}");
    let problem = Problem::of_aws(&unreached, Situation::default(), None);
    assert!(!problem.situation.hosts.is_empty(), "whoever is asked which proxy it is must know for what");
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_said_and_not_passed_by() {
    let network = network("socks5://anna:cAnArY@127.0.0.1:1080", None);
    let refused = ask(&access(&network).await).await.unwrap_err();
    assert_eq!(kind_of(&refused), "proxy-setting-unusable");
    let message = refused.message.unwrap();
    assert!(
        message.contains("HTTPS_PROXY") && message.contains("proxy-socks") && !message.contains("cAnArY"),
        "{message}"
    );
}

/// What is sent to AWS says which program sends it; a proxy that opens nothing sees only where it goes.
#[tokio::test]
async fn calls_say_which_program_makes_them_and_a_proxy_is_not_told() {
    let seen = crate::support::proxy::Proxy::before("http://127.0.0.1:1").fate(|_| {
        let said = "<GetCallerIdentityResponse/>".to_owned();
        crate::support::proxy::Fate::Answer(hyper::StatusCode::OK, said)
    });
    let seen = seen.start().await;
    let company = Company::with(Door::Open).await;
    let certificates = bundle(&company);
    let network = network(&company.proxy(), Some(certificates.path().to_owned()));
    let here = access_with(&format!("endpoint_url = {}", seen.endpoint()), &network).await;
    let clients = here.clients(&region());
    let _ = ask(&here).await;
    let _ = clients.read.s3.list_buckets().send().await;
    let _ = clients.write.iam.list_roles().send().await;
    let _ = clients.write.kms.list_keys().send().await;
    let asked = seen.asked();
    assert!(asked.len() >= 4, "{asked:?}");
    for one in asked {
        let agent = one.headers["user-agent"].to_str().unwrap();
        assert!(agent.contains("app/export-storage-setup"), "{agent}");
    }
    let _ = ask(&access(&network).await).await;
    let heads = company.heads();
    assert!(!heads.is_empty() && heads.iter().all(|head| !head.to_lowercase().contains("user-agent")), "{heads:?}");
}
