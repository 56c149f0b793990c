//! The elements and texts of a page, in order, as a browser would nest them.
//!
//! Nodes lie in one list in the order in which they begin, so a node's number
//! is greater than its parent's and passes over the tree need no recursion:
//! pages that nest 100,000 elements exist, if only to break readers.

use std::ops::Range;

use html5gum::{StartTag, State, Token, Tokenizer};

use super::tags::{TAGS, Tag};

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Elements and texts in the order in which they begin.
    pub(super) nodes: Vec<Node>,
    /// All text, entities decoded.
    pub(super) text: String,
    /// What `<title>` says.
    pub(super) title: String,
    /// The language of `<html>`.
    pub(super) language: Option<String>,
    /// Name and content of each `<meta>`.
    pub(super) meta: Vec<(String, String)>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element it stands in.
    pub(super) parent: Option<usize>,
    /// What it is.
    pub(super) kind: Kind,
    /// The number after the last node in it.
    pub(super) end: usize,
}

/// The kinds of node.
#[derive(Debug)]
pub(super) enum Kind {
    /// A piece of [`Tree::text`].
    Text(Range<usize>),
    /// An element.
    Element(Tag, Option<Box<Attributes>>),
}

/// The attributes that matter for reading.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The target of a link.
    pub(super) href: Option<String>,
    /// `id` or `name`: what a link can lead to.
    pub(super) ids: Vec<String>,
    /// `class` and `id`, as written.
    pub(super) classes: String,
    /// `role` and `epub:type`, as written.
    pub(super) roles: String,
}

impl Node {
    /// The tag, for elements.
    pub(super) fn tag(&self) -> Option<Tag> {
        match self.kind {
            Kind::Element(tag, _) => Some(tag),
            Kind::Text(_) => None,
        }
    }

    /// The attributes, for elements that have any.
    pub(super) fn attributes(&self) -> Option<&Attributes> {
        match &self.kind {
            Kind::Element(_, attributes) => attributes.as_deref(),
            Kind::Text(_) => None,
        }
    }

    /// The target, for links that have one.
    pub(super) fn href(&self) -> Option<&str> {
        match self.tag() {
            Some(Tag::A) => self.attributes()?.href.as_deref(),
            _ => None,
        }
    }
}

/// How far up an end tag looks for its element.
const REACH: usize = 4096;

/// Reads a page; in XHTML an element can end itself.
pub(super) fn read(source: &str, is_xhtml: bool) -> Tree {
    let mut builder =
        Builder { tree: Tree::default(), open: Vec::new(), counts: [0; TAGS], is_xhtml };
    let mut tokens = Tokenizer::new(source);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(start) => {
                if let Some(state) = builder.start(&start) {
                    tokens.set_state(state);
                }
            }
            Token::EndTag(end) => builder.end(Tag::of(&end.name)),
            Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    builder.close_to(0);
    builder.tree
}

struct Builder {
    tree: Tree,
    /// The elements that are open, outermost first.
    open: Vec<(Tag, usize)>,
    /// How many of each tag are open.
    counts: [usize; TAGS],
    is_xhtml: bool,
}

impl Builder {
    fn start(&mut self, start: &StartTag<()>) -> Option<State> {
        let tag = Tag::of(&start.name);
        let ends_itself = self.is_xhtml && start.self_closing;
        match tag {
            Tag::Html => {
                let language = attribute(start, b"lang").or_else(|| attribute(start, b"xml:lang"));
                self.tree.language = self.tree.language.take().or(language);
                return None;
            }
            Tag::Meta => self.meta(start),
            _ => {}
        }
        self.close_implied(tag);
        self.push(tag, attributes(tag, start));
        if tag.is_void() || ends_itself {
            self.close_to(self.open.len() - 1);
            return None;
        }
        match tag {
            Tag::Script => Some(State::ScriptData),
            Tag::Title | Tag::Textarea => Some(State::RcData),
            Tag::Style | Tag::Noscript | Tag::Iframe => Some(State::RawText),
            Tag::Pre if &start.name[..] == b"xmp" => Some(State::RawText),
            _ => None,
        }
    }

