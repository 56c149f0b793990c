//! The citations of files, without an index.

use super::read::{bytes, is_missed, problem};
use super::{Found, Problem, Progress, Reader, Summary, parallel};
use crate::record::Reading;

/// Reads files in parallel and hands their readings to `sink` in order.
///
/// # Errors
///
/// The first error of `sink`.
pub fn scan<E>(
    found: Found,
    reader: &Reader<'_>,
    progress: &dyn Progress,
    mut sink: impl FnMut(Reading) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut summary = Summary::default();
    summary.missed.extend(found.problems);
    progress.begin(found.sources.len());
    let work = |source: super::Source| {
        let result = bytes(&source.path)
            .and_then(|bytes| reader.read(&source.shown, &bytes))
            .map_err(|error| (is_missed(&source, &error), problem(&source, error)));
        (source.shown, result)
    };
    let outcome = parallel::in_order(found.sources, work, |(path, result)| {
        progress.step(&path);
        match result {
            Ok(reading) => {
                summary.read += 1;
                summary.warn(&reading);
                sink(reading)
            }
            Err((missed, problem)) => {
                summary.add(missed, problem);
                Ok(())
            }
        }
    });
    progress.end();
    outcome.map(|()| summary)
}

impl Summary {
    pub(super) fn add(&mut self, missed: bool, problem: Problem) {
        if missed { self.missed.push(problem) } else { self.passed_over.push(problem) }
    }

    pub(super) fn warn(&mut self, reading: &Reading) {
        let path = &reading.document.path;
        let problem = |cause: String| Problem { path: path.clone(), cause };
        self.warnings.extend(reading.warnings.iter().map(|w| problem(w.to_string())));
    }
}
