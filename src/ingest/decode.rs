//! Bytes to text: byte order mark, then UTF-8 if it is valid, then what the
//! file declares, then a guess.
//!
//! Valid UTF-8 comes before the declaration because text in another encoding
//! is hardly ever valid UTF-8 by chance, while a wrong declaration is common.

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use crate::model::{Warning, WarningCode};

/// Decodes a file; the byte order mark is no part of the text.
///
/// `declared` is the encoding the file names, where it names one.
pub(super) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> (String, Option<Warning>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    let declared = declared.filter(|e| *e != UTF_16BE && *e != UTF_16LE);
    match str::from_utf8(bytes) {
        // ISO-2022-JP and the like write everything in ASCII and escapes.
        Ok(text) if !bytes.contains(&0x1B) || declared.is_none_or(|e| e == UTF_8) => {
            return (text.to_owned(), None);
        }
        _ => {}
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_damaged_utf8(bytes) => UTF_8,
        _ => guess(bytes),
    };
    decode_as(encoding, bytes)
}

/// The encoding that an HTML or XML file declares about itself.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static DECLARATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?i-u)<\?xml[^>]{0,200}\bencoding\s*=\s*["']([a-z0-9_:.-]+)|<meta\b[^>]{0,400}\bcharset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#,
        )
        .ok()
    });
    let head = &bytes[..bytes.len().min(8192)];
    let found = DECLARATION.as_ref()?.captures(head)?;
    let label = found.get(1).or_else(|| found.get(2))?;
    Encoding::for_label(label.as_bytes())
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Warning>) {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let warning = replaced.then(|| {
        let count = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
        let name = encoding.name();
        Warning::new(
            WarningCode::Encoding,
            format!("{count} places did not fit the encoding {name} and were replaced"),
        )
    });
    (text.into_owned(), warning)
}

/// Whether the bytes are UTF-8 with a few errors, and no other encoding: well
/// formed characters beyond ASCII are many times as frequent as errors.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut errors, mut beyond_ascii) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        beyond_ascii += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    beyond_ascii > errors * 10
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    #[test]
    fn windows_quotation_marks_are_not_control_characters() {
        let (text, warning) =
            decode(b"the \x93letter and spirit\x94 of the Charter \x96 Article 51", None);
        assert_eq!(text, "the “letter and spirit” of the Charter – Article 51");
        assert_eq!(warning, None);
    }

    #[test]
    fn a_wrong_declaration_does_not_spoil_valid_utf8() {
        assert_eq!(decode("Résolution".as_bytes(), Some(WINDOWS_1252)).0, "Résolution");
        assert_eq!(decode(b"R\xE9solution", Some(WINDOWS_1252)).0, "Résolution");
    }

    #[test]
    fn a_byte_order_mark_tells_the_encoding_and_is_no_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFword", None).0, "word");
        assert_eq!(decode(b"\xFF\xFEw\0o\0", None).0, "wo");
    }

    #[test]
    fn bytes_that_fit_nothing_are_replaced_and_counted() {
        let mut bytes = "é".repeat(50).into_bytes();
        bytes.push(0xFF);
        let (text, warning) = decode(&bytes, None);
        assert!(text.ends_with('\u{FFFD}'));
        assert!(warning.unwrap().message.starts_with("1 place"));
    }

    #[test]
    fn html_and_xml_declare_their_encoding() {
        let name = |bytes: &[u8]| declared(bytes).map(Encoding::name);
        assert_eq!(name(b"<?xml version='1.0' encoding='ISO-8859-2'?>"), Some("ISO-8859-2"));
        assert_eq!(
            name(b"<META http-equiv=x content=\"text/html; charset=utf-8\">"),
            Some("UTF-8")
        );
        assert_eq!(name(b"<meta charset=koi8-r>"), Some("KOI8-R"));
        assert_eq!(name(b"<p>charset=koi8-r"), None);
    }
}
