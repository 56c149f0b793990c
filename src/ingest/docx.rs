//! Office Open XML text documents.

use super::IngestError;
use crate::model::{Document, Warning};

/// Reads one file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<(Document, Vec<Warning>), IngestError> {
    let _ = (path, bytes);
    Err(IngestError::Empty)
}
