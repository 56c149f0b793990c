//! Where a paragraph ends in a file that may or may not wrap its lines.

use super::lines::Line;
use crate::ingest::labels;

/// How the lines of one file make paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrapping {
    /// Length of a full line, where lines are wrapped by hand.
    width: Option<usize>,
    /// Empty lines it takes to end a paragraph: 2 in double-spaced files.
    pub(super) gap: usize,
}

/// Longest line that may still be wrapped by hand.
const WIDEST: usize = 130;
/// In a file of one paragraph a line, a line this short is not broken off.
const CAN_BREAK_OFF: usize = 60;

impl Wrapping {
    /// Measures a file.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let written: Vec<&Line> = lines.iter().filter(|line| !line.is_blank()).collect();
        let mut lengths: Vec<usize> = written.iter().map(|line| line.length).collect();
        lengths.sort_unstable();
        let width = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        if written.len() < 3 || width > WIDEST {
            return Self { width: None, gap: 1 };
        }
        let pairs = written.windows(2).filter(|pair| runs_on(text, pair[0], pair[1])).count();
        let full = lengths.iter().filter(|&&length| length + 3 >= width).count();
        let wrapped = pairs * 8 >= written.len() || (width >= 20 && full * 2 >= written.len());
        let touching = lines.windows(2).filter(|pair| pair.iter().all(|l| !l.is_blank())).count();
        let double_spaced = wrapped && touching * 20 < written.len() && pairs * 4 >= written.len();
        Self { width: wrapped.then_some(width), gap: if double_spaced { 2 } else { 1 } }
    }

    /// Whether a paragraph ends between two lines that follow each other.
    pub(super) fn breaks(self, text: &str, line: &Line, next: &Line) -> bool {
        let (this, then) = (&text[line.words.clone()], &text[next.words.clone()]);
        if line.page != next.page {
            return !runs_on(text, line, next);
        }
        if is_label_alone(this) {
            return begins_item(then);
        }
        let Some(width) = self.width else {
            return line.length < CAN_BREAK_OFF || begins_item(then) || !runs_on(text, line, next);
        };
        let first_word = then.split_whitespace().next().map_or(0, |word| word.chars().count());
        let is_short = (line.length + 1 + first_word) * 20 <= width * 17;
        let is_done = ends_sentence(this);
        let lower = then.starts_with(char::is_lowercase);
        if begins_item(then) && (is_done || is_short || ends_item(this)) {
            return true;
        }
        if lower || (line.length * 2 > width * 3 && !is_done) {
            return false;
        }
        let indented = next.indent >= line.indent + 2;
        let title = line.length * 5 < width * 3 && !ends_open(this);
        let capitals = is_short && is_capitals(this) != is_capitals(then) && !ends_open(this);
        (is_done && (is_short || indented || line.length * 2 > width * 3)) || title || capitals
    }
}

/// Whether a sentence plainly goes on from one line to the next.
fn runs_on(text: &str, line: &Line, next: &Line) -> bool {
    let (this, then) = (&text[line.words.clone()], &text[next.words.clone()]);
    !this.ends_with(['.', ':', ';', '!', '?', ',', '。', '；'])
        && then.starts_with(char::is_lowercase)
        && labels::printed(then).is_none()
}

/// Whether a line begins with the label or the bullet of an item.
pub(super) fn begins_item(line: &str) -> bool {
    bullet(line).is_some() || labels::printed(line).is_some()
}

/// Whether a line is nothing but "14.", "(b)" or `[6]`: its words follow.
fn is_label_alone(line: &str) -> bool {
    let is_mark = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    is_mark.is_some_and(|mark| !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit()))
        || (line.ends_with([')', '.']) && labels::printed(line) == Some(line))
}

/// The bullet that a line begins with, and the white space after it.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let mut chars = line.char_indices();
    let (_, mark) = chars.next()?;
    let (at, space) = chars.next()?;
    let is_mark = matches!(
        mark,
        '-' | '*'
            | '+'
            | '•'
            | '·'
            | '◦'
            | '▪'
            | '■'
            | '●'
            | '○'
            | '–'
            | '—'
            | '\u{F0B7}'
            | '\u{F0A7}'
    );
    (is_mark && space.is_whitespace()).then(|| &line[..at + space.len_utf8()])
}

/// Whether a line ends with the mark of a sentence or of a clause.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', ':', ';', '!', '?', '。', '；', '！', '？', '؟'])
}

/// Whether a line ends as an item of a list before the last may end.
pub(super) fn ends_item(line: &str) -> bool {
    line.ends_with([',', ';'])
        || [" and", " or", " et", " ou", " y", " o"].iter().any(|conjunction| {
            line.strip_suffix(conjunction).is_some_and(|rest| rest.ends_with([',', ';']))
        })
}

/// Whether a line ends in a way that no title and no paragraph ends.
fn ends_open(line: &str) -> bool {
    const OPEN: [&str; 36] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "that",
        "the", "to", "with", "de", "des", "du", "la", "le", "les", "et", "aux", "au", "en", "sur",
        "del", "el", "los", "las", "y", "por", "para", "di",
    ];
    let last = line.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    line.ends_with([',', '-', '/', '(', '‐', '–', '&']) || OPEN.contains(&last.as_str())
}

fn is_capitals(line: &str) -> bool {
    line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase)
}
