//! Mentions to citations, in reading order.
//!
//! Short forms, defined terms and *ibid.* are traced to what they lean on,
//! pinpoints are put with the mention they belong to, editions are told
//! apart, and every provision is held against what its instrument has.

mod antecedents;
mod assemble;
mod attach;
mod bare_numbers;
mod definitions;
mod editions;
mod examples;
mod functions;
mod nouns;
mod provision;
mod supra;

pub use examples::{Fault, check_examples};

use crate::catalogue::Catalogue;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::{self, Mention, Text};
use crate::model::{Document, Findings, Span, View};
use crate::pinpoint::{self, Pinpoints};

/// All citations of a document.
pub fn cite(document: &Document, catalogue: &Catalogue) -> Findings {
    read(Text::new(document, catalogue.grammar()), catalogue)
}

/// What a question asks for: read by the rules for documents, except that a
/// number behind any name is a pinpoint ("Tunis Agenda 69"). Only where that
/// gives nothing, names count without their neighbourhood and in any case
/// ("tunis 69", "TA 69").
pub fn read_question(question: &str, catalogue: &Catalogue) -> Findings {
    let document = Document::of_words(question);
    let read =
        |is_lenient| read(Text::of_question(&document, catalogue.grammar(), is_lenient), catalogue);
    let strict = read(false);
    if strict.citations.is_empty() { read(true) } else { strict }
}

fn read(text: Text<'_>, catalogue: &Catalogue) -> Findings {
    let mut tokens = Tokens::new(text.normal.text(), catalogue.grammar());
    let mut named: Vec<Named> = matcher::find(&text, catalogue, &tokens)
        .into_iter()
        .map(|m| Named::new(m, &tokens))
        .collect();
    prefer_named_before(&mut named);
    let defining = definitions::add(&text, &tokens, &mut named);
    nouns::add(&text, catalogue, &tokens, &mut named, &defining);
    editions::tell(catalogue, &tokens, &mut named);
    antecedents::add_ibids(&tokens, &mut named);
    supra::add(&tokens, &mut named);
    for mention in named.iter().filter(|mention| mention.is_name()) {
        tokens.set_name(mention.mention.span);
    }
    let pins = pinpoint::read_all(&tokens);
    let loose = attach::attach(&text, &tokens, &mut named, pins);
    bare_numbers::attach(&text, catalogue, &tokens, &mut named);
    supra::trace(&text, &mut named);
    antecedents::trace(&text, catalogue, &tokens, &mut named, loose);
    assemble::assemble(&text, catalogue, &tokens, &named)
}

/// Of instruments with one title, the one that the document named otherwise
/// before is meant.
fn prefer_named_before(named: &mut [Named]) {
    for m in 0..named.len() {
        if !named[m].is_ambiguous {
            continue;
        }
        let (before, rest) = named.split_at_mut(m);
        let mention = &mut rest[0];
        let is_named = |target: &matcher::Target| {
            before.iter().any(|b| !b.is_ambiguous && b.mention.targets.contains(target))
        };
        let mut known: Vec<_> =
            mention.mention.targets.iter().filter(|t| is_named(t)).cloned().collect();
        if known.len() == 1 {
            mention.mention.targets = vec![known.remove(0)];
            mention.is_ambiguous = false;
        }
    }
}

/// A mention with all that is found out about it.
#[derive(Debug, Clone)]
struct Named {
    mention: Mention,
    /// Its first token, and the one after its last.
    tokens: (usize, usize),
    /// The pinpoints that belong to it, in the order written.
    pins: Vec<Pinpoints>,
    /// The pinpoints of its antecedent, where it has none of its own.
    inherited: Vec<Pinpoints>,
    /// By which rule the first of them was found.
    pin_rule: Option<&'static str>,
    /// Several instruments are possible and one is meant.
    is_ambiguous: bool,
    /// Why it could not be resolved.
    unresolved: Option<String>,
    /// The note that a *supra* points to.
    note: Option<u32>,
}

impl Named {
    fn new(mention: Mention, tokens: &Tokens<'_>) -> Self {
        let from = tokens.at_byte(mention.span.start());
        let to = tokens.at_byte(mention.span.end());
        Self {
            is_ambiguous: mention.is_ambiguous,
            mention,
            tokens: (from, to.max(from + 1)),
            pins: Vec::new(),
            inherited: Vec::new(),
            pin_rule: None,
            unresolved: None,
            note: None,
        }
    }

    /// Whether its words are a name (and not *ibid.*, or a link over
    /// anything).
    fn is_name(&self) -> bool {
        !matches!(self.mention.rule, "ibid" | "supra" | "hyperlink" | "bare-pinpoint" | "thereof")
    }

    /// The words that cite: the mention with its pinpoints.
    fn span(&self, tokens: &Tokens<'_>) -> Span<View> {
        let span = self
            .pins
            .iter()
            .map(|pins| tokens.span(pins.start, pins.end))
            .fold(self.mention.span, Span::join);
        // 《突尼斯议程》第69段 begins with its mark, "Tunis Agenda (paragraph 69)"
        // ends with its bracket.
        let text = tokens.text();
        let words = span.of(text);
        let is_cut = words.contains('》') && !words.contains('《');
        let opens = is_cut && text[..span.start()].ends_with('《');
        let opening = if opens { '《'.len_utf8() } else { 0 };
        let span: Span<View> = Span::new(span.start() - opening, span.end());
        let words = span.of(text);
        let is_open = words.matches('(').count() > words.matches(')').count();
        let closes = is_open && tokens.text()[span.end()..].starts_with(')');
        Span::new(span.start(), span.end() + usize::from(closes))
    }
}

/// Whether a token may stand between a pinpoint and the name it goes with,
/// without saying anything: articles, quotation marks, emphasis.
fn is_filler(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if let Some(next) = tokens.after(at, Meaning::The) {
        return Some(next);
    }
    matches!(tokens.kind(at), Kind::Mark('"' | '\'' | '*' | '_' | '[' | '《' | '》'))
        .then_some(at + 1)
}
