//! The label that a paragraph begins with: "14.", "(b)", "Article 3", "§ 5".

use std::sync::LazyLock;

use regex::Regex;

/// How a label of each style looks (group 1), and what must follow it.
const STYLES: [&str; 9] = [
    // 14.  14)  14bis.  but not the year 2015.
    r"((?:\d{1,3}|1[0-8]\d\d)(?:\s?(?:bis|ter|quater))?[.)])(?:\s|$)",
    // 1.2  1.2.3.  before a word that begins a sentence or a heading
    r"(\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+[\p{Lu}\p{Lo}\x22“«(]",
    // 14, then a tab
    r"(\d{1,3})\t",
    // (b)  (iv)  (12)
    r"(\((?:\p{L}|\d{1,3}|[ivxl]{1,6}|[IVX]{2,5}|aa|bb|cc|dd|ee|ff|\d[a-z])\))",
    // b)  iv)
    r"((?:\p{L}|[ivxl]{1,6})\))(?:\s|$)",
    // A.  IV.  but not initials
    r"((?:[A-Z]|[IVXL]{1,6})\.)(?:\s+[^.\s][^.]|\s*$)",
    // OP12  PP 3bis
    r"((?:OP|PP)\s?\d{1,3}(?:\s?(?:bis|ter|quater))?\b[.:]?)(?:\s|$)",
    // ¶ 7  § 5
    r"((?:¶|§)\s?\d{1,4}(?:\.\d{1,3})*\b[.:]?)(?:\s|$)",
    // Article 3, alone or before punctuation or a wide gap
    r"((?i:article|artículo|articulo|artigo|artikel|articolo|art\.?|section|sección|chapter|chapitre|capítulo|rule|règle|regla|principle|principe|principio|guideline|goal|objectif|objetivo|target|paragraph|paragraphe|párrafo|para\.|annex|annexe|anexo|appendix|recital|clause|regulation|schedule|part|partie|parte|title|titre|título|статья)\s+(?:\d{1,4}(?:\s?(?:bis|ter)\b)?[a-z]?|[IVXL]{1,7}|[A-Z]|premier|first))(?:\s*$|\s*[.:)\]–—-](?:\s|$)|[\n\r\t]|\s{2})",
];

/// The label that `text` begins with, as printed and without white space
/// around it.
pub(super) fn printed(text: &str) -> Option<&str> {
    static LABEL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        STYLES.iter().filter_map(|style| Regex::new(&format!("^(?:{style})")).ok()).collect()
    });
    let text = text.trim_start();
    let head = &text[..text.floor_char_boundary(100)];
    let found = LABEL.iter().find_map(|style| style.captures(head))?;
    found.get(1).map(|label| label.as_str())
}

/// Whether a raised digit after `before` is a power ("km²", "10⁶") and calls
/// no note.
pub(super) fn is_power(before: &str) -> bool {
    const UNITS: [&str; 12] = ["m", "km", "cm", "mm", "dm", "ft", "mi", "in", "x", "y", "n", "r"];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    UNITS.contains(&unit) || (word.len() <= 2 && !word.is_empty() && unit.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_as_printed() {
        for (text, label) in [
            ("14. Reaffirms", "14."),
            ("  3) Also", "3)"),
            ("14bis. Notes", "14bis."),
            ("(b) Requests", "(b)"),
            ("(iv) Requests", "(iv)"),
            ("c) que", "c)"),
            ("1.2 Scope", "1.2"),
            ("3.2.1. Scope", "3.2.1."),
            ("7\tto continue", "7"),
            ("A.\tOverall", "A."),
            ("IV. Results", "IV."),
            ("Article 3", "Article 3"),
            ("Artículo 14 bis. Alcance", "Artículo 14 bis"),
            ("Article 19: Freedom", "Article 19"),
            ("OP12. Calls upon", "OP12."),
            ("¶ 7 Text", "¶ 7"),
            ("§ 5.1 Text", "§ 5.1"),
        ] {
            assert_eq!(printed(text), Some(label), "{text}");
        }
    }

    #[test]
    fn words_and_numbers_of_a_sentence_are_no_labels() {
        for text in [
            "Article 51 of the Charter",
            "16 December 2015",
            "2015. The",
            "2.5 million people",
            "(UN) Charter",
            "J. R. Smith",
            "A person",
            "60/252. World Summit",
            "",
        ] {
            assert_eq!(printed(text), None, "{text}");
        }
    }
}
