//! A text cut into lines, without changing it.

use std::ops::Range;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Bytes of its words: without white space at either end.
    pub(super) words: Range<usize>,
    /// Characters before the first word.
    pub(super) indent: usize,
    /// Length of the words, in characters.
    pub(super) length: usize,
    /// 0-based page: how many form feeds stand before it.
    pub(super) page: u32,
}

impl Line {
    /// Whether nothing but white space stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.words.is_empty()
    }
}

/// Cuts a text at line feeds, carriage returns (or both together) and form
/// feeds, each of which also ends a page. Returns where the pages after the
/// first begin, too.
pub(super) fn cut(text: &str) -> (Vec<Line>, Vec<usize>) {
    let mut lines = Vec::new();
    let mut pages = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'\n' | b'\r' | 0x0C) {
            continue;
        }
        let page = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        let second_half = byte == b'\n' && at == start && text[..at].ends_with('\r');
        if !second_half {
            lines.push(line(text, start..at, page));
        }
        if byte == 0x0C {
            pages.push(at + 1);
        }
        start = at + 1;
    }
    let page = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    lines.push(line(text, start..text.len(), page));
    (lines, pages)
}

fn line(text: &str, range: Range<usize>, page: u32) -> Line {
    let written = &text[range.clone()];
    let words = written.trim();
    let lead = written.len() - written.trim_start().len();
    let start = range.start + lead;
    Line {
        words: start..start + words.len(),
        indent: written[..lead].chars().count(),
        length: words.chars().count(),
        page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let text = "a\r\nb\rc\n\nd\x0C e";
        let (lines, pages) = cut(text);
        let words: Vec<_> = lines.iter().map(|line| &text[line.words.clone()]).collect();
        assert_eq!(words, ["a", "b", "c", "", "d", "e"]);
        assert_eq!(lines.last().map(|line| (line.page, line.indent)), Some((1, 1)));
        assert_eq!(&text[pages[0]..], " e");
    }
}
