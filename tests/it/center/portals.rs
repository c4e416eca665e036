//! The address of a company's page: as people paste it, as the AWS settings have it, and as it is kept.

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::sign_in::CenterFailure;
use export_storage_setup::sign_in::center::known_to_aws;
use export_storage_setup::values::{StartUrl, kind_of};
use tempfile::NamedTempFile;

use super::{REGION, Stage, assert_told};
use crate::network::through::network;
use crate::support::center_server::START_URL;
use crate::support::company::{Company, Door};

#[test]
fn what_people_paste_is_an_address() {
    for (pasted, address) in [
        ("https://example.awsapps.com/start", "https://example.awsapps.com/start"),
        ("  https://example.awsapps.com/start/ \n", "https://example.awsapps.com/start"),
        ("https://example.awsapps.com/start#/", "https://example.awsapps.com/start"),
        ("https://example.awsapps.com/start/#/?tab=accounts", "https://example.awsapps.com/start"),
        (
            "https://d-1234567890.awsapps.com/start/#/console?account_id=123456789012&role_name=Admin",
            "https://d-1234567890.awsapps.com/start",
        ),
        ("https://example.awsapps.com/start/console", "https://example.awsapps.com/start"),
        ("HTTPS://Example.awsapps.com", "https://example.awsapps.com/start"),
        ("example.awsapps.com/start", "https://example.awsapps.com/start"),
        ("<https://example.awsapps.com/start>", "https://example.awsapps.com/start"),
        (
            "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/example#/",
            "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/example",
        ),
        ("https://start.home.awsapps.cn/directory/example/", "https://start.home.awsapps.cn/directory/example"),
        (
            "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws/",
            "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws",
        ),
        (
            "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
            "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
        ),
        ("https://sso.example.com/console", "https://sso.example.com"),
    ] {
        let parsed = StartUrl::parse(pasted).unwrap();
        assert_eq!(parsed.as_str(), address, "{pasted}");
        assert_eq!(StartUrl::parse(address).unwrap(), parsed, "an address that was read stays as it is");
    }
}

#[tokio::test]
async fn what_is_no_address_stands_at_the_field() {
    let stage = Stage::sign_in_only().await;
    let long = format!("https://example.com/{}", "a".repeat(600));
    for (typed, kind) in [
        (" ", "start-url-empty"),
        ("http://example.awsapps.com/start", "start-url-not-https"),
        ("ftp://example.awsapps.com/start", "start-url-not-https"),
        ("my company", "start-url-no-address"),
        ("localhost", "start-url-no-address"),
        ("https://anna@example.com/start", "start-url-no-address"),
        ("https://example.com:8443/start", "start-url-no-address"),
        ("https://exa mple.com/start", "start-url-no-address"),
        ("https://../start", "start-url-no-address"),
        (&long, "start-url-no-address"),
        ("https://123456789012.signin.aws.amazon.com/console", "start-url-console"),
        ("https://console.aws.amazon.com/s3", "start-url-console"),
        ("https://eu-west-1.console.aws.amazon.com/console/home", "start-url-console"),
    ] {
        let problem = assert_told_at_field(&stage.try_to_begin(typed).await.unwrap_err(), kind);
        assert_eq!(serde_json::to_value(problem).unwrap(), "start-url", "{typed}");
    }
    let time = stage.hands.time();
    let no_region =
        stage.app.sessions.begin_center_sign_in_with(START_URL, "Frankfurt", stage.files(), time).await.unwrap_err();
    let problem = export_storage_setup::messages::problem::Problem::from(&no_region);
    assert_eq!(serde_json::to_value(problem.field).unwrap(), "region");
    assert_eq!(stage.server.calls("/client/register"), 0);
}

#[track_caller]
fn assert_told_at_field(
    error: &export_storage_setup::app::AppError,
    kind: &str,
) -> export_storage_setup::setup::form::Field {
    assert_told(error, kind).field.unwrap()
}

#[tokio::test]
async fn the_settings_of_this_computer_offer_pages() {
    let stage = Stage::sign_in_only().await;
    let config = "[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://work.awsapps.com/start/#/\n\
        [profile old]\nsso_start_url = https://old.awsapps.com/start\nsso_region = us-east-1\n\
        [profile same]\nsso_start_url = https://old.awsapps.com/start\nsso_region = us-east-1\n\
        [profile through-session]\nsso_session = work\n\
        [sso-session half]\nsso_start_url = https://half.awsapps.com/start\n\
        [sso-session wrong]\nsso_start_url = http://wrong\nsso_region = eu-west-1\n";
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, config).build();
    let offered = stage.app.sessions.portals().offered_with(&files).await;
    let shown: Vec<_> = offered
        .iter()
        .map(|known| (known.name.as_str(), known.portal.start_url.as_str(), known.portal.region.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("old", "https://old.awsapps.com/start", "us-east-1"),
            ("work", "https://work.awsapps.com/start", "eu-west-1"),
        ]
    );
}

#[tokio::test]
async fn a_page_is_kept_once_somebody_has_signed_in_there() {
    let stage = Stage::sign_in_only().await;
    let nothing = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, "").build();
    stage.begin().await;
    assert!(stage.app.sessions.portals().offered_with(&nothing).await.is_empty(), "nobody has signed in yet");
    stage.browse_through().await.0.unwrap();
    stage.browse_through().await.0.unwrap();
    let offered = stage.app.sessions.portals().offered_with(&nothing).await;
    assert_eq!(offered.len(), 1);
    assert_eq!((offered[0].portal.start_url.as_str(), offered[0].portal.region.as_str()), (START_URL, REGION));
    let file = stage.folder.path().join("company-pages.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for damaged in ["", "[1]", r#"[{"startUrl":"http://x","region":"nowhere"}]"#] {
        std::fs::write(&file, damaged).unwrap();
        assert!(stage.app.sessions.portals().offered_with(&nothing).await.is_empty(), "{damaged}");
    }
    stage.browse_through().await.0.unwrap();
    assert_eq!(stage.app.sessions.portals().offered_with(&nothing).await.len(), 1);
}

