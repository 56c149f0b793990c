//! What the address of a hyperlink says about the instrument behind it.

use std::collections::HashMap;

use regex::Regex;

/// The addresses at which instruments are to be read.
#[derive(Debug, Default)]
pub struct Addresses {
    known: HashMap<String, usize>,
    patterns: Vec<Regex>,
}

impl Addresses {
    /// Notes an address of the instrument with this index.
    pub(super) fn add(&mut self, address: &str, instrument: usize) {
        self.known.entry(bare(address)).or_insert(instrument);
    }

    /// Notes a pattern whose group `symbol` is a symbol.
    pub(super) fn add_pattern(&mut self, pattern: &str) -> Result<(), String> {
        let pattern = Regex::new(pattern).map_err(|e| format!("`{pattern}`: {e}"))?;
        if pattern.capture_names().flatten().all(|name| name != "symbol") {
            return Err(format!("`{pattern}` has no group `symbol`"));
        }
        self.patterns.push(pattern);
        Ok(())
    }

    /// The instrument at this address, by its index.
    pub fn instrument(&self, address: &str) -> Option<usize> {
        self.known.get(&bare(address)).copied()
    }

    /// The symbol that an address carries.
    pub fn symbol(&self, address: &str) -> Option<String> {
        let decoded = percent_decoded(address);
        self.patterns
            .iter()
            .find_map(|pattern| pattern.captures(&decoded)?.name("symbol"))
            .map(|symbol| symbol.as_str().trim_end_matches('/').to_owned())
    }
}

/// An address without scheme, `www.`, query, fragment and final slash, lower case.
fn bare(address: &str) -> String {
    let decoded = percent_decoded(address).to_lowercase();
    let rest = decoded.split_once("://").map_or(decoded.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    // A query names the text only where the path does not.
    rest.trim_end_matches('/').to_owned()
}

/// Percent-escapes opened, where they give UTF-8.
fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_what_does_not_name_the_text() {
        let mut addresses = Addresses::default();
        addresses.add("itu.int/wsis/docs2/6rev1.html", 3);
        addresses.add_pattern(r"undocs\.org/(?:en/)?(?<symbol>[A-Z][^?#]*)").unwrap();
        for address in [
            "https://www.itu.int/wsis/docs2/6rev1.html#p69",
            "http://ITU.int/wsis/docs2/6rev1.html/",
        ] {
            assert_eq!(addresses.instrument(address), Some(3));
        }
        assert_eq!(addresses.instrument("https://itu.int/"), None);
        assert_eq!(
            addresses.symbol("https://undocs.org/en/A%2FRES%2F70%2F1").as_deref(),
            Some("A/RES/70/1")
        );
    }

    #[test]
    fn a_pattern_must_say_where_the_symbol_is() {
        assert!(Addresses::default().add_pattern("undocs").is_err());
    }
}
