//! `factlint day`: explains which time each claim of a draft speaks of.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use super::args::{AnswerFormat, Check, Day as Args, Lint};
use super::output::Output;
use super::projects::Projects;
use super::{FAULTS, FINE};
use crate::document::records::Fields;
use crate::document::{Document, Format};
use crate::findings::Fault;
use crate::host::files::{self, Held};
use crate::report::{self, Style, day};
use crate::text::Input;

/// Largest draft, in megabytes.
const MOST: u64 = 100;

/// Runs the command; answers the exit status. Of a JSON Lines file every record is shown.
pub(super) fn day(args: &Args, output: &Output) -> anyhow::Result<u8> {
    // Settings apply to this draft as for `factlint check`.
    let lint = Lint { as_of: args.as_of, sources: args.sources.clone(), ..Lint::default() };
    let check = Check { lint, ..Check::default() };
    let mut faults = Vec::new();
    let mut projects = Projects::new(&check, super::projects::located(&args.sources), false, &mut faults);
    projects.gather(&check, std::slice::from_ref(&args.path), false, &mut faults);
    let workspace = projects.of(&args.path);
    let mut documents =
        documents(&args.path, &workspace.fields, |format, input| workspace.read(format, input), &mut faults);
    documents.iter_mut().for_each(|document| workspace.prepare(document));
    for document in &documents {
        faults.extend(document.faults.iter().cloned());
        if let Some(reading) = workspace.engine.read(document) {
            let shown = day::shown(document, &reading);
            let text = match args.format {
                AnswerFormat::Human => shown.text(output.colors_out()),
                AnswerFormat::Json => shown.json(),
            };
            output.out(&text).context("the answer cannot be written")?;
        }
    }
    output.err(&report::faults(&faults, Style::Human, output.colors_err()))?;
    Ok(if faults.iter().any(Fault::is_error) { FAULTS } else { FINE })
}

/// The draft of a path; of a JSON Lines file every record.
pub(super) fn documents(
    path: &Path,
    fields: &Fields,
    read: impl Fn(Format, &Arc<Input>) -> Document,
    faults: &mut Vec<Fault>,
) -> Vec<Document> {
    let mut documents = Vec::new();
    match files::draft(path, None, None, MOST) {
        Ok(Held::Text(format, input)) if format.is_records() => {
            documents.extend(crate::document::records::documents(format, &input, fields, faults));
        }
        Ok(Held::Text(format, input)) => documents.push(read(format, &input)),
        Ok(Held::Package(document)) => documents.push(*document),
        Ok(Held::Unread(unread)) => faults.push(files::unread_fault(path, unread)),
        Err(fault) => faults.push(*fault),
    }
    documents
}
