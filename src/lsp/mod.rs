//! The language server, `factlint lsp`: checks documents while they are edited.
//!
//! One thread reads messages and owns the documents (`server.rs`); others check them (`worker.rs`). Positions are those of
//! [`crate::text::Buffer`].

mod actions;
mod checked;
mod config_files;
mod initialize;
mod navigation;
mod open;
mod options;
mod positions;
mod projects;
mod reload;
mod server;
mod sync;
#[cfg(test)]
mod tests;
mod toml_help;
mod toml_place;
mod uris;
mod worker;
mod workspace;

pub(crate) use server::run;
