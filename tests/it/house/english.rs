//! What a person reads stands in the page's catalogue: no sentence is written in Rust, and those that are said without a page
//! are there.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::{assert_none, root, rust};

/// Rooms whose texts are for engineers, or are those of the AWS inside the program.
const MAY: [&str; 2] = ["src-tauri/handoff/", "src-tauri/practice/"];

/// What AWS keeps as the description of what is made.
const DESCRIPTIONS: &str = "src-tauri/setup/request.rs";

/// Every text in quotation marks of a code, without the reasons that attributes give.
fn texts(code: &str) -> Vec<String> {
    let attribute = Regex::new(r#"(?s)#!?\[(?:expect|allow)\((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*\)\]"#).unwrap();
    let text = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    text.captures_iter(&attribute.replace_all(code, "")).map(|found| found[1].to_owned()).collect()
}

/// Whether a person could take it for a sentence: a capital or an opening mark, three words, and an end.
fn is_sentence(text: &str) -> bool {
    Regex::new(r"(?s)^[“{\p{Lu}]\S*(?:\s+\S+){2,}[.?!:]$").unwrap().is_match(text.trim())
}

#[test]
fn no_sentence_is_written_in_rust() {
    assert!(is_sentence("AWS has suspended this account.") && is_sentence("“{text}” is not\n an id."));
    assert!(!is_sentence("no usable keys") && !is_sentence("SELECT desired FROM setup WHERE id = ?1"));
    let files = rust().into_iter().filter(|file| file.path != DESCRIPTIONS);
    let files = files.filter(|file| !MAY.iter().any(|room| file.path.starts_with(room)));
    let wrong: Vec<String> = files
        .flat_map(|file| {
            let sentences = texts(&file.code()).into_iter().filter(|text| is_sentence(text));
            sentences.map(|text| format!("{}: {text}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert_none(&wrong, "sentences stand in ui/src/language/en.json");
}

#[test]
fn what_is_said_without_a_page_is_in_the_catalogue() {
    let catalogue = std::fs::read_to_string(root().join("ui/src/language/en.json")).unwrap();
    let catalogue: BTreeMap<String, String> = serde_json::from_str(&catalogue).unwrap();
    let key = Regex::new(r#""((?:start|callback|dialog|program)\.[\w.{}]+)""#).unwrap();
    let plain = Regex::new(r"\{\w+[,}]").unwrap();
    let varies = Regex::new(r"\\\{\w+\\\}").unwrap();
    let (mut wrong, mut said) = (Vec::new(), BTreeSet::new());
    for file in rust() {
        for found in key.captures_iter(&file.code()) {
            // A key that is put together names what varies in braces.
            let pattern = regex::escape(&found[1]);
            let pattern = varies.replace_all(&pattern, r"\w+").into_owned();
            let pattern = Regex::new(&format!("^{pattern}$")).unwrap();
            let keys: Vec<&String> = catalogue.keys().filter(|key| pattern.is_match(key)).collect();
            if keys.is_empty() {
                wrong.push(format!("{}: {} is not there", file.path, &found[1]));
            }
            for key in keys {
                said.insert(key.clone());
                let chooses = plain.find_iter(&catalogue[key]).any(|value| value.as_str().ends_with(','));
                if chooses || catalogue[key].contains('<') {
                    wrong.push(format!("{key} has more than plain values"));
                }
            }
        }
    }
    let unsaid =
        catalogue.keys().filter(|key| ["start.", "callback.", "dialog."].iter().any(|one| key.starts_with(one)));
    wrong.extend(unsaid.filter(|key| !said.contains(*key)).map(|key| format!("{key} is said nowhere")));
    assert_none(&wrong, "what is said without a page");
}
