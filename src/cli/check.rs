//! `factlint check`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use rayon::prelude::*;

use super::args::Check;
use super::files::{self, Drafts, STDIN};
use super::output::Output;
use super::projects::{Projects, Workspace};
use super::reports::{self, Host, To, Wanted};
use super::since;
use super::sources::{self, Project};
use crate::document::{self, Document, Format, Limits, jsonl};
use crate::findings::{Fault, Severity};
use crate::report::{self, Look, Run, Style};
use crate::rules::Check as Rule;
use crate::rules::walk::hint;
use crate::settings::{AsOf, FailOn, Placed};
use crate::text::Input;
use crate::time::Day;

/// Largest draft, in megabytes, unless the caller says otherwise.
const MOST: u64 = 100;

/// Runs the command; answers the exit status.
pub(super) fn check(args: &Check, output: &Output) -> anyhow::Result<u8> {
    let mut faults = Vec::new();
    let project = sources::project(&args.sources);
    let host = Host::of_environment();
    let wanted = wanted(args, &project, &host, &mut faults)?;
    let manuals = wanted.iter().any(|wanted| wanted.style.needs_manuals());
    let mut projects = Projects::new(args, project, manuals, &mut faults);
    let forced = forced_format(args, &mut faults);
    let mut drafts = gather(args, &projects.first().project, &mut faults);
    projects.gather(args, &drafts.files, manuals, &mut faults);
    drafts.files.retain(|file| args.paths.contains(file) || !projects.of(file).excludes(file));
    let first = projects.first();
    let settings = &first.project.settings;
    let reader = |path| {
        let workspace = projects.of(path);
        let most = args.max_size.or(workspace.project.settings.max_size).unwrap_or(MOST);
        Reader { workspace, forced, most, stdin: args.stdin_filename.as_deref() }.file(path)
    };
    let mut run = Run { faults, ..Run::default() };
    let runs =
        in_parallel(args.threads, || drafts.files.par_iter().map(|path| reader(path.as_path())).collect::<Vec<_>>())?;
    runs.into_iter().for_each(|one| run.join(one));
    since::keep(args.since.as_deref(), &mut run.findings, &mut run.faults);
    let hints = args.hints || settings.hints == Some(true);
    let look = Look { hints, color: false, checks: &first.engine.rules().checks, own: &first.own };
    let written = reports::write(&wanted, &run, &look, &host, output);
    tell(&wanted, &run, hints, &drafts, output).and(written)?;
    let FailOn(least) = args.fail_on.or(settings.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
    let fails = least.is_some_and(|least| run.findings.iter().any(|finding| finding.severity >= least));
    Ok(if run.faults.is_empty() { u8::from(fails) } else { super::FAULTS })
}

/// The outputs of a run: those of the call, those of the settings, or the host's usual ones.
fn wanted(args: &Check, project: &Project, host: &Host, faults: &mut Vec<Fault>) -> anyhow::Result<Vec<Wanted>> {
    let mut of_settings = Vec::new();
    for output in &project.settings.output {
        match Wanted::parse(&output.word) {
            Ok(wanted) => of_settings.push(wanted),
            Err(why) => faults.push(output.fault("unknown-output", why)),
        }
    }
    let wanted = match args.format {
        Some(style) => vec![Wanted { style, to: To::Stdout }],
        None if !args.output.is_empty() => args.output.clone(),
        None if !of_settings.is_empty() => of_settings,
        None => host.usual(),
    };
    let lines = |style| matches!(style, Style::Human | Style::Short | Style::Github);
    let out: Vec<&Wanted> = wanted.iter().filter(|wanted| wanted.to == To::Stdout).collect();
    if out.len() > 1 && !out.iter().all(|wanted| lines(wanted.style)) {
        anyhow::bail!("two outputs go to standard output: give one of them a file, as --output sarif=out.sarif");
    }
    Ok(wanted)
}

/// What goes to the error stream: faults, folders without drafts, and one line that counts everything.
fn tell(wanted: &[Wanted], run: &Run, hints: bool, drafts: &Drafts, output: &Output) -> anyhow::Result<()> {
    let out = wanted.iter().find(|wanted| wanted.to == To::Stdout).map(|wanted| wanted.style);
    let written = || -> std::io::Result<()> {
        if !out.is_some_and(Style::holds_faults) {
            let style = out.unwrap_or(Style::Human);
            output.err(&report::faults(&run.faults, style, output.colors_err()))?;
        }
        for folder in &drafts.empty {
            output.err(&format!("warning: no drafts in {}\n", files::shown(folder)))?;
        }
        output.err(&format!("{}\n", run.summary(hints)))
    };
    written().context("the report cannot be written")
}

fn gather(args: &Check, project: &Project, faults: &mut Vec<Fault>) -> Drafts {
    // The walk need not go into folders that are left out; patterns of a folder above are seen to afterwards.
    let near = project.folder.as_os_str().is_empty();
    let globs: &[Placed] = if near { &project.settings.exclude } else { &[] };
    let excluded = files::excluded(Path::new("."), globs, &mut Vec::new());
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let mut drafts = files::drafts(paths, &excluded);
    faults.append(&mut drafts.faults);
    drafts
}

/// The one place that reads the clock, and only when asked to.
pub(super) fn day(as_of: AsOf) -> Day {
    match as_of {
        AsOf::Day(day) => day,
        AsOf::Today => {
            let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
            Day::new(today.year(), today.month(), today.day()).expect("a date of the calendar is a day")
        }
    }
}

/// A fault where no check has a name.
pub(super) fn unknown_rule(placed: &Placed, checks: &[Rule]) -> Option<Fault> {
    if checks.iter().any(|check| check.id == placed.word) {
        return None;
    }
    let message = format!("no rule is called `{}`", placed.word);
    let mut fault = match &placed.place {
        Some(place) => Fault::at("unknown-rule", place.clone(), message),
        None => Fault::of_call("unknown-rule", message),
    };
    fault.notes = hint(&placed.word, checks.iter().map(|check| check.id.as_str()));
    fault.notes.push("`factlint rules list` shows all".to_owned());
    Some(fault)
}

fn forced_format(args: &Check, faults: &mut Vec<Fault>) -> Option<Format> {
    let name = args.format_in.as_deref()?;
    let found = Format::from_name(name);
    if found.is_none() {
        let names: Vec<&str> = Format::names().collect();
        let message = format!("no format is called `{name}`; the formats are {}", names.join(", "));
        let mut fault = Fault::of_call("unknown-format", message);
        fault.notes = hint(name, names);
        faults.push(fault.note("files are read by their endings instead"));
    }
    found
}

/// Runs work on so many threads, or on all.
fn in_parallel<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    Ok(pool.context("threads cannot be started")?.install(work))
}

