//! One thing written one way: white space, dashes, quotation marks, digits, ligatures.
//!
//! The normalised text keeps letters' case and accents; that is what symbols
//! and numbers are read from. Names are compared on the
//! [`FoldedText`](super::FoldedText) made from it.

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use super::OffsetMap;
use crate::model::{BlockId, Document, Span, View};

/// A document's content as one normalised text.
///
/// Blocks that are not content (running heads, navigation) and note markers
/// are left out, blocks are separated by one line feed, and inside a block
/// all white space is one space.
#[derive(Debug, Clone)]
pub struct NormalText {
    text: String,
    map: OffsetMap,
    blocks: Vec<(usize, BlockId)>,
}

impl NormalText {
    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the document's text that a span of this text came from.
    pub fn to_source(&self, span: Span<View>) -> Span {
        let range = self.map.to_source(span.range());
        Span::new(range.start, range.end)
    }

    /// Where a byte of the document's text, or the first one kept after it,
    /// stands in this text.
    pub fn position_of(&self, source: usize) -> Option<usize> {
        self.map.to_derived(source)
    }

    /// The block in which byte `at` of this text stands.
    pub fn block_at(&self, at: usize) -> Option<BlockId> {
        let after = self.blocks.partition_point(|&(start, _)| start <= at);
        after.checked_sub(1).map(|i| self.blocks[i].1)
    }

    /// The span of the block in which byte `at` of this text stands.
    pub fn block_span_at(&self, at: usize) -> Span<View> {
        let after = self.blocks.partition_point(|&(start, _)| start <= at);
        let start = after.checked_sub(1).map_or(0, |i| self.blocks[i].0);
        // The line feed between two blocks belongs to neither.
        let end = self.blocks.get(after).map_or(self.text.len(), |&(next, _)| next - 1);
        Span::new(start, end.max(start))
    }

    /// The blocks of content, in order, with where each begins in this text.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockId, Span<View>)> {
        self.blocks.iter().map(|&(start, id)| (id, self.block_span_at(start)))
    }
}

/// Normalises the content of a document.
pub fn normalize(document: &Document) -> NormalText {
    let mut writer = Writer::with_capacity(document.text.len());
    let mut markers = document.notes.iter().map(|note| note.span).peekable();
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for (id, block) in document.blocks.iter().enumerate() {
        if !block.kind.is_content() {
            continue;
        }
        let begins = writer.begin_block();
        let mut at = block.span.start();
        while let Some(marker) = markers.next_if(|marker| marker.start() < block.span.end()) {
            if marker.start() >= at {
                writer.write(&document.text, at, marker.start());
                at = marker.end();
            }
        }
        writer.write(&document.text, at.min(block.span.end()), block.span.end());
        if writer.has_text_since(begins) {
            blocks.push((begins, BlockId(id)));
        } else {
            writer.cancel_block(begins);
        }
    }
    NormalText { text: writer.text, map: writer.map, blocks }
}

/// Normalises a piece of text that is no document: a name, a question.
pub fn normalize_str(text: &str) -> NormalText {
    let mut writer = Writer::with_capacity(text.len());
    let begins = writer.begin_block();
    writer.write(text, 0, text.len());
    NormalText { text: writer.text, map: writer.map, blocks: vec![(begins, BlockId(0))] }
}

struct Writer {
    text: String,
    map: OffsetMap,
    block_start: usize,
    /// White space that becomes one space if more text follows in the block.
    pending_space: Option<(usize, usize)>,
}

