//! factlint reads a draft, works out the day the draft speaks from, and reports every pair of statements that cannot
//! both be true, with the places of both sides.
//!
//! Each layer may use only those before it: `text`, `findings`, `time`, `rules`, `embedded`, `document`, `language`,
//! `frame`, `claims`, `kinds`, `engine`, `examples`, `report`, `settings`, `project`, `host`, `lsp`, `cli`.

pub mod claims;
#[cfg(feature = "program")]
pub mod cli;
pub mod document;
pub mod embedded;
pub mod engine;
pub mod examples;
pub mod findings;
pub mod frame;
#[cfg(feature = "program")]
mod host;
pub mod kinds;
pub mod language;
#[cfg(feature = "program")]
mod lsp;
pub mod project;
pub mod report;
pub mod rules;
pub mod settings;
pub mod text;
pub mod time;
