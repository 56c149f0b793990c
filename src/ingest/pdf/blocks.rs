//! Lines of a column become headings, paragraphs, list items and table rows.

use crate::model::BlockKind;

use super::labels::{Label, label_of};
use super::lines::{Line, Piece, TableCell};
use super::tables;

/// Lines of one page that belong to one block.
#[derive(Debug)]
pub(super) struct Part {
    /// 0-based page.
    pub(super) page: usize,
    pub(super) lines: Vec<Line>,
}

/// A block before it is written.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: BlockKind,
    pub(super) label: Option<String>,
    /// Its lines, page by page or column by column.
    pub(super) parts: Vec<Part>,
    /// It stands in the same row of a table as the item before.
    pub(super) same_row: bool,
}

impl Item {
    /// Its first line.
    pub(super) fn first_line(&self) -> Option<&Line> {
        self.parts.first().and_then(|part| part.lines.first())
    }

    /// Its last line.
    pub(super) fn last_line(&self) -> Option<&Line> {
        self.parts.last().and_then(|part| part.lines.last())
    }

    /// The page it begins on.
    pub(super) fn page(&self) -> usize {
        self.parts.first().map_or(0, |part| part.page)
    }
}

/// What is usual in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    /// Size of most letters.
    pub(super) size: f32,
}

/// Divides the lines of one column of one page into items.
pub(super) fn divide(lines: Vec<Line>, page: usize, usual: Usual) -> Vec<Item> {
    let measure = Measure::of(&lines, usual);
    let rows = tables::rows(&lines);
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    let mut row: Option<tables::OpenRow> = None;
    for (i, mut line) in lines.into_iter().enumerate() {
        if row.as_ref().is_some_and(|row| line.table.is_empty() && row.goes_on(&line)) {
            if let Some(row) = row.as_mut() {
                row.push(line);
            }
            continue;
        }
        items.extend(row.take().into_iter().flat_map(|row| row.into_items(page)));
        if rows[i] || !line.table.is_empty() {
            close(&mut open, page, usual, &mut items);
            for cell in std::mem::take(&mut line.table) {
                items.extend(cell_items(cell, page, usual));
            }
            row = rows[i].then(|| tables::OpenRow::begin(line));
            continue;
        }
        if breaks_before(&open, &line, &measure) {
            close(&mut open, page, usual, &mut items);
        }
        open.push(line);
    }
    items.extend(row.into_iter().flat_map(|row| row.into_items(page)));
    close(&mut open, page, usual, &mut items);
    items
}

/// A cell of a drawn table; one that holds several paragraphs is those.
fn cell_items(cell: TableCell, page: usize, usual: Usual) -> Vec<Item> {
    let mut items = divide(cell.lines, page, usual);
    if let [item] = items.as_mut_slice() {
        item.kind = BlockKind::TableCell;
        item.same_row = cell.same_row;
    }
    items
}

fn close(open: &mut Vec<Line>, page: usize, usual: Usual, items: &mut Vec<Item>) {
    let lines = std::mem::take(open);
    let Some(first) = lines.first() else { return };
    let label = label(first);
    let kind = kind(&lines, label.as_ref(), usual);
    let label = label.and_then(|label| label.text().map(str::to_owned));
    items.push(Item { kind, label, parts: vec![Part { page, lines }], same_row: false });
}

/// The label a line begins with.
pub(super) fn label(line: &Line) -> Option<Label> {
    label_of(&words(line, 4).iter().map(String::as_str).collect::<Vec<_>>())
}

fn words(line: &Line, count: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in &line.pieces {
        let full = words.len() == count;
        match words.last_mut() {
            Some(word) if !piece.spaced => word.push_str(&piece.text),
            _ if full => break,
            _ => words.push(piece.text.clone()),
        }
    }
    words
}

fn kind(lines: &[Line], label: Option<&Label>, usual: Usual) -> BlockKind {
    let letters: usize = lines.iter().map(Line::letters).sum();
    let large = lines.iter().all(|line| line.size > 1.15 * usual.size);
    let bold = lines.iter().all(|line| line.pieces.iter().all(|p| p.bold || p.text.len() < 3));
    let last = lines.last().map(Line::text).unwrap_or_default();
    let sentence = last.ends_with(['.', ';', ',']) && label.is_none();
    if (large && letters <= 300 || bold && letters <= 240) && !sentence && letters > 1 {
        return BlockKind::Heading;
    }
    match label {
        Some(Label::Bullet | Label::Item(_)) => BlockKind::ListItem,
        Some(Label::Part(text)) if lines.len() == 1 && letters <= text.len() + 80 && !sentence => {
            if last.ends_with('.') {
                BlockKind::Paragraph
            } else {
                BlockKind::Heading
            }
        }
        _ => BlockKind::Paragraph,
    }
}

/// The measure of a column: its edges, and how far its lines are apart.
struct Measure {
    left: f32,
    right: f32,
    leading: f32,
    /// Size of most letters of the document.
    usual: f32,
}
impl Measure {
    fn of(lines: &[Line], usual: Usual) -> Self {
        let mut left: Vec<f32> = lines.iter().map(|line| line.x0).collect();
        let mut right: Vec<f32> = lines.iter().map(|line| line.x1).collect();
        let mut gaps: Vec<f32> = lines
            .windows(2)
            .map(|pair| (pair[1].y - pair[0].y) / pair[1].size)
            .filter(|gap| (0.7..2.6).contains(gap))
            .collect();
        for values in [&mut left, &mut right, &mut gaps] {
            values.sort_by(f32::total_cmp);
        }
        let at = |values: &[f32], share: f32, default: f32| {
            let index = (values.len().saturating_sub(1) as f32 * share).round() as usize;
            values.get(index).copied().unwrap_or(default)
        };
        Self {
            left: at(&left, 0.1, 0.0),
            right: at(&right, 0.9, 0.0),
            leading: at(&gaps, 0.4, 1.3),
            usual: usual.size,
        }
    }

