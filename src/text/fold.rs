//! Letters without case, accents and endings: what names are compared on.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::OffsetMap;
use crate::model::{Span, View};

/// How letters and words are folded, over all languages at once.
///
/// A name and a text are folded the same way, so a rule may be crude as long
/// as it maps the forms of one word to one string: Russian words lose their
/// case ending, Arabic words the prepositions and the article attached to
/// them, traditional Chinese characters become simplified ones.
#[derive(Debug, Clone, Default)]
pub struct Folding {
    pairs: HashMap<char, char>,
    endings: Vec<String>,
    prefixes: Vec<String>,
}

/// Letters of a word that stay when endings and prefixes are taken off.
const SHORTEST_STEM: usize = 3;

impl Folding {
    /// Adds letters to be read as others (`('國', '国')`).
    pub fn add_pairs(&mut self, pairs: impl IntoIterator<Item = (char, char)>) {
        self.pairs.extend(pairs);
    }

    /// Adds endings that words of a non-Latin script lose. Folded themselves.
    pub fn add_endings<'a>(&mut self, endings: impl IntoIterator<Item = &'a str>) {
        self.endings.extend(endings.into_iter().map(str::to_owned));
        self.endings.sort_by_key(|ending| (std::cmp::Reverse(ending.len()), ending.clone()));
    }

    /// Adds prefixes that words of a non-Latin script lose, one after the other.
    pub fn add_prefixes<'a>(&mut self, prefixes: impl IntoIterator<Item = &'a str>) {
        self.prefixes.extend(prefixes.into_iter().map(str::to_owned));
        self.prefixes.sort_by_key(|prefix| (std::cmp::Reverse(prefix.len()), prefix.clone()));
    }

    /// Folds a short normalised piece of text, without a way back.
    pub fn fold_str(&self, normal: &str) -> String {
        if normal.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return normal.to_ascii_lowercase();
        }
        self.fold(normal).text
    }

    /// Folds one letter on its own.
    pub fn fold_char(&self, c: char) -> char {
        self.pairs.get(&c).copied().unwrap_or(c)
    }

    /// Folds a normalised text.
    ///
    /// Words are lower case without accents; hyphens, apostrophes, quotation
    /// marks, commas and colons between them are one space; full stops,
    /// semicolons, brackets and line feeds stay.
    pub fn fold(&self, normal: &str) -> FoldedText {
        let mut folded =
            FoldedText { text: String::with_capacity(normal.len()), map: OffsetMap::new() };
        let mut chars = normal.char_indices().peekable();
        let mut gap: Option<(usize, usize)> = None;
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            if c.is_alphanumeric() {
                while let Some((next, c)) = chars.next_if(|&(_, c)| is_word(c)) {
                    end = next + c.len_utf8();
                }
                if let Some((from, to)) = gap.take() {
                    folded.push(" ", from..to);
                }
                self.word(&normal[at..end], at, &mut folded);
            } else if is_gap(c) {
                gap = Some(gap.map_or((at, end), |(from, _)| (from, end)));
            } else {
                if let Some((from, to)) = gap.take()
                    && c != '\n'
                {
                    folded.push(" ", from..to);
                }
                folded.push(c.encode_utf8(&mut [0; 4]), at..end);
            }
        }
        folded
    }

    fn word(&self, word: &str, at: usize, folded: &mut FoldedText) {
        if word.is_ascii() {
            let begins = folded.text.len();
            folded.text.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            folded.map.copy(begins..folded.text.len(), at..at + word.len());
            return;
        }
        // One entry per character: its folded form and where it came from.
        let cyrillic = word.chars().any(is_cyrillic);
        let mut letters: Vec<(String, usize, usize)> = Vec::with_capacity(word.len());
        for (offset, c) in word.char_indices() {
            let form = self.letter(c, cyrillic);
            let (from, to) = (at + offset, at + offset + c.len_utf8());
            match letters.last_mut() {
                Some(last) if form.is_empty() => last.2 = to,
                _ => letters.push((form, from, to)),
            }
        }
        let kept = if word.chars().all(|c| c.is_ascii() || is_latin(c)) {
            0..letters.len()
        } else {
            self.stem(&letters)
        };
        let whole = letters.first().map_or(at, |l| l.1)..letters.last().map_or(at, |l| l.2);
        for i in kept.clone() {
            let (form, mut from, mut to) = letters[i].clone();
            // What was taken off belongs to the word all the same.
            if i == kept.start {
                from = whole.start;
            }
            if i + 1 == kept.end {
                to = whole.end;
            }
            folded.push(&form, from..to);
        }
    }

    fn letter(&self, c: char, in_cyrillic_word: bool) -> String {
        let c = self.pairs.get(&c).copied().unwrap_or(c);
        let lower = c.to_lowercase().next().unwrap_or(c);
        let lower = self.pairs.get(&lower).copied().unwrap_or(lower);
        if in_cyrillic_word && let Some(look_alike) = cyrillic_look_alike(lower) {
            return look_alike.to_string();
        }
        if !is_latin(lower) {
            return lower.to_string();
        }
        match lower {
            'ß' => "ss".to_owned(),
            'æ' => "ae".to_owned(),
            'œ' => "oe".to_owned(),
            'ø' => "o".to_owned(),
            'ł' => "l".to_owned(),
            'đ' | 'ð' => "d".to_owned(),
            'ı' => "i".to_owned(),
            _ => lower.nfd().filter(|&c| !is_combining_mark(c)).collect(),
        }
    }

    /// The letters that remain when prefixes and one ending are taken off.
    fn stem(&self, letters: &[(String, usize, usize)]) -> std::ops::Range<usize> {
        let word: String = letters.iter().map(|(form, ..)| form.as_str()).collect();
        let count = letters.len();
        let mut start = 0;
        let mut rest = word.as_str();
        while let Some((len, after)) = self.prefixes.iter().find_map(|prefix| {
            let len = prefix.chars().count();
            (count - start >= len + SHORTEST_STEM).then_some(())?;
            Some((len, rest.strip_prefix(prefix.as_str())?))
        }) {
            start += len;
            rest = after;
        }
        let ending = self.endings.iter().find_map(|ending| {
            let len = ending.chars().count();
            (count - start >= len + SHORTEST_STEM && rest.ends_with(ending.as_str())).then_some(len)
        });
        start..count - ending.unwrap_or(0)
    }
}

