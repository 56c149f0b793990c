//! HTML and XHTML: all text, links with their targets, notes joined to their marks.
//!
//! Nothing that a browser would show is left out; what looks like a menu is
//! marked as such and stays.

mod context;
mod head;
mod navigation;
mod notes;
mod tables;
mod tags;
mod tree;
mod writer;

use std::collections::BTreeMap;

use super::{IngestError, decode, document_id, labels};
use crate::model::{BlockId, BlockKind, Document, Format, NoteMarker, Span, Warning};

/// Reads one file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<(Document, Vec<Warning>), IngestError> {
    let (source, warning) = decode::decode(bytes, decode::declared(bytes));
    let tree = tree::read(&source, is_xhtml(&source));
    let notes = notes::find(&tree);
    let output = writer::write(&tree, &notes);
    let mut document = output.builder.finish(document_id(bytes), path, Format::Html);
    if document.blocks.is_empty() {
        return Err(IngestError::Empty);
    }
    join_notes(&mut document, &output.marks, &output.notes);
    label_blocks(&mut document);
    head::complete(&mut document, &tree);
    Ok((document, Vec::from_iter(warning)))
}

fn is_xhtml(source: &str) -> bool {
    let head = &source[..source.floor_char_boundary(1024)];
    head.trim_start().starts_with("<?xml") || head.contains("//DTD XHTML")
}

/// Joins marks to notes: by the link they carry, or by being the same mark.
fn join_notes(document: &mut Document, marks: &[writer::Written], notes: &[(usize, usize)]) {
    let by_target: BTreeMap<usize, usize> = notes.iter().copied().collect();
    let mark_of = |mark: &writer::Written| {
        document.text[mark.range.0..mark.range.1].trim_matches(['[', ']', '(', ')', ' ']).to_owned()
    };
    let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut markers: Vec<NoteMarker> = Vec::new();
    let mut own_marks: Vec<(usize, String)> = Vec::new();
    for mark in marks {
        match mark.heads {
            Some(block) => own_marks.push((block, mark_of(mark))),
            None => {
                let note =
                    mark.target.and_then(|target| by_target.get(&target)).map(|&b| BlockId(b));
                if note.is_none() {
                    called.entry(mark_of(mark)).or_default().push(markers.len());
                }
                let span = Span::new(mark.range.0, mark.range.1);
                markers.push(NoteMarker { span, note });
            }
        }
    }
    for (block, mark) in own_marks {
        let start = document.blocks[block].span.start();
        let calls = called.remove(&mark).unwrap_or_default();
        let earlier: Vec<usize> =
            calls.into_iter().filter(|&i| markers[i].span.start() < start).collect();
        if !earlier.is_empty() && document.blocks[block].kind.is_content() {
            document.blocks[block].kind = BlockKind::Footnote;
            document.blocks[block].label = Some(mark);
        }
        for i in earlier {
            markers[i].note = Some(BlockId(block));
        }
    }
    document.notes = markers;
}

