//! Strokes on one baseline become a line: pieces of text with the spaces
//! between them found again.

use super::script;
use super::words::{Letter, Stroke};

/// How a piece stands to the baseline of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rise {
    /// On it.
    None,
    /// A superscript.
    Super,
    /// A subscript.
    Sub,
}

/// Text without white space and of one kind.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// The gap before it, as a share of the size of its letters.
    pub(super) gap: f32,
    pub(super) rise: Rise,
    /// Mean thickness of its strokes, as a share of its size; 0 where unknown.
    pub(super) weight: f32,
    /// Whether that is more than usual in the document.
    pub(super) bold: bool,
    /// Index of the address of the link it carries.
    pub(super) link: Option<u16>,
}

/// One cell of a drawn table.
#[derive(Debug, Clone)]
pub(super) struct TableCell {
    pub(super) lines: Vec<Line>,
    /// It stands in the same row as the cell before.
    pub(super) same_row: bool,
}

/// One line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The table that stands here instead of a line.
    pub(super) table: Vec<TableCell>,
    pub(super) pieces: Vec<Piece>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    /// Size of most of its letters.
    pub(super) size: f32,
}
impl Piece {
    fn push(&mut self, letter: &Letter, text: &str) {
        let (old, new) = (self.text.len() as f32, text.len() as f32);
        self.weight = (self.weight * old + letter.weight * new) / (old + new);
        self.text.push_str(text);
        self.x1 = self.x1.max(letter.end());
    }

    /// Whether the gap before it is as wide as that of a tabulator.
    pub(super) fn is_apart(&self) -> bool {
        self.gap > 1.4
    }
}

impl Line {
    /// The text with single spaces.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            if piece.spaced && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&piece.text);
        }
        text
    }

    /// Number of characters, spaces left out.
    pub(super) fn letters(&self) -> usize {
        self.pieces.iter().map(|piece| piece.text.chars().count()).sum()
    }
}

/// Strokes on one baseline.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) strokes: Vec<Stroke>,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// How many rows above the newest one a stroke is still compared with.
const OPEN_ROWS: usize = 4;

/// Groups strokes by baseline, top to bottom. A superscript joins the line it
/// is raised from.
pub(super) fn rows(mut strokes: Vec<Stroke>) -> Vec<Row> {
    strokes.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for stroke in strokes {
        let open = rows.len().saturating_sub(OPEN_ROWS);
        let middle = stroke.y - 0.35 * stroke.size;
        let home = rows[open..]
            .iter_mut()
            .rev()
            .find(|row| (row.holds(middle) || row.hangs_on(&stroke)) && row.is_like(&stroke));
        match home {
            Some(row) => row.take(stroke),
            None => rows.push(Row { y: stroke.y, size: stroke.size, strokes: vec![stroke] }),
        }
    }
    for row in &mut rows {
        row.strokes.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        row.drop_doubles();
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

impl Row {
    fn holds(&self, middle: f32) -> bool {
        (self.y - 0.8 * self.size..self.y + 0.1 * self.size).contains(&middle)
    }
    /// Whether the row so far is nothing but superscripts of the stroke.
    fn hangs_on(&self, stroke: &Stroke) -> bool {
        let (middle, size) = (self.y - 0.35 * self.size, stroke.size);
        self.size < 0.88 * size && (stroke.y - 0.8 * size..stroke.y).contains(&middle)
    }

    /// Initials and stamps that are three times as high are on no row of text.
    fn is_like(&self, stroke: &Stroke) -> bool {
        (0.33..3.0).contains(&(stroke.size / self.size))
    }

    fn take(&mut self, stroke: Stroke) {
        if stroke.size > self.size * 1.05 {
            (self.y, self.size) = (stroke.y, stroke.size);
        }
        self.strokes.push(stroke);
    }

    /// Bold type is sometimes made by drawing the same letters twice.
    fn drop_doubles(&mut self) {
        self.strokes.dedup_by(|b, a| {
            let near = (a.x0 - b.x0).abs() < 0.25 * a.size && (a.y - b.y).abs() < 0.25 * a.size;
            near && a.letters.len() == b.letters.len()
                && (a.x1 - b.x1).abs() < 0.25 * a.size
                && a.letters.iter().zip(&b.letters).all(|(a, b)| a.len == b.len)
        });
    }

    /// Left end.
    pub(super) fn x0(&self) -> f32 {
        self.strokes.first().map_or(0.0, |stroke| stroke.x0)
    }

    /// Right end.
    pub(super) fn x1(&self) -> f32 {
        self.strokes.iter().map(|stroke| stroke.x1).fold(f32::MIN, f32::max)
    }

    /// The line of text; `text` holds the text of all letters.
    pub(super) fn line(&self, text: &str) -> Line {
        let (y, size) = self.base();
        let letters: Vec<(&Letter, Rise)> = self.letters(y, size);
        let spacing = Spacing::of(&letters, text);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut before: Option<(&Letter, Rise)> = None;
        for (letter, rise) in letters {
            let glyph_text = slice(text, letter);
            let gap = before.map_or(Gap::None, |(last, _)| spacing.between(last, letter, text));
            let joins = gap == Gap::None
                && before.is_some_and(|(last, kind)| kind == rise && last.link == letter.link);
            match pieces.last_mut() {
                Some(piece) if joins => piece.push(letter, glyph_text),
                _ => pieces.push(Piece {
                    text: glyph_text.to_owned(),
                    x0: letter.x,
                    x1: letter.end(),
                    spaced: gap != Gap::None,
                    gap: before.map_or(0.0, |(last, _)| (letter.x - last.end()) / size),
                    rise,
                    weight: letter.weight,
                    bold: false,
                    link: letter.link,
                }),
            }
            before = Some((letter, rise));
        }
        if let [first, second, ..] = pieces.as_mut_slice() {
            // "⁶See": the mark of a note is no part of its first word.
            second.spaced |= first.rise == Rise::Super && second.rise == Rise::None;
        }
        script::put_in_logical_order(&mut pieces);
        Line { table: Vec::new(), pieces, x0: self.x0(), x1: self.x1(), y, size }
    }

    /// Baseline and size of most letters.
    fn base(&self) -> (f32, f32) {
        let weight = |size: f32| -> usize {
            let alike = self.strokes.iter().filter(|s| (s.size - size).abs() < 0.05 * size);
            alike.map(|stroke| stroke.letters.len()).sum()
        };
        let heaviest = self.strokes.iter().take(64).max_by_key(|stroke| weight(stroke.size));
        let Some(heaviest) = heaviest else { return (self.y, self.size) };
        // A line of a few large letters and a long superscript is still the large one's.
        let size = heaviest.size;
        let mut best = heaviest;
        for stroke in &self.strokes {
            let alike = (stroke.size - size).abs() < 0.05 * size;
            if alike && stroke.letters.len() > best.letters.len() {
                best = stroke;
            }
        }
        (best.y, size)
    }

    fn letters(&self, y: f32, size: f32) -> Vec<(&Letter, Rise)> {
        let mut letters: Vec<(&Letter, Rise)> = Vec::new();
        for stroke in &self.strokes {
            let small = stroke.size < 0.88 * size;
            let rise = if small && y - stroke.y > 0.12 * size {
                Rise::Super
            } else if small && stroke.y - y > 0.06 * size {
                Rise::Sub
            } else {
                Rise::None
            };
            letters.extend(stroke.letters.iter().map(|letter| (letter, rise)));
        }
        letters
    }
}

fn slice<'t>(text: &'t str, letter: &Letter) -> &'t str {
    let at = letter.at as usize;
    text.get(at..at + usize::from(letter.len)).unwrap_or_default()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
}

