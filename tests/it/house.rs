//! The rules of the house: which room may know which, who knows Tauri, how long a file is, what nothing is called.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod circles;
mod english;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Who may know whom. A room that is not here does not exist; what is not here beside a room, it does not mention.
const ROOMS: [(&str, &[&str]); 16] = [
    ("policy", &[]),
    ("files", &[]),
    ("language", &[]),
    ("values", &["policy"]),
    ("resources", &["values", "policy"]),
    ("setup", &["resources", "values", "policy"]),
    // The journal keeps documents of theirs as they were.
    ("record", &["setup", "resources", "values", "policy", "files"]),
    ("aws", &["setup", "resources", "values", "policy", "files"]),
    ("sign_in", &["setup", "values", "aws", "files", "language"]),
    ("practice", &["policy", "values", "setup"]),
    ("provision", &["record", "aws", "setup", "resources", "values", "policy"]),
    ("health", &["record", "setup", "resources", "values", "policy"]),
    ("handoff", &["setup", "resources", "values", "record", "policy", "health"]),
    (
        "app",
        &[
            "policy",
            "files",
            "values",
            "resources",
            "setup",
            "record",
            "aws",
            "sign_in",
            "practice",
            "provision",
            "health",
            "handoff",
        ],
    ),
    (
        "messages",
        &[
            "language",
            "policy",
            "values",
            "resources",
            "setup",
            "record",
            "aws",
            "sign_in",
            "practice",
            "provision",
            "health",
            "handoff",
            "app",
        ],
    ),
    // The form, the step and the setting cross to the page as they are; the hand-off has the address of Vonage's page.
    ("commands", &["app", "messages", "resources", "setup", "values", "handoff", "language"]),
];

/// Commands that only look at what is in memory, or hand something to the system, and so may run on the thread that draws
/// the window.
const AT_ONCE: [&str; 12] = [
    "sign_out",
    "confirm_account",
    "open_browser_again",
    "cancel_browser_sign_in",
    "open_center_again",
    "cancel_center_sign_in",
    "new_form",
    "suggest_bucket_name",
    "regions",
    "cancel",
    "about",
    "open_link",
];

/// Files that may be longer than 400 lines, each with its reason.
const LONG_FILES: [(&str, &str); 0] = [];

const LONGEST_FILE: usize = 400;
const LONGEST_LIB: usize = 80;
const LONGEST_COMMAND: usize = 10;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of ours: its path from the top of the repository, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without what follows `//`, so that a comment may name anything. `://` is an address in a string.
    fn code(&self) -> String {
        let comment = Regex::new("(^|[^:])//.*").unwrap();
        self.text.lines().map(|line| comment.replace(line, "$1").into_owned() + "\n").collect()
    }

    /// The room a file of `src-tauri` is in, and the names of the modules that lead to it from there.
    fn room(&self) -> Option<(&str, Vec<&str>)> {
        let (room, rest) = self.path.strip_prefix("src-tauri/")?.split_once('/')?;
        let modules = rest.trim_end_matches(".rs").split('/').filter(|name| *name != "mod").collect();
        Some((room, modules))
    }
}

fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "nothing in {folder}");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            let relative = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

fn rust() -> Vec<Source> {
    sources("src-tauri", &["rs"])
}

#[track_caller]
fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}

#[test]
fn every_room_has_its_row() {
    let there: BTreeSet<String> = fs::read_dir(root().join("src-tauri"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("mod.rs").is_file())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect());
}

#[test]
fn a_room_knows_only_the_rooms_it_may_know() {
    let mention = Regex::new(r"crate::(\w+|\{)").unwrap();
    let upwards = Regex::new(r"(?:super::)+").unwrap();
    let mut wrong = Vec::new();
    for file in rust() {
        let Some((room, modules)) = file.room() else { continue };
        let (_, may) = ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{}", file.path));
        let code = file.code();
        for (_, [known]) in mention.captures_iter(&code).map(|found| found.extract()) {
            // A list in braces could hide a room from this test.
            if known != room && !may.contains(&known) {
                wrong.push(format!("{} mentions crate::{known}", file.path));
            }
        }
        if upwards.find_iter(&code).any(|found| found.len() / "super::".len() > modules.len()) {
            wrong.push(format!("{} leaves its room with super::", file.path));
        }
    }
    assert_none(&wrong, "a room mentions one it may not know");
}

