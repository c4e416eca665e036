//! What is chosen on the Settings page: kept, applied, and the password found nowhere.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use export_storage_setup::app::settings::TypedSettings;
use export_storage_setup::app::{App, AppError};
use export_storage_setup::messages::settings::SettingsView;
use export_storage_setup::setup::form::Field;
use export_storage_setup::values::kind_of;
use secrecy::SecretString;

use crate::run::TestClock;
use crate::support::company::{Company, Door};

const CANARY: &str = "cAnArYproxyPASSWORD";
/// `anna` with that password, as RFC 7617 writes it.
const ANNA: &str = "YW5uYTpjQW5Bcllwcm94eVBBU1NXT1JE";
const KEYS: &str = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn open(folder: &Path) -> App {
    App::open(folder, Arc::new(TestClock::new())).unwrap()
}

fn typed(proxy: &str, user: &str, password: &str, region: &str) -> TypedSettings {
    TypedSettings {
        proxy: proxy.to_owned(),
        proxy_user: user.to_owned(),
        proxy_password: SecretString::from(password),
        sign_in_region: region.to_owned(),
    }
}

async fn refused(app: &App) -> AppError {
    app.sessions.sign_in_keys(&SecretString::from(KEYS), "eu-west-1").await.unwrap_err()
}

#[tokio::test]
async fn the_password_reaches_the_proxy_and_is_found_nowhere() {
    let company = Company::with(Door::Password(ANNA.to_owned())).await;
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    app.settings.save(&typed(&company.proxy(), "anna", "", "")).unwrap();
    assert_eq!(kind_of(&refused(&app).await), "proxy-wants-sign-in");

    app.settings.save(&typed(&company.proxy(), "anna", CANARY, "eu-central-1")).unwrap();
    // Past the proxy, it is met by a certificate that nobody here trusts.
    let error = refused(&app).await;
    assert_eq!(kind_of(&error), "certificate-not-trusted");
    assert!(company.heads().iter().any(|head| head.contains(ANNA)), "there was something to leak");

    let view = SettingsView::of(&app).await.unwrap();
    assert!(view.password_held);
    let said = format!("{error:?} {error:#?} {error} {view:?} {:?} {:?}", app.settings.kept(), app.settings.network());
    let mut texts = vec![said];
    for file in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        texts.push(String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned());
    }
    assert!(texts.iter().all(|text| !text.contains(CANARY) && !text.contains(ANNA)), "{texts:?}");

    // Another day the password must be typed again; the rest is there.
    drop(app);
    let view = SettingsView::of(&open(folder.path())).await.unwrap();
    let kept = (view.proxy, view.proxy_user, view.password_held, view.sign_in_region);
    assert_eq!(kept, (format!("http://{}", company.proxy()), "anna".to_owned(), false, "eu-central-1".to_owned()));
}

#[tokio::test]
async fn a_password_stays_with_its_user_at_its_proxy() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let held = || app.settings.network().unwrap().chosen().holds_password();
    // In the address, as it is often handed out.
    app.settings.save(&typed("http://anna:cAnArY@127.0.0.1:1", "", "", "")).unwrap();
    assert!(held());
    assert_eq!(app.settings.kept().unwrap().settings.proxy.unwrap().as_str(), "http://127.0.0.1:1");
    app.settings.save(&typed("127.0.0.1:1", "anna", "", "us-west-2")).unwrap();
    assert!(held(), "an empty box keeps it");
    app.settings.save(&typed("127.0.0.1:2", "anna", "", "")).unwrap();
    assert!(!held(), "another proxy does not get it");
    app.settings.save(&typed("127.0.0.1:2", "anna", "cAnArY", "")).unwrap();
    app.settings.save(&typed("127.0.0.1:2", "bert", "", "")).unwrap();
    assert!(!held(), "it is nobody else's");
    app.settings.save(&typed("127.0.0.1:2", "anna", "cAnArY", "")).unwrap();
    app.settings.save(&typed("127.0.0.1:2", "", "", "")).unwrap();
    assert!(!held(), "without a user there is none");
}

#[test]
fn what_cannot_be_used_is_refused_at_its_field_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    for (form, field, kind) in [
        (typed("http://wpad/p.pac", "", "", ""), Field::Proxy, "proxy-is-script"),
        (typed("p:1", "", CANARY, ""), Field::ProxyUser, "proxy-user-empty"),
        (typed("p:1", "anna:x", "", ""), Field::ProxyUser, "proxy-user-character"),
        (typed("p:1", "", "", "Frankfurt"), Field::SignInRegion, "region-shape"),
    ] {
        match app.settings.save(&form).unwrap_err() {
            AppError::Field(problem) => assert_eq!((problem.field, kind_of(&problem)), (field, kind.to_owned())),
            other => panic!("{other:?}"),
        }
    }
    assert!(!folder.path().join("settings.json").exists());
    assert_eq!(app.settings.sign_in_region().unwrap().as_str(), "us-east-1");
}

#[test]
fn the_file_is_its_owners_and_one_that_is_damaged_is_set_aside() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    {
        let app = open(folder.path());
        app.settings.save(&typed("p:1", "", "", "eu-west-3")).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(app.settings.sign_in_region().unwrap().as_str(), "eu-west-3");
    }
    fs::write(&file, r#"{ "proxy": "ftp://p:1" }"#).unwrap();
    let app = open(folder.path());
    let kept = app.settings.kept().unwrap();
    assert_eq!(kept.settings.proxy, None);
    let aside = kept.set_aside.unwrap();
    assert!(fs::read_to_string(&aside).unwrap().contains("ftp://"));
    assert!(!file.exists());
}

#[test]
fn opening_the_program_does_not_read_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("settings.json"), "damaged").unwrap();
    let app = open(folder.path());
    assert!(folder.path().join("settings.json").exists(), "set aside when it is read");
    app.settings.kept().unwrap();
    assert!(!folder.path().join("settings.json").exists());
}
