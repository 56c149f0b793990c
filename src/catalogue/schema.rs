//! The form of a catalogue file, documented for its writers in `docs/adding-an-instrument.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    /// What the file holds: for people, not used by the program.
    #[serde(rename = "about")]
    pub(super) _about: String,
    #[serde(default, rename = "sources")]
    pub(super) _sources: Vec<String>,
    #[serde(default)]
    pub(super) instrument: Vec<Instrument>,
    #[serde(default)]
    pub(super) family: Vec<Family>,
    #[serde(default)]
    pub(super) address: Vec<Address>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Instrument {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) label: Option<String>,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) body: String,
    pub(super) adopted: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) addresses: Vec<String>,
    #[serde(default)]
    pub(super) symbols: Vec<String>,
    pub(super) unit: Option<String>,
    pub(super) edition: Option<String>,
    #[serde(default)]
    pub(super) edition_words: Vec<String>,
    #[serde(default, rename = "unverified")]
    pub(super) _unverified: bool,
    #[serde(default)]
    pub(super) parts: Vec<Part>,
    #[serde(default)]
    pub(super) relations: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) names: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) acronyms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) guarded: Vec<Guarded>,
    #[serde(default)]
    pub(super) example: Vec<Example>,
    #[serde(default)]
    pub(super) counter_example: Vec<CounterExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) unit: String,
    pub(super) numbers: String,
    #[serde(default)]
    pub(super) verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guarded {
    pub(super) text: String,
    #[serde(default = "english")]
    pub(super) lang: String,
    #[serde(default)]
    pub(super) needs: Vec<String>,
    #[serde(default)]
    pub(super) not: Vec<String>,
    pub(super) within: Option<Within>,
    #[serde(default)]
    pub(super) pinpoint: bool,
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Within {
    Sentence,
    Paragraph,
    Document,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) cites: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CounterExample {
    pub(super) text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Family {
    pub(super) id: String,
    pub(super) about: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) body: String,
    pub(super) label: String,
    pub(super) url: Option<String>,
    pub(super) unit: Option<String>,
    /// What may be added to the symbol just named: "A/60/L.50 and Add.1".
    pub(super) suffix: Option<String>,
    /// What else inside the bracket behind a number tells this family.
    pub(super) bracket: Option<String>,
    #[serde(default)]
    pub(super) form: Vec<Form>,
    #[serde(default)]
    pub(super) edition: Vec<Edition>,
    #[serde(default)]
    pub(super) example: Vec<Example>,
    #[serde(default)]
    pub(super) counter_example: Vec<CounterExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Form {
    pub(super) symbol: Option<String>,
    #[serde(default)]
    pub(super) heads: Vec<String>,
    pub(super) number: Option<String>,
    pub(super) id: String,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) fold: bool,
    #[serde(default)]
    pub(super) far: bool,
    #[serde(default)]
    pub(super) needs: Vec<String>,
    #[serde(default)]
    pub(super) not: Vec<String>,
    pub(super) within: Option<Within>,
    #[serde(default)]
    pub(super) priority: i32,
    pub(super) confidence: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edition {
    pub(super) places: Vec<String>,
    pub(super) year: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    pub(super) pattern: String,
}
