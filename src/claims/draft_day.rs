//! The day of the draft: given, or inferred as the days on which most of its claims about now are true.

use std::collections::BTreeMap;

use crate::document::GivenDay;
use crate::frame::Label;
use crate::time::{Day, Days};

use super::{Bound, Claim, Statement};

/// The day a draft speaks from.
#[derive(Debug, Clone)]
pub enum DraftDay {
    /// Metadata or the caller say it.
    Given(GivenDay),
    /// The days inferred from its claims about now.
    Inferred(Days),
    /// Nothing says.
    None,
}

impl DraftDay {
    /// The day, if it is given.
    pub fn given(&self) -> Option<Day> {
        if let Self::Given(given) = self { Some(given.day) } else { None }
    }
}

/// A claim that does not fit, and the claims that it contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Key of the claim that does not fit.
    pub odd: String,
    /// Keys of the contradicting claims: single ones if pairs are disjoint, otherwise the smallest set found.
    pub with: Vec<String>,
    /// Whether each of `with` alone excludes every day of the claim.
    pub each_alone: bool,
    /// Whether a bound is needed to exclude it.
    pub by_bounds: bool,
}

/// The result of inferring the day.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    /// The days on which the claims with the greatest total weight are true; empty if there are no claims about now.
    pub days: Days,
    /// What does not fit there.
    pub conflicts: Vec<Conflict>,
    /// The date bounds.
    pub bounds: Vec<Bound>,
}

/// One content: all claims with the same key.
struct Fluent<'a> {
    key: &'a str,
    possible: Days,
    weight: u32,
    first: u32,
    /// Whether it is a bound: these decide between days that suit the claims alike.
    bound: bool,
}

/// Days by which a claim may miss a bound: drafts are written late, and call people by the office for a while.
const SLACK: i32 = 30;

/// Days by which a draft may call people by an office before and after they are listed in it.
const LEAD: i32 = 90;

/// Finds the days that suit the claims best, one vote a content, and the contents that those days exclude. Bounds decide between days
/// that suit the claims alike.
pub fn sweep(claims: &[Claim], bounds: Vec<Bound>) -> Sweep {
    let mut fluents = fluents(claims);
    if fluents.is_empty() {
        return Sweep { bounds, ..Sweep::default() };
    }
    fluents.extend(bounds.iter().map(|bound| Fluent {
        key: &bound.key,
        possible: bound.days.clone(),
        weight: 0,
        first: bound.span.start,
        bound: true,
    }));
    let best = best_days(&fluents);
    let (fitting, odd): (Vec<&Fluent<'_>>, Vec<&Fluent<'_>>) =
        fluents.iter().partition(|fluent| fluent.possible.meets(&best));
    let days = fitting.iter().fold(best, |days, fluent| days.intersection(&fluent.possible));
    let mut conflicts: Vec<Conflict> =
        odd.iter().filter(|fluent| !fluent.bound).map(|fluent| explain(fluent, &fitting)).collect();
    conflicts.extend(against_bounds(claims, &fitting, &odd));
    Sweep { days, conflicts, bounds }
}

/// The only clear claim about now that is excluded by dates of the draft; if dates exclude several, the dates are
/// assumed to be wrong.
fn against_bounds(claims: &[Claim], fitting: &[&Fluent<'_>], odd: &[&Fluent<'_>]) -> Option<Conflict> {
    let bounds: Vec<&&Fluent<'_>> = odd.iter().filter(|fluent| fluent.bound).collect();
    let excluded = |fluent: &&&Fluent<'_>| {
        let graced =
            claims.iter().find(|claim| claim.key == fluent.key).map(|claim| claim.window.graced.widened(SLACK));
        graced.is_some_and(|days| bounds.iter().all(|bound| !bound.possible.meets(&days)))
    };
    let claimed = || fitting.iter().filter(|fluent| !fluent.bound);
    let mut found = claimed().filter(excluded);
    let (Some(one), None, false) = (found.next(), found.next(), bounds.is_empty()) else {
        return None;
    };
    let plain = |claim: &Claim| claim.key == one.key && claim.frame.label() == Label::Now;
    if !claims.iter().any(plain) {
        return None;
    }
    let with = bounds.iter().map(|bound| bound.key.to_owned()).collect();
    Some(Conflict { odd: one.key.to_owned(), with, each_alone: true, by_bounds: true })
}