impl Writer {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            map: OffsetMap::new(),
            block_start: 0,
            pending_space: None,
        }
    }

    /// Starts a block and returns where it begins in the derived text.
    fn begin_block(&mut self) -> usize {
        self.pending_space = None;
        if !self.text.is_empty() {
            let source = self.map.to_source(self.text.len()..self.text.len()).start;
            self.text.push('\n');
            // The line feed stands for no character of the source.
            self.map.replace(self.text.len() - 1..self.text.len(), source..source);
        }
        self.block_start = self.text.len();
        self.block_start
    }

    fn has_text_since(&self, begins: usize) -> bool {
        self.text.len() > begins
    }

    /// Takes back the line feed of a block that turned out to be empty.
    fn cancel_block(&mut self, begins: usize) {
        if begins > 0 {
            self.text.pop();
            self.map.pop();
        }
        self.block_start = self.text.len();
    }

    fn write(&mut self, source: &str, from: usize, to: usize) {
        let mut chars = source[from..to].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let at = from + offset;
            if c.is_ascii_graphic() && c != '-' && chars.peek().is_none_or(|(_, n)| n.is_ascii()) {
                self.keep(c, at, at + 1);
                continue;
            }
            if c.is_whitespace() {
                self.space(source, at, at + c.len_utf8());
                continue;
            }
            let end = end_of_cluster(&mut chars, from, to);
            let has_marks = end > at + c.len_utf8();
            match form(c) {
                _ if has_marks => self.cluster(&source[at..end], at, end),
                Form::Drop => {}
                Form::Hyphen => self.hyphen(source, at, end, &mut chars, from, to),
                Form::Char(c) => self.keep(c, at, end),
                Form::Cluster => self.cluster(&source[at..end], at, end),
            }
        }
    }

    fn keep(&mut self, c: char, from: usize, to: usize) {
        self.flush_space();
        let begins = self.text.len();
        self.text.push(c);
        if c.len_utf8() == to - from {
            self.map.copy(begins..self.text.len(), from..to);
        } else {
            self.map.replace(begins..self.text.len(), from..to);
        }
    }

    /// Writes a base character and its marks, composed and opened.
    fn cluster(&mut self, cluster: &str, from: usize, to: usize) {
        self.flush_space();
        let begins = self.text.len();
        let mut previous = None;
        for c in cluster.nfkc() {
            if is_silent_mark(c) {
                continue;
            }
            match previous.and_then(|p| compose(p, c)) {
                Some(composed) => {
                    self.text.pop();
                    self.text.push(composed);
                    previous = Some(composed);
                }
                None => {
                    self.text.push(match form(c) {
                        Form::Char(plain) => plain,
                        Form::Hyphen => '-',
                        Form::Drop | Form::Cluster => c,
                    });
                    previous = Some(c);
                }
            }
        }
        if self.text.len() > begins {
            self.map.replace(begins..self.text.len(), from..to);
        }
    }

    fn space(&mut self, source: &str, from: usize, to: usize) {
        if self.text.len() == self.block_start {
            return;
        }
        let newline = source[from..to].contains('\n') || source[from..to].contains('\r');
        // A symbol broken over two lines ("A/RES/⏎70/1") is one symbol.
        let next = source[to..].trim_start().chars().next();
        if newline && self.text.ends_with('/') && next.is_some_and(char::is_alphanumeric) {
            return;
        }
        match &mut self.pending_space {
            Some((_, end)) => *end = to,
            None => self.pending_space = Some((from, to)),
        }
    }

    fn flush_space(&mut self) {
        if let Some((from, to)) = self.pending_space.take() {
            let begins = self.text.len();
            self.text.push(' ');
            self.map.replace(begins..begins + 1, from..to);
        }
    }

    /// A hyphen at a line end is healed: it disappears between two parts of a
    /// word ("regu-⏎lations"), and stays, without the line break, before
    /// anything that does not continue a word in lower case ("Secretary-⏎General").
    fn hyphen(
        &mut self,
        source: &str,
        at: usize,
        end: usize,
        chars: &mut Peekable<CharIndices<'_>>,
        from: usize,
        to: usize,
    ) {
        let rest = &source[end..to];
        let gap = rest.len() - rest.trim_start().len();
        let breaks_line = rest[..gap].contains(['\n', '\r']);
        let next = rest[gap..].chars().next();
        let after_letter = self.pending_space.is_none()
            && self.text.chars().next_back().is_some_and(char::is_alphanumeric);
        let heals = breaks_line && after_letter && next.is_some_and(char::is_alphanumeric);
        let drops = heals
            && next.is_some_and(char::is_lowercase)
            && self.text.chars().next_back().is_some_and(char::is_alphabetic);
        if !drops {
            self.keep('-', at, end);
        }
        if heals {
            while chars.next_if(|(offset, _)| from + offset < end + gap).is_some() {}
        }
    }
}

/// What becomes of a character.
enum Form {
    Drop,
    Hyphen,
    Char(char),
    /// Decided with the marks that follow it.
    Cluster,
}

