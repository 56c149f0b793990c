//! What a question asks for.
//!
//! A question is a very short document: the grammar that reads documents
//! reads it, in all its languages. Ids are taken as they stand.

use std::collections::BTreeMap;

use super::{Named, nearest};
use crate::catalogue::Catalogue;
use crate::model::{Citation, Findings, InstrumentCard, Provision, Status};
use crate::record::{label, labels};
use crate::resolve;

/// A question that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked for: one provision, or those of one mention ("paras
    /// 67 to 72"). Never empty, all of one instrument.
    pub provisions: Vec<Provision>,
    /// The same in words.
    pub label: String,
    /// The instrument in words.
    pub instrument: String,
    /// What the asker should know ("the Tunis Agenda has paragraphs 1–122").
    pub notes: Vec<String>,
}

impl Question {
    /// Asks for provisions of one instrument, in their order.
    pub(super) fn new(
        mut provisions: Vec<Provision>,
        card: Option<&InstrumentCard>,
        notes: Vec<String>,
    ) -> Self {
        provisions.sort();
        provisions.dedup();
        let instrument = Provision::whole(provisions[0].instrument.clone());
        Self {
            label: labels(&provisions.iter().collect::<Vec<_>>(), card),
            instrument: label(&instrument, card),
            provisions,
            notes,
        }
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// Nothing was asked.
    #[error("the question is empty; ask e.g. `whocites \"Tunis Agenda para 69\"`")]
    Empty,
    /// No instrument in it that we know.
    #[error("`{question}` names no instrument that the catalogue knows{}", did_you_mean(.nearest))]
    Unread {
        /// The question.
        question: String,
        /// Instruments with similar names, best first.
        nearest: Vec<Named>,
    },
    /// It can be read in several ways, and none is taken.
    #[error("`{question}` can mean several things; ask for one of them:{}", listed(.readings))]
    Ambiguous {
        /// The question.
        question: String,
        /// What it can mean.
        readings: Vec<Named>,
    },
}

/// Reads a question.
///
/// # Errors
///
/// [`QuestionError`] when it names nothing, or several things.
pub fn read(question: &str, catalogue: &Catalogue) -> Result<Question, QuestionError> {
    let question = question.trim();
    if question.is_empty() {
        return Err(QuestionError::Empty);
    }
    if let Some(provision) = by_id(question, catalogue) {
        return Ok(one(provision, catalogue));
    }
    let findings = resolve::read_question(question, catalogue);
    let groups = mentions(&findings);
    let name = |provision: &Provision| named(provision, &findings, catalogue);
    let mut readings: Vec<Named> = Vec::new();
    for citation in &findings.citations {
        if let Status::Ambiguous(candidates) = &citation.status {
            readings.extend(candidates.iter().map(name));
        }
    }
    match groups.as_slice() {
        [] if readings.is_empty() => match bare_id(question, catalogue) {
            Some(provision) => Ok(one(provision, catalogue)),
            None => {
                let nearest = nearest(question, catalogue);
                Err(QuestionError::Unread { question: question.to_owned(), nearest })
            }
        },
        [group] if readings.is_empty() && of_one_instrument(group) => {
            Ok(together(group, &findings, catalogue))
        }
        groups => {
            readings.extend(groups.iter().flatten().filter_map(|c| c.provision.as_ref()).map(name));
            readings.sort();
            readings.dedup();
            Err(QuestionError::Ambiguous { question: question.to_owned(), readings })
        }
    }
}

/// The resolved citations by mention. "The Tunis Agenda … paragraph 69 of the
/// Agenda" asks for the paragraph: a mention of the whole says nothing beside
/// one of its part.
fn mentions(findings: &Findings) -> Vec<Vec<&Citation>> {
    let mut groups: BTreeMap<u32, Vec<&Citation>> = BTreeMap::new();
    for citation in findings.citations.iter().filter(|citation| citation.provision.is_some()) {
        groups.entry(citation.group).or_default().push(citation);
    }
    let provisions = |group: &[&Citation]| -> Vec<Provision> {
        group.iter().filter_map(|citation| citation.provision.clone()).collect()
    };
    let all: Vec<Provision> = groups.values().flat_map(|group| provisions(group)).collect();
    let says_less =
        |outer: &Provision| all.iter().any(|inner| inner != outer && inner.is_within(outer));
    let mut seen: Vec<Vec<Provision>> = Vec::new();
    let mut kept = Vec::new();
    for group in groups.into_values() {
        let own = provisions(&group);
        if !own.iter().all(says_less) && !seen.contains(&own) {
            kept.push(group);
        }
        seen.push(own);
    }
    kept
}

/// The id of a provision among the words, if there is one.
fn by_id(question: &str, catalogue: &Catalogue) -> Option<Provision> {
    let single = !question.contains(char::is_whitespace);
    words(question)
        .filter(|word| single || word.contains('/'))
        .find_map(|word| known(word, catalogue))
}

/// An id of a whole instrument beside words that mean nothing to us.
fn bare_id(question: &str, catalogue: &Catalogue) -> Option<Provision> {
    let mut ids = words(question).filter_map(|word| known(word, catalogue));
    ids.next().filter(|_| ids.next().is_none())
}

fn words(question: &str) -> impl Iterator<Item = &str> {
    let quotes = ['?', '!', ',', ';', '.', '"', '\'', '`', '“', '”', '«', '»'];
    question.split_whitespace().map(move |word| word.trim_matches(quotes))
}

fn known(word: &str, catalogue: &Catalogue) -> Option<Provision> {
    let provision: Provision = word.parse().ok()?;
    let id = &provision.instrument;
    let known = catalogue.instrument(id.as_str()).is_some() || catalogue.family_of(id).is_some();
    known.then_some(provision)
}

fn one(provision: Provision, catalogue: &Catalogue) -> Question {
    let card = catalogue.card(&provision.instrument);
    Question::new(vec![provision], card.as_ref(), Vec::new())
}

fn together(citations: &[&Citation], findings: &Findings, catalogue: &Catalogue) -> Question {
    let provisions: Vec<Provision> =
        citations.iter().filter_map(|citation| citation.provision.clone()).collect();
    let mut notes: Vec<String> = Vec::new();
    for citation in citations {
        let reason = citation.status.reason().map(str::to_owned);
        for note in [reason, citation.note.clone()].into_iter().flatten() {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    let card = card(&provisions[0], findings, catalogue);
    Question::new(provisions, card.as_ref(), notes)
}

fn of_one_instrument(citations: &[&Citation]) -> bool {
    let mut instruments =
        citations.iter().filter_map(|citation| Some(&citation.provision.as_ref()?.instrument));
    let first = instruments.next();
    instruments.all(|instrument| Some(instrument) == first)
}

fn named(provision: &Provision, findings: &Findings, catalogue: &Catalogue) -> Named {
    let card = card(provision, findings, catalogue);
    Named { label: label(provision, card.as_ref()), id: provision.to_string() }
}

fn card(
    provision: &Provision,
    findings: &Findings,
    catalogue: &Catalogue,
) -> Option<InstrumentCard> {
    let found = findings.instruments.get(&provision.instrument).cloned();
    found.or_else(|| catalogue.card(&provision.instrument))
}

fn did_you_mean(nearest: &[Named]) -> String {
    if nearest.is_empty() {
        return "; `whocites instruments list` shows what it knows".to_owned();
    }
    format!("; did you mean one of these?{}", listed(nearest))
}

fn listed(names: &[Named]) -> String {
    names.iter().map(|named| format!("\n  {}  ({})", named.id, named.label)).collect()
}
