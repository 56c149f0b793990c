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
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        if item.same_row {
            self.builder.begin_next_cell();
        } else {
            self.builder.begin(item.kind, item.label.clone());
        }
        let start = self.builder.position();
        for part in &item.parts {
            let targets = self.pages.get(part.page).map_or(&[][..], |page| &page.targets);
            for (i, line) in part.lines.iter().enumerate() {
                let number = u32::try_from(part.page + 1).unwrap_or(0);
                let begins_page = (i == 0).then_some(number);
                self.line(line, item, start, begins_page, targets);
            }
        }
    }

    fn line(
        &mut self,
        line: &Line,
        item: &Item,
        start: usize,
        page: Option<u32>,
        targets: &[String],
    ) {
        let first = line.pieces.first().map(|piece| piece.text.as_str()).unwrap_or_default();
        if self.builder.position() > start {
            match self.vocabulary.join(&self.builder.text()[start..], first) {
                Join::Space => self.builder.write(" "),
                Join::Nothing => {}
                Join::DropHyphen => self.builder.unwrite_char(),
            }
        }
        if let Some(page) = page {
            self.builder.page(page);
        }
        let mut link: Option<(u16, usize)> = None;
        for (i, piece) in line.pieces.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| line.pieces.get(i));
            if link.is_some_and(|(target, _)| piece.link != Some(target)) {
                self.close_link(link.take(), targets);
            }
            if piece.spaced && i > 0 {
                self.builder.write(" ");
            }
            if link.is_none() {
                link = piece.link.map(|target| (target, self.builder.position()));
            }
            let mark = footnotes::mark(piece, before).filter(|_| {
                !matches!(item.kind, BlockKind::RunningHeader | BlockKind::RunningFooter)
            });
            match mark {
                Some(mark) => {
                    self.builder.write(&piece.text[..mark.from]);
                    let from = self.builder.position();
                    self.builder.write(&piece.text[mark.from..mark.to]);
                    let page = item.page();
                    self.builder.note_marker(from, self.notes.find(page, &mark.label));
                    self.builder.write(&piece.text[mark.to..]);
                }
                None => self.builder.write(&piece.text),
            }
        }
        self.close_link(link, targets);
    }

    fn close_link(&mut self, link: Option<(u16, usize)>, targets: &[String]) {
        if let Some((target, from)) = link
            && let Some(href) = targets.get(usize::from(target))
        {
            self.builder.link(from, href);
        }
    }
}

/// The notes by page and mark.
struct Notes {
    by_page: HashMap<(usize, String), BlockId>,
    /// Marks that only one note of the document has; `None` for several.
    by_mark: HashMap<String, Option<BlockId>>,
}

impl Notes {
    /// Every item becomes one block, so its place is its id.
    fn of(items: &[Item]) -> Self {
        let mut notes = Self { by_page: HashMap::new(), by_mark: HashMap::new() };
        for (i, item) in items.iter().enumerate() {
            let Some(label) = item.label.clone().filter(|_| item.kind == BlockKind::Footnote)
            else {
                continue;
            };
            let id = BlockId(i);
            notes.by_page.entry((item.page(), label.clone())).or_insert(id);
            notes.by_mark.entry(label).and_modify(|known| *known = None).or_insert(Some(id));
        }
        notes
    }

    fn find(&self, page: usize, mark: &str) -> Option<BlockId> {
        let here = self.by_page.get(&(page, mark.to_owned()));
        here.copied().or_else(|| self.by_mark.get(mark).copied().flatten())
    }
}