fn label_blocks(document: &mut Document) {
    for block in &mut document.blocks {
        if block.kind.is_content() && block.kind != BlockKind::Footnote {
            block.label = labels::printed(block.span.of(&document.text)).map(str::to_owned);
            let is_item = block.label.as_ref().is_some_and(|label| label.ends_with(')'));
            if is_item && block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::ListItem;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::laws::assert_laws;

    fn html(source: &str) -> Document {
        let (document, _) = read("a.html", source.as_bytes()).unwrap();
        assert_laws(&document);
        document
    }

    fn blocks(document: &Document) -> Vec<(&'static str, &str)> {
        document.blocks.iter().map(|b| (b.kind.as_str(), document.block_text(b))).collect()
    }

    const PAGE: &str = include_str!("../../../fixtures/html/page-with-menu-and-notes.html");
    const OLD: &str = include_str!("../../../fixtures/html/old-table-layout.html");

    #[test]
    fn a_page_is_its_text_with_menus_marked_and_notes_joined() {
        let document = html(PAGE);
        let kinds: Vec<_> = blocks(&document).iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            kinds,
            [
                "navigation",
                "navigation",
                "navigation",
                "heading",
                "paragraph",
                "list-item",
                "paragraph",
                "table-cell",
                "table-cell",
                "table-cell",
                "table-cell",
                "list-item",
                "list-item",
                "list-item",
                "list-item",
                "footnote",
                "footnote",
                "navigation",
            ]
        );
        let marks: Vec<_> = document
            .notes
            .iter()
            .map(|n| {
                (
                    n.span.of(&document.text),
                    n.note.and_then(|id| document.blocks[id.0].label.as_deref()),
                )
            })
            .collect();
        assert_eq!(marks, [("6", Some("6")), ("[7]", Some("7"))]);
        assert_eq!(document.title.as_deref(), Some("A page & its title"));
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2015-12-16"));
        assert_eq!(document.language.map(|l| l.to_string()).as_deref(), Some("en"));
        let links: Vec<_> =
            document.links.iter().map(|l| (l.span.of(&document.text), l.href.as_str())).collect();
        assert!(links.contains(&("A/RES/70/125", "https://example.org/?a=1&b=2")), "{links:?}");
    }

    #[test]
    fn tables_that_lay_out_a_page_are_no_tables() {
        let document = html(OLD);
        assert!(document.blocks.iter().all(|block| block.kind != BlockKind::TableCell));
        let texts: Vec<_> = blocks(&document).into_iter().map(|(_, text)| text).collect();
        assert!(texts.contains(&"(1) The first recital recalls the Tunis Agenda."), "{texts:?}");
        assert!(texts.contains(&"One paragraph\nover two lines."), "{texts:?}");
        assert!(texts.contains(&"Another paragraph, after two breaks."), "{texts:?}");
    }

    #[test]
    fn words_in_inline_elements_are_joined_as_a_browser_joins_them() {
        let document = html(
            "<p>para<b>graph 6</b>9 of <i>the <a href='x'>Tunis</i> Agenda</a> &amp; &lt;more&gt;<p>1<td>2",
        );
        assert_eq!(
            document.blocks[0].span.of(&document.text),
            "paragraph 69 of the Tunis Agenda & <more>"
        );
        assert_eq!(document.links.len(), 1);
    }

    #[test]
    fn scripts_styles_and_templates_are_no_text() {
        let document = html(
            "<title>t</title><script>if (a<b) '</p>'</script><style>p{}</style><template><p>x</template><p>text<noscript>no</noscript>",
        );
        assert_eq!(document.text, "text");
    }

    #[test]
    fn an_empty_element_of_xhtml_ends_itself() {
        let source = "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><p>a</p><a id='b'/><p>c</p></body></html>";
        assert_eq!(html(source).text, "a\n\nc");
    }

    #[test]
    fn a_power_and_an_ordinal_call_no_note() {
        let document = html(
            "<p>the 13<sup>th</sup> session, 12 km<sup>2</sup>, 10<sup>6</sup>, the Agenda<sup>3</sup>",
        );
        let marks: Vec<_> = document.notes.iter().map(|n| n.span.of(&document.text)).collect();
        assert_eq!(marks, ["3"]);
        assert_eq!(document.text, "the 13th session, 12 km2, 106, the Agenda3");
    }

    #[test]
    fn a_list_of_references_is_no_menu() {
        let document = html(
            "<ul><li><a href=a>A/RES/60/252</a><li><a href=b>Tunis Agenda</a><li><a href=c>Geneva Plan of Action</a><li><a href=d>UDHR</a></ul>",
        );
        assert!(document.blocks.iter().all(|block| block.kind == BlockKind::ListItem));
    }

    #[test]
    fn hostile_pages_are_read_in_time() {
        let deep = 100_000;
        let attributes: String = (0..200_000).map(|i| format!(" a{i}=x")).collect();
        for source in [
            "<div>x".repeat(deep),
            "<b>x".repeat(deep),
            "<i><div>".to_owned() + &"<b>x".repeat(deep) + &"</i>".repeat(20_000),
            "<table><tr><td><a href=x>x".repeat(deep),
            "<ul><li><sup><a href=#z>1</a>x".repeat(deep),
            format!("<p{attributes}>x"),
            "<p>x".repeat(deep),
            "<br>x".repeat(deep),
            "&nbsp;<br>".repeat(deep) + "x",
        ] {
            assert!(html(&source).text.contains('x'));
        }
    }
}
