//! Rule `defined-term`: a short name that the document gives to an instrument.
//!
//! "(hereinafter “the Agenda”)", "(the “Charter”)", "(TAFTA)" right behind a
//! name define it; from there on the words mean that instrument. High
//! confidence: the document itself says so.

use super::Named;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::{self, Mention, Target, Text};
use crate::model::{How, Span, View};

/// Tokens from a name to the bracket that defines its short form, at most.
const REACH: usize = 30;
/// Words of a defined term, at most.
const LONGEST: usize = 6;

struct Definition {
    term: String,
    targets: Vec<Target>,
    /// It holds from this byte on.
    from: usize,
}

/// Adds mentions by terms that the document defines, and returns where it
/// defines them: a definition is no mention of its own.
pub(super) fn add(text: &Text<'_>, tokens: &Tokens<'_>, named: &mut Vec<Named>) -> Vec<Span<View>> {
    let mut defining = Vec::new();
    let mut definitions: Vec<Definition> = Vec::new();
    for (m, mention) in named.iter().enumerate() {
        let next = named.get(m + 1).map_or(usize::MAX, |next| next.tokens.0);
        if let Some(span) = definition(text, tokens, mention, next) {
            defining.push(span);
            let term = span.of(tokens.text()).to_owned();
            let words = mention.mention.span.of(tokens.text());
            if term.chars().count() > 1 && term != words && may_stand_for(&term, words) {
                let targets = mention.mention.targets.clone();
                // What was defined so before holds still.
                let last = definitions.iter().rfind(|known| known.term == term);
                if last.is_none_or(|known| known.targets != targets) {
                    definitions.push(Definition { term, targets, from: span.end() });
                }
            }
        }
    }
    let mut found = Vec::new();
    for (d, definition) in definitions.iter().enumerate() {
        // A term defined again means the newer instrument from there on.
        let until = definitions[d + 1..]
            .iter()
            .find(|later| later.term == definition.term)
            .map_or(usize::MAX, |later| later.from - later.term.len());
        found.extend(occurrences(tokens, named, definition, until));
    }
    named.extend(found);
    named.sort_by_key(|mention| mention.mention.span);
    named.dedup_by(|b, a| a.mention.span.overlaps(b.mention.span));
    defining
}

/// The term that the words behind a mention define for it.
fn definition(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    mention: &Named,
    next_mention: usize,
) -> Option<Span<View>> {
    let block = text.normal.block_span_at(mention.mention.span.start());
    let last = (mention.tokens.1 + REACH).min(next_mention);
    for at in mention.tokens.1..last {
        let token = tokens.get(at)?;
        if token.span.start() >= block.end() {
            return None;
        }
        if tokens.is_mark(at, '(') || tokens.is_mark(at, '[') {
            let is_next = at == mention.tokens.1;
            if let Some(term) = bracketed_term(tokens, at + 1, is_next) {
                return Some(term);
            }
        } else if let Some(after) = tokens.after(at, Meaning::Defines)
            && tokens.str(at).chars().count() > 3
        {
            // "called upon the General Assembly" defines nothing.
            return term(tokens, after, false)
                .filter(|&(term, end)| is_quoted(tokens, end) || has_noun(tokens, term))
                .map(|(term, _)| term);
        }
    }
    None
}

/// The term inside a bracket that defines one. Right behind a name, initials
/// or a capitalised noun are enough; elsewhere it takes quotation marks or
/// "hereinafter".
fn bracketed_term(tokens: &Tokens<'_>, mut at: usize, is_next: bool) -> Option<Span<View>> {
    let mut is_defined = false;
    while let Some(after) = tokens.after(at, Meaning::Defines) {
        is_defined = true;
        at = after;
    }
    let (span, end) = term(tokens, at, !is_defined)?;
    let closes = matches!(tokens.kind(end), Kind::Mark(')' | ']' | ',' | ';'));
    let words = span.of(tokens.text());
    let initials = words.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !words.contains(' ')
        && words.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let defines =
        is_defined || is_quoted(tokens, end) || is_next && (initials || has_noun(tokens, span));
    (closes && defines).then_some(span)
}

/// Whether a term that ends before token `end` stood in quotation marks.
fn is_quoted(tokens: &Tokens<'_>, end: usize) -> bool {
    matches!(tokens.kind(end - 1), Kind::Mark('"' | '\'' | '》'))
}

