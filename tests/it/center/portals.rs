//! The address of a company's page: as people paste it, as the AWS settings have it, and as it is kept.

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::sign_in::center::StartUrl;

use super::{REGION, Stage, assert_told};
use crate::support::center_server::START_URL;

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
    let no_region = stage.app.begin_center_sign_in_with(START_URL, "Frankfurt", stage.files(), time).await.unwrap_err();
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
    let offered = stage.app.portals_with(&files).await;
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
    assert!(stage.app.portals_with(&nothing).await.is_empty(), "nobody has signed in yet");
    stage.browse_through().await.0.unwrap();
    stage.browse_through().await.0.unwrap();
    let offered = stage.app.portals_with(&nothing).await;
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
        assert!(stage.app.portals_with(&nothing).await.is_empty(), "{damaged}");
    }
    stage.browse_through().await.0.unwrap();
    assert_eq!(stage.app.portals_with(&nothing).await.len(), 1);
}
