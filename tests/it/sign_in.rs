//! The ways in: profiles of this computer and pasted keys. No secret is ever shown.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::app::App;
use export_storage_setup::app::sessions::session::Source;
use export_storage_setup::aws::{Access, Network, RealAccess};
use export_storage_setup::practice::PracticeAws;
use export_storage_setup::provision::SystemClock;
use export_storage_setup::sign_in::{KeysRefusal, PastedKeys, ProfileKind, SignInFailure, profile_access, profiles};
use export_storage_setup::values::{Region, kind_of};

const ID: &str = "ASIAIOSFODNN7EXAMPLE";
const LONG_LIVED: &str = "AKIAIOSFODNN7EXAMPLE";
/// Has every character a secret can have, and stands for one in the search for leaks.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str =
    "IQoJb3JpZ2luX2VjEHAaCXVzLWVhc3QtMSJHMEUCIQDcanaryTokenThatIsLongEnoughToBeOneAndHasSlashes/AndPluses+AndEndsIn==";

fn forms() -> Vec<(&'static str, String)> {
    vec![
        (
            "shell",
            format!(
                "export AWS_ACCESS_KEY_ID=\"{ID}\"\nexport AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\nexport AWS_SESSION_TOKEN=\"{TOKEN}\"\n"
            ),
        ),
        (
            "shell, one line",
            format!("export AWS_ACCESS_KEY_ID={ID} AWS_SECRET_ACCESS_KEY={SECRET} AWS_SESSION_TOKEN={TOKEN}"),
        ),
        (
            "cmd",
            format!(
                "SET AWS_ACCESS_KEY_ID={ID}\r\nSET AWS_SECRET_ACCESS_KEY={SECRET}\r\nSET AWS_SESSION_TOKEN={TOKEN}\r\n"
            ),
        ),
        (
            "cmd, for good",
            format!(
                "setx AWS_ACCESS_KEY_ID {ID}\r\nsetx AWS_SECRET_ACCESS_KEY {SECRET}\r\nsetx AWS_SESSION_TOKEN {TOKEN}\r\n"
            ),
        ),
        (
            "PowerShell",
            format!(
                "$Env:AWS_ACCESS_KEY_ID=\"{ID}\"\n$Env:AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\n$Env:AWS_SESSION_TOKEN=\"{TOKEN}\""
            ),
        ),
        (
            "credentials file",
            format!(
                "[111122223333_Admin]\naws_access_key_id = {ID}\naws_secret_access_key={SECRET}\naws_session_token = {TOKEN}\n"
            ),
        ),
        (
            "aws sts",
            format!(
                "{{\n \"Credentials\": {{\n \"AccessKeyId\": \"{ID}\",\n \"SecretAccessKey\": \"{SECRET}\",\n \"SessionToken\": \"{TOKEN}\",\n \"Expiration\": \"2026-01-01T00:00:00+00:00\"\n }}\n}}"
            ),
        ),
        (
            "sso get-role-credentials",
            format!(
                "{{\"roleCredentials\":{{\"accessKeyId\":\"{ID}\",\"secretAccessKey\":\"{SECRET}\",\"sessionToken\":\"{TOKEN}\",\"expiration\":1700000000000}}}}"
            ),
        ),
        (
            "labels of the portal",
            format!("AWS access key ID\n{ID}\nAWS secret access key\n{SECRET}\nAWS session token\n{TOKEN}"),
        ),
        ("bare", format!("{ID}\n{SECRET}\n{TOKEN}")),
        ("bare, another order", format!("{TOKEN} {ID} {SECRET}")),
        ("quoted, with commas", format!("\"{ID}\",\"{SECRET}\",\"{TOKEN}\"")),
    ]
}

#[tokio::test]
async fn temporary_keys_are_read_in_every_form_they_are_copied_in() {
    use aws_credential_types::provider::ProvideCredentials;
    for (form, text) in forms() {
        let keys = PastedKeys::parse(&text).unwrap_or_else(|refusal| panic!("{form}: {refusal}"));
        assert_eq!(keys.last_four(), "MPLE", "{form}");
        assert_eq!((keys.last_four(), keys.are_lasting()), ("MPLE", false), "{form}");
        assert!(!keys.are_lasting(), "{form}");
        let access = Access::Real(keys.access(&Network::default()).await.unwrap());
        let clients = access.clients(&Region::parse("eu-west-1").unwrap());
        let resolved = clients.read.s3.config();
        assert!(resolved.region().is_some());
        let sent = keys.credentials().provide_credentials().await.unwrap();
        assert_eq!(sent.access_key_id(), ID, "{form}");
        assert_eq!(sent.secret_access_key(), SECRET, "{form}");
        assert_eq!(sent.session_token(), Some(TOKEN), "{form}");
    }
}

