//! Files that a setting names, or that lie where the program's own should: pipes, devices without an end, of any size.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use export_storage_setup::app::App;
use export_storage_setup::app::settings::TypedSettings;
use export_storage_setup::aws::network::connector::{CertificatesFailure, http_client};
use export_storage_setup::aws::network::system_proxy::printed;
use export_storage_setup::aws::{Environment, Network};
use export_storage_setup::files::{read, read_text};
use export_storage_setup::sign_in::failure::MOST_SECTIONS;
use export_storage_setup::sign_in::shared_files::{MOST_BYTES, shared_files_at};
use export_storage_setup::sign_in::{SignInFailure, profiles};
use export_storage_setup::values::kind_of;

use crate::run::TestClock;

fn pipe(path: PathBuf) -> PathBuf {
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

fn file(path: PathBuf, bytes: impl AsRef<[u8]>) -> PathBuf {
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What is no file of the kind that is wanted, with why not.
fn unusable(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let large = folder.join("large");
    std::fs::File::create(&large).unwrap().set_len(1_000_000_000).unwrap();
    vec![
        (pipe(folder.join("pipe")), "no ordinary file"),
        (PathBuf::from("/dev/zero"), "no ordinary file"),
        (folder.to_owned(), "no ordinary file"),
        (large, "> 1000 kB"),
        (file(folder.join("no text"), [0xff, 0xfe, 0x00]), "not UTF-8"),
    ]
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    for (path, why) in unusable(folder.path()) {
        assert_eq!(read_text(&path, 1_000_000).unwrap_err().to_string(), why, "{path:?}");
    }
    let small = file(folder.path().join("small"), "12345");
    assert_eq!(read(&small, 5).unwrap(), b"12345");
    assert_eq!(read(&small, 4).unwrap_err().kind(), std::io::ErrorKind::InvalidData);
    // The system says that these are empty, and they are not.
    assert!(read(Path::new("/proc/self/status"), 100_000).unwrap().len() > 100);
    assert!(read(Path::new("/proc/self/status"), 100).is_err());
}

#[test]
fn a_profile_file_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (path, why) in unusable(folder.path()) {
        for files in [shared_files_at(Some(&path), None), shared_files_at(None, Some(&path))] {
            let failure = files.unwrap_err();
            assert_eq!(kind_of(&failure), "profiles-file-unusable");
            assert!(matches!(&failure, SignInFailure::FileUnusable { path: told, .. } if *told == path), "{failure:?}");
            assert_eq!(failure.said().as_deref(), Some(why));
        }
    }
    // One that is not there holds nothing.
    assert!(shared_files_at(Some(&folder.path().join("nothing")), None).is_ok());
}

#[tokio::test]
async fn as_many_profiles_are_read_as_anybody_could_choose_from() {
    let folder = tempfile::tempdir().unwrap();
    let with = |count: usize| {
        let profile = |number: usize| format!("[profile p{number}]\nregion = eu-west-1\n");
        let profiles: Vec<String> = (0..count).map(profile).collect();
        file(folder.path().join(format!("config {count}")), profiles.concat())
    };
    let (most, more) = (with(MOST_SECTIONS), with(MOST_SECTIONS + 1));
    let read = shared_files_at(Some(&most), None).unwrap();
    assert_eq!(profiles(&read).await.unwrap().len(), MOST_SECTIONS);
    let failure = shared_files_at(Some(&more), None).unwrap_err();
    assert!(
        matches!(&failure, SignInFailure::TooManyProfiles { path, max: MOST_SECTIONS } if *path == more),
        "{failure:?}"
    );
    let large = file(folder.path().join("large config"), "#".repeat(usize::try_from(MOST_BYTES).unwrap() + 1));
    assert!(matches!(shared_files_at(Some(&large), None), Err(SignInFailure::FileUnusable { .. })));
}

#[test]
fn certificates_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large");
    std::fs::File::create(&large).unwrap().set_len(1_000_000_000).unwrap();
    for path in [pipe(folder.path().join("pipe")), PathBuf::from("/dev/zero"), large] {
        let network = Network::within(Environment { way: None, certificates: Some(path.clone()) });
        let failure = http_client(&network).unwrap_err();
        let told = matches!(&failure, CertificatesFailure::Unreadable { path: named, .. } if *named == path);
        assert!(told, "{failure:?}");
    }
}

#[tokio::test]
async fn the_programs_own_files_may_be_anything() {
    let folder = tempfile::tempdir().unwrap();
    let app = || Arc::new(App::open(folder.path(), Arc::new(TestClock::new())).unwrap());
    drop(app());
    let settings = folder.path().join("settings.json");
    for spoil in [
        |path: &Path| drop(pipe(path.to_owned())),
        |path: &Path| {
            std::fs::File::create(path).unwrap().set_len(1_000_000_000).unwrap();
        },
    ] {
        spoil(&settings);
        spoil(&folder.path().join("company-pages.json"));
        spoil(&folder.path().join("practice/aws.json"));
        let app = app();
        let set_aside = app.settings.kept().unwrap().set_aside.unwrap();
        assert!(set_aside.exists() && !settings.exists());
        let typed = TypedSettings {
            proxy: String::new(),
            proxy_user: String::new(),
            proxy_password: String::new().into(),
            sign_in_region: "eu-central-1".to_owned(),
        };
        app.settings.save(&typed).unwrap();
        assert!(settings.is_file());
        assert!(
            app.sessions
                .portals()
                .offered_with(&export_storage_setup::sign_in::shared_files::no_files())
                .await
                .is_empty()
        );
        assert_eq!(kind_of(&app.sessions.sign_in_practice().await.unwrap_err()), "practice");
        for name in ["settings.json", "company-pages.json", "practice/aws.json"] {
            std::fs::remove_file(folder.path().join(name)).unwrap();
        }
        std::fs::remove_file(set_aside).unwrap();
    }
}

#[test]
fn a_program_that_prints_without_end_is_ended() {
    assert_eq!(printed(&mut Command::new("yes")).unwrap().len(), 65_536);
    assert_eq!(printed(Command::new("echo").arg("mode")).unwrap(), "mode\n");
    assert!(printed(&mut Command::new("there is no such program")).is_none());
}
