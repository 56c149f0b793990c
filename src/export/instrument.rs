//! The wire format `whocites.instrument/1`: a line of the catalogue.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalogue::Instrument;

/// One instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstrumentV1 {
    /// Always `whocites.instrument/1`.
    pub schema: &'static str,
    /// Its id.
    pub id: String,
    /// Short name.
    pub label: String,
    /// Official title.
    pub title: String,
    /// What kind of text it is.
    pub kind: String,
    /// The body that adopted it.
    pub body: String,
    /// When it was adopted.
    pub adopted: Option<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// The instrument it is an edition of.
    pub edition_of: Option<String>,
}

impl InstrumentV1 {
    /// Copies an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        Self {
            schema: "whocites.instrument/1",
            id: instrument.id.to_string(),
            label: instrument.label.clone(),
            title: instrument.title.clone(),
            kind: instrument.kind.clone(),
            body: instrument.body.clone(),
            adopted: instrument.adopted.map(|date| date.to_string()),
            url: instrument.url.clone(),
            edition_of: instrument.edition_of().map(ToString::to_string),
        }
    }
}

/// Instruments as one JSON array.
///
/// # Errors
///
/// When the output cannot be written.
pub fn instruments_json(out: &mut dyn Write, all: &[InstrumentV1]) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, all)?;
    out.write_all(b"\n")
}

/// Instruments, one JSON object per line.
///
/// # Errors
///
/// When the output cannot be written.
pub fn instruments_jsonl(out: &mut dyn Write, all: &[InstrumentV1]) -> io::Result<()> {
    all.iter().try_for_each(|instrument| {
        serde_json::to_writer(&mut *out, instrument)?;
        out.write_all(b"\n")
    })
}

/// Instruments as CSV with a header line.
///
/// # Errors
///
/// When the output cannot be written.
pub fn instruments_csv(out: &mut dyn Write, all: &[InstrumentV1]) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for instrument in all {
        writer.serialize(instrument).map_err(io::Error::other)?;
    }
    writer.flush()
}
