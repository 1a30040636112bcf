//! `factlint check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use rayon::prelude::*;

use super::args::Check;
use super::baseline::Known;
use super::fix::{Fixed, Fixing};
use super::idle;
use super::marking::Marking;
use super::output::{Output, Stream};
use super::owners::Owners;
use super::progress::Progress;
use super::projects::{self, Projects};
use super::records;
use super::reports::{self, Host, To, Wanted};
use super::since::Changes;
use super::unread::{self, Other};
use super::verbose;
use crate::document::{Document, Format};
use crate::findings::{Fault, Finding, Severity, apply};
use crate::host::absolute;
use crate::host::files::{self, Drafts, Held, STDIN};
use crate::project::Located;
use crate::project::Project;
use crate::project::names::UNKNOWN_RULE;
use crate::report::{self, Excluded, Look, Run, Style};
use crate::rules::toml_reader::hint;
use crate::settings::{FailOn, Globs, Placed};
use crate::text::Input;

/// Largest draft, in megabytes, unless the caller says otherwise.
pub(super) const MOST: u64 = 100;

/// Drafts a thread takes at once: few, so that no thread ends long before the others.
const BATCH: usize = 8;

/// How the files of a call are read.
pub(super) struct Reading<'a> {
    pub(super) projects: &'a Projects,
    /// The format of all files.
    pub(super) forced: Option<Format>,
    /// The path that standard input is said to have.
    pub(super) stdin: Option<&'a str>,
}

/// The results of checking the drafts of a call.
pub(super) struct Checked {
    pub(super) run: Run,
    pub(super) projects: Projects,
    pub(super) known: Known,
    drafts: Drafts,
    /// Files of folders that no reader takes.
    others: Vec<Other>,
    /// Every file with its reader, if only these are asked for.
    listing: Option<String>,
    fixed: Vec<Fixed>,
    host: Host,
    wanted: Vec<Wanted>,
}

