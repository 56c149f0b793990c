//! Labels at the beginning of a paragraph: "14.", "(b)", "1.1", "Article 3", "•".

/// What a paragraph begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A number of its own: "14.", "1.1", "IV.".
    Number(String),
    /// A letter or number in a list: "(b)", "a)", "(iv)".
    Item(String),
    /// A named part: "Article 3".
    Part(String),
    /// A bullet or a dash, which is no label that could be cited.
    Bullet,
}

impl Label {
    /// The label as printed, where there is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Number(text) | Self::Item(text) | Self::Part(text) => Some(text),
            Self::Bullet => None,
        }
    }
}

/// Words that name a part of a text together with the number after them.
const PARTS: [&str; 24] = [
    "article",
    "art.",
    "section",
    "chapter",
    "annex",
    "appendix",
    "rule",
    "principle",
    "part",
    "paragraph",
    "regulation",
    "clause",
    "schedule",
    "recommendation",
    "goal",
    "artículo",
    "artigo",
    "artikel",
    "capítulo",
    "chapitre",
    "sección",
    "annexe",
    "статья",
    "раздел",
];

/// The label that the words of a line begin with.
pub(super) fn label_of(words: &[&str]) -> Option<Label> {
    let first = *words.first()?;
    let sign =
        first == "§" && !words.get(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let private =
        first.chars().count() == 1 && first.starts_with(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
    if is_bullet(first) || (sign || private) && words.len() > 1 {
        return Some(Label::Bullet);
    }
    let rest = words.len() > 1;
    if is_item(first) && rest {
        return Some(Label::Item(first.to_owned()));
    }
    let levels = first.contains(|c: char| c.is_ascii_digit()) && !first.ends_with(['.', ':']);
    let opens = words.get(1).is_some_and(|word| !word.starts_with(char::is_lowercase));
    if is_number(first) && rest && (!levels || opens) {
        return Some(Label::Number(first.to_owned()));
    }
    let second = *words.get(1)?;
    let number = second.trim_end_matches(['.', ':', ',', '—', '–', '-']);
    let starts = first.starts_with(char::is_uppercase);
    if starts && PARTS.contains(&first.to_lowercase().as_str()) && is_ordinal(number) {
        let ends = words.len() == 2
            || second.len() > number.len()
            || words[2].starts_with(char::is_uppercase);
        return ends.then(|| Label::Part(format!("{first} {number}")));
    }
    None
}

fn is_bullet(word: &str) -> bool {
    matches!(
        word,
        "•" | "●"
            | "▪"
            | "■"
            | "◦"
            | "○"
            | "‣"
            | "–"
            | "—"
            | "-"
            | "·"
            | "*"
            | "➢"
            | "✓"
            | "❖"
            | "\u{F0B7}"
            | "\u{F0A7}"
            | "\u{F0D8}"
            | "\u{F0FC}"
            | "\u{F02D}"
            | "□"
            | "►"
    )
}

/// "(a)", "a)", "(iv)", "(12)", "(a bis)" without the space.
fn is_item(word: &str) -> bool {
    let Some(inner) = word.strip_suffix(')') else { return false };
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let letters = inner.chars().count();
    let roman = letters <= 6 && inner.chars().all(|c| "ivxlcIVXLC".contains(c));
    let short = letters <= 3 && inner.chars().all(char::is_alphanumeric);
    letters > 0 && (roman || short) && inner.chars().filter(|c| c.is_alphabetic()).count() <= 6
}

/// "14.", "1.1", "1.1.", "IV.", "A.", "14bis.", "OP 3." is not one.
fn is_number(word: &str) -> bool {
    let inner = word.strip_suffix(['.', ':']).unwrap_or(word);
    let dotted = inner.len() < word.len();
    let levels: Vec<&str> = inner.split('.').collect();
    let numeric = |level: &str| {
        (1..=3).contains(&level.len())
            && level.bytes().all(|b| b.is_ascii_digit())
            && (level.len() == 1 || !level.starts_with('0'))
    };
    if levels.len() > 1 {
        return levels.len() <= 6 && levels.iter().all(|level| numeric(level));
    }
    let roman = inner.len() <= 6 && inner.chars().all(|c| "IVXLC".contains(c));
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let suffix = &inner[digits..];
    let letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    let numbered = (1..=3).contains(&digits)
        && (suffix.is_empty() || matches!(suffix, "bis" | "ter" | "a" | "b" | "c" | "A" | "B"));
    dotted && !inner.is_empty() && (roman || letter || numbered)
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6;
    let roman = !word.is_empty() && word.len() <= 6 && word.chars().all(|c| "IVXLC".contains(c));
    let letter = word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
    digits || roman || letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for (text, label) in [
            ("14. The Committee", Some("14.")),
            ("1.1 Scope", Some("1.1")),
            ("(b) To promote", Some("(b)")),
            ("iv) To promote", Some("iv)")),
            ("IV. Findings", Some("IV.")),
            ("Article 3", Some("Article 3")),
            ("Article 3. Scope", Some("Article 3")),
            ("Article 3 of the Covenant", None),
            ("2018. In that year", None),
            ("0.7 per cent", None),
            ("1.03 Billion", None),
            ("No. 118 of", None),
            ("(see above)", None),
            ("The Committee", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let found = label_of(&words);
            assert_eq!(found.as_ref().and_then(Label::text), label, "{text}");
        }
        assert_eq!(label_of(&["•", "x"]), Some(Label::Bullet));
    }
}
