//! Which parts of a page are menus and the like, as opposed to what it says.
//!
//! When in doubt a part is content: a menu read as content costs nothing, a
//! list of references read as a menu costs its citations.

use super::tags::Tag;
use super::tree::{Kind, Node, Tree};

/// What stands in each node of a page.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    /// Letters and digits.
    text: usize,
    /// Those that stand in links.
    linked: usize,
    /// Links with text.
    links: usize,
    /// Digits.
    digits: usize,
    /// Digits that stand in links.
    linked_digits: usize,
    /// Whether a heading stands in it.
    has_heading: bool,
}

/// For each node, whether it belongs to a menu or the like. `is_note` says
/// which nodes are notes, and so never do.
pub(super) fn find(tree: &Tree, is_note: &[bool]) -> Vec<bool> {
    let in_content = within(tree, |tag| matches!(tag, Tag::Main | Tag::Article));
    let in_part = within(tree, |tag| {
        matches!(tag, Tag::Main | Tag::Article | Tag::Section | Tag::Blockquote)
    });
    let measures = measure(tree);
    let all: usize = tree
        .nodes
        .iter()
        .zip(&measures)
        .filter(|(n, _)| n.parent.is_none())
        .map(|(_, m)| m.text)
        .sum();
    let holds_note = holds(tree, is_note);
    let mut navigation = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let inherited = node.parent.is_some_and(|parent| navigation[parent]);
        let is_content = is_note[i]
            || holds_note[i]
            // A menu that was never closed holds the page.
            || measures[i].text * 2 > all;
        navigation[i] = !is_note[i]
            && (inherited
                || (!is_content && is_navigation(node, measures[i], in_content[i], in_part[i])));
    }
    navigation
}

fn is_navigation(node: &Node, measure: Measure, in_content: bool, in_part: bool) -> bool {
    let Kind::Element(tag, attributes) = &node.kind else { return false };
    let mostly_linked = measure.linked * 2 >= measure.text;
    let by_tag = match tag {
        Tag::Nav | Tag::Select => true,
        Tag::Header => !in_part && !measure.has_heading && (mostly_linked || measure.text < 80),
        Tag::Footer => !in_part && (mostly_linked || measure.text < 300),
        Tag::Ul | Tag::Ol | Tag::Menu | Tag::Td => !in_content && is_menu(*tag, measure),
        _ => false,
    };
    let by_attribute = attributes.as_ref().is_some_and(|attributes| {
        let role = attributes.roles.split_whitespace().any(|role| {
            matches!(
                role,
                "navigation" | "menu" | "menubar" | "toolbar" | "doc-toc" | "toc" | "search"
            )
        });
        role || (mostly_linked || measure.text < 60)
            && tag.is_block()
            && !measure.has_heading
            && attributes.classes.split(|c: char| !c.is_alphanumeric()).any(names_menu)
    });
    by_tag || by_attribute
}

/// Words of class names that only menus and the like bear.
fn names_menu(word: &str) -> bool {
    const WORDS: [&str; 23] = [
        "nav",
        "navbar",
        "navi",
        "navigation",
        "navlist",
        "menu",
        "menus",
        "menubar",
        "submenu",
        "topmenu",
        "mainmenu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "share",
        "sharing",
        "social",
        "skip",
        "skiplink",
        "pagination",
        "pager",
        "toolbar",
        "backtotop",
    ];
    WORDS.contains(&word.to_ascii_lowercase().as_str())
}

/// A list of links that are short and name no number, as those of menus do.
fn is_menu(tag: Tag, measure: Measure) -> bool {
    let least = if tag == Tag::Td { 6 } else { 4 };
    measure.links >= least
        && measure.linked * 20 >= measure.text * 19
        && measure.linked <= measure.links * 22
        && measure.linked_digits == 0
        && !measure.has_heading
}

/// For each node, whether an element with such a tag is around it.
fn within(tree: &Tree, is: impl Fn(Tag) -> bool) -> Vec<bool> {
    let mut inside = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent;
        inside[i] = parent.is_some_and(|p| inside[p] || tree.nodes[p].tag().is_some_and(&is));
    }
    inside
}

/// For each node, whether one of these nodes is in it.
fn holds(tree: &Tree, nodes: &[bool]) -> Vec<bool> {
    let mut holds = vec![false; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().rev() {
        if let Some(parent) = node.parent {
            holds[parent] |= holds[i] || nodes[i];
        }
    }
    holds
}

fn measure(tree: &Tree) -> Vec<Measure> {
    let mut measures = vec![Measure::default(); tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().rev() {
        let this = &mut measures[i];
        match &node.kind {
            Kind::Text(range) => {
                let text = &tree.text[range.clone()];
                this.text = text.chars().filter(|c| c.is_alphanumeric()).count();
                this.digits = text.bytes().filter(u8::is_ascii_digit).count();
            }
            Kind::Element(tag, _) if tag.is_dropped() => *this = Measure::default(),
            Kind::Element(tag, _) => this.has_heading |= tag.is_heading(),
        }
        if node.href().is_some() && this.text > 0 {
            (this.linked, this.linked_digits, this.links) = (this.text, this.digits, 1);
        }
        let this = *this;
        if let Some(parent) = node.parent {
            let above = &mut measures[parent];
            above.text += this.text;
            above.digits += this.digits;
            above.linked += this.linked;
            above.linked_digits += this.linked_digits;
            above.links += this.links;
            above.has_heading |= this.has_heading;
        }
    }
    measures
}
