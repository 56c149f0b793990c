//! Addresses in plain text and links of Markdown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Link, Span};

/// Every address that stands in the text, laid over itself.
pub(in crate::ingest) fn bare(text: &str) -> Vec<Link> {
    static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)\b(?:https?://|ftp://|www\.[a-z0-9-]+\.)[^\s<>"“”«»\x00-\x1f]+"#).ok()
    });
    let Some(address) = ADDRESS.as_ref() else { return Vec::new() };
    let links = address.find_iter(text).filter_map(|found| {
        let written = without_trail(found.as_str());
        let span = Span::new(found.start(), found.start() + written.len());
        (written.len() > 8).then(|| Link { span, href: written.to_owned() })
    });
    links.collect()
}

/// The links of a Markdown text: `[text](address)`, `[text][name]`, and
/// addresses written out.
pub(super) fn markdown(text: &str) -> Vec<Link> {
    static INLINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+["'][^"']*["'])?\s*\)"#,
        )
        .ok()
    });
    static NAMED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\[([^\[\]]+)\](?:\[([^\[\]]*)\])?").ok());
    let definitions = definitions(text);
    let mut links = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for found in INLINE.iter().flat_map(|regex| regex.captures_iter(text)) {
        let (Some(whole), Some(words), Some(href)) = (found.get(0), found.get(2), found.get(3))
        else {
            continue;
        };
        taken.push(Span::new(whole.start(), whole.end()));
        if whole.as_str().starts_with('[') && !href.as_str().starts_with('#') {
            links.extend(over(text, words.start(), words.end(), href.as_str()));
        }
    }
    for found in NAMED.iter().flat_map(|regex| regex.captures_iter(text)) {
        let (Some(whole), Some(words)) = (found.get(0), found.get(1)) else { continue };
        let name = found.get(2).filter(|name| !name.is_empty()).unwrap_or(words);
        let href = definitions.get(&name.as_str().to_lowercase());
        if let Some(href) = href
            && !text[whole.end()..].starts_with([':', '('])
        {
            links.extend(over(text, words.start(), words.end(), href));
        }
    }
    let is_free = |link: &Link| {
        let after = taken.partition_point(|span| span.start() <= link.span.start());
        after.checked_sub(1).is_none_or(|i| taken[i].end() <= link.span.start())
    };
    links.extend(bare(text).into_iter().filter(is_free));
    links.sort_by_key(|link| link.span);
    links
}

/// The addresses that `[name]: address` lines define.
fn definitions(text: &str) -> BTreeMap<String, &str> {
    static DEFINITION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?m)^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*<?([^\s<>]+)").ok());
    let found = DEFINITION.iter().flat_map(|regex| regex.captures_iter(text));
    found
        .filter_map(|found| Some((found.get(1)?.as_str().to_lowercase(), found.get(2)?.as_str())))
        .collect()
}

fn over(text: &str, from: usize, to: usize, href: &str) -> Option<Link> {
    let words = &text[from..to];
    let lead = words.len() - words.trim_start().len();
    let length = words.trim().len();
    let span = Span::new(from + lead, from + lead + length);
    (length > 0).then(|| Link { span, href: href.to_owned() })
}

/// An address without the marks of the sentence it stands in.
fn without_trail(address: &str) -> &str {
    let mut address = address;
    loop {
        let trimmed =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '`', '|']);
        let opens = trimmed.matches('(').count() < trimmed.matches(')').count();
        let trimmed = match trimmed.strip_suffix(')') {
            Some(rest) if opens => rest,
            _ => trimmed.strip_suffix(']').unwrap_or(trimmed),
        };
        if trimmed.len() == address.len() {
            return address;
        }
        address = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hrefs(links: &[Link]) -> Vec<&str> {
        links.iter().map(|link| link.href.as_str()).collect()
    }

    #[test]
    fn an_address_ends_before_the_marks_of_its_sentence() {
        let text = "(see https://undocs.org/S/RES/2322(2016)), www.itu.int/wsis. And x.org";
        assert_eq!(hrefs(&bare(text)), ["https://undocs.org/S/RES/2322(2016)", "www.itu.int/wsis"]);
    }

    #[test]
    fn markdown_links_lie_over_their_words() {
        let text = "See [the *Agenda*](https://a.org/x_(y) \"t\") and [Tunis][t], ![i](p.png) \
                    <https://b.org>, [up](#top)\n\n[t]: https://c.org/t\n";
        let links = markdown(text);
        let words: Vec<_> = links.iter().map(|link| link.span.of(text)).collect();
        assert_eq!(words[..3], ["the *Agenda*", "Tunis", "https://b.org"]);
        assert_eq!(hrefs(&links)[..2], ["https://a.org/x_(y)", "https://c.org/t"]);
    }
}
