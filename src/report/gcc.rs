//! The lines of compilers, which editors read without any setting: `path:line:column: error: message [rule]`, and a `note:` line for
//! every other place.

use std::fmt::Write as _;

use super::location::{inside, one_line, others, prefix, reasoned};
use super::short::{noted, start};
use crate::findings::{Fault, Finding, Severity};

pub(super) fn findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(one).collect()
}

fn one(finding: &Finding) -> String {
    let place = &finding.primary.place;
    let message = format!("{}{}", inside(place), reasoned(finding));
    let mut text = format!("{} {}: {message} [{}]\n", prefix(place), level(finding.severity), finding.rule);
    for related in others(finding) {
        let (place, label) = (&related.label.place, one_line(&related.label.text));
        let label = if label.is_empty() { String::new() } else { format!(": {label}") };
        let words = one_line(place.text());
        let _ = writeln!(text, "{} note: {}\"{words}\"{label}", prefix(place), inside(place));
    }
    text
}

pub(super) fn faults(faults: &[Fault]) -> String {
    let line =
        |fault: &Fault| format!("{} {}: {} [{}]\n", start(fault), level(fault.severity), noted(fault), fault.code);
    faults.iter().map(line).collect()
}

/// The word of compilers: hints are notes.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}
