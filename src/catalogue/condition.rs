//! What must and must not stand near a name before it means an instrument.

use crate::text::Folding;

/// How far "near" reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The sentence.
    Sentence,
    /// The block: a paragraph, a note, a heading.
    Paragraph,
    /// The whole document.
    Document,
}

/// A condition on the neighbourhood of a name or number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Condition {
    /// At least one of these folded phrases stands in the scope (if any is
    /// listed).
    pub needs: Vec<String>,
    /// None of these does.
    pub not: Vec<String>,
    /// How far to look.
    pub scope: Option<Scope>,
}

impl Condition {
    pub(super) fn new(folding: &Folding, needs: &[String], not: &[String], scope: Scope) -> Self {
        let fold = |phrases: &[String]| phrases.iter().map(|p| folding.fold_str(p)).collect();
        let scope = (!needs.is_empty() || !not.is_empty()).then_some(scope);
        Self { needs: fold(needs), not: fold(not), scope }
    }

    /// The same without what must not stand near.
    pub fn without_exclusions(&self) -> Self {
        Self { needs: self.needs.clone(), not: Vec::new(), scope: self.scope }
    }

    /// Whether it holds in a folded piece of text.
    pub fn holds_in(&self, folded: &str) -> bool {
        (self.needs.is_empty() || self.needs.iter().any(|phrase| has_phrase(folded, phrase)))
            && !self.not.iter().any(|phrase| has_phrase(folded, phrase))
    }
}

/// Whether a folded text has a folded phrase, not inside another word. A
/// plural or another ending of the last word is the phrase as well.
fn has_phrase(folded: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && folded.match_indices(phrase).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + phrase.len()..].chars().next();
            let is_unspaced = phrase.chars().next().is_some_and(|c| c > '\u{2e80}');
            let ends = after.is_none_or(|c| !c.is_alphanumeric())
                || folded[at + phrase.len()..].starts_with('s');
            is_unspaced || before.is_none_or(|c| !c.is_alphanumeric()) && ends
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_words_and_not_inside_one() {
        let condition = |needs: &[&str], not: &[&str]| {
            let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
            Condition::new(&Folding::default(), &own(needs), &own(not), Scope::Sentence)
        };
        assert!(
            condition(&["Human Rights Council"], &[]).holds_in("the human rights council said")
        );
        assert!(!condition(&["HRC"], &[]).holds_in("the hrcx said"));
        assert!(
            !condition(&[], &["technical assistance"]).holds_in("for technical assistance ta 69")
        );
    }
}