fn form(c: char) -> Form {
    match c {
        // Soft hyphen, zero-width and direction marks, byte-order mark,
        // tatweel; superscript digits, which are note marks in running text.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{640}'
        | '\u{b9}'
        | '\u{b2}'
        | '\u{b3}'
        | '\u{2070}'
        | '\u{2074}'..='\u{2079}' => Form::Drop,
        c if c.is_control() => Form::Drop,
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{30fc}' => Form::Hyphen,
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '`'
        | '\u{2032}' => Form::Char('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' | '\u{300c}'..='\u{300f}' => {
            Form::Char('"')
        }
        '\u{60c}' | '\u{3001}' => Form::Char(','),
        '\u{61b}' => Form::Char(';'),
        '\u{61f}' => Form::Char('?'),
        '\u{3002}' | '\u{6d4}' => Form::Char('.'),
        '\u{2215}' | '\u{2044}' => Form::Char('/'),
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
        c if c.is_ascii() => Form::Char(c),
        _ => Form::Cluster,
    }
}

fn digit(c: char, zero: char) -> Form {
    Form::Char(char::from(b'0' + u8::try_from(u32::from(c) - u32::from(zero)).unwrap_or(0)))
}

/// Vowel signs of Arabic, which writers put in or leave out.
fn is_silent_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}' | '\u{670}')
}

/// Consumes the marks that belong to the character just read and returns
/// where its cluster ends.
fn end_of_cluster(chars: &mut Peekable<CharIndices<'_>>, from: usize, to: usize) -> usize {
    while chars.next_if(|&(_, c)| !c.is_ascii() && is_combining_mark(c)).is_some() {}
    chars.peek().map_or(to, |(offset, _)| from + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        normalize_str(text).text().to_owned()
    }

    #[test]
    fn one_thing_is_written_one_way() {
        for (raw, expected) in [
            ("  a\u{a0}b \r\n c ", "a b c"),
            ("paras 69–71", "paras 69-71"),
            ("l’Agenda «de Tunis»", "l'Agenda \"de Tunis\""),
            ("re\u{ad}solution ﬁle", "resolution file"),
            ("٢٣٣٤ (٢٠١٦)", "2334 (2016)"),
            ("第６９段（ａ）", "第69段(a)"),
            ("Agenda⁶ says", "Agenda says"),
            ("re\u{301}solution", "résolution"),
            ("№ 5", "No 5"),
            ("العـهد", "العهد"),
        ] {
            assert_eq!(normal(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_line_break_inside_a_word_or_symbol_is_healed() {
        for (raw, expected) in [
            ("tele-\ncommunications", "telecommunications"),
            ("Secretary-\r\n General", "Secretary-General"),
            ("A/HRC/28/\n15", "A/HRC/28/15"),
            ("CEDAW/C/SVN/CO/5-\n6", "CEDAW/C/SVN/CO/5-6"),
            ("the plan -\nnext", "the plan - next"),
            ("well-known", "well-known"),
        ] {
            assert_eq!(normal(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn spans_map_back_to_what_they_came_from() {
        let raw = "The  ﬁrst re-\nport “ends”.";
        let normal = normalize_str(raw);
        let at = normal.text().find("report").unwrap();
        assert_eq!(normal.to_source(Span::new(at, at + 6)).of(raw), "re-\nport");
        let at = normal.text().find("first").unwrap();
        assert_eq!(normal.to_source(Span::new(at, at + 5)).of(raw), "ﬁrst");
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in "[a-z0-9 \\-–’“ﬁ²\u{ad}\u{301}/\n.]{0,40}") {
            let once = normal(&raw);
            // A healed hyphen can only come from a line break, and those are gone.
            proptest::prop_assert_eq!(normal(&once), once);
        }

        #[test]
        fn every_span_maps_inside_the_source(raw in "\\PC{0,40}") {
            let normal = normalize_str(&raw);
            let mut last = 0;
            for (at, c) in normal.text().char_indices() {
                let span = normal.to_source(Span::new(at, at + c.len_utf8()));
                proptest::prop_assert!(span.start() >= last && span.end() <= raw.len());
                proptest::prop_assert!(raw.is_char_boundary(span.start()) && raw.is_char_boundary(span.end()));
                last = span.start();
            }
        }
    }
}
