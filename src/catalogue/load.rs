//! Data files to a catalogue: every mistake is said with its file and place.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::addresses::Addresses;
use super::names::{Name, NameKind, NamesBuilder, is_code};
use super::{
    Catalogue, CatalogueError, Condition, Family, Instrument, Part, Relation, Scope, Symbols,
    schema,
};
use crate::grammar::Grammar;
use crate::model::{InstrumentId, Language, PartialDate};

type File = (String, schema::File);

pub(super) fn load<'f>(
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> Result<Catalogue, CatalogueError> {
    let grammar = Grammar::embedded()
        .map_err(|e| CatalogueError { file: e.file.clone(), message: e.message })?;
    let files: Vec<(&str, &str)> = files.collect();
    let mut hash = Sha256::new();
    for (_, text) in &files {
        hash.update(Sha256::digest(text));
    }
    for (_, text) in Grammar::embedded_files() {
        hash.update(Sha256::digest(text));
    }
    let files = read(files.into_iter())?;
    let mut families = Vec::new();
    let mut found = BTreeMap::new();
    for (name, file) in &files {
        let error = |message: String| CatalogueError { file: name.clone(), message };
        for family in &file.family {
            families.push(Family::new(family, &grammar).map_err(error)?);
        }
        for entry in &file.instrument {
            let instrument = instrument(entry, name)
                .map_err(|message| error(format!("instrument `{}`: {message}", entry.id)))?;
            if let Some((other, _)) = found.insert(instrument.id.clone(), (instrument, entry)) {
                let other: &Instrument = &other;
                return Err(error(format!("`{}` stands in {} as well", other.id, other.file)));
            }
        }
    }
    let symbols = Symbols::new(&families).map_err(whole)?;
    let (instruments, entries): (Vec<_>, Vec<_>) = found.into_values().unzip();
    let by_id: HashMap<_, _> =
        instruments.iter().enumerate().map(|(at, i)| (i.id.clone(), at)).collect();
    let mut catalogue = Catalogue {
        names: names(&grammar, &entries).map_err(whole)?,
        addresses: addresses(&instruments, &entries, &files)?,
        numbers: numbers(&families),
        redirects: redirects(&symbols, &families, &instruments),
        fingerprint: hash.finalize().into(),
        grammar,
        instruments,
        by_id,
        families,
        symbols,
    };
    catalogue.redirects.retain(|from, to| from != to);
    check_relations(&catalogue)?;
    Ok(catalogue)
}

fn read<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Vec<File>, CatalogueError> {
    files
        .map(|(name, text)| {
            let file = toml::from_str(text)
                .map_err(|e| CatalogueError { file: name.to_owned(), message: e.to_string() })?;
            Ok((name.to_owned(), file))
        })
        .collect()
}

fn whole(message: String) -> CatalogueError {
    CatalogueError { file: "catalogue".to_owned(), message }
}

/// How instruments stand to one another.
const RELATIONS: &[&str] = &[
    "adopted-by",
    "adopts",
    "amended-by",
    "amends",
    "annex-of",
    "based-on",
    "draft-of",
    "edition-of",
    "endorsed-by",
    "endorses",
    "implements",
    "part-of",
    "protocol-to",
    "reviews",
    "superseded-by",
    "supersedes",
    "supplements",
];

fn instrument(entry: &schema::Instrument, file: &str) -> Result<Instrument, String> {
    let id = |text: &str| InstrumentId::new(text).ok_or_else(|| format!("`{text}` is not an id"));
    let unit =
        |slug: &String| super::unit(Some(slug))?.ok_or_else(|| format!("`{slug}` is not a unit"));
    let mut relations = Vec::new();
    for (kind, targets) in &entry.relations {
        if !RELATIONS.contains(&kind.as_str()) {
            return Err(format!("`{kind}` is not a relation (expected e.g. `edition-of`)"));
        }
        for target in targets {
            relations.push(Relation { kind: kind.clone(), target: id(target)? });
        }
    }
    let parts = entry
        .parts
        .iter()
        .map(|part| Part::new(unit(&part.unit)?, &part.numbers, part.verified))
        .collect::<Result<_, String>>()?;
    let mut names = vec![("en".to_owned(), entry.title.clone())];
    for list in [&entry.names, &entry.acronyms] {
        for (language, texts) in list {
            language_of(language)?;
            names.extend(texts.iter().map(|text| (language.clone(), text.clone())));
        }
    }
    let adopted = entry.adopted.as_ref().map(|date| date.parse::<PartialDate>()).transpose();
    Ok(Instrument {
        id: id(&entry.id)?,
        title: entry.title.clone(),
        label: entry.label.clone().unwrap_or_else(|| entry.title.clone()),
        kind: entry.kind.clone(),
        body: entry.body.clone(),
        adopted: adopted.map_err(|e| e.to_string())?,
        url: entry.url.clone(),
        names,
        symbols: entry.symbols.clone(),
        unit: super::unit(entry.unit.as_deref())?,
        parts,
        relations,
        edition_words: entry.edition.iter().chain(&entry.edition_words).cloned().collect(),
        examples: super::examples(&entry.example)?,
        counter_examples: entry.counter_example.iter().map(|e| e.text.clone()).collect(),
        file: file.to_owned(),
    })
}

