//! What the index promises, on readings made by hand.

use super::*;
use crate::model::{Confidence, DocumentId, How, InstrumentCard, Provision, Status};
use crate::record::{DocumentCard, Passage, Reading, Record};

fn record(provision: Option<&str>, start: usize, status: Status) -> Record {
    Record {
        provision: provision.map(|id| id.parse().unwrap()),
        edition: None,
        quote: "quote".to_owned(),
        prefix: "before ".to_owned(),
        suffix: " after".to_owned(),
        start,
        end: start + 5,
        page: Some(2),
        block: Some("paragraph".to_owned()),
        citing: Some("para/14".parse().unwrap()),
        language: None,
        how: How::Explicit,
        rule: "pinpoint-before-name".to_owned(),
        confidence: Confidence::High,
        status,
        function: None,
        group: 1,
        via: Some("67-72".to_owned()),
        note: None,
        passage: 0,
    }
}

fn reading(id: u8, path: &str, provisions: &[&str]) -> Reading {
    let records: Vec<_> = provisions
        .iter()
        .enumerate()
        .map(|(i, provision)| record(Some(provision), 10 * i, Status::Ok))
        .collect();
    let instruments = records
        .iter()
        .filter_map(|record| record.provision.clone())
        .map(|provision| {
            let id = provision.instrument;
            let edition_of =
                id.as_str().strip_suffix("-1988").and_then(crate::model::InstrumentId::new);
            let label = id.to_string();
            (id, InstrumentCard { label, title: None, url: None, edition_of })
        })
        .collect();
    Reading {
        document: DocumentCard {
            id: DocumentId::from_digest([id; 32]),
            path: path.to_owned(),
            title: Some("A title".to_owned()),
            date: "2019-01-24".parse().ok(),
            language: None,
            format: "text".to_owned(),
        },
        passages: vec![Passage {
            start: 0,
            text: "before quote after".to_owned(),
            cut_head: false,
            cut_tail: true,
        }],
        records,
        instruments,
        warnings: Vec::new(),
    }
}

fn stamp(path: &str) -> FileStamp {
    FileStamp { path: path.to_owned(), size: 3, modified: 5 }
}

fn ids(readings: &[Reading]) -> Vec<String> {
    let all = readings.iter().flat_map(|reading| &reading.records);
    all.filter_map(|record| Some(record.provision.as_ref()?.to_string())).collect()
}

fn provisions(ids: &[&str]) -> Vec<Provision> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

#[test]
fn what_was_stored_comes_back_unchanged() {
    let mut index = Index::in_memory().unwrap();
    let mut stored = reading(1, "a.txt", &["tunis-agenda/para/69"]);
    let candidates = provisions(&["iccpr/art/19", "icescr/art/19"]);
    stored.records.push(record(None, 40, Status::Ambiguous(candidates)));
    stored.records.push(record(None, 50, Status::Unresolved("no antecedent".to_owned())));
    index.store(&stamp("a.txt"), &stored, "v1").unwrap();
    let back = index.reading(stored.document.id).unwrap().unwrap();
    assert_eq!(back, stored);
}

#[test]
fn a_part_answers_for_what_contains_it_and_numbers_do_not_run_together() {
    let mut index = Index::in_memory().unwrap();
    let cited = ["x/para/7", "x/para/72", "x/para/72/a", "x/para/720", "x", "xy/para/72"];
    index.store(&stamp("a.txt"), &reading(1, "a.txt", &cited), "v1").unwrap();
    let ask = |id: &str| ids(&index.citing(&provisions(&[id]), &[]).unwrap());
    assert_eq!(ask("x/para/72"), ["x/para/72", "x/para/72/a"]);
    assert_eq!(ask("x/para/72/a"), ["x/para/72/a"]);
    assert_eq!(ask("x").len(), 5);
    let whole = index.citing_exactly(&provisions(&["x"]), &[]).unwrap();
    assert_eq!(ids(&whole), ["x"]);
}

