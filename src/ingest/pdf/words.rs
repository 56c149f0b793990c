//! Glyphs that follow each other on one baseline, joined to strokes of text.
//!
//! A stroke is not yet a word and not yet a line: it ends where the file
//! moves the pen. It keeps the file's own order of letters, which is safer
//! than sorting letters by place.

use super::accents;
use super::glyphs::{Glyph, PageGlyphs, Turn};
use super::links::LinkArea;

/// A glyph with text, turned so that its line runs left to right.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// Its text.
    pub(super) at: u32,
    pub(super) len: u16,
    pub(super) weight: f32,
    /// A white-space character stands before it.
    pub(super) spaced: bool,
    /// The link area it lies in.
    pub(super) link: Option<u16>,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
}

impl Letter {
    /// Right end.
    pub(super) fn end(&self) -> f32 {
        self.x + self.width
    }
}

/// Letters drawn one after the other on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Stroke {
    pub(super) letters: Vec<Letter>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Stroke {
    fn new(letter: Letter) -> Self {
        let (x0, x1, y, size) = (letter.x, letter.end(), letter.y, letter.size);
        Self { letters: vec![letter], x0, x1, y, size }
    }

    fn push(&mut self, letter: Letter) {
        self.x1 = self.x1.max(letter.end());
        self.x0 = self.x0.min(letter.x);
        self.letters.push(letter);
    }

    /// Whether `next` is a mark on the last letter.
    fn bears(&self, next: &Letter, text: &str) -> bool {
        self.letters.last().is_some_and(|last| {
            accents::is_mark(text)
                && (next.x - last.x).abs() < last.size
                && (next.y - last.y).abs() < 0.7 * last.size
        })
    }

    /// Whether the pen went on from the last letter to `next`.
    fn goes_on_to(&self, next: &Letter) -> bool {
        let Some(last) = self.letters.last() else { return false };
        let size = self.size.max(next.size);
        let gap = next.x - last.end();
        (next.y - last.y).abs() < 0.1 * size
            && (0.85..1.18).contains(&(next.size / last.size))
            && (-0.3 * size..0.9 * size).contains(&gap)
            && next.x > last.x - 0.05 * size
    }
}

/// The strokes of one page, one list for each way the text runs: the way most
/// of it runs first.
pub(super) fn strokes(page: &mut PageGlyphs, links: &[LinkArea]) -> Vec<(Turn, Vec<Stroke>)> {
    const TURNS: [Turn; 5] = [Turn::Up, Turn::Clockwise, Turn::Counter, Turn::Over, Turn::Slanted];
    let mut groups: Vec<(Turn, Vec<Stroke>)> = Vec::new();
    for turn in TURNS {
        if page.glyphs.iter().any(|glyph| glyph.turn == turn) {
            groups.push((turn, strokes_of(page, turn, links)));
        }
    }
    let weight = |strokes: &[Stroke]| strokes.iter().map(|s| s.letters.len()).sum::<usize>();
    groups.sort_by_key(|(_, strokes)| std::cmp::Reverse(weight(strokes)));
    groups
}

fn strokes_of(page: &mut PageGlyphs, turn: Turn, links: &[LinkArea]) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut composed = String::new();
    let mut spaced = false;
    for glyph in page.glyphs.iter().filter(|glyph| glyph.turn == turn) {
        let text = page.text_of(glyph);
        if text.chars().all(|c| c.is_whitespace() || is_void(c)) {
            spaced |= text.contains(char::is_whitespace);
            continue;
        }
        let mut letter = letter(page, glyph, links, spaced);
        if !spaced && let Some(accented) = take_accented(page, &mut strokes, &letter, text) {
            let base = if accents::is_lone(text) { accented.1 } else { letter };
            letter = base;
            letter.at = u32::try_from(page.text.len() + composed.len()).unwrap_or(0);
            letter.len = u16::try_from(accented.0.len_utf8()).unwrap_or(0);
            composed.push(accented.0);
        }
        spaced = false;
        match strokes.last_mut() {
            Some(last) if last.goes_on_to(&letter) || last.bears(&letter, text) => {
                last.push(letter);
            }
            _ => strokes.push(Stroke::new(letter)),
        }
    }
    page.text.push_str(&composed);
    strokes
}

/// Takes the last letter back if it and `next` are a letter and its accent.
fn take_accented(
    page: &PageGlyphs,
    strokes: &mut Vec<Stroke>,
    next: &Letter,
    text: &str,
) -> Option<(char, Letter)> {
    let stroke = strokes.last_mut()?;
    let last = stroke.letters.last()?;
    let middle = |letter: &Letter| letter.x + letter.width / 2.0;
    let size = last.size.max(next.size);
    let over =
        (middle(last) - middle(next)).abs() < 0.25 * size && (last.y - next.y).abs() < 0.7 * size;
    if !over {
        return None;
    }
    let at = last.at as usize;
    let accented = accents::composed(page.text.get(at..at + usize::from(last.len))?, text)?;
    let last = stroke.letters.pop()?;
    if stroke.letters.is_empty() {
        strokes.pop();
    }
    Some((accented, last))
}

/// Characters that show nothing and say nothing about spacing.
fn is_void(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

fn letter(page: &PageGlyphs, glyph: &Glyph, links: &[LinkArea], spaced: bool) -> Letter {
    let (x, y) = match glyph.turn {
        Turn::Up | Turn::Slanted => (glyph.x, glyph.y),
        Turn::Clockwise => (glyph.y, page.width - glyph.x),
        Turn::Over => (page.width - glyph.x, page.height - glyph.y),
        Turn::Counter => (page.height - glyph.y, glyph.x),
    };
    Letter {
        at: glyph.at,
        len: glyph.len,
        weight: glyph.weight,
        spaced,
        link: links.iter().find(|area| area.covers(glyph)).map(|area| area.target),
        x,
        y,
        width: glyph.width.max(0.0),
        size: glyph.size,
    }
}
