//! A document does not cite itself: its own symbol in headers and titles is left out.

use std::collections::BTreeSet;

use super::{Mention, Text};
use crate::model::{BlockKind, How, InstrumentId};

/// How far into a text its own symbol is looked for, in bytes.
const HEAD: usize = 600;
/// How far into a text its own number is looked for, in bytes.
const TITLE: usize = 80;
/// A text of fewer blocks is an excerpt, without a head.
const FEWEST_BLOCKS: usize = 4;
/// A block with more than this around a symbol says something about it.
const AROUND: usize = 24;

/// Leaves out mentions of the document itself by its symbol.
pub(super) fn drop_own(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    if text.document.blocks.len() < FEWEST_BLOCKS {
        return;
    }
    let own = own_ids(text, mentions);
    mentions.retain(|mention| {
        let is_own = mention.targets.iter().all(|target| own.contains(&target.id));
        !(is_own && by_symbol_or_number(mention) && stands_alone(text, mention))
    });
}

/// The ids of symbols that stand alone at the head of the text, or in its
/// running headers.
fn own_ids(text: &Text<'_>, mentions: &[Mention]) -> BTreeSet<InstrumentId> {
    let running: Vec<&str> = text
        .document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::RunningHeader | BlockKind::RunningFooter))
        .map(|block| text.document.block_text(block))
        .collect();
    let in_header = |mention: &Mention| {
        let symbol = mention.span.of(text.normal.text());
        running.iter().any(|header| header.contains(symbol))
    };
    mentions
        .iter()
        .filter(|mention| by_symbol_or_number(mention))
        .filter(|m| m.span.start() < reach(m) && stands_alone(text, m) || in_header(m))
        .flat_map(|mention| mention.targets.iter().map(|target| target.id.clone()))
        .collect()
}

/// A symbol stands anywhere in the head, a number only over it: further down
/// it may be the first of a list.
fn reach(mention: &Mention) -> usize {
    if mention.how == How::Symbol { HEAD } else { TITLE }
}

fn by_symbol_or_number(mention: &Mention) -> bool {
    mention.how == How::Symbol || mention.name.is_none()
}

fn stands_alone(text: &Text<'_>, mention: &Mention) -> bool {
    let block = text.normal.block_span_at(mention.span.start());
    block.len() <= mention.span.len() + AROUND
}
