//! Notes at the foot of a column, and the marks that call them.

use super::lines::{Line, Piece, Rise};

/// Smaller than this share of the text's size is note size.
const NOTE_SIZE: f32 = 0.93;

/// A note: its mark and its lines.
#[derive(Debug)]
pub(super) struct Note {
    /// The mark; `None` for the rest of a note from the page before.
    pub(super) mark: Option<String>,
    pub(super) lines: Vec<Line>,
}

/// Finds notes column by column, and remembers the number of the last one.
#[derive(Debug, Default)]
pub(super) struct Finder {
    last: Option<u32>,
}

impl Finder {
    /// Takes the notes off the end of a column.
    ///
    /// They begin at the first line that starts with a raised mark, or, where
    /// all lines to the end are in smaller type, with a plain one. Small lines
    /// above them belong to the last note of the page before when a rule
    /// stands over them.
    pub(super) fn take(&mut self, column: &mut Vec<Line>, body: f32, rules: &[f32]) -> Vec<Note> {
        let small = |line: &Line| line.table.is_empty() && line.size < NOTE_SIZE * body;
        let tail = column.iter().rposition(|line| !small(line)).map_or(0, |i| i + 1);
        let under_rule = |i: usize| {
            let above = i.checked_sub(1).map_or(0.0, |i| column[i].y);
            rules.iter().any(|rule| *rule > above && *rule < column[i].y)
        };
        let raised = column.iter().position(|line| raised_mark(line).is_some());
        let plain = (tail..column.len()).find(|&i| self.plain_mark(&column[i]).is_some());
        let ruled = (tail..column.len()).find(|&i| under_rule(i));
        let large = (column.len() / 2..column.len())
            .find(|&i| self.plain_mark(&column[i]).is_some() && under_rule(i));
        let first = match (raised, plain, ruled.or(large)) {
            (Some(raised), _, ruled) => ruled.map_or(raised, |ruled| ruled.min(raised)),
            (None, Some(plain), Some(ruled)) => plain.min(ruled),
            (None, None, Some(ruled)) => ruled,
            (None, _, None) => return Vec::new(),
        };
        self.split(column.split_off(first), small)
    }

    fn split(&mut self, lines: Vec<Line>, small: impl Fn(&Line) -> bool) -> Vec<Note> {
        let has_raised = lines.iter().any(|line| raised_mark(line).is_some());
        let mut notes: Vec<Note> = Vec::new();
        for line in lines {
            let mark = raised_mark(&line).or_else(|| {
                let mark = self.plain_mark(&line)?;
                let is_number = mark.starts_with(|c: char| c.is_ascii_digit());
                (!(has_raised && is_number) && (small(&line) || notes.is_empty())).then_some(mark)
            });
            if let Some(number) = mark.as_ref().and_then(|mark| mark.parse().ok()) {
                self.last = Some(number);
            }
            match (mark, notes.last_mut()) {
                (None, Some(note)) => note.lines.push(line),
                (mark, _) => notes.push(Note { mark, lines: vec![line] }),
            }
        }
        notes
    }

    /// The mark of normal height that a line begins with, set off by a space:
    /// a symbol, or the number that is due.
    fn plain_mark(&self, line: &Line) -> Option<String> {
        let (first, second) = (line.pieces.first()?, line.pieces.get(1)?);
        let mark = mark_in(first.text.trim_end_matches('.'))?;
        let is_due = match (mark.parse::<u32>(), self.last) {
            (Ok(number), Some(last)) => number == 1 || (last + 1..=last + 3).contains(&number),
            (Ok(_), None) => true,
            (Err(_), _) => !mark.starts_with(|c: char| c.is_alphabetic()),
        };
        (second.spaced && is_due && first.text.starts_with(&mark)).then_some(mark)
    }
}

/// The superscript mark that a line begins with.
pub(super) fn raised_mark(line: &Line) -> Option<String> {
    let first = line.pieces.first()?;
    if line.pieces.len() < 2 && !first.text.starts_with(superscript_digit) {
        return None;
    }
    let mark = match first.rise {
        Rise::Super => mark_in(&first.text)?,
        _ => leading_superscripts(&first.text)?,
    };
    Some(mark)
}

fn superscript_digit(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

fn leading_superscripts(text: &str) -> Option<String> {
    let raised: String = text.chars().take_while(|c| superscript_digit(*c)).collect();
    (!raised.is_empty()).then(|| digits(&raised))
}

fn digits(raised: &str) -> String {
    raised
        .chars()
        .map(|c| match c {
            '⁰' => '0',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The mark that a text is: up to three digits, a symbol, a single letter.
fn mark_in(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| matches!(c, ',' | ';' | '[' | ']' | ')' | '('));
    let number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let symbol = (1..=3).contains(&text.chars().count())
        && text.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '⁎'));
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_lowercase());
    (number || symbol || letter).then(|| text.to_owned())
}

/// A mark in running text: the bytes of the piece it takes up, and the label.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
}

/// The mark that piece `i` of a line of running text is or ends with.
pub(super) fn mark(pieces: &[Piece], i: usize) -> Option<Mark> {
    let (piece, before) = (pieces.get(i)?, pieces.get(i.checked_sub(1)?)?);
    if piece.rise != Rise::Super {
        return trailing_superscripts(&piece.text);
    }
    let is_fraction = pieces.get(i + 1).is_some_and(|next| next.text.starts_with(['/', '⁄']));
    if is_fraction { None } else { superscript(piece, before) }
}

fn superscript(piece: &Piece, before: &Piece) -> Option<Mark> {
    let label = piece.text.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | ' '));
    let from = piece.text.find(label)?;
    let digits = label.bytes().all(|b| b.is_ascii_digit());
    let range = label.split(['–', '-', ',']).all(|part| mark_in(part).is_some());
    let is_unit = digits
        && label.len() == 1
        && matches!(before.text.as_str(), "m" | "km" | "cm" | "mm" | "CO" | "R" | "x");
    let is_power = digits && before.rise == Rise::None && before.text == "10";
    // "1ª", "Nº", "Mᵉ" are words; a letter that calls a note follows a whole one.
    let stem = before.text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_ordinal = !digits
        && label.chars().all(char::is_alphabetic)
        && (stem.chars().count() < 3 || stem.ends_with(|c: char| c.is_ascii_digit()));
    if label.is_empty() || !range || is_unit || is_power || is_ordinal {
        return None;
    }
    Some(Mark { from, to: from + label.len(), label: label.to_owned() })
}

/// "Society,⁶" with superscript characters instead of small raised ones.
fn trailing_superscripts(text: &str) -> Option<Mark> {
    let stem = text.trim_end_matches(['.', ',', ';', ')', '”', '"']);
    let word = stem.trim_end_matches(superscript_digit);
    let raised = &stem[word.len()..];
    let is_unit = matches!(word, "m" | "km" | "cm" | "mm");
    if raised.is_empty() || word.is_empty() || is_unit {
        return None;
    }
    Some(Mark { from: word.len(), to: stem.len(), label: digits(raised) })
}
