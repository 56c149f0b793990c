//! Rule `hyperlink`: a link whose address is that of an instrument.
//!
//! High confidence where the catalogue lists the address or the address
//! carries a symbol. A link over words that cite the same instrument anyway
//! is no second citation.

use super::{Mention, Target, Text};
use crate::catalogue::Catalogue;
use crate::model::{How, Span, View};

/// Adds the mentions that only links make.
pub(super) fn add(text: &Text<'_>, catalogue: &Catalogue, mentions: &mut Vec<Mention>) {
    let mut found = Vec::new();
    for link in &text.document.links {
        let Some(target) = target(&link.href, catalogue) else { continue };
        let Some(span) = view_span(text, link.span) else { continue };
        let near = text.sentence_at(span.start());
        // Mentions are in order: only those in the sentence matter.
        let first = mentions
            .partition_point(|mention| mention.span.end() <= near.start().min(span.start()));
        let beside = mentions[first..]
            .iter()
            .take_while(|mention| mention.span.start() < near.end().max(span.end()));
        let is_cited = beside.chain(found.iter().rev().take(8)).any(|mention: &Mention| {
            let same = mention.targets.iter().any(|other| other.id == target.id);
            same && (near.contains(mention.span) || mention.span.overlaps(span))
                || mention.span.overlaps(span)
        });
        if !is_cited {
            found.push(mention(span, target));
        }
    }
    mentions.append(&mut found);
    mentions.sort_by_key(|mention| mention.span);
}

/// The instrument that an address leads to.
fn target(href: &str, catalogue: &Catalogue) -> Option<Target> {
    let addresses = catalogue.addresses();
    if let Some(at) = addresses.instrument(href) {
        let id = catalogue.instruments()[at].id.clone();
        return catalogue.card(&id).map(|card| Target { id, card });
    }
    let symbol = addresses.symbol(href)?;
    let hits = catalogue.symbols().find(catalogue.families(), &symbol, |_, _| true);
    let hit = hits.into_iter().find(|hit| hit.start == 0)?;
    Some(Target::member(hit.member, catalogue))
}

fn view_span(text: &Text<'_>, span: Span) -> Option<Span<View>> {
    let start = text.normal.position_of(span.start())?;
    let end = text.normal.position_of(span.end()).unwrap_or(text.normal.text().len());
    let written = text.normal.text().get(start..end)?.trim_end();
    (!written.is_empty()).then(|| Span::new(start, start + written.len()))
}

fn mention(span: Span<View>, target: Target) -> Mention {
    Mention { how: How::Hyperlink, rule: "hyperlink", ..Mention::of(span, vec![target]) }
}
