//! `factlint day`: why the linter thinks what it thinks of a draft's time.

use anyhow::Context as _;

use super::args::{Day as Args, DayFormat};
use super::files::{self, STDIN};
use super::output::Output;
use super::{FAULTS, FINE};
use super::{check, sources};
use crate::document::{self, Format, jsonl};
use crate::engine::{Engine, Options};
use crate::report::{self, Style, day};

/// Largest draft, in megabytes.
const MOST: u64 = 100;

/// Runs the command; answers the exit status. Of a JSON Lines file every record is shown.
pub(super) fn day(args: &Args, output: &Output) -> anyhow::Result<u8> {
    let project = sources::project(&args.sources);
    let loaded = sources::rules(&args.sources, &project, &[], false).without_failing();
    let mut faults = project.faults;
    faults.extend(loaded.faults);
    let options = Options {
        as_of: args.as_of.or(project.settings.as_of).map(check::day),
        language: project.settings.language.clone(),
        ..Options::default()
    };
    let engine = Engine::new(loaded.rules, options);
    let read = if args.path.as_os_str() == STDIN {
        files::stdin_bytes(STDIN, MOST).and_then(|bytes| files::text(STDIN, bytes))
    } else {
        files::read(&args.path, MOST)
    };
    let mut documents = Vec::new();
    match read {
        Ok(input) if Format::from_path(&input.path) == Some(Format::JsonLines) => {
            for (number, line) in jsonl::lines(&input.text) {
                match jsonl::record(&input.path, number, line) {
                    Ok(document) => documents.push(document),
                    Err(fault) => faults.push(*fault),
                }
            }
        }
        Ok(input) => {
            documents.push(document::read(Format::from_path(&input.path).unwrap_or(Format::Plain), &input));
        }
        Err(fault) => faults.push(fault),
    }
    for document in &documents {
        faults.extend(document.faults.iter().cloned());
        if let Some(reading) = engine.read(document) {
            let shown = day::shown(document, &reading);
            let text = match args.format {
                DayFormat::Human => shown.text(output.colors_out()),
                DayFormat::Json => shown.json(),
            };
            output.out(&text).context("the answer cannot be written")?;
        }
    }
    output.err(&report::faults(&faults, Style::Human, output.colors_err()))?;
    Ok(if faults.is_empty() { FINE } else { FAULTS })
}
