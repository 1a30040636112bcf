//! The language server, `factlint lsp`: checks documents while they are edited.
//!
//! One thread reads messages and owns the documents (`server.rs`); others check them (`worker.rs`). `buffer.rs` is the only place
//! that counts positions.

mod actions;
mod buffer;
mod checked;
mod config_files;
mod initialize;
mod navigation;
mod open;
mod options;
mod projects;
mod server;
mod toml_help;
mod uris;
mod worker;
mod workspace;

pub(crate) use server::run;
