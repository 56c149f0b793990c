//! Blocks over a Markdown text.
//!
//! Only as much of Markdown is read as decides where blocks begin and end;
//! the text keeps its marks, since it is the reader's own file.

use super::lines::Line;
use super::paragraphs::over;
use super::wrapping::{bullet, ends_item, ends_sentence};
use crate::ingest::labels;
use crate::model::{Block, BlockKind, Span};

/// Lays blocks over `text`, whose lines are `lines`.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let mut writer = Writer { text, lines, blocks: Vec::new(), begun: None };
    let mut i = writer.front_matter();
    while i < lines.len() {
        i = writer.take(i);
    }
    writer.end();
    writer.blocks
}

struct Writer<'t> {
    text: &'t str,
    lines: &'t [Line],
    blocks: Vec<Block>,
    /// The block that the next line may continue: its kind, first and last line.
    begun: Option<(BlockKind, usize, usize)>,
}

impl Writer<'_> {
    fn words(&self, i: usize) -> &str {
        &self.text[self.lines[i].words.clone()]
    }

    /// Takes the lines between `---` at the very top, one block each.
    fn front_matter(&mut self) -> usize {
        let is_rule = |i: usize| matches!(self.words(i), "---" | "...");
        if self.lines.is_empty() || self.words(0) != "---" {
            return 0;
        }
        let Some(end) = (1..self.lines.len()).find(|&i| is_rule(i)) else { return 0 };
        for i in (0..=end).filter(|&i| !self.lines[i].is_blank()) {
            self.push(i, i, BlockKind::Paragraph);
        }
        end + 1
    }

    /// Takes line `i` and returns the next line to take.
    fn take(&mut self, i: usize) -> usize {
        if self.lines[i].is_blank() {
            self.blank();
            return i + 1;
        }
        if self.begun.is_some_and(|(_, _, last)| last + 1 < i) && self.lines[i].indent < 2 {
            self.end();
        }
        let words = self.words(i);
        if let Some(fence) = fence(words) {
            return self.fenced(i, fence);
        }
        if is_underline(words) && self.is_paragraph_before(i) {
            if let Some((_, first, _)) = self.begun.take() {
                self.push(first, i, BlockKind::Heading);
            }
        } else if is_rule(words) {
            self.begin(BlockKind::Paragraph, i);
            self.end();
        } else if is_heading(words) {
            self.begin(BlockKind::Heading, i);
            self.end();
        } else if self.is_row(i) {
            self.end();
            self.row(i);
        } else if note_label(words).is_some() {
            self.begin(BlockKind::Footnote, i);
        } else if is_definition(words) {
            self.begin(BlockKind::Paragraph, i);
            self.end();
        } else if bullet(words).is_some() || self.begins_labelled(i) {
            self.begin(BlockKind::ListItem, i);
        } else if self.goes_on(i) {
            self.begun = self.begun.map(|(kind, first, _)| (kind, first, i));
        } else {
            self.begin(BlockKind::Paragraph, i);
        }
        i + 1
    }

    /// An empty line ends a block, unless a note goes on indented after it.
    fn blank(&mut self) {
        if !matches!(self.begun, Some((BlockKind::Footnote, ..))) {
            self.end();
        }
    }

    fn fenced(&mut self, i: usize, fence: &str) -> usize {
        self.end();
        let close = (i + 1..self.lines.len()).find(|&j| self.words(j).starts_with(fence));
        let last = close.unwrap_or_else(|| {
            (i..self.lines.len()).rev().find(|&j| !self.lines[j].is_blank()).unwrap_or(i)
        });
        self.push(i, last, BlockKind::Paragraph);
        last + 1
    }

    fn is_paragraph_before(&self, i: usize) -> bool {
        matches!(self.begun, Some((BlockKind::Paragraph, _, last)) if last + 1 == i)
    }

    /// Whether the words of line `i` begin a numbered paragraph or item; in
    /// the middle of a paragraph only after a mark, since a line may by chance
    /// begin with a number.
    fn begins_labelled(&self, i: usize) -> bool {
        if label(self.words(i)).is_none() {
            return false;
        }
        let Some((kind, first, last)) = self.begun else { return true };
        let beside =
            kind == BlockKind::ListItem && self.lines[i].indent <= self.lines[first].indent;
        let words = self.words(last).trim_end_matches(['*', '_', '\\', ' ']);
        beside || ends_sentence(words) || ends_item(words)
    }

    /// Whether line `i` continues the block begun. A long line that ends a
    /// sentence is a paragraph of its own: such files wrap no lines.
    fn goes_on(&self, i: usize) -> bool {
        const LONG: usize = 140;
        self.begun.is_some_and(|(_, _, last)| {
            let done = self.words(last).ends_with(['.', ':', ';', '!', '?']);
            let lower = self.words(i).starts_with(char::is_lowercase);
            self.lines[last].length < LONG || !done || lower
        })
    }

    fn is_row(&self, i: usize) -> bool {
        let words = self.words(i);
        let beside = |j: Option<usize>| {
            j.and_then(|j| self.lines.get(j)).is_some_and(|line| {
                let words = &self.text[line.words.clone()];
                words.contains('|') && is_delimiter(words)
            })
        };
        (words.starts_with('|') && words.len() > 1 && words[1..].contains('|'))
            || (words.contains('|') && (beside(Some(i + 1)) || beside(i.checked_sub(1))))
            || (words.contains(" | ")
                && matches!(self.blocks.last(), Some(block) if block.kind == BlockKind::TableCell)
                && i > 0
                && !self.lines[i - 1].is_blank())
    }

    /// One block for each cell, the bar before it included.
    fn row(&mut self, i: usize) {
        let line = &self.lines[i];
        let words = self.words(i);
        if is_delimiter(words) {
            self.push(i, i, BlockKind::TableCell);
            return;
        }
        let mut bars: Vec<usize> = bars(words).filter(|&at| at > 0).collect();
        if words.ends_with('|') {
            bars.pop();
        }
        let starts = std::iter::once(0).chain(bars.iter().copied());
        let ends = bars.iter().copied().chain([words.len()]);
        let cells: Vec<Block> = starts
            .zip(ends)
            .map(|(from, to)| {
                let from = line.words.start + from;
                let to = from + words[from - line.words.start..to].trim_end().len();
                Block { kind: BlockKind::TableCell, label: None, span: Span::new(from, to) }
            })
            .collect();
        self.blocks.extend(cells);
    }

    fn begin(&mut self, kind: BlockKind, i: usize) {
        self.end();
        self.begun = Some((kind, i, i));
    }

    fn end(&mut self) {
        if let Some((kind, first, last)) = self.begun.take() {
            self.push(first, last, kind);
        }
    }

    fn push(&mut self, first: usize, last: usize, kind: BlockKind) {
        let words = self.words(first);
        let label = match kind {
            BlockKind::Footnote => note_label(words).map(str::to_owned),
            _ => label(words),
        };
        // "14." heads a paragraph; "(a)" and bullets head items.
        let numbered = label.as_ref().is_some_and(|label| !label.ends_with(')'));
        let kind = match kind {
            BlockKind::ListItem if numbered && bullet(words).is_none() => BlockKind::Paragraph,
            kind => kind,
        };
        let block = over(&self.lines[first], &self.lines[last], kind, label);
        self.blocks.push(block);
    }
}

