//! Which reading of a passage is reported, where there are several: none that holds may be near, and few may be left.

use super::find::Fit;
use crate::rules::formula::{Rule, Sort, Source};
use crate::text::{Prose, Span};
use crate::time::Verdict;

/// A reading whose condition is true, with the verdict on its relation.
#[derive(Debug)]
pub(super) struct Judged {
    /// The number of its rule.
    pub(super) rule: usize,
    pub(super) fit: Fit,
    pub(super) verdict: Verdict,
}

/// Returns `true` if a rule has several readings of one place, which are judged together.
pub(super) fn has_readings(rule: &Rule) -> bool {
    matches!(rule.source, Source::Parts { .. }) || has_lists(rule)
}

/// Returns `true` if a rule captures a series of values.
pub(super) fn has_lists(rule: &Rule) -> bool {
    rule.captures.iter().any(|capture| is_list(capture.sort))
}

fn is_list(sort: Sort) -> bool {
    matches!(sort, Sort::Series | Sort::Row)
}

/// The readings to report: of each trigger the nearest, if the relation is certainly false in every one, there are few, and no
/// other reading explains its values.
pub(super) fn chosen(rules: &[Rule], judged: &[Judged]) -> Vec<usize> {
    let lists: Vec<Option<Span<Prose>>> = judged.iter().map(|one| list(&rules[one.rule], &one.fit)).collect();
    let larger = |at: usize| {
        let own = lists[at];
        own.is_some_and(|own| lists.iter().flatten().any(|other| other.contains(own) && other.len() > own.len()))
    };
    // A part of a series whose total is known is no series.
    let whole: Vec<usize> = (0..judged.len()).filter(|&at| judged[at].verdict == Verdict::Yes || !larger(at)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in &whole {
        let same = |group: &&mut Vec<usize>| {
            group.first().is_some_and(|&first| key(rules, &judged[first]) == key(rules, &judged[at]))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let one = |group: &Vec<usize>| {
        let rule = &rules[judged[*group.first()?].rule];
        let none = group.iter().all(|&at| judged[at].verdict == Verdict::No);
        // Another sentence counts only if the trigger's sentence has no reading.
        let near = group.iter().any(|&at| !judged[at].fit.far);
        let mut readings = group.iter().copied().filter(|&at| !(near && judged[at].fit.far));
        let first = readings.next().filter(|&at| none && !explained(rules, judged, &lists, at))?;
        (readings.count() < usize::from(rule.most)).then_some(first)
    };
    groups.iter().filter_map(one).collect()
}

/// What readings of one thing have in common.
fn key(rules: &[Rule], one: &Judged) -> (usize, Span<Prose>) {
    let rule = &rules[one.rule];
    let parts = matches!(rule.source, Source::Parts { .. });
    (one.rule, if parts { one.fit.trigger } else { one.fit.primary(rule) })
}

/// Returns `true` if a reading that holds speaks of the values of another one: of its total or its parts, or of the same two amounts
/// with another trigger: "Re-exports fell 6 percent, and imports rose from 100 to 143, an increase of 43 percent".
fn explained(rules: &[Rule], judged: &[Judged], lists: &[Option<Span<Prose>>], at: usize) -> bool {
    let one = &judged[at];
    let others = |one: &Judged| -> Vec<Span<Prose>> {
        one.fit.spans.iter().flatten().filter(|span| !one.fit.trigger.contains(**span)).copied().collect()
    };
    let own = others(one);
    let primary = one.fit.primary(&rules[one.rule]);
    judged.iter().zip(lists).filter(|(other, _)| other.verdict == Verdict::Yes).any(|(other, theirs)| {
        let listed = lists[at].is_some_and(|mine| theirs.is_some_and(|theirs| theirs.overlaps(mine)));
        let same = other.fit.primary(&rules[other.rule]) == primary;
        let pair =
            other.rule == one.rule && other.fit.trigger != one.fit.trigger && own.len() > 1 && others(other) == own;
        same || listed || pair
    })
}

/// The series of a reading.
fn list(rule: &Rule, fit: &Fit) -> Option<Span<Prose>> {
    let at = rule.captures.iter().position(|capture| is_list(capture.sort))?;
    fit.spans.get(at).copied().flatten()
}
