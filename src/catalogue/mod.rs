//! The instruments: reading the data files, checking them, finding by name or id.

mod instrument;

pub use instrument::{Instrument, Part, Relation};

use crate::model::{InstrumentCard, InstrumentId};
use crate::text::Sentences;

/// All instruments and families, ready to match.
#[derive(Debug, Default)]
pub struct Catalogue {
    instruments: Vec<Instrument>,
    sentences: Sentences,
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
        let _ = files;
        Ok(Self::default())
    }

    /// All instruments, sorted by id.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id.as_str() == id)
    }

    /// What is shown of an instrument, catalogued or of a family.
    pub fn card(&self, id: &InstrumentId) -> Option<InstrumentCard> {
        let _ = id;
        None
    }

    /// The sentence splitter, with the abbreviations of all grammar files.
    pub fn sentences(&self) -> &Sentences {
        &self.sentences
    }
}
