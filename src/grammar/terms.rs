//! Words and phrases with what they mean, found word by word.

use std::collections::HashMap;

use crate::model::{Function, Language, Unit};
use crate::text::Folding;

/// What a word or phrase of the grammar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Announces the number of a part.
    Unit(Unit),
    /// A noun that a number follows to make a name ("resolution 70/1").
    Head {
        /// Which ([`Grammar::head`](super::Grammar::head)).
        head: u8,
        /// Whether it governs several numbers.
        plural: bool,
    },
    /// What the document does with what follows.
    Function(Function),
    /// Joins members of a list.
    And,
    /// Joins the ends of a range.
    To,
    /// Stands between a part and its whole.
    Of,
    /// Is passed over before a name.
    The,
    /// "its", "their": an article that says whose.
    Possessive,
    /// Continues a name behind its noun ("Convention on …").
    NameGoesOn,
    /// "No."
    NumberSign,
    /// "et seq."
    EtSeq,
    /// "thereof"
    Thereof,
    /// "ibid."
    Ibid,
    /// "supra"
    Supra,
    /// Announces the number of a note.
    Note,
    /// Says that the part belongs to the citing document ("above").
    Here,
    /// "this", "the present".
    This,
    /// "the same".
    Same,
    /// A number in words.
    Ordinal(u8),
    /// The name of a month.
    Month(u8),
    /// "hereinafter"
    Defines,
    /// Stands between a name and a part that follows it.
    Then,
    /// "versions"
    Versions,
    /// Leads from a name to the conference that revised it ("as revised in").
    Revised,
    /// Says whose a part is: what follows owns it ("of", and not "in").
    Owner,
    /// Stands before a number whose unit follows it (第 in 第69段).
    NumberPrefix,
    /// A name that follows is not the instrument ("Committee on …").
    NotAfterThis,
    /// A name before it is not the instrument ("… Council").
    NotBeforeThis,
    /// The acronym of a treaty before it is its committee ("CRC recommended").
    CommitteeSpeaks,
}

/// The meanings of one word or phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    meanings: Vec<(Meaning, Language)>,
}

impl Term {
    /// Whether one of its meanings is this.
    pub fn means(&self, meaning: Meaning) -> bool {
        self.meanings.iter().any(|&(m, _)| m == meaning)
    }

    /// Whether it means this in a language.
    pub fn means_in(&self, meaning: Meaning, language: Language) -> bool {
        self.meanings.contains(&(meaning, language))
    }

    /// All meanings, with the language in which the term has them.
    pub fn meanings(&self) -> impl Iterator<Item = (Meaning, Language)> + '_ {
        self.meanings.iter().copied()
    }

    /// The unit whose number it announces, and in which language.
    pub fn unit(&self) -> Option<(Unit, Language)> {
        self.meanings().find_map(|(meaning, language)| match meaning {
            Meaning::Unit(unit) => Some((unit, language)),
            _ => None,
        })
    }
}

/// All terms, as a tree over folded words.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    nodes: Vec<HashMap<String, Node>>,
    terms: Vec<Term>,
    /// Terms in scripts without spaces, by their text.
    unspaced: HashMap<String, u32>,
    longest_unspaced: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    next: Option<u32>,
    term: Option<u32>,
}

impl Lexicon {
    pub(super) fn add(&mut self, folding: &Folding, phrase: &str, meaning: (Meaning, Language)) {
        let folded = folding.fold_str(phrase);
        let words: Vec<&str> = folded.split([' ', '.']).filter(|w| !w.is_empty()).collect();
        let Some((last, first)) = words.split_last() else { return };
        if words.len() == 1 && last.chars().any(is_unspaced) {
            let term = self.unspaced.get(*last).copied();
            let term = self.put(term, meaning);
            self.longest_unspaced = self.longest_unspaced.max(last.chars().count());
            self.unspaced.insert((*last).to_owned(), term);
            return;
        }
        if self.nodes.is_empty() {
            self.nodes.push(HashMap::new());
        }
        let mut at = 0;
        for word in first {
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let node = self.nodes[at].entry((*word).to_owned()).or_default();
            let next = *node.next.get_or_insert(fresh);
            if next == fresh {
                self.nodes.push(HashMap::new());
            }
            at = next as usize;
        }
        let known = self.nodes[at].get(*last).and_then(|node| node.term);
        let term = self.put(known, meaning);
        self.nodes[at].entry((*last).to_owned()).or_default().term = Some(term);
    }

    fn put(&mut self, known: Option<u32>, meaning: (Meaning, Language)) -> u32 {
        let at = known.unwrap_or_else(|| {
            self.terms.push(Term::default());
            u32::try_from(self.terms.len() - 1).unwrap_or(u32::MAX)
        });
        let term = &mut self.terms[at as usize];
        if !term.meanings.contains(&meaning) {
            term.meanings.push(meaning);
        }
        at
    }

    pub(super) fn term(&self, id: u32) -> &Term {
        &self.terms[id as usize]
    }

    /// The longest phrase that begins with the first of `words`: its id and
    /// how many words it takes.
    pub(super) fn longest<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(u32, usize)> {
        let mut best = None;
        let mut at = 0;
        for (count, word) in words.enumerate() {
            let Some(node) = self.nodes.get(at).and_then(|node| node.get(word)) else { break };
            if let Some(term) = node.term {
                best = Some((term, count + 1));
            }
            let Some(next) = node.next else { break };
            at = next as usize;
        }
        best
    }

    /// The longest term that begins `text`, in a script without spaces: its
    /// id and its length in characters.
    pub(super) fn longest_unspaced(&self, text: &[char]) -> Option<(u32, usize)> {
        (1..=self.longest_unspaced.min(text.len())).rev().find_map(|count| {
            let word: String = text[..count].iter().collect();
            self.unspaced.get(&word).map(|&term| (term, count))
        })
    }
}

/// Whether a character belongs to a script that is written without spaces.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3040}'..='\u{30ff}')
}
