//! A text that cites: one flat text with stand-off structure.

use std::fmt;
use std::num::NonZeroU32;

use super::{Language, PartialDate, Span};

/// The SHA-256 of a document's bytes: what `sha256sum` prints.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; 32]);

impl DocumentId {
    /// Takes a finished SHA-256 digest.
    pub fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A document as every reader hands it on: `text`, and spans over it.
///
/// For plain text and Markdown `text` is the decoded file itself, so that
/// offsets point into the reader's own file. For other formats it is what our
/// reader lays out: paragraphs whole, line-end hyphens healed, notes after
/// their block. All spans are byte spans of `text`.
///
/// Laws, asserted by the tests of every reader: `blocks` are in order and do
/// not overlap; everything but white space lies in a block; `pages` are in
/// order of `at`; links and note markers are in order.
#[derive(Debug, Clone)]
pub struct Document {
    /// Hash of the bytes that were read.
    pub id: DocumentId,
    /// Where it was read from, as shown to people: a path, or `-`.
    pub path: String,
    /// What kind of file it was.
    pub format: Format,
    /// Its title, where it states one.
    pub title: Option<String>,
    /// Its date, where it states one.
    pub date: Option<PartialDate>,
    /// The language most of it is in, stated or detected.
    pub language: Option<Language>,
    /// The text that all offsets refer to.
    pub text: String,
    /// Where pages begin; empty where the format has none. Page numbers need
    /// not rise: a footnote of page 2 follows a paragraph that ends on page 3.
    pub pages: Vec<PageStart>,
    /// Headings, paragraphs, notes, …
    pub blocks: Vec<Block>,
    /// Hyperlinks.
    pub links: Vec<Link>,
    /// The marks in the text that call a note. They are not words of it:
    /// "Society,⁶" is not "Society, paragraph 6".
    pub notes: Vec<NoteMarker>,
}

impl Document {
    /// A few words as a document of one paragraph: a question, an example.
    pub fn of_words(text: &str) -> Self {
        let span = Span::new(0, text.len());
        Self {
            id: DocumentId::from_digest([0; 32]),
            path: "-".to_owned(),
            format: Format::Text,
            title: None,
            date: None,
            language: None,
            text: text.to_owned(),
            pages: Vec::new(),
            blocks: vec![Block { kind: BlockKind::Paragraph, label: None, span }],
            links: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The page on which byte `at` of the text stands (1-based).
    pub fn page_at(&self, at: usize) -> Option<NonZeroU32> {
        let after = self.pages.partition_point(|page| page.at <= at);
        after.checked_sub(1).map(|i| self.pages[i].number)
    }

    /// The block in which byte `at` stands, or the last one before it.
    pub fn block_at(&self, at: usize) -> Option<(BlockId, &Block)> {
        let after = self.blocks.partition_point(|block| block.span.start() <= at);
        after.checked_sub(1).map(|i| (BlockId(i), &self.blocks[i]))
    }

    /// The text of a block, its printed label included.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }
}

/// Index of a block in [`Document::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub usize);

/// A page number that holds from one byte of the text on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageStart {
    /// First byte.
    pub at: usize,
    /// 1-based number of the page in the file (not the number printed on it).
    pub number: NonZeroU32,
}

/// One unit of layout: a heading, a paragraph, a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The label it carries, as printed ("14.", "(b)", "Article 3"); for a
    /// footnote its mark ("6"). The label is part of the block's text.
    pub label: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of [`Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A title or section heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, with or without a label.
    ListItem,
    /// A footnote or endnote.
    Footnote,
    /// A cell of a table.
    TableCell,
    /// A line repeated at the head of pages, page numbers included.
    RunningHeader,
    /// A line repeated at the foot of pages, page numbers included.
    RunningFooter,
    /// Menus and the like of a web page.
    Navigation,
}

impl BlockKind {
    /// The stable name used in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::Footnote => "footnote",
            Self::TableCell => "table-cell",
            Self::RunningHeader => "running-header",
            Self::RunningFooter => "running-footer",
            Self::Navigation => "navigation",
        }
    }

    /// Whether the block belongs to what the author says, as opposed to what
    /// surrounds it on every page.
    pub fn is_content(self) -> bool {
        !matches!(self, Self::RunningHeader | Self::RunningFooter | Self::Navigation)
    }
}

/// A hyperlink: an address laid over a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The text that carries the link; never empty.
    pub span: Span,
    /// The target as written in the file, not resolved.
    pub href: String,
}

/// A mark in the text that calls a footnote or an endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteMarker {
    /// The mark itself.
    pub span: Span,
    /// The footnote block it calls, where the reader could tell.
    pub note: Option<BlockId>,
}

/// The kinds of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// HTML or XHTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// XML, Akoma Ntoso included.
    Xml,
    /// Office Open XML text document.
    Docx,
}

impl Format {
    /// The stable name used in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Xml => "xml",
            Self::Docx => "docx",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_what_sha256sum_prints() {
        let hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(DocumentId::from_hex(hex).unwrap().to_string(), hex);
        assert_eq!(DocumentId::from_hex(&hex[1..]), None);
        assert_eq!(DocumentId::from_hex(&hex.replace('9', "g")), None);
    }
}
