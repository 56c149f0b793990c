//! What goes without saying in a question.
//!
//! "GATS 14" asks for an article, "TA 69" for a paragraph. A guarded name ("TA") means an instrument only in a document that also
//! speaks of something else ("Tunis"). A question speaks of nothing else, and
//! whoever asks has the context in mind: so each context under which a name
//! of the question would mean something is supplied in turn.

use crate::catalogue::Catalogue;
use crate::model::{Document, Findings};
use crate::resolve;
use crate::text::normalize_str;

/// The question with a unit before the bare number at its end, if there is
/// one that is no part of a name ("RFC 1591"). Any unit will do, since an
/// instrument that counts something else says so.
pub(super) fn with_unit(question: &str, findings: &Findings) -> Option<String> {
    let question = question.trim_end_matches(['?', '.', ' ']);
    let (before, number) = question.rsplit_once(char::is_whitespace)?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '(' | ')'));
    let at = question.len() - number.len();
    let is_read = findings.citations.iter().any(|citation| citation.evidence.span.end() > at);
    (is_number && !is_read).then(|| format!("{before}, para {number}"))
}

/// What the question cites in any context that its guarded names ask for.
pub(super) fn cite_with_context(question: &str, catalogue: &Catalogue) -> Findings {
    let normal = normalize_str(question);
    let folded = catalogue.grammar().folding().fold_str(normal.text());
    let mut all = Findings::default();
    for hit in catalogue.names().find(&folded) {
        for name in hit.uses {
            let Some(needed) = name.condition.needs.first() else { continue };
            let instrument = &catalogue.instruments()[name.instrument].id;
            let document = Document::of_words(&format!("{question} ({needed})"));
            let found = resolve::cite(&document, catalogue);
            // Mentions of different contexts are different mentions.
            let first = all.citations.iter().map(|c| c.group + 1).max().unwrap_or(0);
            all.citations.extend(found.citations.into_iter().filter_map(|mut citation| {
                citation.group += first;
                let is_own = citation.provision.as_ref()?.instrument == *instrument;
                (is_own && citation.evidence.span.end() <= question.len()).then_some(citation)
            }));
            all.instruments.extend(found.instruments);
        }
    }
    all
}
