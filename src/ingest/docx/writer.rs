//! Lays the paragraphs of a Word document down, notes after what calls them.

use std::collections::{BTreeMap, BTreeSet};

use super::story::{NoteKind, Paragraph};
use crate::ingest::builder::Builder;
use crate::ingest::labels;
use crate::model::{BlockId, BlockKind};
use crate::text::numerals;

/// The notes of a document, by kind and id.
pub(super) type Notes = BTreeMap<(NoteKind, String), Vec<Paragraph>>;

/// Lays down a document; `headings` are the styles that make headings.
/// Notes that nothing calls come last.
pub(super) fn write(body: &[Paragraph], mut notes: Notes, headings: &BTreeSet<String>) -> Builder {
    let mut writer = Writer {
        out: Builder::default(),
        blocks: 0,
        headings,
        last_cell: None,
        numbers: BTreeMap::new(),
    };
    for paragraph in body {
        let called = writer.paragraph(paragraph, &notes);
        for (kind, id, mark) in called {
            let note = notes.remove(&(kind, id)).unwrap_or_default();
            writer.note(&note, Some(mark));
        }
    }
    for note in notes.values() {
        writer.note(note, None);
    }
    writer.out
}

struct Writer<'a> {
    out: Builder,
    blocks: usize,
    headings: &'a BTreeSet<String>,
    last_cell: Option<(usize, usize)>,
    /// How many notes of each kind were called.
    numbers: BTreeMap<NoteKind, usize>,
}

impl Writer<'_> {
    /// Writes a paragraph and returns the notes it calls, with their marks.
    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        notes: &Notes,
    ) -> Vec<(NoteKind, String, String)> {
        let mut called = Vec::new();
        if paragraph.text.trim().is_empty() && paragraph.calls.is_empty() {
            return called;
        }
        self.begin(paragraph);
        let own = self.blocks - 1;
        let start = self.out.position();
        // Where each piece of the paragraph's text came to stand.
        let mut shifts = vec![(0, 0)];
        let mut at = 0;
        for call in &paragraph.calls {
            let is_known = notes.contains_key(&(call.kind, call.id.clone()));
            self.out.write(&paragraph.text[at..call.at]);
            at = call.at;
            if !is_known {
                continue;
            }
            let mark = self.next_mark(call.kind);
            let from = self.out.position();
            self.out.write(&mark);
            let note = BlockId(own + 1 + self.lengths(&called, notes));
            self.out.note_marker(from, Some(note));
            shifts.push((at, self.out.position() - start - at));
            called.push((call.kind, call.id.clone(), mark));
        }
        self.out.write(&paragraph.text[at..]);
        self.links(paragraph, start, &shifts);
        self.label();
        called
    }

    /// How many blocks the notes called so far will make.
    fn lengths(&self, called: &[(NoteKind, String, String)], notes: &Notes) -> usize {
        let length = |(kind, id, _): &(NoteKind, String, String)| {
            notes.get(&(*kind, id.clone())).map_or(0, |note| blocks_of(note).count().max(1))
        };
        called.iter().map(length).sum()
    }

    fn next_mark(&mut self, kind: NoteKind) -> String {
        let number = self.numbers.entry(kind).or_default();
        *number += 1;
        match (kind, u32::try_from(*number)) {
            (NoteKind::Endnote, Ok(number)) => numerals::to_roman(number).to_lowercase(),
            _ => number.to_string(),
        }
    }

    fn note(&mut self, note: &[Paragraph], mark: Option<String>) {
        self.last_cell = None;
        let mut paragraphs = blocks_of(note).peekable();
        // The marker points here even when the note says nothing.
        if paragraphs.peek().is_none() && mark.is_none() {
            return;
        }
        self.out.begin(BlockKind::Footnote, mark.clone());
        self.blocks += 1;
        if let Some(mark) = &mark {
            self.out.write(mark);
            self.out.write(" ");
        }
        for (n, paragraph) in paragraphs.enumerate() {
            if n > 0 {
                self.out.begin(BlockKind::Footnote, None);
                self.blocks += 1;
            }
            let start = self.out.position();
            self.out.write(&paragraph.text);
            for (from, to, href) in &paragraph.links {
                self.out.link_between(start + from, start + to, href);
            }
        }
    }

    fn begin(&mut self, paragraph: &Paragraph) {
        let is_heading = self.headings.contains(&paragraph.style);
        let kind = match paragraph.cell {
            Some(_) => BlockKind::TableCell,
            None if is_heading => BlockKind::Heading,
            None if paragraph.in_list => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        let next_cell = matches!(
            (self.last_cell, paragraph.cell),
            (Some((row, cell)), Some((this_row, this_cell))) if row == this_row && cell != this_cell
        );
        if next_cell {
            self.out.begin_next_cell();
        } else {
            self.out.begin(kind, None);
        }
        self.blocks += 1;
        self.last_cell = paragraph.cell;
    }

    fn links(&mut self, paragraph: &Paragraph, start: usize, shifts: &[(usize, usize)]) {
        let shifted = |at: usize, after: bool| {
            let passed =
                shifts.partition_point(|&(from, _)| if after { from <= at } else { from < at });
            at + passed.checked_sub(1).map_or(0, |i| shifts[i].1)
        };
        for (from, to, href) in &paragraph.links {
            self.out.link_between(start + shifted(*from, true), start + shifted(*to, false), href);
        }
    }

    fn label(&mut self) {
        let position = self.out.position();
        let Some(start) = self.out.last_block().map(|block| block.span.start()) else { return };
        let label = labels::printed(&self.out.text()[start..position]).map(str::to_owned);
        if let Some(block) = self.out.last_block() {
            let is_item = label.as_ref().is_some_and(|label| label.ends_with(')'));
            if is_item && block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::ListItem;
            }
            block.label = label;
        }
    }
}

/// The paragraphs of a note that say something.
fn blocks_of(note: &[Paragraph]) -> impl Iterator<Item = &Paragraph> {
    note.iter().filter(|paragraph| !paragraph.text.trim().is_empty())
}
