//! Title, date and language, where the head of a page states them.

use super::tree::Tree;
use crate::model::{Document, Language, PartialDate};

/// Names under which pages state the date of what they hold, best first.
const DATES: [&str; 12] = [
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "pubdate",
    "publication_date",
    "date",
];

/// Takes what the head states.
pub(super) fn complete(document: &mut Document, tree: &Tree) {
    let stated = |name: &str| {
        tree.meta
            .iter()
            .find(|(key, content)| key == name && !content.is_empty())
            .map(|(_, c)| c.as_str())
    };
    document.title = Some(tree.title.clone()).filter(|title| !title.is_empty());
    document.date = DATES.iter().find_map(|name| stated(name).and_then(iso_date));
    document.language = tree
        .language
        .as_deref()
        .or_else(|| stated("content-language"))
        .or_else(|| stated("dcterms.language"))
        .or_else(|| stated("dc.language"))
        .and_then(Language::from_code);
}

/// The date that a text begins with: `2015-12-16T…`, `2015/12/16`, `20151216`.
fn iso_date(text: &str) -> Option<PartialDate> {
    let head: String =
        text.trim().chars().take(10).map(|c| if c == '/' { '-' } else { c }).collect();
    let digits = head.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    match digits {
        Some(d) => format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]).parse().ok(),
        None => head.parse().ok().filter(|date: &PartialDate| date.day().is_some()),
    }
}
