//! `factlint check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use rayon::prelude::*;

use super::args::Check;
use super::baseline::Known;
use super::files::{self, Drafts, Held, STDIN};
use super::fix::{Fixed, Fixing};
use super::output::Output;
use super::progress::Progress;
use super::projects::{Projects, Workspace, absolute};
use super::reports::{self, Host, To, Wanted};
use super::since::Changes;
use super::sources::{self, Project};
use super::verbose;
use crate::document::{Document, Format, jsonl};
use crate::findings::{Fault, Finding, Severity, apply};
use crate::report::{self, Look, Run, Style};
use crate::rules::Check as Rule;
use crate::rules::toml_reader::hint;
use crate::settings::{AsOf, FailOn, Placed};
use crate::text::Input;
use crate::time::Day;

/// Largest draft, in megabytes, unless the caller says otherwise.
pub(super) const MOST: u64 = 100;

/// Drafts a thread takes at once: few, so that no thread ends long before the others.
const BATCH: usize = 8;

/// What came of checking the drafts of a call.
pub(super) struct Checked {
    pub(super) run: Run,
    pub(super) projects: Projects,
    pub(super) known: Known,
    drafts: Drafts,
    fixed: Vec<Fixed>,
    host: Host,
    wanted: Vec<Wanted>,
}

/// Checks the drafts of a run. `hiding` determines if known findings are removed.
pub(super) fn run(args: &Check, hiding: bool, output: &Output) -> anyhow::Result<Checked> {
    let mut faults = Vec::new();
    let project = sources::project(&args.lint.sources);
    let host = Host::of_environment();
    let wanted = wanted(args, &project, &host, &mut faults)?;
    let manuals = wanted.iter().any(|wanted| wanted.style.needs_manuals());
    let mut projects = Projects::new(args, project, manuals, &mut faults);
    let forced = forced_format(args, &mut faults);
    let mut drafts = gather(args, &projects.first().project, &mut faults);
    projects.gather(args, &drafts.files, manuals, &mut faults);
    // A transcript in a folder of drafts is none of them.
    let excluded = |file: &PathBuf| projects.excludes(file) || is_among(file, &args.lint.transcript);
    drafts.files.retain(|file| args.lint.paths.contains(file) || !excluded(file));
    let known = Known::of(args, &projects.first().project, &mut faults);
    let fixing = Fixing::of(args).filter(|_| hiding);
    let mut changes = Changes::asked(args.since.as_deref(), &mut faults);
    let progress = Progress::new(drafts.files.len(), output.is_quiet());
    let reader = |path: &PathBuf| {
        let workspace = projects.of(path);
        let most = args.lint.max_size.or(workspace.project.settings.max_size).unwrap_or(MOST);
        let stdin = args.lint.stdin_filename.as_deref();
        let (known, changes) = (hiding.then_some(&known), changes.as_ref());
        let done = Reader { workspace, forced, most, stdin, known, fixing, changes }.file(path);
        progress.step();
        done
    };
    let done = match drafts.files.as_slice() {
        // Threads cost more than one draft does.
        [file] => vec![reader(file)],
        files => {
            in_parallel(args.lint.threads, || files.par_iter().with_max_len(BATCH).map(reader).collect::<Vec<_>>())?
        }
    };
    progress.end();
    let (mut run, mut fixed) = (Run { faults, ..Run::default() }, Vec::new());
    for one in done {
        run.join(one.run);
        fixed.extend(one.fixed);
    }
    compare(&mut run, &projects, &drafts.files, hiding.then_some(&known));
    if let Some(changes) = &mut changes {
        fixed.iter_mut().for_each(|fixed| changes.put(&fixed.old.path, fixed.lines.take()));
        run.findings.retain(|finding| changes.touch(finding));
    }
    Ok(Checked { run, projects, known, drafts, fixed, host, wanted })
}

