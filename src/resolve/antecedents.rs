//! Rules `ibid`, `thereof` and `bare-pinpoint`: what leans on an earlier mention.
//!
//! *Ibid.* means the mention before it, and its pinpoint too where it has
//! none of its own; it does not jump over a note that we could not read
//! (high confidence). A pinpoint with "thereof" belongs to the mention
//! before it, and a bare one ("Article 66.1" after TRIPS) to the one
//! instrument named before it in its sentence or paragraph that has such a
//! part (medium confidence).

use super::{Named, provision};
use crate::catalogue::Catalogue;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::{Mention, Target, Text};
use crate::model::{BlockId, BlockKind, Confidence, How, Unit};
use crate::pinpoint::Pinpoints;

/// Blocks that an *ibid.* outside a note reaches back over, at most.
const IBID_REACH: usize = 2;

/// A document that calls itself by a noun so often is a treaty.
const TREATY: usize = 5;

/// Adds a mention for every *ibid.*; what it means is traced later.
pub(super) fn add_ibids(tokens: &Tokens<'_>, named: &mut Vec<Named>) {
    let mut at = 0;
    while at < tokens.len() {
        match tokens.after(at, Meaning::Ibid) {
            // One word can mean nothing else; "там же" inside a sentence is
            // "there too".
            Some(next) if next == at + 1 || begins_a_reference(tokens, at) => {
                let end = next + usize::from(tokens.is_mark(next, '.') && tokens.glued(next));
                named.push(leaning(tokens, (at, end), "ibid", Confidence::High));
                at = end;
            }
            _ => at += 1,
        }
    }
    named.sort_by_key(|mention| mention.mention.span);
}

fn begins_a_reference(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or(Kind::Break, |before| tokens.kind(before));
    !matches!(before, Kind::Word | Kind::Name | Kind::Mark(','))
}

fn leaning(
    tokens: &Tokens<'_>,
    range: (usize, usize),
    rule: &'static str,
    confidence: Confidence,
) -> Named {
    let mention = Mention {
        how: How::BackReference,
        rule,
        confidence,
        ..Mention::of(tokens.span(range.0, range.1), Vec::new())
    };
    let mut named = Named::new(mention, tokens);
    named.tokens = range;
    named
}

/// Gives every leaning mention and every loose pinpoint its antecedent.
pub(super) fn trace(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    named: &mut Vec<Named>,
    loose: Vec<Pinpoints>,
) {
    let own_articles = counts_articles(text) || speaks_of_itself(tokens);
    for pin in loose {
        let is_own = pin.unit == Unit::Article && own_articles || is_of_this(tokens, &pin);
        if !is_own && let Some(mention) = bare(text, catalogue, tokens, named, pin) {
            let at = named.partition_point(|m| m.mention.span <= mention.mention.span);
            named.insert(at, mention);
        }
    }
    for m in 0..named.len() {
        if named[m].mention.rule == "ibid" {
            match ibid(text, named, m) {
                Ok(antecedent) => {
                    let earlier = named[antecedent].clone();
                    let mention = &mut named[m];
                    mention.is_ambiguous = earlier.is_ambiguous;
                    mention.mention.targets = earlier.mention.targets;
                    mention.mention.edition = earlier.mention.edition;
                    if mention.pins.is_empty() {
                        mention.inherited =
                            if earlier.pins.is_empty() { earlier.inherited } else { earlier.pins };
                    }
                }
                Err(reason) => named[m].unresolved = Some(reason.to_owned()),
            }
        }
    }
}

/// Whether the citing document has articles of its own: there a bare
/// "Article 25" is one of those.
fn counts_articles(text: &Text<'_>) -> bool {
    let is_article = |label: &String| {
        let folded = label.to_lowercase();
        folded.starts_with("art") || folded.starts_with('第')
    };
    let labels = text.document.blocks.iter().filter_map(|block| block.label.as_ref());
    labels.filter(|label| is_article(label)).count() >= 3
}

/// Whether the document calls itself "this Agreement" again and again, as
/// treaties do.
fn speaks_of_itself(tokens: &Tokens<'_>) -> bool {
    let names_itself = |at: usize| {
        tokens.after(at, Meaning::This).is_some_and(|noun| {
            let word = tokens.str(noun);
            word.starts_with(char::is_uppercase)
                && tokens.grammar().is_noun(&tokens.grammar().folding().fold_str(word))
        })
    };
    (0..tokens.len()).filter(|&at| names_itself(at)).nth(TREATY - 1).is_some()
}

/// "paragraph 4 above", "article 5 of this Convention".
fn is_of_this(tokens: &Tokens<'_>, pin: &Pinpoints) -> bool {
    let mut at = pin.end;
    for _ in 0..4 {
        if tokens.after(at, Meaning::Here).is_some() || tokens.after(at, Meaning::This).is_some() {
            return true;
        }
        match tokens.after(at, Meaning::Of) {
            Some(next) => at = next,
            None if tokens.is_mark(at, '(') || tokens.is_mark(at, '\'') => at += 1,
            None => break,
        }
    }
    // "the present article 3", "this paragraph 2".
    (1..=2.min(pin.start))
        .any(|back| tokens.after(pin.start - back, Meaning::This) == Some(pin.start))
}

