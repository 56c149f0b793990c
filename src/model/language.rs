//! Languages, by their ISO 639-1 code.

use std::fmt;

/// A language, named by its two-letter ISO 639-1 code (`en`, `fr`, …).
///
/// Not an enum: a language is a grammar file and names in the catalogue, so a
/// new one is a change of data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

impl Language {
    /// English, the language of names whose language the data do not state.
    pub const ENGLISH: Self = Self(*b"en");

    /// The language of a two-letter code, upper or lower case; `None` when
    /// the text does not begin with two ASCII letters that end a subtag
    /// (`fr`, `fr-CA` and `zh_TW` are read, `fra` and `x` are not).
    pub fn from_code(code: &str) -> Option<Self> {
        let subtag = code.split(['-', '_']).next()?;
        match subtag.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_lowercase(), b.to_ascii_lowercase()]))
            }
            _ => None,
        }
    }

    /// The two-letter code, lower case.
    pub fn code(&self) -> &str {
        // Both bytes are ASCII letters by construction.
        str::from_utf8(&self.0).unwrap_or("en")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_or_script_after_the_code_is_ignored() {
        assert_eq!(Language::from_code("zh-Hant-TW").unwrap().code(), "zh");
        assert_eq!(Language::from_code("EN").unwrap(), Language::ENGLISH);
        assert_eq!(Language::from_code("fra"), None);
        assert_eq!(Language::from_code(""), None);
    }
}
