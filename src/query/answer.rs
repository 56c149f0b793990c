//! What the index answers to a question.

use std::collections::BTreeSet;

use super::Question;
use crate::index::{Index, IndexError};
use crate::model::{InstrumentId, Provision};
use crate::record::Reading;

/// The documents that answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// The documents that cite it, each with the passages that do, by path.
    pub readings: Vec<Reading>,
    /// The documents that cite only what contains it, mostly the instrument
    /// as a whole. They do not answer the question.
    pub wider: Vec<Reading>,
    /// Editions of the instrument whose citations were counted as well.
    pub editions: Vec<InstrumentId>,
}

impl Answer {
    /// How many passages cite what was asked for.
    pub fn passages(&self) -> usize {
        self.readings.iter().map(|reading| reading.passages.len()).sum()
    }
}

/// Answers a question from an index, for documents at or under `paths` (all
/// when there are none).
///
/// # Errors
///
/// [`IndexError`] when the index cannot be read.
pub fn answer(question: Question, index: &Index, paths: &[String]) -> Result<Answer, IndexError> {
    let mut editions = Vec::new();
    let mut provisions = question.provisions.clone();
    for provision in &question.provisions {
        for edition in index.editions_of(&provision.instrument)? {
            let pinpoint = provision.pinpoint.clone();
            provisions.push(Provision { instrument: edition.clone(), pinpoint });
            editions.push(edition);
        }
    }
    editions.sort();
    editions.dedup();
    let readings = index.citing(&provisions, paths)?;
    let mut wider = index.citing_exactly(&containers(&provisions), paths)?;
    let answering: BTreeSet<_> = readings.iter().map(|reading| reading.document.id).collect();
    wider.retain(|reading| !answering.contains(&reading.document.id));
    let cited = |edition: &InstrumentId| {
        let records = readings.iter().flat_map(|reading| &reading.records);
        records.filter_map(|record| record.provision.as_ref()).any(|p| p.instrument == *edition)
    };
    editions.retain(cited);
    // Members of an open series are known by name only where they are cited.
    let instrument = &question.provisions[0].instrument;
    let card = readings.iter().chain(&wider).find_map(|found| found.instruments.get(instrument));
    let question = match card {
        Some(_) => Question::new(question.provisions.clone(), card, question.notes),
        None => question,
    };
    Ok(Answer { question, readings, wider, editions })
}

/// Everything that contains one of the provisions.
fn containers(provisions: &[Provision]) -> Vec<Provision> {
    let mut all = Vec::new();
    for provision in provisions {
        let mut inner = provision.pinpoint.as_ref();
        let mut above;
        while let Some(pinpoint) = inner {
            let instrument = provision.instrument.clone();
            above = pinpoint.parent();
            all.push(Provision { instrument, pinpoint: above.clone() });
            inner = above.as_ref();
        }
    }
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_contained_in_each_level_above_it() {
        let parse = |id: &str| id.parse::<Provision>().unwrap();
        let found = containers(&[parse("x/para/72/a/i"), parse("x/para/72/b")]);
        assert_eq!(found, ["x", "x/para/72", "x/para/72/a"].map(parse));
        assert!(containers(&[parse("x")]).is_empty());
    }
}
