//! Scripts that are not written with spaces, or not from left to right.

use super::lines::Piece;

/// Whether the text begins with a character of a script written without spaces.
pub(super) fn is_ideograph(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        matches!(c,
            '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
    })
}

/// Whether the character is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

fn direction(text: &str) -> Option<bool> {
    text.chars().find(|c| c.is_alphanumeric()).map(is_right_to_left)
}

/// Turns a line that was put together by place, left to right, into the order
/// in which it is read.
///
/// Pieces of a right-to-left line are taken from the right; runs of words and
/// numbers of the other direction keep their order among themselves. Within a
/// piece the letters are turned round where the file drew them left to right.
pub(super) fn put_in_logical_order(pieces: &mut Vec<Piece>) {
    let count = |wanted: bool| -> usize {
        pieces.iter().filter(|piece| direction(&piece.text) == Some(wanted)).count()
    };
    let right_to_left = count(true);
    if right_to_left == 0 || right_to_left * 2 < count(false) {
        return;
    }
    let gaps: Vec<(bool, f32)> = pieces.iter().map(|piece| (piece.spaced, piece.gap)).collect();
    let old = std::mem::take(pieces);
    let count = old.len();
    let mut order: Vec<usize> = (0..count).rev().collect();
    let mut at = 0;
    while at < count {
        let end =
            (at..count).find(|&i| direction(&old[order[i]].text) != Some(false)).unwrap_or(count);
        order[at..end].reverse();
        at = end + 1;
    }
    for (place, index) in order.into_iter().enumerate() {
        let mut piece = old[index].clone();
        if direction(&piece.text) == Some(true) {
            piece.text = reversed(&piece.text);
        }
        // The space that stood between this piece and its right neighbour.
        let (spaced, gap) = if place == 0 {
            (false, 0.0)
        } else {
            gaps.get(count - place).copied().unwrap_or_default()
        };
        (piece.spaced, piece.gap) = (spaced, gap);
        pieces.push(piece);
    }
}

/// The letters from right to left; numbers within keep their order.
fn reversed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut number = String::new();
    for c in text.chars().rev() {
        if c.is_ascii_digit() || ('\u{660}'..='\u{669}').contains(&c) {
            number.insert(0, c);
        } else {
            out.push_str(&std::mem::take(&mut number));
            out.push(mirrored(c));
        }
    }
    out + &number
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}
