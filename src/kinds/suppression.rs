//! Kind `suppression`: marks that ask for silence, judged. Unlike other kinds it looks at what came of the marks, so the engine
//! calls [`unused`] and [`unexplained`] after all other checks.

use super::wording::fill;
use super::{Found, Kind, Plain};
use crate::document::{Ignore, Trouble};
use crate::findings::{Confidence, Edit, Finding, Fix, Label, Safety, fingerprint};
use crate::rules::toml_reader::hint;
use crate::rules::{Check, KindSpec};
use crate::text::Place;

/// Name of the kind that reports marks which silence nothing.
pub const NAME: &str = "suppression";

/// Name of the kind that reports marks which do not say why.
pub const REASON: &str = "suppression-reason";

pub(super) const REASON_KIND: Kind = Kind {
    spec: KindSpec { name: REASON, messages: &[("message", &["mark"])], required: &["message"], options: &[] },
    prepare: |_, _, _| Box::new(Plain(|_, draft| Found { findings: Vec::new(), read: draft.document.ignores.len() })),
};

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: NAME,
        messages: &[
            ("message", &["rules", "mark"]),
            ("label.unused", &["rules"]),
            ("note.unknown-rule", &["rule"]),
            ("note.unknown-word", &["mark"]),
            ("note.end", &["mark"]),
            ("note.no-block", &["mark"]),
            ("fix.remove", &[]),
            ("fix.shorten", &["rules"]),
        ],
        required: &["message"],
        options: &[],
    },
    prepare: |_, _, _| Box::new(Plain(|_, draft| Found { findings: Vec::new(), read: draft.document.ignores.len() })),
};

/// The mark's words for a message: one line.
fn shown(place: &Place) -> String {
    place.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a check says of a mark of which some rules, or all of it, silence nothing.
pub fn unused(check: &Check, ignore: &Ignore, idle: &[&str], checks: &[Check]) -> Finding {
    let mark = shown(&ignore.place);
    let say = |name: &str, pairs: &[(&str, &str)]| check.messages.get(name).map(|text| fill(text, pairs));
    let mut notes = Vec::new();
    match &ignore.trouble {
        Some((Trouble::UnknownWord, word)) => notes.extend(say("note.unknown-word", &[("mark", word)])),
        Some((Trouble::EndWithoutStart, word)) => notes.extend(say("note.end", &[("mark", word)])),
        None if ignore.covers.is_empty() => notes.extend(say("note.no-block", &[("mark", &mark)])),
        None => {}
    }
    let known = || checks.iter().map(|check| check.id.as_str());
    for rule in idle.iter().filter(|rule| !known().any(|id| id == **rule)) {
        notes.extend(say("note.unknown-rule", &[("rule", rule)]));
        notes.extend(hint(rule, known()));
    }
    let names = idle.join(", ");
    let label = if idle.is_empty() { None } else { say("label.unused", &[("rules", &names)]) };
    Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::High,
        message: say("message", &[("rules", &names), ("mark", &mark)]).unwrap_or_default(),
        primary: Label { place: ignore.place.clone(), text: label.unwrap_or_default() },
        related: Vec::new(),
        notes,
        fixes: fix(check, ignore, idle).into_iter().collect(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, [mark.as_str()]),
    }
}

/// What a check says of a mark that does not say why; nothing of one that does, or that is no mark.
pub fn unexplained(check: &Check, ignore: &Ignore) -> Option<Finding> {
    if ignore.reason.is_some() || ignore.trouble.is_some() {
        return None;
    }
    let mark = shown(&ignore.place);
    let message = check.messages.get("message").map(|text| fill(text, &[("mark", &mark)])).unwrap_or_default();
    Some(Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::High,
        message,
        primary: Label { place: ignore.place.clone(), text: String::new() },
        related: Vec::new(),
        notes: Vec::new(),
        fixes: Vec::new(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, [mark.as_str()]),
    })
}

/// The mark goes away, or the names in it that do nothing.
fn fix(check: &Check, ignore: &Ignore, idle: &[&str]) -> Option<Fix> {
    let say = |name: &str, pairs: &[(&str, &str)]| check.messages.get(name).map(|text| fill(text, pairs));
    if idle.len() == ignore.rules.len() {
        if ignore.removal.is_empty() || matches!(ignore.trouble, Some((Trouble::UnknownWord, _))) {
            return None;
        }
        let gone = |place: &Place| Edit { place: place.clone(), insert: String::new() };
        let edits = ignore.removal.iter().map(gone).collect();
        return Some(Fix { title: say("fix.remove", &[])?, safety: Safety::Safe, edits });
    }
    let left: Vec<&str> = ignore.rules.iter().map(String::as_str).filter(|rule| !idle.contains(rule)).collect();
    // In a list of front matter every name has its own quotes.
    if ignore.list.text().contains(['[', '"', '\'']) {
        return None;
    }
    let left = left.join(", ");
    let title = say("fix.shorten", &[("rules", &left)])?;
    Some(Fix { title, safety: Safety::Safe, edits: vec![Edit { place: ignore.list.clone(), insert: left }] })
}
