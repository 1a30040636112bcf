//! Kinds that hold what a draft says beside a noun against the fact table: the country of a city (`city`), the money of a country
//! (`currency`), the party and state of an office-holder (`party`).

mod city;
mod currency;
mod party;

pub(super) use city::KIND as CITY;
pub(super) use currency::KIND as CURRENCY;
pub(super) use party::KIND as PARTY;

use super::Draft;
use super::wording::fill;
use crate::claims::DraftDay;
use crate::document::BlockKind;
use crate::findings::{Confidence, FactRef, Finding, Label, fingerprint};
use crate::language::analysis::Sentence;
use crate::language::phrases::Phrases;
use crate::rules::{Check, EntityId, Meaning, Row, Table};
use crate::text::Span;
use crate::time::{Day, Days};

/// Most words of a place's name.
const WORDS: usize = 6;

/// The countries, states or cities that a name right before a byte means, and where it starts. A space, or `'s` and a space, stand
/// between.
fn place_before(table: &Table, prose: &str, at: usize) -> Option<(usize, Vec<EntityId>)> {
    let end = unpossessed(prose, 0, at);
    let starts = prose[..end].rmatch_indices([' ', '\n', '(']).map(|(at, _)| at + 1).chain(std::iter::once(0));
    // The longest name is the one that is meant: "South Korean", not "Korean".
    let found = starts.take(WORDS).filter_map(|from| place(table, prose, from, Some(end)).map(|(_, ids)| (from, ids)));
    found.min_by_key(|(from, _)| *from)
}

/// The end of a name that goes before a byte, without `'s` and spaces.
fn unpossessed(prose: &str, from: usize, to: usize) -> usize {
    let name = prose[from..to].trim_end();
    from + name.strip_suffix("'s").or_else(|| name.strip_suffix("\u{2019}s")).unwrap_or(name).len()
}

/// The places that a name right at a byte means, and where it ends: at `end`, where that is given. No person is called so.
fn place(table: &Table, prose: &str, from: usize, end: Option<usize>) -> Option<(usize, Vec<EntityId>)> {
    if !prose[from..].starts_with(char::is_uppercase) {
        return None;
    }
    let (to, meanings) = table.longest(prose, from)?;
    if end.is_some_and(|end| end != to) {
        return None;
    }
    let ids: Vec<EntityId> = meanings
        .iter()
        .filter_map(|meaning| match meaning {
            Meaning::Place(id) | Meaning::Adjective(id) => Some(*id),
            _ => None,
        })
        .collect();
    (!ids.is_empty()).then_some((to, ids))
}

/// The sentence of a byte, where the draft says it itself, and nothing in it speaks of another time.
fn own_sentence<'d>(draft: &'d Draft<'_>, at: usize, except: &Phrases) -> Option<&'d Sentence<'d>> {
    let analysis = draft.analysis;
    let number = analysis.sentences.partition_point(|sentence| sentence.span.end as usize <= at);
    let sentence = analysis.sentences.get(number).filter(|sentence| sentence.span.start as usize <= at)?;
    let block = &analysis.blocks[sentence.block];
    let own = block.kind != BlockKind::Quote && !analysis.is_quoted(sentence.block, Span::new(at, at + 1));
    let elsewhen = || analysis.phrases_in(except, sentence.span).next().is_some();
    (own && !elsewhen()).then_some(sentence)
}

/// Every day that the draft may speak from.
fn days(draft: &Draft<'_>) -> Days {
    match draft.day {
        DraftDay::Given(given) => Days::range(given.day, given.day.plus(1)),
        DraftDay::Inferred(days) => days.clone(),
        DraftDay::None => Days::range(Day::MIN, Day::MAX),
    }
}

/// What follows a byte, where one of some words does: the byte behind it.
fn behind(text: &str, from: usize, words: &[String]) -> Option<usize> {
    let rest = text.get(from..)?;
    words.iter().find(|word| rest.starts_with(word.as_str())).map(|word| from + word.len())
}

/// A row of the table, as findings name it.
fn fact(table: &Table, row: Row) -> FactRef {
    let pack = table.pack(row.pack);
    FactRef { path: pack.path, line: row.line, verified: Some(pack.verified.to_string()) }
}

/// A finding at a stretch of prose.
fn finding(check: &Check, draft: &Draft<'_>, (from, to): (usize, usize), values: &[(&str, &str)]) -> Finding {
    let message = |name: &str| fill(check.messages.get(name).map_or("", String::as_str), values);
    Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::Medium,
        message: message("message"),
        primary: Label { place: draft.document.place(Span::new(from, to)), text: message("label.pair") },
        related: Vec::new(),
        notes: Vec::new(),
        fixes: Vec::new(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, values.iter().map(|(_, value)| *value)),
    }
}
