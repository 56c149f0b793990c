//! One catalogued instrument, as the rest of the program sees it.

use crate::model::{InstrumentId, PartialDate, Provision, Unit};

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
    /// For an edition of another instrument: the words that pick it ("1988").
    pub edition_words: Vec<String>,
    /// What must be found.
    pub examples: Vec<Example>,
    /// What must not be.
    pub counter_examples: Vec<String>,
    /// The data file it comes from.
    pub file: String,
}

impl Instrument {
    /// The instrument this one is an edition of.
    pub fn edition_of(&self) -> Option<&InstrumentId> {
        self.relations.iter().find(|r| r.kind == "edition-of").map(|r| &r.target)
    }

    /// Whether the catalogue says that it has parts counted in this unit.
    pub fn counts(&self, unit: Unit) -> bool {
        self.parts.iter().any(|part| part.unit == unit)
    }
}

/// Numbers of one unit that an instrument has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is counted.
    pub unit: Unit,
    /// As written in the file: "1-14, 14bis, 15-29".
    pub numbers: String,
    /// The same, ranges as first and last number, single labels as text.
    pub(super) ranges: Vec<(u32, u32)>,
    pub(super) labels: Vec<String>,
    /// Whether a source was read that confirms it. An unverified bound may
    /// warn, never accuse.
    pub verified: bool,
}

impl Part {
    /// Reads "1-14, 14bis, 15-29, c1-c11".
    pub(super) fn new(unit: Unit, numbers: &str, verified: bool) -> Result<Self, String> {
        let mut part =
            Self { unit, numbers: numbers.to_owned(), ranges: vec![], labels: vec![], verified };
        for item in numbers.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let ends = item.split_once('-').unwrap_or((item, item));
            let stem = ends.0.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = |end: &str| end.strip_prefix(stem).and_then(|n| n.parse::<u32>().ok());
            match (number(ends.0), number(ends.1)) {
                (Some(first), Some(last)) if stem.is_empty() && first <= last => {
                    part.ranges.push((first, last));
                }
                (Some(first), Some(last))
                    if first <= last
                        && stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') =>
                {
                    part.labels.extend((first..=last).map(|n| format!("{stem}{n}")));
                }
                _ if !item.is_empty()
                    && item
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) =>
                {
                    part.labels.extend(letters(ends).unwrap_or_else(|| vec![item.to_lowercase()]));
                }
                _ => {
                    return Err(format!(
                        "`{item}` is not a range of numbers (expected e.g. `1-14, 14bis`)"
                    ));
                }
            }
        }
        Ok(part)
    }

    /// Whether it has this number.
    pub fn has(&self, label: &str) -> bool {
        match label.parse::<u32>() {
            Ok(number) => self.ranges.iter().any(|&(first, last)| (first..=last).contains(&number)),
            Err(_) => self.labels.iter().any(|known| known == label),
        }
    }

    /// The number without its letters lies in a range ("14bis" beside 14):
    /// it may be an inserted part that the file does not list.
    pub fn may_have(&self, label: &str) -> bool {
        let digits: String = label.chars().take_while(char::is_ascii_digit).collect();
        self.has(label) || !digits.is_empty() && digits != label && self.has(&digits)
    }
}

/// "a-f" as its letters.
fn letters((first, last): (&str, &str)) -> Option<Vec<String>> {
    let (&[a], &[b]) = (first.as_bytes(), last.as_bytes()) else { return None };
    (a.is_ascii_alphabetic() && a < b).then(|| {
        (a..=b).map(|letter| char::from(letter).to_ascii_lowercase().to_string()).collect()
    })
}

/// A named relation to another instrument ("edition-of").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The relation's name.
    pub kind: String,
    /// The other instrument.
    pub target: InstrumentId,
}

/// A text with what must be found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Exactly these, in any order.
    pub cites: Vec<Provision>,
}
