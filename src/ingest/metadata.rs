//! Title, date and language of a document, where the reader left them open.

use crate::model::Document;

/// Fills in what the format did not state and the text does.
pub(super) fn complete(document: &mut Document) {
    let _ = document;
}
