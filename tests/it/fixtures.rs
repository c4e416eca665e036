//! What the page's tests show of every page is what the program sends: written from setups made in the AWS inside the program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "fixtures/details.rs"]
mod details;
#[path = "fixtures/home.rs"]
mod home;
#[path = "fixtures/permissions.rs"]
mod permissions;
#[path = "fixtures/setup.rs"]
mod setup;
#[path = "fixtures/steady.rs"]
mod steady;
#[path = "fixtures/undo.rs"]
mod undo;
#[path = "fixtures/ways_in.rs"]
mod ways_in;

use std::collections::BTreeMap;

use export_storage_setup::practice;
use export_storage_setup::setup::form::Form;
use serde::Serialize;
use serde_json::Value;

use crate::committed::assert_committed;
use crate::run::Stage;

const FILE: &str = "ui/tests/fixtures.json";
const SETUP: &str = "6f0c3b5e-9d1a-4a7e-8a43-0d6a2f3c9b11";
/// The account of a company. That of the AWS inside the program stands for it.
const ACCOUNT: &str = "123456789012";
const PRIMARY: &str = "arn:aws:iam::222233334444:role/vcc-export-primary";
const SECONDARY: &str = "arn:aws:iam::222233334444:role/vcc-export-secondary";

/// What the page gets, by name.
#[derive(Default)]
struct Fixtures(BTreeMap<&'static str, Value>);

impl Fixtures {
    /// As the program sends it.
    fn put(&mut self, name: &'static str, answer: impl Serialize) {
        let before = self.0.insert(name, serde_json::to_value(answer).unwrap());
        assert!(before.is_none(), "{name} twice");
    }

    /// As the program sends it of a real account.
    fn put_real(&mut self, name: &'static str, answer: impl Serialize) {
        let text = serde_json::to_string(&answer).unwrap().replace(practice::account().as_str(), ACCOUNT);
        self.put(name, serde_json::from_str::<Value>(&text).unwrap());
    }
}

/// What a person has typed who uses the names that are suggested.
fn form(stage: &Stage) -> Form {
    Form {
        setup: SETUP.to_owned(),
        primary_service: PRIMARY.to_owned(),
        secondary_service: SECONDARY.to_owned(),
        bucket_name: "vcc-export".to_owned(),
        policy_name: "vcc-export-storage".to_owned(),
        role_name: "vcc-export-storage-k7m2q9xw".to_owned(),
        description: "Lets Vonage Contact Center export recordings".to_owned(),
        ..stage.form()
    }
}

/// `UPDATE_MESSAGES=1 cargo test --test it fixtures::` writes them anew.
#[tokio::test]
async fn the_committed_fixtures_are_what_the_program_sends() {
    let mut fixtures = Fixtures::default();
    ways_in::put(&mut fixtures).await;
    details::put(&mut fixtures).await;
    home::put(&mut fixtures).await;
    setup::put(&mut fixtures).await;
    Box::pin(permissions::put(&mut fixtures)).await;
    undo::put(&mut fixtures).await;
    assert_committed(FILE, &steady::steady(fixtures.0));
}
