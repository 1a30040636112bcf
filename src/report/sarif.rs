//! SARIF 2.1.0, for code scanning and for viewers of results.
//!
//! Lines and columns count from 1, columns in code points; a byte order mark does not count. Suppressed findings are
//! included with their suppression.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use super::location::{Spot, hosted, one_line, reasoned, shown};
use super::{DocumentSummary, Excluded, Look, Run, UnreadFiles, page};
use crate::findings::{Edit, Fault, Finding, Fix, Labelled, Related, Relation, Severity, Silenced, SilencedBy};
use crate::rules::Check;
use crate::text::Place;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const BASE: &str = "SRCROOT";

/// Characters that must be escaped in the path of a URI.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// A whole run, one log.
pub(super) fn run(run: &Run, look: &Look<'_>) -> String {
    let found: Vec<(&Finding, Option<&Silenced>)> = run
        .shown(look.hints)
        .map(|finding| (finding, None))
        .chain(run.silenced.iter().map(|silenced| (&silenced.finding, Some(silenced))))
        .collect();
    let rules: Vec<&Check> =
        look.checks.iter().filter(|check| found.iter().any(|(finding, _)| finding.rule == check.id)).collect();
    let results: Vec<Value> =
        found.iter().map(|(finding, silenced)| result(finding, *silenced, rules.as_slice())).collect();
    let mut notifications: Vec<Value> = run.faults.iter().map(notification).collect();
    notifications.extend(run.skipped().filter_map(skipped));
    notifications.extend(run.unread.iter().filter(|unread| !unread.is_named).map(not_read));
    notifications.extend(run.excluded.iter().map(excluded));
    notifications.extend(run.outdated().map(outdated));
    let mut log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "factlint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|check| rule(check, look.own)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"description": {"text": "The repository folder on CI hosts that define it, otherwise the working directory."}}},
            "invocations": [{
                "executionSuccessful": !run.fails(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
            "properties": {"factsTo": run.facts_to.map(|day| day.to_string())},
        }]
    });
    if look.repository.is_some() {
        rebase(&mut log, look);
    }
    let mut text = serde_json::to_string_pretty(&log).expect("plain data becomes JSON");
    text.push('\n');
    text
}

/// Puts paths as a host counts them in the place of those of the call.
fn rebase(value: &mut Value, look: &Look<'_>) {
    let path = value["uri"].as_str().filter(|_| value["uriBaseId"] == BASE);
    if let Some(path) = path.map(|path| percent_decode_str(path).decode_utf8_lossy().into_owned()) {
        *value = artifact(&hosted(&path, look));
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rebase(item, look)),
        Value::Object(entries) => entries.values_mut().for_each(|item| rebase(item, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn rule(check: &Check, own: &[String]) -> Value {
    let manual = check.manual.trim();
    let mut rule = json!({
        "id": check.id,
        "shortDescription": {"text": check.summary},
        "defaultConfiguration": {"level": level(check.severity)},
        "properties": {"tags": ["consistency", check.kind]},
    });
    if !check.enabled {
        rule["defaultConfiguration"]["enabled"] = json!(false);
    }
    if !manual.is_empty() {
        rule["fullDescription"] = json!({"text": manual.split("\n\n").next().map(one_line)});
        rule["help"] = json!({"text": manual, "markdown": manual});
    }
    if let Some(page) = page(check, own) {
        rule["helpUri"] = json!(page);
    }
    rule
}

fn result(finding: &Finding, silenced: Option<&Silenced>, rules: &[&Check]) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": message(finding)},
        // What the primary place says is in the message.
        "locations": [location(&Labelled { text: String::new(), ..finding.primary.clone() })],
        "relatedLocations": related(&finding.related),
        "partialFingerprints": {"factlint/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.word()},
    });
    if let Some(index) = rules.iter().position(|check| check.id == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(fix).collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    if let Some(silenced) = silenced {
        let kind = if silenced.by == SilencedBy::Mark { "inSource" } else { "external" };
        let mut suppression = json!({"kind": kind, "status": "accepted"});
        if let Some(reason) = &silenced.reason {
            suppression["justification"] = json!(reason);
        }
        result["suppressions"] = json!([suppression]);
    }
    result
}

/// The message, with a link to every other place but repeats.
fn message(finding: &Finding) -> String {
    let link = |(number, related): (usize, &Related)| {
        (related.role != Relation::Same)
            .then(|| format!("[{}]({})", escaped(&one_line(related.label.place.text())), number + 1))
    };
    let links: Vec<String> = finding.related.iter().enumerate().filter_map(link).collect();
    let text = escaped(&reasoned(finding));
    if links.is_empty() { format!("{text}.") } else { format!("{text}: see {}.", links.join(", ")) }
}

/// Text in a message, where brackets would open a link.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn related(related: &[Related]) -> Vec<Value> {
    let one = |(number, related): (usize, &Related)| {
        let mut location = location(&related.label);
        location["id"] = json!(number + 1);
        let text = if related.label.text.is_empty() { related.role.word() } else { &related.label.text };
        location["message"] = json!({"text": escaped(text)});
        location
    };
    related.iter().enumerate().map(one).collect()
}

fn location(label: &Labelled) -> Value {
    let mut location = json!({"physicalLocation": physical(&label.place)});
    if !label.text.is_empty() {
        location["message"] = json!({"text": escaped(&label.text)});
    }
    if let Some(inside) = Spot::of(&label.place).inside {
        location["logicalLocations"] = json!([{"fullyQualifiedName": inside}]);
    }
    location
}

fn physical(place: &Place) -> Value {
    json!({"artifactLocation": artifact(&place.input.path), "region": region(place)})
}

fn artifact(path: &str) -> Value {
    let path = shown(path);
    let encoded = utf8_percent_encode(&path, ESCAPED).to_string();
    if path.starts_with('/') {
        return json!({"uri": format!("file://{encoded}")});
    }
    // "C:/drafts/a.md"
    if path.as_bytes().get(1) == Some(&b':') {
        return json!({"uri": format!("file:///{}{}", &path[..2], &encoded["C%3A".len()..])});
    }
    json!({"uri": encoded, "uriBaseId": BASE})
}

fn region(place: &Place) -> Value {
    let spot = Spot::of(place);
    if spot.inside.is_some() {
        return json!({"startLine": spot.start.line});
    }
    json!({
        "startLine": spot.start.line,
        "startColumn": spot.start.column,
        "endLine": spot.end.line,
        "endColumn": spot.end.column,
        "snippet": {"text": place.text()},
    })
}

/// A fix of files; places inside JSON Lines records have no region.
fn fix(fix: &Fix) -> Option<Value> {
    let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.place.input.record.is_none()).collect();
    let first = edits.first().filter(|_| edits.len() == fix.edits.len())?;
    let same = edits.iter().all(|edit| edit.place.input.path == first.place.input.path);
    let replacement = |edit: &&Edit| {
        let mut region = region(&edit.place);
        region.as_object_mut()?.remove("snippet");
        Some(json!({"deletedRegion": region, "insertedContent": {"text": edit.insert}}))
    };
    let replacements: Vec<Value> = edits.iter().filter_map(replacement).collect();
    same.then(|| {
        json!({
            "description": {"text": fix.title},
            "artifactChanges": [{"artifactLocation": artifact(&first.place.input.path), "replacements": replacements}],
        })
    })
}

