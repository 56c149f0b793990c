//! XML: Akoma Ntoso by its structure, anything else by where its text stands.

mod elements;
mod head;
mod tree;
mod writer;

use super::{IngestError, decode, document_id, labels};
use crate::model::{BlockKind, Document, Format, Warning, WarningCode};

/// Reads one file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<(Document, Vec<Warning>), IngestError> {
    let (source, warning) = decode::decode(bytes, decode::declared(bytes));
    let mut warnings = Vec::from_iter(warning);
    let tree = tree::read(&source);
    let mut document = writer::write(&tree).finish(document_id(bytes), path, Format::Xml);
    match (&tree.broken, document.blocks.is_empty()) {
        (Some(cause), true) => {
            return Err(IngestError::Unreadable { format: "XML", cause: cause.clone() });
        }
        (None, true) => return Err(IngestError::Empty),
        (Some(cause), false) => warnings.push(Warning::new(
            WarningCode::Repaired,
            format!("the XML is broken and was read up to there: {cause}"),
        )),
        (None, false) => {}
    }
    for block in &mut document.blocks {
        if block.label.is_none() && block.kind != BlockKind::Footnote {
            block.label = labels::printed(block.span.of(&document.text)).map(str::to_owned);
        }
    }
    head::complete(&mut document, &tree);
    Ok((document, warnings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::laws::assert_laws;

    fn xml(source: &str) -> Document {
        let (document, _) = read("a.xml", source.as_bytes()).unwrap();
        assert_laws(&document);
        document
    }

    fn blocks(document: &Document) -> Vec<(&'static str, Option<&str>, &str)> {
        let block = |b| (b, document.block_text(b));
        let blocks = document.blocks.iter().map(block);
        blocks.map(|(b, text)| (b.kind.as_str(), b.label.as_deref(), text)).collect()
    }

    #[test]
    fn an_akoma_ntoso_act_keeps_its_numbers_headings_and_notes() {
        let document = xml(include_str!("../../../fixtures/xml/akoma-ntoso.xml"));
        assert_eq!(
            blocks(&document),
            [
                ("heading", None, "RESOLUTION 1"),
                ("paragraph", Some("a)"), "a) that paragraph 69 of the Tunis Agenda says so,"),
                ("footnote", Some("1"), "See the Agenda & more."),
                ("heading", Some("Article 3"), "Article 3 Scope"),
                ("paragraph", Some("2"), "2 to continue"),
                ("table-cell", None, "x"),
                ("table-cell", None, "y"),
            ]
        );
        assert_eq!(document.text.matches('\t').count(), 1);
        assert_eq!(document.links[0].href, "/akn/un/tunis-agenda");
        assert_eq!(document.links[0].span.of(&document.text), "Tunis Agenda");
        assert_eq!(document.date.map(|d| d.to_string()).as_deref(), Some("2018-11-15"));
        assert_eq!(document.language.map(|l| l.to_string()).as_deref(), Some("fr"));
    }

    #[test]
    fn any_other_xml_is_read_by_its_text() {
        let document = xml(
            "<t><m><d>2005</d><l>en</l></m><article n='1'>FREE TRADE\n\nThe Parties,\n\n1. It is <b>agreed</b> &#233;;\n2. So.</article><article/></t>",
        );
        let texts: Vec<_> = blocks(&document).into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(
            texts,
            ["2005", "en", "FREE TRADE", "The Parties,", "1. It is agreed é;", "2. So."]
        );
    }

    #[test]
    fn deep_and_broken_files_are_read_as_far_as_they_go() {
        assert_eq!(xml(&"<a>x".repeat(100_000)).text.matches('x').count(), 100_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b 'cc'>]><a>&b;&b;</a>";
        assert_eq!(xml(bomb).text, "&b;&b;");
        let (document, warnings) = read("a.xml", b"<a>text<b <c").unwrap();
        assert_eq!((document.text.as_str(), warnings.len()), ("text", 1));
    }
}