/// With the table alone two rooms could come to know each other.
#[test]
fn nobody_knows_whoever_knows_them() {
    fn reaches(from: &str, to: &str) -> bool {
        let (_, known) = ROOMS.iter().find(|(room, _)| *room == from).unwrap();
        known.iter().any(|next| *next == to || reaches(next, to))
    }
    for (room, _) in ROOMS {
        assert!(!reaches(room, room), "{room} knows itself by a detour");
    }
}

#[test]
fn only_commands_and_the_start_know_tauri() {
    let tauri = Regex::new(r"\btauri(_\w+)?::|\btauri_build\b").unwrap();
    let who: BTreeSet<String> = rust()
        .into_iter()
        .filter(|file| tauri.is_match(&file.code()))
        .map(|file| file.room().map_or_else(|| file.path.clone(), |(room, _)| room.to_owned()))
        .collect();
    let may = ["commands", "src-tauri/build.rs", "src-tauri/lib.rs"];
    assert_eq!(who, may.map(ToOwned::to_owned).into());
}

/// Which files of ours match.
fn who(pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    rust().into_iter().filter(|file| pattern.is_match(&file.code())).map(|file| file.path).collect()
}

/// Whatever goes out is judged in one place: nobody else makes connections or an HTTP client.
#[test]
fn there_is_one_way_out() {
    assert_eq!(who(r"\bConnector::builder\b|\bhyper|\breqwest|\bureq"), ["src-tauri/aws/network/connector.rs"]);
    // The second asks a proxy what kind of sign-in it takes.
    let connects = who(r"TcpStream::connect|UdpSocket|\blookup_host|ToSocketAddrs");
    assert_eq!(connects, ["src-tauri/aws/network/connect_error.rs"]);
    let clients = who(r"\broutes\(|\bhttp_client_fn\b");
    assert_eq!(
        clients,
        [
            "src-tauri/aws/network/company_page.rs",
            "src-tauri/aws/network/connector.rs",
            "src-tauri/aws/network/places.rs"
        ]
    );
}

