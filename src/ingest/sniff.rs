//! What kind of file it is, told from the bytes and not from the name.

use super::IngestError;
use crate::model::Format;

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A format with a reader.
    Readable(Format),
    /// Something else, by its name with article, and what to do about it.
    Other {
        /// "a ZIP archive"
        kind: &'static str,
        /// "unpack it first"
        advice: &'static str,
    },
}

impl Kind {
    /// The format, or the error that says why there is none.
    ///
    /// # Errors
    ///
    /// [`IngestError::Unsupported`] for kinds that have no reader.
    pub fn format(self) -> Result<Format, IngestError> {
        match self {
            Self::Readable(format) => Ok(format),
            Self::Other { kind, advice } => Err(IngestError::Unsupported { kind, advice }),
        }
    }
}

/// How much of a file is looked at.
const HEAD: usize = 4096;

/// Tells the kind of a file.
///
/// `name` matters only for text without any marks of its own: it is Markdown
/// when its extension is `.md` or `.markdown`, plain text otherwise.
pub fn sniff(name: &str, bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(HEAD)];
    // The PDF standard lets the header stand anywhere in the first 1024 bytes.
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Readable(Format::Pdf);
    }
    if let Some(kind) = by_magic(bytes, head) {
        return kind;
    }
    if is_binary(head) {
        return Kind::Other {
            kind: "a binary file of unknown kind",
            advice: "convert it to PDF, HTML or text",
        };
    }
    Kind::Readable(by_markup(name, head))
}

fn by_magic(bytes: &[u8], head: &[u8]) -> Option<Kind> {
    let other = |kind, advice| Some(Kind::Other { kind, advice });
    match head {
        [b'P', b'K', 3 | 5 | 7, ..] => by_zip_member(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => other(
            "a Microsoft Office 97 document (DOC, XLS or PPT)",
            "convert it to DOCX or PDF, e.g. with `soffice --headless --convert-to docx FILE`",
        ),
        [b'{', b'\\', b'r', b't', b'f', ..] => other(
            "an RTF document",
            "convert it to DOCX or PDF, e.g. with `soffice --headless --convert-to docx FILE`",
        ),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            other("an image", "run OCR over it first, e.g. with `ocrmypdf`")
        }
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => {
            other("an image", "run OCR over it first, e.g. with `ocrmypdf`")
        }
        [0x1F, 0x8B, ..]
        | [b'B', b'Z', b'h', ..]
        | [0xFD, b'7', b'z', b'X', ..]
        | [b'7', b'z', 0xBC, 0xAF, ..]
        | [b'R', b'a', b'r', b'!', ..]
        | [0x28, 0xB5, 0x2F, 0xFD, ..] => other("a compressed archive", "unpack it first"),
        [b'%', b'!', b'P', b'S', ..] => other("a PostScript file", "convert it with `ps2pdf`"),
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => other("an SQLite database", "give documents"),
        [0x7F, b'E', b'L', b'F', ..] | [b'M', b'Z', ..] if is_binary(head) => {
            other("a program", "give documents")
        }
        _ => None,
    }
}

/// The kind of a ZIP container, by the names of its members.
fn by_zip_member(bytes: &[u8]) -> Option<Kind> {
    let holds = |name: &[u8]| find(bytes, name).is_some();
    Some(if holds(b"word/document.xml") {
        Kind::Readable(Format::Docx)
    } else if holds(b"application/epub+zip") {
        Kind::Other { kind: "an EPUB book", advice: "unpack it and give its HTML files" }
    } else if holds(b"application/vnd.oasis.opendocument.text") {
        Kind::Other {
            kind: "an OpenDocument text",
            advice: "convert it to DOCX or PDF, e.g. with `soffice --headless --convert-to docx FILE`",
        }
    } else {
        Kind::Other { kind: "a ZIP archive", advice: "unpack it first" }
    })
}

/// Text has no NUL bytes, unless it is UTF-16 or UTF-32, which says so.
fn is_binary(head: &[u8]) -> bool {
    let utf16 = matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let odd = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0x1B | 0x08))
        .count();
    !utf16 && odd * 50 > head.len()
}

fn by_markup(name: &str, head: &[u8]) -> Format {
    // UTF-16 markup shows as ASCII with NULs between.
    let ascii: Vec<u8> = head
        .iter()
        .copied()
        .filter(|b| b.is_ascii() && *b != 0)
        .map(|b| b.to_ascii_lowercase())
        .collect();
    let start = ascii.trim_ascii_start();
    let html_tag = |tag: &[u8]| find(start, tag).is_some();
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let is_markdown = matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd");
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Format::Html;
    }
    if start.starts_with(b"<?xml") || start.starts_with(b"<akomantoso") {
        let xhtml = html_tag(b"<!doctype html") || html_tag(b"<html");
        return if xhtml { Format::Html } else { Format::Xml };
    }
    if is_markdown {
        return Format::Markdown;
    }
    let tags: [&[u8]; 6] = [b"<html", b"<body", b"<head>", b"<div", b"<p>", b"<table"];
    if start.starts_with(b"<") && tags.iter().any(|tag| html_tag(tag))
        || (html_tag(b"<html") && html_tag(b"<head"))
        || html_tag(b"<!doctype html")
    {
        return Format::Html;
    }
    Format::Text
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_not_the_name() {
        for (name, bytes, format) in [
            ("a.txt", &b"%PDF-1.7\n..."[..], Format::Pdf),
            ("a.pdf", b"\n <!DOCTYPE html><html>", Format::Html),
            ("a.html", b"plain words about <html>", Format::Text),
            ("a.xml", b"<?xml version='1.0'?><akomaNtoso>", Format::Xml),
            ("a.xml", b"<?xml version='1.0'?><!DOCTYPE html><html>", Format::Html),
            ("a.md", b"# Title\n<p>x</p>", Format::Markdown),
            ("-", b"some words", Format::Text),
            ("a", b"\xff\xfew\0o\0r\0d\0", Format::Text),
        ] {
            assert_eq!(sniff(name, bytes), Kind::Readable(format), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_what_to_do() {
        for (bytes, word) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1"[..], "Microsoft"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"\x89PNG\r\n", "image"),
            (b"\0\x01\x02\x03\x04\0\0", "binary"),
        ] {
            let error = sniff("a.txt", bytes).format().unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
