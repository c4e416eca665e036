//! The TypeScript the page compiles against is the one these types give.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use export_storage_setup::messages::{
    elsewhere, home, permissions, problem, ready, review, run, session, settings, stop, typing, undo,
};
use export_storage_setup::setup::form;
use ts_rs::{Config, TS};

fn export(into: &Path) {
    let config = Config::new().with_out_dir(into);
    form::Form::export_all(&config).unwrap();
    problem::Problem::export_all(&config).unwrap();
    typing::FormCheck::export_all(&config).unwrap();
    typing::VonageReading::export_all(&config).unwrap();
    typing::RegionChoice::export_all(&config).unwrap();
    session::SignIn::export_all(&config).unwrap();
    session::BrowserLinks::export_all(&config).unwrap();
    session::PortalChoice::export_all(&config).unwrap();
    session::CenterLink::export_all(&config).unwrap();
    session::AccountChoice::export_all(&config).unwrap();
    session::ProfileChoice::export_all(&config).unwrap();
    session::SessionView::export_all(&config).unwrap();
    settings::SettingsView::export_all(&config).unwrap();
    settings::SettingsForm::export_all(&config).unwrap();
    settings::HostView::export_all(&config).unwrap();
    review::ReviewOutcome::export_all(&config).unwrap();
    permissions::PermissionsView::export_all(&config).unwrap();
    run::RunView::export_all(&config).unwrap();
    ready::Ready::export_all(&config).unwrap();
    stop::WayInView::export_all(&config).unwrap();
    undo::UndoView::export_all(&config).unwrap();
    undo::UndoPress::export_all(&config).unwrap();
    elsewhere::FoundSetups::export_all(&config).unwrap();
    elsewhere::OpenedSetup::export_all(&config).unwrap();
    elsewhere::ClaimedSetup::export_all(&config).unwrap();
    home::Home::export_all(&config).unwrap();
    home::About::export_all(&config).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// `UPDATE_MESSAGES=1 cargo test --test it messages::` writes them anew.
#[test]
fn the_committed_typescript_is_what_the_types_give() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/messages");
    if std::env::var_os("UPDATE_MESSAGES").is_some() {
        std::fs::create_dir_all(&committed).unwrap();
        export(&committed);
        // What the types do not give any more goes.
        let fresh = tempfile::tempdir().unwrap();
        export(fresh.path());
        for gone in files(&committed).keys().filter(|name| !fresh.path().join(name).exists()) {
            std::fs::remove_file(committed.join(gone)).unwrap();
        }
    }
    let fresh = tempfile::tempdir().unwrap();
    export(fresh.path());
    let (committed, fresh) = (files(&committed), files(fresh.path()));
    let names = committed.keys().chain(fresh.keys()).filter(|name| committed.get(*name) != fresh.get(*name));
    let differ: Vec<&String> = names.collect();
    assert!(differ.is_empty(), "run with UPDATE_MESSAGES=1 and commit ui/src/messages: {differ:?}");
}
