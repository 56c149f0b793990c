//! PDF: glyphs from a reader, one layout pass of our own above it.

use super::{IngestError, Options};
use crate::model::{Document, Warning};

/// Reads one file.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    options: Options,
) -> Result<(Document, Vec<Warning>), IngestError> {
    let _ = (path, bytes, options);
    Err(IngestError::Empty)
}
