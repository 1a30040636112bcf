//! The Reviewdog Diagnostic Format, as one object or one diagnostic a line. Columns count bytes of UTF-8, from 1.

use serde_json::{Value, json};

use super::location::{Spot, one_line, others, quoted, shown};
use super::{Look, Run, page_of};
use crate::findings::{Edit, Fault, Finding, Related, Severity};
use crate::text::Place;

pub(super) fn run(run: &Run, look: &Look<'_>) -> String {
    let result = json!({"source": source(), "diagnostics": diagnostics(run, look)});
    let mut text = serde_json::to_string_pretty(&result).expect("plain data becomes JSON");
    text.push('\n');
    text
}

/// One diagnostic a line.
pub(super) fn lines(run: &Run, look: &Look<'_>) -> String {
    let line = |mut diagnostic: Value| {
        diagnostic["source"] = source();
        format!("{diagnostic}\n")
    };
    diagnostics(run, look).into_iter().map(line).collect()
}

fn source() -> Value {
    json!({"name": "factlint", "url": env!("CARGO_PKG_REPOSITORY")})
}

fn diagnostics(run: &Run, look: &Look<'_>) -> Vec<Value> {
    let findings = run.shown(look.hints).map(|finding| of_finding(finding, look));
    run.faults.iter().map(of_fault).chain(findings).collect()
}

fn of_finding(finding: &Finding, look: &Look<'_>) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Hint => "INFO",
    };
    let inside = Spot::of(&finding.primary.place).inside.map_or(String::new(), |inside| format!("{inside}: "));
    let mut message = vec![format!("{inside}{}", one_line(&finding.message))];
    let described = |other: &Related| format!("{}: {}", quoted(&other.label.place), one_line(&other.label.text));
    message.extend(others(finding).map(described));
    let mut code = json!({"value": finding.rule});
    if let Some(page) = page_of(&finding.rule, look) {
        code["url"] = json!(page);
    }
    let mut diagnostic = json!({
        "message": message.join("\n"),
        "location": location(&finding.primary.place),
        "severity": severity,
        "code": code,
        "related_locations": others(finding).map(related).collect::<Vec<_>>(),
    });
    // A suggestion is one replacement: a fix of several would be half applied.
    let single = finding.fixes.iter().filter(|fix| fix.edits.len() == 1).flat_map(|fix| &fix.edits);
    let suggestions: Vec<Value> = single.filter(|edit| edit.place.input.record.is_none()).map(suggestion).collect();
    if !suggestions.is_empty() {
        diagnostic["suggestions"] = json!(suggestions);
    }
    diagnostic
}

fn related(related: &Related) -> Value {
    json!({"message": one_line(&related.label.text), "location": location(&related.label.place)})
}

fn suggestion(edit: &Edit) -> Value {
    json!({"range": range(&Spot::of(&edit.place)), "text": edit.insert})
}

fn location(place: &Place) -> Value {
    let spot = Spot::of(place);
    json!({"path": spot.path, "range": range(&spot)})
}

fn range(spot: &Spot) -> Value {
    if spot.inside.is_some() {
        return json!({"start": {"line": spot.start.line}});
    }
    json!({
        "start": {"line": spot.start.line, "column": spot.bytes.0},
        "end": {"line": spot.end.line, "column": spot.bytes.1},
    })
}

fn of_fault(fault: &Fault) -> Value {
    let notes: Vec<String> = fault.notes.iter().map(|note| format!("\n{note}")).collect();
    let location = match (&fault.place, &fault.path) {
        (Some(place), _) => location(place),
        (None, path) => json!({"path": shown(path.as_deref().unwrap_or("factlint.toml"))}),
    };
    json!({
        "message": format!("{}{}", fault.message, notes.concat()),
        "location": location,
        "severity": "ERROR",
        "code": {"value": fault.code},
    })
}
