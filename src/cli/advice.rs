//! Advice for command lines that are not understood.

use std::path::Path;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue};

use super::args::Arguments;
use crate::findings::Fault;
use crate::rules::toml_reader::hint;

/// Flags of other linters, and what does the same here.
const FLAGS: [(&[&str], &str); 15] = [
    (&["-r", "-R", "--recursive"], "folders are read with all folders in them; leave the flag out"),
    (&["--lang", "--language"], "the language is `language` in factlint.toml, or `lang` in front matter"),
    (&["--stdin"], "standard input is a path: `factlint check -`"),
    (&["-w", "-i", "--write", "--in-place", "--autofix"], "`--fix` writes safe fixes into the drafts"),
    (&["-j", "--jobs", "--parallel"], "`--threads` sets the number of threads"),
    (&["--json"], "write `--format json`"),
    (&["--sarif"], "write `--format sarif`"),
    (&["--junit"], "write `--format junit`"),
    (&["--date", "--today", "--now"], "`--as-of` gives the day of the drafts"),
    (&["--disable", "--skip", "-d"], "`--ignore` names rules that do not run"),
    (&["--enable", "-e"], "`--extend-select` names rules that run as well, `--select` the only ones"),
    (&["--strict", "--max-warnings", "--error-on-warnings"], "`--fail-on warning` makes warnings count"),
    (&["--list-rules", "--rules-list"], "`factlint rules list` lists the rules"),
    (&["--no-color", "--no-colour", "--colour"], "write `--color never`"),
    (&["--no-ignore", "--hidden"], "a draft that is hidden or in an ignore file is read if it is named"),
];

/// Commands of other linters, and what does the same here.
const COMMANDS: [(&[&str], &str); 7] = [
    (&["lint", "run", "scan", "verify", "validate", "analyze", "analyse"], "drafts are checked by `factlint check`"),
    (&["fix", "format", "fmt"], "`factlint check --fix` writes safe fixes into the drafts"),
    (&["version"], "write `factlint --version`"),
    (&["list", "rule", "checks"], "`factlint rules list` lists the rules"),
    (&["settings", "show-config"], "`factlint config show` prints the settings"),
    (&["test"], "`factlint rules test` runs the examples of rules"),
    (&["completion", "complete"], "write `factlint completions`"),
];

/// An error of the command line, with advice where a draft, a folder or a flag of another linter is in it.
pub(super) fn advised(mut error: clap::Error) -> clap::Error {
    if let Some(tip) = tip(&error) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn tip(error: &clap::Error) -> Option<String> {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) {
        if Path::new(word).exists() || word.contains(['.', '/']) {
            return Some(format!("to check drafts, run `factlint check {word}`"));
        }
        let same = COMMANDS.iter().find(|(commands, _)| commands.contains(&word.as_str()));
        // `help chek` has no suggestion.
        let is_open = error.get(ContextKind::SuggestedSubcommand).is_none();
        let near = || {
            let program = Arguments::command();
            let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
            hint(word, names).pop().filter(|_| is_open)
        };
        return same.map(|(_, tip)| (*tip).to_owned()).or_else(near);
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    if let Some(command) = word.strip_prefix("--")
        && Arguments::command().find_subcommand(command).is_some()
    {
        return Some(format!("commands have no dashes: `factlint {command}`"));
    }
    if let Some(tip) = one_more(error, word) {
        return Some(tip);
    }
    // A flag that is nearly right has its own advice.
    let is_unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
    let same = FLAGS.iter().find(|(flags, _)| flags.contains(&word.as_str()));
    let same = same.map(|(_, tip)| (*tip).to_owned());
    same.or_else(|| of_check(word)).filter(|_| is_unknown)
}

/// Advice for a word too many.
fn one_more(error: &clap::Error, word: &str) -> Option<String> {
    let usage = error.get(ContextKind::Usage)?.to_string();
    let is_of = |command: &str| usage.contains(&format!(" {command} ")) && !word.starts_with('-');
    let words: Vec<String> = std::env::args().skip(2).take_while(|word| !word.starts_with('-')).collect();
    let words = words.join(" ");
    let tips = [
        ("facts", format!("put a name of several words in quotation marks: `factlint facts \"{words}\"`")),
        ("explain", format!("name one at a time: `factlint explain {word}`")),
        ("rules list", format!("`factlint explain {word}` prints the manual of one rule")),
        ("rules try", "put a sentence in quotation marks".to_owned()),
        ("day", format!("name one draft at a time: `factlint day {word}`")),
    ];
    tips.into_iter().find(|(command, _)| is_of(command)).map(|(_, tip)| tip)
}

/// Adds advice to the fault of an unknown key of settings: it may be a flag.
pub(super) fn on_key(fault: &mut Fault) {
    let key = fault.message.split('`').nth(1).unwrap_or_default();
    let program = Arguments::command();
    let check = program.find_subcommand("check");
    let is_flag = check.is_some_and(|check| check.get_arguments().any(|argument| argument.get_long() == Some(key)));
    if is_flag {
        fault.notes.push(format!("`--{key}` is a flag of `factlint check`, and no setting"));
    } else if fault.notes.is_empty() {
        fault.notes.push("`factlint config show` lists the settings".to_owned());
    }
}

/// A flag of `check` that another command does not have, or that comes before the command.
fn of_check(word: &str) -> Option<String> {
    let program = Arguments::command();
    let check = program.find_subcommand("check")?;
    let mut letters = word.strip_prefix('-')?.chars();
    let is_it = |argument: &clap::Arg| match word.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => argument.get_short().is_some() && argument.get_short() == letters.clone().next(),
    };
    let known = check.get_arguments().any(is_it) && (word.starts_with("--") || letters.by_ref().count() == 1);
    known.then(|| format!("`{word}` is a flag of `factlint check`, and follows it: `factlint check {word}`"))
}
