//! Blocks over a plain text: paragraphs, items, headings, running lines.

use super::lines::Line;
use super::running::{self, Running};
use super::wrapping::{Wrapping, begins_item, bullet};
use crate::ingest::labels;
use crate::model::{Block, BlockKind, Span};

/// Lays blocks over `text`, whose lines are `lines`.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let wrapping = Wrapping::of(text, lines);
    let running = running::find(text, lines);
    let mut blocks = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    let mut gap = 0;
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() {
            gap += 1;
            continue;
        }
        let marginal = running.get(i);
        let goes_on = begun.is_some_and(|(_, last)| {
            let new_page = lines[last].page != line.page;
            marginal.is_none()
                && (gap < wrapping.gap || new_page)
                && !wrapping.breaks(text, &lines[last], line)
        });
        match begun {
            Some((first, _)) if goes_on => begun = Some((first, i)),
            _ => {
                blocks.extend(begun.map(|(first, last)| paragraph(text, &lines[first..=last])));
                begun = marginal.is_none().then_some((i, i));
                blocks.extend(marginal.map(|kind| over(line, line, kind, None)));
            }
        }
        gap = 0;
    }
    blocks.extend(begun.map(|(first, last)| paragraph(text, &lines[first..=last])));
    blocks
}

/// A block from the first word of one line to the last word of another.
pub(super) fn over(first: &Line, last: &Line, kind: BlockKind, label: Option<String>) -> Block {
    Block { kind, label, span: Span::new(first.words.start, last.words.end) }
}

fn paragraph(text: &str, lines: &[Line]) -> Block {
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    let words = &text[first.words.start..last.words.end];
    let label = labels::printed(words).map(str::to_owned);
    let kind = if is_heading(words, lines.len()) {
        BlockKind::Heading
    } else if begins_item(words) && is_item(words, label.as_deref()) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    };
    over(first, last, kind, label)
}

/// A numbered paragraph ("14.") is a paragraph; "(a)" and bullets are items.
fn is_item(words: &str, label: Option<&str>) -> bool {
    bullet(words).is_some() || label.is_some_and(|label| label.ends_with(')'))
}

/// A short line of its own that begins with a capital and ends without a mark.
fn is_heading(words: &str, lines: usize) -> bool {
    const LONGEST: usize = 90;
    let begins = words.trim_start_matches(|c: char| c.is_ascii_digit() || ". \t()".contains(c));
    lines <= 2
        && words.chars().take(LONGEST + 1).count() <= LONGEST
        && words.split_whitespace().count() <= 12
        && begins.starts_with(|c: char| c.is_uppercase())
        && bullet(words).is_none()
        && !words.ends_with(['.', ',', ';', ':', '?', '!', '。'])
        && !words.contains("://")
}

impl Running {
    /// What the line with this index is, if it is a running line.
    fn get(&self, line: usize) -> Option<BlockKind> {
        if self.headers.binary_search(&line).is_ok() {
            Some(BlockKind::RunningHeader)
        } else if self.footers.binary_search(&line).is_ok() {
            Some(BlockKind::RunningFooter)
        } else {
            None
        }
    }
}
