//! Finds every citation to an international instrument in policy documents,
//! down to the paragraph, and answers who cites what.

pub mod catalogue;
pub mod grammar;
pub mod ingest;
pub mod model;
pub mod pinpoint;
pub mod resolve;
pub mod text;
