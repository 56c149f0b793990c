//! Title, date and language, where the file states them.

use super::tree::Tree;
use crate::model::{Document, Language};

/// Takes what Akoma Ntoso states in its FRBR elements, and `xml:lang`.
pub(super) fn complete(document: &mut Document, tree: &Tree) {
    let named = |name: &'static str| tree.nodes.iter().filter(move |node| node.name() == name);
    document.title = named("FRBRalias")
        .filter_map(|node| node.attribute("value"))
        .find(|title| !title.trim().is_empty())
        .map(|title| title.trim().to_owned());
    document.date = named("FRBRdate").find_map(|node| node.attribute("date")?.parse().ok());
    let stated =
        named("FRBRlanguage").find_map(|node| node.attribute("language").and_then(language));
    let root = tree.nodes.iter().take(20);
    document.language = stated.or_else(|| {
        root.filter(|node| node.name() != "a")
            .find_map(|node| node.attribute("lang").and_then(language))
    });
}

/// The language of a two-letter or three-letter code.
fn language(code: &str) -> Option<Language> {
    let two = match code {
        "eng" => "en",
        "fra" | "fre" => "fr",
        "spa" => "es",
        "ara" => "ar",
        "zho" | "chi" => "zh",
        "rus" => "ru",
        "deu" | "ger" => "de",
        "ita" => "it",
        "por" => "pt",
        "nld" | "dut" => "nl",
        code => code,
    };
    Language::from_code(two)
}
