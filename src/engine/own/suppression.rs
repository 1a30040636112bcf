//! Checks of ignore comments: those that suppress nothing, those without an end, and those without a reason.

use std::sync::Arc;

use super::Own;
use crate::document::{Ignore, Mended, Trouble};
use crate::findings::{Edit, Finding, Fix, Labelled, Safety};
use crate::kinds::{Messages, one_line};
use crate::rules::toml_reader::nearest;
use crate::rules::{Check, KindSpec};
use crate::text::{Place, Span};

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

pub(super) const UNCLOSED: Own = Own {
    spec: KindSpec {
        name: "suppression-end",
        messages: &[("message", &["mark"]), ("label.open", &["mark"]), ("note.open", &["mark"])],
        required: &["message"],
        options: &[],
    },
    run: |check, input| input.marks.unclosed(input).into_iter().map(|ignore| unclosed(check, ignore)).collect(),
    read: |draft| draft.document.ignores.len(),
    silenced: false,
};

pub(super) const UNUSED: Own = Own {
    spec: KindSpec {
        name: "suppression",
        messages: &[
            ("message", &["rules", "mark"]),
            ("label.colon", &["rules", "mark"]),
            ("label.unused", &["rules"]),
            ("note.unknown-rule", &["rule"]),
            ("note.colon", &["rule"]),
            ("note.unknown-word", &["mark"]),
            ("note.end", &["mark"]),
            ("note.no-block", &["mark"]),
            ("note.no-comment", &["mark"]),
            ("fix.mend", &["mark"]),
            ("fix.rules", &["rules"]),
            ("fix.colon", &[]),
            ("fix.no-colon", &[]),
            ("fix.remove", &[]),
            ("fix.shorten", &["rules"]),
        ],
        required: &["message"],
        options: &[],
    },
    run: |check, input| {
        let idle = input.marks.idle(input);
        idle.into_iter().filter_map(|(ignore, idle)| unused(check, ignore, &idle, input.draft.checks)).collect()
    },
    read: |draft| draft.document.ignores.len(),
    silenced: false,
};

/// The finding for an ignore comment that suppresses nothing, entirely or for some of its rules; `None` for text of the draft
/// that only looks like one.
fn unused(check: &Check, ignore: &Ignore, idle: &[&str], checks: &[Check]) -> Option<Finding> {
    let mark = one_line(&ignore.place);
    let note = |name: &str, values: &[(&str, &str)]| Messages::new(check, values).note(name);
    let named: Vec<Named<'_>> = idle.iter().map(|rule| Named::of(rule, checks)).collect();
    let colon = misplaced_colon(ignore, checks);
    let mut notes = match &ignore.trouble {
        None if colon.is_some() => note("note.colon", &[("rule", colon.unwrap_or_default())]),
        Some((Trouble::UnknownWord, word)) => note("note.unknown-word", &[("mark", word)]),
        Some((Trouble::NoComment, word)) => {
            let is_mark = ignore.rules.first().is_none_or(|rule| !matches!(Named::of(rule, checks), Named::Unknown(_)));
            is_mark.then(|| note("note.no-comment", &[("mark", word)]))?
        }
        Some((Trouble::EndWithoutStart, word)) => note("note.end", &[("mark", word)]),
        None if ignore.covers.is_empty() => note("note.no-block", &[("mark", &mark)]),
        None => Vec::new(),
    };
    for named in &named {
        if let Named::Slip(rule, near) = named {
            notes.extend(note("note.unknown-rule", &[("rule", rule)]));
            notes.push(format!("did you mean `{near}`?"));
        }
    }
    // The words of a reason without a colon are one note.
    let unknown = named.iter().find_map(|named| if let Named::Unknown(rule) = named { Some(*rule) } else { None });
    notes.extend(unknown.into_iter().flat_map(|rule| note("note.unknown-rule", &[("rule", rule)])));
    let names = idle.join(", ");
    let values = [("rules", names.as_str()), ("mark", &mark)];
    let messages = Messages::new(check, &values);
    let label = if idle.is_empty() { String::new() } else { messages.text("label.unused") };
    let primary = Labelled { place: ignore.place.clone(), text: label };
    let fixes = fix(check, ignore, idle, checks).into_iter().collect();
    let message = messages.text(if colon.is_some() { "label.colon" } else { "message" });
    Some(Finding { notes, fixes, ..Finding::at(check, primary, message) }.known_by([mark.as_str()]))
}

/// The rule after the colon of "factlint-ignore: weekday", which makes it the reason of a comment for all rules.
pub(in crate::engine) fn misplaced_colon<'i>(ignore: &'i Ignore, checks: &[Check]) -> Option<&'i str> {
    let reason = ignore.reason.as_deref().filter(|_| ignore.rules.is_empty() && ignore.trouble.is_none())?;
    let words = || reason.split([',', ' ']).filter(|word| !word.is_empty());
    let is_rule = |word: &str| !matches!(Named::of(word, checks), Named::Unknown(_)) && word.len() > 2;
    words().next().filter(|_| words().all(is_rule))
}

/// A name in the list of a mark.
#[derive(Debug, Clone, Copy)]
enum Named<'a> {
    Rule,
    /// No rule, and the rule that it resembles.
    Slip(&'a str, &'a str),
    Unknown(&'a str),
}

