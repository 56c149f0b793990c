//! A normalised text cut into words, numbers and marks, with the terms among them.

use super::terms::is_unspaced;
use super::{Grammar, Meaning, Term};
use crate::model::{Span, View};
use crate::text::numerals;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// ASCII digits, or a Chinese numeral.
    Number,
    /// One character that is neither, and no white space.
    Mark(char),
    /// The end of a block.
    Break,
    /// Belongs to the name of an instrument, which no pinpoint reaches into.
    Name,
}

/// One word, number or mark of a normalised text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span<View>,
    /// Whether it touches the token before it.
    pub glued: bool,
    term: Option<u32>,
    term_tokens: u8,
}

/// The tokens of one text.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    grammar: &'t Grammar,
    all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts a normalised text.
    pub fn new(text: &'t str, grammar: &'t Grammar) -> Self {
        let mut tokens = Self { text, grammar, all: Vec::with_capacity(text.len() / 5) };
        tokens.cut();
        tokens.find_terms();
        tokens
    }

    /// The text they were cut from.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The grammar they were cut with.
    pub fn grammar(&self) -> &'t Grammar {
        self.grammar
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the text has none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The token with this index.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// The text of a token; empty past the end.
    pub fn str(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The kind of a token; a break past the end.
    pub fn kind(&self, at: usize) -> Kind {
        self.all.get(at).map_or(Kind::Break, |token| token.kind)
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    /// Whether the token touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|token| token.glued)
    }

    /// The longest term that begins at a token, and the index after it.
    pub fn term(&self, at: usize) -> Option<(&'t Term, usize)> {
        let token = self.all.get(at)?;
        let term = self.grammar.lexicon.term(token.term?);
        Some((term, at + usize::from(token.term_tokens)))
    }

    /// The index after the term at `at`, if it has this meaning.
    pub fn after(&self, at: usize, meaning: Meaning) -> Option<usize> {
        self.term(at).filter(|(term, _)| term.means(meaning)).map(|(_, next)| next)
    }

    /// The index of the first token that begins at or after a byte.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.all.partition_point(|token| token.span.start() < byte)
    }

    /// The span from one token to before another (`from < to`).
    pub fn span(&self, from: usize, to: usize) -> Span<View> {
        let start = self.all.get(from).map_or(self.text.len(), |token| token.span.start());
        let end = to.checked_sub(1).and_then(|i| self.all.get(i)).map_or(start, |t| t.span.end());
        Span::new(start, end.max(start))
    }

    /// Makes all tokens within a span part of a name.
    pub fn set_name(&mut self, span: Span<View>) {
        let from = self.at_byte(span.start());
        for token in &mut self.all[from..] {
            if token.span.start() >= span.end() {
                break;
            }
            token.kind = Kind::Name;
            token.term = None;
        }
    }

    fn cut(&mut self) {
        let mut chars = self.text.char_indices().peekable();
        let mut previous_end = usize::MAX;
        while let Some((start, c)) = chars.next() {
            if c == ' ' {
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if c == '\n' {
                Kind::Break
            } else if c.is_ascii_digit() {
                while let Some((i, _)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    end = i + 1;
                }
                Kind::Number
            } else if is_unspaced(c) {
                while let Some((i, c)) = chars.next_if(|&(_, c)| is_unspaced(c)) {
                    end = i + c.len_utf8();
                }
                self.cut_unspaced(start, end, previous_end == start);
                previous_end = end;
                continue;
            } else if c.is_alphabetic() {
                while let Some((i, c)) =
                    chars.next_if(|&(_, c)| c.is_alphabetic() && !is_unspaced(c) || is_mark(c))
                {
                    end = i + c.len_utf8();
                }
                Kind::Word
            } else {
                Kind::Mark(c)
            };
            self.push(kind, start, end, previous_end == start);
            previous_end = end;
        }
    }

    /// Cuts a run of characters of a script without spaces: terms, numerals,
    /// and single characters for the rest.
    fn cut_unspaced(&mut self, start: usize, end: usize, glued: bool) {
        let run: Vec<(usize, char)> =
            self.text[start..end].char_indices().map(|(i, c)| (start + i, c)).collect();
        let folded: Vec<char> =
            run.iter().map(|&(_, c)| self.grammar.folding.fold_char(c)).collect();
        let mut at = 0;
        while at < run.len() {
            let from = run[at].0;
            let numeral = run[at..].iter().take_while(|(_, c)| is_chinese_digit(*c)).count();
            let term = self.grammar.lexicon.longest_unspaced(&folded[at..]);
            let (kind, count, term) = match term {
                Some((term, count)) if count >= numeral => (Kind::Word, count, Some(term)),
                _ if numeral > 0 => (Kind::Number, numeral, None),
                _ => (Kind::Word, 1, None),
            };
            at += count;
            let to = run.get(at).map_or(end, |(i, _)| *i);
            self.push(kind, from, to, glued || from > start);
            if let (Some(term), Some(token)) = (term, self.all.last_mut()) {
                token.term = Some(term);
                token.term_tokens = 1;
            }
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, glued: bool) {
        let span = Span::new(start, end);
        self.all.push(Token { kind, span, glued, term: None, term_tokens: 0 });
    }

    fn find_terms(&mut self) {
        let folded: Vec<String> = self
            .all
            .iter()
            .map(|token| match token.kind {
                Kind::Word if token.term.is_none() => {
                    self.grammar.folding.fold_str(token.span.of(self.text))
                }
                Kind::Mark(c @ ('¶' | '§' | '&' | '#')) => c.to_string(),
                _ => String::new(),
            })
            .collect();
        for at in 0..self.all.len() {
            if folded[at].is_empty() {
                continue;
            }
            let indices = self.words_from(at, &folded);
            if let Some((term, words)) =
                self.grammar.lexicon.longest(indices.iter().map(|&i| folded[i].as_str()))
            {
                self.all[at].term = Some(term);
                let tokens = indices[words - 1] + 1 - at;
                self.all[at].term_tokens = u8::try_from(tokens).unwrap_or(u8::MAX);
            }
        }
    }

    /// The indices of up to eight words from `at` on; a hyphen, an apostrophe
    /// or a full stop may stand between two.
    fn words_from(&self, at: usize, folded: &[String]) -> Vec<usize> {
        let mut indices = vec![at];
        let mut next = at + 1;
        while indices.len() < 8 && next < self.all.len() {
            if matches!(self.all[next].kind, Kind::Mark('-' | '\'' | '.'))
                && self.all[next].glued
                && folded.get(next + 1).is_some_and(|word| !word.is_empty())
            {
                next += 1;
            }
            if folded[next].is_empty() {
                break;
            }
            indices.push(next);
            next += 1;
        }
        indices
    }

    /// The number a token says, in digits or as a Chinese numeral.
    pub fn number(&self, at: usize) -> Option<u32> {
        if self.kind(at) != Kind::Number {
            return None;
        }
        let text = self.str(at);
        text.parse().ok().or_else(|| numerals::from_chinese(text))
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn is_chinese_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;

    fn pieces(text: &str) -> Vec<String> {
        let grammar = Grammar::embedded().unwrap();
        let tokens = Tokens::new(text, &grammar);
        (0..tokens.len()).map(|i| tokens.str(i).to_owned()).collect()
    }

    #[test]
    fn numbers_glued_to_words_are_cut_from_them() {
        assert_eq!(pieces("31and 86, 14bis"), ["31", "and", "86", ",", "14", "bis"]);
        assert_eq!(pieces("第69段和第十二条"), ["第", "69", "段", "和", "第", "十二", "条"]);
    }

    #[test]
    fn the_longest_phrase_is_the_term() {
        let grammar = Grammar::embedded().unwrap();
        let tokens = Tokens::new("operative paragraphs 3 as well as par. 4", &grammar);
        let (term, next) = tokens.term(0).unwrap();
        assert!(term.means(Meaning::Unit(Unit::Para)));
        assert_eq!(next, 2);
        assert_eq!(tokens.after(3, Meaning::And), Some(6));
    }
}
