//! Plain text and Markdown: the decoded file itself, with blocks over it.

mod lines;
pub(super) mod links;
mod markdown;
mod notes;
mod paragraphs;
mod running;
mod wrapping;

use std::num::NonZeroU32;

use super::{IngestError, decode, document_id};
use crate::model::{Block, Document, Format, PageStart, Warning};

/// Reads one file.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    format: Format,
) -> Result<(Document, Vec<Warning>), IngestError> {
    let (text, warning) = decode::decode(bytes, None);
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    let (lines, page_ends) = lines::cut(&text);
    let (blocks, links, notes) = if format == Format::Markdown {
        let blocks = markdown::blocks(&text, &lines);
        let notes = notes::markdown(&text, &blocks);
        (blocks, links::markdown(&text), notes)
    } else {
        let mut blocks = paragraphs::blocks(&text, &lines);
        let notes = notes::plain(&text, &mut blocks);
        (blocks, links::bare(&text), notes)
    };
    let document = Document {
        id: document_id(bytes),
        path: path.to_owned(),
        format,
        title: None,
        date: None,
        language: None,
        pages: pages(&page_ends, text.len()),
        text,
        blocks,
        links,
        notes,
    };
    Ok((document, Vec::from_iter(warning)))
}

/// Blocks over a piece of plain text, told by its lines.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    paragraphs::blocks(text, &lines::cut(text).0)
}

/// The pages between form feeds; a form feed at the very end begins none.
fn pages(starts: &[usize], end: usize) -> Vec<PageStart> {
    if starts.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(starts.iter().copied().filter(|&at| at < end));
    (1..)
        .zip(starts)
        .filter_map(|(number, at)| Some(PageStart { at, number: NonZeroU32::new(number)? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::laws::assert_laws;
    use crate::model::BlockKind;

    fn text(text: &str) -> Document {
        let (document, _) = read("a.txt", text.as_bytes(), Format::Text).unwrap();
        assert_eq!(document.text, text);
        assert_laws(&document);
        document
    }

    fn markdown(text: &str) -> Document {
        let (document, _) = read("a.md", text.as_bytes(), Format::Markdown).unwrap();
        assert_eq!(document.text, text);
        assert_laws(&document);
        document
    }

    fn words(document: &Document) -> Vec<&str> {
        document.blocks.iter().map(|block| document.block_text(block)).collect()
    }

    fn labels(document: &Document) -> Vec<&str> {
        document.blocks.iter().map(|block| block.label.as_deref().unwrap_or("")).collect()
    }

    const WRAPPED: &str = include_str!("../../../fixtures/text/wrapped-without-blank-lines.txt");
    const PAGES: &str = include_str!("../../../fixtures/text/pages-with-running-heads.txt");
    const NOTES: &str = include_str!("../../../fixtures/text/notes.md");

    #[test]
    fn a_wrapped_paragraph_is_one_block_and_two_are_two() {
        let document = text(WRAPPED);
        let words = words(&document);
        assert!(words.iter().any(|block| block.contains("paragraph 69 of the\nTunis Agenda")));
        assert_eq!(labels(&document), ["", "", "", "1.", "2.", "(a)", "(b)", ""]);
        assert_eq!(words[1], "Region: Nowhere");
    }

    #[test]
    fn where_each_line_is_a_paragraph_each_line_is_a_block() {
        let long =
            "Recalling paragraph 69 of the Agenda, and everything else that was said about it, "
                .repeat(3);
        let document = text(&format!("{long}\r\n{long}\r\n14. {long}\r\n(a) {long}"));
        assert_eq!(labels(&document), ["", "", "14.", "(a)"]);
        assert_eq!(document.blocks[3].kind, BlockKind::ListItem);
    }

    #[test]
    fn form_feeds_are_pages_and_lines_they_repeat_are_running_heads() {
        let document = text(PAGES);
        let pages: Vec<u32> = document.pages.iter().map(|page| page.number.get()).collect();
        assert_eq!(pages, [1, 2, 3]);
        let of = |kind| document.blocks.iter().filter(move |block| block.kind == kind).count();
        assert_eq!((of(BlockKind::RunningHeader), of(BlockKind::RunningFooter)), (3, 3));
    }

    #[test]
    fn a_raised_digit_is_a_note_mark_and_a_square_metre_is_not() {
        let document = text("the Tunis Agenda for the Information Society,⁶ and 12 km² more");
        let marks: Vec<_> = document.notes.iter().map(|n| n.span.of(&document.text)).collect();
        assert_eq!(marks, ["⁶"]);
    }

    #[test]
    fn markdown_blocks_headings_items_cells_and_notes() {
        let document = markdown(NOTES);
        let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "heading",
                "paragraph",
                "heading",
                "list-item",
                "list-item",
                "paragraph",
                "table-cell",
                "table-cell",
                "table-cell",
                "table-cell",
                "table-cell",
                "paragraph",
                "footnote",
                "footnote",
            ]
        );
        assert_eq!(labels(&document)[3..6], ["(a)", "", "14."]);
        assert_eq!(labels(&document)[12..], ["1", "note"]);
        let called: Vec<_> = document.notes.iter().map(|note| note.note.map(|id| id.0)).collect();
        assert_eq!(called, [Some(12), Some(13)]);
        assert_eq!(document.links.len(), 2);
    }

    #[test]
    fn many_empty_lines_and_open_fences_take_no_time() {
        let document =
            markdown(&format!("[^1]: a{}b\n```\n{}", "\n".repeat(200_000), "x\n\n".repeat(50_000)));
        assert_eq!(document.blocks.len(), 3);
    }
}
