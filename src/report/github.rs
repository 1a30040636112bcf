//! Workflow commands of GitHub Actions: an annotation on each place of a finding.
//!
//! GitHub shows ten annotations of each level per step: the most severe findings come first, the places that they contradict are
//! notices, one a place, and the rest is counted; the step summary ([`super::Style::Markdown`]) contains everything.

use super::location::{Spot, hosted, one_line, others, quoted, reasoned};
use super::{Look, Run, counted};
use crate::findings::{Fault, Finding, Related, Relation, Severity};
use crate::text::Place;

/// Annotations of one level that a step shows.
const MOST: usize = 10;

/// All commands, one a line.
pub(super) fn run(run: &Run, look: &Look<'_>) -> String {
    let mut findings: Vec<&Finding> = run.shown(look.hints).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut room = Room::default();
    let mut out = String::new();
    let mut noticed: Vec<&Place> = Vec::new();
    for fault in &run.faults {
        if room.take(Level::of(fault.severity)) {
            out += &of_fault(fault, look);
        }
    }
    for finding in findings {
        let level = Level::of(finding.severity);
        if !room.take(level) {
            continue;
        }
        out += &command(level, &finding.primary.place, &finding.rule, &message(finding), look);
        // The date of the draft is evidence for many findings, and is in the message of each.
        let conflicts = others(finding).filter(|related| related.role == Relation::Conflict);
        for related in conflicts {
            if noticed.contains(&&related.label.place) {
                continue;
            }
            noticed.push(&related.label.place);
            if room.take(Level::Notice) {
                let title = format!("{} (other side)", finding.rule);
                out += &command(Level::Notice, &related.label.place, &title, &other(finding, related), look);
            }
        }
    }
    if room.left_out > 0 {
        out += &counted(room.left_out, "annotation");
        out += " GitHub shows only ten annotations of each level per step: see the step summary for the rest\n";
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Hint => Self::Notice,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

#[derive(Debug, Default)]
struct Room {
    taken: [usize; 3],
    left_out: usize,
}

impl Room {
    fn take(&mut self, level: Level) -> bool {
        let taken = &mut self.taken[level as usize];
        if *taken == MOST {
            self.left_out += 1;
            return false;
        }
        *taken += 1;
        true
    }
}

fn message(finding: &Finding) -> String {
    let mut lines = vec![reasoned(finding)];
    let others = others(finding);
    lines.extend(others.map(|other| format!("{}: {}", quoted(&other.label.place), one_line(&other.label.text))));
    lines.extend(finding.fixes.iter().map(|fix| fix.title.clone()));
    lines.extend(finding.notes.iter().cloned());
    lines.join("\n")
}

fn other(finding: &Finding, related: &Related) -> String {
    let (label, message) = (one_line(&related.label.text), one_line(&finding.message));
    format!("{label}\n{}: {message}", quoted(&finding.primary.place))
}

fn of_fault(fault: &Fault, look: &Look<'_>) -> String {
    let notes: Vec<String> = fault.notes.iter().map(|note| format!("\n{note}")).collect();
    let message = format!("{}{}", fault.message, notes.concat());
    let level = Level::of(fault.severity);
    match (&fault.place, &fault.path) {
        (Some(place), _) => command(level, place, fault.code, &message, look),
        (None, Some(path)) => {
            let (level, path) = (level.word(), property(&hosted(path, look)));
            format!("::{level} file={path},title={}::{}\n", fault.code, data(&message))
        }
        (None, None) => format!("::{} title={}::{}\n", level.word(), fault.code, data(&message)),
    }
}

fn command(level: Level, place: &Place, title: &str, message: &str, look: &Look<'_>) -> String {
    let spot = Spot::of(place);
    let (start, end) = (spot.start, spot.end);
    // Columns of a stretch over several lines are not understood.
    let columns = if start.line == end.line && spot.inside.is_none() {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let inside = spot.inside.as_ref().map_or(String::new(), |inside| format!("{inside}: "));
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        level.word(),
        property(&hosted(&spot.path, look)),
        start.line,
        end.line,
        property(title),
        data(&format!("{inside}{message}"))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