    fn width(&self) -> f32 {
        (self.right - self.left).max(1.0)
    }
}

/// Whether `line` begins a new block after the lines that are `open`.
fn breaks_before(open: &[Line], line: &Line, measure: &Measure) -> bool {
    let Some(last) = open.last() else { return false };
    if has_leader(last) || looks_other(open, last, line, measure) {
        return true;
    }
    let ended = ends_sentence(last);
    let has_label = label(line).is_some();
    let heading = all(line, true) || line.size > 1.15 * measure.usual;
    let centred = is_centred(last, measure) && is_centred(line, measure);
    if centred || heading && !ended && !has_label {
        return false;
    }
    let short = right_edge(open, measure) - last.x1;
    if has_label && begins_labelled(open, line, ended, short) {
        return true;
    }
    let first_word = line.pieces.first().map_or(0.0, |piece| piece.x1 - piece.x0);
    let room = short - first_word - 0.3 * last.size.max(line.size);
    is_indented(open, line, ended || room > 0.0) || had_room(line, room / measure.width(), ended)
}

/// Whether the line is of another size or weight, or set apart by white.
fn looks_other(open: &[Line], last: &Line, line: &Line, measure: &Measure) -> bool {
    let size = last.size.max(line.size);
    let differs = (last.size - line.size).abs() > 0.12 * size;
    let weight = all(last, true) && all(line, false) || all(last, false) && all(line, true);
    let gap = line.y - last.y;
    differs || weight || gap < 0.0 || gap > leading(open, measure) * size * 1.3 + 0.5
}

/// Whether the line is set in or out against the lines before it as the first
/// line of a paragraph is. After a single line, `may_end` says whether that
/// can have been a paragraph.
fn is_indented(open: &[Line], line: &Line, may_end: bool) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
    let far = 0.7 * last.size.max(line.size);
    let in_by = line.x0 - last.x0;
    if open.len() == 1 {
        return in_by > far && may_end && label(first).is_none();
    }
    // A first line set in or out says nothing about the third.
    let second = open.len() == 2 && (last.x0 - first.x0).abs() > far;
    in_by > far || in_by < -far && !second
}

/// Whether the first word of the line would have fitted on the line before,
/// so that it was not there that the line was full.
fn had_room(line: &Line, share: f32, ended: bool) -> bool {
    let lower = line.pieces.first().is_some_and(|p| p.text.starts_with(char::is_lowercase));
    share
        > if ended {
            0.02
        } else if lower {
            0.45
        } else {
            0.15
        }
}

fn leading(open: &[Line], measure: &Measure) -> f32 {
    match open {
        [.., above, last] => ((last.y - above.y) / last.size).clamp(0.7, measure.leading * 1.6),
        _ => measure.leading,
    }
}

/// The right edge of the open lines: their own where they are many.
fn right_edge(open: &[Line], measure: &Measure) -> f32 {
    let own = open.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    if open.len() >= 3 { own } else { measure.right.max(own) }
}

/// Whether the label that a line begins with begins a block: "(b)" may as well
/// go on with "paragraphs 4 (a), ".
fn begins_labelled(open: &[Line], line: &Line, ended: bool, short: f32) -> bool {
    let Some(last) = open.last() else { return true };
    let word = last.pieces.last().map_or("", |piece| piece.text.as_str());
    let apart = line.pieces.get(1).is_some_and(Piece::is_apart);
    let clause = word.ends_with([';', ':']);
    let listed = matches!(label(&open[0]), Some(Label::Item(_) | Label::Bullet))
        && (word.ends_with(',') || matches!(word, "and" | "or"));
    let set_off = (line.x0 - last.x0).abs() > 0.7 * line.size;
    ended || clause || listed || apart || short > 4.0 * line.size || set_off
}

fn all(line: &Line, bold: bool) -> bool {
    line.pieces.iter().all(|piece| piece.bold == bold)
}

/// Whether the line is one of a table of contents: "Scope ........ 4".
fn has_leader(line: &Line) -> bool {
    let mut dots = 0;
    line.pieces.iter().flat_map(|piece| piece.text.chars()).any(|c| {
        dots = if matches!(c, '.' | '…' | '·') { dots + 1 } else { 0 };
        dots >= 5
    })
}

fn is_centred(line: &Line, measure: &Measure) -> bool {
    let (left, right) = (line.x0 - measure.left, measure.right - line.x1);
    left > line.size && right > line.size && (left - right).abs() < 1.5 * line.size
}

/// Whether the line ends as a sentence does.
pub(super) fn ends_sentence(line: &Line) -> bool {
    let text = line.pieces.iter().rev().map(|piece| piece.text.as_str());
    for text in text {
        let text = text.trim_end_matches(|c: char| {
            matches!(c, '"' | '”' | '’' | ')' | ']' | '»' | '\'' | '*') || c.is_ascii_digit()
        });
        if let Some(last) = text.chars().next_back() {
            return matches!(last, '.' | '?' | '!' | ':' | ';' | '…' | '。' | '؟');
        }
    }
    false
}
