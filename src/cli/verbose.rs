//! `--verbose`: which settings apply, the day of each draft, and what is suppressed.

use std::fmt::Write as _;

use super::args::Lint;
use super::output::Output;
use super::projects::Projects;
use crate::findings::SilencedBy;
use crate::host::files::shown;
use crate::report::{Run, day};
use crate::settings::FILE_NAME;

/// Prints it to standard error, if the call asks for it.
pub(super) fn describe(lint: &Lint, run: &Run, projects: &Projects, output: &Output) -> std::io::Result<()> {
    if lint.verbose { output.note(&text(run, projects)) } else { Ok(()) }
}

fn text(run: &Run, projects: &Projects) -> String {
    let mut text = String::new();
    for workspace in projects.all() {
        let settings = workspace.located.path.as_deref().map_or_else(|| format!("no {FILE_NAME}"), shown);
        let checks = &workspace.engine.rules().checks;
        let on = checks.iter().filter(|check| workspace.engine.runs(&check.id)).count();
        let _ = writeln!(text, "settings: {settings}; {on} of {} rules are on", checks.len());
    }
    for document in &run.documents {
        let record = document.record.map_or_else(String::new, |record| format!(":{record}"));
        let what = match document.why_skipped() {
            Some(why) => format!("skipped: {why}"),
            None => format!("speaks of {}", day::words(&document.day)),
        };
        let _ = writeln!(text, "draft: {}{record}: {what}", document.path);
    }
    for silenced in &run.silenced {
        let place = &silenced.finding.primary.place;
        let start = place.start();
        let by = match silenced.by {
            SilencedBy::Mark => "an ignore comment",
            SilencedBy::Settings => "the settings",
            SilencedBy::Baseline => "the baseline",
        };
        let reason = silenced.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
        let (path, rule) = (&place.input.path, &silenced.finding.rule);
        let _ = writeln!(text, "suppressed: {path}:{}:{}: {rule}, by {by}{reason}", start.line, start.column);
    }
    text
}
