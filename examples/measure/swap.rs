//! The swap test: in a dated article, the holder of an office is replaced by the predecessor, one mention at a time; how many of
//! these slips are found, with the article's day and without it.
//!
//! Left out: articles that name the predecessor anyway, predecessors who left more than eight years before, and offices that
//! more than one person holds at once. Rows are the frame labels that the mention had before the swap. Without the day only
//! those swaps count where two other contents of the draft each exclude every day of the predecessor.

use std::collections::BTreeSet;

use factlint::claims::{Claim, DraftDay, Reading, Statement};
use factlint::document::Document;
use factlint::findings::Severity;
use factlint::frame::Label;
use factlint::language::offices::Form;
use factlint::rules::{Person, PersonId, TENURE, Table as Facts, Tenure, TenureId};
use factlint::time::{Day, Verdict};

use crate::Bench;
use crate::corpus::{Collection, Edit, Record};
use crate::planted::{Outcome, Score, Slip};

/// The check that must find a swap.
pub(crate) const RULE: &str = "office-holder";

/// Days after which a predecessor's title is history.
const LONG_GONE: i64 = 8 * 365;

/// Runs the test.
pub(crate) fn run(bench: &Bench) -> String {
    let (mut dated, mut undated) = (Score::default(), Score::default());
    for collection in &bench.collections {
        let answers = collection.map("swap", |record| one(bench, collection, record));
        for (record, slips) in collection.records.iter().zip(answers) {
            for (slip, with, without) in slips {
                dated.add(collection, record, &slip, with);
                if let Some(outcome) = without {
                    undated.add(collection, record, &slip, outcome);
                }
            }
        }
    }
    let heading = "Swap test, dated: the holder gives way to the predecessor";
    let without = "Swap test, undated: where two other contents each exclude every day of the predecessor";
    format!("{}\n{}", dated.table(heading, bench.list), undated.table(without, bench.list))
}

/// Slips of one article with their outcomes: dated; undated where that counts.
fn one(bench: &Bench, collection: &Collection, record: &Record) -> Vec<(Slip, Outcome, Option<Outcome>)> {
    let facts = &bench.engine.rules().table;
    let Some(document) = record.document(&collection.path) else {
        return Vec::new();
    };
    let Some(reading) = bench.engine.read(&document) else {
        return Vec::new();
    };
    let DraftDay::Given(given) = &reading.day else {
        return Vec::new();
    };
    let slips = slips(facts, &document, &reading, given.day);
    let undated = record.undated();
    let outcomes = slips.into_iter().filter_map(|mut slip| {
        let with = slip.outcome(&bench.engine, &collection.path, record, RULE)?;
        if bench.list && with <= Outcome::Found(Severity::Hint) {
            slip.why = slip.read(&bench.engine, &collection.path, record);
        }
        let without = twice_excluded(bench, collection, &undated, &slip)
            .then(|| slip.outcome(&bench.engine, &collection.path, &undated, RULE))
            .flatten();
        Some((slip, with, without))
    });
    outcomes.collect()
}

fn slips(facts: &Facts, document: &Document, reading: &Reading, day: Day) -> Vec<Slip> {
    let mut slips = Vec::new();
    for claim in &reading.claims {
        let plain = claim.statement == Statement::Holds && claim.never.is_none() && claim.fluent == TENURE;
        if !plain || claim.frame.label() < Label::Free || claim.frame.label() == Label::Anchored {
            continue;
        }
        if let Some(person) = predecessor(facts, claim, day).filter(|person| !names(document, person)) {
            slips.extend(forms(facts, document, claim, person));
        }
    }
    slips
}

