//! Templates for ids, labels and addresses of a family: `{session}-{number:4}`.

use crate::text::numerals::from_roman;

/// A text with fields that a pattern's named groups fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field { name: String, form: FieldForm },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldForm {
    /// As captured.
    Plain,
    /// Padded with zeros to this width.
    Padded(usize),
    /// A two-digit year made four-digit: 51 to 99 are of the 20th century.
    Year,
    /// A roman numeral made arabic.
    Arabic,
}

impl Template {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) =
                after.split_once('}').ok_or_else(|| format!("`{text}` lacks a closing `}}`"))?;
            let (name, form) = match field.split_once(':') {
                None => (field, FieldForm::Plain),
                Some((name, "y")) => (name, FieldForm::Year),
                Some((name, "n")) => (name, FieldForm::Arabic),
                Some((name, width)) => (
                    name,
                    FieldForm::Padded(width.parse().map_err(|_| {
                        format!("`{{{field}}}` is not a field (expected e.g. `{{number:4}}`)")
                    })?),
                ),
            };
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Field { name: name.to_owned(), form });
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// The names of its fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Field { name, .. } => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Fills the fields; one that was not captured is empty.
    pub(super) fn fill<'c>(&self, capture: impl Fn(&str) -> Option<&'c str>) -> String {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Field { name, form } => {
                    filled.push_str(&form.apply(capture(name).unwrap_or("")));
                }
            }
        }
        filled
    }
}

impl FieldForm {
    fn apply(self, value: &str) -> String {
        match self {
            Self::Plain => value.to_owned(),
            Self::Padded(width) => format!("{value:0>width$}"),
            Self::Year if value.len() == 2 => {
                let century = if value > "50" { "19" } else { "20" };
                format!("{century}{value}")
            }
            Self::Year => value.to_owned(),
            Self::Arabic => from_roman(value).map_or_else(|| value.to_owned(), |n| n.to_string()),
        }
    }
}

/// Text in the form used in ids: lower-case ASCII letters and digits, and
/// single hyphens for everything else.
pub(super) fn kebab(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_filled_in_their_form() {
        let template = Template::parse("3{year:y}r{number:4}-{part}{roman:n}").unwrap();
        let filled = template.fill(|name| match name {
            "year" => Some("95"),
            "number" => Some("46"),
            "roman" => Some("XIV"),
            _ => None,
        });
        assert_eq!(filled, "31995r0046-14");
        assert!(Template::parse("{a").is_err() && Template::parse("{a:x}").is_err());
    }

    #[test]
    fn ids_are_kebab_case() {
        assert_eq!(kebab("217 A (III)"), "217-a-iii");
        assert_eq!(kebab("WT/MIN(98)/DEC/2"), "wt-min-98-dec-2");
        assert_eq!(kebab("57-270-"), "57-270");
    }
}
