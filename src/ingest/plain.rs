//! Plain text and Markdown: the decoded file itself, with blocks over it.

use super::IngestError;
use crate::model::{Document, Format, Warning};

/// Reads one file.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    format: Format,
) -> Result<(Document, Vec<Warning>), IngestError> {
    let _ = (path, bytes, format);
    Err(IngestError::Empty)
}
