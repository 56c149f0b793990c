//! Rule `short-noun`: a capitalised noun for an instrument named before ("the Charter").
//!
//! It is accepted only when one candidate remains: one instrument with that
//! noun in its name in the document so far, or in the same paragraph. Medium
//! confidence, since the neighbourhood decides. Otherwise it is ambiguous,
//! and lists its candidates. A noun that stands before any such name takes
//! the only one that follows, with low confidence.

use std::collections::{BTreeMap, HashMap};

use super::Named;
use crate::catalogue::Catalogue;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::{self, Mention, Target, Text};
use crate::model::{Confidence, How, InstrumentId, Span, View};

/// Adds mentions by nouns.
pub(super) fn add(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    named: &mut Vec<Named>,
    defining: &[Span<View>],
) {
    let own = own_nouns(tokens);
    let mut known = Known { catalogue, named: BTreeMap::new(), nouns: HashMap::new(), seen: 0 };
    let mut found: Vec<Named> = Vec::new();
    // Nouns before any name: a summary may come before the text that names it.
    let mut ahead: Vec<(String, Span<View>)> = Vec::new();
    for at in 0..tokens.len() {
        let Some((noun, span)) = noun_at(tokens, at) else { continue };
        // "de la Convención" announces its noun twice.
        let again = found.last().is_some_and(|last| last.mention.span.overlaps(span));
        let defines = defining.iter().any(|definition| definition.overlaps(span));
        let is_body = matcher::names_something_else(tokens, span);
        if again || defines || is_body || own.contains(&noun) || covered(named, span) {
            continue;
        }
        known.read_until(named, span.start());
        let candidates = known.candidates(&noun);
        let block = text.normal.block_span_at(span.start());
        let near: Vec<&Candidate> =
            candidates.iter().filter(|c| c.last >= block.start()).copied().collect();
        let (targets, ambiguous) = match (candidates.as_slice(), near.as_slice()) {
            ([], _) => {
                if ahead.last().is_none_or(|(_, last)| !last.overlaps(span)) {
                    ahead.push((noun, span));
                }
                continue;
            }
            ([only], _) | (_, [only]) => (vec![only.target.clone()], false),
            (all, _) => (all.iter().map(|c| c.target.clone()).collect(), true),
        };
        let mut mention = Named::new(mention(span, targets), tokens);
        mention.is_ambiguous = ambiguous;
        found.push(mention);
    }
    known.read_until(named, usize::MAX);
    for (noun, span) in ahead {
        if let [only] = known.candidates(&noun).as_slice() {
            let mut mention = Named::new(mention(span, vec![only.target.clone()]), tokens);
            mention.mention.confidence = Confidence::Low;
            found.push(mention);
        }
    }
    named.extend(found);
    named.sort_by_key(|mention| mention.mention.span);
}

struct Candidate {
    target: Target,
    /// Where it was named last.
    last: usize,
}

/// The instruments named so far, in order of their ids.
struct Known<'c> {
    catalogue: &'c Catalogue,
    named: BTreeMap<InstrumentId, Candidate>,
    /// Whether an instrument's names have a noun, asked before.
    nouns: HashMap<(InstrumentId, String), bool>,
    /// How many mentions were read.
    seen: usize,
}

impl Known<'_> {
    fn read_until(&mut self, named: &[Named], byte: usize) {
        while let Some(mention) = named.get(self.seen).filter(|m| m.mention.span.start() < byte) {
            self.seen += 1;
            if let [target] = mention.mention.targets.as_slice()
                && !mention.is_ambiguous
            {
                let last = mention.mention.span.start();
                let candidate = Candidate { target: target.clone(), last };
                self.named.insert(target.id.clone(), candidate);
            }
        }
    }

    /// Those whose name has the noun.
    fn candidates(&mut self, noun: &str) -> Vec<&Candidate> {
        let Self { catalogue, named, nouns, .. } = self;
        named
            .values()
            .filter(|candidate| {
                let key = (candidate.target.id.clone(), noun.to_owned());
                *nouns.entry(key).or_insert_with(|| has_noun(catalogue, &candidate.target, noun))
            })
            .collect()
    }
}

