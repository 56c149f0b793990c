//! Rule `edition`: words beside a name that say which edition is meant.
//!
//! "the 1988 and 2012 versions of the ITRs" is two citations, "ITRs
//! (Melbourne, 1988)" one. Without such words a citation stays on the
//! general id, and its status says that the edition is not known.

use super::{Named, is_filler};
use crate::catalogue::{Catalogue, Instrument};
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::Target;
use crate::model::Span;

/// Tokens beside a name that may tell its edition, at most.
const REACH: usize = 10;

/// Puts the edition for the general instrument where words tell it.
pub(super) fn tell(catalogue: &Catalogue, tokens: &Tokens<'_>, named: &mut [Named]) {
    let mut previous_end = 0;
    for m in 0..named.len() {
        let next_start = named.get(m + 1).map_or(usize::MAX, |next| next.tokens.0);
        let mention = &mut named[m];
        let [target] = mention.mention.targets.as_slice() else { continue };
        let editions = catalogue.editions_of(&target.id);
        if !editions.is_empty() {
            let (from, to) = mention.tokens;
            let before = (first_before(tokens, from, previous_end), from);
            let after = (to, last_after(tokens, to, next_start));
            for (window, extends) in [(before, true), (after, true)] {
                let told = told(&editions, tokens, window);
                if !told.is_empty() && extends {
                    set(catalogue, tokens, mention, &told, window);
                    break;
                }
            }
        }
        previous_end = named[m].tokens.1;
    }
}

/// The words before a name that may count its editions: years, "and",
/// "versions of the".
fn first_before(tokens: &Tokens<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at > limit && from - at < REACH {
        let back = at - 1;
        let belongs = tokens.kind(back) == Kind::Number
            || tokens.is_mark(back, ',')
            || [Meaning::And, Meaning::Of, Meaning::The, Meaning::Versions]
                .iter()
                .any(|&meaning| tokens.after(back, meaning).is_some())
            || is_filler(tokens, back).is_some()
            || tokens.is_mark(back, '-');
        if !belongs {
            break;
        }
        at = back;
    }
    // The window begins with the first year.
    (at..from).find(|&i| tokens.number(i).is_some_and(|n| n > 1800)).unwrap_or(from)
}

/// The words behind a name that may tell its edition: "(Melbourne, 1988)",
/// "of 1988", "as revised in Dubai in 2012".
fn last_after(tokens: &Tokens<'_>, to: usize, limit: usize) -> usize {
    let mut at = to;
    let in_bracket = tokens.is_mark(to, '(');
    while at < limit && at < to + REACH {
        let belongs = match tokens.kind(at) {
            Kind::Number => true,
            Kind::Mark(',') => at > to,
            Kind::Mark('(') => at == to,
            Kind::Mark('.' | '-') => in_bracket,
            Kind::Word => {
                in_bracket
                    || tokens.str(at).starts_with(char::is_uppercase)
                    || tokens.after(at, Meaning::Of).is_some()
                    || tokens.after(at, Meaning::And).is_some()
                    || tokens.after(at, Meaning::The).is_some()
                    || tokens.after(at, Meaning::Revised).is_some()
            }
            _ => false,
        };
        if !belongs {
            break;
        }
        at += 1;
    }
    // The window ends with the last year.
    let last = (to..at).rev().find(|&i| tokens.number(i).is_some_and(|n| n > 1800));
    last.map_or(to, |i| i + 1)
}

fn told<'c>(
    editions: &[&'c Instrument],
    tokens: &Tokens<'_>,
    (from, to): (usize, usize),
) -> Vec<&'c Instrument> {
    if from >= to {
        return Vec::new();
    }
    let window = tokens.span(from, to).of(tokens.text());
    let is_named = |edition: &&&Instrument| {
        edition.edition_words.iter().any(|word| window.contains(word.as_str()))
    };
    editions.iter().filter(is_named).copied().collect()
}

fn set(
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    mention: &mut Named,
    told: &[&Instrument],
    (from, to): (usize, usize),
) {
    let target = |edition: &&Instrument| {
        let card = catalogue.card(&edition.id)?;
        Some(Target { id: edition.id.clone(), card })
    };
    mention.mention.targets = told.iter().filter_map(target).collect();
    let window = tokens.span(from, to);
    let span = mention.mention.span.join(window);
    let closes = tokens.is_mark(to, ')') && tokens.is_mark(mention.tokens.1, '(');
    let end = if closes { tokens.span(to, to + 1).end() } else { span.end() };
    mention.mention.span = Span::new(span.start(), end);
    mention.tokens.0 = mention.tokens.0.min(from);
    mention.tokens.1 = mention.tokens.1.max(if closes { to + 1 } else { to });
}
