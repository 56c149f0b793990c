//! Title, date and language of a document, where the reader left them open.

use std::sync::LazyLock;

use regex::Regex;
use whatlang::Lang;

use crate::model::{BlockKind, Document, Language, PartialDate};

/// Fills in what the format did not state and the text does.
pub(super) fn complete(document: &mut Document) {
    if document.language.is_none() {
        document.language = detect_language(document);
    }
    if document.title.is_none() {
        document.title = title(document);
    }
    if document.date.is_none() {
        document.date = stated_date(&document.text);
    }
}

/// The first full date in the first lines of a text, when it is written in
/// English, French, Spanish or as ISO 8601 has it.
pub(super) fn stated_date(text: &str) -> Option<PartialDate> {
    const FIRST_PAGE: usize = 1500;
    static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let month = MONTHS.iter().flat_map(|(_, names)| names.iter().copied());
        let month = month.collect::<Vec<_>>().join("|");
        Regex::new(&format!(
            r"(?i)\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b|\b(?P<d>[0-3]?\d)(?:st|nd|rd|th|er)?(?:\s+of|\s+de)?\s+(?P<m>{month})\.?,?(?:\s+de|\s+del)?\s+(?P<y>(?:19|20)\d\d)\b|\b(?P<m2>{month})\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
        ))
        .ok()
    });
    let head = &text[..text.floor_char_boundary(FIRST_PAGE)];
    let regex = DATE.as_ref()?;
    regex.captures_iter(head).find_map(|found| {
        // "resolution 56/183 of 21 December 2001" is dated, not the document.
        let before = head[..found.get(0)?.start()].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?.to_lowercase();
        if ["of", "du", "de", "del", "since", "until", "depuis", "desde"].contains(&word.as_str()) {
            return None;
        }
        if let Some(iso) = found.name("iso") {
            return iso.as_str().parse().ok();
        }
        let of = |name: &str, other: &str| found.name(name).or_else(|| found.name(other));
        let month = month_number(of("m", "m2")?.as_str())?;
        let day = of("d", "d2")?.as_str().parse().ok()?;
        PartialDate::full(of("y", "y2")?.as_str().parse().ok()?, month, day)
    })
}

/// The months in English, French and Spanish.
const MONTHS: [(u8, &[&str]); 12] = [
    (1, &["January", "janvier", "enero"]),
    (2, &["February", "février", "febrero"]),
    (3, &["March", "mars", "marzo"]),
    (4, &["April", "avril", "abril"]),
    (5, &["May", "mai", "mayo"]),
    (6, &["June", "juin", "junio"]),
    (7, &["July", "juillet", "julio"]),
    (8, &["August", "août", "agosto"]),
    (9, &["September", "septembre", "septiembre", "setiembre"]),
    (10, &["October", "octobre", "octubre"]),
    (11, &["November", "novembre", "noviembre"]),
    (12, &["December", "décembre", "diciembre"]),
];

fn month_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let months = MONTHS.iter().find(|(_, names)| names.iter().any(|n| n.to_lowercase() == name));
    months.map(|&(number, _)| number)
}

/// The first heading, or else the first short block.
fn title(document: &Document) -> Option<String> {
    const LONGEST: usize = 300;
    let content = || document.blocks.iter().filter(|block| block.kind.is_content()).take(20);
    let heading = content().find(|block| block.kind == BlockKind::Heading);
    let block = heading.or_else(|| content().next())?;
    let text = document.block_text(block).trim_start_matches(['#', ' ']);
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.trim_end_matches(['=', '-', ' ', '#']).to_owned();
    (!title.is_empty() && title.chars().count() <= LONGEST).then_some(title)
}

/// The language of the content, when there is enough of it to tell.
fn detect_language(document: &Document) -> Option<Language> {
    const ENOUGH: usize = 100;
    const SAMPLE: usize = 6000;
    let mut sample = String::new();
    for block in document.blocks.iter().filter(|block| block.kind.is_content()) {
        sample.push_str(document.block_text(block));
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    sample.truncate(sample.floor_char_boundary(SAMPLE));
    if sample.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    info.is_reliable().then(|| two_letters(info.lang())).flatten()
}

/// The two-letter code of the languages that documents of this kind are in.
fn two_letters(language: Lang) -> Option<Language> {
    let code = match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Rus => "ru",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Ell => "el",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Cat => "ca",
        _ => return None,
    };
    Language::from_code(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_full_date_is_read_in_three_languages() {
        for (text, date) in [
            ("Geneva, 16 December 2015", Some("2015-12-16")),
            ("le 1er décembre 2015", Some("2015-12-01")),
            ("a 3 de marzo de 2005", Some("2005-03-03")),
            ("November 18, 2005", Some("2005-11-18")),
            ("dated 2005-11-18.", Some("2005-11-18")),
            ("7-11 April 2014", Some("2014-04-11")),
            ("resolution 56/183 of 21 December 2001", None),
            ("31 February 2014", None),
            ("in December 2015", None),
        ] {
            assert_eq!(stated_date(text).map(|d| d.to_string()).as_deref(), date, "{text}");
        }
    }
}
