//! A document as the rules see it: normalised, folded, and asked about its neighbourhoods.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

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
    /// Whether it is a question: there a number behind a name is a pinpoint.
    pub is_question: bool,
    /// Whether names count in any neighbourhood and in any case.
    pub is_lenient: bool,
    grammar: &'d Grammar,
    /// Where its sentences begin.
    sentences: OnceCell<Vec<usize>>,
    /// Conditions on the whole document that were asked before.
    whole: RefCell<HashMap<Condition, bool>>,
    /// The neighbourhoods asked about before, folded.
    near: RefCell<HashMap<Span<View>, Rc<str>>>,
}

impl<'d> Text<'d> {
    /// Prepares a document.
    pub fn new(document: &'d Document, grammar: &'d Grammar) -> Self {
        let normal = normalize(document);
        let folded = grammar.folding().fold(normal.text());
        Self {
            document,
            normal,
            folded,
            is_question: false,
            is_lenient: false,
            grammar,
            sentences: OnceCell::new(),
            whole: RefCell::default(),
            near: RefCell::default(),
        }
    }

    /// Prepares a question.
    ///
    /// A lenient reading takes whatever may name an instrument: who asks has
    /// the neighbourhood in mind.
    pub fn of_question(question: &'d Document, grammar: &'d Grammar, is_lenient: bool) -> Self {
        Self { is_question: true, is_lenient, ..Self::new(question, grammar) }
    }

    /// Whether a condition holds around a byte of the normalised text.
    pub fn holds(&self, condition: &Condition, at: usize) -> bool {
        match condition.scope {
            None => true,
            Some(Scope::Document) => self.holds_anywhere(condition),
            Some(Scope::Paragraph) => self.holds_in(condition, self.normal.block_span_at(at)),
            Some(Scope::Sentence) => self.holds_in(condition, self.sentence_at(at)),
        }
    }

    fn holds_anywhere(&self, condition: &Condition) -> bool {
        if let Some(&known) = self.whole.borrow().get(condition) {
            return known;
        }
        let holds = condition.holds_in(self.folded.text());
        self.whole.borrow_mut().insert(condition.clone(), holds);
        holds
    }

    fn holds_in(&self, condition: &Condition, span: Span<View>) -> bool {
        let known = self.near.borrow().get(&span).cloned();
        let folded = known.unwrap_or_else(|| {
            let folded = self.grammar.folding().fold_str(span.of(self.normal.text()));
            let folded: Rc<str> = folded.into();
            self.near.borrow_mut().insert(span, Rc::clone(&folded));
            folded
        });
        condition.holds_in(&folded)
    }

    /// The sentence in which a byte of the normalised text stands, without
    /// white space around it.
    pub fn sentence_at(&self, at: usize) -> Span<View> {
        let text = self.normal.text();
        let starts = self.sentences.get_or_init(|| self.sentence_starts());
        let after = starts.partition_point(|&start| start <= at);
        let start = after.checked_sub(1).map_or(0, |i| starts[i]);
        let end = starts.get(after).copied().unwrap_or(text.len());
        let written = text[start..end].trim_end();
        let lead = written.len() - written.trim_start().len();
        Span::new(start + lead, start + written.len())
    }

    fn sentence_starts(&self) -> Vec<usize> {
        let mut starts = Vec::new();
        for (_, block) in self.normal.blocks() {
            let text = block.of(self.normal.text());
            starts.push(block.start());
            let ends = self.grammar.sentences().ends(text).filter(|&end| end < text.len());
            starts.extend(ends.map(|end| block.start() + end));
        }
        starts
    }
}
