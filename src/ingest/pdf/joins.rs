//! How the end of one line and the beginning of the next become one text.

use std::collections::HashSet;

use super::lines::Line;
use super::script;

/// Bytes of a word that are looked at.
const MAX_WORD: usize = 512;

/// What stands between two lines of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// A space.
    Space,
    /// Nothing: "A/HRC/28/" and "15", "Secretary-" and "General".
    Nothing,
    /// Nothing, and the hyphen goes: "regu-" and "lations".
    DropHyphen,
}

/// Prefixes that keep their hyphen where the document does not say otherwise.
const KEEPING: [&str; 15] = [
    "non", "self", "ex", "well", "cross", "half", "long", "short", "high", "low", "mid", "vice",
    "anti", "so", "first",
];

/// The words of a document that say whether a hyphen at a line end belongs.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    hyphenated: HashSet<String>,
    whole: HashSet<String>,
}

impl Vocabulary {
    /// Collects the hyphenated words of all lines, and of the others those
    /// that a hyphen at a line end might make.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line> + Clone) -> Self {
        let mut wanted: HashSet<String> = HashSet::new();
        let mut before: Option<String> = None;
        for line in lines.clone() {
            if let (Some(head), Some(first)) = (before.take(), line.pieces.first()) {
                let (part, tail) = (head.rsplit('-').next().unwrap_or(&head), bare(&first.text));
                wanted.insert(format!("{part}{tail}"));
                wanted.insert(head + &tail);
            }
            let last = line.pieces.last().map(|piece| piece.text.as_str()).unwrap_or_default();
            before = last.strip_suffix(is_hyphen).map(bare);
        }
        let mut vocabulary = Self::default();
        if wanted.is_empty() {
            return vocabulary;
        }
        for piece in lines.flat_map(|line| &line.pieces) {
            if piece.text.len() < 4 {
                continue;
            }
            let word = bare(&piece.text);
            if word.contains(is_hyphen) {
                vocabulary.hyphenated.insert(word.replace('\u{2010}', "-"));
            } else if wanted.contains(&word) {
                vocabulary.whole.insert(word);
            }
        }
        vocabulary
    }

    fn drops_hyphen(&self, head: &str, tail: &str) -> bool {
        let (head, tail) = (bare(head), bare(tail));
        let part = head.rsplit('-').next().unwrap_or(&head);
        if self.whole.contains(&format!("{part}{tail}")) {
            return true;
        }
        if self.whole.contains(&format!("{head}{tail}")) {
            return true;
        }
        if self.hyphenated.contains(&format!("{head}-{tail}")) {
            return false;
        }
        !KEEPING.contains(&head.as_str()) && !head.contains('-')
    }

    /// What stands between a text that ends `before` and a line that begins `after`.
    pub(super) fn join(&self, before: &str, after: &str) -> Join {
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return Join::Nothing;
        };
        let head = last_word(before);
        if last == '\u{AD}' {
            return Join::DropHyphen;
        }
        if is_hyphen(last) {
            return self.join_at_hyphen(&head[..head.len() - last.len_utf8()], after);
        }
        let stem = head.trim_end_matches(last);
        let bare = head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_address = bare.starts_with("http") || bare.starts_with("www.");
        let glued = match last {
            '/' => stem.ends_with(char::is_alphanumeric) || is_address,
            '—' => !stem.is_empty(),
            '–' => stem.ends_with(|c: char| c.is_ascii_digit()) && first.is_ascii_digit(),
            '_' | '=' | '?' | '&' | '%' | '~' | '#' => is_address,
            '.' => is_address && first.is_lowercase(),
            _ => false,
        };
        let ideographs =
            script::is_ideograph(last.encode_utf8(&mut [0; 4])) && script::is_ideograph(after);
        if glued || ideographs { Join::Nothing } else { Join::Space }
    }

    fn join_at_hyphen(&self, stem: &str, after: &str) -> Join {
        let tail = first_word(after);
        let Some(edge) = stem.chars().next_back() else { return Join::Space };
        let is_symbol = stem.contains(|c: char| c.is_ascii_digit())
            || stem.contains('/')
                && stem.contains(|c: char| c.is_uppercase() || matches!(c, '.' | ':'));
        if !edge.is_alphanumeric() {
            return Join::Space;
        }
        if is_symbol || !tail.starts_with(char::is_alphabetic) {
            return Join::Nothing;
        }
        // "short- and long-term": the hyphen stands for a word left out.
        if matches!(tail, "and" | "or" | "to" | "et" | "ou" | "y" | "o" | "und" | "oder" | "en") {
            return Join::Space;
        }
        let capitals = stem.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && tail.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && stem.chars().count() > 1;
        if tail.starts_with(char::is_uppercase) && !capitals {
            return Join::Nothing;
        }
        let stem =
            stem.rsplit(|c: char| !c.is_alphanumeric() && !is_hyphen(c)).next().unwrap_or(stem);
        if self.drops_hyphen(stem, tail) { Join::DropHyphen } else { Join::Nothing }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The last word, or the end of it: of a text without spaces no more is
/// looked at than it takes.
fn last_word(text: &str) -> &str {
    let start = text.len().saturating_sub(MAX_WORD);
    let end = &text[text.ceil_char_boundary(start)..];
    end.rsplit(char::is_whitespace).next().unwrap_or(end)
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && !is_hyphen(c)).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_is_healed_and_a_symbol_is_kept() {
        let vocabulary = Vocabulary {
            hyphenated: HashSet::from(["co-operation".to_owned()]),
            whole: HashSet::from(["nonetheless".to_owned()]),
        };
        for (before, after, expected) in [
            ("the regu-", "lations of", Join::DropHyphen),
            ("the Secretary-", "General of", Join::Nothing),
            ("see A/HRC/28/", "15, para. 3", Join::Nothing),
            ("see CEDAW/C/SVN/CO/5-", "6.", Join::Nothing),
            ("international co-", "operation", Join::Nothing),
            ("it is none-", "theless so", Join::DropHyphen),
            ("the non-", "discrimination clause", Join::Nothing),
            ("in the short-", "and long-term", Join::Space),
            ("from 2018–", "2019", Join::Nothing),
            ("a plain", "line", Join::Space),
            ("and/", "or", Join::Nothing),
            ("a dash -", "follows", Join::Space),
            ("信息", "社会", Join::Nothing),
            ("REGU-", "LATIONS", Join::DropHyphen),
            ("soft\u{AD}", "ware", Join::DropHyphen),
            ("of groups/indi-", "viduals", Join::DropHyphen),
            ("https://a.org/case-", "study", Join::Nothing),
            ("at <https://example.", "org/a>", Join::Nothing),
        ] {
            assert_eq!(vocabulary.join(before, after), expected, "{before} | {after}");
        }
    }
}
