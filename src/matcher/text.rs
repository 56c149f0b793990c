//! A document as the rules see it: normalised, folded, and asked about its neighbourhoods.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::catalogue::{Condition, Scope};
use crate::grammar::Grammar;
use crate::model::{Document, Span, View};
use crate::text::{FoldedText, NormalText, normalize};

/// A document with the texts that matching runs on.
#[derive(Debug)]
pub struct Text<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its normalised text.
    pub normal: NormalText,
    /// The folded text made from that.
    pub folded: FoldedText,
    grammar: &'d Grammar,
    /// Conditions on the whole document that were asked before.
    whole: RefCell<HashMap<Condition, bool>>,
}

impl<'d> Text<'d> {
    /// Prepares a document.
    pub fn new(document: &'d Document, grammar: &'d Grammar) -> Self {
        let normal = normalize(document);
        let folded = grammar.folding().fold(normal.text());
        Self { document, normal, folded, grammar, whole: RefCell::default() }
    }

    /// Whether a condition holds around a byte of the normalised text.
    pub fn holds(&self, condition: &Condition, at: usize) -> bool {
        let span = match condition.scope {
            None => return true,
            Some(Scope::Document) => return self.holds_anywhere(condition),
            Some(Scope::Paragraph) => self.normal.block_span_at(at),
            Some(Scope::Sentence) => self.sentence_at(at),
        };
        condition.holds_in(&self.grammar.folding().fold_str(span.of(self.normal.text())))
    }

    fn holds_anywhere(&self, condition: &Condition) -> bool {
        if let Some(&known) = self.whole.borrow().get(condition) {
            return known;
        }
        let holds = condition.holds_in(self.folded.text());
        self.whole.borrow_mut().insert(condition.clone(), holds);
        holds
    }

    /// The sentence in which a byte of the normalised text stands.
    pub fn sentence_at(&self, at: usize) -> Span<View> {
        let block = self.normal.block_span_at(at);
        let inside = at.saturating_sub(block.start());
        let sentence = self.grammar.sentences().around(block.of(self.normal.text()), inside);
        Span::new(block.start() + sentence.start, block.start() + sentence.end)
    }
}