/// A folded text, with its way back to the text it was made from.
#[derive(Debug, Clone)]
pub struct FoldedText {
    text: String,
    map: OffsetMap,
}

impl FoldedText {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the normalised text that bytes `start..end` came from.
    pub fn to_view(&self, start: usize, end: usize) -> Span<View> {
        let range = self.map.to_source(start..end);
        Span::new(range.start, range.end)
    }

    fn push(&mut self, piece: &str, source: std::ops::Range<usize>) {
        let begins = self.text.len();
        self.text.push_str(piece);
        if piece.len() == source.len() && piece.chars().nth(1).is_none() {
            self.map.copy(begins..self.text.len(), source);
        } else {
            self.map.replace(begins..self.text.len(), source);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '"' | ',' | ':' | '《' | '》' | '〈' | '〉' | '·' | '*' | '_')
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// The Cyrillic letter that a Latin one inside a Cyrillic word stands for:
/// typists and OCR mix them.
fn cyrillic_look_alike(c: char) -> Option<char> {
    Some(match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'ё' => 'е',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folding() -> Folding {
        let mut folding = Folding::default();
        folding.add_pairs([('國', '国'), ('إ', 'ا')]);
        folding.add_endings(["ая", "ой", "ую", "а", "ы", "у"]);
        folding.add_prefixes(["و", "ب", "ل", "ال"]);
        folding
    }

    #[test]
    fn forms_of_one_name_fold_to_one_string() {
        let same = [
            ["Déclaration d’Istanbul", "DECLARATION D'ISTANBUL"],
            ["e-Commerce: Plan", "E commerce plan"],
            ["Тунисская программа", "Тунисскую программу"],
            ["聯合國", "聯合国"],
            ["الإعلان", "للإعلان"],
        ];
        for [a, b] in same {
            let normal = |t| crate::text::normalize_str(t).text().to_owned();
            let fold = |t| folding().fold(&normal(t)).text().to_owned();
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn a_word_maps_back_whole_though_its_ending_is_gone() {
        let text = "о Тунисской программы.";
        let folded = folding().fold(text);
        let at = folded.text().find("программ").unwrap();
        let end = at + "программ".len();
        assert_eq!(folded.to_view(at, end).of(text), "программы");
    }

    #[test]
    fn sentence_marks_stay_where_they_are() {
        assert_eq!(
            folding().fold("Tunis. Agenda (2005)\nNext").text(),
            "tunis. agenda (2005)\nnext"
        );
    }
}
