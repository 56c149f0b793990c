//! Mentions: every place where a document names an instrument by itself.
//!
//! One scan finds names, one finds symbols; numbers are read behind head
//! nouns, and addresses of links are looked up. What only makes sense after
//! an earlier mention (*ibid.*, "the Agenda") is the business of `resolve`.

mod again;
mod links;
mod names;
mod numbers;
mod overlap;
mod own;
mod text;

use crate::catalogue::{Catalogue, NameKind, SymbolHit};
use crate::grammar::Tokens;
use crate::model::{Confidence, How, InstrumentCard, InstrumentId, Language, Span, View};

pub use names::names_something_else;
pub use text::Text;

/// A place where instruments are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name, symbol or number.
    pub span: Span<View>,
    /// What it names: several where one name stands for several instruments
    /// at once, or where several numbers share one edition bracket.
    pub targets: Vec<Target>,
    /// By what kind of words.
    pub how: How,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure that rule is.
    pub confidence: Confidence,
    /// The language of the words, where the catalogue says it.
    pub language: Option<Language>,
    /// The kind of name, for names.
    pub name: Option<NameKind>,
    /// The edition that was named ("Rev. Dubai, 2018").
    pub edition: Option<String>,
    /// Whether one of several targets is meant, and not all.
    pub is_ambiguous: bool,
    /// Whether it counts only with a pinpoint ("TA 69").
    pub needs_pinpoint: bool,
}

impl Mention {
    /// A place and what it names, for a rule to complete.
    pub(crate) fn of(span: Span<View>, targets: Vec<Target>) -> Self {
        Self {
            span,
            targets,
            how: How::Explicit,
            rule: "",
            confidence: Confidence::High,
            language: None,
            name: None,
            edition: None,
            is_ambiguous: false,
            needs_pinpoint: false,
        }
    }
}

/// One instrument that a mention names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: InstrumentId,
    /// What is shown of it.
    pub card: InstrumentCard,
}

/// All mentions of a document that stand for themselves, in order, none
/// overlapping another.
pub fn find(text: &Text<'_>, catalogue: &Catalogue, tokens: &Tokens<'_>) -> Vec<Mention> {
    let mut mentions = names::find(text, catalogue, tokens);
    let mut symbols = symbols(text, catalogue);
    symbols.sort_by_key(|symbol| symbol.span);
    mentions.extend(numbers::find(text, catalogue, tokens, &symbols));
    mentions.extend(symbols);
    let mut mentions = overlap::settle(mentions);
    overlap::join_acronyms(text, &mut mentions);
    overlap::drop_repeated_titles(text, catalogue, &mut mentions);
    own::drop_own(text, &mut mentions);
    let again = again::find(text, catalogue, tokens, &mentions);
    mentions.extend(again);
    mentions.sort_by_key(|mention| mention.span);
    links::add(text, catalogue, &mut mentions);
    mentions
}

fn symbols(text: &Text<'_>, catalogue: &Catalogue) -> Vec<Mention> {
    let hits = catalogue
        .symbols()
        .find(catalogue.families(), text.normal.text(), |form, at| text.holds(&form.condition, at));
    let suffixed = |hit: &SymbolHit<'_>| suffixed(text, catalogue, hit);
    let more: Vec<Mention> = hits.iter().filter_map(suffixed).collect();
    hits.into_iter()
        .map(|hit| Mention {
            how: how(&text.normal.text()[hit.start..hit.end]),
            rule: "symbol",
            confidence: hit.form.confidence,
            ..Mention::of(
                Span::new(hit.start, hit.end),
                vec![Target::member(hit.member, catalogue)],
            )
        })
        .chain(more)
        .collect()
}

/// A form that spells its noun out is no bare symbol: "General Assembly
/// resolution 60/251".
fn how(words: &str) -> How {
    let spelled = |word: &str| word.chars().filter(|c| c.is_lowercase()).count() > 4;
    if words.split(' ').any(spelled) { How::Explicit } else { How::Symbol }
}

/// "A/60/L.50 and Add.1": the addendum of the document just named.
fn suffixed(text: &Text<'_>, catalogue: &Catalogue, hit: &SymbolHit<'_>) -> Option<Mention> {
    let normal = text.normal.text();
    let suffix = hit.family.suffix_at(normal, hit.end)?;
    let symbol = format!("{}/{}", &normal[hit.start..hit.end], suffix.of(normal));
    let hits = catalogue.symbols().find(catalogue.families(), &symbol, |_, _| true);
    let hit = hits.into_iter().find(|hit| hit.start == 0 && hit.end == symbol.len())?;
    Some(Mention {
        how: How::Symbol,
        rule: "symbol-suffix",
        confidence: hit.form.confidence,
        ..Mention::of(suffix, vec![Target::member(hit.member, catalogue)])
    })
}

impl Target {
    fn member(member: crate::catalogue::Member, catalogue: &Catalogue) -> Self {
        let id = catalogue.known_as(member.id);
        let card = catalogue.card(&id).unwrap_or(InstrumentCard {
            label: member.label,
            title: None,
            url: member.url,
            edition_of: None,
        });
        Self { id, card }
    }
}
