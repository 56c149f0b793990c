//! The house rules that a machine can see.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors of `src`, lowest first. A module uses only lower ones.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["text"],
    &["grammar"],
    &["catalogue", "pinpoint"],
    &["ingest", "matcher"],
    &["record", "resolve"],
    &["graph", "index"],
    &["export", "query", "report"],
    &["pipeline"],
    &["cli"],
];

/// No file is longer.
const LONGEST: usize = 500;

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The modules of this crate that a source names, tests aside.
fn uses(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            // `use crate::{query, resolve::cite};`
            Some(list) => {
                let list = list.split(';').next().unwrap_or_default();
                let list = list.split([',', '}']);
                list.filter(|name| !name.trim().is_empty()).collect::<Vec<_>>()
            }
            None => vec![rest],
        };
        for name in names {
            let name = name.trim_start();
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            found.push(name[..end.unwrap_or(name.len())].to_owned());
        }
    }
    found
}

#[test]
fn modules_use_only_lower_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in sources("src") {
        let inside = path.strip_prefix(&root).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(own) = floor_of(module) else {
            wrong.push(format!("`{module}` stands on no floor"));
            continue;
        };
        for used in uses(&fs::read_to_string(&path).unwrap()) {
            let allowed = used == module || floor_of(&used).is_none_or(|floor| floor < own);
            if !allowed {
                wrong.push(format!("{} uses `{used}`", inside.display()));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_floors_are_documented() {
    let page = include_str!("../../docs/architecture.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (number, floor) in FLOORS.iter().enumerate() {
        let built = floor.iter().filter(|module| root.join(module).exists());
        let row = built.map(|module| format!("`{module}`")).collect::<Vec<_>>().join(", ");
        let row = format!("| {number} | {row} |");
        assert!(page.contains(&row), "docs/architecture.md lacks the line {row}");
    }
}

#[test]
fn uses_are_seen() {
    let source = "use crate::model::Span;\nuse crate::{index, query};\n// crate::no\nfn f() { crate::cli::main() }";
    assert_eq!(uses(source), ["model", "index", "query", "cli"]);
}

#[test]
fn every_file_begins_with_its_purpose() {
    let silent: Vec<_> = ["src", "tests"]
        .iter()
        .flat_map(|folder| sources(folder))
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn files_stay_readable() {
    let long: Vec<_> = ["src", "tests"]
        .iter()
        .flat_map(|folder| sources(folder))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn only_the_index_knows_sql_and_only_the_top_floors_know_json() {
    let knows = |needle: &str| -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut modules: Vec<String> = sources("src")
            .iter()
            .filter(|path| fs::read_to_string(path).unwrap().contains(needle))
            .map(|path| path.strip_prefix(&root).unwrap().iter().next().unwrap().to_owned())
            .map(|module| module.into_string().unwrap())
            .collect();
        modules.dedup();
        modules
    };
    assert_eq!(knows("rusqlite::"), ["index"]);
    let json = knows("serde_json::");
    let high = |module: &String| floor_of(module).is_some_and(|floor| floor >= 7);
    assert!(json.iter().all(high), "{json:?}");
}