/// Checks the drafts of a run. `hiding` determines if known findings are removed.
pub(super) fn run(args: &Check, hiding: bool, output: &Output) -> anyhow::Result<Checked> {
    let mut faults = Vec::new();
    let paths = args.lint.drafts();
    if args.lint.stdin_filename.is_some() && !is_stdin_among(&paths) {
        anyhow::bail!(
            "--stdin-filename gives standard input a path, but the paths do not include standard input: leave them out, or add `-`"
        );
    }
    if let Some(name) = args.lint.stdin_filename.as_deref().filter(|name| Path::new(name).is_dir()) {
        anyhow::bail!("--stdin-filename takes the path of a file, such as `{name}/draft.md`; `{name}` is a folder");
    }
    let project = projects::of_call(args);
    let host = Host::of_environment();
    let wanted = wanted(args, &project, &host, &mut faults)?;
    let manuals = wanted.iter().any(|wanted| wanted.style.needs_manuals());
    let mut projects = Projects::new(args, project, manuals, &mut faults);
    let forced = forced_format(args, &mut faults);
    let mut drafts = gather(&paths, &projects.first().located, &mut faults);
    projects.gather(args, &drafts.files, manuals, &mut faults);
    let others = unread::take_out(&mut drafts, &paths, &projects);
    let mut listing = None;
    let excluded = exclude(args, &paths, &mut drafts, &projects);
    reports::check_targets(&wanted, &paths, projects.first().located.path.as_deref(), &mut drafts.files)?;
    faults.extend(idle::flags(args, &paths, &projects, forced, &drafts.files));
    if args.show_files {
        faults.extend(drafts.files.iter().filter_map(|file| files::missing(file)));
        let reading = Reading { projects: &projects, forced, stdin: args.lint.stdin_filename.as_deref() };
        listing = Some(unread::listing(&reading, &drafts, &others, &excluded));
        drafts.files.clear();
    }
    let owners = Owners::missing(&mut projects, args, &drafts.files, manuals, &mut faults);
    if !faults.iter().any(|fault| fault.code == UNKNOWN_RULE) {
        faults.extend(projects.all().filter_map(Project::no_rule_runs));
    }
    let known = Known::of(args, &projects.first().located, &mut faults);
    faults.extend(known.missing(args, &projects.first().located).filter(|_| hiding));
    let (fixing, marking) = (Fixing::of(args).filter(|_| hiding), Marking::of(args));
    check_reason(args, &projects)?;
    let mut changes = Changes::asked(args.since.as_deref(), &mut faults);
    let progress = Progress::new(drafts.files.len(), output.is_quiet());
    let reader = |path: &PathBuf| {
        let workspace = projects.of(path);
        let most = args.lint.max_size.or(workspace.located.settings.max_size).unwrap_or(MOST);
        let stdin = args.lint.stdin_filename.as_deref();
        let (known, changes) = (hiding.then_some(&known), changes.as_ref());
        let named = paths.contains(path);
        let done = Reader { workspace, forced, most, stdin, named, known, fixing, marking, changes }.file(path);
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
    let unread = unread::reported(&others);
    let facts_to = projects.first().engine.rules().table.known_to();
    let (mut run, mut fixed) = (Run { faults, unread, excluded, facts_to, ..Run::default() }, Vec::new());
    for one in done {
        run.join(one.run);
        fixed.extend(one.fixed);
    }
    owners.read(&mut run, |path| reader(path).run);
    compare(&mut run, &projects, &drafts.files, hiding.then_some(&known));
    owners.leave(&mut run);
    if let Some(changes) = &mut changes {
        fixed.iter_mut().for_each(|fixed| changes.put(&fixed.old.path, fixed.lines.take()));
        run.findings.retain(|finding| changes.touch(finding));
    }
    Ok(Checked { run, projects, known, drafts, others, listing, fixed, host, wanted })
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

/// Leaves out drafts that the settings exclude, and transcripts in folders of drafts. Answers the paths of the command line
/// that this leaves empty.
fn exclude(args: &Check, paths: &[PathBuf], drafts: &mut Drafts, projects: &Projects) -> Vec<Excluded> {
    let of_path = |path: &Path, pattern: &str| Excluded { path: files::shown(path), pattern: pattern.to_owned() };
    let mut found = Vec::new();
    drafts.files.retain(|file| {
        let named = paths.contains(file);
        let workspace = projects.of(file);
        let file =
            args.lint.stdin_filename.as_ref().filter(|_| file.as_os_str() == STDIN).map_or(file.as_path(), Path::new);
        let forced = args.lint.force_exclude || workspace.located.settings.force_exclude == Some(true);
        match projects.excludes(workspace, file, false).filter(|_| !named || forced) {
            Some(pattern) if named => found.push(of_path(file, pattern)),
            Some(_) => {}
            None => return named || !is_among(file, &args.lint.transcript),
        }
        false
    });
    let folders = paths.iter().filter(|path| path.is_dir());
    for folder in folders.filter(|folder| !drafts.files.iter().any(|file| file.starts_with(folder))) {
        let pattern = projects.excludes(projects.of(&folder.join("draft")), folder, true);
        if let Some(pattern) = pattern {
            drafts.empty.retain(|empty| empty != folder);
            found.push(of_path(folder, pattern));
        } else if !drafts.empty.contains(folder) {
            drafts.empty.push(folder.clone());
        }
    }
    found
}

/// Comments without a reason are of no use where reasons are required.
fn check_reason(args: &Check, projects: &Projects) -> anyhow::Result<()> {
    let required = projects.all().any(|workspace| workspace.located.settings.require_reasons == Some(true));
    if args.add_ignore.as_deref() == Some("") && required {
        anyhow::bail!("the settings require reasons (`require-reasons`): --add-ignore=\"the reason\"");
    }
    Ok(())
}

/// Prints standard input as it is, if it was to be fixed and the settings exclude it.
fn pass_on(args: &Check, run: &Run) -> std::io::Result<()> {
    let is_excluded =
        |name: &String| run.excluded.iter().any(|excluded| excluded.path == files::shown(Path::new(name)));
    if args.lint.stdin_filename.as_ref().is_some_and(is_excluded) && Fixing::of(args).is_some_and(|fixing| !fixing.diff)
    {
        std::io::copy(&mut std::io::stdin().lock(), &mut std::io::stdout().lock())?;
    }
    Ok(())
}

/// Returns `true` if standard input is to be read.
pub(super) fn is_stdin_among(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path.as_os_str() == STDIN)
}

/// Returns `true` if one of the paths is this file.
fn is_among(file: &Path, paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| absolute(path) == absolute(file))
}

