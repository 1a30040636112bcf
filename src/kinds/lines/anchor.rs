//! The day that a statement counts from: a date of its clause or sentence, the head of its entry, the day of the draft.

use super::Phrase;
use super::cast::Lead;
use super::view::{Dated, View};
use crate::frame::{date_alone, entry_of_a_timeline};
use crate::language::clauses::{ClauseKind, Tense};
use crate::rules::formula::Anchor;
use crate::time::{Day, Days};

/// The day that is used for an unknown one of the draft, so that statements which count from it can be compared.
const SOME_DAY: (i16, i8, i8) = (2000, 1, 1);
/// Days by which an age may be that of an earlier day than the draft's, and of a later one.
const OLD: i32 = 31;
/// Most sentences of an entry that are looked through for its date.
const ENTRY: usize = 20;
/// Most sentences back to the one with the time of a statement.
const BACK: usize = 4;

/// The days of an event of a subject, and whether they are those of an unknown day of the draft; of one that is named close by only, if so
/// asked.
type Events<'a> = dyn Fn(&str, bool) -> Option<(Days, bool)> + 'a;

/// The days of the first anchor that there is, and whether they are those of an unknown day of the draft.
pub(super) fn of(
    view: &View<'_>,
    phrase: &Phrase,
    at: &[Anchor],
    lead: &Lead,
    of_event: &Events<'_>,
) -> Option<(Days, bool)> {
    if let Some(date) = &phrase.date {
        return Some((date.clone(), false));
    }
    for anchor in at {
        let found = match anchor {
            Anchor::Own => own(view, phrase).map(|days| (days, false)),
            Anchor::Clause => in_clause(view, phrase).map(|days| (days, false)),
            Anchor::Sentence => sentence(view).map(|days| (days, false)),
            Anchor::Any => any(view, lead),
            Anchor::Before => before(view).map(|days| (days, false)),
            Anchor::Entry => entry(view).map(|days| (days, false)),
            Anchor::Now => is_present(view, phrase).then(|| day(view, lead)),
            Anchor::Day => Some(day(view, lead)),
            Anchor::Event(event) => of_event(event, false),
            Anchor::Nearby(event) => of_event(event, true),
            Anchor::Until(event) => of_event(event, false).map(until),
            Anchor::UntilNow => Some(until(day(view, lead))),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Any day up to the last of some.
fn until((days, floating): (Days, bool)) -> (Days, bool) {
    let last = days.ranges().last().map_or(Day::MAX, |&(_, end)| end);
    (Days::range(Day::MIN, last), floating)
}

fn all_of<'d>(dates: impl Iterator<Item = &'d Dated>) -> Option<Days> {
    let ranges: Vec<(Day, Day)> = dates.flat_map(|date| date.days.ranges().iter().copied()).collect();
    (!ranges.is_empty()).then(|| Days::of(ranges))
}

fn sentence(view: &View<'_>) -> Option<Days> {
    all_of(view.dates.iter().filter(|date| !date.apart))
}

/// The dates of a sentence and the day of the draft; none if that is unknown.
fn any(view: &View<'_>, lead: &Lead) -> Option<(Days, bool)> {
    let (today, floating) = day(view, lead);
    match sentence(view) {
        Some(dates) => {
            let ranges = dates.ranges().iter().chain(today.ranges()).copied();
            (!floating).then(|| (Days::of(ranges), false))
        }
        None => Some((today, floating)),
    }
}

/// The dates of the last sentence before that has some, in the same paragraph.
fn before(view: &View<'_>) -> Option<Days> {
    if sentence(view).is_some() {
        return None;
    }
    let first = view.draft.analysis.blocks[view.sentence.block].sentences.start;
    let near = (first..view.number).rev().take(BACK);
    // "in the fall": of which year?
    let full = |before: View<'_>| all_of(before.dates.iter().filter(|date| !date.apart && date.full));
    near.map(|number| View::new(view.draft, view.lists, number)).find_map(full)
}

/// Returns `true` if the verb of the clause of a phrase is in the present or perfect, and names no date.
fn is_present(view: &View<'_>, phrase: &Phrase) -> bool {
    let verb = view.clauses.around(phrase.clause).find_map(|at| view.clauses.verb_of(at).filter(|verb| verb.finite));
    let now = verb.is_some_and(|verb| matches!(verb.tense, Tense::Present | Tense::Perfect));
    now && own(view, phrase).is_none()
}

/// The dates of the clause of a phrase.
fn own(view: &View<'_>, phrase: &Phrase) -> Option<Days> {
    let own = |date: &&Dated| !date.apart && date.clause == phrase.clause && !phrase.span.overlaps(date.span);
    all_of(view.dates.iter().filter(own))
}

/// The dates of the clause of a phrase, or else of a clause at the same time, or else all of the sentence.
fn in_clause(view: &View<'_>, phrase: &Phrase) -> Option<Days> {
    // "in 1961 as a girl of 16".
    let touches = |date: &&Dated| !date.apart && view.end(date.span) == phrase.first;
    if let Some(days) = all_of(view.dates.iter().filter(touches)) {
        return Some(days);
    }
    let own = phrase.clause;
    let free = || view.dates.iter().filter(|date| !date.apart && !phrase.span.overlaps(date.span));
    let of = |clauses: &[usize]| all_of(free().filter(|date| clauses.contains(&date.clause)));
    if let Some(days) = of(&[own]) {
        return Some(days);
    }
    let all = &view.clauses.clauses;
    let together = |clause: usize| match all[clause].kind {
        ClauseKind::Relative | ClauseKind::Subordinate => opens_together(view, clause),
        ClauseKind::Participial => {
            !all[clause].verb.is_some_and(|verb| view.is(view.lists.later, view.clauses.groups[verb].head))
        }
        _ => false,
    };
    let inner = |of: usize| (0..all.len()).filter(move |&inner| all[inner].parent == Some(of));
    let mut near: Vec<usize> = inner(own).filter(|&inner| together(inner)).collect();
    // "when the neighbours, clearing the house in 1979, left it": a participle further inside.
    let within = |at: usize| view.clauses.around(at).skip(1).any(|clause| clause == own);
    let participles: Vec<usize> =
        (0..all.len()).filter(|&at| all[at].kind == ClauseKind::Participial && together(at) && within(at)).collect();
    let deeper = of(&near).is_none();
    near.extend(participles.into_iter().filter(|_| deeper));
    near.extend(all[own].parent.filter(|_| together(own) || all[own].kind == ClauseKind::Relative));
    // "scored on Sunday, finding the net after coming on as an 18-year-old": from one participle to the next.
    let above = || {
        let mut chain =
            view.clauses.around(own).take_while(|&at| all[at].kind == ClauseKind::Participial).collect::<Vec<_>>();
        chain.extend(chain.last().and_then(|&last| all[last].parent));
        of(&chain)
    };
    of(&near).or_else(above)
}

/// Returns `true` if a clause begins with "when" or "at which".
fn opens_together(view: &View<'_>, clause: usize) -> bool {
    let first = (0..view.tokens().len()).find(|&token| view.clauses.clause_of(token) == clause);
    first.is_some_and(|first| [first, first.saturating_sub(1)].iter().any(|&at| view.is(view.lists.same_time, at)))
}

/// The date at the head of the entry of a timeline, of the row of a table, or of the section.
fn entry(view: &View<'_>) -> Option<Days> {
    let analysis = view.draft.analysis;
    let block = view.sentence.block;
    if let Some((table, row, _)) = analysis.structure().cell(block) {
        let date = |cell: &Option<usize>| date_alone(analysis, analysis.blocks[(*cell)?].span)?.when(None);
        let mut dates = table.rows.get(row)?.iter().filter_map(date);
        let (when, None) = (dates.next()?, dates.next()) else { return None };
        return Some(Days::range(when.earliest, when.latest.plus(1)));
    }
    // The last head before the sentence, or in it: a paragraph may have several entries.
    let first = analysis.blocks[block].sentences.start;
    let heads = (first..=view.number).rev().take(ENTRY).map(|number| analysis.sentences[number].span);
    let entry = heads.into_iter().find_map(|span| entry_of_a_timeline(analysis, span, None))?;
    (!entry.days.is_empty()).then_some(entry.days)
}

/// The day of the draft, with some days before it.
fn day(view: &View<'_>, lead: &Lead) -> (Days, bool) {
    match view.draft.day.given().filter(|_| !lead.reprinted) {
        Some(day) => (Days::range(day.plus(-OLD), day.plus(2)), false),
        None => (some_day().map_or_else(Days::none, |day| Days::range(day, day.plus(1))), true),
    }
}

/// The day that is used for an unknown one of the draft.
pub(super) fn some_day() -> Option<Day> {
    let (year, month, number) = SOME_DAY;
    Day::new(year, month, number)
}
