//! Bytes in, a [`Document`] and warnings out: one file per format.
//!
//! A reader never fails for a flaw it can work around: it says so in a
//! [`Warning`] and goes on. An [`IngestError`] means that there is no text to
//! be had, and says why in words that name the cause.

mod builder;
mod decode;
mod docx;
mod html;
mod labels;
#[cfg(test)]
mod laws;
mod metadata;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod sniff;
mod xml;

use sha2::{Digest, Sha256};

pub use sniff::{Kind, sniff};

use crate::model::{Document, DocumentId, Format, Warning};

/// How files are to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Which reader takes PDF files.
    pub pdf_engine: PdfEngine,
}

/// The readers for PDF files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PdfEngine {
    /// hayro, and pdf-extract for pages on which hayro fails or its text
    /// looks damaged.
    #[default]
    Auto,
    /// hayro alone.
    Hayro,
    /// pdf-extract alone.
    PdfExtract,
}

/// Why a file gave no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A kind of file that is not read; the text says what to do instead.
    #[error("{kind} cannot be read; {advice}")]
    Unsupported {
        /// What kind of file it is, with its article ("a Microsoft Word 97 document").
        kind: &'static str,
        /// What to do instead ("convert it to DOCX or PDF").
        advice: &'static str,
    },
    /// The file needs a password.
    #[error("the file is encrypted and needs a password")]
    Encrypted,
    /// The reader gave up; the text says where.
    #[error("not a readable {format} file: {cause}")]
    Unreadable {
        /// The format it claims to be.
        format: &'static str,
        /// What the reader said.
        cause: String,
    },
}

/// Reads one file.
///
/// `name` is the path or name shown to people; of it only the extension is
/// used, and only to tell Markdown from plain text. The kind of file is told
/// from the bytes.
///
/// # Errors
///
/// [`IngestError`] when no text can be had from the file.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: Options,
) -> Result<(Document, Vec<Warning>), IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let (mut document, warnings) = match sniff(name, bytes).format()? {
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(name, bytes, options)?,
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => {
            let _ = options;
            return Err(IngestError::Unsupported {
                kind: "a PDF file",
                advice: "this build of whocites has no PDF reader (feature `pdf`)",
            });
        }
        Format::Html => html::read(name, bytes)?,
        Format::Docx => docx::read(name, bytes)?,
        Format::Xml => xml::read(name, bytes)?,
        format @ (Format::Text | Format::Markdown) => plain::read(name, bytes, format)?,
    };
    metadata::complete(&mut document);
    Ok((document, warnings))
}

/// The id of a document with these bytes.
pub fn document_id(bytes: &[u8]) -> DocumentId {
    DocumentId::from_digest(Sha256::digest(bytes).into())
}
