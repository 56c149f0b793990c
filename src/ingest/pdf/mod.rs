//! PDF: glyphs from a reader, one layout pass of our own above it.
//!
//! hayro reads first. Where it fails, finds no text, or finds text that looks
//! damaged, pdf-extract is asked for that page, and the less damaged page is
//! kept. Both hand over glyphs with their places; words, lines, columns,
//! paragraphs and notes are found by the same code for both.

mod accents;
mod blocks;
mod columns;
mod content;
mod damage;
mod extract;
#[cfg(test)]
mod fixture;
mod flow;
mod footnotes;
mod glyphs;
mod hayro;
mod joins;
mod labels;
mod layout;
mod lines;
mod links;
mod page_numbers;
mod pages;
mod quiet;
mod ruled;
mod running;
mod script;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod title;
mod weight;
mod words;
mod write;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{IngestError, Options, PdfEngine};
use crate::model::{Document, Format, Warning};

/// Reads one file.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    options: Options,
) -> Result<(Document, Vec<Warning>), IngestError> {
    let id = super::document_id(bytes);
    let read = quiet::with_stack(|| {
        let (texts, warnings, title) = gather(bytes, options.pdf_engine)?;
        let mut document = lay_out(texts).finish(id, path, Format::Pdf);
        document.title = title;
        Ok((document, warnings))
    });
    read.unwrap_or_else(|cause| Err(unreadable(&cause)))
}

type Gathered = (Vec<layout::PageText>, Vec<Warning>, Option<String>);

fn gather(bytes: &[u8], engine: PdfEngine) -> Result<Gathered, IngestError> {
    let opened = quiet::guarded(|| Pdf::new(bytes.to_vec()))
        .map_err(|cause| unreadable(&cause))
        .and_then(|opened| opened.map_err(load_error));
    match (opened, engine) {
        (Ok(pdf), _) => {
            let title = quiet::guarded(|| title::of(&pdf)).ok().flatten();
            let (texts, warnings) = pages::read(&pdf, bytes, engine)?;
            Ok((texts, warnings, title))
        }
        (Err(error @ IngestError::Encrypted), _) | (Err(error), PdfEngine::Hayro) => Err(error),
        (Err(error), _) => {
            let (texts, warnings) = pages::read_without_hayro(bytes).map_err(|_| error)?;
            Ok((texts, warnings, None))
        }
    }
}

fn lay_out(mut texts: Vec<layout::PageText>) -> super::builder::Builder {
    weight::mark_bold(&mut texts);
    let running = running::take(&mut texts);
    let items = flow::order(&mut texts, running);
    write::write(&items, &texts)
}

fn unreadable(cause: &str) -> IngestError {
    IngestError::Unreadable { format: "PDF", cause: cause.to_owned() }
}

fn load_error(error: LoadPdfError) -> IngestError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => IngestError::Encrypted,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            unreadable("it is encrypted in a way that is not supported")
        }
        LoadPdfError::Decryption(_) => unreadable("its encryption is broken"),
        LoadPdfError::Invalid => unreadable("its table of objects or its pages are missing"),
    }
}
