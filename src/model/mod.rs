//! The vocabulary: plain values that every other module speaks in.
//!
//! No I/O, no regular expressions, no serde. What a word means here is what
//! `docs/glossary.md` says; wire formats are copies made elsewhere, so that a
//! change here never silently changes what a reader of our JSON sees.

mod citation;
mod date;
mod document;
mod findings;
mod instrument;
mod language;
mod pinpoint;
mod span;
mod warning;

pub use citation::{Citation, Confidence, Evidence, Function, How, Status};
pub use date::{ParseDateError, PartialDate};
pub use document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Link, NoteMarker, PageStart,
};
pub use findings::{Findings, InstrumentCard};
pub use instrument::{InstrumentId, ParseProvisionError, Provision};
pub use language::Language;
pub use pinpoint::{ParsePinpointError, Pinpoint, Step, Unit};
pub use span::{Source, Span, View};
pub use warning::{Warning, WarningCode};
