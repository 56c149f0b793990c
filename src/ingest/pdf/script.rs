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
    if right_to_left == 0 {
        return;
    }
    // The runs that go against the line are turned round within it; a line
    // that itself goes right to left is then turned as a whole.
    let line_turns = right_to_left >= count(false);
    let gaps: Vec<(bool, f32)> = pieces.iter().map(|piece| (piece.spaced, piece.gap)).collect();
    let order = order(pieces, line_turns);
    let old = std::mem::take(pieces);
    for (place, index) in order.into_iter().enumerate() {
        let mut piece = old[index].clone();
        if direction(&piece.text) == Some(true) {
            piece.text = reversed(&piece.text);
        }
        // The space that stood between this place and the one before.
        let before = if line_turns { old.len() - place } else { place };
        let gap = if place == 0 { None } else { gaps.get(before).copied() };
        (piece.spaced, piece.gap) = gap.unwrap_or((false, 0.0));
        pieces.push(piece);
    }
}

/// The places of the pieces in the order in which they are read.
fn order(pieces: &[Piece], line_turns: bool) -> Vec<usize> {
    let count = pieces.len();
    let mut order: Vec<usize> = (0..count).collect();
    if line_turns {
        order.reverse();
    }
    let directions: Vec<Option<bool>> = order.iter().map(|&i| direction(&pieces[i].text)).collect();
    let mut at = 0;
    while at < count {
        if directions[at] != Some(!line_turns) {
            at += 1;
            continue;
        }
        let end = (at..count).find(|&i| directions[i] == Some(line_turns)).unwrap_or(count);
        let last = (at..end).rfind(|&i| directions[i] == Some(!line_turns));
        let end = last.map_or(end, |i| i + 1);
        order[at..end].reverse();
        at = end;
    }
    order
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::lines::Rise;

    fn ordered(words: &str) -> String {
        let piece = |text: &str| Piece {
            text: text.to_owned(),
            x0: 0.0,
            x1: 0.0,
            spaced: true,
            gap: 0.3,
            rise: Rise::None,
            weight: 0.0,
            bold: false,
            link: None,
        };
        let mut pieces: Vec<Piece> = words.split(' ').map(piece).collect();
        put_in_logical_order(&mut pieces);
        pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn right_to_left_text_is_read_from_the_right() {
        assert_eq!(ordered("ג ב א"), "א ב ג");
        assert_eq!(ordered("בא 12 May גד"), "דג 12 May אב");
        assert_eq!(ordered("the words גד בא here"), "the words אב דג here");
        assert_eq!(ordered("plain words"), "plain words");
    }
}