#[test]
fn answers_are_sorted_by_path_whatever_the_order_of_storing() {
    let mut index = Index::in_memory().unwrap();
    for (id, path) in [(1, "c.txt"), (2, "a/b.txt"), (3, "b.txt")] {
        index.store(&stamp(path), &reading(id, path, &["x/para/1"]), "v1").unwrap();
    }
    let paths = |under: &[&str]| -> Vec<String> {
        let under: Vec<String> = under.iter().map(|&path| path.to_owned()).collect();
        let found = index.citing(&provisions(&["x"]), &under).unwrap();
        found.into_iter().map(|reading| reading.document.path).collect()
    };
    assert_eq!(paths(&[]), ["a/b.txt", "b.txt", "c.txt"]);
    assert_eq!(paths(&["a", "c.txt"]), ["a/b.txt", "c.txt"]);
    assert_eq!(paths(&["."]).len(), 3);
}

#[test]
fn two_files_with_the_same_bytes_are_one_document_until_both_are_gone() {
    let mut index = Index::in_memory().unwrap();
    index.store(&stamp("b.txt"), &reading(1, "b.txt", &["x/para/1"]), "v1").unwrap();
    assert!(index.link(&stamp("a.txt"), DocumentId::from_digest([1; 32]), "v1").unwrap());
    let found = |index: &Index| -> Vec<String> {
        let documents = index.documents(&[]).unwrap();
        documents.into_iter().map(|card| card.path).collect()
    };
    assert_eq!(found(&index), ["a.txt"]);
    index.forget(["a.txt"]).unwrap();
    assert_eq!(found(&index), ["b.txt"]);
    index.forget(["b.txt"]).unwrap();
    assert_eq!(index.totals().unwrap(), Totals::default());
}

#[test]
fn a_file_that_failed_is_remembered_with_its_cause() {
    let mut index = Index::in_memory().unwrap();
    index.store(&stamp("a.pdf"), &reading(1, "a.pdf", &["x"]), "v1").unwrap();
    index.store_failure(&stamp("a.pdf"), "the file is encrypted", "v1").unwrap();
    let files = index.files(&[]).unwrap();
    assert_eq!(files[0].outcome, Err("the file is encrypted".to_owned()));
    assert_eq!(index.totals().unwrap(), Totals { documents: 0, citations: 0, failures: 1 });
}

#[test]
fn reading_again_replaces_and_keeps_the_other_files() {
    let mut index = Index::in_memory().unwrap();
    index.store(&stamp("a.txt"), &reading(1, "a.txt", &["x/para/1"]), "v1").unwrap();
    index.link(&stamp("b.txt"), DocumentId::from_digest([1; 32]), "v1").unwrap();
    index.store(&stamp("a.txt"), &reading(1, "a.txt", &["x-1988/para/2"]), "v2").unwrap();
    assert_eq!(index.files(&[]).unwrap().len(), 2);
    assert!(index.citing(&provisions(&["x"]), &[]).unwrap().is_empty());
    let x = crate::model::InstrumentId::new("x").unwrap();
    assert_eq!(index.editions_of(&x).unwrap().len(), 1);
}

#[test]
fn other_files_and_newer_indexes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index.db");
    assert!(matches!(Index::open(&path), Err(IndexError::Missing(_))));
    std::fs::write(&path, "some text that is long enough to be no database header at all").unwrap();
    assert!(matches!(Index::open(&path), Err(IndexError::Foreign(_))));
    std::fs::remove_file(&path).unwrap();
    let mut index = Index::create_or_open(&path).unwrap();
    index.connection.pragma_update(None, "user_version", 99).unwrap();
    index.finish().unwrap();
    drop(index);
    assert!(matches!(Index::create_or_open(&path), Err(IndexError::Newer(_))));
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Index::create_or_open(&other), Err(IndexError::Foreign(_))));
}

#[test]
fn a_writer_that_was_killed_leaves_what_it_finished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sub/index.db");
    let mut index = Index::create_or_open(&path).unwrap();
    index.store(&stamp("a.txt"), &reading(1, "a.txt", &["x/para/1"]), "v1").unwrap();
    index.connection.execute_batch("BEGIN IMMEDIATE; DELETE FROM files;").unwrap();
    // A copy of the files is what a killed process leaves behind.
    let copy = folder.path().join("copy");
    std::fs::create_dir(&copy).unwrap();
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
    }
    let back = Index::open(&copy.join("index.db")).unwrap();
    assert_eq!(back.totals().unwrap().documents, 1);
}
