//! `factlint import`: results of a query to Wikidata become a pack, or join one.

mod merge;
mod pack;
mod rows;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use similar::{ChangeTag, TextDiff};

use super::args::{Import, ImportWikidata};
use super::output::Output;
use super::rules::load;
use super::{FAULTS, FINE};
use crate::findings::Fault;
use crate::host::files::{read, shown};
use crate::report::{self, Style};
use crate::text::{Input, Place, Span};

use merge::{Merged, Wanted, merge};

/// The code of a row that cannot be used.
const SKIPPED: &str = "skipped-row";
/// Largest file that is read, in megabytes.
const MOST: u64 = 200;
/// Lines shown before and after a change.
const CONTEXT: usize = 3;

/// Runs the command; answers the exit status: 2 if a file could not be used; rows that cannot be used are reported.
pub(super) fn import(command: &Import, output: &Output) -> anyhow::Result<u8> {
    let Import::Wikidata(args) = command;
    let mut faults = Vec::new();
    let done = wikidata(args, &mut faults);
    if let Some((merged, before)) = done {
        for line in &merged.skipped {
            faults.push(Fault::of_file(SKIPPED, shown(&args.file), line.clone()));
        }
        match &args.into {
            _ if args.diff => {
                output.out(&difference(&before, &merged.text)).context("the difference cannot be written")?;
            }
            Some(path) => {
                if merged.text != before {
                    std::fs::write(path, &merged.text).with_context(|| format!("{} cannot be written", shown(path)))?;
                }
                output.out(&change_list(&merged, path)).context("the changes cannot be written")?;
            }
            None => output.out(&merged.text).context("the pack cannot be written")?,
        }
    }
    output.err(&report::faults(&faults, Style::Human, output.colors_err()))?;
    // Results regularly contain rows without an English name or a day.
    Ok(if faults.iter().all(|fault| fault.code == SKIPPED) { FINE } else { FAULTS })
}

/// The merged pack, and its previous text; `None` if a file cannot be read.
fn wikidata(args: &ImportWikidata, faults: &mut Vec<Fault>) -> Option<(Merged, String)> {
    let results = kept(read(&args.file, MOST), faults)?;
    let (rows, wrong) = rows::read(&results);
    let is_broken = wrong.iter().any(|fault| fault.code != SKIPPED);
    faults.extend(wrong);
    if is_broken {
        return None;
    }
    let before = match &args.into {
        Some(path) if path.exists() => kept(read(path, MOST), faults)?,
        _ => Input::file("", ""),
    };
    let loaded = load(&args.sources, &[]);
    faults.extend(loaded.faults);
    let name = args.into.as_deref().unwrap_or(&args.file);
    let id = args.id.clone().unwrap_or_else(|| stem(name));
    let wanted = Wanted { verified: args.verified, id: &id, of: args.of.as_deref() };
    match merge(&before.text, &rows, &loaded.rules.table, &wanted) {
        Ok(merged) => Some((merged, before.text.to_string())),
        Err((range, message)) => {
            let place = Place { input: Arc::clone(&before), span: Span::new(range.start, range.end) };
            faults.push(Fault::at("syntax", place, message));
            None
        }
    }
}

fn kept<T>(read: Result<T, Fault>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "wikidata".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn change_list(merged: &Merged, path: &Path) -> String {
    let mut out: String = merged.changes.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    if merged.changes.is_empty() {
        out = format!("{} is up to date\n", shown(path));
    }
    out
}

/// Lines that come and go, with a few around them.
fn difference(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut out = String::new();
    for hunk in diff.grouped_ops(CONTEXT) {
        if !out.is_empty() {
            out.push_str("...\n");
        }
        for change in hunk.iter().flat_map(|operation| diff.iter_changes(operation)) {
            out.push_str(match change.tag() {
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
                ChangeTag::Equal => " ",
            });
            out.push_str(change.value().trim_end_matches('\n'));
            out.push('\n');
        }
    }
    out
}
