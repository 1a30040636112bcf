//! Evidence against claims about now that comes from the facts and the whole draft rather than from the sentence.

use std::collections::BTreeSet;

use crate::frame::{AnchorFrom, Cue, Label, Ledger, Veto, Weights};
use crate::language::offices::Form;
use crate::rules::{ORGANISATION, Office, Person, PersonId, Table, Tenure, TenureId};
use crate::text::{Prose, Span};
use crate::time::{Day, Days, Until, Verdict};

use super::build::key_of;
use super::days::held;
use super::{Claim, Statement};

/// Days after a death during which drafts may still use the title: the funeral, the succession.
const MOURNING: i64 = 60;

/// Returns `true` if everybody who may be meant died shortly before a day.
fn just_dead(table: &Table, claim: &Claim, day: Day) -> bool {
    let holder = |id: &TenureId| table.person(table.tenure(*id).holder);
    !claim.tenures.is_empty()
        && claim
            .tenures
            .iter()
            .all(|id| holder(id).died.is_some_and(|died| (0..=MOURNING).contains(&day.since(died.earliest))))
}

/// Returns `true` if a draft names somebody else who certainly holds the single-seat office of a claim on a day.
fn holder_named(table: &Table, claim: &Claim, day: Day, named: &[(PersonId, Span<Prose>)]) -> bool {
    if claim.window.graced.contains(day) {
        return false;
    }
    claim.tenures.iter().any(|&id| {
        let office = table.office(table.tenure(id).office);
        let holds = |id: &TenureId| {
            let tenure = table.tenure(*id);
            tenure.term.holds(day, 0) != Verdict::No && named.iter().any(|&(person, _)| person == tenure.holder)
        };
        office.seats == 1 && office.tenures.iter().any(holds)
    })
}

/// Days after leaving during which a draft may still use the title; fewer if its sentence is clearly about now.
const HANDOVER: i64 = 14;
const HANDOVER_NOW: i64 = 7;

/// Returns `true` if somebody who may be meant left shortly before a day.
fn just_left(table: &Table, claim: &Claim, day: Day) -> bool {
    let late = if claim.frame.label() == Label::Now { HANDOVER_NOW } else { HANDOVER };
    claim.tenures.iter().any(|&id| match table.tenure(id).term.until {
        Until::Left(when) => (0..=late).contains(&day.since(when.latest)),
        Until::Open { .. } | Until::Unknown { .. } => false,
    })
}

/// Returns `true` if a surname can only mean people who will hold the office later, so that it must be a namesake.
fn yet_to_come(table: &Table, claim: &Claim, day: Day) -> bool {
    !claim.tenures.is_empty() && claim.tenures.iter().all(|&id| begins_later(table, id, day))
}

fn begins_later(table: &Table, id: TenureId, day: Day) -> bool {
    table.tenure(id).term.from.earliest > day.plus(400)
}

/// A surname with a title excludes people whose first such term is long after the draft, if it may mean somebody else.
fn without_later_namesakes(table: &Table, claim: &mut Claim, day: Day) {
    if claim.statement != Statement::Holds || claim.full || !claim.sort.filtered {
        return;
    }
    let holder = |id: TenureId| table.tenure(id).holder;
    let later = |id: &TenureId| {
        let mut own = claim.tenures.iter().filter(|&&other| holder(other) == holder(*id));
        own.all(|&own| begins_later(table, own, day))
    };
    let kept: Vec<TenureId> = claim.tenures.iter().copied().filter(|id| !later(id)).collect();
    if !kept.is_empty() && kept.len() < claim.tenures.len() {
        claim.window = held(table, claim.statement, &kept);
        claim.key = key_of(table, claim.statement, &kept);
        claim.tenures = kept;
    }
}

/// Years out of office after which an unmarked title is courtesy or history, not a slip.
const GONE_YEARS: i32 = 8;

/// Returns `true` if the draft also discusses the holder elsewhere, by name or by another title, outside its claims about now.
fn talked_about(table: &Table, claims: &[Claim], claim: &Claim, named: &[(PersonId, Span<Prose>)]) -> bool {
    let holders: Vec<PersonId> = claim.tenures.iter().map(|&id| table.tenure(id).holder).collect();
    let said = |span: Span<Prose>| {
        claims
            .iter()
            .any(|other| other.key == claim.key && other.frame.label() >= Label::NowMinus && other.span.contains(span))
    };
    named.iter().any(|&(person, span)| holders.contains(&person) && !said(span))
}

