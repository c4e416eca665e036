//! What others wrote: where it comes from, under which licences, and what builds and checks it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

use regex::Regex;

use crate::support::repository;

fn read(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// It ends with a failure too where a licence is not in the list of `deny.toml`, or a package holds no text.
#[test]
fn the_licences_shown_are_those_of_the_lock_files_and_each_is_allowed() {
    let checked = Command::new("node").arg(repository("ui/licences.mjs")).arg("--check").output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn everything_comes_from_the_two_registries_with_a_checksum() {
    let lock = read("Cargo.lock");
    let mut seen = 0;
    for package in
        lock.split("[[package]]").skip(1).filter(|package| !package.contains("name = \"export-storage-setup\""))
    {
        assert!(package.contains("source = \"registry+https://github.com/rust-lang/crates.io-index\""), "{package}");
        assert!(package.contains("checksum = \""), "{package}");
        seen += 1;
    }
    assert!(seen > 300, "{seen}");
    let lock: serde_json::Value = serde_json::from_str(&read("ui/package-lock.json")).unwrap();
    let packages = lock["packages"].as_object().unwrap().iter().filter(|(path, _)| !path.is_empty());
    for (path, package) in packages {
        let is = |what: &str| package[what].as_bool() == Some(true);
        // npm leaves them out of tools for platforms on which nobody wrote the file.
        let elsewhere = is("dev") && is("optional") && !package["os"].is_null();
        assert!(elsewhere || package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")), "{path}");
        let from = package["resolved"].as_str();
        assert!(from.is_none_or(|from| from.starts_with("https://registry.npmjs.org/")), "{path}: {from:?}");
    }
}

#[test]
fn no_crate_is_in_the_lock_file_that_deny_toml_bans() {
    let (deny, lock) = (read("deny.toml"), read("Cargo.lock"));
    let banned = Regex::new(r#"\{ name = "([\w-]+)" \}"#).unwrap();
    let banned: Vec<&str> = banned.captures_iter(&deny).map(|found| found.extract::<1>().1[0]).collect();
    assert!(banned.len() >= 5, "{banned:?}");
    let there: Vec<&&str> = banned.iter().filter(|name| lock.contains(&format!("name = \"{name}\"\n"))).collect();
    assert_eq!(there, Vec::<&&str>::new());
}

#[test]
fn workflows_may_only_read_and_run_actions_by_their_commit() {
    let action = Regex::new(r"^\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$").unwrap();
    let mut seen = 0;
    for file in fs::read_dir(repository(".github/workflows")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("\npermissions:\n  contents: read\n\n"), "{}", file.display());
        assert_eq!(text.matches("permissions:").count(), 1, "{}", file.display());
        for used in text.lines().filter_map(|line| line.split_once("uses: ").map(|(_, used)| used)) {
            assert!(action.is_match(used), "{}: {used}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn every_build_takes_the_lock_files_as_they_are() {
    let commands = read("dev");
    let builds = Regex::new(
        r"(?m)^\s*(?:stage .* |nice .* |exec )?(?:cargo (?:build|test|bench|clippy|fetch)|\S*tauri build)\b.*$",
    );
    let builds: Vec<String> =
        builds.unwrap().find_iter(&commands).map(|found| found.as_str().trim().to_owned()).collect();
    assert!(builds.len() >= 7, "{builds:?}");
    for line in &builds {
        assert!(line.contains("--locked"), "{line}");
    }
    assert!(commands.contains("npm --prefix ui ci ") && !commands.contains("npm --prefix ui install"));
}

/// `forbid` cannot be taken back in the code; only the line in Cargo.toml could be.
#[test]
fn unsafe_is_forbidden_everywhere() {
    assert!(read("Cargo.toml").contains("\n[lints.rust]\nunsafe_code = \"forbid\"\n"));
}
