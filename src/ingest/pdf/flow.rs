//! The blocks of all pages in the order in which they are read and written.
//!
//! A paragraph goes on over the end of a column or page, whatever stands
//! between: running lines and notes are put after it.

use std::collections::HashMap;

use crate::model::BlockKind;

use super::blocks::{self, Item, Part, Usual};
use super::footnotes::{self, Note};
use super::layout::PageText;
use super::lines::Line;
use super::running::{Edge, Running};

/// Everything a document consists of, in reading order.
pub(super) fn order(pages: &mut [PageText], running: Vec<Vec<Running>>) -> Vec<Item> {
    let usual = Usual { size: usual_size(pages) };
    let mut bodies: Vec<Item> = Vec::new();
    let mut notes: Vec<Vec<Item>> = Vec::new();
    let mut finder = footnotes::Finder::default();
    for (index, page) in pages.iter_mut().enumerate() {
        let mut page_notes: Vec<Note> = Vec::new();
        for mut column in std::mem::take(&mut page.columns) {
            page_notes.extend(finder.take(&mut column, usual.size, &page.rules));
            for item in blocks::divide(column, index, usual) {
                add(&mut bodies, item);
            }
        }
        let items = note_items(page_notes, index, &mut notes);
        notes.push(items);
    }
    name_endnotes(&mut bodies);
    interleave(bodies, notes, running)
}

/// Makes notes of the numbered paragraphs under a heading that says that they
/// are notes.
fn name_endnotes(bodies: &mut [Item]) {
    let mut due: Option<u32> = None;
    for item in bodies {
        let number = item.label.as_deref().and_then(|label| {
            label.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok()
        });
        let is_text = matches!(item.kind, BlockKind::Paragraph | BlockKind::ListItem);
        match (due, number) {
            (Some(next), Some(number)) if is_text && number == next => {
                item.kind = BlockKind::Footnote;
                item.label = Some(number.to_string());
                due = Some(next + 1);
            }
            _ if item.kind == BlockKind::Heading => due = is_notes_heading(item).then_some(1),
            _ => {}
        }
    }
}

fn is_notes_heading(item: &Item) -> bool {
    let text = item.first_line().map(Line::text).unwrap_or_default().to_lowercase();
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    matches!(
        bare,
        "notes" | "endnotes" | "end notes" | "footnotes" | "notas" | "notes de fin" | "примечания"
    )
}

/// The size of most letters.
fn usual_size(pages: &[PageText]) -> f32 {
    let mut weights: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter().flat_map(PageText::lines) {
        *weights.entry((line.size * 4.0).round() as i32).or_default() += line.letters();
    }
    let most = weights.into_iter().max_by_key(|(size, weight)| (*weight, *size));
    most.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// Adds an item, or its lines to the last one where that goes on.
fn add(bodies: &mut Vec<Item>, item: Item) {
    match bodies.last_mut() {
        Some(last) if goes_on(last, &item) => last.parts.extend(item.parts),
        _ => bodies.push(item),
    }
}

fn goes_on(last: &Item, item: &Item) -> bool {
    let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let (Some(end), Some(start)) = (last.last_line(), item.first_line()) else { return false };
    if !is_text(last.kind) || item.kind != BlockKind::Paragraph || item.label.is_some() {
        return false;
    }
    // Within one column the lines themselves have said where blocks end.
    let apart = last.parts.last().map(|part| part.page) != Some(item.page()) || start.y < end.y;
    let alike = (end.size - start.size).abs() < 0.06 * end.size;
    let lower = start.pieces.first().is_some_and(|p| p.text.starts_with(char::is_lowercase));
    let open = !blocks::ends_sentence(end);
    let bulleted = blocks::label(start).is_some();
    apart && alike && !bulleted && (lower || open && is_full(last))
}

/// Whether the last line goes as far to the right as the lines above it.
fn is_full(item: &Item) -> bool {
    let Some(part) = item.parts.last() else { return false };
    let Some(last) = part.lines.last() else { return false };
    let right = part.lines.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    let left = part.lines.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    last.letters() > 25 && right - last.x1 < 0.2 * (right - left)
}

/// Notes as items; the rest of a note goes to the note it is the rest of.
fn note_items(notes: Vec<Note>, page: usize, before: &mut [Vec<Item>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for note in notes {
        let part = Part { page, lines: note.lines };
        if note.mark.is_none()
            && items.is_empty()
            && let Some(open) = before.last_mut().and_then(|items| items.last_mut())
            && open.last_line().is_some_and(|line| !blocks::ends_sentence(line))
        {
            open.parts.push(part);
            continue;
        }
        let kind = BlockKind::Footnote;
        items.push(Item { kind, label: note.mark, parts: vec![part], same_row: false });
    }
    items
}

/// Puts notes after the block that calls them, and running lines and the
/// other notes where their page ends.
fn interleave(bodies: Vec<Item>, notes: Vec<Vec<Item>>, running: Vec<Vec<Running>>) -> Vec<Item> {
    let mut notes: Vec<Vec<Option<Item>>> =
        notes.into_iter().map(|items| items.into_iter().map(Some).collect()).collect();
    let mut running: Vec<Option<Vec<Running>>> = running.into_iter().map(Some).collect();
    let count = notes.len();
    let mut out: Vec<Item> = Vec::new();
    let mut page = 0;
    heads(&mut out, &mut running, 0);
    for body in bodies {
        while page < body.page() {
            foot(&mut out, &mut notes, &mut running, page);
            page += 1;
            heads(&mut out, &mut running, page);
        }
        let called = called(&body);
        out.push(body);
        for (page, label) in called {
            let items = notes.get_mut(page).into_iter().flatten();
            let found = items.filter(|item| {
                item.as_ref().is_some_and(|item| item.label.as_deref() == Some(label.as_str()))
            });
            out.extend(found.take(1).filter_map(Option::take));
        }
    }
    while page < count {
        foot(&mut out, &mut notes, &mut running, page);
        page += 1;
        heads(&mut out, &mut running, page);
    }
    out
}

/// The marks in a block and the pages they stand on.
fn called(item: &Item) -> Vec<(usize, String)> {
    let mut marks = Vec::new();
    for part in &item.parts {
        for line in &part.lines {
            let found = (0..line.pieces.len()).filter_map(|i| footnotes::mark(&line.pieces, i));
            marks.extend(found.map(|mark| (part.page, mark.label)));
        }
    }
    marks
}

fn heads(out: &mut Vec<Item>, running: &mut [Option<Vec<Running>>], page: usize) {
    let Some(lines) = running.get_mut(page).and_then(Option::as_mut) else { return };
    let (head, foot) = std::mem::take(lines).into_iter().partition(|r| r.edge == Edge::Head);
    *lines = foot;
    let head: Vec<Running> = head;
    out.extend(head.into_iter().map(|r| running_item(BlockKind::RunningHeader, r.line, page)));
}

fn foot(
    out: &mut Vec<Item>,
    notes: &mut [Vec<Option<Item>>],
    running: &mut [Option<Vec<Running>>],
    page: usize,
) {
    if let Some(items) = notes.get_mut(page) {
        out.extend(items.iter_mut().filter_map(Option::take));
    }
    if let Some(lines) = running.get_mut(page).and_then(Option::take) {
        out.extend(lines.into_iter().map(|r| running_item(BlockKind::RunningFooter, r.line, page)));
    }
}

fn running_item(kind: BlockKind, line: Line, page: usize) -> Item {
    let parts = vec![Part { page, lines: vec![line] }];
    Item { kind, label: None, parts, same_row: false }
}
