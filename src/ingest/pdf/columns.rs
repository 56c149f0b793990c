//! The order in which the parts of a page are read.
//!
//! A page is cut where a strip of white runs down between two bodies of prose
//! that are both dense; left is read before right. Everything else is read
//! row by row: a gap between a label and its paragraph, or between the cells
//! of a table, is not a gap between columns.

use super::glyphs::Rule;
use super::lines::{Row, rows};
use super::words::Stroke;

/// Strips a page is divided into when gutters are looked for.
const STRIPS: usize = 256;
/// Narrowest gutter, in points.
const MIN_GUTTER: f32 = 6.0;
/// Fewest lines on each side of a gutter.
const MIN_LINES: usize = 4;
/// How often a part may be cut again.
const MAX_DEPTH: usize = 8;
/// Gutters that are tried on one part.
const MAX_TRIES: usize = 4;

/// The strokes of a page as columns in reading order, each a list of rows.
pub(super) fn flow(strokes: Vec<Stroke>, rules: &[Rule]) -> Vec<Vec<Row>> {
    let mut columns = Vec::new();
    cut(rows(strokes), rules, 0, &mut columns);
    columns.retain(|column| !column.is_empty());
    columns
}

fn cut(rows: Vec<Row>, rules: &[Rule], depth: usize, columns: &mut Vec<Vec<Row>>) {
    let gutter = if depth < MAX_DEPTH { find_gutter(&rows, rules) } else { None };
    let Some(gutter) = gutter else {
        columns.push(rows);
        return;
    };
    let mut above = rows;
    let mut within = above.split_off(gutter.first);
    let below = within.split_off(gutter.last + 1 - gutter.first);
    let strokes = within.into_iter().flat_map(|row| row.strokes);
    let (left, right) = strokes.partition(|stroke| (stroke.x0 + stroke.x1) / 2.0 < gutter.x);
    for part in [above, super::lines::rows(left), super::lines::rows(right), below] {
        if !part.is_empty() {
            cut(part, rules, depth + 1, columns);
        }
    }
}

/// A strip of white between two columns, from one row to another.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    x: f32,
    first: usize,
    last: usize,
    /// The smaller number of lines on either side.
    lines: usize,
    strips: usize,
}

fn find_gutter(rows: &[Row], rules: &[Rule]) -> Option<Gutter> {
    if rows.len() < MIN_LINES {
        return None;
    }
    let x0 = rows.iter().map(Row::x0).fold(f32::MAX, f32::min);
    let x1 = rows.iter().map(Row::x1).fold(f32::MIN, f32::max);
    let step = ((x1 - x0) / STRIPS as f32).max(1.5);
    if x1 - x0 < 120.0 {
        return None;
    }
    let count = (((x1 - x0) / step) as usize).min(STRIPS * 2);
    let ink = Ink::of(rows, x0, step, count);
    let mut found: Vec<Gutter> = Vec::new();
    for strip in count / 8..count - count / 8 {
        for gutter in ink.runs(rows, strip) {
            match found.last_mut() {
                Some(last)
                    if last.first == gutter.first
                        && last.last == gutter.last
                        && (gutter.x - last.x) < step * (last.strips as f32 + 1.0) =>
                {
                    last.strips += 1;
                }
                _ => found.push(gutter),
            }
        }
    }
    for gutter in &mut found {
        gutter.x += step * gutter.strips.saturating_sub(1) as f32 / 2.0;
    }
    found.retain(|gutter| gutter.strips as f32 * step >= MIN_GUTTER);
    found.sort_by_key(|gutter| std::cmp::Reverse((gutter.lines, gutter.strips)));
    found.into_iter().take(MAX_TRIES).find(|gutter| divides_prose(rows, gutter, rules))
}

/// Which strips of which rows have text.
struct Ink {
    rows: Vec<Vec<u64>>,
    x0: f32,
    step: f32,
}

impl Ink {
    fn of(rows: &[Row], x0: f32, step: f32, count: usize) -> Self {
        let blank = vec![0_u64; count / 64 + 1];
        let rows = rows
            .iter()
            .map(|row| {
                let mut bits = blank.clone();
                for stroke in &row.strokes {
                    let first = ((stroke.x0 - x0) / step).floor().max(0.0) as usize;
                    let last = ((stroke.x1 - x0) / step).ceil().max(0.0) as usize;
                    for strip in first..last.min(count) {
                        bits[strip / 64] |= 1 << (strip % 64);
                    }
                }
                bits
            })
            .collect();
        Self { rows, x0, step }
    }

