//! Lays an XML file down as text with blocks and links.

use super::elements::Role;
use super::tree::{Kind, Tree};
use crate::ingest::builder::Builder;
use crate::ingest::plain;
use crate::model::BlockKind;

/// Lays down a file.
pub(super) fn write(tree: &Tree) -> Builder {
    let mut writer = Writer {
        tree,
        around: around(tree),
        out: Builder::default(),
        block: false,
        gap: false,
        begins_with_label: None,
        last_row: None,
        links: Vec::new(),
        mark: None,
        notes: Vec::new(),
    };
    writer.walk(0, tree.nodes.len(), false);
    writer.out
}

/// What stands around one node, itself included.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// The element all of whose text is one block.
    block: Option<usize>,
    heading: bool,
    label: bool,
    item: bool,
    row: Option<usize>,
    cell: Option<usize>,
    /// It begins and ends a block.
    bounds: bool,
}

fn around(tree: &Tree) -> Vec<Around> {
    let mut holds_text = vec![false; tree.nodes.len()];
    for node in &tree.nodes {
        if let (Kind::Text(range), Some(parent)) = (&node.kind, node.parent) {
            holds_text[parent] |= !tree.text[range.clone()].trim().is_empty();
        }
    }
    let mut all: Vec<Around> = Vec::with_capacity(tree.nodes.len());
    for (i, node) in tree.nodes.iter().enumerate() {
        let mut around = node.parent.map_or_else(Around::default, |parent| all[parent]);
        around.bounds = false;
        if matches!(node.kind, Kind::Element(..)) {
            let role = Role::of(node.name());
            let whole = matches!(role, Role::Paragraph | Role::Heading | Role::Label);
            let inline = matches!(role, Role::Unknown | Role::Link | Role::Break);
            around.bounds = !inline || around.block.is_none();
            if (whole || holds_text[i]) && around.bounds {
                around.block = Some(i);
            } else if matches!(role, Role::Item | Role::Cell | Role::Note) {
                around.block = None;
            }
            around.heading |= role == Role::Heading;
            around.label |= role == Role::Label;
            around.item |= role == Role::Item;
            match role {
                Role::Row => around.row = Some(i),
                Role::Cell => around.cell = Some(i),
                _ => {}
            }
        }
        all.push(around);
    }
    all
}

struct Writer<'t> {
    tree: &'t Tree,
    around: Vec<Around>,
    out: Builder,
    /// Whether a block is open.
    block: bool,
    /// Whether white space stands before the next word.
    gap: bool,
    /// The label that was written, and the element after which it ends alone.
    begins_with_label: Option<String>,
    last_row: Option<usize>,
    links: Vec<(usize, usize)>,
    /// The mark of the note that begins next.
    mark: Option<String>,
    /// Notes that wait for the end of the block.
    notes: Vec<usize>,
}

impl Writer<'_> {
    fn walk(&mut self, from: usize, to: usize, in_note: bool) {
        let mut open: Vec<usize> = Vec::new();
        let mut i = from;
        while i < to {
            while let Some(node) = open.pop_if(|node| self.tree.nodes[*node].end <= i) {
                self.leave(node, in_note);
            }
            let node = &self.tree.nodes[i];
            let is_note = Role::of(node.name()) == Role::Note && i > from;
            if is_note && !in_note {
                self.notes.push(i);
                i = node.end;
                continue;
            }
            self.enter(i, in_note);
            open.push(i);
            i += 1;
        }
        while let Some(node) = open.pop() {
            self.leave(node, in_note);
        }
        if !in_note {
            self.end_block(in_note);
        }
    }

    fn enter(&mut self, i: usize, in_note: bool) {
        let node = &self.tree.nodes[i];
        match &node.kind {
            Kind::Text(range) => self.text(i, &self.tree.text[range.clone()], in_note),
            Kind::Element(..) => {
                if self.around[i].bounds {
                    self.end_block(in_note);
                }
                match Role::of(node.name()) {
                    Role::Break if self.block => {
                        self.out.write("\n");
                        self.gap = false;
                    }
                    Role::Link => self.links.push((i, self.out.position())),
                    _ => {}
                }
            }
        }
    }

    fn leave(&mut self, i: usize, in_note: bool) {
        if let Some((_, from)) = self.links.pop_if(|(node, _)| *node == i) {
            let node = &self.tree.nodes[i];
            let href = node.attribute("href").or_else(|| node.attribute("url"));
            if let Some(href) = href.filter(|href| !href.starts_with('#')) {
                self.out.link(from, href);
            }
        }
        if self.around[i].bounds && matches!(self.tree.nodes[i].kind, Kind::Element(..)) {
            if Role::of(self.tree.nodes[i].name()) == Role::Label && self.block {
                let label = self.out.last_block().map(|block| block.span);
                self.begins_with_label =
                    label.map(|span| span.of(self.out.text()).trim().to_owned());
            }
            self.end_block(in_note);
        }
    }

    fn end_block(&mut self, in_note: bool) {
        self.block = false;
        self.gap = false;
        if !in_note {
            for note in std::mem::take(&mut self.notes) {
                self.begins_with_label = None;
                self.mark = self.tree.nodes[note].attribute("marker").map(str::to_owned);
                self.walk(note, self.tree.nodes[note].end, true);
                self.block = false;
                self.mark = None;
            }
        }
    }

    fn text(&mut self, i: usize, text: &str, in_note: bool) {
        // Where text alone tells the structure, its lines do.
        let holder = self.around[i].block.map_or("", |block| self.tree.nodes[block].name());
        let by_lines = Role::of(holder) == Role::Unknown && text.trim().matches('\n').count() >= 1;
        if !by_lines {
            self.words(i, text, in_note);
            return;
        }
        for (n, block) in plain::blocks(text).iter().enumerate() {
            if n > 0 {
                self.end_block(in_note);
            }
            let lead = text[..block.span.start()].ends_with(char::is_whitespace);
            self.gap |= lead;
            self.words(i, block.span.of(text), in_note);
        }
        self.gap |= text.ends_with(char::is_whitespace);
    }

    fn words(&mut self, i: usize, text: &str, in_note: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (this, after) = rest.split_at(word);
            if !this.trim().is_empty() {
                self.begin(i, in_note);
                if self.gap {
                    self.out.write(" ");
                }
                self.gap = false;
                self.out.write(this);
            }
            rest = after.trim_ascii_start();
            self.gap |= rest.len() < after.len();
        }
    }

    fn begin(&mut self, i: usize, in_note: bool) {
        if self.block {
            return;
        }
        self.block = true;
        self.gap = false;
        let around = self.around[i];
        let kind = if in_note {
            BlockKind::Footnote
        } else if around.heading {
            BlockKind::Heading
        } else if around.cell.is_some() {
            BlockKind::TableCell
        } else if around.item {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        if let Some(label) = self.begins_with_label.take() {
            if let Some(block) = self.out.last_block() {
                (block.kind, block.label) = (kind, Some(label));
            }
            self.out.write(" ");
        } else if kind == BlockKind::TableCell
            && around.row == self.last_row
            && around.row.is_some()
        {
            self.out.begin_next_cell();
        } else {
            let mark = self.mark.take();
            self.out.begin(kind, mark);
        }
        self.last_row = around.row.filter(|_| kind == BlockKind::TableCell);
        if let Some((_, from)) = self.links.last_mut() {
            *from = self.out.position();
        }
    }
}
