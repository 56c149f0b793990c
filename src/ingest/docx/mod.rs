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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;
    use crate::ingest::laws::assert_laws;

    /// An archive with one deflated member.
    fn archive(name: &str, packed: &[u8]) -> Vec<u8> {
        let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
        let header = |before: &[u8], after: &[u8]| {
            let method = [8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            let (size, length) = (number(packed.len()), u16::try_from(name.len()).unwrap());
            [before, &method, &size, &size, &length.to_le_bytes(), &[0, 0], after, name.as_bytes()]
                .concat()
        };
        let local = [header(b"PK\x03\x04\x14\0\0\0", &[]), packed.to_vec()].concat();
        let entry = header(b"PK\x01\x02\x14\0\x14\0\0\0", &[0; 14]);
        let (size, at) = (number(entry.len()), number(local.len()));
        let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &size, &at, &[0, 0]].concat();
        [local, entry, end].concat()
    }

    const FIXTURE: &[u8] = include_bytes!("../../../fixtures/docx/notes-table-and-links.docx");

    #[test]
    fn a_document_keeps_its_notes_cells_and_links_and_loses_its_deletions() {
        let (document, warnings) = read("a.docx", FIXTURE).unwrap();
        assert_laws(&document);
        assert_eq!(warnings, []);
        let blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|b| (b.kind.as_str(), b.label.as_deref(), document.block_text(b)))
            .collect();
        assert_eq!(
            blocks,
            [
                ("heading", None, "Report of a meeting"),
                (
                    "paragraph",
                    Some("14."),
                    "14.\tRecalling paragraph 69 of the Tunis Agenda,1 and A/RES/70/125."
                ),
                ("footnote", Some("1"), "1 See WSIS-05/TUNIS/DOC/6 & more."),
                ("list-item", Some("(a)"), "(a)\tText around a box, inserted."),
                ("paragraph", None, "Text in the box"),
                ("table-cell", None, "69"),
                ("table-cell", None, "names"),
                ("table-cell", None, "70"),
                ("table-cell", None, "numbers"),
            ]
        );
        let links: Vec<_> =
            document.links.iter().map(|l| (l.span.of(&document.text), l.href.as_str())).collect();
        assert_eq!(
            links,
            [
                ("Tunis Agenda", "https://example.org/tunis"),
                ("A/RES/70/125", "https://example.org/a?b=1&c=2"),
            ]
        );
        assert_eq!(document.notes[0].span.of(&document.text), "1");
        assert_eq!(document.notes[0].note.map(|id| id.0), Some(2));
        assert_eq!(document.title.as_deref(), Some("A title"));
    }

    #[test]
    fn an_archive_that_unpacks_without_end_is_refused() {
        let mut spaces = DeflateEncoder::new(Vec::new(), Compression::best());
        for _ in 0..=LIMIT >> 20 {
            spaces.write_all(&[b' '; 1 << 20]).unwrap();
        }
        let bytes = archive("word/document.xml", &spaces.finish().unwrap());
        let error = read("a.docx", &bytes).unwrap_err().to_string();
        assert_eq!(error, "not a readable DOCX file: it unpacks to more than 200 MB");
    }

    #[test]
    fn a_damaged_archive_is_an_error_and_never_a_panic() {
        for end in (0..FIXTURE.len()).step_by(7) {
            assert!(read("a.docx", &FIXTURE[..end]).is_err());
        }
        for at in (0..FIXTURE.len()).step_by(3) {
            let mut bytes = FIXTURE.to_vec();
            bytes[at] ^= 0xFF;
            if let Ok((document, _)) = read("a.docx", &bytes) {
                assert_laws(&document);
            }
        }
    }
}