fn bare(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    named: &[Named],
    pin: Pinpoints,
) -> Option<Named> {
    let thereof = tokens.after(pin.end, Meaning::Thereof);
    let span = tokens.span(pin.start, pin.end);
    let before = named.partition_point(|mention| mention.mention.span.start() < span.start());
    let before = &named[..before];
    let sentence = text.sentence_at(span.start());
    let block = text.normal.block_span_at(span.start());
    let mut is_ambiguous = false;
    let targets = if thereof.is_some() {
        let last = before.last().filter(|m| m.mention.span.start() >= block.start())?;
        last.mention.targets.clone()
    } else {
        if !may_be_bare(pin.unit) || !stands_free(tokens, &pin) {
            return None;
        }
        let fitting = |from: usize| candidates(catalogue, before, from, &pin);
        let near = fitting(sentence.start());
        let near = if near.is_empty() { fitting(block.start()) } else { near };
        is_ambiguous = near.len() > 1;
        (!near.is_empty()).then_some(near)?
    };
    let rule = if thereof.is_some() { "thereof" } else { "bare-pinpoint" };
    let range = (pin.start, thereof.unwrap_or(pin.end));
    let mut mention = leaning(tokens, range, rule, Confidence::Medium);
    mention.mention.targets = targets;
    mention.pins = vec![pin];
    mention.is_ambiguous = is_ambiguous;
    Some(mention)
}

/// The units that tell an instrument's part from anything else so numbered.
fn may_be_bare(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Article
            | Unit::Para
            | Unit::Recital
            | Unit::Target
            | Unit::Action
            | Unit::ActionLine
            | Unit::Principle
    )
}

/// A pinpoint that another noun claims is not bare: "paragraph 5 of the
/// report", "article 3 of Law 15".
fn stands_free(tokens: &Tokens<'_>, pin: &Pinpoints) -> bool {
    // "UNESCO submission, para. 11", "{{Article29}}": what stands before claims it.
    let claimed = pin.start > 1
        && tokens.is_mark(pin.start - 1, ',')
        && tokens.kind(pin.start - 2) == Kind::Word
        && tokens.term(pin.start - 2).is_none();
    if claimed || pin.start > 0 && tokens.is_mark(pin.start - 1, '{') {
        return false;
    }
    let mut at = pin.end;
    if tokens.is_mark(at, ',') {
        at += 1;
    }
    match tokens.after(at, Meaning::Of) {
        // "in", "under" and the like may begin any clause; "of" claims.
        Some(_) => tokens.after(at, Meaning::Owner).is_none(),
        // Russian puts the owner behind it: "пункту 9 повестки дня".
        None => {
            let owner = tokens.str(at).starts_with(|c| ('\u{400}'..='\u{4ff}').contains(&c));
            tokens.kind(at) != Kind::Name && !(owner && tokens.term(at).is_none())
        }
    }
}

/// The instruments named since byte `from` that have such a part.
fn candidates(
    catalogue: &Catalogue,
    before: &[Named],
    from: usize,
    pin: &Pinpoints,
) -> Vec<Target> {
    let mut candidates: Vec<Target> = Vec::new();
    for mention in before.iter().rev().take_while(|m| m.mention.span.start() >= from) {
        for target in &mention.mention.targets {
            let fits =
                pin.items.iter().all(|i| provision::fits(catalogue, &target.id, &i.pinpoint));
            if fits && candidates.iter().all(|known| known.id != target.id) {
                candidates.push(target.clone());
            }
        }
    }
    candidates
}

/// The mention that the *ibid.* at index `m` means.
fn ibid(text: &Text<'_>, named: &[Named], m: usize) -> Result<usize, &'static str> {
    let block = |i: usize| text.normal.block_at(named[i].mention.span.start()).map_or(0, |id| id.0);
    let here = block(m);
    let mut earlier = (0..m).rev().filter(|&i| named[i].mention.how != How::Hyperlink);
    let antecedent = match previous_note(text, here) {
        // The body between two notes cites what it likes.
        Some(note) => earlier
            .find(|&i| block(i) == here || block(i) == note)
            .ok_or("the note before it could not be read"),
        None => earlier
            .next()
            .filter(|&i| content_blocks_between(text, block(i), here) <= IBID_REACH)
            .ok_or("what stands before it could not be read"),
    }?;
    if named[antecedent].mention.targets.is_empty() {
        return Err("what it refers to could not be resolved");
    }
    Ok(antecedent)
}

/// The note before a note.
fn previous_note(text: &Text<'_>, block: usize) -> Option<usize> {
    let blocks = &text.document.blocks;
    let is_note = |at: usize| blocks[at].kind == BlockKind::Footnote;
    is_note(block).then(|| (0..block).rev().find(|&at| is_note(at))).flatten()
}

fn content_blocks_between(text: &Text<'_>, from: usize, to: usize) -> usize {
    text.normal.blocks().filter(|(BlockId(at), _)| (from..to).contains(at)).count()
}
