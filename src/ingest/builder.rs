//! Lays a document's text down block by block, so that every reader keeps its laws.

use std::num::NonZeroU32;

use crate::model::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Link, NoteMarker, PageStart, Span,
};

/// Collects text and the structure over it.
///
/// Text is written into the block that was begun last. Blocks are separated
/// by an empty line, table cells of one row by a tab.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
    notes: Vec<NoteMarker>,
    pages: Vec<PageStart>,
}

impl Builder {
    /// Begins a block; `label` is the label as printed, where it has one (the
    /// caller writes it into the text as well).
    pub(super) fn begin(&mut self, kind: BlockKind, label: Option<String>) -> BlockId {
        self.separate(if self.text.is_empty() { "" } else { "\n\n" }, kind, label)
    }

    /// Begins a table cell that stands in the same row as the block before.
    pub(super) fn begin_next_cell(&mut self) -> BlockId {
        self.separate("\t", BlockKind::TableCell, None)
    }

    fn separate(&mut self, gap: &str, kind: BlockKind, label: Option<String>) -> BlockId {
        self.drop_empty_block();
        if !self.blocks.is_empty() {
            self.text.push_str(gap);
        }
        let at = self.text.len();
        self.blocks.push(Block { kind, label, span: Span::new(at, at) });
        BlockId(self.blocks.len() - 1)
    }

    /// Appends text to the block begun last (a paragraph, if there is none).
    pub(super) fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.blocks.is_empty() {
            self.begin(BlockKind::Paragraph, None);
        }
        self.text.push_str(text);
        if let Some(block) = self.blocks.last_mut() {
            block.span = Span::new(block.span.start(), self.text.len());
        }
    }

    /// Takes back the last character of the block begun last.
    #[cfg(feature = "pdf")]
    pub(super) fn unwrite_char(&mut self) {
        if let Some(block) = self.blocks.last_mut()
            && !block.span.is_empty()
        {
            self.text.pop();
            let end = self.text.len();
            block.span = Span::new(block.span.start(), end);
            for span in (self.links.iter_mut().map(|link| &mut link.span))
                .chain(self.notes.iter_mut().map(|note| &mut note.span))
            {
                *span = Span::new(span.start().min(end), span.end().min(end));
            }
            self.links.retain(|link| !link.span.is_empty());
            self.notes.retain(|note| !note.span.is_empty());
        }
    }

    /// Bytes written so far: the offset of what is written next.
    pub(super) fn position(&self) -> usize {
        self.text.len()
    }

    /// The text written so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The block begun last.
    pub(super) fn last_block(&mut self) -> Option<&mut Block> {
        self.blocks.last_mut()
    }

    /// What is written next stands on this page (1-based; 0 is ignored).
    pub(super) fn page(&mut self, number: u32) {
        let Some(number) = NonZeroU32::new(number) else { return };
        let at = self.text.len();
        match self.pages.last_mut() {
            Some(last) if last.number == number => {}
            Some(last) if last.at == at => last.number = number,
            _ => self.pages.push(PageStart { at, number }),
        }
    }

    /// Lays a link over what was written since byte `from`.
    pub(super) fn link(&mut self, from: usize, href: &str) {
        self.link_between(from, self.text.len(), href);
    }

    /// Lays a link over what was written between two bytes.
    pub(super) fn link_between(&mut self, from: usize, to: usize, href: &str) {
        let Some(written) = self.text.get(from..to) else { return };
        let lead = written.len() - written.trim_start().len();
        let trail = written.len() - written.trim_end().len();
        if lead + trail < written.len() && !href.is_empty() {
            let span = Span::new(from + lead, to - trail);
            self.links.push(Link { span, href: href.to_owned() });
        }
    }

    /// Says that what was written since byte `from` calls a note.
    pub(super) fn note_marker(&mut self, from: usize, note: Option<BlockId>) {
        if from < self.text.len() {
            self.notes.push(NoteMarker { span: Span::new(from, self.text.len()), note });
        }
    }

    fn drop_empty_block(&mut self) {
        if let Some(block) = self.blocks.last()
            && self.text[block.span.range()].trim().is_empty()
        {
            let start = block.span.start();
            self.blocks.pop();
            let end = self.blocks.last().map_or(0, |block| block.span.end());
            self.text.truncate(end.min(start));
            let end = self.text.len();
            self.links.retain(|link| link.span.end() <= end);
            self.notes.retain(|note| note.span.end() <= end);
            for page in self.pages.iter_mut().rev().take_while(|page| page.at > end) {
                page.at = end;
            }
        }
    }

    /// The finished document; metadata are the caller's.
    pub(super) fn finish(mut self, id: DocumentId, path: &str, format: Format) -> Document {
        self.drop_empty_block();
        self.links.sort_by_key(|link| link.span);
        self.notes.sort_by_key(|note| note.span);
        Document {
            id,
            path: path.to_owned(),
            format,
            title: None,
            date: None,
            language: None,
            text: self.text,
            pages: self.pages,
            blocks: self.blocks,
            links: self.links,
            notes: self.notes,
        }
    }
}
