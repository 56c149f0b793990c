//! All names of all instruments, found in one pass over a folded text.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Condition;
use crate::grammar::Grammar;
use crate::model::Language;

/// What kind of name a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The official title.
    Title,
    /// Another name.
    Name,
    /// A document symbol.
    Symbol,
    /// An acronym or code, in exact case.
    Acronym,
}

/// One use of a name: what it means, and when.
#[derive(Debug, Clone)]
pub struct Name {
    /// Index of the instrument in [`Catalogue::instruments`](super::Catalogue::instruments).
    pub instrument: usize,
    /// What kind of name.
    pub kind: NameKind,
    /// Its language.
    pub language: Language,
    /// The exact spelling it needs, where case matters.
    pub exact: Option<String>,
    /// What must stand near it.
    pub condition: Condition,
    /// Whether it counts only with a pinpoint ("TA 69").
    pub needs_pinpoint: bool,
}

/// The finder of names.
#[derive(Debug)]
pub struct Names {
    automaton: AhoCorasick,
    texts: Vec<String>,
    uses: Vec<Vec<Name>>,
}

/// Where a name stands in a folded text, and what it may mean.
#[derive(Debug, Clone, Copy)]
pub struct NameHit<'c> {
    /// First byte in the folded text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it means: several uses where instruments share a name.
    pub uses: &'c [Name],
}

/// Names while they are collected.
#[derive(Debug, Default)]
pub(super) struct NamesBuilder {
    by_text: BTreeMap<String, Vec<Name>>,
}

impl NamesBuilder {
    pub(super) fn add(&mut self, grammar: &Grammar, text: &str, mut name: Name) {
        let normal = crate::text::normalize_str(text);
        let folded = grammar.folding().fold_str(normal.text());
        let folded = folded.trim().trim_start_matches("the ").to_owned();
        if folded.is_empty() {
            return;
        }
        if is_code(normal.text()) {
            name.exact = Some(normal.text().to_owned());
        }
        let uses = self.by_text.entry(folded).or_default();
        let known = uses.iter().any(|other| {
            other.instrument == name.instrument
                && other.exact == name.exact
                && other.condition == name.condition
        });
        if !known {
            uses.push(name);
        }
    }

    pub(super) fn build(self) -> Result<Names, String> {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(self.by_text.keys())
            .map_err(|e| format!("names: {e}"))?;
        let (texts, uses) = self.by_text.into_iter().unzip();
        Ok(Names { automaton, texts, uses })
    }
}

/// A name of capitals and digits, in which case tells it from a word.
pub(super) fn is_code(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    !text.contains(' ') && letters().count() <= 10 && capitals * 2 > letters().count()
        || letters().count() > 0 && letters().all(char::is_uppercase) && letters().count() <= 12
}

impl Names {
    /// Folded names that several instruments share with no condition to tell
    /// them apart, sorted, with the instruments' indices.
    pub fn shared(&self) -> impl Iterator<Item = (&str, Vec<usize>)> {
        self.texts.iter().zip(&self.uses).filter_map(|(text, uses)| {
            let free = uses.iter().filter(|name| name.condition.scope.is_none());
            let mut instruments: Vec<usize> = free.map(|name| name.instrument).collect();
            instruments.sort_unstable();
            instruments.dedup();
            (instruments.len() > 1).then_some((text.as_str(), instruments))
        })
    }

    /// All names in a folded text, by where they begin, longer before shorter.
    pub fn find<'c>(&'c self, folded: &str) -> Vec<NameHit<'c>> {
        let mut hits: Vec<_> = self
            .automaton
            .find_overlapping_iter(folded)
            .filter_map(|found| {
                let uses = self.uses[found.pattern().as_usize()].as_slice();
                let end = whole_words(folded, found.start(), found.end())?;
                Some(NameHit { start: found.start(), end, uses })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        hits
    }
}

/// Where the name ends that matched `start..end`, if it is made of whole
/// words: a plural ending belongs to it. Scripts without spaces have no
/// words to cut.
fn whole_words(folded: &str, start: usize, end: usize) -> Option<usize> {
    let first = folded[start..].chars().next()?;
    let last = folded[..end].chars().next_back()?;
    let before = folded[..start].chars().next_back();
    let after = folded[end..].chars().next();
    let unspaced = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c);
    let begins = unspaced(first) || before.is_none_or(|c| !c.is_alphanumeric() || unspaced(c));
    if !begins {
        return None;
    }
    match after {
        Some(c) if c.is_alphanumeric() && !unspaced(last) && !unspaced(c) => {
            // "Plan of Action1": the mark of a note in plain text.
            if c.is_ascii_digit() && last.is_alphabetic() && folded[start..end].contains(' ') {
                return Some(end);
            }
            let plural = c == 's'
                && end - start > 6
                && folded[end + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            plural.then_some(end + 1)
        }
        _ => Some(end),
    }
}
