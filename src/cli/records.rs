//! Files of many records: each is read and checked, and what is not read becomes a few faults of the file.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::args::Check;
use super::projects::Projects;
use crate::document::records::{self, BadRecord, Fields, RawRecord};
use crate::document::{Document, Format};
use crate::findings::Fault;
use crate::report::Run;
use crate::text::Input;

/// The records of a file that are not read yet.
fn raw<'t>(format: Format, input: &'t Arc<Input>, fields: &Fields) -> Result<Vec<RawRecord<'t>>, Box<Fault>> {
    if format == Format::Json {
        return records::items(input, fields);
    }
    // A list of records by the name of JSON Lines.
    let is_list = input.text.trim_start_matches('\u{feff}').trim_start().starts_with('[');
    let items = if is_list { records::items(input, fields).ok() } else { None };
    Ok(items.unwrap_or_else(|| records::lines(&input.text)))
}

/// The warning that fields of records are named on the command line and no file has records.
pub(super) fn idle_fields(
    args: &Check,
    projects: &Projects,
    forced: Option<Format>,
    files: &[PathBuf],
) -> Option<Fault> {
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
    Some(fault.note("it is for JSON Lines (.jsonl) and JSON").warning())
}

/// Checks the records of a file. `named`: whether the file is named on the command line.
pub(super) fn checked(
    format: Format,
    input: &Arc<Input>,
    fields: &Fields,
    named: bool,
    check: &(impl Fn(Document) -> Run + Sync),
) -> Run {
    let mut run = Run::default();
    let raw = raw(format, input, fields).unwrap_or_else(|fault| {
        run.faults.push(*fault);
        Vec::new()
    });
    let one = |raw: &RawRecord<'_>| records::read(&input.path, raw, fields).map(check);
    let done: Vec<Result<Run, Box<BadRecord>>> = raw.par_iter().map(one).collect();
    let (mut bad, all) = (Vec::new(), done.len());
    for one in done {
        match one {
            Ok(one) => run.join(one),
            Err(why) => bad.push(*why),
        }
    }
    // In a folder, a file of foreign records is data of somebody else.
    let weigh = |fault: Fault| if fault.code == records::NO_TEXT && !named { fault.warning() } else { fault };
    run.faults.extend(records::faults(&input.path, bad, all).into_iter().map(weigh));
    run
}

/// Reads the records of a file.
pub(super) fn documents(format: Format, input: &Arc<Input>, fields: &Fields, faults: &mut Vec<Fault>) -> Vec<Document> {
    let raw = raw(format, input, fields).unwrap_or_else(|fault| {
        faults.push(*fault);
        Vec::new()
    });
    let (mut found, mut bad) = (Vec::new(), Vec::new());
    for one in &raw {
        match records::read(&input.path, one, fields) {
            Ok(document) => found.push(document),
            Err(why) => bad.push(*why),
        }
    }
    faults.extend(records::faults(&input.path, bad, raw.len()));
    found
}
