//! Checks of ignore comments: those that suppress nothing, and those without a reason.

use super::Own;
use crate::document::{Ignore, Trouble};
use crate::findings::{Edit, Finding, Fix, Labelled, Safety};
use crate::kinds::{Messages, one_line};
use crate::rules::toml_reader::hint;
use crate::rules::{Check, KindSpec};
use crate::text::Place;

pub(super) const UNEXPLAINED: Own = Own {
    spec: KindSpec {
        name: "suppression-reason",
        messages: &[("message", &["mark"])],
        required: &["message"],
        options: &[],
    },
    run: |check, input| {
        let asked = input.draft.document.ignores.iter().filter(|_| input.reasons);
        asked.filter_map(|ignore| unexplained(check, ignore)).collect()
    },
    read: |draft| draft.document.ignores.len(),
    silenced: false,
};

pub(super) const UNUSED: Own = Own {
    spec: KindSpec {
        name: "suppression",
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
    run: |check, input| {
        let idle = input.marks.idle(input);
        idle.into_iter().map(|(ignore, idle)| unused(check, ignore, &idle, input.draft.checks)).collect()
    },
    read: |draft| draft.document.ignores.len(),
    silenced: false,
};

/// The finding for an ignore comment that suppresses nothing, entirely or for some of its rules.
fn unused(check: &Check, ignore: &Ignore, idle: &[&str], checks: &[Check]) -> Finding {
    let mark = one_line(&ignore.place);
    let note = |name: &str, values: &[(&str, &str)]| Messages::new(check, values).note(name);
    let mut notes = match &ignore.trouble {
        Some((Trouble::UnknownWord, word)) => note("note.unknown-word", &[("mark", word)]),
        Some((Trouble::EndWithoutStart, word)) => note("note.end", &[("mark", word)]),
        None if ignore.covers.is_empty() => note("note.no-block", &[("mark", &mark)]),
        None => Vec::new(),
    };
    let known = || checks.iter().map(|check| check.id.as_str());
    for rule in idle.iter().filter(|rule| !known().any(|id| id == **rule)) {
        notes.extend(note("note.unknown-rule", &[("rule", rule)]));
        notes.extend(hint(rule, known()));
    }
    let names = idle.join(", ");
    let values = [("rules", names.as_str()), ("mark", &mark)];
    let messages = Messages::new(check, &values);
    let label = if idle.is_empty() { String::new() } else { messages.text("label.unused") };
    let primary = Labelled { place: ignore.place.clone(), text: label };
    let fixes = fix(check, ignore, idle).into_iter().collect();
    Finding { notes, fixes, ..Finding::at(check, primary, messages.text("message")) }.known_by([mark.as_str()])
}

/// The finding for an ignore comment without a reason, if it is one.
fn unexplained(check: &Check, ignore: &Ignore) -> Option<Finding> {
    if ignore.reason.is_some() || ignore.trouble.is_some() {
        return None;
    }
    let mark = one_line(&ignore.place);
    let message = Messages::new(check, &[("mark", &mark)]).text("message");
    let primary = Labelled { place: ignore.place.clone(), text: String::new() };
    Some(Finding::at(check, primary, message).known_by([mark.as_str()]))
}

/// The mark goes away, or the names in it that do nothing.
fn fix(check: &Check, ignore: &Ignore, idle: &[&str]) -> Option<Fix> {
    let say = |name: &str, values: &[(&str, &str)]| Messages::new(check, values).note(name).pop();
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
