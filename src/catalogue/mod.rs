//! The instruments: reading the data files, checking them, finding by name or id.

mod addresses;
mod condition;
mod embedded;
mod family;
mod instrument;
mod load;
mod names;
mod schema;
mod symbols;
mod template;

use std::collections::HashMap;

pub use addresses::Addresses;
pub use condition::{Condition, Scope};
pub use family::{Edition, Family, Form, Member};
pub use instrument::{Example, Instrument, Part, Relation};
pub use names::{Name, NameHit, NameKind, Names};
pub use symbols::{SymbolHit, Symbols};

use crate::grammar::Grammar;
use crate::model::{InstrumentCard, InstrumentId, Unit};
use crate::text::Sentences;

/// All instruments and families, ready to match.
#[derive(Debug)]
pub struct Catalogue {
    grammar: Grammar,
    instruments: Vec<Instrument>,
    by_id: HashMap<InstrumentId, usize>,
    families: Vec<Family>,
    names: Names,
    symbols: Symbols,
    /// For each head noun the forms of numbers behind it, as (family, form).
    numbers: HashMap<u8, Vec<(usize, usize)>>,
    /// Ids of family members that have an id of their own.
    redirects: HashMap<InstrumentId, InstrumentId>,
    addresses: Addresses,
    fingerprint: [u8; 32],
}

/// A data file is wrong; the message names file, line and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct CatalogueError {
    /// The file, as given.
    pub file: String,
    /// What is wrong, with the line where that is known.
    pub message: String,
}

impl Catalogue {
    /// The catalogue that is compiled into the program.
    ///
    /// # Errors
    ///
    /// Never for a released program: a test reads all files.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Self::with_user_files(&[])
    }

    /// The embedded catalogue and a user's own files, each as (name shown in
    /// errors, TOML text).
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] for the first file that cannot be read.
    pub fn with_user_files(files: &[(String, String)]) -> Result<Self, CatalogueError> {
        let embedded = embedded::FILES.iter().copied();
        let user = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        load::load(embedded.chain(user))
    }

    /// Only the given files, each as (name shown in errors, TOML text).
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] for the first file that cannot be read.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, CatalogueError> {
        load::load(files.iter().copied())
    }

    /// All instruments, sorted by id.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.by_id.get(id).map(|&at| &self.instruments[at])
    }

    /// All families, in the order of the files.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The family whose member this id is.
    pub fn family_of(&self, id: &InstrumentId) -> Option<&Family> {
        let fits = |family: &&Family| {
            id.as_str().strip_prefix(family.id.as_str()).is_some_and(|rest| rest.starts_with('-'))
        };
        self.families.iter().filter(fits).max_by_key(|family| family.id.len())
    }

    /// The unit that an instrument's numbers count.
    pub fn unit_of(&self, id: &InstrumentId) -> Option<Unit> {
        self.instrument(id.as_str())
            .and_then(|instrument| instrument.unit)
            .or_else(|| self.family_of(id).and_then(|family| family.unit))
    }

    /// What is shown of a catalogued instrument.
    pub fn card(&self, id: &InstrumentId) -> Option<InstrumentCard> {
        let instrument = self.instrument(id.as_str())?;
        Some(InstrumentCard {
            label: instrument.label.clone(),
            title: Some(instrument.title.clone()),
            url: instrument.url.clone(),
            edition_of: instrument.edition_of().cloned(),
        })
    }

    /// The editions of an instrument, sorted by id.
    pub fn editions_of(&self, id: &InstrumentId) -> Vec<&Instrument> {
        self.instruments.iter().filter(|other| other.edition_of() == Some(id)).collect()
    }

    /// All names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Names that several instruments share with no condition to tell them
    /// apart: the names of sets ("Geneva Conventions"), which cite all of
    /// them, or mistakes.
    pub fn shared_names(&self) -> Vec<(&str, Vec<&InstrumentId>)> {
        let id = |at: usize| &self.instruments[at].id;
        let shared = self.names.shared();
        shared.map(|(name, all)| (name, all.into_iter().map(id).collect())).collect()
    }

    /// All symbols.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// The forms of numbers that may stand behind a head noun, the first to
    /// be tried first.
    pub fn numbers(&self, head: u8) -> impl Iterator<Item = (&Family, &Form)> {
        let forms = self.numbers.get(&head).map_or(&[][..], Vec::as_slice);
        forms.iter().map(|&(f, i)| (&self.families[f], &self.families[f].forms[i]))
    }

    /// The id by which a member of a family is known.
    pub fn known_as(&self, id: InstrumentId) -> InstrumentId {
        self.redirects.get(&id).cloned().unwrap_or(id)
    }

    /// The SHA-256 of all data files and grammar files: two catalogues with
    /// one fingerprint read alike.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// What addresses say.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The words of citing.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The sentence splitter, with the abbreviations of all grammar files.
    pub fn sentences(&self) -> &Sentences {
        self.grammar.sentences()
    }
}

fn unit(slug: Option<&str>) -> Result<Option<Unit>, String> {
    slug.map(|slug| {
        Unit::from_slug(slug)
            .ok_or_else(|| format!("`{slug}` is not a unit (expected e.g. `para`)"))
    })
    .transpose()
}

fn scope(within: Option<schema::Within>, default: Scope) -> Scope {
    match within {
        None => default,
        Some(schema::Within::Sentence) => Scope::Sentence,
        Some(schema::Within::Paragraph) => Scope::Paragraph,
        Some(schema::Within::Document) => Scope::Document,
    }
}

fn examples(examples: &[schema::Example]) -> Result<Vec<Example>, String> {
    let provision = |id: &String| id.parse().map_err(|e| format!("example: {e}"));
    examples
        .iter()
        .map(|example| {
            let cites = example.cites.iter().map(provision).collect::<Result<_, String>>()?;
            Ok(Example { text: example.text.clone(), cites })
        })
        .collect()
}
