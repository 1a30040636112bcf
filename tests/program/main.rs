//! The program from outside, as a user runs it.

mod articles;
mod broken;
mod commands;
mod common;
mod documentation;
mod facts;
mod formats;
mod import;
mod judging;
mod outputs;
mod rule_files;
mod settings;
mod since;