#[test]
fn long_lived_keys_come_with_a_caution_and_without_a_token() {
    for text in [
        format!("Access key ID,Secret access key\n{LONG_LIVED},{SECRET}\n"),
        format!("aws_access_key_id={LONG_LIVED}\naws_secret_access_key={SECRET}"),
        format!("{LONG_LIVED}\n{SECRET}"),
    ] {
        let keys = PastedKeys::parse(&text).unwrap();
        assert!(keys.are_lasting());
        assert_eq!((keys.last_four(), keys.are_lasting()), ("MPLE", true));
    }
}

#[test]
fn what_is_missing_is_said() {
    let refused = |text: &str| PastedKeys::parse(text).unwrap_err();
    assert_eq!(refused("  \n"), KeysRefusal::Empty);
    assert_eq!(refused("hello there"), KeysRefusal::NoKeyId);
    assert_eq!(refused(SECRET), KeysRefusal::NoKeyId);
    assert_eq!(refused(&format!("AIDAIOSFODNN7EXAMPLE {SECRET}")), KeysRefusal::OtherId);
    assert_eq!(refused(LONG_LIVED), KeysRefusal::NoSecret);
    assert_eq!(
        refused(&format!("AWS_ACCESS_KEY_ID={LONG_LIVED}\nAWS_SECRET_ACCESS_KEY={}", &SECRET[..30])),
        KeysRefusal::SecretLength
    );
    assert_eq!(refused(&format!("{ID}\n{SECRET}")), KeysRefusal::NoToken);
    assert_eq!(refused(&format!("{LONG_LIVED} AKIAI44QH8DHBEXAMPLE {SECRET}")), KeysRefusal::SeveralKeys);
}

#[tokio::test]
async fn nothing_that_can_be_printed_shows_a_secret() {
    let text = forms().remove(0).1;
    let keys = PastedKeys::parse(&text).unwrap();
    let access = Access::Real(keys.access(&Network::default()).await.unwrap());
    let region = Region::parse("eu-west-1").unwrap();
    let mut printed = vec![format!("{keys:?}"), format!("{access:?}"), format!("{:?}", access.clients(&region))];
    let folder = tempfile::tempdir().unwrap();
    let files = shared(folder.path());
    let (access, _) = profile_access(&Network::default(), &files, "keys", None).await.unwrap();
    printed.push(format!("{access:?}"));
    printed.push(format!("{:?}", Access::Real(access).clients(&region)));
    for refused in ["half", "process-fails", "company"] {
        let failure = profile_access(&Network::default(), &files, refused, None).await.unwrap_err();
        printed.push(format!("{failure:?} {failure} {:?}", failure.said()));
    }
    for text in printed {
        assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{text}");
        assert!(!text.contains("K7MDENG"), "{text}");
    }
}

fn shared(folder: &Path) -> EnvConfigFiles {
    let config = folder.join("config");
    let credentials = folder.join("credentials");
    std::fs::write(
        &config,
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\nregion = eu-west-1\n\
         [profile code]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\nmfa_serial = arn:aws:iam::111122223333:mfa/anna\n\
         [profile over-code]\nrole_arn = arn:aws:iam::111122223333:role/s\nsource_profile = code\n\
         [profile company]\nsso_session = c\nsso_account_id = 111122223333\nsso_role_name = Admin\n\
         [sso-session c]\nsso_start_url = https://c.awsapps.com/start\nsso_region = eu-west-1\n\
         [profile login]\nlogin_session = arn:aws:iam::111122223333:user/anna\n\
         [profile process]\ncredential_process = printf {\\\"Version\\\":1,\\\"AccessKeyId\\\":\\\"AKIAEXAMPLE\\\",\\\"SecretAccessKey\\\":\\\"x\\\"}\n\
         [profile process-fails]\ncredential_process = false\n\
         [profile token]\nrole_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = /nowhere\n\
         [profile machine]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = EC2InstanceMetadata\n\
         [profile no-source]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = nobody\n\
         [profile no-account]\nsso_session = c\n\
         [profile bare]\nregion = eu-west-1\n",
    )
    .unwrap();
    std::fs::write(
        &credentials,
        format!(
            "[keys]\naws_access_key_id = {LONG_LIVED}\naws_secret_access_key = {SECRET}\n[half]\naws_secret_access_key = {SECRET}\n"
        ),
    )
    .unwrap();
    EnvConfigFiles::builder()
        .with_file(EnvConfigFileKind::Config, config)
        .with_file(EnvConfigFileKind::Credentials, credentials)
        .build()
}

#[tokio::test]
async fn profiles_are_listed_by_where_their_keys_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let listed = profiles(&shared(folder.path())).await.unwrap();
    let kinds: Vec<(&str, ProfileKind)> = listed.iter().map(|profile| (profile.name.as_str(), profile.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("bare", ProfileKind::Incomplete),
            ("code", ProfileKind::RoleWithCode),
            ("company", ProfileKind::IdentityCenter),
            ("half", ProfileKind::Incomplete),
            ("keys", ProfileKind::Keys),
            ("login", ProfileKind::LoginSession),
            ("machine", ProfileKind::InsideAws),
            ("no-account", ProfileKind::IdentityCenter),
            ("no-source", ProfileKind::Role),
            ("over-code", ProfileKind::Role),
            ("process", ProfileKind::Process),
            ("process-fails", ProfileKind::Process),
            ("role", ProfileKind::Role),
            ("token", ProfileKind::WebIdentity),
        ]
    );
    let role = listed.iter().find(|profile| profile.name == "role").unwrap();
    assert_eq!(role.region.as_ref().map(Region::as_str), Some("eu-west-1"));
}

