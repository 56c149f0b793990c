//! The use cases, as functions that print nothing.
//!
//! Files are found in a fixed order, read in parallel, and handed on in that
//! order, so that the same files give the same bytes whatever the number of
//! threads.

mod find;
mod parallel;
mod progress;
mod read;
mod scan;
mod update;

pub use find::{Found, Problem, Source, find, shown};
pub use parallel::THREAD_NAME;
pub use progress::{Progress, Silent};
pub use read::{ReadError, Reader};
pub use scan::scan;
pub use update::{Summary, Trust, update};

use crate::catalogue::Catalogue;
use crate::index::{Index, IndexError};
use crate::query::{self, Answer, QuestionError};
use crate::record::DocumentCard;

/// Why a use case came to no end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// A path was given that does not exist.
    #[error("there is no file or folder `{0}`")]
    Missing(String),
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The question cannot be answered.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// The index has no such document.
    #[error(
        "the index has no document `{0}`; name it by path, id or title, as `whocites index` has read it"
    )]
    NoDocument(String),
    /// The index has several.
    #[error("`{name}` may be one of several documents; name one by its path:{}", listed(.found))]
    SeveralDocuments {
        /// What was asked for.
        name: String,
        /// Their paths.
        found: Vec<String>,
    },
}

/// Answers a question in words from the index, for documents at or under
/// `paths` (all when there are none).
///
/// # Errors
///
/// [`PipelineError`] when the question cannot be read or the index not used.
pub fn ask(
    question: &str,
    index: &Index,
    catalogue: &Catalogue,
    paths: &[String],
) -> Result<Answer, PipelineError> {
    let question = query::read(question, catalogue)?;
    Ok(query::answer(question, index, paths)?)
}

/// Shortest piece of an id that names a document.
const SHORTEST_ID: usize = 8;

/// The document of the index that is meant by a path, the beginning of an id,
/// or words of a title.
///
/// # Errors
///
/// [`PipelineError`] when there is none, or when there are several.
pub fn find_document(index: &Index, name: &str) -> Result<DocumentCard, PipelineError> {
    let path = shown(std::path::Path::new(name));
    if let Some(Ok(id)) = index
        .files(std::slice::from_ref(&path))?
        .into_iter()
        .find(|f| f.path == path)
        .map(|f| f.outcome)
    {
        let mut cards = index.documents(&[path])?;
        cards.retain(|card| card.id == id);
        return cards.pop().ok_or_else(|| PipelineError::NoDocument(name.to_owned()));
    }
    let wanted = name.to_lowercase();
    let is_id = wanted.len() >= SHORTEST_ID && wanted.bytes().all(|b| b.is_ascii_hexdigit());
    let mut found = index.documents(&[])?;
    found.retain(|card| {
        is_id && card.id.to_string().starts_with(&wanted)
            || card.title.as_ref().is_some_and(|title| title.to_lowercase().contains(&wanted))
            || card.path.ends_with(&format!("/{name}"))
    });
    match found.len() {
        0 => Err(PipelineError::NoDocument(name.to_owned())),
        1 => Ok(found.remove(0)),
        _ => Err(PipelineError::SeveralDocuments {
            name: name.to_owned(),
            found: found.into_iter().map(|card| card.path).collect(),
        }),
    }
}

fn listed(paths: &[String]) -> String {
    paths.iter().take(10).map(|path| format!("\n  {path}")).collect()
}
