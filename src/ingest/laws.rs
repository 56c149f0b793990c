//! The laws of a [`Document`], for the tests of every reader.

use crate::model::{BlockKind, Document};

/// Fails when `document` breaks a law.
pub(super) fn assert_laws(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let range = block.span.range();
        assert!(range.start >= end, "blocks are in order and do not overlap: {block:?}");
        let between = &text[end..range.start];
        assert!(between.trim().is_empty(), "`{between}` lies in no block");
        assert!(!text[range.clone()].trim().is_empty(), "a block has text: {block:?}");
        // The mark of a note may be drawn by its list instead of printed.
        if let Some(label) = block.label.as_ref().filter(|_| block.kind != BlockKind::Footnote) {
            assert!(text[range].contains(label.as_str()), "a label is printed: {block:?}");
        }
        end = block.span.end();
    }
    assert!(text[end..].trim().is_empty(), "`{}` lies in no block", &text[end..]);
    assert!(document.pages.is_sorted_by_key(|page| page.at), "pages are in order");
    assert!(document.pages.iter().all(|page| text.is_char_boundary(page.at)));
    assert!(document.links.is_sorted_by_key(|link| link.span), "links are in order");
    for link in &document.links {
        assert!(!link.span.of(text).trim().is_empty(), "a link has text: {link:?}");
        assert!(!link.href.is_empty(), "a link leads somewhere: {link:?}");
    }
    assert!(document.notes.is_sorted_by_key(|note| note.span), "note markers are in order");
    for note in &document.notes {
        assert!(!note.span.of(text).is_empty(), "a note marker has text: {note:?}");
        assert!(note.note.is_none_or(|id| id.0 < document.blocks.len()), "{note:?}");
    }
}
