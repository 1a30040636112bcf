//! Flags of `factlint check` that have no effect in a run.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::projects::Projects;
use crate::document::Format;
use crate::findings::Fault;
use crate::host::absolute;
use crate::host::files::shown;

/// A warning for each flag without effect. `paths` are those of the command line, `files` the drafts to read.
pub(super) fn flags(
    args: &Check,
    paths: &[PathBuf],
    projects: &Projects,
    forced: Option<Format>,
    files: &[PathBuf],
) -> Vec<Fault> {
    let mut found: Vec<Fault> = fields(args, projects, forced, files).into_iter().collect();
    found.extend(paths.iter().filter_map(|path| transcript(args, path)));
    found.extend(paths.iter().filter(|path| files.contains(path)).filter_map(|path| exclude(args, projects, path)));
    found.into_iter().map(Fault::warning).collect()
}

/// Fields of records where no file has records.
fn fields(args: &Check, projects: &Projects, forced: Option<Format>, files: &[PathBuf]) -> Option<Fault> {
    let flags = [
        ("--text-field", &args.lint.text_field),
        ("--id-field", &args.lint.id_field),
        ("--date-field", &args.lint.date_field),
    ];
    let (flag, _) = flags.into_iter().find(|(_, field)| field.is_some())?;
    let may_have_records = |file: &PathBuf| {
        let format = forced.or_else(|| projects.of(file).format_of(file));
        format.is_none_or(Format::is_records)
    };
    if files.is_empty() || files.iter().any(may_have_records) {
        return None;
    }
    let fault = Fault::of_call("idle-flag", format!("`{flag}` has no effect: no draft is a file of records"));
    Some(fault.note("it is for JSON Lines (.jsonl) and JSON"))
}

/// A draft that is its own transcript.
fn transcript(args: &Check, path: &Path) -> Option<Fault> {
    args.lint.transcript.iter().find(|transcript| absolute(transcript) == absolute(path))?;
    let message = format!("{} is compared with itself: it is a draft and a transcript", shown(path));
    Some(Fault::of_call("idle-flag", message).note("`--transcript` takes what was said, and the paths are the drafts"))
}

/// A pattern of the call that matches a file of the call.
fn exclude(args: &Check, projects: &Projects, path: &Path) -> Option<Fault> {
    let pattern = projects.excludes(projects.of(path), path, false)?;
    args.lint.exclude.iter().find(|own| *own == pattern)?;
    let message = format!("`--exclude {pattern}` does not leave out {}, which is named", shown(path));
    Some(Fault::of_call("idle-flag", message).note("`--force-exclude` leaves out files that are named too"))
}
