//! The elements of HTML, and which of them do what.

/// An element's name; those without a role in reading are `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    A,
    Article,
    Aside,
    B,
    Block,
    Blockquote,
    Br,
    Button,
    Caption,
    Dd,
    Dl,
    Drop,
    Dt,
    Footer,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Header,
    Html,
    Iframe,
    Li,
    Link,
    Main,
    Menu,
    Meta,
    Nav,
    Noscript,
    Ol,
    Optgroup,
    Option,
    Other,
    P,
    Pre,
    Script,
    Section,
    Select,
    Style,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Title,
    Tr,
    Ul,
    Void,
}

/// How many tags there are.
pub(super) const TAGS: usize = Tag::Void as usize + 1;

impl Tag {
    /// The tag with this name, which is in lower case; a prefix of a
    /// namespace is ignored.
    pub(super) fn of(name: &[u8]) -> Self {
        let name = name.rsplit(|&b| b == b':').next().unwrap_or(name);
        match name {
            b"a" => Self::A,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"s" | b"small" | b"strike"
            | b"strong" | b"tt" | b"u" | b"span" => Self::B,
            b"blockquote" => Self::Blockquote,
            b"br" => Self::Br,
            b"button" => Self::Button,
            b"caption" => Self::Caption,
            b"dd" => Self::Dd,
            b"dl" => Self::Dl,
            b"dt" => Self::Dt,
            b"footer" => Self::Footer,
            b"h1" => Self::H1,
            b"h2" => Self::H2,
            b"h3" => Self::H3,
            b"h4" => Self::H4,
            b"h5" => Self::H5,
            b"h6" => Self::H6,
            b"header" => Self::Header,
            b"html" | b"head" | b"body" => Self::Html,
            b"iframe" | b"noembed" => Self::Iframe,
            b"li" => Self::Li,
            b"link" => Self::Link,
            b"main" => Self::Main,
            b"menu" | b"dir" => Self::Menu,
            b"meta" => Self::Meta,
            b"nav" => Self::Nav,
            b"noscript" => Self::Noscript,
            b"ol" => Self::Ol,
            b"optgroup" => Self::Optgroup,
            b"option" => Self::Option,
            b"p" => Self::P,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Pre,
            b"script" => Self::Script,
            b"section" => Self::Section,
            b"select" => Self::Select,
            b"style" => Self::Style,
            b"sup" => Self::Sup,
            b"svg" => Self::Svg,
            b"table" => Self::Table,
            b"tbody" => Self::Tbody,
            b"td" => Self::Td,
            b"template" => Self::Template,
            b"textarea" => Self::Textarea,
            b"tfoot" => Self::Tfoot,
            b"th" => Self::Th,
            b"thead" => Self::Thead,
            b"title" => Self::Title,
            b"tr" => Self::Tr,
            b"ul" => Self::Ul,
            b"address" | b"center" | b"details" | b"dialog" | b"div" | b"fieldset"
            | b"figcaption" | b"figure" | b"form" | b"frameset" | b"hgroup" | b"hr" | b"legend"
            | b"noframes" | b"search" | b"summary" | b"marquee" => Self::Block,
            b"annotation" | b"annotation-xml" | b"desc" | b"metadata" => Self::Drop,
            b"area" | b"base" | b"basefont" | b"col" | b"embed" | b"frame" | b"img" | b"input"
            | b"keygen" | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            _ => Self::Other,
        }
    }

    /// Whether it has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Link | Self::Meta | Self::Void)
    }

    /// Whether nothing in it is text of the page.
    pub(super) fn is_dropped(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Template
                | Self::Noscript
                | Self::Iframe
                | Self::Drop
                | Self::Title
        )
    }

    /// Whether it begins and ends a block.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::B
                | Self::Br
                | Self::Button
                | Self::Drop
                | Self::Html
                | Self::Iframe
                | Self::Link
                | Self::Meta
                | Self::Noscript
                | Self::Other
                | Self::Script
                | Self::Style
                | Self::Sup
                | Self::Svg
                | Self::Template
                | Self::Title
                | Self::Void
        )
    }

    /// Whether it is a heading.
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }

    /// Whether it is a cell of a table.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }
}
