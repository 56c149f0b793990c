//! A pinpoint as the instrument itself counts, and whether it has such a part.

use crate::catalogue::{Catalogue, Instrument, Part};
use crate::model::{InstrumentId, Pinpoint, Status, Unit};

/// A pinpoint in the instrument's own units, with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    /// `None` where the number is no part of the instrument ("No. 27531" of
    /// the Treaty Series).
    pub(super) pinpoint: Option<Pinpoint>,
    pub(super) status: Status,
    pub(super) note: Option<String>,
}

/// Brings a pinpoint into the instrument's own units and holds it against
/// the parts that the catalogue knows.
pub(super) fn check(catalogue: &Catalogue, id: &InstrumentId, written: &Pinpoint) -> Checked {
    let instrument = catalogue.instrument(id.as_str());
    let primary = catalogue.unit_of(id);
    let unit = first_unit(written);
    let none = Checked { pinpoint: None, status: Status::Ok, note: None };
    if unit == Unit::No && !instrument.is_some_and(|i| i.counts(Unit::No)) {
        return none;
    }
    let pinpoint = without_frame(instrument, written);
    let pinpoint = in_own_unit(instrument, primary, pinpoint);
    let (status, note) = match instrument {
        Some(instrument) => bounds(instrument, &pinpoint),
        None => (Status::Ok, None),
    };
    Checked { pinpoint: Some(pinpoint), status, note }
}

/// Whether an instrument has such a part, as far as is known: what a bare
/// pinpoint needs before it may lean on it.
pub(super) fn fits(catalogue: &Catalogue, id: &InstrumentId, written: &Pinpoint) -> bool {
    let unit = first_unit(written);
    match catalogue.instrument(id.as_str()) {
        Some(instrument) if !instrument.parts.is_empty() => {
            let label = written.steps().first().map_or("", |step| step.label());
            parts_of(instrument, unit).any(|part| part.has(label))
        }
        _ => catalogue.unit_of(id) == Some(unit),
    }
}

fn first_unit(pinpoint: &Pinpoint) -> Unit {
    pinpoint.steps().first().and_then(|step| step.unit()).unwrap_or(Unit::Para)
}

/// Articles are numbered through a treaty: "Chapter VII, Article 41" is
/// Article 41, where the instrument counts articles.
fn without_frame(instrument: Option<&Instrument>, written: &Pinpoint) -> Pinpoint {
    let Some(instrument) = instrument else { return written.clone() };
    let frame =
        matches!(first_unit(written), Unit::Part | Unit::Chapter | Unit::Section | Unit::Title);
    let inner = written.steps().iter().position(|step| {
        matches!(step.unit(), Some(unit @ (Unit::Article | Unit::Para)) if instrument.counts(unit))
    });
    match inner {
        Some(at) if frame && at > 0 => {
            let mut steps = written.steps()[at..].iter();
            let first = steps.next();
            let start = first.map(|s| Pinpoint::new(s.unit().unwrap_or(Unit::Para), s.label()));
            start.map_or_else(
                || written.clone(),
                |start| {
                    steps.fold(start, |pin, step| match step.unit() {
                        Some(unit) => pin.then_unit(unit, step.label()),
                        None => pin.then(step.label()),
                    })
                },
            )
        }
        _ => written.clone(),
    }
}

/// "Art. 34 of the Tunis Agenda" is its paragraph 34.
fn in_own_unit(
    instrument: Option<&Instrument>,
    primary: Option<Unit>,
    pinpoint: Pinpoint,
) -> Pinpoint {
    let unit = first_unit(&pinpoint);
    let counts = |unit| instrument.is_some_and(|instrument| instrument.counts(unit));
    // The numbers in the margin of the ITU's basic texts are its paragraphs.
    if unit == Unit::Para && counts(Unit::No) && !counts(Unit::Para) {
        return pinpoint.in_unit(Unit::No);
    }
    let Some(primary) = primary.filter(|&primary| primary != unit) else { return pinpoint };
    let is_loose = matches!(
        unit,
        Unit::Article
            | Unit::Para
            | Unit::Section
            | Unit::Point
            | Unit::Clause
            | Unit::Principle
            | Unit::Recommendation
    );
    let by_number = pinpoint.steps()[0].label().starts_with(|c: char| c.is_ascii_digit());
    let is_section = unit == Unit::Section && instrument.is_none();
    if is_loose && !counts(unit) && by_number && !is_section {
        pinpoint.in_unit(primary)
    } else {
        pinpoint
    }
}

fn bounds(instrument: &Instrument, pinpoint: &Pinpoint) -> (Status, Option<String>) {
    let unit = first_unit(pinpoint);
    let label = pinpoint.steps().first().map_or("", |step| step.label());
    let parts: Vec<&Part> = parts_of(instrument, unit).collect();
    if parts.is_empty() || label.is_empty() || parts.iter().any(|part| part.may_have(label)) {
        return (Status::Ok, None);
    }
    let numbers: Vec<&str> = parts.iter().map(|part| part.numbers.as_str()).collect();
    let has = format!(
        "{} has {} {}",
        instrument.label,
        unit.short_plural(),
        numbers.join(", ").replace('-', "–")
    );
    if parts.iter().all(|part| part.verified) {
        (Status::NoSuchProvision(has), None)
    } else {
        (Status::Ok, Some(format!("{has}, as far as is known (not verified)")))
    }
}

fn parts_of(instrument: &Instrument, unit: Unit) -> impl Iterator<Item = &Part> {
    instrument.parts.iter().filter(move |part| part.unit == unit)
}
