//! Which instruments a question that names none may have meant.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, Instrument};

/// Something that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// In words.
    pub label: String,
    /// Its id, which can be asked for as it stands.
    pub id: String,
}

/// How many are offered.
const OFFERED: usize = 3;

/// Two texts that share fewer of their letter pairs, in percent, are not alike.
const ALIKE: usize = 40;

/// The instruments whose names are most like the question, best first.
pub fn nearest(question: &str, catalogue: &Catalogue) -> Vec<Named> {
    let asked = pairs(question);
    let mut scored: Vec<(usize, &Instrument)> = catalogue
        .instruments()
        .iter()
        .map(|instrument| (likeness(&asked, instrument), instrument))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    // Ids settle what the scores leave open.
    scored.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.id.cmp(&y.id)));
    let named = |(_, instrument): (usize, &Instrument)| Named {
        label: instrument.label.clone(),
        id: instrument.id.to_string(),
    };
    scored.into_iter().take(OFFERED).map(named).collect()
}

fn likeness(asked: &BTreeSet<[char; 2]>, instrument: &Instrument) -> usize {
    let names = instrument.names.iter().map(|(_, name)| name.as_str());
    let own = [instrument.label.as_str(), &instrument.title, instrument.id.as_str()];
    names.chain(own).map(|name| shared(asked, &pairs(name))).max().unwrap_or(0)
}

/// How many of all letter pairs are shared, in percent (Dice's measure).
fn shared(a: &BTreeSet<[char; 2]>, b: &BTreeSet<[char; 2]>) -> usize {
    200 * a.intersection(b).count() / (a.len() + b.len()).max(1)
}

/// The letter pairs within the words of a text. Numbers and the words that
/// name units say nothing about an instrument.
fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    const SAY_NOTHING: [&str; 16] = [
        "who",
        "cites",
        "the",
        "of",
        "para",
        "paras",
        "paragraph",
        "paragraphs",
        "art",
        "article",
        "articles",
        "section",
        "and",
        "for",
        "in",
        "on",
    ];
    let mut pairs = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        if !SAY_NOTHING.contains(&letters.iter().collect::<String>().as_str()) {
            pairs.extend(letters.windows(2).map(|pair| [pair[0], pair[1]]));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_nearer_than_another_name() {
        let asked = pairs("who cites Tunnis Agend paragraph 69");
        let near = shared(&asked, &pairs("Tunis Agenda"));
        assert!(near >= ALIKE, "{near}");
        assert!(shared(&asked, &pairs("Budapest Convention")) < ALIKE);
        assert_eq!(shared(&pairs("para 69"), &pairs("")), 0);
    }
}
