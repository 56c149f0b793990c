//! All that was found in one document.

use std::collections::BTreeMap;

use super::{Citation, InstrumentId};

/// The citations of one document, in reading order, and what is known of the
/// instruments they cite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// In the order of their evidence, resolved or not.
    pub citations: Vec<Citation>,
    /// One entry for each instrument that a citation (or a candidate of an
    /// ambiguous one) names.
    pub instruments: BTreeMap<InstrumentId, InstrumentCard>,
}

/// What is shown of an instrument beside its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentCard {
    /// The short name that labels begin with ("Tunis Agenda", "A/HRC/17/27").
    pub label: String,
    /// The official title, where the catalogue knows it.
    pub title: Option<String>,
    /// Where the text is to be read, where the catalogue or the family knows it.
    pub url: Option<String>,
    /// The edition-free instrument this one is an edition of.
    pub edition_of: Option<InstrumentId>,
}
