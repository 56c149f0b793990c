//! HTML and XHTML: all text, links with their targets, notes joined to their marks.

use super::IngestError;
use crate::model::{Document, Warning};

/// Reads one file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<(Document, Vec<Warning>), IngestError> {
    let _ = (path, bytes);
    Err(IngestError::Empty)
}