#[test]
fn one_function_opens_links_and_one_program_is_started_by_its_whole_path() {
    assert_eq!(who(r"\bOpenerExt\b|\bopen_url\b|\bopen_path\b"), ["src-tauri/commands/system.rs"]);
    assert_eq!(who(r"\bCommand::new\b"), ["src-tauri/aws/network/system_proxy.rs"]);
    let asked = Regex::new(r#"ASKED: \(&str, &\[&str\]\) =\s*\(\s*r?"([^"]*)""#).unwrap();
    let text = fs::read_to_string(root().join("src-tauri/aws/network/system_proxy.rs")).unwrap();
    let programs: Vec<&str> = asked.captures_iter(&text).map(|found| found.get(1).unwrap().as_str()).collect();
    assert_eq!(programs, ["/usr/sbin/scutil", r"C:\Windows\System32\reg.exe", "/usr/bin/gsettings"]);
}

#[test]
fn only_one_file_of_the_page_knows_tauri() {
    let who: Vec<String> = sources("ui/src", &["ts", "tsx"])
        .into_iter()
        .filter(|file| file.text.contains("@tauri-apps/"))
        .map(|file| file.path)
        .collect();
    assert_eq!(who, ["ui/src/backend.ts"]);
}

#[test]
fn the_start_is_short_and_so_is_every_file() {
    let mut wrong = Vec::new();
    for file in rust() {
        let limit = if file.path == "src-tauri/lib.rs" { LONGEST_LIB } else { LONGEST_FILE };
        let lines = file.text.lines().count();
        let excused = LONG_FILES.iter().any(|(path, _)| *path == file.path);
        if lines > limit && !excused {
            wrong.push(format!("{}: {lines} lines, at most {limit}", file.path));
        }
        if excused && lines <= limit {
            wrong.push(format!("{}: {lines} lines need no excuse", file.path));
        }
    }
    assert_none(&wrong, "a file wants splitting");
}

#[test]
fn a_command_parses_calls_and_maps() {
    let command =
        Regex::new(r"(?ms)^#\[tauri::command(?:\(async\))?\]$.*?^pub (?:async )?fn (\w+).*?\{\n(.*?)^\}$").unwrap();
    let mut names = Vec::new();
    for file in sources("src-tauri/commands", &["rs"]) {
        let commands = file.text.matches("#[tauri::command").count();
        let before = names.len();
        for (_, [name, body]) in command.captures_iter(&file.text).map(|found| found.extract()) {
            let lines = body.lines().count();
            assert!(lines <= LONGEST_COMMAND, "{}: {name} has {lines} lines", file.path);
            names.push(name.to_owned());
        }
        assert_eq!(names.len() - before, commands, "{}: every command was measured", file.path);
    }
    let list = fs::read_to_string(root().join("src-tauri/commands/mod.rs")).unwrap();
    for name in names {
        assert!(list.contains(&format!("::{name},")), "{name} cannot be called by the page");
    }
}

#[test]
fn a_command_does_not_hold_up_the_window() {
    let at_once = Regex::new(r"(?m)^#\[tauri::command\]\n(?:#\[.*\]\n)*pub fn (\w+)").unwrap();
    let files = sources("src-tauri/commands", &["rs"]);
    let held_up: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| at_once.captures_iter(&file.text))
        .map(|found| found.extract::<1>().1[0])
        .collect();
    let wrong: Vec<String> =
        held_up.into_iter().filter(|name| !AT_ONCE.contains(name)).map(ToOwned::to_owned).collect();
    assert_none(&wrong, "a command runs on the thread that draws the window");
}

/// What a page shows of others' words passes one place that makes hidden characters seen.
#[test]
fn nothing_reaches_the_page_but_through_one_place() {
    let page = fs::read_to_string(root().join("ui/src/backend.ts")).unwrap();
    assert_eq!(page.matches("invoke<").count() + page.matches("invoke(").count(), 1, "one call of Tauri's own");
    assert_eq!(page.matches("onmessage =").count(), 1, "one channel");
    assert!(page.contains("onmessage = (run) => onRun(shown(run))"), "and its news are marked");
}

#[test]
fn names_say_what_a_thing_is() {
    let vague = ["util", "utils", "helper", "helpers", "manager", "managers", "service", "services"];
    let mut wrong = Vec::new();
    for file in rust().into_iter().chain(sources("ui/src", &["ts", "tsx"])).chain(sources("tests", &["rs"])) {
        let parts = file.path.split(['/', '.', '_', '-']).map(str::to_lowercase);
        if parts.into_iter().any(|part| vague.contains(&part.as_str())) {
            wrong.push(file.path);
        }
    }
    assert_none(&wrong, "a name that says nothing");
}

/// The partition is a value, or the program works in one partition only. Comments are read too: people copy from them.
#[test]
fn no_partition_is_written_into_an_arn() {
    let literal = format!("{}:{}", "arn", "aws");
    let wrong: Vec<String> =
        rust().into_iter().filter(|file| file.text.contains(&literal)).map(|file| file.path).collect();
    assert_none(&wrong, "a partition is written down");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let sentence = Regex::new(r"^//! \S.{10,}").unwrap();
    let wrong: Vec<String> =
        rust().into_iter().filter(|file| !sentence.is_match(&file.text)).map(|file| file.path).collect();
    assert_none(&wrong, "no sentence on the first line");
}
