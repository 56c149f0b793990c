//! Rule `name`: an instrument named by its title, a usual name or its acronym.
//!
//! High confidence for titles and names, since the catalogue holds only
//! names that can mean nothing else; high for acronyms as well, which match
//! in exact case and under the conditions that the catalogue sets.

use super::{Mention, Target, Text};
use crate::catalogue::{Catalogue, Name, NameHit, NameKind};
use crate::grammar::{Kind, Meaning, Tokens};
use crate::model::{Confidence, How, Span, View};

/// All mentions by name.
pub(super) fn find(text: &Text<'_>, catalogue: &Catalogue, tokens: &Tokens<'_>) -> Vec<Mention> {
    let hits = catalogue.names().find(text.folded.text());
    let mut mentions = Vec::new();
    // Inside "Conference of the Parties to the X" no shorter name is one.
    let mut taken_until = 0;
    for hit in &hits {
        match read(text, catalogue, tokens, hit) {
            Reading::Mention(mention) if hit.start >= taken_until => mentions.push(mention),
            Reading::SomethingElse => taken_until = taken_until.max(hit.end),
            Reading::Mention(_) | Reading::Nothing => {}
        }
    }
    mentions
}

/// What stands at a name.
enum Reading {
    Mention(Mention),
    /// The name of a body or an event, with an instrument's name in it.
    SomethingElse,
    Nothing,
}

fn read(text: &Text<'_>, catalogue: &Catalogue, tokens: &Tokens<'_>, hit: &NameHit<'_>) -> Reading {
    let span = text.folded.to_view(hit.start, hit.end);
    let surface = span.of(text.normal.text());
    if is_in_address(text.normal.text(), span.start()) {
        return Reading::Nothing;
    }
    let uses: Vec<&Name> = hit
        .uses
        .iter()
        .filter(|name| text.is_lenient || is_written(name, surface))
        .filter(|name| text.is_lenient || text.holds(&name.condition, span.start()))
        .collect();
    let Some(best) = uses.iter().max_by_key(|name| std::cmp::Reverse(name.kind)) else {
        return Reading::Nothing;
    };
    if best.kind != NameKind::Symbol && names_something_else(tokens, span)
        || best.kind == NameKind::Acronym
            && (is_its_committee(catalogue, tokens, best, span)
                || ends_compound(text.normal.text(), span.start()))
    {
        return Reading::SomethingElse;
    }
    let mut targets: Vec<Target> = Vec::new();
    for name in &uses {
        let id = &catalogue.instruments()[name.instrument].id;
        if targets.iter().all(|target| target.id != *id) {
            targets.extend(catalogue.card(id).map(|card| Target { id: id.clone(), card }));
        }
    }
    let is_ambiguous = is_ambiguous(text, catalogue, &uses, &mut targets);
    Reading::Mention(Mention {
        span,
        targets,
        how: match best.kind {
            NameKind::Title | NameKind::Name => How::Explicit,
            NameKind::Acronym => How::ShortForm,
            NameKind::Symbol => How::Symbol,
        },
        rule: if best.kind == NameKind::Symbol { "symbol" } else { "name" },
        confidence: Confidence::High,
        language: Some(best.language),
        name: Some(best.kind),
        edition: None,
        is_ambiguous,
        needs_pinpoint: uses.iter().all(|name| name.needs_pinpoint),
    })
}

/// Whether two instruments have one title, and one of them is meant. Texts
/// adopted after the document cannot be.
fn is_ambiguous(
    text: &Text<'_>,
    catalogue: &Catalogue,
    uses: &[&Name],
    targets: &mut Vec<Target>,
) -> bool {
    if targets.len() < 2 || uses.iter().any(|name| name.kind != NameKind::Title) {
        return false;
    }
    if let Some(date) = text.document.date {
        let is_older = |target: &Target| {
            let instrument = catalogue.instrument(target.id.as_str());
            instrument.and_then(|i| i.adopted).is_none_or(|adopted| adopted <= date)
        };
        if targets.iter().any(is_older) {
            targets.retain(is_older);
        }
    }
    targets.len() > 1
}

/// "EG-ITRs" names a group, not the treaty.
fn ends_compound(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix('-');
    before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Whether a byte stands inside an address written out.
fn is_in_address(text: &str, at: usize) -> bool {
    let run = text[..at].rsplit(' ').next().unwrap_or("");
    run.contains("://") || run.starts_with("www.")
}

/// Whether a name is written as it must be: in exact case for codes, with a
/// capital letter somewhere for short names, which may be plain words
/// otherwise ("a new urban agenda").
fn is_written(name: &Name, surface: &str) -> bool {
    match &name.exact {
        Some(exact) => is_spelled(surface, exact),
        None => {
            let is_latin = surface.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
            let words = surface.split(' ').count();
            !is_latin || words > SHORT || surface.chars().any(char::is_uppercase)
        }
    }
}

/// Words of a name that may be plain words otherwise, at most.
const SHORT: usize = 3;

/// In exact case; a plural "s" may follow.
fn is_spelled(surface: &str, exact: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (surface, exact) = (plain(surface), plain(exact));
    surface == exact || surface.strip_suffix('s') == Some(exact.as_str())
}

/// "CRC recommended that …": the acronym of a treaty for its committee.
fn is_its_committee(
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    name: &Name,
    span: Span<View>,
) -> bool {
    catalogue.instruments()[name.instrument].kind == "treaty"
        && tokens.after(tokens.at_byte(span.end()), Meaning::CommitteeSpeaks).is_some()
}

/// Whether the words around make it part of the name of a body or an event:
/// "Committee on the …", "… Council".
pub fn names_something_else(tokens: &Tokens<'_>, span: Span<View>) -> bool {
    let start = tokens.at_byte(span.start());
    let end = tokens.at_byte(span.end());
    // "TRIPS Council", "TRIPS-plus".
    let next = if tokens.is_mark(end, '-') && tokens.glued(end) { end + 1 } else { end };
    if tokens.after(next, Meaning::NotBeforeThis).is_some() && tokens.kind(next) == Kind::Word {
        return true;
    }
    (1..=10.min(start)).any(|back| {
        let Some(mut next) = tokens.after(start - back, Meaning::NotAfterThis) else {
            return false;
        };
        // An article or an opening quotation mark may stand between.
        while next < start {
            match tokens.after(next, Meaning::The) {
                Some(after) => next = after,
                None if matches!(tokens.kind(next), Kind::Mark('"' | '\'' | '《')) => next += 1,
                None => return false,
            }
        }
        next == start
    })
}
