//! What the program promises, from outside. One binary, so that it is linked
//! once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
#[cfg(feature = "cli")]
mod command_line;
#[cfg(all(feature = "cli", feature = "pdf"))]
mod consoles;
mod docs;
#[cfg(feature = "pdf")]
mod gold;
#[cfg(feature = "cli")]
mod program;
#[cfg(feature = "cli")]
mod questions;
