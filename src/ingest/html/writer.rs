//! Lays a page down as text with blocks, links and marks of notes.

use super::context::{Around, around, cells_in_rows};
use super::notes::{Mark, Notes};
use super::tags::Tag;
use super::tree::{Kind, Tree};
use crate::ingest::builder::Builder;
use crate::ingest::labels;
use crate::model::BlockKind;

/// A mark as it was written.
#[derive(Debug)]
pub(super) struct Written {
    /// Its first byte and the byte after its last.
    pub(super) range: (usize, usize),
    /// The node it leads to.
    pub(super) target: Option<usize>,
    /// The block it heads: it is a note's own mark then.
    pub(super) heads: Option<usize>,
}

/// What was laid down.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// The text and its blocks.
    pub(super) builder: Builder,
    /// All marks, in order.
    pub(super) marks: Vec<Written>,
    /// Notes: the node that marks lead to, and the block in which it begins.
    pub(super) notes: Vec<(usize, usize)>,
}

/// Lays down a page.
pub(super) fn write(tree: &Tree, notes: &Notes) -> Output {
    let mut writer = Writer {
        tree,
        notes,
        around: around(tree, notes),
        cells: cells_in_rows(tree),
        out: Output::default(),
        block: None,
        blocks: 0,
        last: Around::default(),
        gap: Gap::None,
        links: Vec::new(),
        pending_note: None,
        item_begun: None,
    };
    let mut open: Vec<usize> = Vec::new();
    for i in 0..tree.nodes.len() {
        while let Some(node) = open.pop_if(|node| tree.nodes[*node].end <= i) {
            writer.leave(node);
        }
        writer.enter(i);
        open.push(i);
    }
    while let Some(node) = open.pop() {
        writer.leave(node);
    }
    writer.out
}

/// What lies between the last word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    /// Two line breaks: a paragraph ends.
    Lines,
}

struct OpenLink {
    node: usize,
    from: usize,
    is_mark: bool,
}

struct Writer<'t> {
    tree: &'t Tree,
    notes: &'t Notes,
    around: Vec<Around>,
    cells: Vec<usize>,
    out: Output,
    /// Where the block that text goes into begins.
    block: Option<usize>,
    /// How many blocks were begun.
    blocks: usize,
    /// What stood around the last text.
    last: Around,
    gap: Gap,
    links: Vec<OpenLink>,
    /// A mark leads here, and no text has followed yet.
    pending_note: Option<usize>,
    item_begun: Option<usize>,
}