fn has_noun(catalogue: &Catalogue, target: &Target, noun: &str) -> bool {
    let folding = catalogue.grammar().folding();
    let has = |name: &str| format!(" {} ", folding.fold_str(name)).contains(&format!(" {noun} "));
    let names = catalogue.instrument(target.id.as_str()).map(|i| i.names.as_slice());
    has(&target.card.label) || names.unwrap_or_default().iter().any(|(_, name)| has(name))
}

/// "the Agenda" at a token: the folded noun and its span.
fn noun_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, Span<View>)> {
    let noun = begins(tokens, at)?;
    // "the Plan of Action" before "the Plan".
    (1..=LONGEST).rev().find_map(|words| {
        let end = noun + words;
        if (noun..end).any(|i| tokens.kind(i) != Kind::Word) || goes_on(tokens, end) {
            return None;
        }
        let span = tokens.span(noun, end);
        let folded = tokens.grammar().folding().fold_str(span.of(tokens.text()));
        tokens.grammar().is_noun(&folded).then_some((folded, span))
    })
}

/// Words of a noun, at most.
const LONGEST: usize = 3;

/// Where a noun begins that an article announces at a token: capitalised, in
/// scripts that have capitals. Where a language has no article, or writes it
/// into the word, a pinpoint must announce it ("Статья 17 Пакта").
fn begins(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    // "the Convention and its Protocol": of the many that may be its.
    if tokens.after(at, Meaning::Possessive).is_some() {
        return None;
    }
    if let Some(mut noun) = tokens.after(at, Meaning::The) {
        if tokens.is_mark(noun, '\'') {
            noun += 1;
        }
        return is_capitalised(tokens.str(noun)).then_some(noun);
    }
    if tokens.kind(at) != Kind::Number && !tokens.is_mark(at, ')') {
        return None;
    }
    let noun = tokens.after(at + 1, Meaning::Of).unwrap_or(at + 1);
    let first = tokens.str(noun).chars().next()?;
    let is_caseless = !first.is_lowercase() && !first.is_uppercase();
    let is_cyrillic = ('\u{400}'..='\u{4ff}').contains(&first) && first.is_uppercase();
    (is_caseless && noun > at + 1 || is_cyrillic).then_some(noun)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && !letters.next().is_some_and(char::is_uppercase)
}

/// "the Charter of …", "the Convention on …", "the Regulation (EU) …" name
/// something themselves; "the Agreement Secretariat" something else.
fn goes_on(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Kind::Number | Kind::Name => true,
        Kind::Mark('(') => tokens.glued(at + 1) && tokens.kind(at + 1) != Kind::Word,
        Kind::Word => {
            let word = tokens.str(at);
            let goes_on = |at: usize| tokens.after(at, Meaning::NameGoesOn).is_some();
            tokens.after(at, Meaning::NotBeforeThis).is_some()
                || word.starts_with(char::is_uppercase)
                || goes_on(at)
                // "la Déclaration anticipée des …": an adjective of its own.
                || tokens.term(at).is_none() && goes_on(at + 1)
        }
        Kind::Mark(_) | Kind::Break => false,
    }
}

/// Nouns that the document uses of itself ("this Agreement", "the present
/// Convention"): there the bare noun means the document.
fn own_nouns(tokens: &Tokens<'_>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..tokens.len() {
        if let Some(noun) = tokens.after(at, Meaning::This)
            && tokens.str(noun).starts_with(char::is_uppercase)
        {
            *counts.entry(tokens.grammar().folding().fold_str(tokens.str(noun))).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count > 1).map(|(noun, _)| noun).collect()
}

fn covered(named: &[Named], span: Span<View>) -> bool {
    let next = named.partition_point(|mention| mention.mention.span.end() <= span.start());
    named.get(next).is_some_and(|mention| mention.mention.span.overlaps(span))
}

fn mention(span: Span<View>, targets: Vec<Target>) -> Mention {
    Mention {
        how: How::DefinedTerm,
        rule: "short-noun",
        confidence: Confidence::Medium,
        ..Mention::of(span, targets)
    }
}