/// Days on which at least one claim about now is confirmed by the facts, or all days if there are none. Before the
/// lists begin, claims are merely not known to be wrong.
fn confirmed_days(claims: &[Claim]) -> Days {
    let holds = |claim: &&Claim| {
        claim.weight() > 0 && !matches!(claim.statement, Statement::Former | Statement::Then | Statement::Late)
    };
    let listed = claims.iter().filter(holds).map(|claim| claim.window.listed.widened(LEAD));
    let all = listed.fold(Days::none(), |days, listed| days.union(&listed));
    if all.is_empty() { Days::all() } else { all }
}

fn fluents(claims: &[Claim]) -> Vec<Fluent<'_>> {
    let confirmed_days = confirmed_days(claims);
    let mut by_key: BTreeMap<&str, Fluent<'_>> = BTreeMap::new();
    // A claim that is never true says nothing about the draft's day.
    for claim in claims.iter().filter(|claim| claim.weight() > 0 && !claim.window.possible.is_empty()) {
        let fluent = by_key.entry(&claim.key).or_insert(Fluent {
            key: &claim.key,
            possible: claim.window.possible.intersection(&confirmed_days),
            weight: 0,
            first: claim.span.start,
            bound: false,
        });
        fluent.weight = fluent.weight.max(claim.weight());
        fluent.first = fluent.first.min(claim.span.start);
    }
    let mut fluents: Vec<Fluent<'_>> = by_key.into_values().collect();
    fluents.sort_by_key(|fluent| fluent.first);
    fluents
}

/// The stretch between two changes of the claims' days that has most weight; then most contents; then those named first.
fn best_days(fluents: &[Fluent<'_>]) -> Days {
    let mut cuts: Vec<Day> =
        fluents.iter().flat_map(|f| f.possible.ranges()).flat_map(|&(from, until)| [from, until]).collect();
    cuts.extend([Day::MIN, Day::MAX]);
    cuts.sort_unstable();
    cuts.dedup();
    let score = |day: Day| {
        let on = fluents.iter().filter(|fluent| fluent.possible.contains(day));
        let (weight, count, bounds) = on.fold((0, 0u32, 0u32), |(weight, count, bounds), fluent| {
            (weight + fluent.weight, count + u32::from(!fluent.bound), bounds + u32::from(fluent.bound))
        });
        let missed = fluents.iter().filter(|f| !f.bound && !f.possible.contains(day));
        (weight, count, bounds, missed.map(|f| f.first).min().unwrap_or(u32::MAX))
    };
    let mut best = (score(cuts[0]), cuts[0], cuts[1]);
    for pair in cuts.windows(2).skip(1) {
        let found = score(pair[0]);
        // If several days fit equally well, the latest wins: drafts are written after the events that they report.
        if found >= best.0 {
            best = (found, pair[0], pair[1]);
        }
    }
    let (top, ..) = best;
    Days::of(
        cuts.windows(2)
            .filter(|pair| same_set(fluents, pair[0], best.1) && score(pair[0]) == top)
            .map(|pair| (pair[0], pair[1])),
    )
}

/// Returns `true` if the same claims are true on both days.
fn same_set(fluents: &[Fluent<'_>], one: Day, other: Day) -> bool {
    fluents.iter().all(|fluent| fluent.possible.contains(one) == fluent.possible.contains(other))
}

/// Disjoint claims if there are any, otherwise a minimal contradicting set, found by deletion.
fn explain(odd: &Fluent<'_>, fitting: &[&Fluent<'_>]) -> Conflict {
    let mut alone: Vec<&&Fluent<'_>> = fitting.iter().filter(|fluent| !fluent.possible.meets(&odd.possible)).collect();
    if !alone.is_empty() {
        let by_bounds = alone.iter().all(|fluent| fluent.bound);
        alone.sort_by_key(|fluent| (std::cmp::Reverse(fluent.weight), fluent.first));
        let with = alone.into_iter().map(|fluent| fluent.key.to_owned()).collect();
        return Conflict { odd: odd.key.to_owned(), with, each_alone: true, by_bounds };
    }
    let mut needed: Vec<&Fluent<'_>> = fitting.to_vec();
    let mut at = 0;
    while at < needed.len() {
        let without = needed.iter().enumerate().filter(|&(other, _)| other != at);
        let rest = without.fold(odd.possible.clone(), |days, (_, fluent)| days.intersection(&fluent.possible));
        if rest.is_empty() {
            needed.remove(at);
        } else {
            at += 1;
        }
    }
    Conflict {
        odd: odd.key.to_owned(),
        by_bounds: needed.iter().any(|fluent| fluent.bound),
        with: needed.into_iter().map(|f| f.key.to_owned()).collect(),
        each_alone: false,
    }
}