/// A company's own address for its page, before a computer whose network knows it.
struct OwnAddress {
    company: Company,
    certificates: NamedTempFile,
}

impl OwnAddress {
    async fn new() -> Self {
        let (company, certificates) = (Company::with(Door::Open).await, NamedTempFile::new().unwrap());
        std::fs::write(certificates.path(), company.authority()).unwrap();
        Self { company, certificates }
    }

    async fn known_to_aws(&self, address: &str) -> Result<StartUrl, CenterFailure> {
        let network = network(&self.company.proxy(), Some(self.certificates.path().to_owned()));
        known_to_aws(StartUrl::parse(address).unwrap(), &network).await
    }
}

const TILES: &str = "https://tiles.company.example/aws";

#[tokio::test]
async fn an_address_of_the_companys_own_is_asked_once_where_it_leads() {
    let own = OwnAddress::new().await;
    for (status, location, address) in [
        (302, "https://example.awsapps.com/start", "https://example.awsapps.com/start"),
        (301, "https://d-1234567890.awsapps.com/start/#/", "https://d-1234567890.awsapps.com/start"),
        (307, "https://Example.AwsApps.com", "https://example.awsapps.com/start"),
        (308, "https://start.home.awsapps.cn/directory/example", "https://start.home.awsapps.cn/directory/example"),
        (303, "https://ssoins-12.portal.eu-west-1.app.aws/?x=y", "https://ssoins-12.portal.eu-west-1.app.aws"),
    ] {
        own.company.page().answers(status, Some(location));
        assert_eq!(own.known_to_aws(TILES).await.unwrap().as_str(), address, "{location}");
        let asked = "get /aws\nuser-agent: app/export-storage-setup\nhost: tiles.company.example";
        assert_eq!(own.company.page().asked(), [asked], "one question, which carries nothing");
    }
    assert!(own.company.hosts().iter().all(|host| host == "tiles.company.example:443"), "nobody goes on from there");
}

#[tokio::test]
async fn an_address_of_the_companys_own_counts_only_when_it_leads_to_aws() {
    let own = OwnAddress::new().await;
    for (status, location) in [
        (200, None),
        (200, Some("https://example.awsapps.com/start")),
        (302, None),
        (304, Some("https://example.awsapps.com/start")),
        (500, Some("https://example.awsapps.com/start")),
        (302, Some("")),
        (302, Some("/start")),
        (302, Some("example.awsapps.com/start")),
        (302, Some("//example.awsapps.com/start")),
        (302, Some("http://example.awsapps.com/start")),
        (302, Some("https://anna@example.awsapps.com/start")),
        (302, Some("https://example.awsapps.com:8443/start")),
        (302, Some("https://example.awsapps.com.evil.example/start")),
        (302, Some("https://evilawsapps.com/start")),
        (302, Some("https://other.company.example/aws")),
        (302, Some("https://console.aws.amazon.com/start")),
        (302, Some("file:///etc/passwd")),
        (302, Some("https://127.0.0.1/start")),
    ] {
        own.company.page().answers(status, location);
        let failure = own.known_to_aws(TILES).await.unwrap_err();
        assert_eq!(kind_of(&failure), "center-page-leads-elsewhere", "{location:?}: {failure:?}");
        assert!(
            matches!(&failure, CenterFailure::LeadsElsewhere { host } if host == "tiles.company.example"),
            "{failure:?}"
        );
        assert_eq!(own.company.page().asked().len(), 1, "{location:?}");
    }
    // Whatever stands in an address, numbers are no company's name, and nobody is asked there.
    for address in ["https://127.0.0.1/start", "https://10.0.0.1/start", "https://127.1/start", "https://sso.1/start"] {
        let failure = own.known_to_aws(address).await.unwrap_err();
        assert_eq!(kind_of(&failure), "center-page-leads-elsewhere", "{address}: {failure:?}");
    }
    assert!(own.company.hosts().iter().all(|host| host == "tiles.company.example:443"), "{:?}", own.company.hosts());
}

#[tokio::test]
async fn an_address_of_awss_own_is_not_asked_for() {
    let own = OwnAddress::new().await;
    for address in [
        START_URL,
        "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/example",
        "https://start.home.awsapps.cn/directory/example",
        "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws",
        "https://ssoins-1234567890abcdef.eu-west-1.portal.amazonaws.com",
        "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
        "https://identitycenter.amazonaws.com.cn/ssoins-1234567890abcdef",
    ] {
        assert_eq!(own.known_to_aws(address).await.unwrap().as_str(), address);
    }
    assert_eq!(own.company.heads(), Vec::<String>::new());
}

#[tokio::test]
async fn an_address_of_the_companys_own_that_cannot_be_asked_says_what_to_do() {
    let own = OwnAddress::new().await;
    own.company.rebuild(Door::ClosedTo("tiles."));
    let failure = own.known_to_aws(TILES).await.unwrap_err();
    let problem = assert_told(&failure.into(), "center-page-unreached");
    assert_eq!(problem.failure["host"], "tiles.company.example");
    assert!(problem.aws.unwrap().message.unwrap().contains("the proxy is"), "what the network said");
    assert!(!problem.leaves_code, "another way of signing in does not help against a wrong address");
}