/// The label behind the marks of a heading, a quotation or emphasis.
fn label(words: &str) -> Option<String> {
    let bare = words.trim_start_matches(['#', '>', ' ']);
    let head: String = bare.chars().take(100).filter(|c| !matches!(c, '*' | '_')).collect();
    let escaped = head.replacen("\\.", ".", 1);
    let label = labels::printed(&escaped)?;
    words.contains(label).then(|| label.to_owned())
}

fn note_label(words: &str) -> Option<&str> {
    let (mark, _) = words.strip_prefix("[^")?.split_once("]:")?;
    (!mark.is_empty() && !mark.contains([']', ' '])).then_some(mark)
}

/// `[name]: address`
fn is_definition(words: &str) -> bool {
    let rest = words.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    rest.is_some_and(|(name, address)| !name.contains(']') && address.contains(['/', '.']))
}

fn fence(words: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence))
}

fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches('#');
    let depth = words.len() - rest.len();
    (1..=6).contains(&depth) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

fn is_underline(words: &str) -> bool {
    words.len() >= 2 && (words.bytes().all(|b| b == b'=') || words.bytes().all(|b| b == b'-'))
}

fn is_rule(words: &str) -> bool {
    let marks: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3
        && matches!(marks[0], '-' | '*' | '_' | '=')
        && marks.iter().all(|&c| c == marks[0])
}

/// `|---|:--:|`
fn is_delimiter(words: &str) -> bool {
    words.contains('-') && words.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'))
}

/// Where bars stand that are not escaped.
fn bars(words: &str) -> impl Iterator<Item = usize> {
    words.match_indices('|').map(|(at, _)| at).filter(|&at| !words[..at].ends_with('\\'))
}
