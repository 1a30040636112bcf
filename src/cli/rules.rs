//! `factlint rules` and `factlint explain`: what rule authors ask for.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::{AnswerFormat, Rules, Sources, Try};
use super::check::{day, unknown_rule};
use super::day::documents;
use super::files::{self, STDIN};
use super::output::Output;
use super::projects::asked;
use super::sources::{self, Loaded};
use super::{FAULTS, FINE, FOUND};
use crate::claims::Reading;
use crate::document::{self, Format};
use crate::engine::{self, Engine, Options};
use crate::examples;
use crate::findings::Fault;
use crate::kinds::Draft;
use crate::report::{self, Style};
use crate::rules::Check;
use crate::settings::Placed;
use crate::text::Input;

/// Runs a command on rules; answers the exit status.
pub(super) fn rules(command: &Rules, output: &Output) -> anyhow::Result<u8> {
    match command {
        Rules::List { sources } => list(&load(sources, &[]), &asked(&sources::project(sources).settings), output),
        Rules::Check { paths, sources } => {
            let loaded = load(sources, paths);
            let line = format!("{}, {}\n", counted(loaded.rules.checks.len(), "check"), facts(&loaded));
            finish(&loaded.faults, &line, output)
        }
        Rules::Test { paths, select, sources } => test(load(sources, paths), select, output),
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
    output.out(&report::manual::text(check)).context("the manual cannot be written")?;
    finish(&loaded.faults, "", output)
}

pub(super) fn load(sources: &Sources, more: &[PathBuf]) -> Loaded {
    let mut project = sources::project(sources);
    let mut loaded = sources::rules(sources, &project, more, true);
    project.faults.append(&mut loaded.faults);
    loaded.faults = project.faults;
    loaded
}

/// Every check with the severity that it has under some settings, or `off`.
fn list(loaded: &Loaded, options: &Options, output: &Output) -> anyhow::Result<u8> {
    let mut text = String::new();
    let wide = loaded.rules.checks.iter().map(|check| check.id.len()).max().unwrap_or(0);
    for check in &loaded.rules.checks {
        let from = if loaded.is_own(&check.path) { format!(" ({})", check.path) } else { String::new() };
        let (id, kind) = (&check.id, &check.kind);
        let severity = options.severity.get(id).copied().flatten().unwrap_or(check.severity);
        let severity = if options.wants(check) { severity.word() } else { "off" };
        writeln!(text, "{id:wide$}  {kind:10}  {severity:7}  {}{from}", check.summary)?;
    }
    output.out(&text).context("the list cannot be written")?;
    finish(&loaded.faults, "", output)
}

fn test(mut loaded: Loaded, select: &[String], output: &Output) -> anyhow::Result<u8> {
    for word in select {
        loaded.faults.extend(unknown_rule(&Placed { word: word.clone(), place: None }, &loaded.rules.checks));
    }
    let outcome = examples::run(&loaded.rules, select);
    let failed = outcome.faults.len();
    output.err(&report::faults(&outcome.faults, Style::Human, output.colors_err()))?;
    let line = format!("{} run, {failed} failed\n", counted(outcome.run, "example"));
    let status = finish(&loaded.faults, &line, output)?;
    Ok(if status == FINE && failed > 0 { FOUND } else { status })
}

/// Shows how a sentence or a draft is read, and what came of the checks of a file or of that id.
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
        documents(path, document::read, &mut loaded.faults)
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
    output.err(line)?;
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
