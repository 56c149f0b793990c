//! Brings the index up to date with files: only what changed is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::read::{bytes, is_missed, problem};
use super::{Found, PipelineError};
use super::{Problem, Progress, Reader, Source, find, parallel, shown};
use crate::index::{FileStamp, FileState, Index, IndexError};
use crate::ingest;
use crate::model::DocumentId;
use crate::record::Reading;

/// What a run over files did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were read.
    pub read: usize,
    /// Files that were as the index knows them.
    pub unchanged: usize,
    /// Files that are gone and were dropped.
    pub dropped: usize,
    /// Documents that could not be read.
    pub missed: Vec<Problem>,
    /// Other things that lay in the folders.
    pub passed_over: Vec<Problem>,
    /// What readers had to say about documents that they read.
    pub warnings: Vec<Problem>,
}

/// What to believe about files that the index knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A file of the same size and time is the same.
    Index,
    /// Read everything again.
    Nothing,
}

/// What became of one file.
enum Outcome {
    Unchanged,
    StillFails(Problem),
    Same(FileStamp, DocumentId),
    Read(FileStamp, Box<Reading>),
    Failed(FileStamp, Problem),
    PassedOver(Problem),
    Gone,
}

/// Reads what changed at and under `paths` into the index, and drops what is
/// gone. A path that is gone itself may be given, if the index knows it.
///
/// # Errors
///
/// [`PipelineError`] when a path is unknown or the index cannot be written;
/// what was finished by then is kept.
pub fn update(
    index: &mut Index,
    paths: &[PathBuf],
    reader: &Reader<'_>,
    read_with: &str,
    trust: Trust,
    progress: &dyn Progress,
) -> Result<Summary, PipelineError> {
    let roots: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    let known: BTreeMap<String, FileState> =
        index.files(&roots)?.into_iter().map(|file| (file.path.clone(), file)).collect();
    let found = found_or_known(index, paths)?;
    let mut summary = Summary { missed: found.problems, ..Summary::default() };
    let mut gone: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    for source in &found.sources {
        gone.remove(source.shown.as_str());
    }
    let documents = match trust {
        Trust::Index => index.read_with(read_with)?,
        Trust::Nothing => BTreeSet::new(),
    };
    let look = Look { known: &known, documents: &documents, reader, read_with, trust };
    progress.begin(found.sources.len());
    let work = |source: Source| {
        let outcome = look.at(&source);
        (source, outcome)
    };
    let outcome = parallel::in_order(found.sources, work, |(source, outcome)| {
        progress.step(&source.shown);
        keep(index, &look, &source, outcome, &mut summary)
    });
    progress.end();
    outcome?;
    summary.dropped += gone.len();
    index.forget(gone)?;
    index.finish()?;
    Ok(summary)
}

/// The files at paths; a path that is gone counts as empty if the index has
/// files there.
fn found_or_known(index: &Index, paths: &[PathBuf]) -> Result<Found, PipelineError> {
    let mut there = Vec::new();
    for path in paths {
        if path.exists() {
            there.push(path.clone());
        } else if index.files(&[shown(path)])?.is_empty() {
            return Err(PipelineError::Missing(path.to_string_lossy().into_owned()));
        }
    }
    find(&there)
}

/// What a worker needs to know in order to look at a file.
struct Look<'a> {
    known: &'a BTreeMap<String, FileState>,
    documents: &'a BTreeSet<DocumentId>,
    reader: &'a Reader<'a>,
    read_with: &'a str,
    trust: Trust,
}

impl Look<'_> {
    fn at(&self, source: &Source) -> Outcome {
        let Ok(stamp) = stamp(source) else { return Outcome::Gone };
        let known = self.known.get(&source.shown).filter(|known| {
            self.trust == Trust::Index
                && known.read_with == self.read_with
                && (known.size, known.modified) == (stamp.size, stamp.modified)
        });
        match known.map(|known| &known.outcome) {
            Some(Ok(_)) => return Outcome::Unchanged,
            Some(Err(cause)) => return Outcome::StillFails(problem(source, cause)),
            None => {}
        }
        let read = bytes(&source.path).and_then(|bytes| {
            let id = ingest::document_id(&bytes);
            if self.documents.contains(&id) {
                return Ok(Err(id));
            }
            self.reader.read(&source.shown, &bytes).map(Ok)
        });
        match read {
            Ok(Ok(reading)) => Outcome::Read(stamp, Box::new(reading)),
            Ok(Err(id)) => Outcome::Same(stamp, id),
            Err(error) if is_missed(source, &error) => {
                Outcome::Failed(stamp, problem(source, error))
            }
            Err(error) => Outcome::PassedOver(problem(source, error)),
        }
    }
}

fn keep(
    index: &mut Index,
    look: &Look<'_>,
    source: &Source,
    outcome: Outcome,
    summary: &mut Summary,
) -> Result<(), IndexError> {
    match outcome {
        Outcome::Unchanged => summary.unchanged += 1,
        Outcome::StillFails(problem) => summary.missed.push(problem),
        Outcome::Same(stamp, id) => {
            summary.unchanged += 1;
            index.link(&stamp, id, look.read_with)?;
        }
        Outcome::Read(stamp, reading) => {
            summary.read += 1;
            summary.warn(&reading);
            index.store(&stamp, &reading, look.read_with)?;
        }
        Outcome::Failed(stamp, problem) => {
            index.store_failure(&stamp, &problem.cause, look.read_with)?;
            summary.missed.push(problem);
        }
        Outcome::PassedOver(problem) => {
            forget_known(index, look, source)?;
            summary.passed_over.push(problem);
        }
        Outcome::Gone => forget_known(index, look, source)?,
    }
    Ok(())
}

fn forget_known(index: &mut Index, look: &Look<'_>, source: &Source) -> Result<(), IndexError> {
    if look.known.contains_key(&source.shown) {
        index.forget([source.shown.as_str()])?;
    }
    Ok(())
}

fn stamp(source: &Source) -> std::io::Result<FileStamp> {
    let metadata = std::fs::metadata(&source.path)?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(FileStamp {
        path: source.shown.clone(),
        size: metadata.len(),
        modified: modified.and_then(|age| i64::try_from(age.as_nanos()).ok()).unwrap_or(0),
    })
}