/// How wide a gap must be in this line to be a space.
struct Spacing {
    /// In ems, where the file has no space character.
    silent: f32,
    /// In ems, where it has one.
    spoken: f32,
}

impl Spacing {
    fn of(letters: &[(&Letter, Rise)], text: &str) -> Self {
        let gap = |pair: &[(&Letter, Rise)]| {
            (pair[1].0.x - pair[0].0.end()) / pair[0].0.size.max(pair[1].0.size)
        };
        let gaps = |spoken: bool| -> Vec<f32> {
            let pairs = letters.windows(2).filter(|pair| pair[1].0.spaced == spoken);
            let mut gaps: Vec<f32> = pairs.map(gap).filter(|gap| *gap < 1.0).collect();
            gaps.sort_by(f32::total_cmp);
            gaps
        };
        let (spoken, silent) = (gaps(true), gaps(false));
        let at = |gaps: &[f32], share: usize| gaps.get(gaps.len() * share / 4).copied();
        // Nearly every letter is set apart by a space: a spaced-out heading.
        let is_spaced_out = spoken.len() >= 5
            && spoken.len() > silent.len() * 4
            && !letters.iter().any(|(letter, _)| script::is_ideograph(slice(text, letter)));
        if is_spaced_out {
            let word = at(&spoken, 2).unwrap_or(0.3) * 1.5 + 0.05;
            return Self { silent: word, spoken: word };
        }
        match (at(&silent, 2), at(&silent, 3)) {
            (Some(middle), Some(upper))
                if silent.len() >= 5 && middle > 0.08 && upper < 2.5 * middle =>
            {
                Self { silent: middle * 1.6 + 0.06, spoken: middle + 0.03 }
            }
            _ => Self { silent: 0.16, spoken: 0.03 },
        }
    }

    fn between(&self, last: &Letter, next: &Letter, text: &str) -> Gap {
        let size = last.size.max(next.size);
        let gap = (next.x - last.end()) / size;
        let ideographs =
            script::is_ideograph(slice(text, last)) && script::is_ideograph(slice(text, next));
        let limit = if ideographs { 0.7 } else { self.silent };
        let spoken = next.spaced && (gap > self.spoken || gap < -0.5);
        if gap > limit || spoken || gap < -1.5 { Gap::Space } else { Gap::None }
    }
}
