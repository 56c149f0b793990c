//! The grammar of pinpoints in running text: "paras 69–71 and 73", "Art. XIV(c)(ii)", 第69段.
//!
//! One list of pinpoints is read at a time, from the word that announces it
//! to its last number: ranges are expanded, inner levels are put below outer
//! ones whichever is written first. What instrument it belongs to is decided
//! elsewhere.

mod label;
mod list;

pub use label::{Label, read_label};

use crate::grammar::Tokens;
use crate::model::{Language, Pinpoint, Unit};

/// A list of pinpoints as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinpoints {
    /// The provisions, in the order written, ranges expanded.
    pub items: Vec<Item>,
    /// The unit that was announced last on the outermost level.
    pub unit: Unit,
    /// The language of the word that announced it.
    pub language: Language,
    /// Index of its first token.
    pub start: usize,
    /// Index of the token after its last.
    pub end: usize,
}

/// One pinpoint of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The address.
    pub pinpoint: Pinpoint,
    /// The range it comes from, as written ("67-72").
    pub via: Option<String>,
}

/// Reads the list that begins at token `at`, if one does.
pub fn read(tokens: &Tokens<'_>, at: usize) -> Option<Pinpoints> {
    list::read(tokens, at)
}

/// Reads all lists of a text, in order.
pub fn read_all(tokens: &Tokens<'_>) -> Vec<Pinpoints> {
    let mut lists = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(tokens, at) {
            Some(list) => {
                at = list.end.max(at + 1);
                lists.push(list);
            }
            None => at += 1,
        }
    }
    lists
}

#[cfg(test)]
mod tests;
