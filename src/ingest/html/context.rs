//! What stands around each node: the facts that decide what block its text makes.

use super::notes::Notes;
use super::tags::Tag;
use super::tree::Tree;
use super::{navigation, tables};

/// What stands around one node, itself included.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// It belongs to a menu or the like.
    pub(super) navigation: bool,
    /// It stands in a heading.
    pub(super) heading: bool,
    /// White space in it stands as written.
    pub(super) pre: bool,
    /// The list item it stands in.
    pub(super) item: Option<usize>,
    /// The note it stands in: the node that the mark leads to.
    pub(super) note: Option<usize>,
    /// The cell it stands in, of whatever kind of table.
    pub(super) cell: Option<usize>,
    /// The cell of a table of data it stands in.
    pub(super) data_cell: Option<usize>,
    /// The row it stands in.
    pub(super) row: Option<usize>,
    /// It is no text of the page.
    pub(super) dropped: bool,
}

/// What stands around every node of a page.
pub(super) fn around(tree: &Tree, notes: &Notes) -> Vec<Around> {
    let mut all: Vec<Around> = Vec::with_capacity(tree.nodes.len());
    let data_cells = tables::cells(tree);
    for (i, node) in tree.nodes.iter().enumerate() {
        let mut around = node.parent.map_or_else(Around::default, |parent| all[parent]);
        around.data_cell = data_cells[i];
        if let Some(tag) = node.tag() {
            if tag.is_block() && notes.labels.contains_key(&i) {
                around.note = Some(i);
            }
            around.heading |= tag.is_heading();
            around.pre |= matches!(tag, Tag::Pre | Tag::Textarea);
            around.dropped |= tag.is_dropped();
            match tag {
                Tag::Li => around.item = Some(i),
                Tag::Td | Tag::Th => around.cell = Some(i),
                Tag::Tr => around.row = Some(i),
                Tag::Table => (around.cell, around.row) = (None, None),
                _ => {}
            }
        }
        all.push(around);
    }
    let is_note: Vec<bool> = all
        .iter()
        .enumerate()
        .map(|(i, around)| around.note.is_some() || notes.labels.contains_key(&i))
        .collect();
    for (around, navigation) in all.iter_mut().zip(navigation::find(tree, &is_note)) {
        around.navigation = navigation;
    }
    all
}

/// For each row, how many cells stand in it.
pub(super) fn cells_in_rows(tree: &Tree) -> Vec<usize> {
    let mut cells = vec![0; tree.nodes.len()];
    for node in &tree.nodes {
        if let (Some(parent), Some(Tag::Td | Tag::Th)) = (node.parent, node.tag()) {
            cells[parent] += 1;
        }
    }
    cells
}
