//! The marker test: `former` (`ex-`, `then-`, `late`) is taken from a mention, and put before somebody who sits.
//!
//! Taken away, a slip counts where the sentence is then in present frame; put in, where the mention was in present frame before.
//! Whoever holds the office on the draft's day needs no marker: such mentions are left out.

use factlint::claims::{Claim, DraftDay, Statement};
use factlint::document::Document;
use factlint::frame::Label;
use factlint::language::offices::Form;
use factlint::rules::{TENURE, Words};

use crate::Bench;
use crate::corpus::{Collection, Edit, Record};
use crate::planted::{Outcome, Score, Slip};
use crate::swap::{RULE, sits};

/// Lists of markers that say that somebody held the office before.
const LISTS: [&str; 3] = ["marker-former", "marker-then", "marker-late"];
/// Bytes to the right of a marker that was taken away in which the finding must start.
const ROOM: usize = 60;

/// Runs the test.
pub(crate) fn run(bench: &Bench) -> String {
    let words = factlint::embedded::words();
    let Some(words) = words.iter().find(|words| words.language == "en") else {
        return String::new();
    };
    let mut score = Score::default();
    for collection in &bench.collections {
        let answers = collection.map("marker", |record| one(bench, words, collection, record));
        for (record, slips) in collection.records.iter().zip(answers) {
            slips.iter().for_each(|(slip, outcome)| score.add(collection, record, slip, *outcome));
        }
    }
    score.table("Marker test: \"former\" taken away, and put in", bench.list)
}

fn one(bench: &Bench, words: &Words, collection: &Collection, record: &Record) -> Vec<(Slip, Outcome)> {
    let Some(document) = record.document(&collection.path) else {
        return Vec::new();
    };
    let Some(reading) = bench.engine.read(&document) else {
        return Vec::new();
    };
    let DraftDay::Given(given) = &reading.day else {
        return Vec::new();
    };
    let mut slips = Vec::new();
    for claim in reading.claims.iter().filter(|claim| claim.fluent == TENURE && claim.form != Form::Metonym) {
        let past = matches!(claim.statement, Statement::Former | Statement::Then | Statement::Late);
        if past && let Some(edit) = without_marker(&document, words, claim) {
            slips.extend(in_present(bench, collection, record, edit));
        }
        let sitting = claim.statement == Statement::Holds && claim.frame.label() >= Label::NowMinus;
        if sitting && claim.form == Form::Before && sits(&bench.engine.rules().table, claim, given.day).is_some() {
            let row = claim.frame.label().word();
            let place = document.place(claim.insert_at);
            let opens = place.input.text[..place.span.start as usize].trim_end().ends_with(['.', '\n'])
                || place.span.start == 0;
            for (part, lower, upper) in [("put in: former", "former ", "Former "), ("put in: ex-", "ex-", "Ex-")] {
                let edit = Edit::at(&place, if opens { upper } else { lower });
                slips.push(Slip { edit, part, row, room: 0, why: String::new() });
            }
        }
    }
    let outcome = |slip: Slip| {
        let outcome = slip.outcome(&bench.engine, &collection.path, record, RULE)?;
        Some((slip, outcome))
    };
    slips.into_iter().filter_map(outcome).collect()
}

/// The edit that takes the marker from the front of a mention.
fn without_marker(document: &Document, words: &Words, claim: &Claim) -> Option<Edit> {
    let place = document.place(claim.span);
    let text = place.text();
    let lower = text.to_lowercase();
    let items = LISTS.iter().flat_map(|list| words.items(list));
    let marker = items.filter(|item| lower.starts_with(item.as_str())).map(String::len).max()?;
    let rest = text.get(marker..)?;
    let gap = rest.len() - rest.trim_start_matches(['-', ' ', '\u{2011}']).len();
    let mut edit = Edit::at(&place, "");
    edit.end = edit.start + marker + gap;
    (gap > 0).then_some(edit)
}

/// The slip, where the mention is then in present frame and the person not in office.
fn in_present(bench: &Bench, collection: &Collection, record: &Record, edit: Edit) -> Option<Slip> {
    let document = record.edited(&edit)?.document(&collection.path)?;
    let reading = bench.engine.read(&document)?;
    let DraftDay::Given(given) = &reading.day else {
        return None;
    };
    let there = |claim: &&Claim| {
        claim.statement == Statement::Holds && edit.near(&document.place(claim.span), ROOM) && claim.never.is_none()
    };
    let claim = reading.claims.iter().find(there)?;
    let wrong = claim.frame.label() >= Label::NowMinus && !claim.window.graced.contains(given.day);
    wrong.then(|| Slip { edit, part: "taken away", row: claim.frame.label().word(), room: ROOM, why: String::new() })
}
