//! `factlint rules` and `factlint explain`: what rule authors ask for.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::{AnswerFormat, Rules, Try};
use super::day::documents;
use super::output::Output;
use super::{FAULTS, FINE, FOUND};
use crate::claims::Reading;
use crate::document::records::Fields;
use crate::document::{self, Format};
use crate::engine::{self, Engine, Options};
use crate::examples::{self, Outcome};
use crate::findings::Fault;
use crate::host::absolute;
use crate::host::day;
use crate::host::files::{self, STDIN};
use crate::host::sources::Sources;
use crate::host::sources::{self, Loaded};
use crate::kinds::Draft;
use crate::project::names::unknown_rule;
use crate::project::requested;
use crate::report::{self, Style, catalog};
use crate::rules::Check;
use crate::settings::Placed;
use crate::text::Input;

/// Runs a command on rules; answers the exit status.
pub(super) fn rules(command: &Rules, output: &Output) -> anyhow::Result<u8> {
    match command {
        Rules::List { format, sources } => {
            list(&load(sources, &[]), &requested(&super::projects::located(sources).settings, None), *format, output)
        }
        Rules::Check { paths, sources } => {
            let loaded = load(sources, paths);
            let line = format!("{}, {}\n", counted(loaded.rules.checks.len(), "check"), facts(&loaded));
            finish(&loaded.faults, &line, output)
        }
        Rules::Test { paths, select, sources } => test(load(sources, paths), paths, select, output),
        Rules::Try(args) => try_on(args, output),
        Rules::Schema => {
            let schema = report::rules_schema(&engine::specs());
            let text = serde_json::to_string_pretty(&schema).context("the schema cannot be written")?;
            output.out(&format!("{text}\n")).context("the schema cannot be written")?;
            Ok(FINE)
        }
    }
}

/// Prints the manual and the examples of a rule.
pub(super) fn explain(rule: &str, sources: &Sources, output: &Output) -> anyhow::Result<u8> {
    let loaded = load(sources, &[]);
    let Some(check) = loaded.rules.checks.iter().find(|check| check.id == rule) else {
        let mut faults = loaded.faults;
        faults.extend(unknown_rule(&Placed { word: rule.to_owned(), place: None }, &loaded.rules.checks));
        return finish(&faults, "", output);
    };
    let page = report::page(check, &loaded.own()).map_or_else(String::new, |page| format!("Page: {page}\n"));
    output.out(&(report::manual::text(check) + &page)).context("the manual cannot be written")?;
    finish(&loaded.faults, "", output)
}

pub(super) fn load(sources: &Sources, more: &[PathBuf]) -> Loaded {
    let mut project = super::projects::located(sources);
    let mut loaded = sources::rules(sources, &project, more, true);
    project.faults.append(&mut loaded.faults);
    loaded.faults = project.faults;
    loaded
}

fn list(loaded: &Loaded, options: &Options, format: AnswerFormat, output: &Output) -> anyhow::Result<u8> {
    let listed = catalog::listed(&loaded.rules.checks, &loaded.own(), options);
    let text = match format {
        AnswerFormat::Human => catalog::text(&listed),
        AnswerFormat::Json => catalog::json(&listed),
    };
    output.out(&text).context("the list cannot be written")?;
    finish(&loaded.faults, "", output)
}

