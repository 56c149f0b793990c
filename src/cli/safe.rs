//! Text from documents, made harmless for a terminal.
//!
//! A document may hold escape sequences that repaint the screen, and marks
//! that turn the order of the text around. Here they become visible or go.

/// One character as it may be shown; `None` when it is left out.
pub(super) fn character(c: char) -> Option<char> {
    match c {
        // Directional marks, overrides and isolates.
        '\u{200e}' | '\u{200f}' | '\u{061c}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        // What has no width and no meaning to a reader: soft hyphen, joiners,
        // byte order mark, tags, and interlinear marks.
        '\u{00ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
        c if c.is_whitespace() => Some(' '),
        c if u32::from(c) < 0x20 => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        c if c.is_control() => Some('�'),
        c => Some(c),
    }
}

/// A text as one line that may be shown.
pub(super) fn line(text: &str) -> String {
    text.chars().filter_map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_and_overrides_go() {
        assert_eq!(line("a\u{1b}[31mred\u{7}"), "a␛[31mred␇");
        assert_eq!(line("\u{202e}evil\u{202c} \u{2066}x\u{2069}"), "evil x");
        assert_eq!(line("two\r\nlines\u{85}\u{9b}31m"), "two  lines �31m");
        assert_eq!(line("Всё хорошо 议程 العربية"), "Всё хорошо 议程 العربية");
    }
}