/// Reads and checks files.
struct Reader<'a> {
    workspace: &'a Workspace,
    forced: Option<Format>,
    most: u64,
    stdin: Option<&'a str>,
}

impl Reader<'_> {
    fn file(&self, path: &Path) -> Run {
        self.read(path).unwrap_or_else(|fault| Run { faults: vec![*fault], ..Run::default() })
    }

    fn read(&self, path: &Path) -> Result<Run, Box<Fault>> {
        let (name, bytes) = if path.as_os_str() == STDIN {
            let name = self.stdin.unwrap_or(STDIN);
            (name.to_owned(), files::stdin_bytes(name, self.most)?)
        } else {
            (files::shown(path), files::bytes(path, self.most)?)
        };
        let told = self.forced.or_else(|| Format::from_path(&name));
        let format = told.or_else(|| Format::from_bytes(&bytes)).unwrap_or(Format::Plain);
        if format.is_package() {
            let limits = Limits { unpacked: self.most.saturating_mul(1_000_000), ..Limits::default() };
            let mut run = Run::default();
            self.document(document::read_package(&name, &bytes, limits)?, &mut run);
            return Ok(run);
        }
        Ok(self.input(format, &files::text(&name, bytes)?))
    }

    fn document(&self, mut document: Document, run: &mut Run) {
        let report = self.workspace.check(&mut document);
        run.add(&document, report);
    }

    fn input(&self, format: Format, input: &Arc<Input>) -> Run {
        let mut run = Run::default();
        if format != Format::JsonLines {
            self.document(document::read(format, input), &mut run);
            return run;
        }
        let lines: Vec<(u32, &str)> = jsonl::lines(&input.text).collect();
        let record = |&(number, line): &(u32, &str)| {
            let mut one = Run::default();
            match jsonl::record(&input.path, number, line) {
                Ok(document) => self.document(document, &mut one),
                Err(fault) => one.faults.push(*fault),
            }
            one
        };
        let runs: Vec<Run> = lines.par_iter().map(record).collect();
        runs.into_iter().for_each(|one| run.join(one));
        run
    }
}
