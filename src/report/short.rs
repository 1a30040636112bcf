//! One line a finding: `path:line:column: severity[rule] message`.

use super::location::{in_one_line, inside, one_line, prefix};
use crate::findings::{Fault, Finding};

pub(super) fn findings<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let line = |finding: &Finding| {
        let (rule, severity) = (&finding.rule, finding.severity.word());
        format!("{} {severity}[{rule}] {}\n", prefix(&finding.primary.place), in_one_line(finding))
    };
    findings.map(line).collect()
}

pub(super) fn faults(faults: &[Fault]) -> String {
    let line = |fault: &Fault| format!("{} {}[{}] {}\n", start(fault), fault.severity.word(), fault.code, noted(fault));
    faults.iter().map(line).collect()
}

/// The position of a fault for editors: the first line of a file, if nothing more is known.
pub(super) fn start(fault: &Fault) -> String {
    match (&fault.place, &fault.path) {
        (Some(place), _) => prefix(place),
        (None, Some(path)) => format!("{path}:1:1:"),
        (None, None) => "factlint:".to_owned(),
    }
}

/// The message of a fault and its notes.
pub(super) fn noted(fault: &Fault) -> String {
    let notes: Vec<String> = fault.notes.iter().map(|note| format!(" ({})", one_line(note))).collect();
    let inside = fault.place.as_ref().map_or(String::new(), inside);
    format!("{inside}{}{}", one_line(&fault.message), notes.concat())
}
