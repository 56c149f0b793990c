//! Office Open XML text documents.
//!
//! Body, footnotes and endnotes are read; deletions are left out, and text
//! that stands in the file twice for the sake of old readers is read once.

mod archive;
mod parts;
mod story;
mod writer;

use self::archive::{Archive, ArchiveError};
use self::story::NoteKind;
use super::{IngestError, document_id, metadata};
use crate::model::{Document, Format, Warning, WarningCode};

/// How many bytes the parts that are read may unpack to.
const LIMIT: u64 = 200 << 20;

/// Reads one file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<(Document, Vec<Warning>), IngestError> {
    let mut archive = Archive::open(bytes, LIMIT).map_err(unreadable)?;
    let body = text(archive.read("word/document.xml").map_err(unreadable)?);
    let mut warnings = Vec::new();
    let rels = optional(&mut archive, "word/_rels/document.xml.rels")?;
    let (body, broken) = story::read(&body, &parts::targets(&rels));
    warnings.extend(broken.map(|cause| repaired("word/document.xml", &cause)));
    let mut notes = writer::Notes::new();
    for (kind, name) in [(NoteKind::Footnote, "footnotes"), (NoteKind::Endnote, "endnotes")] {
        let targets =
            parts::targets(&optional(&mut archive, &format!("word/_rels/{name}.xml.rels"))?);
        let part = optional(&mut archive, &format!("word/{name}.xml"))?;
        let (paragraphs, broken) = story::read(&part, &targets);
        warnings.extend(broken.map(|cause| repaired(name, &cause)));
        for (id, paragraph) in paragraphs.into_iter().filter_map(|p| Some((p.note.clone()?, p))) {
            notes.entry((kind, id)).or_default().push(paragraph);
        }
    }
    let headings = parts::heading_styles(&optional(&mut archive, "word/styles.xml")?);
    let builder = writer::write(&body, notes, &headings);
    let mut document = builder.finish(document_id(bytes), path, Format::Docx);
    if document.blocks.is_empty() {
        return Err(IngestError::Empty);
    }
    let (title, created) = parts::properties(&optional(&mut archive, "docProps/core.xml")?);
    document.title = title;
    // What the text says of its date is better than when the file was made.
    document.date = metadata::stated_date(&document.text)
        .or_else(|| created.and_then(|created| created.parse().ok()));
    Ok((document, warnings))
}

/// A part that a document need not have; a damaged one is as good as none.
fn optional(archive: &mut Archive<'_>, name: &str) -> Result<String, IngestError> {
    match archive.read(name) {
        Ok(bytes) => Ok(text(bytes)),
        Err(ArchiveError::Missing(_) | ArchiveError::Damaged(_)) => Ok(String::new()),
        Err(error) => Err(unreadable(error)),
    }
}

fn text(bytes: Vec<u8>) -> String {
    super::decode::decode(&bytes, super::decode::declared(&bytes)).0
}

fn unreadable(error: ArchiveError) -> IngestError {
    match error {
        ArchiveError::Encrypted => IngestError::Encrypted,
        error => IngestError::Unreadable { format: "DOCX", cause: error.to_string() },
    }
}

fn repaired(part: &str, cause: &str) -> Warning {
    Warning::new(
        WarningCode::Repaired,
        format!("`{part}` is broken and was read up to there: {cause}"),
    )
}