/// Adds evidence from the whole draft: people who left long ago, and people marked as former elsewhere. `named`
/// contains every place where somebody may be named.
pub fn discount(
    table: &Table,
    ledger: &Ledger,
    claims: &mut [Claim],
    day: Option<Day>,
    named: &[(PersonId, Span<Prose>)],
) {
    if let Some(day) = day {
        claims.iter_mut().for_each(|claim| without_later_namesakes(table, claim, day));
    }
    let marked: BTreeSet<TenureId> = claims
        .iter()
        .filter(|claim| matches!(claim.statement, Statement::Former | Statement::Then | Statement::Late))
        .flat_map(|claim| claim.tenures.iter().copied())
        .collect();
    let reasons: Vec<Option<Reason<'_>>> =
        claims.iter().map(|claim| reason(table, &ledger.weights, claims, claim, day, named)).collect();
    for claim in claims.iter_mut().filter(|claim| claim.statement == Statement::Holds && claim.sort.filtered) {
        claim.marked_elsewhere = claim.tenures.iter().any(|id| marked.contains(id));
    }
    take_back(claims, reasons);
}

/// Why a claim says less about now, or nothing.
enum Reason<'l> {
    Evidence(&'l Cue),
    Veto(Veto),
}

/// Enters reasons into the claims' ledgers. Whether there were any.
fn take_back(claims: &mut [Claim], reasons: Vec<Option<Reason<'_>>>) -> bool {
    let mut any = false;
    for (claim, reason) in claims.iter_mut().zip(reasons) {
        match reason {
            Some(Reason::Evidence(cue)) => {
                claim.frame.anchor = None;
                claim.frame.add(cue, None);
            }
            Some(Reason::Veto(veto)) => claim.frame.veto = Some((veto, None)),
            None => continue,
        }
        any = true;
    }
    any
}

/// Discounts claims for an inferred day: a claim that fits none of the days is discounted only if it would be on both
/// the first and the last of them. Returns `true` if any claim was.
pub fn discount_within(
    table: &Table,
    ledger: &Ledger,
    claims: &mut [Claim],
    days: &Days,
    named: &[(PersonId, Span<Prose>)],
) -> bool {
    let (Some(&(first, _)), Some(&(_, until))) = (days.ranges().first(), days.ranges().last()) else {
        return false;
    };
    let odd = |claim: &Claim| claim.weight() > 0 && !claim.window.possible.meets(days);
    let on = |claim: &Claim, day: Day| reason(table, &ledger.weights, claims, claim, Some(day), named);
    let both = |claim: &Claim| {
        let last = until.plus(-1);
        // On days without an upper bound, everybody left long ago, which does not affect clear claims about now.
        let open = odd(claim) && claim.frame.label() < Label::Now;
        if open { on(claim, first).filter(|_| on(claim, last).is_some()) } else { None }
    };
    let reasons: Vec<Option<Reason<'_>>> = claims.iter().map(both).collect();
    take_back(claims, reasons)
}

/// The last day of the anchor.
fn anchor_day(claim: &Claim) -> Option<Day> {
    Some(claim.frame.anchor.as_ref()?.days.ranges().last()?.1.plus(-1))
}

/// Returns `true` if the anchor is before every term: a biography uses the later title throughout, but would not say
/// "when X was chancellor".
fn before_office(claim: &Claim) -> bool {
    if claim.form == Form::Was {
        return false;
    }
    let first = claim.window.listed.ranges().first();
    let held = |from: AnchorFrom| match from {
        AnchorFrom::Clause { kept, act, exact } => act || exact && !kept,
        AnchorFrom::Entry => false,
    };
    let act = claim.frame.anchor.as_ref().is_some_and(|anchor| held(anchor.from));
    !act && anchor_day(claim).is_some_and(|day| first.is_none_or(|&(from, _)| day < from))
}

