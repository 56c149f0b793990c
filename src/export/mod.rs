//! Readings to files: JSON, JSON Lines, CSV.

mod csv;
mod instrument;
mod json;
mod record;

use std::io::{self, Write};

pub use self::csv::Csv;
pub use instrument::{InstrumentV1, instruments_csv, instruments_json, instruments_jsonl};
pub use json::{Json, JsonLines};
pub use record::{CitationV1, DocumentV1, SCHEMA};

use crate::record::Reading;

/// Writes the citations of one document after another.
pub trait Export {
    /// Writes the citations of one document.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn write(&mut self, out: &mut dyn Write, reading: &Reading) -> io::Result<()>;

    /// Writes what comes after the last document.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{Findings, Provision, Status};
    use crate::record::cut;
    use crate::record::tests::{citation, document};
    use crate::text::Sentences;

    /// A document with one citation of each kind.
    pub(crate) fn reading() -> Reading {
        let mut document = document("=SUM(A1) recalls para 69 of the Tunis Agenda.\nAnd Art. 19.");
        document.title = Some("=SUM(A1)".to_owned());
        let mut ambiguous = citation(&document, "Art. 19", "x");
        ambiguous.provision = None;
        let candidate = |id: &str| id.parse::<Provision>().unwrap();
        ambiguous.status =
            Status::Ambiguous(vec![candidate("iccpr/art/19"), candidate("icescr/art/19")]);
        let citations = vec![
            citation(&document, "para 69 of the Tunis Agenda", "tunis-agenda/para/69"),
            ambiguous,
        ];
        let findings = Findings { citations, ..Findings::default() };
        cut(&document, findings, Vec::new(), &Sentences::default())
    }

    pub(crate) fn written(export: &mut dyn Export, readings: &[Reading]) -> String {
        let mut out = Vec::new();
        for reading in readings {
            export.write(&mut out, reading).unwrap();
        }
        export.finish(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}