/// Adds contradictions between documents. The settings of the file with the primary place decide if they are ignored.
fn compare(run: &mut Run, projects: &Projects, files: &[PathBuf], known: Option<&Known>) {
    let across = projects.first().engine.across(&std::mem::take(&mut run.slots));
    if across.is_empty() {
        return;
    }
    let owners: BTreeMap<String, &PathBuf> = files.iter().map(|file| (files::shown(file), file)).collect();
    let mut found = Vec::new();
    for finding in across {
        let input = Arc::clone(&finding.primary.place.input);
        let workspace = owners.get(&*input.path).map_or_else(|| projects.first(), |file| projects.of(file));
        let mut one = vec![finding];
        run.silenced.extend(workspace.silences(&input.path, &mut one));
        found.extend(one);
    }
    if let Some(known) = known {
        run.silenced.extend(known.hide(&mut found));
    }
    run.findings.extend(found);
    run.findings.sort_by(|a, b| (&a.primary.place, &a.rule, &a.message).cmp(&(&b.primary.place, &b.rule, &b.message)));
}

/// Returns `true` if one of the paths is this file.
fn is_among(file: &Path, paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| absolute(path) == absolute(file))
}

/// Runs the command; answers the exit status.
pub(super) fn check(args: &Check, output: &Output) -> anyhow::Result<u8> {
    let Checked { mut run, projects, known, drafts, fixed, host, wanted } = run(args, true, output)?;
    let diff: String = if args.diff { fixed.iter().map(Fixed::diff).collect() } else { String::new() };
    if !args.diff {
        run.faults.extend(fixed.iter().filter_map(|fixed| fixed.write().err()));
    }
    let first = projects.first();
    let settings = &first.project.settings;
    let hints = args.hints || settings.hints == Some(true);
    let repository = host.repository();
    let repository = repository.as_ref().map(|(root, here)| (root.as_str(), here.as_str()));
    let look = Look { hints, color: false, checks: &first.engine.rules().checks, own: &first.own, repository };
    let written = if args.diff || args.statistics {
        let table = if args.statistics { report::statistics(&run) } else { String::new() };
        output.out(&format!("{diff}{table}")).context("the report cannot be written")
    } else {
        reports::write(&wanted, &run, &look, &host, output)
    };
    verbose::describe(&args.lint, &run, &projects, output)?;
    tell(&wanted, &run, hints, &drafts, output).and(written)?;
    let stale = known.stale_report(&run, first);
    let count: usize = fixed.iter().map(|fixed| fixed.count).sum();
    if count > 0 {
        let (fixes, drafts) =
            (report::numbered(count, "fix", "fixes"), report::numbered(fixed.len(), "draft", "drafts"));
        let would = if args.diff { "would be made" } else { "made" };
        output.note(&format!("{fixes} {would} in {drafts}\n"))?;
    }
    output.note(&stale)?;
    let of_call = if args.exit_zero { Some(FailOn(None)) } else { args.fail_on };
    let FailOn(least) = of_call.or(settings.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
    let fails = least.is_some_and(|least| run.findings.iter().any(|finding| finding.severity >= least));
    // The process ends here, so freeing the rules would be a waste of time.
    std::mem::forget(projects);
    Ok(if run.fails() { super::FAULTS } else { u8::from(fails || !diff.is_empty()) })
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
    let wanted = match (&args.output_file, args.format) {
        (Some(path), format) => vec![Wanted::to_file(path, format)?],
        (None, Some(style)) => vec![Wanted { style, to: To::Stdout }],
        _ if !args.output.is_empty() => args.output.clone(),
        _ if !of_settings.is_empty() => of_settings,
        _ => host.usual(),
    };
    let lines = |style| matches!(style, Style::Human | Style::Short | Style::Github);
    let out: Vec<&Wanted> = wanted.iter().filter(|wanted| wanted.to == To::Stdout).collect();
    if out.len() > 1 && !out.iter().all(|wanted| lines(wanted.style)) {
        anyhow::bail!(
            "two outputs go to standard output: write one of them to a file, for example --output sarif=out.sarif"
        );
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
            output.note(&format!("warning: no drafts in {}\n", files::shown(folder)))?;
        }
        output.note(&format!("{}\n", run.summary(hints)))
    };
    written().context("the report cannot be written")
}