/// The evidence of the whole draft against a claim, if any.
fn reason<'l>(
    table: &Table,
    weights: &'l Weights,
    claims: &[Claim],
    claim: &Claim,
    day: Option<Day>,
    named: &[(PersonId, Span<Prose>)],
) -> Option<Reason<'l>> {
    let label = claim.frame.label();
    let evidence = |cue: &'l Cue| Some(Reason::Evidence(cue));
    let day = anchor_day(claim).or(day);
    // "Elect" before the vote is not a slip: the draft's date is more likely to be wrong.
    if claim.statement == Statement::Elect && label >= Label::NowMinus {
        let before = |day: Day| claim.window.graced.ranges().first().is_some_and(|&(from, _)| day < from);
        return day.filter(|&day| before(day)).and_then(|_| evidence(&weights.before_the_vote));
    }
    if claim.statement != Statement::Holds || !claim.sort.filtered || label == Label::Other {
        return None;
    }
    if before_office(claim) {
        return Some(Reason::Veto(Veto::BeforeOffice));
    }
    if !claim.placed && courteous(table, claims, claim, day, named) {
        return evidence(&weights.courtesy);
    }
    let day = day.filter(|&day| !claim.window.graced.contains(day))?;
    if just_dead(table, claim, day) || just_left(table, claim, day) {
        return evidence(&weights.handover);
    }
    if !claim.full && yet_to_come(table, claim, day) {
        return evidence(&weights.namesake);
    }
    if long_gone(table, claim, day, dead) {
        return evidence(&weights.dead);
    }
    if long_gone(table, claim, day, left_long_ago) {
        return evidence(&weights.long_gone);
    }
    // Only the tense supports it, the actual holder is named in the same draft, and both are discussed: most likely
    // history under a bare title.
    let history = claim.frame.anchor.is_none()
        && claim.frame.is_slight()
        && holder_named(table, claim, day, named)
        && talked_about(table, claims, claim, named);
    if history { evidence(&weights.both_named) } else { None }
}

/// Returns `true` if a title without its place, for somebody who may not hold the office on the draft's day, may be a
/// courtesy or mean an office elsewhere. If the title is kept, neither a surname of somebody introduced elsewhere in
/// the draft nor a full name in a sentence of uncertain time is evidence; if the office exists in many places, nothing
/// is. An administration is never kept.
fn courteous(
    table: &Table,
    claims: &[Claim],
    claim: &Claim,
    day: Option<Day>,
    named: &[(PersonId, Span<Prose>)],
) -> bool {
    if day.is_some_and(|day| claim.window.graced.contains(day)) {
        return false;
    }
    if let Some(AnchorFrom::Clause { kept, act, .. }) = claim.frame.anchor.as_ref().map(|anchor| anchor.from) {
        return kept && !act;
    }
    let offices: Vec<&Office> = claim.tenures.iter().map(|&id| table.office(table.tenure(id).office)).collect();
    if offices.iter().any(|office| office.local) {
        return true;
    }
    let kept = !matches!(claim.form, Form::Metonym | Form::Organ) && offices.iter().any(|office| office.courtesy);
    let sure = if claim.full {
        day.is_none() || claim.frame.label() >= Label::NowMinus
    } else {
        offices.iter().all(|office| whole(table, office)) && !talked_about(table, claims, claim, named)
    };
    kept && !sure
}

/// Returns `true` if an office has one seat and belongs to a country or one of its bodies, not to one of its parts.
fn whole(table: &Table, office: &Office) -> bool {
    let of = table.entity(office.of);
    office.seats == 1 && (of.within.is_none() || of.kind == ORGANISATION)
}

/// Returns `true` if a condition is true of everybody who may be meant.
fn long_gone(table: &Table, claim: &Claim, day: Day, gone: fn(&Table, &Person, Day) -> bool) -> bool {
    !claim.tenures.is_empty() && claim.tenures.iter().all(|&id| gone(table, table.person(table.tenure(id).holder), day))
}

fn dead(_: &Table, person: &Person, day: Day) -> bool {
    person.died.is_some_and(|died| died.latest < day)
}

/// Returns `true` if a person is dead, or left all listed offices long before a day. Parties do not count, since people
/// remain members.
fn left_long_ago(table: &Table, person: &Person, day: Day) -> bool {
    let held = person.tenures.iter().map(|&id| table.tenure(id));
    let left = |tenure: &Tenure| {
        let ends = tenure.term.possible();
        ends.ranges()
            .last()
            .is_none_or(|&(_, until)| until != Day::MAX && day.since(until) > i64::from(GONE_YEARS) * 365)
    };
    dead(table, person, day) || held.filter(|tenure| table.office(tenure.office).sort.filtered).all(left)
}
