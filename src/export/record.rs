//! The wire format `whocites.citation/1`, described in
//! `docs/schema/citation-1.schema.json`.
//!
//! These types are the contract with readers. They are copies, on purpose:
//! the model may change on any day, this file only by adding fields, or with
//! a new version.

use serde::{Deserialize, Serialize};

use crate::model::{Function, Status};
use crate::record::{Reading, Record};

/// The name of this version.
pub const SCHEMA: &str = "whocites.citation/1";

/// One citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationV1 {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The document that cites.
    pub document: DocumentV1,
    /// Id of the instrument cited.
    pub instrument: Option<String>,
    /// Id of the provision cited.
    pub provision: Option<String>,
    /// The provision in words.
    pub label: Option<String>,
    /// Where to read the instrument.
    pub url: Option<String>,
    /// The edition that was named, where the id does not say it.
    pub edition: Option<String>,
    /// The words that cite.
    pub quote: String,
    /// About 32 code points before the quote.
    pub prefix: String,
    /// About 32 code points after it.
    pub suffix: String,
    /// Code point at which the quote begins.
    pub start: usize,
    /// Code point after its last.
    pub end: usize,
    /// 1-based page, where the format has pages.
    pub page: Option<u32>,
    /// Kind of block in which the quote stands.
    pub block: Option<String>,
    /// Numbered part of the citing document in which it stands.
    pub citing: Option<String>,
    /// Language of the quote.
    pub lang: Option<String>,
    /// By what kind of words.
    pub how: String,
    /// The rule that found it.
    pub rule: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// `ok`, `no-such-provision`, `edition-unknown`, `ambiguous`, `unresolved`.
    pub status: String,
    /// Why the status is not `ok`.
    pub reason: Option<String>,
    /// What an ambiguous citation may mean.
    pub candidates: Vec<String>,
    /// What the document does with what it cites.
    pub function: Option<String>,
    /// Citations of one document with the same number share one mention.
    pub group: u32,
    /// The range as written.
    pub via: Option<String>,
    /// What a careful reader should know.
    pub note: Option<String>,
    /// The sentence, or the short paragraph, around the quote.
    pub passage: String,
    /// Code point at which the passage begins.
    pub passage_start: usize,
}

/// The document that cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentV1 {
    /// SHA-256 of its bytes.
    pub id: String,
    /// Where it was read from.
    pub path: String,
    /// Its title, where it states one.
    pub title: Option<String>,
    /// Its date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`).
    pub date: Option<String>,
    /// Language of most of it (ISO 639-1).
    pub language: Option<String>,
}

impl CitationV1 {
    /// Copies one record of a reading.
    pub fn new(reading: &Reading, record: &Record) -> Self {
        let card = &reading.document;
        let provision = record.provision.as_ref();
        let instrument = provision.and_then(|p| reading.instruments.get(&p.instrument));
        let passage = reading.passages.get(record.passage);
        let candidates = match &record.status {
            Status::Ambiguous(candidates) => candidates.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        Self {
            schema: SCHEMA.to_owned(),
            document: DocumentV1 {
                id: card.id.to_string(),
                path: card.path.clone(),
                title: card.title.clone(),
                date: card.date.map(|date| date.to_string()),
                language: card.language.map(|language| language.to_string()),
            },
            instrument: provision.map(|provision| provision.instrument.to_string()),
            provision: provision.map(ToString::to_string),
            label: provision.map(|provision| reading.label(provision)),
            url: instrument.and_then(|card| card.url.clone()),
            edition: record.edition.clone(),
            quote: record.quote.clone(),
            prefix: record.prefix.clone(),
            suffix: record.suffix.clone(),
            start: record.start,
            end: record.end,
            page: record.page,
            block: record.block.clone(),
            citing: record.citing.as_ref().map(ToString::to_string),
            lang: record.language.map(|language| language.to_string()),
            how: record.how.as_str().to_owned(),
            rule: record.rule.clone(),
            confidence: record.confidence.as_str().to_owned(),
            status: record.status.as_str().to_owned(),
            reason: record.status.reason().map(ToOwned::to_owned),
            candidates,
            function: record.function.map(|function| Function::as_str(function).to_owned()),
            group: record.group,
            via: record.via.clone(),
            note: record.note.clone(),
            passage: passage.map(|passage| passage.text.clone()).unwrap_or_default(),
            passage_start: passage.map_or(0, |passage| passage.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::reading;

    #[test]
    fn the_published_schema_names_the_fields_that_are_written() {
        let schema = include_str!("../../docs/schema/citation-1.schema.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let reading = reading();
        let written = CitationV1::new(&reading, &reading.records[0]);
        let written = serde_json::to_value(written).unwrap();
        let names = |value: &serde_json::Value| -> Vec<String> {
            let mut names: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
            names.sort();
            names
        };
        assert_eq!(names(&schema["properties"]), names(&written));
        let document = &schema["properties"]["document"]["properties"];
        assert_eq!(names(document), names(&written["document"]));
        for (object, at) in
            [(&schema, &written), (&schema["properties"]["document"], &written["document"])]
        {
            let mut required: Vec<String> =
                serde_json::from_value(object["required"].clone()).unwrap();
            required.sort();
            assert_eq!(required, names(at));
        }
    }
}
