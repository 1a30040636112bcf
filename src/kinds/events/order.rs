//! Events of which one can only follow the other, dated the other way round.

use super::ByList;
use super::dates::{Date, together};
use super::reader::{Happening, PASSED_OVER, Reader, Scene};
use super::subject::Fit;
use crate::findings::Severity;
use crate::kinds::Draft;
use crate::language::clauses::{ClauseKind, Tense, VerbGroup};
use crate::language::cues::ListId;

/// Two events in an order that they cannot have.
pub(super) struct Clash<'h> {
    /// What is dated first, and can only come later.
    pub(super) later: &'h Happening,
    pub(super) earlier: &'h Happening,
    pub(super) severity: Severity,
}

/// Most sentences of a draft that is about one thing.
pub(super) const SHORT: usize = 32;
/// Most sentences between two events whose subjects are not known to be one, in a longer draft.
const STORY: usize = 3;
/// Most days by which two such events may be apart.
const UNSURE: i64 = 5 * 366;

/// The clearest pair of each two kinds of events.
pub(super) fn clashes<'h>(groups: &[Vec<ListId>], events: &ByList<'h>, draft: &Draft<'_>) -> Vec<Clash<'h>> {
    let is_short = draft.analysis.sentences.len() <= SHORT;
    let mut found: Vec<Clash<'h>> = Vec::new();
    for group in groups {
        for (at, first) in group.iter().enumerate() {
            for then in &group[at + 1..] {
                let (Some(first), Some(then)) = (events.get(first), events.get(then)) else { continue };
                let one = then.iter().find_map(|later| clash(first, then, later, is_short));
                let known = |clash: &Clash<'_>| {
                    found
                        .iter()
                        .any(|one| std::ptr::eq(one.later, clash.later) || std::ptr::eq(one.earlier, clash.earlier))
                };
                if let Some(clash) = one.filter(|clash| !known(clash)) {
                    found.push(clash);
                }
            }
        }
    }
    found
}

/// An event before the only one that it can follow.
fn clash<'h>(
    first: &[&'h Happening],
    then: &[&'h Happening],
    later: &'h Happening,
    is_short: bool,
) -> Option<Clash<'h>> {
    let fits = |one: &&&'h Happening| one.subject.fit(&later.subject) > Fit::Other;
    let earlier = first.iter().filter(fits).find(|earlier| is_before(later, earlier))?;
    // Any order that may be meant is one.
    if first.iter().filter(fits).any(|one| !is_before(later, one)) {
        return None;
    }
    let others = then.iter().filter(|one| one.subject.fit(&earlier.subject) > Fit::Other);
    if others.into_iter().any(|one| !is_before(one, earlier)) {
        return None;
    }
    let same = earlier.subject.fit(&later.subject) == Fit::Same;
    let next = earlier.sentence.abs_diff(later.sentence) == 1 && !later.back;
    let near = is_short || earlier.sentence.abs_diff(later.sentence) <= STORY;
    let (a, b) = together(earlier.date, later.date)?;
    let gap = a.earliest.since(b.latest);
    if !(same || next || near && gap <= UNSURE) {
        return None;
    }
    Some(Clash { later, earlier, severity: if same { Severity::Error } else { Severity::Warning } })
}

/// Two dates of one sentence of which the words say that one comes after the other, and that do not.
pub(super) struct Turned {
    pub(super) one: Date,
    pub(super) other: Date,
}

/// "It reopened on 3 March after it had closed on 5 May": the dates of a clause and of the one that "after" or "before" begins.
pub(super) fn turned(reader: &Reader, draft: &Draft<'_>) -> Vec<Turned> {
    let mut found = Vec::new();
    for (number, sentence) in draft.own_sentences(PASSED_OVER) {
        if sentence.values().iter().filter(|value| value.date().is_some()).take(2).count() < 2 {
            continue;
        }
        let scene = reader.scene(draft, number, sentence);
        found.extend((0..scene.clauses.clauses.len()).filter_map(|inner| turned_clause(&scene, inner)));
    }
    found
}

/// The dates of a subordinate clause and of the one around it, if they are in the wrong order.
fn turned_clause(scene: &Scene<'_>, inner: usize) -> Option<Turned> {
    let clause = &scene.clauses.clauses[inner];
    let outer = clause.parent.filter(|_| clause.kind == ClauseKind::Subordinate)?;
    let verb = |at: usize| {
        let told = |verb: &&VerbGroup| verb.finite && !verb.negated && verb.tense != Tense::Conditional;
        scene.clauses.verb_of(at).filter(told)
    };
    if verb(inner)?.tense == Tense::Future || verb(outer)?.tense == Tense::Present {
        return None;
    }
    let first = (0..scene.sentence.tokens().len()).find(|&at| scene.clauses.clause_of(at) == inner)?;
    // "CA. After the war": rather another sentence.
    if first > 0 && scene.sentence.tokens()[first].capital {
        return None;
    }
    if scene.is_unreal(inner, None) || scene.is_unreal(outer, None) {
        return None;
    }
    let opens = |list: ListId| (first.saturating_sub(1)..=first).any(|at| scene.is(list, at));
    let [after, before] = scene.reader.dates.around;
    let (own, other) = (only(scene, inner)?, only(scene, outer)?);
    let (own_when, other_when) = together(own, other)?;
    let wrong =
        opens(after) && other_when.latest < own_when.earliest || opens(before) && own_when.latest < other_when.earliest;
    wrong.then_some(Turned { one: other, other: own })
}

/// The only date of a clause.
fn only(scene: &Scene<'_>, clause: usize) -> Option<Date> {
    let mut own = scene.dates.iter().filter(|dated| scene.clauses.clause_of(dated.from) == clause);
    let one = own.next().filter(|one| own.next().is_none() && !one.apart)?;
    Some(one.date)
}

/// Returns `true` if an event is certainly before another.
fn is_before(one: &Happening, other: &Happening) -> bool {
    together(one.date, other.date).is_some_and(|(one, other)| one.latest < other.earliest)
}
