//! What the program writes on this computer is its owner's alone, from the moment it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use export_storage_setup::app::reviews::under_review::Reviewed;
use export_storage_setup::app::runs::status::Phase;
use export_storage_setup::app::settings::TypedSettings;
use export_storage_setup::app::{App, folder::Folder};
use export_storage_setup::provision::SystemClock;
use export_storage_setup::record::owner_only;

use crate::run::filled_in;

/// The modes of everything in a folder, as `path mode`.
fn others_may(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            found.extend(others_may(&path));
        }
        if mode != if path.is_dir() { 0o700 } else { 0o600 } {
            found.push(format!("{} {mode:o}", path.display()));
        }
    }
    found
}

#[tokio::test]
async fn every_file_of_a_setup_in_practice_and_its_saved_record_are_their_owners() {
    let place = tempfile::tempdir().unwrap();
    // Neither it nor what it is in is there yet.
    let folder = place.path().join("share/program");
    let app = Arc::new(App::open(&folder, Arc::new(SystemClock)).unwrap());
    let settings = TypedSettings {
        proxy: String::new(),
        proxy_user: String::new(),
        proxy_password: String::new().into(),
        sign_in_region: "eu-west-1".to_owned(),
    };
    app.settings.save(&settings).unwrap();
    app.sessions.sign_in_practice().await.unwrap();
    let Reviewed::Planned(review) = app.reviews.review(filled_in(&app)).await.unwrap() else {
        panic!("a form with problems")
    };
    let setup = app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    let mut news = app.runs.watch(&setup).unwrap();
    assert_eq!(news.wait_for(|status| status.phase != Phase::Running).await.unwrap().phase, Phase::Done);
    app.setups.save_record(&setup, place.path()).unwrap();
    app.setups.save_record(&setup, place.path()).unwrap();

    assert_eq!(others_may(place.path()), Vec::<String>::new());
    for file in ["setups.db", "settings.json", "lock", "practice/setups.db", "practice/aws.json"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 3, "the folder and two records");
}

#[test]
fn what_was_there_with_other_rights_gets_the_right_ones() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("program");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    // As a crash would leave it.
    fs::write(folder.join("kept.json.new"), "half").unwrap();
    owner_only::write(&folder.join("kept.json"), b"whole").unwrap();
    drop(Folder::open(&folder).unwrap());
    assert_eq!(others_may(place.path()), Vec::<String>::new());
    assert_eq!(fs::read_to_string(folder.join("kept.json")).unwrap(), "whole");
}