impl<'a> Named<'a> {
    fn of(rule: &'a str, checks: &'a [Check]) -> Self {
        let known = || checks.iter().map(|check| check.id.as_str());
        if known().any(|id| id == rule) {
            return Self::Rule;
        }
        // "Office_Holder", "factlint/office-holder".
        let plain = rule.rsplit('/').next().unwrap_or(rule).to_ascii_lowercase().replace('_', "-");
        let same = known().find(|id| *id == plain.trim_end_matches(['.', ';']));
        same.or_else(|| nearest(&plain, known())).map_or(Self::Unknown(rule), |near| Self::Slip(rule, near))
    }
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

/// The finding for a start without an end.
fn unclosed(check: &Check, ignore: &Ignore) -> Finding {
    let mark = one_line(&ignore.place);
    let values = [("mark", mark.as_str())];
    let messages = Messages::new(check, &values);
    let primary = Labelled { place: ignore.place.clone(), text: messages.text("label.open") };
    let notes = messages.note("note.open");
    Finding { notes, ..Finding::at(check, primary, messages.text("message")) }.known_by([mark.as_str()])
}

/// What is misspelt is written right, a reason gets its colon, and what does nothing goes away. A name that is no rule is never
/// removed: it may be a rule that this run does not know, or a slip.
fn fix(check: &Check, ignore: &Ignore, idle: &[&str], checks: &[Check]) -> Option<Fix> {
    let titled = |name: &str, values: &[(&str, &str)], edits: Vec<Edit>, safety: Safety| {
        Some(Fix { title: Messages::new(check, values).note(name).pop()?, safety, edits })
    };
    if let Some(Mended { place, word, is_sure }) = &ignore.mended {
        let safety = if *is_sure { Safety::Safe } else { Safety::Unsafe };
        let edit = Edit { place: place.clone(), insert: (*word).to_owned() };
        return titled("fix.mend", &[("mark", word)], vec![edit], safety);
    }
    if matches!(ignore.trouble, Some((Trouble::NoComment | Trouble::UnknownWord, _))) {
        return None;
    }
    if misplaced_colon(ignore, checks).is_some() {
        let (start, at) = (ignore.place.span.start as usize, ignore.place.text().find(':')?);
        let place = Place { input: Arc::clone(&ignore.place.input), span: Span::new(start + at, start + at + 1) };
        return titled("fix.no-colon", &[], vec![Edit { place, insert: String::new() }], Safety::Safe);
    }
    let mut slips = Vec::new();
    for rule in idle {
        if let Named::Slip(rule, near) = Named::of(rule, checks) {
            slips.push((word_in(&ignore.list, rule)?, near));
        }
    }
    if !slips.is_empty() {
        let names: Vec<&str> = slips.iter().map(|(_, near)| *near).collect();
        let edits =
            slips.iter().map(|(place, near)| Edit { place: place.clone(), insert: (*near).to_owned() }).collect();
        return titled("fix.rules", &[("rules", &names.join(", "))], edits, Safety::Safe);
    }
    let unknown = idle.iter().position(|rule| matches!(Named::of(rule, checks), Named::Unknown(_)));
    if let Some(unknown) = unknown {
        let edit = colon(ignore, idle[unknown], checks)?;
        return titled("fix.colon", &[], vec![edit], Safety::Safe);
    }
    if idle.len() == ignore.rules.len() {
        if ignore.removal.is_empty() {
            return None;
        }
        let gone = |place: &Place| Edit { place: place.clone(), insert: String::new() };
        return titled("fix.remove", &[], ignore.removal.iter().map(gone).collect(), Safety::Safe);
    }
    let left: Vec<&str> = ignore.rules.iter().map(String::as_str).filter(|rule| !idle.contains(rule)).collect();
    // In a list of front matter every name has its own quotes.
    if ignore.list.text().contains(['[', '"', '\'']) {
        return None;
    }
    let left = left.join(", ");
    let edit = Edit { place: ignore.list.clone(), insert: left.clone() };
    titled("fix.shorten", &[("rules", &left)], vec![edit], Safety::Safe)
}

/// The place of a word in another place.
fn word_in(list: &Place, word: &str) -> Option<Place> {
    let text = list.text();
    let is_free = |at: usize, len: usize| {
        let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        !text[..at].ends_with(part) && !text[at + len..].starts_with(part)
    };
    let (at, _) = text.match_indices(word).find(|(at, _)| is_free(*at, word.len()))?;
    let start = list.span.start as usize + at;
    Some(Place { input: Arc::clone(&list.input), span: Span::new(start, start + word.len()) })
}

/// The colon between rules and a reason that has none: "weekday quotes a letter", "weekday -- quotes a letter".
fn colon(ignore: &Ignore, first: &str, checks: &[Check]) -> Option<Edit> {
    let at = ignore.rules.iter().position(|rule| rule == first)?;
    let (rules, reason) = ignore.rules.split_at(at);
    let is_rule = |rule: &String| matches!(Named::of(rule, checks), Named::Rule);
    if rules.is_empty() || ignore.reason.is_some() || !rules.iter().all(is_rule) || reason.iter().any(is_rule) {
        return None;
    }
    let last = word_in(&ignore.list, rules.last()?)?;
    let rest = &ignore.list.text()[(last.span.end - ignore.list.span.start) as usize..];
    let words = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = last.span.end as usize + rest.len() - words.len();
    let place = Place { input: Arc::clone(&last.input), span: Span::new(last.span.end as usize, end) };
    // After a comma another rule is expected.
    let is_list = rest[..rest.len() - words.len()].contains(',');
    (!words.is_empty() && !is_list).then(|| Edit { place, insert: ": ".to_owned() })
}
