//! One number of a pinpoint with what hangs on it: `72(a)`, `VI:4`, `14bis`, `9.c`.

use crate::grammar::{Kind, Meaning, Tokens};
use crate::model::{Pinpoint, Unit};
use crate::text::numerals::from_roman;

/// A number or letter with its inner levels, and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The number itself, as it stands in an id.
    pub base: String,
    /// The levels below it.
    pub inner: Vec<String>,
    /// Index of the token after it.
    pub end: usize,
}

impl Label {
    /// The label as a part of this unit.
    pub fn pinpoint(&self, unit: Unit) -> Pinpoint {
        self.inner.iter().fold(Pinpoint::new(unit, &self.base), |pin, level| pin.then(level))
    }
}

/// Numbers above this are years, not parts of anything.
const LARGEST: u32 = 1899;

/// Reads the label that begins at token `at`.
pub fn read_label(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<Label> {
    let (base, end) = base(tokens, at, unit)?;
    let mut label = Label { base, inner: Vec::new(), end };
    while let Some((level, end)) = level(tokens, label.end, &label, unit) {
        match unit {
            // The UN writes "target 9.c" as one number.
            Unit::Target if label.inner.is_empty() && tokens.is_mark(label.end, '.') => {
                label.base = format!("{}.{level}", label.base);
            }
            _ => label.inner.push(level),
        }
        label.end = end;
    }
    Some(label)
}

fn base(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(String, usize)> {
    match tokens.kind(at) {
        Kind::Number => number(tokens, at, unit),
        Kind::Mark('(') => bracketed(tokens, at).filter(|(label, _)| {
            unit == Unit::Point
                || unit == Unit::Recital
                || label.bytes().all(|b| b.is_ascii_alphabetic())
        }),
        Kind::Word => word(tokens, at, unit),
        Kind::Mark(_) | Kind::Break | Kind::Name => None,
    }
}

fn number(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(String, usize)> {
    let number = tokens.number(at).filter(|&n| n <= LARGEST)?;
    let next = at + 1;
    // "70/1" is a resolution and "5/6" a fraction; "50%" is no part.
    if tokens.glued(next) && (tokens.is_mark(next, '%') || is_slash_number(tokens, next)) {
        return None;
    }
    let mut base = number.to_string();
    if tokens.kind(next) != Kind::Word {
        return Some((base, next));
    }
    let suffix = tokens.str(next);
    let lower = suffix.to_lowercase();
    if is_latin_multiple(&lower) {
        base.push_str(&lower);
        return Some((base, next + 1));
    }
    if !tokens.glued(next) {
        return Some((base, next));
    }
    let capital = suffix.bytes().all(|b| b.is_ascii_uppercase());
    let fits = suffix.len() == 1 || unit == Unit::No && suffix.len() == 2;
    if capital && fits {
        base.push_str(&lower);
        Some((base, next + 1))
    } else if matches!(lower.as_str(), "er" | "ère" | "st" | "nd" | "rd" | "th" | "o" | "a" | "º")
        && suffix.len() > 1
    {
        Some((base, next + 1))
    } else {
        Some((base, next))
    }
}

fn is_slash_number(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_mark(at, '/') && tokens.glued(at + 1) && tokens.kind(at + 1) == Kind::Number
}

fn is_latin_multiple(word: &str) -> bool {
    matches!(word, "bis" | "ter" | "quater" | "quinquies" | "sexies" | "septies" | "octies")
}

fn word(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(String, usize)> {
    let word = tokens.str(at);
    let next = at + 1;
    let bytes = word.as_bytes();
    if unit == Unit::ActionLine && bytes.eq_ignore_ascii_case(b"c") && tokens.glued(next) {
        let number = tokens.number(next)?;
        return Some((format!("c{number}"), next + 1));
    }
    if let Some(next) = tokens.after(at, Meaning::Ordinal(1))
        && unit == Unit::Article
        && tokens.kind(at) == Kind::Word
    {
        return Some(("1".to_owned(), next));
    }
    if !word.is_ascii() || tokens.glued(next) && tokens.kind(next) == Kind::Number {
        return None;
    }
    // A single C or L is a letter: "Section C", "Annex C".
    let is_letter = bytes.len() == 1 && !matches!(bytes[0], b'I' | b'V' | b'X');
    if word.bytes().all(|b| b.is_ascii_uppercase())
        && !is_letter
        && unit != Unit::Para
        && let Some(number) = from_roman(word)
    {
        let multiple = tokens.str(next).to_lowercase();
        return Some(if is_latin_multiple(&multiple) {
            (format!("{number}{multiple}"), next + 1)
        } else {
            (number.to_string(), next)
        });
    }
    // Paragraphs are numbered in roman only within parts: "paras. II.5 and II.9".
    if unit == Unit::Para && !is_letter && tokens.is_mark(next, '.') && from_roman(word).is_some() {
        return Some((word.to_lowercase(), next));
    }
    letter(tokens, at, unit)
}

/// A letter: "Section C", "Annex 1B" is a number, "point b)" needs its bracket.
fn letter(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(String, usize)> {
    let word = tokens.str(at);
    let next = at + 1;
    if word.len() != 1 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let closes = tokens.is_mark(next, ')') && tokens.glued(next);
    if closes && word.bytes().all(|b| b.is_ascii_lowercase()) && takes_letters(unit) {
        return Some((word.to_owned(), next + 1));
    }
    let apart = !matches!(tokens.kind(next), Kind::Mark('\'' | '&' | '-')) || !tokens.glued(next);
    let lettered = matches!(
        unit,
        Unit::Section
            | Unit::Annex
            | Unit::Part
            | Unit::Appendix
            | Unit::Chapter
            | Unit::Schedule
            | Unit::Point
            | Unit::Title
    );
    (lettered && apart && word.bytes().all(|b| b.is_ascii_uppercase()))
        .then(|| (word.to_lowercase(), next))
}

fn takes_letters(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Point
            | Unit::Considering
            | Unit::Recalling
            | Unit::Recognizing
            | Unit::Noting
            | Unit::Resolves
            | Unit::Instructs
            | Unit::Invites
    )
}

/// "(c)", "(ii)", "(47)" at token `at`.
fn bracketed(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let (inner, close) = (at + 1, at + 2);
    if !tokens.is_mark(at, '(') || !tokens.is_mark(close, ')') {
        return None;
    }
    inner_label(tokens, inner).map(|label| (label, close + 1))
}

/// A number of up to three digits, one letter (or one doubled), or a roman
/// numeral in lower case.
fn inner_label(tokens: &Tokens<'_>, at: usize) -> Option<String> {
    let text = tokens.str(at);
    match tokens.kind(at) {
        Kind::Number => tokens.number(at).filter(|&n| n < 200).map(|n| n.to_string()),
        Kind::Word => {
            let mut letters = text.chars();
            let first = look_alike(letters.next()?);
            let is_one = letters.clone().next().is_none();
            let is_doubled = text.len() == 2 && letters.next() == Some(first);
            if !first.is_ascii() {
                return arabic_letter(text).map(str::to_owned);
            }
            (is_one || is_doubled || text.is_ascii() && from_roman(text).is_some())
                .then(|| if is_one { first.to_string() } else { text.to_owned() })
                .map(|label| label.to_lowercase())
        }
        Kind::Mark(_) | Kind::Break | Kind::Name => None,
    }
}

/// UN texts in Russian mix Cyrillic and Latin letters that look alike.
fn look_alike(c: char) -> char {
    match c {
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        c => c,
    }
}

/// The letters of a list in UN Arabic, in their abjad order.
fn arabic_letter(text: &str) -> Option<&'static str> {
    const ABJAD: [&str; 12] = ["أ", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل"];
    const LATIN: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let text = if text == "ا" { "أ" } else { text };
    ABJAD.iter().position(|letter| *letter == text).map(|i| LATIN[i])
}

/// One level below a label, at token `at`.
fn level(tokens: &Tokens<'_>, at: usize, label: &Label, unit: Unit) -> Option<(String, usize)> {
    let next = at + 1;
    match tokens.kind(at) {
        Kind::Mark('.') if tokens.glued(at) && tokens.glued(next) => {
            let bare = matches!(tokens.kind(next), Kind::Number)
                || tokens.kind(next) == Kind::Word && tokens.str(next).len() == 1;
            bare.then(|| inner_label(tokens, next)).flatten().map(|label| (label, next + 1))
        }
        Kind::Mark(':') if tokens.glued(at) && tokens.glued(next) => (tokens.kind(next)
            == Kind::Number)
            .then(|| inner_label(tokens, next))
            .flatten()
            .map(|label| (label, next + 1)),
        Kind::Mark('(') => bracketed(tokens, at),
        Kind::Word | Kind::Number => unopened(tokens, at, label, unit),
        Kind::Mark(_) | Kind::Break | Kind::Name => None,
    }
}

/// "27 c)", "7 1) j)", "72 b", "72b".
fn unopened(tokens: &Tokens<'_>, at: usize, label: &Label, unit: Unit) -> Option<(String, usize)> {
    let next = at + 1;
    let closes = tokens.is_mark(next, ')') && tokens.glued(next);
    if tokens.kind(at) == Kind::Number {
        // A number needs the article's paragraph to be "7 1)".
        return (closes && unit == Unit::Article && !tokens.glued(at))
            .then(|| inner_label(tokens, at))
            .flatten()
            .map(|label| (label, next + 1));
    }
    let word = tokens.str(at);
    if closes && tokens.term(at).is_none_or(|_| word.chars().count() == 1) {
        return inner_label(tokens, at).map(|label| (label, next + 1));
    }
    let is_letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let ends = tokens.kind(next) != Kind::Word || tokens.after(next, Meaning::Of).is_some();
    let plain = is_letter && label.inner.is_empty() && !tokens.is_mark(next, '\'');
    // Alone, "a" is an article in English, and a, e, o, u, y join words in Spanish.
    let joins = matches!(word, "a" | "e" | "o" | "u" | "y");
    (plain && (tokens.glued(at) || ends && !joins)).then(|| (word.to_owned(), next))
}