    /// The longest runs of rows that leave this strip free and have enough
    /// lines on both sides.
    fn runs(&self, rows: &[Row], strip: usize) -> Vec<Gutter> {
        let x = self.x0 + self.step * (strip as f32 + 0.5);
        let mut runs = Vec::new();
        let (mut first, mut left, mut right) = (0, 0, 0);
        for (i, row) in rows.iter().enumerate() {
            let free = self.rows[i][strip / 64] & (1 << (strip % 64)) == 0;
            if free {
                left += usize::from(row.x0() < x);
                right += usize::from(row.x1() > x);
            }
            if !free || i + 1 == rows.len() {
                let last = if free { i } else { i.saturating_sub(1) };
                let lines = left.min(right);
                if lines >= MIN_LINES && last >= first {
                    runs.push(Gutter { x, first, last, lines, strips: 1 });
                }
                (first, left, right) = (i + 1, 0, 0);
            }
        }
        runs
    }
}

/// One side of a gutter.
#[derive(Default)]
struct Side {
    lines: Vec<f32>,
    letters: Vec<usize>,
    x0: f32,
    x1: f32,
    size: f32,
    /// Lines that have a gap as between the cells of a table.
    gappy: usize,
}

impl Side {
    fn of(rows: &[Row], is_in: impl Fn(&Stroke) -> bool) -> Self {
        let mut side = Self { x0: f32::MAX, x1: f32::MIN, ..Self::default() };
        for row in rows {
            let mut letters = 0;
            let mut end: Option<f32> = None;
            let mut gappy = false;
            for stroke in row.strokes.iter().filter(|stroke| is_in(stroke)) {
                // A label is no cell.
                gappy |= letters > 4 && end.is_some_and(|end| stroke.x0 - end > 1.4 * stroke.size);
                end = Some(end.unwrap_or(stroke.x1).max(stroke.x1));
                letters += stroke.letters.len();
                side.x0 = side.x0.min(stroke.x0);
                side.x1 = side.x1.max(stroke.x1);
                side.size = side.size.max(stroke.size.min(row.size));
            }
            side.gappy += usize::from(gappy);
            if letters > 0 {
                side.lines.push(row.y);
                side.letters.push(letters);
            }
        }
        side
    }

    /// The usual distance between its lines.
    fn leading(&self) -> f32 {
        let mut gaps: Vec<f32> = self.lines.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 2).copied().unwrap_or(f32::MAX)
    }

    fn is_gappy(&self) -> bool {
        self.gappy * 10 > self.lines.len() * 3
    }

    /// Whether most of its lines are as long as lines of prose.
    fn is_prose(&self, width: f32) -> bool {
        let mut letters = self.letters.clone();
        letters.sort_unstable();
        let usual = letters.get(letters.len() / 2).copied().unwrap_or(0);
        usual >= 12 && self.x1 - self.x0 >= 0.17 * width && self.leading() <= 2.2 * self.size
    }
}

fn divides_prose(rows: &[Row], gutter: &Gutter, rules: &[Rule]) -> bool {
    let zone = &rows[gutter.first..=gutter.last];
    let left = Side::of(zone, |stroke| (stroke.x0 + stroke.x1) / 2.0 < gutter.x);
    let right = Side::of(zone, |stroke| (stroke.x0 + stroke.x1) / 2.0 >= gutter.x);
    let width = right.x1 - left.x0;
    let (top, bottom) = (zone[0].y, zone[zone.len() - 1].y);
    let ruled = rules
        .iter()
        .filter(|rule| rule.y > top && rule.y < bottom)
        .filter(|rule| rule.x0 < gutter.x - 10.0 && rule.x1 > gutter.x + 10.0)
        .count();
    // One side may hold two more columns; cells stand on both.
    if left.is_gappy() && right.is_gappy() {
        return false;
    }
    let prose = (left.is_prose(width), right.is_prose(width));
    // A table beside prose keeps other heights than the prose does.
    let beside = || gutter.strips > 4 && shared_heights(zone, gutter) < 0.4;
    match prose {
        (true, true) => ruled < 2,
        (true, false) | (false, true) => ruled == 0 && beside(),
        (false, false) => false,
    }
}

/// The share of lines beside the gutter that have one at the same height on
/// its other side.
fn shared_heights(zone: &[Row], gutter: &Gutter) -> f32 {
    let (mut both, mut left, mut right) = (0, 0, 0);
    for row in zone {
        let height = |is_left: bool| {
            let side = |s: &&Stroke| ((s.x0 + s.x1) / 2.0 < gutter.x) == is_left;
            row.strokes.iter().find(side).map(|stroke| stroke.y)
        };
        let (l, r) = (height(true), height(false));
        left += usize::from(l.is_some());
        right += usize::from(r.is_some());
        let same = l.zip(r).is_some_and(|(l, r)| (l - r).abs() < 0.12 * row.size);
        both += usize::from(same);
    }
    both as f32 / left.min(right).max(1) as f32
}
