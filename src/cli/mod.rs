//! The command line program: arguments, streams, and files that are written.
#![allow(clippy::disallowed_methods, reason = "this is the layer that does IO")]

mod advice;
mod args;
mod baseline;
mod check;
mod config;
mod day;
mod describe;
mod facts;
mod fix;
mod idle;
mod import;
mod marking;
mod output;
mod owners;
mod progress;
mod projects;
mod records;
mod reports;
mod rules;
mod since;
mod transcripts;
mod unread;
mod verbose;

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use output::Output;

/// Nothing to say.
const FINE: u8 = 0;
/// Findings, or examples that fail.
const FOUND: u8 = 1;
/// Something could not be done.
const FAULTS: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| advice::advised(error).exit());
    let output = Output::new(arguments.color, arguments.quiet);
    let done = match &arguments.command {
        Command::Check(args) => check::check(args, &output),
        Command::Day(args) => day::day(args, &output),
        Command::Facts(args) => facts::facts(args, &output),
        Command::Import(command) => import::import(command, &output),
        Command::Rules(command) => rules::rules(command, &output),
        Command::Baseline { ratchet, lint } => baseline::baseline(lint, *ratchet, &output),
        Command::Completions { shell } => describe::completions(*shell, &output),
        Command::Man { command, dir } => describe::man(command, dir.as_deref(), &output),
        Command::Config(command) => config::config(command, &output),
        Command::Init { folder } => config::init(folder.as_deref().unwrap_or(Path::new("")), &output),
        Command::Lsp => lsp(&output),
        Command::Explain { rule, sources } => rules::explain(rule, sources, &output),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        // If standard error is closed too, only the exit status can report the error.
        let _ = output.err(&format!("error: {error:#}\n"));
        FAULTS
    }))
}

/// Serves an editor. A person who starts the server in a terminal learns what it waits for.
fn lsp(output: &Output) -> anyhow::Result<u8> {
    if std::io::stdin().is_terminal() {
        output.err("note: `factlint lsp` waits for an editor on standard input; press Ctrl-D to end it\n")?;
    }
    crate::lsp::run()
}
