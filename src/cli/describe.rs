//! The command line described for shells and for man(1).

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory as _};

use super::FINE;
use super::args::Arguments;
use super::output::Output;
use crate::document::Format;
use crate::host::files::shown;
use crate::settings::{FailOn, KEYS};

/// Prints the completions of a shell. They contain the names of built-in rules, input formats and keys of settings.
pub(super) fn completions(shell: clap_complete::Shell, output: &Output) -> anyhow::Result<u8> {
    let mut command = with_values(Arguments::command());
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command, "factlint", &mut bytes);
    output.out(&String::from_utf8_lossy(&bytes)).context("the completions cannot be written")?;
    Ok(FINE)
}

/// Names the values of arguments that take any word, because rules may be a project's own and errors give advice.
fn with_values(command: Command) -> Command {
    let checks = crate::embedded::checks();
    let rules: Vec<PossibleValue> =
        checks.iter().map(|check| PossibleValue::new(check.id.clone()).help(check.summary.clone())).collect();
    let keys = KEYS.iter().map(|key| PossibleValue::new(key.name).help(key.what));
    let formats = Format::names().map(PossibleValue::new);
    let severities = FailOn::ALL.map(|(word, _)| PossibleValue::new(word));
    let values = [
        (["select", "extend_select", "ignore", "rule"].as_slice(), rules),
        (["key"].as_slice(), keys.collect()),
        (["format_in"].as_slice(), formats.collect()),
        (["fail_on"].as_slice(), severities.to_vec()),
    ];
    with_values_of(command, &values)
}

fn with_values_of(command: Command, values: &[(&[&str], Vec<PossibleValue>)]) -> Command {
    let known = |id: &str| values.iter().find(|(ids, _)| ids.contains(&id)).map(|(_, values)| values.clone());
    let command = command.mut_args(|arg| match known(arg.get_id().as_str()) {
        Some(values) => arg.value_parser(PossibleValuesParser::new(values)),
        None => arg,
    });
    command.mut_subcommands(|command| with_values_of(command, values))
}

/// Prints a page for the program or one command, or writes a page for each command to a folder.
pub(super) fn man(words: &[String], folder: Option<&Path>, output: &Output) -> anyhow::Result<u8> {
    let mut program = without_help(Arguments::command());
    program.build();
    if let Some(folder) = folder {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", shown(folder)))?;
        write_all(&program, folder)?;
        return Ok(FINE);
    }
    let mut bytes = Vec::new();
    if words.is_empty() {
        render_all(&program, &mut bytes).context("the manual cannot be created")?;
    } else {
        page(find(&program, words)?).render(&mut bytes).context("the manual cannot be created")?;
    }
    output.out(&String::from_utf8_lossy(&bytes)).context("the manual cannot be written")?;
    Ok(FINE)
}

/// `factlint help` needs no page: it prints the help of the others.
fn without_help(command: Command) -> Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help)
}

fn page(command: &Command) -> clap_mangen::Man {
    let version = env!("CARGO_PKG_VERSION");
    clap_mangen::Man::new(command.clone().version(version)).source(format!("factlint {version}")).manual("factlint")
}

/// Writes `factlint.1`, `factlint-check.1`, `factlint-rules-test.1` and so on.
fn write_all(command: &Command, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(page(command).get_filename());
    let mut bytes = Vec::new();
    page(command).render(&mut bytes).context("the manual cannot be created")?;
    fs::write(&path, bytes).with_context(|| format!("{} cannot be written", shown(&path)))?;
    command.get_subcommands().try_for_each(|command| write_all(command, folder))
}

/// The command of some words.
fn find<'a>(program: &'a Command, words: &[String]) -> anyhow::Result<&'a Command> {
    let mut command = program;
    for word in words.iter().flat_map(|words| words.split_whitespace()) {
        let Some(found) = command.find_subcommand(word) else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            if known.is_empty() {
                bail!("`{}` has no commands, so there is no `{word}`", command.get_name());
            }
            bail!("there is no command `{word}`; the commands are {}", known.join(", "));
        };
        command = found;
    }
    Ok(command)
}

/// One page for the program and each of its commands.
fn render_all(program: &Command, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    page(program).render(bytes)?;
    for command in program.get_subcommands() {
        let page = clap_mangen::Man::new(command.clone());
        bytes.extend_from_slice(format!(".SH factlint {}\n", command.get_name()).as_bytes());
        page.render_synopsis_section(bytes)?;
        page.render_description_section(bytes)?;
        page.render_options_section(bytes)?;
    }
    Ok(())
}
