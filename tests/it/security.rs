//! SECURITY.md promises nothing that no test holds.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;

use regex::Regex;

use crate::support::repository;

fn text() -> String {
    fs::read_to_string(repository("SECURITY.md")).unwrap()
}

/// Every `file::name` in it. The tests of the page have sentences for names.
fn named(text: &str) -> Vec<(String, String)> {
    let reference = Regex::new(r"`((?:tests|ui)/[\w/.-]+?\.(?:rs|tsx?))::([^`]+)`").unwrap();
    reference.captures_iter(text).map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

#[test]
fn every_test_that_it_names_exists() {
    let all = named(&text());
    assert!(all.len() > 50, "{}", all.len());
    let missing: Vec<String> = all
        .into_iter()
        .filter(|(file, name)| {
            let text = fs::read_to_string(repository(file)).unwrap_or_default();
            let attribute =
                format!(r"#\[(?:tokio::)?test(?:\(.*\))?\]\s+(?:#\[.*\]\s+)*(?:async )?fn {}\(", regex::escape(name));
            let in_rust = name.chars().all(|c| c.is_alphanumeric() || c == '_')
                && Regex::new(&attribute).unwrap().is_match(&text);
            let in_page = text.contains(&format!("test(\"{name}\""));
            !in_rust && !in_page
        })
        .map(|(file, name)| format!("{file}::{name}"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// A promise is an item of a list in a section whose title begins with “Promises”.
#[test]
fn every_promise_names_its_test() {
    let text = text();
    let sections = text.split("\n## ").filter(|section| section.starts_with("Promises"));
    let items: Vec<String> =
        sections.flat_map(|section| section.split("\n- ").skip(1).map(ToOwned::to_owned).collect::<Vec<_>>()).collect();
    assert!(items.len() > 30, "{}", items.len());
    let bare: Vec<&String> = items.iter().filter(|item| named(item.split("\n\n").next().unwrap()).is_empty()).collect();
    assert_eq!(bare, Vec::<&String>::new());
}

#[test]
fn it_says_of_every_command_what_a_page_could_do_with_it() {
    let list = fs::read_to_string(repository("src-tauri/commands/mod.rs")).unwrap();
    let command = Regex::new(r"(?m)^        \w+::(\w+),$").unwrap();
    let commands: Vec<&str> = command.captures_iter(&list).map(|found| found.extract::<1>().1[0]).collect();
    assert!(commands.len() > 40, "{commands:?}");
    let text = text();
    let (_, section) = text.split_once("\n## What a compromised page could do\n").unwrap();
    let said: Vec<&str> =
        section.split("\n## ").next().unwrap().lines().filter_map(|line| line.strip_prefix("| `")).collect();
    let said: Vec<&str> = said.iter().flat_map(|line| line.split(" | ").next().unwrap().split("`, `")).collect();
    let said: Vec<&str> = said.iter().map(|name| name.trim_end_matches('`')).collect();
    let missing: Vec<&&str> = commands.iter().filter(|name| !said.contains(name)).collect();
    let gone: Vec<&&str> = said.iter().filter(|name| !commands.contains(name)).collect();
    assert_eq!((missing, gone), (Vec::new(), Vec::new()));
}
