//! GitLab's code quality report, a JSON list.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::location::{Spot, hosted, in_one_line, one_line};
use super::{Look, Run, page_of};
use crate::findings::{Fault, Finding, Severity, fingerprint};

pub(super) fn run(run: &Run, look: &Look<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    // The same contradiction in two files, or twice in one, needs two fingerprints there.
    let mut unique = |name: &str, path: &str| {
        let count = seen.entry(format!("{name} {path}")).or_default();
        *count += 1;
        fingerprint(name, [path, &count.to_string()])
    };
    let mut list: Vec<Value> = Vec::new();
    for fault in &run.faults {
        let path = hosted(fault.path.as_deref().unwrap_or("factlint.toml"), look);
        let name = unique(fault.code, &path);
        list.push(of_fault(fault, &path, &name));
    }
    for finding in run.shown(look.hints) {
        let mut spot = Spot::of(&finding.primary.place);
        spot.path = hosted(&spot.path, look);
        let name = unique(&finding.fingerprint, &spot.path);
        list.push(of_finding(finding, &spot, &name, look));
    }
    let mut text = serde_json::to_string_pretty(&list).expect("plain data becomes JSON");
    text.push('\n');
    text
}

fn of_finding(finding: &Finding, spot: &Spot, name: &str, look: &Look<'_>) -> Value {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Hint => "info",
    };
    let mut issue = json!({
        "type": "issue",
        "check_name": finding.rule,
        "description": in_one_line(finding),
        "categories": ["Bug Risk"],
        "severity": severity,
        "fingerprint": name,
        "location": {"path": spot.path, "lines": {"begin": spot.start.line, "end": spot.end.line}},
    });
    if let Some(page) = page_of(&finding.rule, look) {
        issue["content"] = json!({"body": page});
    }
    issue
}

fn of_fault(fault: &Fault, path: &str, name: &str) -> Value {
    let line = fault.place.as_ref().map_or(1, |place| Spot::of(place).start.line);
    json!({
        "type": "issue",
        "check_name": fault.code,
        "description": one_line(&fault.message),
        "categories": ["Bug Risk"],
        "severity": "critical",
        "fingerprint": name,
        "location": {"path": path, "lines": {"begin": line, "end": line}},
    })
}