/// The last one before the holder in the one office that the mention must mean.
fn predecessor<'f>(facts: &'f Facts, claim: &Claim, day: Day) -> Option<&'f Person> {
    let sits = |id: &&TenureId| facts.tenure(**id).term.holds(day, 0) == Verdict::Yes;
    let sitting: Vec<&Tenure> = claim.tenures.iter().filter(sits).map(|&id| facts.tenure(id)).collect();
    let [holder] = sitting.as_slice() else {
        return None;
    };
    let office = facts.office(holder.office);
    let before = office.tenures.iter().map(|&id| facts.tenure(id)).filter(|tenure| {
        tenure.contradicts() && tenure.holder != holder.holder && tenure.term.from.latest < holder.term.from.earliest
    });
    let last = before.max_by_key(|tenure| tenure.term.from.latest)?;
    let left = last.term.possible().ranges().last().map(|&(_, until)| until)?;
    let back = office
        .tenures
        .iter()
        .map(|&id| facts.tenure(id))
        .any(|tenure| tenure.holder == last.holder && tenure.term.holds(day, office.grace) != Verdict::No);
    (office.seats == 1 && holder.contradicts() && !back && day.since(left) <= LONG_GONE)
        .then(|| facts.person(last.holder))
}

/// Whether the draft names somebody of that surname anyway.
fn names(document: &Document, person: &Person) -> bool {
    person.surnames.iter().any(|surname| document.prose.contains(surname.as_str()))
}

fn forms(facts: &Facts, document: &Document, claim: &Claim, person: &Person) -> Vec<Slip> {
    let row = claim.frame.label().word();
    let slip = |part, span, insert: String| Slip {
        edit: Edit::at(&document.place(span), insert),
        part,
        row,
        room: 0,
        why: String::new(),
    };
    let surname = person.surnames.first().cloned().unwrap_or_default();
    if claim.form == Form::Metonym {
        let titled = document.text(claim.span).len() > document.text(claim.name).len() + 20;
        let name = if claim.full || titled { person.name.clone() } else { surname };
        return vec![slip("the X administration", claim.name, name)];
    }
    let mut slips = vec![slip("full name", claim.name, person.name.clone())];
    let kept = claim.tenures.iter().any(|&id| {
        let office = facts.office(facts.tenure(id).office);
        office.courtesy || office.local
    });
    if claim.form == Form::Before && !claim.full {
        slips.push(slip("surname", claim.name, surname));
    } else if claim.form == Form::Before && !kept && !apposed(document, claim) {
        slips.push(slip("surname for full name", claim.name, surname));
    }
    slips
}

/// "the foreign minister, X,": a surname alone never stands so.
fn apposed(document: &Document, claim: &Claim) -> bool {
    let between = (claim.title.end as usize)..(claim.name.start as usize);
    document.prose.get(between).is_some_and(|text| text.contains(','))
}

/// Whether two other contents of the undated draft each exclude every day of the one swapped in.
fn twice_excluded(bench: &Bench, collection: &Collection, undated: &Record, slip: &Slip) -> bool {
    let read = || {
        let document = undated.edited(&slip.edit)?.document(&collection.path)?;
        let reading = bench.engine.read(&document)?;
        if matches!(reading.day, DraftDay::Given(_)) {
            return None;
        }
        let swapped = reading.claims.iter().find(|claim| slip.edit.hit_by(&document.place(claim.span)))?;
        let against = reading.claims.iter().filter(|claim| {
            claim.weight() > 0 && claim.key != swapped.key && !claim.window.possible.meets(&swapped.window.possible)
        });
        let keys: BTreeSet<&str> = against.map(|claim| claim.key.as_str()).collect();
        Some(keys.len() >= 2)
    };
    read().unwrap_or(false)
}

/// People who are certainly in the office of a claim on a day.
pub(crate) fn sits(facts: &Facts, claim: &Claim, day: Day) -> Option<PersonId> {
    let sitting = claim.tenures.iter().map(|&id| facts.tenure(id));
    let mut sitting = sitting.filter(|tenure| tenure.contradicts() && tenure.term.holds(day, 0) == Verdict::Yes);
    sitting.next().map(|tenure| tenure.holder)
}
