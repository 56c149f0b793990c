//! What a question asks for.
//!
//! A question is a very short document: the grammar that reads documents
//! reads it, in all its languages. Ids are taken as they stand.

use super::{Named, nearest};
use crate::catalogue::Catalogue;
use crate::model::{
    Block, BlockKind, Citation, Document, DocumentId, Findings, Format, Provision, Span, Status,
};
use crate::record::{label, pinpoint_label};
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
    let findings = resolve::cite(&document(question), catalogue);
    let name = |provision: &Provision| named(provision, &findings, catalogue);
    let mut groups: Vec<(u32, Vec<&Citation>)> = Vec::new();
    let mut candidates: Vec<Named> = Vec::new();
    for citation in &findings.citations {
        match (&citation.status, &citation.provision) {
            (Status::Ambiguous(provisions), _) => candidates.extend(provisions.iter().map(name)),
            (_, Some(_)) => match groups.iter_mut().find(|(group, _)| *group == citation.group) {
                Some((_, citations)) => citations.push(citation),
                None => groups.push((citation.group, vec![citation])),
            },
            (_, None) => {}
        }
    }
    drop_containers(&mut groups);
    match groups.as_slice() {
        [] if candidates.is_empty() => bare_id(question, catalogue)
            .map(|provision| one(provision, catalogue))
            .ok_or_else(|| QuestionError::Unread {
                question: question.to_owned(),
                nearest: nearest(question, catalogue),
            }),
        [(_, citations)] if candidates.is_empty() && of_one_instrument(citations) => {
            Ok(together(citations, &findings, catalogue))
        }
        groups => {
            let cited = groups.iter().flat_map(|(_, citations)| citations);
            let mut readings: Vec<_> =
                cited.filter_map(|citation| citation.provision.as_ref()).map(name).collect();
            readings.extend(candidates);
            readings.sort();
            readings.dedup();
            Err(QuestionError::Ambiguous { question: question.to_owned(), readings })
        }
    }
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
    Question {
        label: label(&provision, card.as_ref()),
        instrument: label(&Provision::whole(provision.instrument.clone()), card.as_ref()),
        provisions: vec![provision],
        notes: Vec::new(),
    }
}

fn together(citations: &[&Citation], findings: &Findings, catalogue: &Catalogue) -> Question {
    let mut provisions: Vec<Provision> =
        citations.iter().filter_map(|citation| citation.provision.clone()).collect();
    provisions.sort();
    provisions.dedup();
    let instrument =
        named(&Provision::whole(provisions[0].instrument.clone()), findings, catalogue).label;
    let parts: Vec<_> =
        provisions.iter().filter_map(|p| p.pinpoint.as_ref()).map(pinpoint_label).collect();
    let label = match parts.as_slice() {
        [] => instrument.clone(),
        parts => format!("{instrument}, {}", parts.join(", ")),
    };
    let mut notes: Vec<String> = Vec::new();
    for citation in citations {
        let reason = citation.status.reason().map(str::to_owned);
        for note in [reason, citation.note.clone()].into_iter().flatten() {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    Question { provisions, label, instrument, notes }
}

fn of_one_instrument(citations: &[&Citation]) -> bool {
    let mut instruments =
        citations.iter().filter_map(|citation| Some(&citation.provision.as_ref()?.instrument));
    let first = instruments.next();
    instruments.all(|instrument| Some(instrument) == first)
}

/// "Tunis Agenda … paragraph 69 of the Agenda" asks for the paragraph: a
/// mention of the whole says nothing beside one of its part.
fn drop_containers(groups: &mut Vec<(u32, Vec<&Citation>)>) {
    let provisions: Vec<Provision> = groups
        .iter()
        .flat_map(|(_, citations)| citations.iter().filter_map(|c| c.provision.clone()))
        .collect();
    let says_more =
        |outer: &Provision| provisions.iter().any(|inner| inner != outer && inner.is_within(outer));
    let mut seen: Vec<Vec<Provision>> = Vec::new();
    groups.retain(|(_, citations)| {
        let own: Vec<Provision> = citations.iter().filter_map(|c| c.provision.clone()).collect();
        let keep = !own.iter().all(says_more) && !seen.contains(&own);
        seen.push(own);
        keep
    });
}

fn named(provision: &Provision, findings: &Findings, catalogue: &Catalogue) -> Named {
    let found = findings.instruments.get(&provision.instrument).cloned();
    let card = found.or_else(|| catalogue.card(&provision.instrument));
    Named { label: label(provision, card.as_ref()), id: provision.to_string() }
}

fn document(question: &str) -> Document {
    let span = Span::new(0, question.len());
    Document {
        id: DocumentId::from_digest([0; 32]),
        path: String::new(),
        format: Format::Text,
        title: None,
        date: None,
        language: None,
        text: question.to_owned(),
        pages: Vec::new(),
        blocks: vec![Block { kind: BlockKind::Paragraph, label: None, span }],
        links: Vec::new(),
        notes: Vec::new(),
    }
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