fn has_noun(tokens: &Tokens<'_>, term: Span<View>) -> bool {
    let grammar = tokens.grammar();
    let mut words = term.of(tokens.text()).split(' ');
    words.any(|word| grammar.is_noun(&grammar.folding().fold_str(word)))
}

/// A quoted or capitalised run of words at a token, without the article, and
/// the token after it with its closing quotation mark.
fn term(tokens: &Tokens<'_>, mut at: usize, strict: bool) -> Option<(Span<View>, usize)> {
    let is_quote =
        |at: usize| matches!(tokens.kind(at), Kind::Mark('"' | '\'' | '*' | '_' | '《' | '»'));
    let mut quoted = false;
    for _ in 0..8 {
        if is_quote(at) {
            quoted = true;
            at += 1;
        } else if tokens.after(at, Meaning::The).is_some()
            || matches!(tokens.kind(at), Kind::Mark(':' | ',' | '-'))
            || !strict
                && (tokens.after(at, Meaning::Defines).is_some() || is_plain_word(tokens, at))
        {
            at = tokens.after(at, Meaning::The).unwrap_or(at + 1);
        } else {
            break;
        }
    }
    let from = at;
    while at < from + 2 * LONGEST {
        let goes_on = match tokens.kind(at) {
            Kind::Word if quoted => true,
            Kind::Word => {
                tokens.str(at).starts_with(char::is_uppercase)
                    || at > from && tokens.after(at, Meaning::Of).is_some()
            }
            Kind::Number => at > from || quoted,
            Kind::Mark('-' | '+') => at > from,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    let starts_high = tokens
        .str(from)
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
    if at == from || !starts_high {
        return None;
    }
    let span = tokens.span(from, at);
    let end = if quoted && is_quote(at) { at + 1 } else { at };
    // Without a closing mark a quoted run is a sentence, not a term.
    (!quoted || is_quote(at)).then_some((span, end))
}

/// "referred to in this statement as": words on the way to the term.
fn is_plain_word(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Kind::Word && tokens.str(at).chars().all(char::is_lowercase)
}

/// Initials stand for a name that begins with the first of them: in "Articles
/// of Agreement of the International Monetary Fund (IMF)" they are the Fund's.
fn may_stand_for(term: &str, name: &str) -> bool {
    let is_initials = !term.contains(' ') && term.chars().all(|c| !c.is_lowercase());
    let is_latin = term.is_ascii();
    let first =
        |text: &str| text.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    !(is_initials && is_latin) || first(term) == first(name)
}

/// Every later place where the term stands as words of its own.
fn occurrences(
    tokens: &Tokens<'_>,
    named: &[Named],
    definition: &Definition,
    until: usize,
) -> Vec<Named> {
    let text = tokens.text();
    let free = |start: usize, end: usize| {
        let next = named.partition_point(|mention| mention.mention.span.end() <= start);
        named.get(next).is_none_or(|mention| mention.mention.span.start() >= end)
    };
    text.match_indices(definition.term.as_str())
        .filter(|&(at, _)| at >= definition.from && at < until)
        .map(|(at, term)| (at, at + term.len()))
        .filter(|&(start, end)| is_whole_word(text, start, end) && free(start, end))
        .filter(|&(start, end)| !belongs_elsewhere(tokens, start, end))
        .map(|(start, end)| {
            Named::new(
                Mention {
                    how: How::DefinedTerm,
                    rule: "defined-term",
                    ..Mention::of(Span::new(start, end), definition.targets.clone())
                },
                tokens,
            )
        })
        .collect()
}

fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let unspaced = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c);
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || unspaced(c));
    edge(text[..start].chars().next_back()) && edge(text[end..].chars().next())
}

/// "this Convention", "Convention Secretariat", "Conference on the Convention".
fn belongs_elsewhere(tokens: &Tokens<'_>, start: usize, end: usize) -> bool {
    let (from, to) = (tokens.at_byte(start), tokens.at_byte(end));
    let is_this = from > 0
        && (1..=2.min(from)).any(|back| tokens.after(from - back, Meaning::This) == Some(from));
    // "the Agreement for the Implementation of …" is another one; a verb's
    // "to" is not part of a name.
    let goes_on = tokens.after(to, Meaning::NameGoesOn).is_some();
    is_this || goes_on || matcher::names_something_else(tokens, Span::new(start, end))
}
