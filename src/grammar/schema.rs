//! The form of a grammar file, documented for its writers in `docs/adding-a-language.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Meaning;
use crate::model::{Function, Unit};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct GrammarFile {
    pub(super) language: String,
    #[serde(default)]
    pub(super) abbreviations: Vec<String>,
    /// Nouns that stand for an instrument named before.
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    units: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    heads: BTreeMap<String, Vec<Vec<String>>>,
    #[serde(default)]
    words: Words,
    #[serde(default)]
    not_instrument: NotInstrument,
    #[serde(default)]
    functions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) folding: FoldingRules,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Words {
    and: Vec<String>,
    to: Vec<String>,
    of: Vec<String>,
    the: Vec<String>,
    possessive: Vec<String>,
    name_goes_on: Vec<String>,
    number_sign: Vec<String>,
    et_seq: Vec<String>,
    thereof: Vec<String>,
    ibid: Vec<String>,
    supra: Vec<String>,
    note: Vec<String>,
    here: Vec<String>,
    this: Vec<String>,
    same: Vec<String>,
    ordinals: Vec<String>,
    first: Vec<String>,
    months: Vec<String>,
    defines: Vec<String>,
    then: Vec<String>,
    versions: Vec<String>,
    number_prefix: Vec<String>,
    revised: Vec<String>,
    owner: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NotInstrument {
    before: Vec<String>,
    after: Vec<String>,
    /// Verbs that a committee does and its treaty does not.
    committee: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FoldingRules {
    pub(super) endings: Vec<String>,
    pub(super) prefixes: Vec<String>,
    /// Pairs of letters, the second to be read for the first, in one string
    /// each: "國国".
    pairs: Vec<String>,
}

impl FoldingRules {
    pub(super) fn pairs(&self) -> impl Iterator<Item = (char, char)> {
        self.pairs.iter().flat_map(|run| {
            run.split_whitespace().filter_map(|pair| {
                let mut letters = pair.chars();
                Some((letters.next()?, letters.next()?))
            })
        })
    }
}

type Entry<'f> = (Vec<&'f str>, Meaning);

impl GrammarFile {
    /// Every list of words with what it means. New kinds of head noun are
    /// added to `heads`.
    pub(super) fn meanings<'f>(
        &'f self,
        heads: &mut Vec<String>,
    ) -> Result<Vec<Entry<'f>>, String> {
        let mut all: Vec<Entry<'f>> = Vec::new();
        for (slug, words) in &self.units {
            let unit = Unit::from_slug(slug)
                .ok_or_else(|| format!("`{slug}` under [units] is not a unit"))?;
            all.push((strs(words), Meaning::Unit(unit)));
        }
        for (kind, lists) in &self.heads {
            if !heads.contains(kind) {
                heads.push(kind.clone());
            }
            let at = heads.iter().position(|head| head == kind).unwrap_or(0);
            let head = u8::try_from(at).map_err(|_| "too many kinds under [heads]".to_owned())?;
            for (plural, words) in lists.iter().enumerate() {
                all.push((strs(words), Meaning::Head { head, plural: plural > 0 }));
            }
        }
        for (word, words) in &self.functions {
            let function = Function::from_word(word)
                .ok_or_else(|| format!("`{word}` under [functions] is not a function"))?;
            all.push((strs(words), Meaning::Function(function)));
        }
        self.plain_words(&mut all);
        Ok(all)
    }

    fn plain_words<'f>(&'f self, all: &mut Vec<Entry<'f>>) {
        let words = &self.words;
        for (list, meaning) in [
            (&words.and, Meaning::And),
            (&words.to, Meaning::To),
            (&words.of, Meaning::Of),
            (&words.the, Meaning::The),
            (&words.possessive, Meaning::The),
            (&words.possessive, Meaning::Possessive),
            (&words.name_goes_on, Meaning::NameGoesOn),
            (&words.number_sign, Meaning::NumberSign),
            (&words.et_seq, Meaning::EtSeq),
            (&words.thereof, Meaning::Thereof),
            (&words.ibid, Meaning::Ibid),
            (&words.supra, Meaning::Supra),
            (&words.note, Meaning::Note),
            (&words.here, Meaning::Here),
            (&words.this, Meaning::This),
            (&words.same, Meaning::Same),
            (&words.first, Meaning::Ordinal(1)),
            (&words.defines, Meaning::Defines),
            (&words.then, Meaning::Then),
            (&words.versions, Meaning::Versions),
            (&words.number_prefix, Meaning::NumberPrefix),
            (&words.revised, Meaning::Revised),
            (&words.owner, Meaning::Owner),
            (&self.not_instrument.before, Meaning::NotAfterThis),
            (&self.not_instrument.after, Meaning::NotBeforeThis),
            (&self.not_instrument.committee, Meaning::CommitteeSpeaks),
        ] {
            all.push((strs(list), meaning));
        }
        for (list, numbered) in [
            (&words.ordinals, Meaning::Ordinal as fn(u8) -> Meaning),
            (&words.months, Meaning::Month as fn(u8) -> Meaning),
        ] {
            for (word, number) in list.iter().zip(1..) {
                all.push((vec![word], numbered(number)));
            }
        }
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
