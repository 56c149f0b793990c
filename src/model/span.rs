//! Half-open byte ranges that know which text they cut.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Marks spans of a document's own text ([`Document::text`](super::Document::text)).
#[derive(Debug)]
pub enum Source {}

/// Marks spans of the normalised text that matching runs on.
#[derive(Debug)]
pub enum View {}

/// A half-open byte range `start..end` in one text.
///
/// The tag keeps a span of the normalised text from slicing the document's
/// text: that mistake is a compile error, not an off-by-a-ligature.
pub struct Span<In = Source> {
    start: usize,
    end: usize,
    text: PhantomData<fn() -> In>,
}

impl<In> Span<In> {
    /// The range from byte `start` to byte `end`, end-exclusive.
    ///
    /// # Panics
    ///
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span begins before it ends ({start}..{end})");
        Self { start, end, text: PhantomData }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The slice of `text` that this span cuts.
    ///
    /// # Panics
    ///
    /// When `text` is not the text the span was made for (out of bounds or
    /// not on a character boundary).
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span (or equals it).
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Written by hand because a derive would ask the same of the tag, which is
// never a value.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Span<In> {}
impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<In> Eq for Span<In> {}
impl<In> PartialOrd for Span<In> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<In> Ord for Span<In> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<In> Hash for Span<In> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_spans_do_not_overlap() {
        let (a, b) = (Span::<Source>::new(0, 4), Span::new(4, 9));
        assert!(!a.overlaps(b));
        assert!(a.join(b).contains(b));
    }

    #[test]
    #[should_panic(expected = "begins before it ends")]
    fn a_span_does_not_end_before_it_begins() {
        let _ = Span::<View>::new(2, 1);
    }
}
