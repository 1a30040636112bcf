//! The command line program: the only layer that uses files, streams, arguments and, on request, the clock.
#![allow(clippy::disallowed_methods, reason = "this is the layer that does IO")]

mod args;
mod baseline;
mod check;
mod config;
mod day;
mod facts;
mod files;
mod fix;
mod import;
mod output;
mod progress;
mod projects;
mod reports;
mod rules;
mod since;
mod sources;
mod transcripts;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};

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
        Command::Day(args) => day::day(args, &output),
        Command::Facts(args) => facts::facts(args, &output),
        Command::Import(command) => import::import(command, &output),
        Command::Rules(command) => rules::rules(command, &output),
        Command::Baseline { ratchet, check } => baseline::baseline(check, *ratchet, &output),
        Command::Completions { shell } => completions(*shell, &output),
        Command::Man => man(&output),
        Command::Config(command) => config::config(command, &output),
        Command::Init { folder } => config::init(folder.as_deref().unwrap_or(Path::new("")), &output),
        Command::Explain { rule, sources } => rules::explain(rule, sources, &output),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        // If standard error is closed too, only the exit status can report the error.
        let _ = output.err(&format!("error: {error:#}\n"));
        FAULTS
    }))
}

fn completions(shell: clap_complete::Shell, output: &Output) -> anyhow::Result<u8> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "factlint", &mut bytes);
    output.out(&String::from_utf8_lossy(&bytes)).context("the completions cannot be written")?;
    Ok(FINE)
}

/// One page for the program and each of its commands.
fn man(output: &Output) -> anyhow::Result<u8> {
    let mut command = Arguments::command();
    command.build();
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut bytes).context("the manual cannot be created")?;
    let mut commands: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    commands.retain(|command| command.get_name() != "help");
    for one in commands {
        let page = clap_mangen::Man::new(one.clone());
        bytes.extend_from_slice(format!(".SH factlint {}\n", one.get_name()).as_bytes());
        page.render_synopsis_section(&mut bytes).context("the manual cannot be created")?;
        page.render_description_section(&mut bytes).context("the manual cannot be created")?;
        page.render_options_section(&mut bytes).context("the manual cannot be created")?;
    }
    output.out(&String::from_utf8_lossy(&bytes)).context("the manual cannot be written")?;
    Ok(FINE)
}
