//! Where sentences begin and end, so that a passage can be shown whole.

use std::ops::Range;

/// Splits running text into sentences.
///
/// A full stop does not end a sentence after an abbreviation ("para. 69"),
/// after a single letter or a number that heads a list item, or before a
/// word in lower case. The abbreviations come from the grammar of each
/// language.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    abbreviations: Vec<String>,
}

impl Sentences {
    /// Takes the abbreviations that are written with a full stop, without it.
    pub fn new<'a>(abbreviations: impl IntoIterator<Item = &'a str>) -> Self {
        let mut abbreviations: Vec<_> = abbreviations.into_iter().map(str::to_lowercase).collect();
        abbreviations.sort();
        abbreviations.dedup();
        Self { abbreviations }
    }

    /// The byte range of the sentence in which byte `at` of `text` stands,
    /// without white space around it.
    pub fn around(&self, text: &str, at: usize) -> Range<usize> {
        let mut start = 0;
        let mut end = text.len();
        for stop in self.ends(text) {
            if stop <= at {
                start = stop;
            } else {
                end = stop;
                break;
            }
        }
        let lead = text[start..end].len() - text[start..end].trim_start().len();
        let trail = text[start..end].len() - text[start..end].trim_end().len();
        start + lead..(end - trail).max(start + lead)
    }

    /// Where sentences end (the byte after their last mark), in order.
    pub fn ends<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        text.char_indices().filter_map(move |(at, c)| {
            let after = at + c.len_utf8();
            match c {
                '。' | '！' | '？' => Some(after),
                '.' | '!' | '?' | '؟' | '…' => self.end_at(text, at, after),
                _ => None,
            }
        })
    }

    fn end_at(&self, text: &str, at: usize, after: usize) -> Option<usize> {
        let rest = &text[after..];
        let closing = rest
            .char_indices()
            .find(|(_, c)| !matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»'))
            .map_or(rest.len(), |(i, _)| i);
        let follows = &rest[closing..];
        if follows.is_empty() {
            return Some(after + closing);
        }
        if !follows.starts_with(char::is_whitespace) {
            return None;
        }
        let next = follows.trim_start().chars().next()?;
        if next.is_lowercase() || next == ',' || next == ';' {
            return None;
        }
        if text[at..].starts_with('.') && self.is_abbreviation(&text[..at]) {
            return None;
        }
        Some(after + closing)
    }

    /// Whether `before` ends in a word that keeps its full stop.
    fn is_abbreviation(&self, before: &str) -> bool {
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘'))
            .next()
            .unwrap_or("");
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (None, _) => return true,
            // "J. Smith", and the numbers and letters of list items.
            (Some(c), None) if c.is_alphabetic() => return true,
            _ => {}
        }
        let heads_text = before.trim_end_matches(word).trim().is_empty();
        if heads_text && word.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return true;
        }
        let word = word.to_lowercase();
        self.abbreviations.binary_search(&word).is_ok()
            || (word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_does_not_end_a_sentence() {
        let sentences = Sentences::new(["para", "paras", "No", "Art"]);
        let text =
            "1. We recall para. 69 (see No. 5). It says “yes.” The U.N. Charter, i.e. Art. 2, too!";
        let all = |needle: &str| sentences.around(text, text.find(needle).unwrap());
        assert_eq!(&text[all("recall")], "1. We recall para. 69 (see No. 5).");
        assert_eq!(&text[all("says")], "It says “yes.”");
        assert_eq!(&text[all("Charter")], "The U.N. Charter, i.e. Art. 2, too!");
    }

    #[test]
    fn chinese_sentences_need_no_space() {
        let sentences = Sentences::default();
        let text = "回顾第69段。请会员国合作。";
        assert_eq!(&text[sentences.around(text, 3)], "回顾第69段。");
    }
}