/// Runs the examples of all checks, or of those that the paths define.
fn test(mut loaded: Loaded, paths: &[PathBuf], select: &[String], output: &Output) -> anyhow::Result<u8> {
    for path in paths.iter().filter(|path| !path.exists()) {
        let is_id = loaded.rules.checks.iter().any(|check| path.as_os_str() == check.id.as_str());
        if let Some(fault) =
            loaded.faults.iter_mut().find(|fault| fault.path.as_deref() == Some(&files::shown(path))).filter(|_| is_id)
        {
            fault
                .notes
                .push(format!("to run the examples of a rule: `factlint rules test --select {}`", files::shown(path)));
        }
    }
    for word in select {
        loaded.faults.extend(unknown_rule(&Placed { word: word.clone(), place: None }, &loaded.rules.checks));
    }
    let defined = |path: &PathBuf, check: &Check| absolute(Path::new(&check.path)).starts_with(absolute(path));
    let in_paths = |check: &&Check| {
        paths.is_empty() || loaded.is_own(&check.path) && paths.iter().any(|path| defined(path, check))
    };
    let is_selected = |check: &&Check| select.is_empty() || select.contains(&check.id);
    let wanted = loaded.rules.checks.iter().filter(in_paths).filter(is_selected).map(|check| check.id.clone());
    let wanted: Vec<String> = wanted.collect();
    if wanted.is_empty() && loaded.faults.is_empty() {
        let paths: Vec<String> = paths.iter().map(|path| files::shown(path)).collect();
        anyhow::bail!("no check to test in {}", paths.join(", "));
    }
    // An empty list would mean all.
    let run = || examples::run(&loaded.rules, &wanted);
    let outcome = if wanted.is_empty() { Outcome::default() } else { run() };
    let failed = outcome.faults.len();
    output.err(&report::faults(&outcome.faults, Style::Human, output.colors_err()))?;
    let line =
        format!("{} of {} run, {failed} failed\n", counted(outcome.run, "example"), counted(wanted.len(), "check"));
    let status = finish(&loaded.faults, &line, output)?;
    Ok(if status == FINE && failed > 0 { FOUND } else { status })
}

/// Shows how a sentence or a draft is read, and the results of the checks of a file or of that id.
fn try_on(args: &Try, output: &Output) -> anyhow::Result<u8> {
    let file = Path::new(&args.rule);
    let is_file = file.exists() || file.extension().is_some_and(|ending| ending == "toml");
    let more = if is_file { vec![file.to_owned()] } else { Vec::new() };
    let mut loaded = load(&args.sources, &more);
    let shown = files::shown(file);
    let wanted =
        |check: &&Check| if is_file { Path::new(&check.path).starts_with(&shown) } else { check.id == args.rule };
    let checks: Vec<&Check> = loaded.rules.checks.iter().filter(wanted).collect();
    let Some(first) = checks.first() else {
        let unknown = Placed { word: args.rule.clone(), place: None };
        loaded.faults.extend(unknown_rule(&unknown, &loaded.rules.checks).filter(|_| !is_file));
        return finish(&loaded.faults, "", output);
    };
    let options = Options {
        select: checks.iter().map(|check| check.id.clone()).collect(),
        language: Some(first.language.clone()),
        as_of: args.as_of.map(day),
        ..Options::default()
    };
    let path = Path::new(&args.text);
    let documents = if args.text == STDIN || path.is_file() {
        documents(path, &Fields::default(), document::read, &mut loaded.faults)
    } else {
        vec![document::read(Format::Plain, &Input::file("sentence", args.text.as_str()))]
    };
    let engine = Engine::new(loaded.rules, options);
    for document in &documents {
        let tell = |draft: &Draft<'_>, reading: &Reading| {
            let tried = report::tried::tried(&engine, draft, reading);
            match args.format {
                AnswerFormat::Human => tried.text(output.colors_out()),
                AnswerFormat::Json => tried.json(),
            }
        };
        output.out(&engine.explain(document, tell).unwrap_or_default()).context("the answer cannot be written")?;
    }
    finish(&loaded.faults, "", output)
}

fn finish(faults: &[Fault], line: &str, output: &Output) -> anyhow::Result<u8> {
    output.err(&report::faults(faults, Style::Human, output.colors_err()))?;
    output.note(line)?;
    Ok(if faults.is_empty() { FINE } else { FAULTS })
}

fn facts(loaded: &Loaded) -> String {
    let [packs, places, persons, offices, tenures] = loaded.rules.table.counts();
    // Every place is also a person, as a potential member.
    let persons = persons - places;
    let parts = [(packs, "pack"), (persons, "person"), (offices, "office"), (tenures, "tenure")];
    parts.map(|(number, word)| counted(number as usize, word)).join(", ")
}

fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
