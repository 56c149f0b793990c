//! What the elements of the common document vocabularies are.

/// What an element is for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// All text in it is one paragraph.
    Paragraph,
    /// All text in it is one heading.
    Heading,
    /// A number or label; the block that follows it begins with it.
    Label,
    /// A note: it follows the paragraph it stands in.
    Note,
    /// An item of a list; paragraphs may stand in it.
    Item,
    /// A row of a table.
    Row,
    /// A cell of a table; paragraphs may stand in it.
    Cell,
    /// A line break.
    Break,
    /// A link, if it has an address.
    Link,
    /// It is told by where its text stands.
    Unknown,
}

impl Role {
    /// The role of an element with this local name (Akoma Ntoso, and what
    /// DocBook, TEI, JATS and XHTML share with it).
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" | "para" | "simpara" | "block" | "docPurpose" | "formula" => Self::Paragraph,
            "heading" | "subheading" | "crossHeading" | "title" | "subtitle" | "head"
            | "longTitle" | "shortTitle" | "docTitle" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                Self::Heading
            }
            "num" | "label" | "enum" => Self::Label,
            "authorialNote" | "footnote" | "fn" | "note" => Self::Note,
            "li" | "item" | "listitem" | "list-item" | "point" => Self::Item,
            "tr" | "row" => Self::Row,
            "td" | "th" | "entry" | "cell" => Self::Cell,
            "br" | "eol" | "lb" => Self::Break,
            "ref" | "rref" | "mref" | "a" | "ulink" | "link" | "ext-link" | "xref" => Self::Link,
            _ => Self::Unknown,
        }
    }
}
