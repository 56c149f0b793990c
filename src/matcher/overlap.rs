//! Which of two overlapping mentions stands, and which repeat one another.

use super::{Mention, Text};
use crate::catalogue::{Catalogue, NameKind};

/// Of overlapping mentions the first stands, of those that begin together
/// the longest: a name inside a longer name is not a mention of its own.
pub(super) fn settle(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end()), rank(m)));
    let mut settled: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match settled.last_mut() {
            Some(last) if last.span.overlaps(mention.span) => {
                // A longer reading of the same place wins over one that
                // begins a little earlier ("resolution 5" inside a title).
                let longer = mention.span.len() > last.span.len();
                if longer && !last.span.contains(mention.span) && rank(&mention) < rank(last) {
                    *last = mention;
                }
            }
            _ => settled.push(mention),
        }
    }
    settled
}

/// Catalogued names before open-ended forms.
fn rank(mention: &Mention) -> u8 {
    match mention.name {
        Some(NameKind::Symbol) => 0,
        Some(NameKind::Title | NameKind::Name) => 1,
        Some(NameKind::Acronym) => 2,
        None => 3,
    }
}

/// "Universal Declaration of Human Rights (UDHR)" is one mention.
pub(super) fn join_acronyms(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    let normal = text.normal.text();
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions.drain(..) {
        if let Some(last) = joined.last_mut()
            && mention.name.is_some()
            && matches!(last.name, Some(NameKind::Title | NameKind::Name))
            && last.targets == mention.targets
        {
            let between = &normal[last.span.end()..mention.span.start()];
            let opens = matches!(between.trim(), "(" | "(\"" | "[" | "(the" | "(the \"" | "('");
            let after = normal[mention.span.end()..].trim_start_matches(['"', '\'']);
            if opens && after.starts_with([')', ']']) {
                let closing = normal.len() - after.len() + 1;
                last.span = crate::model::Span::new(last.span.start(), closing);
                continue;
            }
        }
        joined.push(mention);
    }
    *mentions = joined;
}

/// Bytes from a number to the title that repeats it, at most.
const TITLE_REACH: usize = 400;

/// A title that repeats the number just cited is no second mention
/// ("resolution 70/125, entitled …"). Agendas and declarations have a life
/// of their own and stay.
pub(super) fn drop_repeated_titles(
    text: &Text<'_>,
    catalogue: &Catalogue,
    mentions: &mut Vec<Mention>,
) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions.drain(..) {
        let repeats = kept.last().is_some_and(|last| {
            last.name.is_none()
                && mention.name.is_some_and(|kind| kind != NameKind::Symbol)
                && last.targets == mention.targets
                && mention.span.start() - last.span.end() < TITLE_REACH
                && text.normal.block_span_at(last.span.start()).contains(mention.span)
                && is_apposition(text, last, &mention)
                && mention.targets.iter().all(|target| has_only_a_number(catalogue, target))
        });
        if !repeats {
            kept.push(mention);
        }
    }
    *mentions = kept;
}

/// Whether a name only explains the number before it: the title in the same
/// sentence, another name in brackets or quotation marks.
fn is_apposition(text: &Text<'_>, number: &Mention, name: &Mention) -> bool {
    let between = &text.normal.text()[number.span.end()..name.span.start()];
    let opens = between.trim_end().ends_with(['(', '"', '\'']);
    let same_sentence = text.sentence_at(number.span.start()).contains(name.span);
    same_sentence && (opens || name.name == Some(NameKind::Title))
}

fn has_only_a_number(catalogue: &Catalogue, target: &super::Target) -> bool {
    catalogue.instrument(target.id.as_str()).is_some_and(|instrument| {
        matches!(
            instrument.kind.as_str(),
            "resolution" | "decision" | "regulation" | "directive" | "recommendation"
        )
    })
}
