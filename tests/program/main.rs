//! The program from outside, as a user runs it.

mod articles;
mod baseline;
mod broken;
mod commands;
mod common;
mod day;
mod documentation;
mod facts;
mod fixes;
mod formats;
mod governments;
mod import;
mod judging;
mod manners;
mod outputs;
mod rule_files;
mod rules_try;
mod schema;
mod scoping;
mod settings;
mod shell;
mod silence;
mod since;
mod slots;
mod terminal;
mod transcripts;
