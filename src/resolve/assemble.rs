//! Mentions with their pinpoints to citations with their evidence.

use std::collections::BTreeMap;

use super::{Named, functions, provision};
use crate::catalogue::Catalogue;
use crate::grammar::Tokens;
use crate::matcher::{Target, Text};
use crate::model::{
    Citation, Confidence, Document, Evidence, Findings, InstrumentCard, InstrumentId, Language,
    Pinpoint, Provision, Status, Unit,
};
use crate::pinpoint::Item;

/// All citations of the mentions, in order.
pub(super) fn assemble(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    named: &[Named],
) -> Findings {
    let citing = citing(text.document);
    let mut findings = Findings::default();
    let counted = named.iter().filter(|m| !(m.mention.needs_pinpoint && m.pins.is_empty()));
    for (mention, group) in counted.zip(1..) {
        let evidence = evidence(text, tokens, mention, &citing);
        let function = functions::of(text, tokens, mention.mention.span);
        let citation = |provision, via, status, note| Citation {
            provision,
            edition: mention.mention.edition.clone(),
            evidence: evidence.clone(),
            how: mention.mention.how,
            rule: mention.pin_rule.unwrap_or(mention.mention.rule),
            confidence: match mention.pin_rule {
                Some("interrupted-list") => mention.mention.confidence.min(Confidence::Medium),
                _ => mention.mention.confidence,
            },
            status,
            function,
            group,
            via,
            note,
        };
        note_cards(catalogue, &mut findings.instruments, mention);
        if let Some(reason) = &mention.unresolved {
            let status = Status::Unresolved(reason.clone());
            findings.citations.push(citation(None, None, status, None));
        } else if mention.is_ambiguous {
            let status = Status::Ambiguous(candidates(catalogue, mention));
            findings.citations.push(citation(None, None, status, None));
        } else {
            for (provision, via, status, note) in provisions(catalogue, mention) {
                let edition = catalogued_edition(catalogue, &provision.instrument);
                let mut citation = citation(Some(provision), via, status, note);
                citation.edition = edition.or(citation.edition);
                findings.citations.push(citation);
            }
        }
    }
    findings.citations.sort_by_key(|citation| citation.evidence.span.start());
    findings
}

type Resolved = (Provision, Option<String>, Status, Option<String>);

/// Every provision that a mention cites.
fn provisions(catalogue: &Catalogue, mention: &Named) -> Vec<Resolved> {
    let items: Vec<&Item> = items(mention).collect();
    let targets = &mention.mention.targets;
    let fitting: Vec<&Target> = targets
        .iter()
        .filter(|target| {
            items.iter().all(|item| provision::fits(catalogue, &target.id, &item.pinpoint))
        })
        .collect();
    // A joint name with a pinpoint means the one that has such a part.
    let chosen =
        if targets.len() > 1 && fitting.len() == 1 { fitting } else { targets.iter().collect() };
    let mut resolved = Vec::new();
    for target in chosen {
        let mut any = false;
        for item in &items {
            let checked = provision::check(catalogue, &target.id, &item.pinpoint);
            let Some(pinpoint) = checked.pinpoint else { continue };
            any = true;
            let provision = Provision { instrument: target.id.clone(), pinpoint: Some(pinpoint) };
            let status = match checked.status {
                Status::Ok => whole_status(catalogue, &target.id),
                other => other,
            };
            resolved.push((provision, item.via.clone(), status, checked.note));
        }
        if !any {
            let status = whole_status(catalogue, &target.id);
            resolved.push((Provision::whole(target.id.clone()), None, status, None));
        }
    }
    resolved
}

fn items(mention: &Named) -> impl Iterator<Item = &Item> {
    let pins = if mention.pins.is_empty() { &mention.inherited } else { &mention.pins };
    pins.iter().flat_map(|pin| &pin.items)
}

fn whole_status(catalogue: &Catalogue, id: &InstrumentId) -> Status {
    if catalogue.editions_of(id).is_empty() { Status::Ok } else { Status::EditionUnknown }
}

/// What tells an instrument that is an edition of another one ("1988").
fn catalogued_edition(catalogue: &Catalogue, id: &InstrumentId) -> Option<String> {
    catalogue.instrument(id.as_str())?.edition_words.first().cloned()
}

fn candidates(catalogue: &Catalogue, mention: &Named) -> Vec<Provision> {
    let mut candidates: Vec<Provision> =
        provisions(catalogue, mention).into_iter().map(|(provision, ..)| provision).collect();
    candidates.sort();
    candidates
}

fn note_cards(
    catalogue: &Catalogue,
    cards: &mut BTreeMap<InstrumentId, InstrumentCard>,
    mention: &Named,
) {
    for target in &mention.mention.targets {
        if let Some(general) = &target.card.edition_of
            && let Some(card) = catalogue.card(general)
        {
            cards.entry(general.clone()).or_insert(card);
        }
        cards.entry(target.id.clone()).or_insert_with(|| target.card.clone());
    }
}

fn evidence(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    mention: &Named,
    citing: &[Option<Pinpoint>],
) -> Evidence {
    let view = mention.span(tokens);
    let span = text.normal.to_source(view);
    let block = text.normal.block_at(view.start());
    Evidence {
        span,
        block,
        page: text.document.page_at(span.start()),
        citing: block.and_then(|id| citing.get(id.0).cloned().flatten()),
        language: language(mention).or(text.document.language),
    }
}

fn language(mention: &Named) -> Option<Language> {
    mention.pins.first().map(|pin| pin.language).or(mention.mention.language)
}

/// For each block the numbered part of the document that it is: paragraph
/// 14, Article 3, item (b) of the paragraph before it.
fn citing(document: &Document) -> Vec<Option<Pinpoint>> {
    let mut outer: Option<Pinpoint> = None;
    let mut citing = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let own = block
            .label
            .as_deref()
            .filter(|_| block.kind.is_content() && block.kind != crate::model::BlockKind::Footnote)
            .and_then(|label| part(label, outer.as_ref()));
        if let Some(own) = &own
            && !own.1
        {
            outer = Some(own.0.clone());
        }
        citing.push(own.map(|(pinpoint, _)| pinpoint));
    }
    citing
}

/// The part that a printed label makes, and whether it is one below `outer`.
fn part(label: &str, outer: Option<&Pinpoint>) -> Option<(Pinpoint, bool)> {
    let bare = label.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    if let Some(number) = lower.strip_prefix("art") {
        let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
        return (!number.is_empty()).then(|| (Pinpoint::new(Unit::Article, number), false));
    }
    let mut levels = bare.split('.');
    let first = levels.next()?;
    if !first.is_empty() && first.len() < 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        let pinpoint = levels.fold(Pinpoint::new(Unit::Para, first), |pin, level| pin.then(level));
        return Some((pinpoint, false));
    }
    let is_letter = bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_lowercase());
    (is_letter && !bare.is_empty()).then(|| outer.map(|outer| (outer.clone().then(bare), true)))?
}
