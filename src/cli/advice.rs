//! Advice for command lines that are not understood.

use std::path::Path;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue};

use super::args::Arguments;

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

/// An error of the command line, with advice where a draft, a folder or a flag of another linter is in it.
pub(super) fn advised(mut error: clap::Error) -> clap::Error {
    if let Some(tip) = tip(&error) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn tip(error: &clap::Error) -> Option<String> {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) {
        let is_path = Path::new(word).exists() || word.contains(['.', '/']);
        return is_path.then(|| format!("to check drafts, run `factlint check {word}`"));
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    if let Some(command) = word.strip_prefix("--")
        && Arguments::command().find_subcommand(command).is_some()
    {
        return Some(format!("commands have no dashes: `factlint {command}`"));
    }
    // A flag that is nearly right has its own advice.
    let is_unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
    let same = FLAGS.iter().find(|(flags, _)| flags.contains(&word.as_str()));
    same.filter(|_| is_unknown).map(|(_, tip)| (*tip).to_owned())
}
