//! The commands, a file each.

pub(super) mod explain;
pub(super) mod index;
pub(super) mod instruments;
pub(super) mod query;
pub(super) mod refs;
pub(super) mod scan;
pub(super) mod text;
