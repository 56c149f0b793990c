//! Marks of notes in plain text and Markdown, joined to the notes they call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::ingest::labels;
use crate::model::{Block, BlockId, BlockKind, NoteMarker, Span};

/// Finds the marks `[^1]` of Markdown.
pub(super) fn markdown(text: &str, blocks: &[Block]) -> Vec<NoteMarker> {
    static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\[\^([^\[\]\s]+)\]").ok());
    let notes = footnotes(blocks);
    let marks = MARK.iter().flat_map(|regex| regex.captures_iter(text));
    marks
        .filter_map(|found| {
            let (whole, mark) = (found.get(0)?, found.get(1)?);
            let note = notes.get(mark.as_str()).copied();
            // The note's own label stands at its beginning.
            let is_label = note.is_some_and(|id| blocks[id.0].span.start() == whole.start());
            let span = Span::new(whole.start(), whole.end());
            (!is_label).then_some(NoteMarker { span, note })
        })
        .collect()
}

/// Finds raised digits ("Society,⁶") and, where a block begins with `[6]`,
/// the `[6]` before it; such blocks become footnotes.
pub(super) fn plain(text: &str, blocks: &mut [Block]) -> Vec<NoteMarker> {
    static MARK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\[(\d{1,3})\]|[⁰¹²³⁴-⁹]+").ok());
    let mut found = Vec::new();
    let mut called: BTreeSet<&str> = BTreeSet::new();
    for mark in MARK.iter().flat_map(|regex| regex.captures_iter(text)) {
        let Some(whole) = mark.get(0) else { continue };
        let after = blocks.partition_point(|block| block.span.start() <= whole.start());
        let Some(block) = after.checked_sub(1).map(|i| &mut blocks[i]) else { continue };
        let heads_block = block.span.start() == whole.start();
        match mark.get(1).map(|number| number.as_str()) {
            Some(number) if heads_block && called.contains(number) => {
                block.kind = BlockKind::Footnote;
                block.label = Some(number.to_owned());
            }
            Some(_) if heads_block => {}
            Some(number) => {
                called.insert(number);
                found.push((Some(number), Span::new(whole.start(), whole.end())));
            }
            None if !heads_block && !labels::is_power(&text[..whole.start()]) => {
                found.push((None, Span::new(whole.start(), whole.end())));
            }
            None => {}
        }
    }
    let notes = footnotes(blocks);
    let calls = found.into_iter().filter_map(|(number, span)| match number {
        None => Some(NoteMarker { span, note: None }),
        Some(number) => notes.get(number).map(|&id| NoteMarker { span, note: Some(id) }),
    });
    calls.collect()
}

/// The notes by their mark.
fn footnotes(blocks: &[Block]) -> BTreeMap<String, BlockId> {
    let mut notes = BTreeMap::new();
    for (i, block) in blocks.iter().enumerate() {
        if let (BlockKind::Footnote, Some(label)) = (block.kind, &block.label) {
            notes.entry(label.clone()).or_insert(BlockId(i));
        }
    }
    notes
}