/// Runs the command; answers the exit status.
pub(super) fn check(args: &Check, output: &Output) -> anyhow::Result<u8> {
    let Checked { mut run, projects, known, drafts, others, listing, fixed, host, wanted } = run(args, true, output)?;
    if let Some(listing) = &listing {
        output.out(listing).context("the list cannot be written")?;
        output.err(&report::faults(&run.faults, Style::Human, output.colors_err()))?;
        return Ok(if run.fails() { super::FAULTS } else { super::FINE });
    }
    // The fixed text of standard input is the output, so the report goes to the error stream.
    let passed = fixed.iter().find(|fixed| fixed.is_stdin && !args.diff);
    let stdout = if passed.is_some() { Stream::Error } else { Stream::Output };
    let diff: String = if args.diff { fixed.iter().map(Fixed::diff).collect() } else { String::new() };
    if !args.diff {
        run.faults.extend(fixed.iter().filter_map(|fixed| fixed.write().err()));
    }
    let first = projects.first();
    let settings = &first.located.settings;
    let hints = args.hints || settings.hints == Some(true);
    let repository = host.repository();
    let repository = repository.as_ref().map(|(root, here)| (root.as_str(), here.as_str()));
    let of_call = if args.exit_zero { Some(FailOn(None)) } else { args.fail_on };
    let FailOn(fail_on) = of_call.or(settings.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
    let checks = &first.engine.rules().checks;
    let look = Look { hints, checks, own: &first.own, repository, fail_on, ..Look::default() };
    let written = if args.diff || args.statistics {
        let table = if args.statistics { report::statistics(&run) } else { String::new() };
        output.to(stdout, &format!("{diff}{table}")).context("the report cannot be written")
    } else {
        reports::write(&wanted, &run, &look, &host, output, stdout)
    };
    let passed_on = match passed {
        Some(passed) => output.out(&passed.new.text),
        None => pass_on(args, &run),
    };
    let written = written.and(passed_on.context("the fixed text cannot be written"));
    verbose::describe(&args.lint, &run, &projects, output)?;
    tell(&wanted, &run, hints, (&drafts, &others), output).and(written)?;
    let stale = known.stale_report(&run, first);
    let count: usize = fixed.iter().map(|fixed| fixed.count).sum();
    if count > 0 {
        let drafts = fixed.iter().filter(|fixed| fixed.count > 0).count();
        let drafts = report::numbered(drafts, "draft", "drafts");
        let done = if args.add_ignore.is_some() {
            let would = if args.diff { "would be written" } else { "written" };
            format!("{} {would}", report::numbered(count, "ignore comment", "ignore comments"))
        } else {
            let would = if args.diff { "would be made" } else { "made" };
            format!("{} {would}", report::numbered(count, "fix", "fixes"))
        };
        output.note(&format!("{done} in {drafts}\n"))?;
    } else if args.diff {
        output.note("nothing would be changed; without --diff the findings are printed\n")?;
    }
    output.note(&stale)?;
    let fails = fail_on.is_some_and(|least| run.findings.iter().any(|finding| finding.severity >= least));
    // The process ends here, so freeing the rules would be a waste of time.
    std::mem::forget(projects);
    Ok(if run.fails() { super::FAULTS } else { u8::from(fails || !diff.is_empty()) })
}

/// The outputs of a run: those of the call, those of the settings, or the host's usual ones.
fn wanted(args: &Check, project: &Located, host: &Host, faults: &mut Vec<Fault>) -> anyhow::Result<Vec<Wanted>> {
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
    let lines = |style| matches!(style, Style::Human | Style::Short | Style::Gcc | Style::Github);
    let out: Vec<&Wanted> = wanted.iter().filter(|wanted| wanted.to == To::Stdout).collect();
    if out.len() > 1 && !out.iter().all(|wanted| lines(wanted.style)) {
        anyhow::bail!(
            "two outputs go to standard output: write one of them to a file, for example --output sarif=out.sarif"
        );
    }
    Ok(wanted)
}

/// What goes to the error stream: faults, folders without drafts, and one line that counts everything.
fn tell(
    wanted: &[Wanted],
    run: &Run,
    hints: bool,
    (drafts, others): (&Drafts, &[Other]),
    output: &Output,
) -> anyhow::Result<()> {
    let out = wanted.iter().find(|wanted| wanted.to == To::Stdout).map(|wanted| wanted.style);
    let written = || -> std::io::Result<()> {
        if !out.is_some_and(Style::holds_faults) {
            let style = out.unwrap_or(Style::Human);
            output.err(&report::faults(&run.faults, style, output.colors_err()))?;
        }
        for Excluded { path, pattern } in run.excluded.iter().filter(|excluded| Path::new(&excluded.path).is_dir()) {
            output
                .err(&format!("warning: no drafts in {path}: the settings exclude it (`exclude`: \"{pattern}\")\n"))?;
        }
        for folder in &drafts.empty {
            output.note(&unread::no_drafts(others, folder))?;
        }
        if let Some(age) = run.age_of_facts() {
            output.note(&format!("warning: {age}\n"))?;
        }
        output.note(&format!("{}\n", run.summary(hints)))
    };
    written().context("the report cannot be written")
}

fn gather(paths: &[PathBuf], project: &Located, faults: &mut Vec<Fault>) -> Drafts {
    // The walk need not go into folders that are left out; patterns of a folder above are seen to afterwards.
    let near = project.folder.as_os_str().is_empty();
    let globs: &[Placed] = if near { &project.settings.exclude } else { &[] };
    let mut drafts = files::drafts(paths, &Globs::new(globs, &mut Vec::new()));
    faults.append(&mut drafts.faults);
    drafts
}

fn forced_format(args: &Check, faults: &mut Vec<Fault>) -> Option<Format> {
    let name = args.lint.format_in.as_deref()?;
    let found = Format::from_name(name);
    if found.is_none() {
        let names: Vec<&str> = Format::names().collect();
        let message = format!("no format is called `{name}`; the formats are {}", names.join(", "));
        let mut fault = Fault::of_call("unknown-format", message);
        fault.notes =
            Format::meant(name).map_or_else(|| hint(name, names), |meant| vec![format!("did you mean `{meant}`?")]);
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
    workspace: &'a Project,
    forced: Option<Format>,
    most: u64,
    stdin: Option<&'a str>,
    /// Whether the file is named on the command line.
    named: bool,
    /// Findings to hide.
    known: Option<&'a Known>,
    fixing: Option<Fixing>,
    marking: Option<Marking<'a>>,
    /// The changed lines, if only these count.
    changes: Option<&'a Changes>,
}

/// The results of one file.
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
        let with_advice = |fault: Box<Fault>| match fault.code {
            "missing-file" if self.marking.is_some() && fault.notes.is_empty() => {
                fault.note("a reason follows an equals sign: --add-ignore=\"quotes a letter\"")
            }
            _ => *fault,
        };
        let failed = |fault| Run { faults: vec![with_advice(fault)], ..Run::default() }.into();
        self.read(path).unwrap_or_else(failed)
    }

    fn read(&self, path: &Path) -> Result<Done, Box<Fault>> {
        let name = self.stdin.filter(|_| path.as_os_str() == STDIN).map_or(path, Path::new);
        let format = self.forced.or_else(|| self.workspace.format_of(name));
        let (format, input) = match files::draft(path, self.stdin, format, self.most)? {
            Held::Text(format, input) => (format, input),
            Held::Package(document) => {
                let mut run = Run::default();
                self.document(*document, &mut run);
                self.report_unmarked(path, &mut run);
                return Ok(run.into());
            }
            Held::Unread(what) => return Ok(unread::named(path, what).into()),
        };
        let is_stdin = path.as_os_str() == STDIN;
        if let Some(marking) = self.marking.filter(|_| !format.is_records() && format != Format::Notebook) {
            let lines = self.changes.map(|changes| changes.lines(&input.path));
            let rules = &self.workspace.engine.rules().checks;
            let check = |input: &Arc<Input>| {
                let mut document = self.workspace.read(format, input);
                self.workspace.prepare(&mut document);
                (self.input(format, input), document)
            };
            let (run, fixed) = marking.fixed(format, input, rules, lines, is_stdin, &check);
            return Ok(Done { run, fixed });
        }
        match self.fixing.or(self.marking.map(|_| Fixing { unsafe_too: false, diff: false })) {
            Some(fixing) if !format.is_records() => Ok(self.fixed(format, input, fixing, is_stdin)),
            Some(_) if is_stdin => {
                let mut run = self.input(format, &input);
                self.report_unmarked(path, &mut run);
                Ok(Done { run, fixed: Some(Fixed::unchanged(input)) })
            }
            _ => {
                let mut run = self.input(format, &input);
                self.report_unmarked(path, &mut run);
                Ok(run.into())
            }
        }
    }

    /// Warns that `--add-ignore` cannot write into a draft with findings.
    fn report_unmarked(&self, path: &Path, run: &mut Run) {
        if self.marking.is_some() && !run.findings.is_empty() {
            let message = "ignore comments cannot be written into files of this format";
            let fault = Fault::of_file("no-comments", files::shown(path), message).warning();
            run.faults.push(fault.note("a baseline can hide known findings: `factlint baseline`"));
        }
    }

    /// Checks a draft and applies fixes until none remains; with changed lines, only fixes of findings that have a place in them.
    fn fixed(&self, format: Format, old: Arc<Input>, fixing: Fixing, is_stdin: bool) -> Done {
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
        Done { run, fixed: (count > 0 || is_stdin).then_some(Fixed { old, new, count, lines, is_stdin }) }
    }

    fn document(&self, mut document: Document, run: &mut Run) {
        let mut report = self.workspace.check(&mut document);
        if let Some(known) = self.known {
            report.silenced.extend(known.hide(&mut report.findings));
        }
        run.add(&document, report);
    }

    fn input(&self, format: Format, input: &Arc<Input>) -> Run {
        if !format.is_records() {
            let mut run = Run::default();
            self.document(self.workspace.read(format, input), &mut run);
            let edits = run.findings.iter_mut().flat_map(|finding| &mut finding.fixes).flat_map(|fix| &mut fix.edits);
            edits.for_each(|edit| edit.insert = format.written(&edit.insert).into_owned());
            return run;
        }
        let check = |document| {
            let mut one = Run::default();
            self.document(document, &mut one);
            one
        };
        records::checked(format, input, &self.workspace.fields, self.named, &check)
    }
}
