//! What the page's tests show of every failure and every refusal is what the program would send.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use export_storage_setup::app::AppError;
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::values::kind_of;
use serde::Serialize;

use crate::committed::assert_committed;

const PROBLEMS: &str = "ui/tests/problems.json";
const REFUSALS: &str = "ui/tests/refusals.json";

/// A failure, as the page gets it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    /// Where on the way it happens: the command that is refused, and of `sign_in` the way.
    at: &'static str,
    problem: Problem,
}

// --- where it happens ---

const BROWSER_BEGINS: &str = "begin_browser_sign_in";
const BROWSER: &str = "browser";
const BROWSER_CODE: &str = "browser-code";
const CENTER_BEGINS: &str = "begin_center_sign_in";
const CENTER: &str = "finish_center_sign_in";
const CENTER_ACCOUNT: &str = "center_roles";
const CENTER_ROLE: &str = "identity-center";
const PROFILES: &str = "profiles";
const PROFILE: &str = "profile";
const PROFILE_CODE: &str = "profile-code";
const KEYS: &str = "keys";
const SETTINGS: &str = "save_settings";
/// Wherever something was sent to AWS, and nothing but the network is behind it.
const NETWORK: &str = "network";
/// Wherever it may happen: more than one place, or another than a way in.
const ANYWHERE: &str = "anywhere";

/// One of each variant of an enum, with where it happens or what it belongs to. One that has no line does not compile, and a line that makes
/// another than it says fails.
macro_rules! one_of_each {
    ($($variant:pat => $at:expr, $made:expr;)+) => {{
        let all = vec![$(($at, $made)),+];
        let made: Vec<&str> = all.iter().map(|(_, one)| match one { $($variant => stringify!($variant)),+ }).collect();
        assert_eq!(made, [$(stringify!($variant)),+]);
        all
    }};
}

mod of_app;
mod of_aws;
mod refusals;
mod ways_in;

/// What is said about it differs from one computer and one run to the next.
const SAID_BY_THE_SYSTEM: [&str; 2] = ["settings", "torn-down"];

fn told((at, error): (&'static str, AppError)) -> Told {
    let mut problem = Problem::from(&error);
    if SAID_BY_THE_SYSTEM.contains(&problem.kind()) {
        problem.aws.as_mut().unwrap().message = Some("What the system said.".to_owned());
    }
    Told { at, problem }
}

fn all() -> Vec<Told> {
    let mut all: Vec<(&'static str, AppError)> = Vec::new();
    all.push((BROWSER_BEGINS, of_aws::elsewhere().into()));
    all.extend(ways_in::browser().into_iter().map(|(at, failure)| (at, failure.into())));
    all.extend(ways_in::center().into_iter().map(|(at, failure)| (at, failure.into())));
    all.extend(refusals::of_ways_in().into_iter().map(|(at, refusal)| (at, refusal.into())));
    all.extend(ways_in::profiles().into_iter().map(|(at, failure)| (at, failure.into())));
    all.push((KEYS, AppError::ClipboardEmpty));
    all.extend(of_aws::entries());
    all.extend(of_app::app_errors());
    all.into_iter().map(told).chain(of_aws::calls()).collect()
}

/// `UPDATE_MESSAGES=1 cargo test --test it problems::` writes them anew.
#[test]
fn the_committed_problems_are_what_the_program_sends() {
    assert_committed(PROBLEMS, &all());
}

#[test]
fn the_committed_refusals_are_what_the_program_sends() {
    assert_committed(REFUSALS, &refusals::all());
}

#[test]
fn every_problem_has_a_kind() {
    for Told { at, problem } in all() {
        assert!(!problem.kind().is_empty(), "{at}: {problem:?}");
    }
}

/// The page says a refusal by its kind alone.
#[test]
fn no_two_refusals_share_a_kind() {
    let mut seen = BTreeSet::new();
    for problem in refusals::all() {
        let kind = kind_of(&problem);
        assert!(!kind.is_empty() && seen.insert(kind), "{problem:?}");
    }
}
