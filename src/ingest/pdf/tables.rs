//! Rows of cells: lines with gaps as wide as between columns, which stand
//! under each other.

use crate::model::BlockKind;

use super::blocks::{Item, Part, label};
use super::lines::{Line, Piece};

/// How far the edges of cells of one column may be apart.
const ALIGNED: f32 = 4.0;

/// Cells of one line that are told apart.
const MAX_CELLS: usize = 64;

/// Which lines are rows of cells: those whose gaps are wide, and stand under
/// or over the gaps of a line next to them.
pub(super) fn rows(lines: &[Line]) -> Vec<bool> {
    let gaps: Vec<Vec<usize>> = lines.iter().map(gaps).collect();
    let mut rows = vec![false; lines.len()];
    for i in 1..lines.len() {
        let near = lines[i].y - lines[i - 1].y < 6.0 * lines[i].size;
        if near && are_aligned((&lines[i - 1], &gaps[i - 1]), (&lines[i], &gaps[i])) {
            (rows[i - 1], rows[i]) = (true, true);
        }
    }
    rows
}

fn are_aligned(above: (&Line, &[usize]), below: (&Line, &[usize])) -> bool {
    let edges = |(line, gaps): (&Line, &[usize])| -> Vec<(f32, f32)> {
        gaps.iter().map(|&i| (line.pieces[i - 1].x1, line.pieces[i].x0)).collect()
    };
    let below = edges(below);
    edges(above).iter().any(|(end, start)| {
        below.iter().any(|(e, s)| (end - e).abs() < ALIGNED || (start - s).abs() < ALIGNED)
    })
}

/// The pieces that stand after a gap between cells.
///
/// A gap after a label is none, nor are the gaps of a line that has been
/// stretched to the margin.
fn gaps(line: &Line) -> Vec<usize> {
    let mut spaces: Vec<f32> =
        line.pieces.iter().skip(1).filter(|p| p.spaced).map(|p| p.gap).collect();
    spaces.sort_by(f32::total_cmp);
    let usual = if spaces.len() >= 4 { spaces[spaces.len() / 2] } else { 0.0 };
    // In a table of short cells most gaps are wide.
    let usual = if usual > 2.0 { 0.0 } else { usual };
    let mut gaps: Vec<usize> = (1..line.pieces.len())
        .filter(|&i| line.pieces[i].is_apart() && line.pieces[i].gap > 2.2 * usual)
        .collect();
    if gaps.first().is_some_and(|first| *first <= 2) && label(line).is_some() {
        gaps.remove(0);
    }
    gaps.truncate(MAX_CELLS);
    gaps
}

/// A row of cells, to which further lines may belong.
#[derive(Debug, Default)]
pub(super) struct OpenRow {
    cells: Vec<Vec<Line>>,
    y: f32,
}

impl OpenRow {
    /// Begins a row with its first line.
    pub(super) fn begin(line: Line) -> Self {
        let y = line.y;
        Self { cells: split(line).into_iter().map(|cell| vec![cell]).collect(), y }
    }

    /// Whether the line goes on with cells of this row: it is near, leaves the
    /// first cell free, and all its parts stand under the others.
    pub(super) fn goes_on(&self, line: &Line) -> bool {
        let near = line.y - self.y < 1.6 * line.size;
        near && parts(line).all(|x0| self.cell_at(x0).is_some())
    }

    /// Adds a line that goes on.
    pub(super) fn push(&mut self, line: Line) {
        self.y = line.y;
        for part in split(line) {
            if let Some(cell) = self.cell_at(part.x0) {
                self.cells[cell].push(part);
            }
        }
    }

    fn cell_at(&self, x0: f32) -> Option<usize> {
        let starts = self.cells.iter().map(|cell| cell[0].x0);
        starts.enumerate().skip(1).find(|(_, start)| (start - x0).abs() < ALIGNED).map(|(i, _)| i)
    }

    /// The cells as items.
    pub(super) fn into_items(self, page: usize) -> impl Iterator<Item = Item> {
        self.cells.into_iter().enumerate().map(move |(i, lines)| Item {
            kind: BlockKind::TableCell,
            label: None,
            parts: vec![Part { page, lines }],
            same_row: i > 0,
        })
    }
}

/// Where the cells of a line begin.
fn parts(line: &Line) -> impl Iterator<Item = f32> {
    let gaps = gaps(line).into_iter().map(|i| line.pieces[i].x0);
    std::iter::once(line.x0).chain(gaps)
}

/// The cells of a line as lines of their own.
fn split(line: Line) -> Vec<Line> {
    let starts = gaps(&line);
    let Line { pieces, y, size, .. } = line;
    let mut cells: Vec<Vec<Piece>> = Vec::new();
    for (i, piece) in pieces.into_iter().enumerate() {
        match cells.last_mut() {
            Some(cell) if !starts.contains(&i) => cell.push(piece),
            _ => cells.push(vec![piece]),
        }
    }
    let line = |pieces: Vec<Piece>| {
        let x0 = pieces.first().map_or(0.0, |piece| piece.x0);
        let x1 = pieces.last().map_or(x0, |piece| piece.x1);
        Line { table: Vec::new(), pieces, x0, x1, y, size }
    };
    cells.into_iter().map(line).collect()
}
