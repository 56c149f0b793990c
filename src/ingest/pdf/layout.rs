//! One page of glyphs becomes columns of lines in reading order.

use super::columns;
use super::glyphs::{PageGlyphs, Turn};
use super::lines::{Line, Row};
use super::links::PageLinks;
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
    /// All lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> + Clone {
        self.columns.iter().flatten()
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
    for (turn, strokes) in strokes(page, &links.areas) {
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
    }
    text
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
