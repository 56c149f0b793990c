//! One catalogued instrument, as the rest of the program sees it.

use crate::model::{InstrumentId, PartialDate, Unit};

/// An instrument with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its id.
    pub id: InstrumentId,
    /// Official title.
    pub title: String,
    /// Short name that labels begin with.
    pub label: String,
    /// What kind of text it is ("treaty", "agenda").
    pub kind: String,
    /// The body that adopted it.
    pub body: String,
    /// When it was adopted.
    pub adopted: Option<PartialDate>,
    /// Where to read it.
    pub url: Option<String>,
    /// Names with the code of their language, in the order of the file.
    pub names: Vec<(String, String)>,
    /// Document symbols.
    pub symbols: Vec<String>,
    /// What its numbers count, where one unit is primary.
    pub unit: Option<Unit>,
    /// The parts it consists of, as far as known.
    pub parts: Vec<Part>,
    /// How it stands to other instruments.
    pub relations: Vec<Relation>,
    /// The data file it comes from.
    pub file: String,
}

/// Numbers of one unit that an instrument has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is counted.
    pub unit: Unit,
    /// As written in the file: "1-14, 14bis, 15-29".
    pub numbers: String,
    /// Whether a source was read that confirms it. An unverified bound may
    /// warn, never accuse.
    pub verified: bool,
}

/// A named relation to another instrument ("edition-of").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The relation's name.
    pub kind: String,
    /// The other instrument.
    pub target: InstrumentId,
}
