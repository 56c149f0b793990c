//! What is cited: an instrument, or a provision of one.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::Pinpoint;

/// The stable id of an instrument: lower-case ASCII letters, digits and
/// hyphens (`tunis-agenda`, `un-ga-res-70-125`). Never reused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentId(Arc<str>);

impl InstrumentId {
    /// Takes an id as it stands, or `None` when it is not one.
    pub fn new(id: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        (!id.is_empty() && id.bytes().all(allowed)).then(|| Self(id.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for InstrumentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// An instrument as a whole, or one addressable part of it.
///
/// Printed as its id: `tunis-agenda`, `tunis-agenda/para/69`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The part; `None` for the instrument as a whole.
    pub pinpoint: Option<Pinpoint>,
}

impl Provision {
    /// The instrument as a whole.
    pub fn whole(instrument: InstrumentId) -> Self {
        Self { instrument, pinpoint: None }
    }

    /// Whether this provision is `outer` or lies within it: paragraph 72(a)
    /// is within paragraph 72 and within the instrument, not the reverse.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.instrument == outer.instrument
            && match (&self.pinpoint, &outer.pinpoint) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(inner), Some(outer)) => inner.is_within(outer),
            }
    }
}

impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.instrument)?;
        self.pinpoint.as_ref().map_or(Ok(()), |pinpoint| write!(f, "/{pinpoint}"))
    }
}

/// The text was not the id of a provision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the id of a provision (expected e.g. `tunis-agenda/para/69`)")]
pub struct ParseProvisionError(String);

impl FromStr for Provision {
    type Err = ParseProvisionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseProvisionError(text.to_owned());
        let (id, pinpoint) = match text.split_once('/') {
            Some((id, pinpoint)) => (id, Some(pinpoint.parse().map_err(|_| error())?)),
            None => (text, None),
        };
        Ok(Self { instrument: InstrumentId::new(id).ok_or_else(error)?, pinpoint })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_instrument_citation_is_not_inside_a_paragraph() {
        let provision = |text: &str| text.parse::<Provision>().unwrap();
        let (whole, part) = (provision("tunis-agenda"), provision("tunis-agenda/para/69"));
        assert!(part.is_within(&whole));
        assert!(!whole.is_within(&part));
        assert!(!provision("tunis-commitment/para/69").is_within(&whole));
    }

    #[test]
    fn ids_are_lower_case_ascii() {
        assert!(InstrumentId::new("itu-t-rec-d-50").is_some());
        for id in ["", "Tunis", "tunis agenda", "tunis/agenda", "túnez"] {
            assert!(InstrumentId::new(id).is_none(), "{id}");
        }
    }
}
