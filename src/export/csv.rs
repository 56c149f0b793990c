//! CSV: the record flattened, one citation per line.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a
//! carriage return for a formula, and documents come from strangers. Such
//! cells get an apostrophe in front; a reader that needs the exact text takes
//! JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{CitationV1, Export};
use crate::record::Reading;

/// The columns, in order.
pub(super) const COLUMNS: [&str; 31] = [
    "document_id",
    "document_path",
    "document_title",
    "document_date",
    "document_language",
    "instrument",
    "provision",
    "label",
    "url",
    "edition",
    "quote",
    "prefix",
    "suffix",
    "start",
    "end",
    "page",
    "block",
    "citing",
    "lang",
    "how",
    "rule",
    "confidence",
    "status",
    "reason",
    "candidates",
    "function",
    "group",
    "via",
    "note",
    "passage",
    "passage_start",
];

/// Writes CSV with a header line, comma-separated, in UTF-8.
#[derive(Debug, Default)]
pub struct Csv {
    begun: bool,
}

impl Export for Csv {
    fn write(&mut self, out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        if !std::mem::replace(&mut self.begun, true) {
            writer.write_record(COLUMNS)?;
        }
        for record in &reading.records {
            let cells = cells(CitationV1::new(reading, record));
            writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
        }
        writer.flush()
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(COLUMNS)?;
        writer.flush()
    }
}

fn cells(citation: CitationV1) -> [String; COLUMNS.len()] {
    let some = Option::unwrap_or_default;
    let document = citation.document;
    [
        document.id,
        document.path,
        some(document.title),
        some(document.date),
        some(document.language),
        some(citation.instrument),
        some(citation.provision),
        some(citation.label),
        some(citation.url),
        some(citation.edition),
        citation.quote,
        citation.prefix,
        citation.suffix,
        citation.start.to_string(),
        citation.end.to_string(),
        citation.page.map(|page| page.to_string()).unwrap_or_default(),
        some(citation.block),
        some(citation.citing),
        some(citation.lang),
        citation.how,
        citation.rule,
        citation.confidence,
        citation.status,
        some(citation.reason),
        citation.candidates.join(" "),
        some(citation.function),
        citation.group.to_string(),
        some(citation.via),
        some(citation.note),
        citation.passage,
        citation.passage_start.to_string(),
    ]
}

fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{reading, written};

    #[test]
    fn no_cell_is_a_formula() {
        let text = written(&mut Csv::default(), &[reading()]);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(rows.headers().unwrap().len(), COLUMNS.len());
        let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        let cells = rows.iter().flat_map(|row| row.iter());
        assert!(cells.clone().any(|cell| cell == "'=SUM(A1)"));
        assert!(cells.clone().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }

    #[test]
    fn nothing_found_is_still_a_header() {
        assert!(written(&mut Csv::default(), &[]).starts_with("document_id,"));
    }
}