impl Writer<'_> {
    fn enter(&mut self, i: usize) {
        let node = &self.tree.nodes[i];
        if self.around[i].dropped {
            return;
        }
        match &node.kind {
            Kind::Text(range) => self.text(i, &self.tree.text[range.clone()]),
            Kind::Element(tag, _) => {
                if tag.is_block() {
                    self.end_block();
                }
                if *tag == Tag::Br {
                    self.gap = if self.gap >= Gap::Line { Gap::Lines } else { Gap::Line };
                }
                if self.notes.labels.contains_key(&i) {
                    self.pending_note = Some(i);
                }
                let is_mark = self.notes.marks[i] != Mark::No;
                if is_mark || node.href().is_some() {
                    self.links.push(OpenLink {
                        node: i,
                        from: self.out.builder.position(),
                        is_mark,
                    });
                }
            }
        }
    }

    fn leave(&mut self, i: usize) {
        if self.links.last().is_some_and(|link| link.node == i)
            && let Some(link) = self.links.pop()
        {
            self.end_link(&link);
            if let Some(outer) = self.links.last_mut()
                && !outer.is_mark
            {
                outer.from = self.out.builder.position();
            }
        }
        if !self.around[i].dropped && self.tree.nodes[i].tag().is_some_and(Tag::is_block) {
            self.end_block();
        }
    }

    fn end_link(&mut self, link: &OpenLink) {
        if link.is_mark {
            self.end_mark(link);
        } else if let Some(href) = self.tree.nodes[link.node].href()
            && !href.starts_with('#')
            && !href.to_ascii_lowercase().starts_with("javascript:")
        {
            self.out.builder.link(link.from, href);
        }
    }

    fn end_mark(&mut self, link: &OpenLink) {
        let end = self.out.builder.position();
        let written = &self.out.builder.text()[link.from..end];
        let from = end - written.trim_start().len();
        let calls = match self.notes.marks[link.node] {
            Mark::Calls(target) => Some(target),
            Mark::No | Mark::Raised => None,
        };
        if let Some(inner) = self.out.marks.last_mut().filter(|mark| mark.range.0 >= link.from) {
            inner.target = inner.target.or(calls);
            return;
        }
        if from == end || self.around[link.node].navigation {
            return;
        }
        let heads = self.block.filter(|&block| block == from).map(|_| self.blocks - 1);
        let before = &self.out.builder.text()[self.block.unwrap_or(from).min(from)..from];
        if calls.is_some() || !labels::is_power(before) {
            self.out.marks.push(Written { range: (from, end), target: calls, heads });
        }
    }

    fn end_block(&mut self) {
        self.block = None;
        self.gap = Gap::None;
    }

    fn text(&mut self, i: usize, text: &str) {
        let pre = self.around[i].pre;
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (this, after) = rest.split_at(word);
            self.word(i, this);
            let space = after.len() - after.trim_ascii_start().len();
            let lines = after[..space].matches('\n').count();
            if space > 0 {
                let gap = match lines {
                    0 => Gap::Space,
                    _ if !pre => Gap::Space,
                    1 => Gap::Line,
                    _ => Gap::Lines,
                };
                self.gap = self.gap.max(gap);
            }
            rest = &after[space..];
        }
    }

    fn word(&mut self, i: usize, word: &str) {
        let begins = self.block.is_none() || self.gap != Gap::None;
        let shown = if begins { word.trim_start() } else { word };
        if shown.is_empty() {
            // A no-break space alone is a gap like any other.
            if !word.is_empty() {
                self.gap = self.gap.max(Gap::Space);
            }
            return;
        }
        let word = shown;
        let begins_block = self.gap == Gap::Line
            && (self.pending_note.is_some() || self.begins_item(word, self.around[i].pre));
        if self.block.is_none() || self.gap == Gap::Lines || begins_block {
            self.begin_block(i);
        } else {
            match self.gap {
                Gap::Line => self.out.builder.write("\n"),
                Gap::Space => self.out.builder.write(" "),
                Gap::None | Gap::Lines => {}
            }
        }
        self.pending_note = None;
        self.gap = Gap::None;
        self.last = self.around[i];
        self.out.builder.write(word);
    }

    /// Whether a word after a line break is the label of the next paragraph;
    /// preformatted lines may begin with a number by chance.
    fn begins_item(&self, word: &str, pre: bool) -> bool {
        let is_label = word.len() <= 8 && labels::printed(&format!("{word} X")) == Some(word);
        let text = self.out.builder.text();
        is_label && (!pre || text.ends_with(['.', ';', ':', ',', ')']))
    }

    fn begin_block(&mut self, i: usize) {
        let around = self.around[i];
        let links = std::mem::take(&mut self.links);
        if let Some(link) = links.last() {
            self.end_link(link);
        }
        self.links = links;
        if self.joins_label(around) {
            self.out.builder.write(" ");
        } else {
            self.begin(around);
        }
        let at = self.out.builder.position();
        self.block = Some(at);
        if let Some(link) = self.links.last_mut() {
            link.from = at;
        }
    }

    fn begin(&mut self, around: Around) {
        let note = self.pending_note.or(around.note);
        let is_item = around.item.is_some() && around.item != self.item_begun;
        let kind = if around.navigation {
            BlockKind::Navigation
        } else if note.is_some() {
            BlockKind::Footnote
        } else if around.heading {
            BlockKind::Heading
        } else if around.data_cell.is_some() {
            BlockKind::TableCell
        } else if is_item {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let same_row = around.data_cell.is_some()
            && around.row == self.last.row
            && around.data_cell != self.last.data_cell;
        if kind == BlockKind::TableCell && same_row && self.blocks > 0 {
            self.out.builder.begin_next_cell();
        } else {
            self.out.builder.begin(kind, None);
        }
        self.item_begun = around.item.or(self.item_begun);
        self.blocks += 1;
        if let Some(note) = note.filter(|_| kind == BlockKind::Footnote) {
            let is_first = self.out.notes.last().is_none_or(|&(node, _)| node != note);
            if is_first {
                self.out.notes.push((note, self.blocks - 1));
                if let Some(block) = self.out.builder.last_block() {
                    block.label = self.notes.labels.get(&note).cloned();
                }
            }
        }
    }

    /// In a row of two cells of which the first is a label ("(1)"), the label
    /// and its paragraph are one block.
    fn joins_label(&mut self, around: Around) -> bool {
        let beside = around.row.is_some_and(|row| self.cells[row] == 2)
            && around.row == self.last.row
            && around.cell != self.last.cell
            && around.navigation == self.last.navigation
            && self.pending_note.is_none()
            && around.note == self.last.note;
        if !beside {
            return false;
        }
        let position = self.out.builder.position();
        let Some(block) = self.out.builder.last_block() else { return false };
        let start = block.span.start();
        let text = &self.out.builder.text()[start..position];
        let is_label = text.len() <= 12
            && (labels::printed(text) == Some(text) || matches!(text, "—" | "–" | "-" | "•" | "·"));
        if is_label
            && let Some(block) = self.out.builder.last_block()
            && block.kind == BlockKind::TableCell
        {
            block.kind = BlockKind::ListItem;
        }
        is_label
    }
}
