//! The sample statements against what was marked in them by hand, in both directions.
//!
//! What the program still misses or adds stands in
//! `corpus/gold/known-faults.txt`. The test fails when something new is missed
//! or added, and also when a fault is gone: then its line goes as well
//! (`UPDATE=1 cargo test gold` rewrites the file).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use whocites::catalogue::Catalogue;
use whocites::ingest::{self, Options};
use whocites::resolve;

type Counts = BTreeMap<String, i64>;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

#[test]
fn the_sample_statements_cite_what_their_gold_says() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut faults = String::from("# statement, what is wrong, provision, how often\n");
    let (mut right, mut wrong) = (0, 0);
    for (name, gold) in gold_files() {
        let found = found(&name, &catalogue);
        for provision in gold.keys().chain(found.keys()).collect::<std::collections::BTreeSet<_>>()
        {
            let (expected, got) = (count(&gold, provision), count(&found, provision));
            right += expected.min(got);
            wrong += (expected - got).abs();
            if expected != got {
                let what = if got < expected { "missed" } else { "added" };
                let times = (expected - got).abs();
                writeln!(faults, "{name}\t{what}\t{provision}\t{times}").unwrap();
            }
        }
    }
    assert!(right > 20 * wrong, "{right} right, {wrong} wrong");
    let path = corpus().join("gold/known-faults.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &faults).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap();
    assert_eq!(faults, known, "see the head of tests/it/gold.rs");
}

fn count(counts: &Counts, provision: &str) -> i64 {
    counts.get(provision).copied().unwrap_or(0)
}

/// For each statement how often each provision is marked.
fn gold_files() -> BTreeMap<String, Counts> {
    let folder = corpus().join("gold");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().unwrap().strip_suffix(".jsonl") else { continue };
        let mut counts = Counts::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let mention: serde_json::Value = serde_json::from_str(line).unwrap();
            for cited in mention["cites"].as_array().unwrap() {
                *counts.entry(cited.as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        files.insert(Path::new(name).file_name().unwrap().to_str().unwrap().to_owned(), counts);
    }
    assert!(files.len() > 15, "the gold is there");
    files
}

fn found(name: &str, catalogue: &Catalogue) -> Counts {
    let bytes = fs::read(corpus().join("statements").join(name)).unwrap();
    let (document, _) = ingest::read(name, &bytes, Options::default()).unwrap();
    let mut counts = Counts::new();
    for citation in resolve::cite(&document, catalogue).citations {
        if let Some(provision) = citation.provision {
            *counts.entry(provision.to_string()).or_default() += 1;
        }
    }
    counts
}
