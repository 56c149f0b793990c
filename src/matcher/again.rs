//! Rule `numbered-again`: a number without the words that told its body before.
//!
//! "Resolution 102" after "Resolution 102 (Rev. Busan, 2014)" is the same
//! resolution, where the document names only one of that number. Medium
//! confidence, since the rest of the document decides. In a question, a
//! number that several bodies use is ambiguous, and all of them are listed.

use super::{Mention, Target, Text};
use crate::catalogue::{Catalogue, Family};
use crate::grammar::{Kind, Meaning, Tokens};
use crate::model::{Confidence, How, Span, View};

/// Mentions by a bare number, beside those found already (sorted by place).
pub(super) fn find(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    known: &[Mention],
) -> Vec<Mention> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (head, number) in numbers(tokens, at) {
            let span = tokens.span(at, number + 1);
            if overlaps(known, span) {
                continue;
            }
            let mut targets = named_before(catalogue, known, head, tokens.str(number));
            if targets.is_empty() && text.is_lenient {
                targets = of_any_body(text, catalogue, tokens, head, number);
            }
            let is_ambiguous = targets.len() > 1;
            if targets.len() == 1 || is_ambiguous && text.is_lenient {
                found.push(mention(span, targets, is_ambiguous));
                break;
            }
        }
    }
    found
}

/// A capitalised head noun at a token with a plain number behind it.
fn numbers(tokens: &Tokens<'_>, at: usize) -> Vec<(u8, usize)> {
    let Some((term, mut number)) = tokens.term(at) else { return Vec::new() };
    if tokens.is_mark(number, '.') && tokens.glued(number) {
        number += 1;
    }
    number = tokens.after(number, Meaning::NumberSign).unwrap_or(number);
    let is_plain = tokens.number(number).is_some_and(|n| n < 2000)
        && !(tokens.is_mark(number + 1, '/') || tokens.is_mark(number + 1, '('))
        && !(tokens.kind(number + 1) == Kind::Word && tokens.glued(number + 1));
    let is_high = tokens.str(at).starts_with(char::is_uppercase);
    let heads = term.meanings().filter_map(|(meaning, _)| match meaning {
        Meaning::Head { head, .. } => Some((head, number)),
        _ => None,
    });
    if is_plain && is_high { heads.collect() } else { Vec::new() }
}

fn overlaps(known: &[Mention], span: Span<View>) -> bool {
    let next = known.partition_point(|mention| mention.span.end() <= span.start());
    known.get(next).is_some_and(|mention| mention.span.overlaps(span))
}

/// The instruments with this number that the document names with their body.
fn named_before(catalogue: &Catalogue, known: &[Mention], head: u8, number: &str) -> Vec<Target> {
    let ending = format!("-{number}");
    let mut targets: Vec<Target> = Vec::new();
    for target in known.iter().flat_map(|mention| &mention.targets) {
        let is_numbered = target.id.as_str().ends_with(&ending)
            && catalogue.family_of(&target.id).is_some_and(|family| takes(family, head));
        if is_numbered && !targets.contains(target) {
            targets.push(target.clone());
        }
    }
    targets
}

fn takes(family: &Family, head: u8) -> bool {
    family.forms.iter().any(|form| form.heads.contains(&head))
}

/// The members with this number of all families that the head noun may mean.
fn of_any_body(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    head: u8,
    number: usize,
) -> Vec<Target> {
    let normal = text.normal.text();
    let Some(token) = tokens.get(number) else { return Vec::new() };
    let mut targets: Vec<Target> = Vec::new();
    for (family, form) in catalogue.numbers(head) {
        let Some(captures) = form.captures_at(normal, token.span.start()) else { continue };
        let is_all = captures.get_match().is_some_and(|found| found.end() == token.span.end());
        let capture =
            |name: &str| captures.get_group_by_name(name).map(|span| &normal[span.range()]);
        if let Some(member) = is_all.then(|| family.member(form, capture)).flatten() {
            let target = Target::member(member, catalogue);
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
    }
    targets
}

fn mention(span: Span<View>, targets: Vec<Target>, is_ambiguous: bool) -> Mention {
    Mention {
        how: How::ShortForm,
        rule: "numbered-again",
        confidence: Confidence::Medium,
        is_ambiguous,
        ..Mention::of(span, targets)
    }
}
