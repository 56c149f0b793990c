//! What a reader of foreign files has to say beside the text it found.

use std::fmt;
use std::num::NonZeroU32;

/// Something worth telling about one document that was read nevertheless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What kind of thing happened.
    pub code: WarningCode,
    /// 1-based page, where the format has pages and one is concerned.
    pub page: Option<NonZeroU32>,
    /// One clause in plain words, without the document's name.
    pub message: String,
}

impl Warning {
    /// A warning about the document as a whole.
    pub fn new(code: WarningCode, message: impl Into<String>) -> Self {
        Self { code, page: None, message: message.into() }
    }

    /// A warning about one page (1-based; 0 means no page in particular).
    pub fn on_page(code: WarningCode, page: u32, message: impl Into<String>) -> Self {
        Self { code, page: NonZeroU32::new(page), message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// The kinds of [`Warning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningCode {
    /// A page has no text layer: a scan that needs OCR.
    NoTextLayer,
    /// A page could not be read; the others were.
    PageUnreadable,
    /// The text is there but looks damaged (no Unicode map, split words).
    DamagedText,
    /// Bytes did not fit the encoding and were replaced.
    Encoding,
    /// The file is broken in a way the reader could work around.
    Repaired,
    /// A limit cut the text short.
    Truncated,
}

impl WarningCode {
    /// The stable name used in JSON and in the index (`no-text-layer`, …).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoTextLayer => "no-text-layer",
            Self::PageUnreadable => "page-unreadable",
            Self::DamagedText => "damaged-text",
            Self::Encoding => "encoding",
            Self::Repaired => "repaired",
            Self::Truncated => "truncated",
        }
    }
}
