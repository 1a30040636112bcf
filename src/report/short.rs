//! One line a finding: `path:line:column: severity[rule] message`.

use crate::findings::{Fault, Finding, Relation};
use crate::text::Place;

pub(super) fn findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(one).collect()
}

fn one(finding: &Finding) -> String {
    let place = &finding.primary.place;
    let against: Vec<String> = finding
        .related
        .iter()
        .filter(|related| related.role != Relation::Same)
        .map(|related| {
            format!("\"{}\" at {}", one_line(related.label.place.text()), inside(&related.label.place, place))
        })
        .collect();
    let against = if against.is_empty() { String::new() } else { format!("; see {}", against.join(", ")) };
    let (rule, severity) = (&finding.rule, finding.severity.word());
    format!("{} {severity}[{rule}] {}{against}\n", prefix(place), one_line(&finding.message))
}

pub(super) fn faults(faults: &[Fault]) -> String {
    let line = |fault: &Fault| {
        let place = match (&fault.place, &fault.path) {
            (Some(place), _) => prefix(place),
            (None, Some(path)) => format!("{path}:1:1:"),
            (None, None) => "factlint:".to_owned(),
        };
        let notes: Vec<String> = fault.notes.iter().map(|note| format!(" ({})", one_line(note))).collect();
        format!("{place} {}[{}] {}{}\n", fault.severity.word(), fault.code, one_line(&fault.message), notes.concat())
    };
    faults.iter().map(line).collect()
}

/// Position for editors. A JSON Lines record is one line of its file; the position inside its text is given in brackets.
fn prefix(place: &Place) -> String {
    let (path, at) = (&place.input.path, place.start());
    if let Some(part) = &place.input.part {
        return format!("{path}:1:1: ({part}, paragraph {}, character {})", at.line, at.column);
    }
    match place.input.record {
        Some(record) => format!("{path}:{record}:1: ({} {}:{})", place.input.field, at.line, at.column),
        None => format!("{path}:{}:{}:", at.line, at.column),
    }
}

/// Line and column of another place, with the path if it is in another file than the first.
fn inside(place: &Place, first: &Place) -> String {
    let at = place.start();
    let path = &place.input.path;
    if *path == first.input.path {
        format!("{}:{}", at.line, at.column)
    } else {
        format!("{path}:{}:{}", at.line, at.column)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
