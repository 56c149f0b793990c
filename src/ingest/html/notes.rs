//! Marks that call a note, and the notes they call.

use std::collections::BTreeMap;

use super::tags::Tag;
use super::tree::{Kind, Tree};

/// The notes of a page.
#[derive(Debug)]
pub(super) struct Notes {
    /// For each node, whether it is a mark, and the node it leads to.
    pub(super) marks: Vec<Mark>,
    /// For nodes that a mark leads to: the mark as a label ("6").
    pub(super) labels: BTreeMap<usize, String>,
}

/// What a node is to the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// No mark.
    No,
    /// A mark without a link.
    Raised,
    /// A mark that leads to this node.
    Calls(usize),
}

/// Finds the marks of a page: links within the page whose text is a mark and
/// which lead further down, and raised marks.
pub(super) fn find(tree: &Tree) -> Notes {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, node) in tree.nodes.iter().enumerate() {
        for id in node.attributes().iter().flat_map(|attributes| &attributes.ids) {
            ids.entry(id).or_insert(i);
        }
    }
    let block = blocks(tree);
    let mut notes = Notes { marks: vec![Mark::No; tree.nodes.len()], labels: BTreeMap::new() };
    for (i, node) in tree.nodes.iter().enumerate() {
        let Some(tag) = node.tag() else { continue };
        if tag != Tag::Sup && (tag != Tag::A || node.href().is_none()) {
            continue;
        }
        let text = text_of(tree, i);
        let Some(mark) = mark(&text) else { continue };
        if tag == Tag::Sup {
            if is_number(mark) {
                notes.marks[i] = Mark::Raised;
            }
            continue;
        }
        let fragment = node.href().and_then(|href| href.split_once('#')).map(|(_, id)| id);
        let target = fragment.and_then(|id| ids.get(id)).copied();
        let is_named = node.attributes().is_some_and(|a| a.roles.contains("noteref"));
        if let Some(target) = target
            && target > i
            && (is_named || (follows_words(tree, &block, i) && is_note(tree, &block, target)))
        {
            notes.marks[i] = Mark::Calls(target);
            notes.labels.entry(target).or_insert_with(|| mark.to_owned());
        }
    }
    notes
}

/// For each node, the innermost block element around it or itself.
fn blocks(tree: &Tree) -> Vec<Option<usize>> {
    let mut block = vec![None; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let is_block = node.tag().is_some_and(Tag::is_block);
        block[i] = if is_block { Some(i) } else { node.parent.and_then(|p| block[p]) };
    }
    block
}

/// Whether words stand before node `i` in its block: the numbers of a table
/// of contents follow none.
fn follows_words(tree: &Tree, block: &[Option<usize>], i: usize) -> bool {
    const NEAR: usize = 12;
    let before = (i.saturating_sub(NEAR)..i).rev();
    let mut texts =
        before.take_while(|&j| block[j] == block[i]).filter_map(|j| match &tree.nodes[j].kind {
            Kind::Text(range) => Some(&tree.text[range.clone()]),
            Kind::Element(..) => None,
        });
    texts.any(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Whether what a mark leads to can be a note: neither a heading nor a whole
/// section.
fn is_note(tree: &Tree, block: &[Option<usize>], target: usize) -> bool {
    const MOST_NODES: usize = 200;
    let node = &tree.nodes[target];
    let around = block[target].and_then(|b| tree.nodes[b].tag());
    let is_heading = |tag: Option<Tag>| tag.is_some_and(Tag::is_heading);
    !is_heading(around)
        && node.end - target < MOST_NODES
        && !tree.nodes[target..node.end].iter().any(|node| is_heading(node.tag()))
}

/// A raised number or sign is a mark; a raised "th" or "a" is none.
fn is_number(mark: &str) -> bool {
    mark.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§'))
}

/// The mark that a text is, without its brackets.
fn mark(text: &str) -> Option<&str> {
    let mark = text.trim().trim_matches(['[', ']', '(', ')', ' ', '\u{a0}', '.', ',']);
    let is_sign = !mark.is_empty() && mark.len() <= 9 && mark.chars().all(|c| "*†‡§#".contains(c));
    let digits = mark.len() <= 3 && !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
    let letters = mark.len() <= 4
        && (mark.len() == 1 && mark.chars().all(char::is_alphabetic)
            || !mark.is_empty() && mark.chars().all(|c| "ivxl".contains(c)));
    (is_sign || digits || letters).then_some(mark)
}

/// The first characters of the text in a node.
fn text_of(tree: &Tree, i: usize) -> String {
    const ENOUGH: usize = 24;
    let mut text = String::new();
    for node in tree.nodes[i..tree.nodes[i].end].iter().take(ENOUGH) {
        if let Kind::Text(range) = &node.kind {
            text.extend(tree.text[range.clone()].chars().take(ENOUGH));
        }
    }
    text
}
