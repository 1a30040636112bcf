//! The command line program: the one layer that touches files, streams, arguments and, when asked, the clock.
//!
//! May name every layer.
#![allow(clippy::disallowed_methods, reason = "this is the layer that does IO")]

mod args;
mod check;
mod config;
mod facts;
mod files;
mod import;
mod output;
mod projects;
mod reports;
mod rules;
mod since;
mod sources;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use output::Output;

/// Nothing to say.
const FINE: u8 = 0;
/// Findings, or examples that do not come out.
const FOUND: u8 = 1;
/// Something could not be done.
const FAULTS: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.color);
    let done = match &arguments.command {
        Command::Check(args) => check::check(args, &output),
        Command::Facts(args) => facts::facts(args, &output),
        Command::Import(command) => import::import(command, &output),
        Command::Rules(command) => rules::rules(command, &output),
        Command::Config(command) => config::config(command, &output),
        Command::Init { folder } => config::init(folder.as_deref().unwrap_or(Path::new("")), &output),
        Command::Explain { rule, sources } => rules::explain(rule, sources, &output),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        // Where even the error stream is closed, the status has to tell.
        let _ = output.err(&format!("error: {error:#}\n"));
        FAULTS
    }))
}
