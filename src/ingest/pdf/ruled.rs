//! Tables that are drawn with lines: what stands in one cell is read as one
//! text, and not line by line across the row.

use super::glyphs::PageGlyphs;
use super::words::Stroke;

/// How far lines that meet may miss each other, in points.
const MISS: f32 = 2.5;
/// Lines of a page that are looked at, each way.
const MAX_LINES: usize = 600;
/// Rows and columns of one table.
const MAX_SIDE: usize = 120;
/// Fewest cells with text.
const MIN_CELLS: usize = 4;

/// The strokes of one cell.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) strokes: Vec<Stroke>,
    /// It stands in the same row as the cell before.
    pub(super) same_row: bool,
}

/// A table: where it stands, and its cells row by row.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) top: f32,
    pub(super) cells: Vec<Cell>,
}

/// Takes the strokes that stand in drawn tables out of `strokes`.
pub(super) fn take(page: &PageGlyphs, strokes: &mut Vec<Stroke>) -> Vec<Table> {
    let across = merged(page.rules.iter().map(|rule| (rule.y, rule.x0, rule.x1)));
    let down = merged(page.uprights.iter().map(|rule| (rule.x, rule.y0, rule.y1)));
    if across.len() < 3 || down.len() < 3 {
        return Vec::new();
    }
    let grids = grids(&across, &down);
    grids.iter().filter_map(|grid| grid.fill(strokes)).collect()
}

/// A line: where it stands, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
struct Edge {
    at: f32,
    from: f32,
    to: f32,
}

/// Pieces of line at the same place, put together.
fn merged(pieces: impl Iterator<Item = (f32, f32, f32)>) -> Vec<Edge> {
    let mut pieces: Vec<Edge> =
        pieces.take(MAX_LINES * 8).map(|(at, from, to)| Edge { at, from, to }).collect();
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut groups: Vec<Vec<Edge>> = Vec::new();
    for piece in pieces {
        match groups.last_mut() {
            Some(group) if piece.at - group[0].at < 1.5 => group.push(piece),
            _ => groups.push(vec![piece]),
        }
    }
    let mut edges: Vec<Edge> = Vec::new();
    for mut group in groups {
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = edges.len();
        for piece in group {
            match edges[first..].last_mut() {
                Some(edge) if piece.from <= edge.to + MISS => edge.to = edge.to.max(piece.to),
                _ => edges.push(piece),
            }
        }
    }
    edges.truncate(MAX_LINES);
    edges
}

/// Lines that cross each other.
struct Grid {
    across: Vec<Edge>,
    down: Vec<Edge>,
}

fn grids(across: &[Edge], down: &[Edge]) -> Vec<Grid> {
    let mut sets = Sets::new(across.len() + down.len());
    for (i, a) in across.iter().enumerate() {
        for (j, d) in down.iter().enumerate() {
            let meets = (a.from - MISS..=a.to + MISS).contains(&d.at)
                && (d.from - MISS..=d.to + MISS).contains(&a.at);
            if meets {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut grids: Vec<(usize, Grid)> = Vec::new();
    for i in 0..across.len() + down.len() {
        let set = sets.find(i);
        let place = grids.iter().position(|(known, _)| *known == set).unwrap_or_else(|| {
            grids.push((set, Grid { across: Vec::new(), down: Vec::new() }));
            grids.len() - 1
        });
        let grid = &mut grids[place].1;
        match i.checked_sub(across.len()) {
            None => grid.across.push(across[i]),
            Some(j) => grid.down.push(down[j]),
        }
    }
    let sides = 3..=MAX_SIDE;
    let mut grids: Vec<Grid> = grids.into_iter().map(|(_, grid)| grid).collect();
    grids.retain(|g| sides.contains(&g.across.len()) && sides.contains(&g.down.len()));
    grids
}

impl Grid {
    /// The table with its strokes taken out of `strokes`, unless it turns out
    /// to be a frame around other things.
    fn fill(&self, strokes: &mut Vec<Stroke>) -> Option<Table> {
        let (rows, columns) = (places(&self.across), places(&self.down));
        let (x0, x1) = (*columns.first()?, *columns.last()?);
        let width = columns.len() - 1;
        let slot = |stroke: &Stroke| {
            let (x, y) = ((stroke.x0 + stroke.x1) / 2.0, stroke.y - 0.3 * stroke.size);
            let row = rows.partition_point(|edge| *edge <= y).checked_sub(1)?;
            let column = columns.partition_point(|edge| *edge <= x).checked_sub(1)?;
            (row + 1 < rows.len() && column < width).then_some(row * width + column)
        };
        let mut cells = self.joined_slots(&rows, &columns);
        let homes: Vec<Option<usize>> =
            strokes.iter().map(|stroke| slot(stroke).map(|slot| cells.find(slot))).collect();
        let mut letters = vec![0; (rows.len() - 1) * width];
        for (stroke, home) in strokes.iter().zip(&homes) {
            if let Some(cell) = home {
                letters[*cell] += stroke.letters.len();
            }
        }
        let (all, most) = letters.iter().fold((0, 0), |(all, most), n| (all + n, most.max(*n)));
        let count = letters.iter().filter(|letters| **letters > 0).count();
        if count < MIN_CELLS || most * 10 > all * 8 {
            return None;
        }
        let mut contents: Vec<Vec<Stroke>> = letters.iter().map(|_| Vec::new()).collect();
        for (stroke, home) in std::mem::take(strokes).into_iter().zip(homes) {
            home.map_or(&mut *strokes, |cell| &mut contents[cell]).push(stroke);
        }
        Some(Table { x0, x1, top: *rows.first()?, cells: in_rows(contents, width) })
    }

    /// Slots between which no line is drawn are one cell; the first of them
    /// stands for all.
    fn joined_slots(&self, rows: &[f32], columns: &[f32]) -> Sets {
        let width = columns.len() - 1;
        let mut sets = Sets::new((rows.len() - 1) * width);
        let drawn = |edges: &[Edge], at: f32, middle: f32| {
            edges.iter().any(|e| (e.at - at).abs() < MISS && (e.from..=e.to).contains(&middle))
        };
        for row in 0..rows.len() - 1 {
            for column in 0..width {
                let slot = row * width + column;
                let x = (columns[column] + columns[column + 1]) / 2.0;
                let y = (rows[row] + rows[row + 1]) / 2.0;
                if column + 1 < width && !drawn(&self.down, columns[column + 1], y) {
                    sets.join(slot, slot + 1);
                }
                if row + 2 < rows.len() && !drawn(&self.across, rows[row + 1], x) {
                    sets.join(slot, slot + width);
                }
            }
        }
        sets
    }
}

/// The cells that have text, row by row.
fn in_rows(contents: Vec<Vec<Stroke>>, width: usize) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut last_row = None;
    for (slot, strokes) in contents.into_iter().enumerate().filter(|(_, s)| !s.is_empty()) {
        let row = slot / width;
        cells.push(Cell { strokes, same_row: last_row == Some(row) });
        last_row = Some(row);
    }
    cells
}

/// The places of lines, those of one place once.
fn places(edges: &[Edge]) -> Vec<f32> {
    let mut places: Vec<f32> = edges.iter().map(|edge| edge.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a < MISS);
    places
}

/// Which things belong together; the smallest stands for its set.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn find(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
