//! Finds every citation to an international instrument in policy documents,
//! down to the paragraph, and answers who cites what.

pub mod catalogue;
pub mod export;
pub mod grammar;
pub mod index;
pub mod ingest;
pub mod matcher;
pub mod model;
pub mod pinpoint;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod resolve;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;
