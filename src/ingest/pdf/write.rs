//! Items in reading order become the text of the document.

use std::collections::HashMap;

use super::super::builder::Builder;
use super::blocks::Item;
use super::footnotes;
use super::joins::{Join, Vocabulary};
use super::layout::PageText;
use super::lines::Line;
use crate::model::{BlockId, BlockKind};

/// Writes all items.
pub(super) fn write(items: &[Item], pages: &[PageText]) -> Builder {
    let lines = items.iter().flat_map(|item| &item.parts).flat_map(|part| &part.lines);
    let mut writer = Writer {
        builder: Builder::default(),
        vocabulary: Vocabulary::of(lines),
        notes: Notes::of(items),
        pages,
        link: None,
    };
    for item in items {
        writer.item(item);
    }
    writer.builder
}

struct Writer<'a> {
    builder: Builder,
    vocabulary: Vocabulary,
    notes: Notes,
    pages: &'a [PageText],
    /// The link that is being written: its page, its target, its first byte.
    link: Option<(usize, u16, usize)>,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        let row = self.builder.last_block().is_some_and(|b| b.kind == BlockKind::TableCell);
        if item.same_row && row {
            self.builder.begin_next_cell();
        } else {
            self.builder.begin(item.kind, item.label.clone());
        }
        let start = self.builder.position();
        for part in &item.parts {
            for line in &part.lines {
                self.line(line, item.kind, start, part.page);
            }
        }
        self.close_link();
    }

    fn line(&mut self, line: &Line, kind: BlockKind, start: usize, page: usize) {
        let first = line.pieces.first().map(|piece| piece.text.as_str()).unwrap_or_default();
        if self.builder.position() > start {
            match self.vocabulary.join(&self.builder.text()[start..], first) {
                Join::Space => self.builder.write(" "),
                Join::Nothing => {}
                Join::DropHyphen => self.builder.unwrite_char(),
            }
        }
        self.builder.page(u32::try_from(page + 1).unwrap_or(0));
        for (i, piece) in line.pieces.iter().enumerate() {
            let target = piece.link.map(|target| (page, target));
            if self.link.is_some_and(|(page, open, _)| target != Some((page, open))) {
                self.close_link();
            }
            if piece.spaced && i > 0 {
                self.builder.write(" ");
            }
            if self.link.is_none() {
                self.link = piece.link.map(|target| (page, target, self.builder.position()));
            }
            match footnotes::mark(&line.pieces, i).filter(|_| kind.is_content()) {
                Some(mark) => {
                    self.builder.write(&piece.text[..mark.from]);
                    let from = self.builder.position();
                    self.builder.write(&piece.text[mark.from..mark.to]);
                    self.builder.note_marker(from, self.notes.find(page, &mark.label));
                    self.builder.write(&piece.text[mark.to..]);
                }
                None => self.builder.write(&piece.text),
            }
        }
    }

    /// Ends the link. One that goes on in the next line is one link; the comma
    /// or full stop after it is none of it: areas are drawn generously.
    fn close_link(&mut self) {
        if let Some((page, target, from)) = self.link.take()
            && let Some(href) =
                self.pages.get(page).and_then(|p| p.targets.get(usize::from(target)))
        {
            let written = &self.builder.text()[from..];
            let stem = written.trim_end().trim_end_matches([',', ';', '.', ':']);
            self.builder.link_between(from, from + stem.len(), href);
        }
    }
}

/// The notes by mark, each with its page, in order.
struct Notes(HashMap<String, Vec<(usize, BlockId)>>);

impl Notes {
    /// Every item becomes one block, so its place is its id.
    fn of(items: &[Item]) -> Self {
        let mut notes: HashMap<String, Vec<(usize, BlockId)>> = HashMap::new();
        for (i, item) in items.iter().enumerate() {
            if let (BlockKind::Footnote, Some(mark)) = (item.kind, &item.label) {
                notes.entry(mark.clone()).or_default().push((item.page(), BlockId(i)));
            }
        }
        for places in notes.values_mut() {
            places.sort();
        }
        Self(notes)
    }

    /// The note with this mark on the page, or the first one after it.
    fn find(&self, page: usize, mark: &str) -> Option<BlockId> {
        let places = self.0.get(mark)?;
        let after = places.partition_point(|(at, _)| *at < page);
        // A mark may call a note that was called before, if it is the only one.
        let again = if let [only] = places.as_slice() { Some(only) } else { None };
        places.get(after).or(again).map(|(_, id)| *id)
    }
}
