//! One page of glyphs becomes columns of lines in reading order.

use super::columns;
use super::glyphs::{PageGlyphs, Turn};
use super::lines::{Line, Row, TableCell, rows};
use super::links::PageLinks;
use super::ruled::{self, Table};
use super::words::{Stroke, strokes};

/// The lines of one page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Height of the page in points.
    pub(super) height: f32,
    /// Columns in reading order, each from top to bottom.
    pub(super) columns: Vec<Vec<Line>>,
    /// The addresses that pieces refer to.
    pub(super) targets: Vec<String>,
    /// Heights of short horizontal rules, as they stand above footnotes.
    pub(super) rules: Vec<f32>,
}

impl PageText {
    /// All lines, those in the cells of tables included.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> + Clone {
        let lines = self.columns.iter().flatten();
        let cells = lines.clone().flat_map(|line| &line.table).flat_map(|cell| &cell.lines);
        lines.filter(|line| line.table.is_empty()).chain(cells)
    }
}

/// Lays out one page.
pub(super) fn lay_out(page: &mut PageGlyphs, links: PageLinks) -> PageText {
    let mut text = PageText {
        height: page.height,
        targets: links.targets,
        rules: note_rules(page),
        ..PageText::default()
    };
    for (turn, mut strokes) in strokes(page, &links.areas) {
        let tables = if turn == Turn::Up { ruled::take(page, &mut strokes) } else { Vec::new() };
        let rules = if turn == Turn::Up { page.rules.as_slice() } else { &[] };
        let columns = match turn {
            Turn::Slanted => strokes.into_iter().map(alone).collect(),
            _ => columns::flow(strokes, rules),
        };
        for rows in columns {
            let lines = rows.iter().map(|row| row.line(&page.text));
            let lines: Vec<Line> = lines.filter(|line| !line.pieces.is_empty()).collect();
            let (drawn, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_drawn);
            text.rules.extend(drawn.iter().map(|line| line.y));
            if !lines.is_empty() {
                text.columns.push(lines);
            }
        }
        for table in tables {
            insert(&mut text.columns, table, &page.text);
        }
    }
    text
}

/// Puts a table into the column that it interrupts.
fn insert(columns: &mut Vec<Vec<Line>>, table: Table, text: &str) {
    let Table { x0, x1, top, cells } = table;
    let cells = cells.into_iter().map(|cell| TableCell {
        lines: rows(cell.strokes).iter().map(|row| row.line(text)).collect(),
        same_row: cell.same_row,
    });
    let line = Line { table: cells.collect(), pieces: Vec::new(), x0, x1, y: top, size: 10.0 };
    let beside = |other: &Line| other.x0 < x1 && other.x1 > x0;
    let above = |column: &Vec<Line>| {
        let last = column.iter().rev().find(|other| beside(other) && other.y <= top);
        last.map(|other| other.y)
    };
    let nearest = (0..columns.len())
        .filter_map(|i| Some((i, above(&columns[i])?)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match nearest {
        Some((i, _)) => {
            let place = columns[i].iter().position(|other| other.y > top);
            let place = place.unwrap_or(columns[i].len());
            columns[i].insert(place, line);
        }
        None => {
            let place = columns.iter().position(|c| c.iter().any(|l| beside(l) && l.y > top));
            match place {
                Some(i) => {
                    let at = columns[i].iter().position(|other| other.y > top).unwrap_or(0);
                    columns[i].insert(at, line);
                }
                None => columns.push(vec![line]),
            }
        }
    }
}

/// A stroke of slanted text, which lies on no line with others.
fn alone(stroke: Stroke) -> Vec<Row> {
    vec![Row { y: stroke.y, size: stroke.size, strokes: vec![stroke] }]
}

/// A rule that was typed: a row of underscores.
fn is_drawn(line: &Line) -> bool {
    let mut marks = line.pieces.iter().flat_map(|piece| piece.text.chars());
    line.letters() >= 5 && marks.all(|c| matches!(c, '_' | '―' | '─' | '¯'))
}

/// Rules that are shorter than two thirds of the page.
fn note_rules(page: &PageGlyphs) -> Vec<f32> {
    let short = page.rules.iter().filter(|rule| {
        let width = rule.x1 - rule.x0;
        width > 30.0 && width < 0.67 * page.width
    });
    short.map(|rule| rule.y).collect()
}
