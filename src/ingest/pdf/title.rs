//! The title that a file states of itself, where it is one.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::METADATA;
use hayro_interpret::hayro_syntax::object::{Dict, Stream};

use super::strings;

/// Bytes of an XMP packet that is looked at.
const MAX_XMP: usize = 1 << 20;

/// Endings of file names; a title that has one is a file's name.
const FILE_NAMES: [&str; 12] = [
    ".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".rtf", ".tex", ".dvi", ".odt", ".wpd",
    ".ppt",
];

/// The title that a file states, in its information dictionary or its XMP
/// metadata, if it is fit to be shown.
pub(super) fn of(pdf: &Pdf) -> Option<String> {
    let stated = pdf.metadata().title.as_deref().map(strings::decode);
    stated.and_then(|title| clean(&title)).or_else(|| clean(&from_xmp(&xmp(pdf)?)?))
}

fn xmp(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let stream = catalog.get::<Stream<'_>>(METADATA)?;
    if stream.raw_data().len() > MAX_XMP {
        return None;
    }
    Some(String::from_utf8_lossy(&stream.decoded_data().ok()?).into_owned())
}

/// The first `dc:title` of an XMP packet.
fn from_xmp(packet: &str) -> Option<String> {
    let title = packet.split("<dc:title>").nth(1)?.split("</dc:title>").next()?;
    let item = title.split("<rdf:li").nth(1)?.split_once('>')?.1;
    let text = item.split("</rdf:li>").next()?;
    quick_xml::escape::unescape(text).ok().map(|text| text.into_owned())
}

fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let is_made_up = lower.starts_with("microsoft word")
        || lower.starts_with("microsoft powerpoint")
        || lower.starts_with("untitled")
        || lower.starts_with("document")
        || FILE_NAMES.iter().any(|ending| lower.ends_with(ending));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_damaged = text.contains('\u{FFFD}') || text.chars().any(char::is_control);
    let is_words = text.contains(' ') && letters * 2 > text.chars().count();
    (is_words && letters >= 6 && !is_made_up && !is_damaged).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_not_a_title() {
        assert_eq!(clean("Microsoft Word - final v3.doc"), None);
        assert_eq!(clean("report final.docx"), None);
        assert_eq!(clean("0000-0001"), None);
        assert_eq!(clean(" The Tunis  Agenda "), Some("The Tunis Agenda".to_owned()));
    }

    #[test]
    fn xmp_titles_are_read_without_their_markup() {
        let packet = "<x><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Rights &amp; Duties\
                      </rdf:li></rdf:Alt></dc:title></x>";
        assert_eq!(from_xmp(packet).as_deref(), Some("Rights & Duties"));
        assert_eq!(from_xmp("<x/>"), None);
    }
}
