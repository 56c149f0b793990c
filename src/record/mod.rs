//! A citation cut loose from its document: its words, what stands around
//! them, and where they stand, counted in code points.
//!
//! This is what is kept, exported and shown. Fresh from a file or back from
//! the index, it is the same [`Reading`].

mod cut;
mod label;

use std::collections::BTreeMap;

#[cfg(test)]
pub(crate) use cut::tests;
pub use cut::{CONTEXT, cut};
pub use label::{label, labels, pinpoint_label};

use crate::model::{
    Confidence, DocumentId, Function, How, InstrumentCard, InstrumentId, Language, PartialDate,
    Pinpoint, Provision, Status, Warning,
};

/// What one document says about instruments, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which document.
    pub document: DocumentCard,
    /// The passages that cite, in reading order.
    pub passages: Vec<Passage>,
    /// The citations, in reading order.
    pub records: Vec<Record>,
    /// What is known of the instruments that the records name.
    pub instruments: BTreeMap<InstrumentId, InstrumentCard>,
    /// What the reader of the file had to say.
    pub warnings: Vec<Warning>,
}

/// What is shown of a document beside its citations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCard {
    /// Hash of its bytes.
    pub id: DocumentId,
    /// Where it was read from, as shown to people.
    pub path: String,
    /// Its title, where it states one.
    pub title: Option<String>,
    /// Its date, where it states one.
    pub date: Option<PartialDate>,
    /// The language most of it is in.
    pub language: Option<Language>,
    /// The stable name of its format.
    pub format: String,
}

/// A stretch of the document's text that a reader needs to judge a citation:
/// the sentence, or the whole paragraph where that is short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Code point of the document's text at which it begins.
    pub start: usize,
    /// The text, exactly as in the document.
    pub text: String,
    /// Whether the sentence began earlier.
    pub cut_head: bool,
    /// Whether the sentence goes on.
    pub cut_tail: bool,
}

/// One citation with its evidence, as the schema `whocites.citation/1` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What is cited; `None` when ambiguous or unresolved.
    pub provision: Option<Provision>,
    /// The edition that was named, where the id does not say it.
    pub edition: Option<String>,
    /// The words that cite.
    pub quote: String,
    /// The words before the quote.
    pub prefix: String,
    /// The words after it.
    pub suffix: String,
    /// Code point at which the quote begins.
    pub start: usize,
    /// Code point after its last.
    pub end: usize,
    /// 1-based page on which it begins.
    pub page: Option<u32>,
    /// The stable name of the kind of block it stands in.
    pub block: Option<String>,
    /// The numbered part of the citing document it stands in.
    pub citing: Option<Pinpoint>,
    /// The language of the quote.
    pub language: Option<Language>,
    /// By what kind of words.
    pub how: How,
    /// The rule that found it.
    pub rule: String,
    /// How sure that rule is.
    pub confidence: Confidence,
    /// Whether it could be resolved.
    pub status: Status,
    /// What the document does with what it cites.
    pub function: Option<Function>,
    /// Citations of one document with the same number share one mention.
    pub group: u32,
    /// The range as written, for a provision inside one.
    pub via: Option<String>,
    /// What a careful reader should know.
    pub note: Option<String>,
    /// Index of its passage in [`Reading::passages`].
    pub passage: usize,
}

impl Reading {
    /// The label of a provision: "Tunis Agenda, para. 69". An instrument of
    /// which nothing is known is called by its id.
    pub fn label(&self, provision: &Provision) -> String {
        label(provision, self.instruments.get(&provision.instrument))
    }

    /// Without what is ambiguous or unresolved, and without the passages that
    /// hold nothing else.
    #[must_use]
    pub fn resolved_only(mut self) -> Self {
        self.records.retain(|record| record.status.is_resolved());
        let mut kept = BTreeMap::new();
        for record in &mut self.records {
            let next = kept.len();
            record.passage = *kept.entry(record.passage).or_insert(next);
        }
        let mut passages: Vec<_> = self.passages.into_iter().enumerate().collect();
        passages.retain(|(old, _)| kept.contains_key(old));
        passages.sort_by_key(|(old, _)| kept.get(old).copied());
        self.passages = passages.into_iter().map(|(_, passage)| passage).collect();
        self
    }
}
