//! What the words before a citation say the document does with it.

use crate::grammar::{Meaning, Tokens};
use crate::matcher::Text;
use crate::model::{Function, Span, View};

/// The function of what is cited in a span: the last word of function before
/// it in its sentence, or the first word of its block where the sentence has
/// none (a preambular paragraph over a list).
pub(super) fn of(text: &Text<'_>, tokens: &Tokens<'_>, span: Span<View>) -> Option<Function> {
    let sentence = text.sentence_at(span.start());
    let to = tokens.at_byte(span.start());
    let from = tokens.at_byte(sentence.start());
    let in_range = |from: usize| (from..to).filter_map(|at| function(tokens, at)).next_back();
    in_range(from).or_else(|| {
        let block = text.normal.block_span_at(span.start());
        let first = tokens.at_byte(block.start());
        (first..(first + 3).min(to)).find_map(|at| function(tokens, at))
    })
}

fn function(tokens: &Tokens<'_>, at: usize) -> Option<Function> {
    let (term, _) = tokens.term(at)?;
    term.meanings().find_map(|(meaning, _)| match meaning {
        Meaning::Function(function) => Some(function),
        _ => None,
    })
}
