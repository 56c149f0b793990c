//! The symbols of all families, found in one pass over a normalised text.

use regex_automata::Input;
use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::captures::Captures;

use super::family::{Family, Form, Member};

/// The finder of symbols.
#[derive(Debug)]
pub struct Symbols {
    all: Regex,
    /// For each pattern: family and form.
    forms: Vec<(usize, usize)>,
}

/// Where a symbol stands in a normalised text, and what it names.
#[derive(Debug, Clone)]
pub struct SymbolHit<'c> {
    /// First byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The member it names.
    pub member: Member,
    /// The form it has.
    pub form: &'c Form,
    /// The family it belongs to.
    pub family: &'c Family,
}

impl Symbols {
    pub(super) fn new(families: &[Family]) -> Result<Self, String> {
        let mut forms: Vec<(usize, usize)> = families
            .iter()
            .enumerate()
            .flat_map(|(f, family)| {
                let symbols = family.forms.iter().enumerate().filter(|(_, form)| form.is_symbol());
                symbols.map(move |(i, _)| (f, i))
            })
            .collect();
        // A stable sort: the order of the files decides among equals.
        forms.sort_by_key(|&(f, i)| std::cmp::Reverse(families[f].forms[i].priority));
        let patterns: Vec<&str> =
            forms.iter().map(|&(f, i)| families[f].forms[i].pattern.as_str()).collect();
        // Where a symbol stands is asked of all forms at once, what it captures
        // of the one that was found.
        let config = Config::new().which_captures(WhichCaptures::Implicit);
        let all = Regex::builder()
            .configure(config)
            .build_many(&patterns)
            .map_err(|e| format!("symbols: {e}"))?;
        Ok(Self { all, forms })
    }

    /// All symbols of a text, in order, none overlapping another.
    ///
    /// `holds` says whether the condition of a form is met at a byte.
    pub fn find<'c>(
        &self,
        families: &'c [Family],
        text: &str,
        holds: impl Fn(&Form, usize) -> bool,
    ) -> Vec<SymbolHit<'c>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(found) = self.all.search(&Input::new(text).range(at..)) {
            let (f, i) = self.forms[found.pattern().as_usize()];
            let (family, form) = (&families[f], &families[f].forms[i]);
            let (start, end) = (found.start(), found.end());
            let stands = start < end && is_whole(text, start, end) && holds(form, start);
            let member = stands
                .then(|| form.captures_at(text, start))
                .flatten()
                .and_then(|captures| family.member(form, |name| group(&captures, text, name)));
            match member {
                Some(member) => {
                    hits.push(SymbolHit { start, end, member, form, family });
                    at = end;
                }
                None => at = next_start(text, start),
            }
        }
        hits
    }
}

/// The text of a named group.
fn group<'t>(captures: &Captures, text: &'t str, name: &str) -> Option<&'t str> {
    captures.get_group_by_name(name).map(|span| &text[span.range()])
}

/// The next place where a symbol can begin: after the word at `at`.
fn next_start(text: &str, at: usize) -> usize {
    text[at..]
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(text.len(), |(i, _)| at + i)
}

/// Whether no letter, digit or slash touches either end.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let next = after.next();
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '/');
    let continues = next == Some('/') && after.next().is_some_and(|c| c.is_ascii_alphanumeric());
    open(before)
        && before != Some('.')
        && !continues
        && next.is_none_or(|c| !c.is_ascii_alphanumeric())
}
