//! Reads one file and finds its citations.

use std::any::Any;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Problem, Source};
use crate::catalogue::Catalogue;
use crate::ingest::{self, IngestError, Kind, Options};
use crate::model::{Document, Warning};
use crate::record::{Reading, cut};
use crate::resolve;

/// Larger files are not documents; reading one could take all memory.
const LARGEST: u64 = 512 << 20;

/// Enough of a file to tell that it is no document.
const HEAD: usize = 4096;

/// Extensions that promise a document, even where we cannot read it.
const DOCUMENTS: [&str; 18] = [
    "pdf", "htm", "html", "xhtml", "xml", "txt", "text", "md", "markdown", "doc", "docx", "odt",
    "rtf", "epub", "ps", "wpd", "pages", "akn",
];

/// Why a file gave no reading.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The system would not give its bytes.
    #[error("cannot be opened: {0}")]
    Io(#[from] std::io::Error),
    /// It is larger than any document.
    #[error("larger than {} MiB; cut it into documents", LARGEST >> 20)]
    TooLarge,
    /// Its reader gave up.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// A fault of ours.
    #[error("whocites failed on this file ({0}); please report it")]
    Panic(String),
}

/// Reads documents with one catalogue and one set of options.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'c> {
    catalogue: &'c Catalogue,
    options: Options,
}

impl<'c> Reader<'c> {
    /// A reader that finds what the catalogue knows.
    pub fn new(catalogue: &'c Catalogue, options: Options) -> Self {
        Self { catalogue, options }
    }

    /// The citations in these bytes. A fault in a reader or in the matcher
    /// costs this document, not the run.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is no text to be had.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
        guarded(|| {
            let (document, warnings) = ingest::read(name, bytes, self.options)?;
            Ok(self.cite(&document, warnings))
        })
    }

    /// The document in these bytes, as it is searched.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is no text to be had.
    pub fn document(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<(Document, Vec<Warning>), ReadError> {
        guarded(|| Ok(ingest::read(name, bytes, self.options)?))
    }

    /// A name for everything that results depend on: this version of the
    /// program, the catalogue with its grammar, and the options.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.catalogue.fingerprint());
        hash.update(format!("{:?}", self.options));
        let digest: [u8; 32] = hash.finalize().into();
        let hex: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {hex}", env!("CARGO_PKG_VERSION"))
    }

    fn cite(&self, document: &Document, warnings: Vec<Warning>) -> Reading {
        let findings = resolve::cite(document, self.catalogue);
        cut(document, findings, warnings, self.catalogue.sentences())
    }
}

/// The bytes of a file that may be a document.
///
/// # Errors
///
/// [`ReadError`] when it cannot be opened, or is none by its first bytes.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    // Only the members of a ZIP archive tell what it is.
    if let Kind::Other { kind, advice } = ingest::sniff("", &bytes)
        && !bytes.starts_with(b"PK")
    {
        return Err(IngestError::Unsupported { kind, advice }.into());
    }
    if length > LARGEST {
        return Err(ReadError::TooLarge);
    }
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file that cannot be read is a document that is missing from the
/// results, or just something else that lies in the same folder.
pub(super) fn is_missed(source: &Source, error: &ReadError) -> bool {
    let extension = source.path.extension().map(|e| e.to_string_lossy().to_lowercase());
    source.named
        || !matches!(error, ReadError::Ingest(IngestError::Unsupported { .. } | IngestError::Empty))
        || extension.is_some_and(|extension| DOCUMENTS.contains(&extension.as_str()))
}

pub(super) fn problem(source: &Source, cause: impl ToString) -> Problem {
    Problem { path: source.shown.clone(), cause: cause.to_string() }
}

fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    // Nothing that was borrowed is used after a panic but the catalogue, and
    // that is never written to.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(ReadError::Panic(said(&*panic))))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_document() {
        let error = guarded::<()>(|| panic!("index out of bounds")).unwrap_err();
        assert!(error.to_string().contains("index out of bounds"), "{error}");
    }

    #[test]
    fn an_image_in_a_folder_is_passed_over_but_an_old_word_file_is_missed() {
        let source =
            |name: &str, named| Source { path: name.into(), shown: name.to_owned(), named };
        let unsupported =
            || ReadError::from(IngestError::Unsupported { kind: "an image", advice: "run OCR" });
        assert!(!is_missed(&source("a/logo.png", false), &unsupported()));
        assert!(is_missed(&source("a/logo.png", true), &unsupported()));
        assert!(is_missed(&source("a/old.DOC", false), &unsupported()));
        assert!(is_missed(&source("a/b", false), &IngestError::Encrypted.into()));
    }
}
