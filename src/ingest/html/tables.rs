//! Which tables hold data, and which only lay out the page.

use super::tags::Tag;
use super::tree::{Kind, Tree};

/// Longest cell of a table of data, in characters.
const LONGEST_CELL: usize = 1500;

/// For each node, the cell of a table of data it stands in, if it does.
///
/// Old pages are laid out with tables. Their cells are no cells to a reader:
/// such a table holds another table, headings, or cells as long as pages.
pub(super) fn cells(tree: &Tree) -> Vec<Option<usize>> {
    let is_layout = layout(tree);
    let mut table: Vec<Option<usize>> = vec![None; tree.nodes.len()];
    let mut cell: Vec<Option<usize>> = vec![None; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let tag = node.tag();
        table[i] =
            if tag == Some(Tag::Table) { Some(i) } else { node.parent.and_then(|p| table[p]) };
        cell[i] = match (tag, table[i]) {
            (Some(Tag::Table), _) => None,
            (Some(tag), Some(table)) if tag.is_cell() => (!is_layout[table]).then_some(i),
            _ => node.parent.and_then(|p| cell[p]),
        };
    }
    cell
}

fn layout(tree: &Tree) -> Vec<bool> {
    let mut is_layout = vec![false; tree.nodes.len()];
    let mut length = vec![0_usize; tree.nodes.len()];
    let mut widest_row = vec![0_usize; tree.nodes.len()];
    // What a node passes on to the table around it.
    let mut spoils = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().rev() {
        match &node.kind {
            Kind::Text(range) => length[i] = range.len(),
            Kind::Element(tag, attributes) => match tag {
                Tag::Table => {
                    let presents =
                        attributes.as_ref().is_some_and(|a| a.roles.contains("presentation"));
                    is_layout[i] = spoils[i] || widest_row[i] < 2 || presents;
                    spoils[i] = true;
                    widest_row[i] = 0;
                }
                tag if tag.is_cell() => {
                    spoils[i] |= length[i] > LONGEST_CELL;
                    widest_row[i] = 1;
                }
                tag if tag.is_heading() => spoils[i] = true,
                _ => {}
            },
        }
        if let Some(parent) = node.parent {
            length[parent] += length[i];
            spoils[parent] |= spoils[i];
            let is_row = tree.nodes[parent].tag() == Some(Tag::Tr);
            let cells = widest_row[i];
            let widest = &mut widest_row[parent];
            *widest = if is_row { *widest + cells } else { (*widest).max(cells) };
        }
    }
    is_layout
}
