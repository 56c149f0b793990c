//! That the documentation says what the program does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use whocites::catalogue::Catalogue;
use whocites::{ingest, resolve};

const MATCHING: &str = include_str!("../../docs/matching.md");
const INSTRUMENTS: &str = include_str!("../../docs/adding-an-instrument.md");

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Every second piece between double quotes that looks like the id of a rule.
fn ids(line: &str) -> impl Iterator<Item = &str> {
    let is_id =
        |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    line.split('"').skip(1).step_by(2).filter(is_id)
}

/// The ids of rules in the sources: words in quotes on a line about a rule,
/// and hyphenated words in quotes anywhere, which nothing else is there.
fn rules_in_sources() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rules = BTreeSet::new();
    for path in ["matcher", "resolve"].iter().flat_map(|module| sources(&root.join(module))) {
        let source = fs::read_to_string(path).unwrap();
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let is_rule = |id: &&str| line.contains("rule") || id.contains('-');
            rules.extend(ids(line).filter(is_rule).map(str::to_owned));
        }
    }
    rules
}

/// The rules described on the page, each with the text below its heading.
fn described() -> Vec<(&'static str, &'static str)> {
    let sections = MATCHING.split("\n### `").skip(1);
    let parts = sections.map(|section| section.split_once('`').unwrap());
    parts.map(|(rule, text)| (rule, text.split("\n## ").next().unwrap_or_default())).collect()
}

#[test]
fn every_rule_is_described_and_every_rule_described_exists() {
    let described: BTreeSet<String> =
        described().into_iter().map(|(rule, _)| rule.to_owned()).collect();
    assert_eq!(rules_in_sources(), described);
}

#[test]
fn the_examples_of_rules_are_read_as_the_page_says() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut wrong = Vec::new();
    for (rule, text) in described() {
        for line in text.lines().filter_map(|line| line.strip_prefix("Example: “")) {
            let (example, cited) = line.split_once("” → ").unwrap();
            let expected: BTreeSet<String> =
                cited.split('`').skip(1).step_by(2).map(str::to_owned).collect();
            let (document, _) =
                ingest::read("a.md", example.as_bytes(), ingest::Options::default()).unwrap();
            let citations = resolve::cite(&document, &catalogue).citations;
            let found: BTreeSet<String> = citations
                .iter()
                .filter(|citation| citation.rule == rule)
                .filter_map(|citation| citation.provision.as_ref().map(ToString::to_string))
                .collect();
            if found != expected {
                wrong.push(format!("{rule}: {example}\n  found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_catalogue_files_shown_are_read_and_their_examples_pass() {
    let blocks = INSTRUMENTS.split("```toml\n").skip(1);
    let blocks = blocks.map(|block| block.split_once("```").unwrap().0);
    let mut shown = 0;
    for block in blocks.filter(|block| !block.starts_with("[[instrument.")) {
        let file = match block.starts_with("about") {
            true => block.to_owned(),
            false => format!("about = \"a part of a file\"\n{block}"),
        };
        let catalogue = Catalogue::from_files(&[("the page", &file)]).unwrap();
        assert_eq!(resolve::check_examples(&catalogue), []);
        shown += 1;
    }
    assert_eq!(shown, 5);
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = include_str!("../../Cargo.toml");
    let page = include_str!("../../docs/decisions/0005-dependencies.md");
    let sections = manifest.split("\n[").filter(|section| section.contains("dependencies]\n"));
    let lines = sections.flat_map(str::lines).skip(1);
    let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0));
    let silent: Vec<_> = names.filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(silent.is_empty(), "docs/decisions/0005-dependencies.md lacks {silent:?}");
}
