//! From extracted characters to normalised text, and back.
//!
//! Matching runs on a [`NormalText`] of the document, in which one thing is written
//! one way (white space, dashes, quotation marks, digits, ligatures), and on
//! a [`FoldedText`] of that, in which letters are compared without case and
//! accents. Every edit is recorded in an [`OffsetMap`], so each hit maps back
//! to the document's own text exactly.

mod codepoints;
mod fold;
mod normalize;
pub mod numerals;
mod offsets;
mod sentences;

pub use codepoints::CodePoints;
pub use fold::{FoldedText, Folding};
pub use normalize::{NormalText, normalize, normalize_str};
pub use offsets::OffsetMap;
pub use sentences::Sentences;
