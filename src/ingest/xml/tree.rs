//! The elements and texts of an XML file in one flat list, in document order.
//!
//! No recursion on depth, no entity but the predefined ones: a file can nest
//! as deep as it likes and define what it likes.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A file.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Elements and texts in the order in which they begin.
    pub(super) nodes: Vec<Node>,
    /// All text, references resolved.
    pub(super) text: String,
    /// What the parser said when it gave up, if it did.
    pub(super) broken: Option<String>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element it stands in.
    pub(super) parent: Option<usize>,
    /// The number after the last node in it.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
}

/// The kinds of node.
#[derive(Debug)]
pub(super) enum Kind {
    /// A piece of [`Tree::text`].
    Text(Range<usize>),
    /// An element: its local name, and the attributes that are read.
    Element(String, Vec<(String, String)>),
}

impl Node {
    /// The local name; empty for text.
    pub(super) fn name(&self) -> &str {
        match &self.kind {
            Kind::Element(name, _) => name,
            Kind::Text(_) => "",
        }
    }

    /// The value of an attribute, by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let Kind::Element(_, attributes) = &self.kind else { return None };
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a file as far as it can be read.
pub(super) fn read(source: &str) -> Tree {
    let mut tree = Tree::default();
    let mut open: Vec<usize> = Vec::new();
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                tree.element(&start, open.last().copied());
                open.push(tree.nodes.len() - 1);
            }
            Ok(Event::Empty(start)) => tree.element(&start, open.last().copied()),
            Ok(Event::End(_)) => {
                if let Some(node) = open.pop() {
                    tree.nodes[node].end = tree.nodes.len();
                }
            }
            Ok(Event::Text(text)) => tree.push_text(&text.xml10_content(), open.last().copied()),
            Ok(Event::CData(text)) => tree.push_text(&text.xml10_content(), open.last().copied()),
            Ok(Event::GeneralRef(name)) => {
                let c = name.resolve_char_ref().ok().flatten().map(String::from);
                let name = name.xml10_content();
                let text = c.or_else(|| {
                    quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)
                });
                let text = text.unwrap_or_else(|| named(&name));
                tree.push_text(&text, open.last().copied());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                tree.broken = Some(format!("{error} (at byte {})", reader.error_position()));
                break;
            }
        }
    }
    let end = tree.nodes.len();
    for node in open {
        tree.nodes[node].end = end;
    }
    tree
}

/// Entities that documents use without defining them; others stay as written.
fn named(name: &str) -> String {
    match name {
        "nbsp" => "\u{a0}".to_owned(),
        "ndash" => "–".to_owned(),
        "mdash" => "—".to_owned(),
        "sect" => "§".to_owned(),
        "rsquo" => "’".to_owned(),
        "lsquo" => "‘".to_owned(),
        "ldquo" => "“".to_owned(),
        "rdquo" => "”".to_owned(),
        _ => format!("&{name};"),
    }
}

impl Tree {
    fn element(&mut self, start: &BytesStart<'_>, parent: Option<usize>) {
        let name = start.local_name().as_ref().to_owned();
        let attributes = start
            .attributes()
            .flatten()
            .filter_map(|attribute| {
                let key: &str = attribute.key.local_name().into_inner();
                READ.contains(&key)
                    .then(|| {
                        Some((
                            key.to_owned(),
                            attribute.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned(),
                        ))
                    })
                    .flatten()
            })
            .collect();
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { parent, end, kind: Kind::Element(name, attributes) });
    }

    fn push_text(&mut self, text: &str, parent: Option<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        match self.nodes.last_mut() {
            // A reference cuts a text in pieces; they are one text.
            Some(Node { parent: before, kind: Kind::Text(range), .. })
                if *before == parent && range.end == start =>
            {
                range.end = self.text.len();
            }
            _ => {
                let end = self.nodes.len() + 1;
                let kind = Kind::Text(start..self.text.len());
                self.nodes.push(Node { parent, end, kind });
            }
        }
    }
}

/// The attributes that are kept.
const READ: [&str; 9] =
    ["href", "url", "lang", "language", "date", "name", "value", "marker", "showAs"];