fn language_of(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| format!("`{code}` is not a two-letter language code"))
}

fn names(grammar: &Grammar, entries: &[&schema::Instrument]) -> Result<super::Names, String> {
    let mut builder = NamesBuilder::default();
    for (instrument, entry) in entries.iter().enumerate() {
        let name = |kind, language| Name {
            instrument,
            kind,
            language,
            exact: None,
            condition: Condition::default(),
            needs_pinpoint: false,
        };
        builder.add(grammar, &entry.title, name(NameKind::Title, Language::ENGLISH));
        if let Some(label) = &entry.label
            && !is_code(label)
        {
            builder.add(grammar, label, name(NameKind::Name, Language::ENGLISH));
        }
        for (lists, kind) in [(&entry.names, NameKind::Name), (&entry.acronyms, NameKind::Acronym)]
        {
            for (language, texts) in lists {
                for text in texts {
                    let mut name = name(kind, language_of(language)?);
                    name.exact = (kind == NameKind::Acronym).then(|| text.clone());
                    builder.add(grammar, text, name);
                }
            }
        }
        for symbol in &entry.symbols {
            let mut name = name(NameKind::Symbol, Language::ENGLISH);
            name.exact = None;
            builder.add(grammar, symbol, name);
        }
        for guarded in &entry.guarded {
            let scope = super::scope(guarded.within, Scope::Document);
            let mut name = name(NameKind::Name, language_of(&guarded.lang)?);
            if is_code(&guarded.text) {
                name.kind = NameKind::Acronym;
            }
            name.condition = Condition::new(grammar.folding(), &guarded.needs, &guarded.not, scope);
            name.needs_pinpoint = guarded.pinpoint;
            builder.add(grammar, &guarded.text, name);
        }
    }
    builder.build()
}

fn addresses(
    instruments: &[Instrument],
    entries: &[&schema::Instrument],
    files: &[File],
) -> Result<Addresses, CatalogueError> {
    let mut addresses = Addresses::default();
    for (at, entry) in entries.iter().enumerate() {
        for address in instruments[at].url.iter().chain(&entry.addresses) {
            addresses.add(address, at);
        }
    }
    for (name, file) in files {
        for address in &file.address {
            addresses
                .add_pattern(&address.pattern)
                .map_err(|message| CatalogueError { file: name.clone(), message })?;
        }
    }
    Ok(addresses)
}

fn numbers(families: &[Family]) -> HashMap<u8, Vec<(usize, usize)>> {
    let mut numbers: HashMap<u8, Vec<(usize, usize)>> = HashMap::new();
    for (f, family) in families.iter().enumerate() {
        for (i, form) in family.forms.iter().enumerate() {
            for &head in &form.heads {
                numbers.entry(head).or_default().push((f, i));
            }
        }
    }
    for forms in numbers.values_mut() {
        forms.sort_by_key(|&(f, i)| std::cmp::Reverse(families[f].forms[i].priority));
    }
    numbers
}

/// Symbols of catalogued instruments that a family reads as well: the family's
/// id for it leads to the instrument. A symbol of two instruments leads to
/// neither.
fn redirects(
    symbols: &Symbols,
    families: &[Family],
    instruments: &[Instrument],
) -> HashMap<InstrumentId, InstrumentId> {
    let mut targets: HashMap<InstrumentId, Vec<InstrumentId>> = HashMap::new();
    for instrument in instruments {
        for symbol in &instrument.symbols {
            let normal = crate::text::normalize_str(symbol);
            for hit in symbols.find(families, normal.text(), |_, _| true) {
                if hit.start == 0 && hit.end == normal.text().len() {
                    let known = targets.entry(hit.member.id).or_default();
                    if !known.contains(&instrument.id) {
                        known.push(instrument.id.clone());
                    }
                }
            }
        }
    }
    let only = |(from, mut to): (_, Vec<_>)| (to.len() == 1).then(|| (from, to.remove(0)));
    targets.into_iter().filter_map(only).collect()
}

/// Every relation leads to an instrument or to a member of a family.
fn check_relations(catalogue: &Catalogue) -> Result<(), CatalogueError> {
    for instrument in &catalogue.instruments {
        for relation in &instrument.relations {
            let known = catalogue.by_id.contains_key(&relation.target)
                || catalogue.family_of(&relation.target).is_some();
            if !known {
                return Err(CatalogueError {
                    file: instrument.file.clone(),
                    message: format!(
                        "`{}` is {} `{}`, which is not in the catalogue",
                        instrument.id, relation.kind, relation.target
                    ),
                });
            }
        }
    }
    Ok(())
}