fn skipped(document: &DocumentSummary) -> Option<Value> {
    Some(json!({
        "level": "note",
        "descriptor": {"id": "skipped"},
        "message": {"text": document.why_skipped()?},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(&document.path)}}],
    }))
}

fn outdated(document: &DocumentSummary) -> Value {
    json!({
        "level": "warning",
        "descriptor": {"id": "outdated-facts"},
        "message": {"text": "the facts end more than 90 days before the day of this draft, so later changes are unknown"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(&document.path)}}],
    })
}

fn not_read(unread: &UnreadFiles) -> Value {
    let files = match (&unread.path, &unread.ending) {
        (Some(_), _) => "not read: ".to_owned(),
        (None, Some(ending)) => {
            format!("{} with the ending .{ending} not read: ", super::counted(unread.files, "file"))
        }
        (None, None) => format!("{} not read: ", super::counted(unread.files, "file")),
    };
    let advice = unread.advice.as_ref().map_or_else(String::new, |advice| format!(" ({advice})"));
    let mut notification = json!({
        "level": "note",
        "descriptor": {"id": "not-read"},
        "message": {"text": format!("{files}{}{advice}", unread.reason)},
    });
    if let Some(path) = &unread.path {
        notification["locations"] = json!([{"physicalLocation": {"artifactLocation": artifact(path)}}]);
    }
    notification
}

fn excluded(excluded: &Excluded) -> Value {
    json!({
        "level": "note",
        "descriptor": {"id": "excluded"},
        "message": {"text": format!("the settings exclude it: `exclude` has \"{}\"", excluded.pattern)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(&excluded.path)}}],
    })
}

fn notification(fault: &Fault) -> Value {
    let notes: Vec<String> = fault.notes.iter().map(|note| format!(" ({note})")).collect();
    let mut notification = json!({
        "level": level(fault.severity),
        "descriptor": {"id": fault.code},
        "message": {"text": format!("{}{}", fault.message, notes.concat())},
    });
    match (&fault.place, &fault.path) {
        (Some(place), _) => notification["locations"] = json!([{"physicalLocation": physical(place)}]),
        (None, Some(path)) => {
            notification["locations"] = json!([{"physicalLocation": {"artifactLocation": artifact(path)}}]);
        }
        (None, None) => {}
    }
    notification
}
