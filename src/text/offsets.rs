//! Where each piece of a derived text came from.

use std::ops::Range;

/// A record of the edits that made one text from another, kept while they
/// are made.
///
/// The derived text is a sequence of pieces. A piece was either copied
/// (offsets inside it map one to one) or replaced (all of it maps to the
/// whole of what it replaced). What was deleted lies between two pieces.
/// Positions rise in both texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    derived: usize,
    derived_end: usize,
    source: usize,
    source_end: usize,
    copied: bool,
}

impl OffsetMap {
    /// A map of nothing, to be built by [`copy`](Self::copy) and
    /// [`replace`](Self::replace).
    pub fn new() -> Self {
        Self::default()
    }

    /// Records that `derived` is `source`, character by character (a single
    /// character may stand for another one of the same length). Calls come in
    /// the order of both texts.
    pub fn copy(&mut self, derived: Range<usize>, source: Range<usize>) {
        debug_assert_eq!(derived.len(), source.len());
        match self.pieces.last_mut() {
            Some(last) if last.copied && last.source_end == source.start => {
                last.derived_end = derived.end;
                last.source_end = source.end;
            }
            _ => self.push(derived, source, true),
        }
    }

    /// Records that `derived` as a whole stands for `source` as a whole.
    pub fn replace(&mut self, derived: Range<usize>, source: Range<usize>) {
        self.push(derived, source, false);
    }

    fn push(&mut self, derived: Range<usize>, source: Range<usize>, copied: bool) {
        debug_assert!(
            self.pieces
                .last()
                .is_none_or(|p| p.derived_end == derived.start && p.source_end <= source.start),
            "pieces are recorded in order"
        );
        self.pieces.push(Piece {
            derived: derived.start,
            derived_end: derived.end,
            source: source.start,
            source_end: source.end,
            copied,
        });
    }

    /// Takes back the last [`replace`](Self::replace).
    pub fn pop(&mut self) {
        self.pieces.pop();
    }

    /// The range of the source that a range of the derived text came from.
    ///
    /// Deletions at its edges are left out, deletions inside it are in. An
    /// empty range maps to an empty one.
    pub fn to_source(&self, derived: Range<usize>) -> Range<usize> {
        let start = match self.piece_at(derived.start) {
            Some(piece) if piece.copied => piece.source + (derived.start - piece.derived),
            Some(piece) => piece.source,
            None => self.pieces.last().map_or(0, |piece| piece.source_end),
        };
        if derived.is_empty() {
            return start..start;
        }
        // The end is where the last byte's piece ends, so that what was
        // deleted after it stays out.
        let last = self.piece_at(derived.end - 1);
        let end = match last {
            Some(piece) if piece.copied => piece.source + (derived.end - piece.derived),
            Some(piece) => piece.source_end,
            None => start,
        };
        start..end.max(start)
    }

    fn piece_at(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.derived_end <= at);
        self.pieces.get(after)
    }

    /// The derived position of what stands at `source`, or of the first thing
    /// kept after it. `None` when nothing after it was kept.
    pub fn to_derived(&self, source: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.source_end <= source);
        let piece = self.pieces.get(after)?;
        if piece.copied && source > piece.source {
            Some(piece.derived + (source - piece.source))
        } else {
            Some(piece.derived)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "ﬁx\u{ad}ed text" normalised to "fixed text".
    fn map() -> OffsetMap {
        let mut map = OffsetMap::new();
        map.replace(0..2, 0..3); // the ligature, three bytes
        map.copy(2..3, 3..4);
        map.copy(3..10, 6..13); // the soft hyphen, two bytes, is gone
        map
    }

    #[test]
    fn a_replaced_piece_maps_to_all_of_what_it_replaced() {
        assert_eq!(map().to_source(0..1), 0..3);
        assert_eq!(map().to_source(1..2), 0..3);
    }

    #[test]
    fn a_deletion_at_the_edge_stays_out_and_one_inside_is_in() {
        assert_eq!(map().to_source(0..3), 0..4);
        assert_eq!(map().to_source(3..5), 6..8);
        assert_eq!(map().to_source(0..5), 0..8);
        assert_eq!(map().to_source(10..10), 13..13);
    }

    #[test]
    fn positions_map_forward_to_what_was_kept() {
        assert_eq!(map().to_derived(0), Some(0));
        assert_eq!(map().to_derived(4), Some(3));
        assert_eq!(map().to_derived(7), Some(4));
        assert_eq!(map().to_derived(13), None);
    }
}
