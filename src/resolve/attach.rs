//! Which pinpoints belong to which mention, by the words between them.
//!
//! Rules, in the order in which they take a pinpoint:
//! `pinpoint-before-name` ("paragraph 69 of the Tunis Agenda"),
//! `pinpoint-after-name` ("Tunis Agenda, para. 69", "A/HRC/28/15, paras. 5
//! and 7"), `pinpoint-beside-name` ("Article 20, UDHR"), and
//! `interrupted-list` ("Article 6, on …, and Article 7, on …, of the ITRs").
//! All are of high confidence but the last, which is medium.

use super::{Named, is_filler};
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::Text;
use crate::model::{How, Unit};
use crate::pinpoint::Pinpoints;

/// Tokens between a name and its pinpoint, at most.
const GAP: usize = 14;
/// Tokens between the members of an interrupted list, at most.
pub(super) const INTERRUPTION: usize = 30;

/// Puts pinpoints with mentions and returns those that belong to none.
pub(super) fn attach(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    named: &mut [Named],
    pins: Vec<Pinpoints>,
) -> Vec<Pinpoints> {
    let mut owners: Vec<Option<(usize, &'static str)>> = vec![None; pins.len()];
    for (owner, pin) in owners.iter_mut().zip(&pins) {
        *owner = before_name(tokens, named, pin, true).map(|m| (m, "pinpoint-before-name"));
    }
    after_names(tokens, named, &pins, &mut owners);
    chains(tokens, &pins, &mut owners);
    for (owner, pin) in owners.iter_mut().zip(&pins) {
        if owner.is_none() {
            *owner = before_name(tokens, named, pin, false).map(|m| (m, "pinpoint-beside-name"));
        }
    }
    inside_links(tokens, named, &pins, &mut owners);
    interrupted_lists(text, tokens, named, &pins, &mut owners);
    let mut loose = Vec::new();
    for (pin, owner) in pins.into_iter().zip(owners) {
        match owner {
            Some((m, rule)) => {
                named[m].pins.push(pin);
                named[m].pin_rule.get_or_insert(rule);
            }
            None => loose.push(pin),
        }
    }
    loose
}

/// Rule `pinpoint-in-link`: a pinpoint that carries the link to its
/// instrument.
fn inside_links(
    tokens: &Tokens<'_>,
    named: &[Named],
    pins: &[Pinpoints],
    owners: &mut [Option<(usize, &'static str)>],
) {
    for (m, link) in named.iter().enumerate().filter(|(_, m)| m.mention.how == How::Hyperlink) {
        for (pin, owner) in pins.iter().zip(owners.iter_mut()) {
            if owner.is_none() && link.mention.span.contains(tokens.span(pin.start, pin.end)) {
                *owner = Some((m, "pinpoint-in-link"));
            }
        }
    }
}

/// The first mention that begins at or after a token.
fn next_mention(named: &[Named], at: usize) -> Option<usize> {
    let next = named.partition_point(|mention| mention.tokens.0 < at);
    (next < named.len()).then_some(next)
}

/// The mention that a pinpoint stands before: with "of" or the like between
/// them, or (`with_of` false) only a comma or nothing.
fn before_name(
    tokens: &Tokens<'_>,
    named: &[Named],
    pin: &Pinpoints,
    with_of: bool,
) -> Option<usize> {
    let m = next_mention(named, pin.end)?;
    let mention = &named[m];
    if mention.mention.rule == "ibid" || !mention.is_name() {
        return None;
    }
    let mut at = pin.end;
    let mut has_of = false;
    let mut words = 0;
    while at < mention.tokens.0 {
        if at > pin.end + GAP {
            return None;
        }
        if let Some(next) = tokens.after(at, Meaning::Of) {
            has_of = true;
            at = next;
        } else if let Some(next) = is_filler(tokens, at) {
            at = next;
        } else if tokens.is_mark(at, ',') && words == 0 {
            at += 1;
        } else if has_of && is_attribute(tokens, at) && words < 6 {
            words += 1;
            at += 1;
        } else {
            return None;
        }
    }
    (at == mention.tokens.0 && has_of == with_of).then_some(m)
}

/// A word that may stand between "of the" and a name: a year, a body
/// ("paragraph 5 of General Assembly resolution 60/251").
fn is_attribute(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Kind::Number => true,
        Kind::Word => {
            tokens.str(at).starts_with(char::is_uppercase)
                || tokens.after(at, Meaning::Same).is_some()
                || tokens.after(at, Meaning::Versions).is_some()
                || tokens.after(at, Meaning::And).is_some()
        }
        Kind::Mark(c) => matches!(c, '\'' | '-' | '.'),
        Kind::Break | Kind::Name => false,
    }
}

/// "Tunis Agenda, paras. 35 and 36": from each mention on, the pinpoints that
/// follow it.
fn after_names(
    tokens: &Tokens<'_>,
    named: &[Named],
    pins: &[Pinpoints],
    owners: &mut [Option<(usize, &'static str)>],
) {
    for (m, mention) in named.iter().enumerate() {
        let limit = named.get(m + 1).map_or(usize::MAX, |next| next.tokens.0);
        let mut at = mention.tokens.1;
        let mut is_first = true;
        loop {
            let p = pins.partition_point(|pin| pin.start < at);
            let Some(pin) = pins.get(p).filter(|pin| pin.start < limit) else { break };
            let follows = if is_first {
                follows_name(tokens, at, pin.start)
            } else {
                follows_pinpoint(tokens, at, pin.start)
            };
            // "Article XX of the GATT 1994, chapeau included" names no part of it.
            if owners[p].is_some() || !follows || pin.unit == Unit::Chapeau {
                break;
            }
            owners[p] = Some((m, "pinpoint-after-name"));
            at = pin.end;
            is_first = false;
        }
    }
}

fn is_unnumbered(pin: &Pinpoints) -> bool {
    pin.items.iter().all(|item| item.pinpoint.steps().iter().all(|step| step.label().is_empty()))
}

/// "article 3 and article 5 of the UDHR": what is joined to a pinpoint that
/// stands before its name goes with it.
fn chains(tokens: &Tokens<'_>, pins: &[Pinpoints], owners: &mut [Option<(usize, &'static str)>]) {
    for p in (1..pins.len()).rev() {
        let (first, second) = (&pins[p - 1], &pins[p]);
        if owners[p - 1].is_none()
            && !is_unnumbered(first)
            && owners[p].is_some_and(|(_, rule)| rule == "pinpoint-before-name")
            && second.start > first.end
            && follows_pinpoint(tokens, first.end, second.start)
        {
            owners[p - 1] = owners[p];
        }
    }
}

/// Whether only words of passage stand between a name and a pinpoint: a date
/// ("of 16 December 2015"), "in particular", a bracket.
fn follows_name(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    if to > from + GAP {
        return false;
    }
    let mut at = from;
    while at < to {
        if let Some(next) = date_gloss(tokens, at).or_else(|| body_gloss(tokens, at)) {
            at = next;
        } else if let Some(next) = is_filler(tokens, at).or_else(|| tokens.after(at, Meaning::Then))
        {
            at = next;
        } else if matches!(tokens.kind(at), Kind::Mark(',' | '(' | ':' | ';' | '-' | ')' | ']'))
            || tokens.is_mark(at, '.') && tokens.glued(at + 1)
            || tokens.after(at, Meaning::And).is_some() && at > from
        {
            at += 1;
        } else {
            return false;
        }
    }
    at == to
}

fn follows_pinpoint(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let next = tokens
            .after(at, Meaning::And)
            .or_else(|| is_filler(tokens, at))
            .or_else(|| tokens.after(at, Meaning::Then))
            .or_else(|| matches!(tokens.kind(at), Kind::Mark(',' | ';' | ')')).then_some(at + 1));
        match next {
            Some(next) if to <= from + GAP => at = next,
            _ => return false,
        }
    }
    at == to
}

/// "of the General Assembly" behind a number.
fn body_gloss(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let of = tokens.after(at, Meaning::Of)?;
    let first = tokens.after(of, Meaning::The).unwrap_or(of);
    let is_body = |at: usize| {
        tokens.kind(at) == Kind::Word && tokens.str(at).starts_with(char::is_uppercase)
            || tokens.after(at, Meaning::Of).is_some()
    };
    let end = (first..first + 6).find(|&at| !is_body(at))?;
    (end > first && tokens.str(first).starts_with(char::is_uppercase)).then_some(end)
}

/// "of 16 December 2015", "(1948)", "of 1966", "du 25 mai 2018".
fn date_gloss(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = tokens.after(at, Meaning::Of).unwrap_or(at);
    if tokens.is_mark(next, '(') {
        next += 1;
    }
    let start = next;
    let is_month = |at: usize| {
        tokens
            .term(at)
            .is_some_and(|(t, _)| t.meanings().any(|(m, _)| matches!(m, Meaning::Month(_))))
    };
    let mut has_year = false;
    while next < start + 7 {
        match tokens.kind(next) {
            Kind::Number => has_year |= tokens.number(next).is_some_and(|n| n > 1800),
            Kind::Word if is_month(next) || tokens.after(next, Meaning::Of).is_some() => {}
            _ => break,
        }
        next += 1;
        if has_year {
            return Some(if tokens.is_mark(next, ')') { next + 1 } else { next });
        }
    }
    None
}

/// "Article 6, on robustness of networks, and Article 7, on …, of the ITRs":
/// the last member found its name; those before it in the sentence go with it.
fn interrupted_lists(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    named: &[Named],
    pins: &[Pinpoints],
    owners: &mut [Option<(usize, &'static str)>],
) {
    let name_between = |from: usize, to: usize| {
        next_mention(named, from).is_some_and(|m| named[m].is_name() && named[m].tokens.0 < to)
    };
    for p in (0..pins.len()).rev() {
        if owners[p].is_none() {
            owners[p] = over_gloss(text, tokens, named, &pins[p]);
        }
        let (Some((m, _)), Some(before)) = (owners[p], p.checked_sub(1)) else { continue };
        let (first, second) = (&pins[before], &pins[p]);
        let before_its_name = named[m].tokens.0 >= second.end;
        let joined = tokens.is_mark(first.end, ',')
            && (first.end..second.start).any(|at| tokens.after(at, Meaning::And).is_some());
        if owners[before].is_none()
            && before_its_name
            && joined
            && first.unit == second.unit
            && second.start - first.end < INTERRUPTION
            && !name_between(first.end, second.start)
            && same_sentence(text, tokens, first.start, second.start)
        {
            owners[before] = Some((m, "interrupted-list"));
        }
    }
}

/// "Article 7, on unsolicited bulk communications, of the ITRs": a gloss
/// between two commas.
fn over_gloss(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    named: &[Named],
    pin: &Pinpoints,
) -> Option<(usize, &'static str)> {
    if !tokens.is_mark(pin.end, ',') {
        return None;
    }
    let m = next_mention(named, pin.end)?;
    let name = named[m].tokens.0;
    if name > pin.end + INTERRUPTION || !same_sentence(text, tokens, pin.start, name) {
        return None;
    }
    let mut at = name;
    while at > pin.end && is_filler(tokens, at - 1) == Some(at) {
        at -= 1;
    }
    let of = (1..=3).find_map(|back| {
        let of = at.checked_sub(back)?;
        (tokens.after(of, Meaning::Of)? == at).then_some(of)
    })?;
    (of > pin.end + 1 && tokens.is_mark(of - 1, ',')).then_some((m, "interrupted-list"))
}

pub(super) fn same_sentence(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    first: usize,
    second: usize,
) -> bool {
    let byte = |at: usize| tokens.get(at).map_or(0, |token| token.span.start());
    text.sentence_at(byte(first)) == text.sentence_at(byte(second))
}