fn gather(args: &Check, project: &Project, faults: &mut Vec<Fault>) -> Drafts {
    // The walk need not go into folders that are left out; patterns of a folder above are seen to afterwards.
    let near = project.folder.as_os_str().is_empty();
    let globs: &[Placed] = if near { &project.settings.exclude } else { &[] };
    let excluded = files::excluded(Path::new("."), globs, &mut Vec::new());
    let here = [PathBuf::from(".")];
    let paths = if args.lint.paths.is_empty() { &here[..] } else { &args.lint.paths };
    let mut drafts = files::drafts(paths, &excluded);
    faults.append(&mut drafts.faults);
    drafts
}

/// The only place that reads the clock, and only on request.
pub(super) fn day(as_of: AsOf) -> Day {
    match as_of {
        AsOf::Day(day) => day,
        AsOf::Today => {
            let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
            Day::new(today.year(), today.month(), today.day()).expect("a date of the calendar is a day")
        }
    }
}

/// Returns a fault if no check has this name.
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
    let name = args.lint.format_in.as_deref()?;
    let found = Format::from_name(name);
    if found.is_none() {
        let names: Vec<&str> = Format::names().collect();
        let message = format!("no format is called `{name}`; the formats are {}", names.join(", "));
        let mut fault = Fault::of_call("unknown-format", message);
        fault.notes = hint(name, names);
        faults.push(fault.note("using the extensions of files instead"));
    }
    found
}

/// Runs work on a number of threads, or on all.
fn in_parallel<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    Ok(pool.context("threads cannot be started")?.install(work))
}

struct Reader<'a> {
    workspace: &'a Workspace,
    forced: Option<Format>,
    most: u64,
    stdin: Option<&'a str>,
    /// Findings to hide.
    known: Option<&'a Known>,
    fixing: Option<Fixing>,
    /// The changed lines, if only these count.
    changes: Option<&'a Changes>,
}

/// What came of one file.
struct Done {
    run: Run,
    fixed: Option<Fixed>,
}

impl From<Run> for Done {
    fn from(run: Run) -> Self {
        Self { run, fixed: None }
    }
}

/// Rounds of fixes in one draft: a fix may make room for another.
const ROUNDS: usize = 10;

impl Reader<'_> {
    fn file(&self, path: &Path) -> Done {
        self.read(path).unwrap_or_else(|fault| Run { faults: vec![*fault], ..Run::default() }.into())
    }

    fn read(&self, path: &Path) -> Result<Done, Box<Fault>> {
        let (format, input) = match files::draft(path, self.stdin, self.forced, self.most)? {
            Held::Text(format, input) => (format, input),
            Held::Package(document) => {
                let mut run = Run::default();
                self.document(*document, &mut run);
                return Ok(run.into());
            }
        };
        match self.fixing.filter(|fixing| fixing.diff || path.as_os_str() != STDIN) {
            Some(fixing) if format != Format::JsonLines => Ok(self.fixed(format, input, fixing)),
            _ => Ok(self.input(format, &input).into()),
        }
    }

    /// Checks a draft and applies fixes until none remains; with changed lines, only fixes of findings that have a place in them.
    fn fixed(&self, format: Format, old: Arc<Input>, fixing: Fixing) -> Done {
        let mut run = self.input(format, &old);
        let mut lines = self.changes.map(|changes| changes.lines(&old.path));
        let (mut new, mut count) = (Arc::clone(&old), 0);
        for _ in 0..ROUNDS {
            let counts = |finding: &&Finding| lines.as_ref().is_none_or(|lines| lines.touch(finding));
            let Some(applied) = apply(&new, run.findings.iter().filter(counts), fixing.unsafe_too) else { break };
            count += applied.count;
            lines = lines.map(|lines| lines.after(&new.text, &applied.text));
            new = Input::file(&old.path, applied.text);
            run = self.input(format, &new);
        }
        Done { run, fixed: (count > 0).then_some(Fixed { old, new, count, lines }) }
    }

    fn document(&self, mut document: Document, run: &mut Run) {
        let mut report = self.workspace.check(&mut document);
        if let Some(known) = self.known {
            report.silenced.extend(known.hide(&mut report.findings));
        }
        run.add(&document, report);
    }

    fn input(&self, format: Format, input: &Arc<Input>) -> Run {
        let mut run = Run::default();
        if format != Format::JsonLines {
            self.document(self.workspace.read(format, input), &mut run);
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
