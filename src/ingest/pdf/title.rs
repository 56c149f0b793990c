//! The title that a file states of itself, where it is one.

use super::strings;

/// Endings of file names; a title that has one is a file's name.
const FILE_NAMES: [&str; 12] = [
    ".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".rtf", ".tex", ".dvi", ".odt", ".wpd",
    ".ppt",
];

/// The title from the information dictionary, if it is fit to be shown.
pub(super) fn clean(title: &[u8]) -> Option<String> {
    let text = strings::decode(title);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let is_made_up = lower.starts_with("microsoft word")
        || lower.starts_with("microsoft powerpoint")
        || lower.starts_with("untitled")
        || lower.starts_with("document")
        || FILE_NAMES.iter().any(|ending| lower.ends_with(ending));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_damaged = text.contains('\u{FFFD}') || text.chars().any(char::is_control);
    let is_words = text.contains(' ') && letters * 2 > text.chars().count();
    (is_words && letters >= 6 && !is_made_up && !is_damaged).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_not_a_title() {
        assert_eq!(clean(b"Microsoft Word - final v3.doc"), None);
        assert_eq!(clean(b"report final.docx"), None);
        assert_eq!(clean(b"0000-0001"), None);
        assert_eq!(clean(b" The Tunis  Agenda "), Some("The Tunis Agenda".to_owned()));
    }
}