#[tokio::test]
async fn a_profile_that_gives_no_keys_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let files = shared(folder.path());
    for (name, kind) in [
        ("nobody", "profile-missing"),
        ("bare", "profile-incomplete"),
        ("half", "profile-incomplete"),
        ("code", "profile-wants-code"),
        ("over-code", "profile-wants-code"),
        ("machine", "profile-inside-aws-only"),
        ("company", "profile-company-sign-in-ended"),
        ("login", "profile-console-sign-in-ended"),
        ("process-fails", "profile-program-failed"),
        // Nobody was asked: its file is not there.
        ("token", "profile-no-keys"),
        ("no-source", "profile-incomplete"),
        ("no-account", "profile-incomplete"),
    ] {
        let failure = profile_access(&Network::default(), &files, name, None).await.unwrap_err();
        assert_eq!(kind_of(&failure), kind, "{name}: {failure:?}");
    }
}

#[tokio::test]
async fn nobody_but_aws_or_this_computer_is_asked_for_keys() {
    let elsewhere = "endpoint_url = http://198.51.100.7:1\n";
    let text = format!(
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\n{elsewhere}\
         [profile company]\nsso_session = c\nsso_account_id = 111122223333\nsso_role_name = Admin\n{elsewhere}\
         [sso-session c]\nsso_start_url = https://c.awsapps.com/start\nsso_region = eu-west-1\n\
         [profile keys]\naws_access_key_id = {LONG_LIVED}\naws_secret_access_key = {SECRET}\n"
    );
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, text).build();
    for name in ["role", "company"] {
        let failure = profile_access(&Network::default(), &files, name, None).await.unwrap_err();
        assert!(matches!(failure, SignInFailure::Elsewhere(_)), "{name}: {failure:?}");
    }
}

#[tokio::test]
async fn a_profile_with_keys_or_a_program_is_a_way_in() {
    let folder = tempfile::tempdir().unwrap();
    let files = shared(folder.path());
    for name in ["keys", "process"] {
        assert!(profile_access(&Network::default(), &files, name, None).await.is_ok(), "{name}");
    }
}

#[tokio::test]
async fn files_that_cannot_be_read_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config");
    std::fs::write(&file, "[profile broken\nregion = eu-west-1\n").unwrap();
    let files = EnvConfigFiles::builder().with_file(EnvConfigFileKind::Config, file).build();
    assert!(matches!(profiles(&files).await, Err(SignInFailure::FilesUnreadable { .. })));
}

/// Credentials that end when the test says.
#[derive(Clone, Debug)]
struct Ending(Arc<Mutex<Option<SystemTime>>>);

impl ProvideCredentials for Ending {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let keys = Credentials::new(ID, SECRET, None, *self.0.lock().unwrap(), "test");
        future::ProvideCredentials::ready(Ok(keys))
    }
}

#[tokio::test]
async fn a_session_that_ends_within_two_minutes_begins_nothing() {
    let minutes = |count: u64| Some(SystemTime::now() + Duration::from_secs(60 * count + 30));
    for (ends, then, lasts) in [
        (None, None, true),
        (minutes(3), minutes(0), true),
        (minutes(1), minutes(1), false),
        // Asked again, new ones are given.
        (minutes(1), minutes(60), true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(folder.path(), Arc::new(SystemClock)).unwrap();
        let given = Ending(Arc::new(Mutex::new(ends)));
        let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, "").build();
        let keys = SharedCredentialsProvider::new(given.clone());
        let access = RealAccess::load(keys, PracticeAws::new().http_client(), files, None).await;
        let region = Region::parse("eu-west-1").unwrap();
        app.sessions
            .sign_in(Access::Real(access), Source::Profile { name: "work".to_owned() }, Some(region))
            .await
            .unwrap();
        *given.0.lock().unwrap() = then;
        assert_eq!(app.sessions.lasts().await.is_ok(), lasts, "{ends:?} {then:?}");
    }
}
