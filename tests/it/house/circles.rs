//! No file imports another that leads back to it: what imports nothing back can be read, moved and tested alone.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::{Source, assert_none, rust};

/// A module by the names that lead to it from the top.
type Module = Vec<String>;

/// What a file imports, by path from the top of the crate, and what it hands on under its own name.
#[derive(Default)]
struct Imports {
    paths: Vec<Vec<String>>,
    handed_on: BTreeMap<String, Vec<String>>,
}

fn module_of(file: &Source) -> Option<Module> {
    let path = file.path.strip_prefix("src-tauri/")?.strip_suffix(".rs")?;
    let mut names: Module = path.split('/').map(ToOwned::to_owned).collect();
    if matches!(names.last().map(String::as_str), Some("mod" | "lib")) {
        names.pop();
    }
    Some(names)
}

fn names_in(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Every path in a tree such as `a::{b, c::{d, e}}`.
fn paths_in(tree: &str, before: &[String]) -> Vec<Vec<String>> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[start..]);
    let mut all = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let inner = |path: &str| before.iter().cloned().chain(names_in(path)).collect::<Vec<_>>();
        if let Some((path, rest)) = part.split_once('{') {
            all.extend(paths_in(rest.strip_suffix('}').unwrap(), &inner(path)));
        } else {
            all.push(inner(part.split(" as ").next().unwrap()));
        }
    }
    all
}

/// A path from the top of the crate; `None` for one that leads out of it.
fn from_the_top(module: &Module, path: &[String], modules: &BTreeSet<Module>) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => Some(module[..module.len() - ups].iter().chain(&path[ups..]).cloned().collect()),
        child => {
            let inner: Module = module.iter().cloned().chain([child.to_owned()]).collect();
            modules.contains(&inner).then(|| module.iter().chain(path).cloned().collect())
        }
    }
}

fn imports(file: &Source, module: &Module, modules: &BTreeSet<Module>) -> Imports {
    let import = Regex::new(r"(?m)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);").unwrap();
    let inline = Regex::new(r"\b(?:crate|super)(?:::\w+)+").unwrap();
    let visible_in = Regex::new(r"pub\(in [^)]*\)").unwrap();
    let code = file.code();
    let mut found = Imports::default();
    for captured in import.captures_iter(&code) {
        for path in paths_in(&captured[2], &[]) {
            let Some(path) = from_the_top(module, &path, modules) else { continue };
            if captured.get(1).is_some() {
                found.handed_on.insert(path.last().unwrap().clone(), path.clone());
            }
            found.paths.push(path);
        }
    }
    let rest = visible_in.replace_all(&code, "").into_owned();
    let rest = import.replace_all(&rest, "");
    let named =
        inline.find_iter(&rest).map(|path| path.as_str().split("::").map(ToOwned::to_owned).collect::<Vec<_>>());
    found.paths.extend(named.filter_map(|path| from_the_top(module, &path, modules)));
    found
}

/// The module that has what a path names, however often it is handed on.
fn home_of(path: &[String], all: &BTreeMap<Module, Imports>) -> Option<Module> {
    let length = (1..=path.len()).rev().find(|&length| all.contains_key(&path[..length]))?;
    let (module, rest) = path.split_at(length);
    match rest.first().and_then(|name| all[module].handed_on.get(name)) {
        Some(further) if *further != path => home_of(further, all),
        _ => Some(module.to_vec()),
    }
}

#[test]
fn no_file_imports_one_that_leads_back_to_it() {
    let files = rust();
    let modules: BTreeSet<Module> = files.iter().filter_map(module_of).collect();
    let all: BTreeMap<Module, Imports> = files
        .iter()
        .filter_map(|file| module_of(file).map(|module| (module.clone(), imports(file, &module, &modules))))
        .collect();
    let known: BTreeMap<&Module, BTreeSet<Module>> = all
        .iter()
        .filter(|(module, _)| !module.is_empty())
        .map(|(module, imports)| {
            let homes = imports.paths.iter().filter_map(|path| home_of(path, &all));
            (module, homes.filter(|home| home != module && !home.is_empty()).collect())
        })
        .collect();
    assert!(known.values().map(BTreeSet::len).sum::<usize>() > 500, "hardly anything was found to be imported");
    let reached = |from: &Module| {
        let (mut seen, mut left) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(module) = left.pop() {
            for next in known.get(&module).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    left.push(next.clone());
                }
            }
        }
        seen
    };
    let circles: Vec<String> =
        known.keys().filter(|module| reached(module).contains(**module)).map(|module| module.join("::")).collect();
    assert_none(&circles, "these import one another in a circle");
}
