//! The baseline file: read for `factlint check`, written by `factlint baseline`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::{Check, Lint};
use super::check::{self, Checked};
use super::output::Output;
use super::{FAULTS, FINE, FOUND, verbose};
use crate::findings::{Fault, Finding, Silenced, SilencedBy};
use crate::host::absolute;
use crate::host::files::{read, shown};
use crate::host::sources::{MOST_OF_BASELINE, baseline_path};
use crate::project::Located;
use crate::project::Project;
use crate::report::{self, Look, Run, Style};
use crate::settings::{Baseline, Entry};

/// Stale entries that are listed.
const SHOWN: usize = 10;

/// The baseline of a run.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The known findings; empty without a file.
    pub(super) baseline: Baseline,
    pub(super) path: PathBuf,
    /// The folder that its paths start from, absolute.
    folder: PathBuf,
}

impl Known {
    /// Reads the file given on the command line or in the settings, or the default one if it exists.
    pub(super) fn of(args: &Check, project: &Located, faults: &mut Vec<Fault>) -> Self {
        let path = args.lint.baseline.clone().unwrap_or_else(|| baseline_path(project));
        let folder = absolute(path.parent().unwrap_or(Path::new("")));
        let mut known = Self { baseline: Baseline::default(), path, folder };
        if args.no_baseline || !(known.path.exists() || args.lint.baseline.is_some()) {
            return known;
        }
        match read(&known.path, MOST_OF_BASELINE).map_err(Box::new).and_then(|input| Baseline::read(&input)) {
            Ok(baseline) => known.baseline = baseline,
            Err(fault) => faults.push(*fault),
        }
        known
    }

    /// A warning if the settings name a baseline that does not exist.
    pub(super) fn missing(&self, args: &Check, project: &Located) -> Option<Fault> {
        let asked = args.lint.baseline.is_none() && !args.no_baseline && !self.path.exists();
        let named = project.settings.baseline.as_ref().filter(|_| asked)?;
        let message = format!("{} does not exist: no finding is known", crate::project::shown(&self.path));
        Some(named.fault("missing-file", message).note("`factlint baseline` writes it").warning())
    }

    /// A path as the baseline writes it.
    fn below(&self, path: &str) -> String {
        let whole = absolute(Path::new(path));
        shown(whole.strip_prefix(&self.folder).unwrap_or(&whole))
    }

    /// Takes known findings out of a list.
    pub(super) fn hide(&self, findings: &mut Vec<Finding>) -> Vec<Silenced> {
        self.baseline.hide(findings, |path| self.below(path))
    }

    /// Entries without a finding, for drafts that the run read or that no longer exist.
    fn stale(&self, run: &Run, workspace: &Project) -> Vec<&Entry> {
        if self.baseline.is_empty() {
            return Vec::new();
        }
        let hidden = run.silenced.iter().filter(|silenced| silenced.by == SilencedBy::Baseline);
        let found = Baseline::of(hidden.map(|silenced| &silenced.finding), |path| self.below(path));
        let checked = self.checked(run);
        let gone = |path: &str| !self.folder.join(path).exists();
        let judged =
            |entry: &&Entry| workspace.engine.runs(&entry.rule) && (checked.contains(&entry.path) || gone(&entry.path));
        self.baseline.without(&found).filter(judged).collect()
    }

    fn checked(&self, run: &Run) -> std::collections::BTreeSet<String> {
        run.documents.iter().map(|document| self.below(&document.path)).collect()
    }

    pub(super) fn stale_report(&self, run: &Run, workspace: &Project) -> String {
        let stale = self.stale(run, workspace);
        if stale.is_empty() {
            return String::new();
        }
        let (number, name) = (report::numbered(stale.len(), "stale entry", "stale entries"), shown(&self.path));
        let mut text = format!("warning: {number} in {name}; `factlint baseline` removes them\n");
        for entry in stale.iter().take(SHOWN) {
            text += &["  ", &entry.path, " ", &entry.rule, " ", &entry.fingerprint, "\n"].concat();
        }
        if stale.len() > SHOWN {
            text += "  and more\n";
        }
        text
    }
}

/// Writes the baseline; with `ratchet`, only if it contains nothing new. Returns the exit status.
pub(super) fn baseline(lint: &Lint, ratchet: bool, output: &Output) -> anyhow::Result<u8> {
    let args = Check { lint: lint.clone(), ..Check::default() };
    let Checked { run, known, projects, .. } = check::run(&args, false, output)?;
    let found = Baseline::of(run.findings.iter(), |path| known.below(path));
    // Drafts that this run did not read keep their entries.
    let checked = known.checked(&run);
    let kept = known
        .baseline
        .without(&found)
        .filter(|entry| !checked.contains(&entry.path) && known.folder.join(&entry.path).exists());
    let new = found.with(kept);
    output.err(&report::faults(&run.faults, Style::Human, output.colors_err()))?;
    let name = shown(&known.path);
    if run.documents.is_empty() && run.fails() {
        anyhow::bail!("{name} is not written, because no draft could be read");
    }
    let growth: Vec<&Finding> = {
        let grown: Vec<&Entry> = new.without(&known.baseline).collect();
        let is_new = |finding: &&Finding| {
            let one = Baseline::of(std::iter::once(*finding), |path| known.below(path));
            grown.iter().any(|entry| one.contains(entry))
        };
        if ratchet && !grown.is_empty() { run.findings.iter().filter(is_new).collect() } else { Vec::new() }
    };
    if !growth.is_empty() {
        let number = report::numbered(growth.len(), "finding is", "findings are");
        let only = Run { findings: growth.into_iter().cloned().collect(), ..Run::default() };
        let look = Look {
            hints: true,
            color: output.colors_out(),
            checks: &projects.first().engine.rules().checks,
            ..Look::default()
        };
        output.out(&report::render(&only, Style::Human, &look)).context("the report cannot be written")?;
        output.err(&format!("{number} not in {name}: the baseline must not grow\n"))?;
        return Ok(FOUND);
    }
    fs::write(&known.path, new.text()).with_context(|| format!("{name} cannot be written"))?;
    verbose::describe(&args.lint, &run, &projects, output)?;
    if !output.is_quiet() {
        output.out(&format!("{} in {name}\n", report::numbered(new.len(), "finding", "findings")))?;
    }
    Ok(if run.fails() { FAULTS } else { FINE })
}
