//! Whether the text of a page looks damaged.

use super::layout::PageText;

/// Signs of damage on one page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Damage {
    /// Characters.
    pub(super) letters: usize,
    /// Share of characters that stand for nothing.
    pub(super) lost: f32,
    /// Share of words that are one letter.
    pub(super) split: f32,
}

impl Damage {
    /// Looks at the lines of a page.
    pub(super) fn of(page: &PageText) -> Self {
        let (mut letters, mut lost, mut words, mut single) = (0_usize, 0_usize, 0_usize, 0_usize);
        for line in page.lines() {
            let mut length = 0;
            let mut is_word = false;
            for piece in &line.pieces {
                if piece.spaced {
                    (words, single) = (words + 1, single + usize::from(length == 1 && is_word));
                    (length, is_word) = (0, false);
                }
                for c in piece.text.chars() {
                    letters += 1;
                    lost += usize::from(c == '\u{FFFD}' || c.is_control());
                    length += 1;
                    is_word = c.is_alphabetic() && !is_written_apart(c);
                }
            }
            (words, single) = (words + 1, single + usize::from(length == 1 && is_word));
        }
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        let split = if words < 20 { 0.0 } else { share(single, words) };
        Self { letters, lost: share(lost, letters), split }
    }

    /// Whether the page has no text at all.
    pub(super) fn is_empty(&self) -> bool {
        self.letters == 0
    }

    /// Whether another reader should be asked.
    pub(super) fn is_suspect(&self) -> bool {
        self.lost > 0.02 || self.split > 0.10
    }

    /// Whether this page is better read than `other`.
    pub(super) fn is_less_than(&self, other: &Self) -> bool {
        if self.is_empty() || other.is_empty() {
            return other.is_empty() && !self.is_empty();
        }
        // A reader that loses half of the text has not read it better.
        self.letters * 2 >= other.letters && self.lost + self.split < other.lost + other.split
    }

    /// What is wrong, in words.
    pub(super) fn describe(&self) -> String {
        let percent = |share: f32| (share * 100.0).round() as u32;
        if self.lost > 0.02 {
            format!("{} % of the characters have no Unicode value in the file", percent(self.lost))
        } else {
            format!("{} % of the words are single letters", percent(self.split))
        }
    }
}

/// Scripts in which one character is a word.
fn is_written_apart(c: char) -> bool {
    super::script::is_ideograph(c.encode_utf8(&mut [0; 4]))
}