    fn meta(&mut self, start: &StartTag<()>) {
        let name = [&b"name"[..], b"property", b"http-equiv", b"itemprop"];
        let name = name.into_iter().find_map(|key| attribute(start, key));
        if let (Some(name), Some(content)) = (name, attribute(start, b"content")) {
            self.tree.meta.push((name.to_ascii_lowercase(), content));
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some((Tag::Title, _)) => {
                if self.tree.title.is_empty() && self.counts[Tag::Svg as usize] == 0 {
                    self.tree.title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            Some((tag, _)) if tag.is_dropped() => {}
            _ => {
                let start = self.tree.text.len();
                self.tree.text.push_str(text);
                let kind = Kind::Text(start..self.tree.text.len());
                let (parent, end) = (self.parent(), self.tree.nodes.len() + 1);
                self.tree.nodes.push(Node { parent, kind, end });
            }
        }
    }

    fn parent(&self) -> Option<usize> {
        self.open.last().map(|&(_, node)| node)
    }

    fn push(&mut self, tag: Tag, attributes: Option<Box<Attributes>>) {
        let node = self.tree.nodes.len();
        let kind = Kind::Element(tag, attributes);
        self.tree.nodes.push(Node { parent: self.parent(), kind, end: node + 1 });
        self.open.push((tag, node));
        self.counts[tag as usize] += 1;
    }

    /// Ends all open elements but the outermost `depth`.
    fn close_to(&mut self, depth: usize) {
        let end = self.tree.nodes.len();
        for (tag, node) in self.open.drain(depth..) {
            self.tree.nodes[node].end = end;
            self.counts[tag as usize] -= 1;
        }
    }

    /// Ends the nearest of `tags` that is open inside the nearest of `within`.
    fn close(&mut self, tags: &[Tag], within: &[Tag]) -> bool {
        if tags.iter().all(|&tag| self.counts[tag as usize] == 0) {
            return false;
        }
        let nearest = (0..self.open.len()).rev().take(REACH).find(|&i| {
            let tag = self.open[i].0;
            tags.contains(&tag) || within.contains(&tag)
        });
        match nearest {
            Some(i) if tags.contains(&self.open[i].0) => {
                self.close_to(i);
                true
            }
            _ => false,
        }
    }

    /// Ends what the start of `tag` ends without an end tag.
    fn close_implied(&mut self, tag: Tag) {
        const LISTS: [Tag; 6] = [Tag::Ul, Tag::Ol, Tag::Menu, Tag::Td, Tag::Th, Tag::Table];
        const CELLS: [Tag; 3] = [Tag::Td, Tag::Th, Tag::Table];
        if tag.is_block() && tag != Tag::Table && tag != Tag::Option {
            self.close(&[Tag::P], &CELLS);
        }
        match tag {
            Tag::A => self.close(&[Tag::A], &CELLS),
            Tag::Li => self.close(&[Tag::Li], &LISTS),
            Tag::Dt | Tag::Dd => {
                self.close(&[Tag::Dt, Tag::Dd], &[Tag::Dl, Tag::Td, Tag::Th, Tag::Table])
            }
            Tag::Td | Tag::Th => self.close(&[Tag::Td, Tag::Th], &[Tag::Tr, Tag::Table]),
            Tag::Tr => self.close(&[Tag::Tr], &[Tag::Table]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close(&[Tag::Tr], &[Tag::Table])
                    | self.close(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], &[Tag::Table])
            }
            Tag::Option => self.close(&[Tag::Option], &[Tag::Select]),
            Tag::Optgroup => self.close(&[Tag::Optgroup, Tag::Option], &[Tag::Select]),
            _ if tag.is_heading() && self.open.last().is_some_and(|(top, _)| top.is_heading()) => {
                self.close(&HEADINGS, &[])
            }
            _ => false,
        };
    }

    fn end(&mut self, tag: Tag) {
        if tag == Tag::Html || (tag.is_void() && tag != Tag::Br) {
            return;
        }
        let found = match tag {
            _ if tag.is_heading() => self.close(&HEADINGS, &[Tag::Td, Tag::Th, Tag::Table]),
            Tag::Table => self.close(&[tag], &[]),
            Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Td | Tag::Th | Tag::Caption => {
                self.close(&[tag], &[Tag::Table])
            }
            _ if tag.is_block() || tag.is_dropped() => {
                self.close(&[tag], &[Tag::Td, Tag::Th, Tag::Table])
            }
            _ => self.close_inline(tag),
        };
        // `</p>` and `</br>` without a beginning are an empty paragraph and a
        // line break.
        if !found && matches!(tag, Tag::P | Tag::Br) {
            self.push(tag, None);
            self.close_to(self.open.len() - 1);
        }
    }

    /// An inline element does not end the block it stands in.
    fn close_inline(&mut self, tag: Tag) -> bool {
        if self.counts[tag as usize] == 0 {
            return false;
        }
        let nearest = (0..self.open.len())
            .rev()
            .take(REACH)
            .find(|&i| self.open[i].0 == tag || self.open[i].0.is_block());
        if let Some(i) = nearest.filter(|&i| self.open[i].0 == tag) {
            self.close_to(i);
        }
        nearest.is_some()
    }
}

const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];

fn attribute(start: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = start.attributes.get(name)?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

fn attributes(tag: Tag, start: &StartTag<()>) -> Option<Box<Attributes>> {
    if start.attributes.is_empty() {
        return None;
    }
    let of = |name: &[u8]| attribute(start, name).filter(|value| !value.is_empty());
    let id = of(b"id").or_else(|| of(b"xml:id"));
    let name = of(b"name").filter(|_| tag == Tag::A);
    let classes = [of(b"class"), id.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let roles = [of(b"role"), of(b"epub:type")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let ids = [id, name].into_iter().flatten().collect();
    Some(Box::new(Attributes { href: of(b"href"), ids, classes, roles }))
}
