//! Kind `tenure`: dated facts that must share a day with the draft's day, or with the time their sentence names.
//!
//! Finds first ([`Clash`]), words later (`describe`).

mod describe;

use std::collections::BTreeMap;

use crate::claims::{Bound, Claim, DraftDay, Statement};
use crate::findings::Severity;
use crate::frame::Label;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::time::{Day, Days};

use super::{Draft, Kind, Outcome, Plain};

const PLACEHOLDERS: &[&str] = &["claim", "name", "title", "days", "others", "day", "holder", "from", "fixed"];

/// What a headline about people may name: who is wrong, who else has the office, what the office is called.
const PEOPLE: &[&str] = &["person", "other", "office", "day"];

/// The year before which no undated draft is assumed to have been written, as far as places are concerned.
const UNDATED_SINCE: OptionSpec = OptionSpec { name: "undated-since", sort: OptionSort::Number };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "tenure",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.holds", PLACEHOLDERS),
            ("label.never", PLACEHOLDERS),
            ("label.acting", PLACEHOLDERS),
            ("label.former", PLACEHOLDERS),
            ("label.then", PLACEHOLDERS),
            ("label.late", PLACEHOLDERS),
            ("label.elect", PLACEHOLDERS),
            ("label.count", PLACEHOLDERS),
            ("label.again", PLACEHOLDERS),
            ("label.fits", PLACEHOLDERS),
            ("label.fits-otherwise", PLACEHOLDERS),
            ("label.not-before", PLACEHOLDERS),
            ("label.not-after", PLACEHOLDERS),
            ("label.told", PLACEHOLDERS),
            ("label.same", PLACEHOLDERS),
            ("label.day", PLACEHOLDERS),
            ("note.not-then", PEOPLE),
            ("note.not-among", PEOPLE),
            ("note.still", PEOPLE),
            ("note.both", PEOPLE),
            ("note.rest", PLACEHOLDERS),
            ("note.list", PLACEHOLDERS),
            ("note.day", PLACEHOLDERS),
            ("note.anchor", PLACEHOLDERS),
            ("note.told", PLACEHOLDERS),
            ("note.dated", PLACEHOLDERS),
            ("note.given", PLACEHOLDERS),
            ("note.seat", PLACEHOLDERS),
            ("fix.past", PLACEHOLDERS),
            ("fix.word", &[]),
            ("fix.late", &[]),
        ],
        required: &["message", "label.holds", "label.fits"],
        options: &[UNDATED_SINCE],
    },
    prepare: |_, _, _| Box::new(Plain(run)),
};

/// One content that cannot be true on the draft's day, with everything needed to word it.
#[derive(Debug)]
struct Clash<'a> {
    /// The claim that is marked.
    primary: &'a Claim,
    /// The same content elsewhere.
    same: Vec<&'a Claim>,
    /// One claim for each content that contradicts it.
    against: Vec<&'a Claim>,
    /// Dates of the draft that contradict it.
    bounds: Vec<&'a Bound>,
    /// Days that the draft speaks from.
    days: Days,
    /// The given day, if there is one.
    day: Option<Day>,
    severity: Severity,
    /// Whether it is only ill said: "former President X" while X sits again.
    again: bool,
    /// Whether the time of its passage contradicts it.
    told: bool,
}

impl<'a> Clash<'a> {
    /// A content that nothing else of the draft contradicts.
    fn alone(primary: &'a Claim, same: Vec<&'a Claim>, days: Days, severity: Severity) -> Self {
        Self {
            primary,
            same,
            against: Vec::new(),
            bounds: Vec::new(),
            days,
            day: None,
            severity,
            again: false,
            told: false,
        }
    }
}

fn run(check: &Check, draft: &Draft<'_>) -> Outcome {
    let is_own = |clash: &Clash<'_>| check.fluents.contains(&clash.primary.fluent);
    let clashes = all_clashes(check, draft);
    let findings = clashes.iter().filter(|clash| is_own(clash)).map(|clash| describe::describe(check, draft, clash));
    Outcome { findings: findings.collect(), read: draft.mentions }
}

/// Claims by content.
type Groups<'a> = BTreeMap<&'a str, Vec<&'a Claim>>;

/// The contradictions of a draft. An ignore comment covers only the claim at its place: such a claim is reported separately, and
/// is compared with others only if they are covered too.
fn all_clashes<'a>(check: &Check, draft: &Draft<'a>) -> Vec<Clash<'a>> {
    let marks = !draft.document.ignores.is_empty();
    let (silenced, free): (Vec<&Claim>, Vec<&Claim>) = draft
        .claims
        .iter()
        .partition(|claim| marks && draft.asks_silence(&check.id, &draft.document.place(claim.span)));
    let mut others = by_key(&silenced);
    others.extend(by_key(&free));
    let of = |own: &[&'a Claim], others: &Groups<'a>| clashes(check, draft, own, others);
    let mut found = of(&free, &others);
    for claim in silenced {
        found.extend(of(&[claim], &others));
        if strongest(&others[claim.key.as_str()]).is_some_and(|other| other.span != claim.span) {
            let other_side = of(&free, &Groups::from([(claim.key.as_str(), vec![claim])]));
            found.extend(other_side.into_iter().filter(|clash| !clash.against.is_empty()));
        }
    }
    found
}

/// The clashes of some claims with others.
fn clashes<'a>(check: &Check, draft: &Draft<'a>, own: &[&'a Claim], others: &Groups<'a>) -> Vec<Clash<'a>> {
    let ceiling = check.severity;
    let mut clashes = match draft.day {
        DraftDay::Given(given) => on_a_known_day(own, others, given.day, ceiling),
        DraftDay::Inferred(days) => on_inferred_days(draft, own, others, days, ceiling),
        DraftDay::None => by_their_own_dates(draft, own, &Days::all(), ceiling),
    };
    if draft.day.given().is_none() {
        clashes.extend(on_any_day(own, ceiling));
        let since = check.number(UNDATED_SINCE).and_then(|year| Day::new(year as i16, 1, 1));
        clashes.extend(since.into_iter().flat_map(|since| long_past(own, others, since, ceiling)));
    }
    let told = out_of_their_passage(own, draft.day.given(), ceiling);
    clashes.retain(|clash| {
        clash.severity > Severity::Hint || told.iter().all(|other| other.primary.key != clash.primary.key)
    });
    for clash in told {
        if clashes.iter().all(|other| other.primary.key != clash.primary.key) {
            clashes.push(clash);
        }
    }
    clashes
}

/// Claims by content, each group in the order of the draft.
fn by_key<'a>(claims: &[&'a Claim]) -> Groups<'a> {
    let mut groups = Groups::new();
    for &claim in claims {
        groups.entry(&claim.key).or_default().push(claim);
    }
    groups
}

/// The strongest of some claims of one content, the first of equals.
fn strongest<'a>(claims: &[&'a Claim]) -> Option<&'a Claim> {
    claims.iter().copied().max_by_key(|claim| (claim.frame.label(), std::cmp::Reverse(claim.span.start)))
}

/// Returns `true` for "former" and "late" of somebody who is neither until after a day.
fn is_too_early(claim: &Claim, day: Day) -> bool {
    matches!(claim.statement, Statement::Former | Statement::Late)
        && !claim.window.graced.meets(&Days::range(Day::MIN, day.plus(1)))
}

fn on_a_known_day<'a>(own: &[&'a Claim], others: &Groups<'a>, day: Day, ceiling: Severity) -> Vec<Clash<'a>> {
    let mut clashes = Vec::new();
    for group in by_key(own).values() {
        let wrong: Vec<&Claim> = group.iter().copied().filter(|claim| fails(claim, day)).collect();
        let Some(primary) = strongest(&wrong) else {
            continue;
        };
        let again = primary.window.graced.contains(day);
        let against = supporters(others, primary, day);
        let early = is_too_early(primary, day) && primary.frame.label() > Label::Weak;
        let severity = severity(primary, ceiling, again, !against.is_empty()).map(|level| level.max(whenever(primary)));
        let Some(severity) = severity.max(early.then(|| ceiling.lowered())) else {
            continue;
        };
        let same = wrong.iter().copied().filter(|claim| claim.span != primary.span).collect();
        let days = Days::range(day, day.plus(1));
        clashes.push(Clash { against, day: Some(day), again, ..Clash::alone(primary, same, days, severity) });
    }
    clashes
}

/// Returns `true` if a claim cannot be true on a known day, or would be inappropriate.
fn fails(claim: &Claim, day: Day) -> bool {
    match claim.frame.label() {
        Label::Other => false,
        Label::Weak if !claim.is_plain() => false,
        Label::Anchored => claim.misses_its_anchor() && !claim.window.graced.contains(day),
        Label::Weak | Label::Free | Label::NowMinus | Label::Now => {
            !claim.window.graced.contains(day) || claim.window.doubtful.contains(day)
        }
    }
}

/// Contents that are true on the day and exclude every day of the wrong one: one claim each, the strongest first.
fn supporters<'a>(groups: &Groups<'a>, wrong: &Claim, day: Day) -> Vec<&'a Claim> {
    let mut found: Vec<&Claim> = groups
        .values()
        .filter_map(|group| strongest(group))
        .filter(|claim| claim.weight() > 0 && claim.key != wrong.key && claim.window.possible.contains(day))
        .filter(|claim| !claim.window.possible.meets(&wrong.window.possible))
        .collect();
    found.sort_by_key(|claim| (std::cmp::Reverse(claim.frame.label()), claim.span.start));
    found
}

/// Severity by label: NOW has the maximum, NOW- and ANCHORED are one level lower, FREE is a hint; `None` is not reported.
fn severity(claim: &Claim, ceiling: Severity, again: bool, opposed: bool) -> Option<Severity> {
    let by_label = match claim.frame.label() {
        Label::Weak | Label::Free if claim.is_plain() && !claim.marked_elsewhere => ceiling.lowered(),
        Label::Other | Label::Weak => return None,
        Label::Free => {
            // The writer knows, or also names the actual holder: an unmarked title is a courtesy.
            if claim.marked_elsewhere || opposed {
                return None;
            }
            Severity::Hint
        }
        Label::NowMinus | Label::Anchored => ceiling.lowered(),
        Label::Now => ceiling,
    };
    let softened =
        if again && claim.frame.label() >= Label::NowMinus { by_label.min(Severity::Warning) } else { by_label };
    let demoted =
        claim.marked_elsewhere && claim.statement == Statement::Holds && claim.frame.label() == Label::NowMinus;
    Some(if demoted { softened.lowered() } else { softened })
}

fn on_inferred_days<'a>(
    draft: &Draft<'a>,
    own: &[&'a Claim],
    others: &Groups<'a>,
    days: &Days,
    ceiling: Severity,
) -> Vec<Clash<'a>> {
    let groups = by_key(own);
    let strongest_of = |groups: &Groups<'a>, key: &str| groups.get(key).and_then(|group| strongest(group));
    let mut clashes = Vec::new();
    for conflict in &draft.sweep.conflicts {
        let Some(primary) = strongest_of(&groups, &conflict.odd) else {
            continue;
        };
        let against: Vec<&Claim> = conflict.with.iter().filter_map(|key| strongest_of(others, key)).collect();
        let both_now =
            primary.frame.label() == Label::Now && against.iter().any(|claim| claim.frame.label() == Label::Now);
        let outnumbered = conflict.each_alone && against.len() >= 2;
        let severity = if both_now || outnumbered { ceiling } else { ceiling.lowered() };
        let severity = if primary.marked_elsewhere { severity.lowered() } else { severity };
        let severity = if conflict.by_bounds { severity.min(Severity::Warning) } else { severity };
        let bounds: Vec<&Bound> =
            draft.sweep.bounds.iter().filter(|bound| conflict.with.contains(&bound.key)).collect();
        // Where dates alone speak against it, the draft's days are theirs.
        let dated = || bounds.iter().fold(Days::all(), |days, bound| days.intersection(&bound.days));
        let days = if against.is_empty() && !bounds.is_empty() { dated() } else { days.clone() };
        let same = groups[conflict.odd.as_str()]
            .iter()
            .copied()
            .filter(|c| c.span != primary.span && c.frame.label() >= Label::Free)
            .collect();
        clashes.push(Clash { against, bounds, ..Clash::alone(primary, same, days, severity) });
    }
    clashes.extend(by_their_own_dates(draft, own, days, ceiling));
    clashes
}

/// Mentions with their own dates are compared with these, even if the draft's day is unknown: it is not before any of them.
fn by_their_own_dates<'a>(draft: &Draft<'a>, own: &[&'a Claim], days: &Days, ceiling: Severity) -> Vec<Clash<'a>> {
    let entries = draft.claims.iter().filter(|claim| claim.frame.in_entry());
    let last = entries.filter_map(|claim| Some(claim.frame.anchor.as_ref()?.days.ranges().last()?.0)).max();
    let days = last.map_or_else(|| days.clone(), |last| days.intersection(&Days::range(last, Day::MAX)));
    by_key(own).values().filter_map(|group| anchored_clash(group, &days, ceiling)).collect()
}

/// Claims that are false on any day: "the Australian capital, Sydney".
fn on_any_day<'a>(own: &[&'a Claim], ceiling: Severity) -> Vec<Clash<'a>> {
    let never = |group: &Vec<&'a Claim>| {
        let primary =
            strongest(group).filter(|claim| claim.window.possible.is_empty() && claim.frame.label() >= Label::Free)?;
        let same = group.iter().copied().filter(|claim| claim.span != primary.span).collect();
        let severity = severity(primary, ceiling, false, false)?.max(whenever(primary));
        Some(Clash::alone(primary, same, Days::all(), severity))
    };
    by_key(own).values().filter_map(never).collect()
}

/// The least severity of a claim: what was never true of a place is wrong whatever the time of the sentence.
fn whenever(claim: &Claim) -> Severity {
    let never = claim.sort.held_by_places && claim.window.possible.is_empty();
    if never { Severity::Warning } else { Severity::Hint }
}

/// Claims about places that have been false since a day before which no undated draft is assumed to have been written, unless
/// something else in the draft was true only before it: "the Australian capital, Melbourne".
fn long_past<'a>(own: &[&'a Claim], others: &Groups<'a>, since: Day, ceiling: Severity) -> Vec<Clash<'a>> {
    let days = Days::range(since, Day::MAX);
    let past = |claim: &&Claim| claim.weight() > 0 && !claim.window.graced.meets(&days);
    let clash = |group: &Vec<&'a Claim>| {
        let wrong: Vec<&Claim> = group.iter().copied().filter(past).collect();
        let of_a_place = |claim: &&Claim| {
            claim.sort.held_by_places
                && claim.statement == Statement::Holds
                && claim.frame.label() >= Label::NowMinus
                && !claim.window.possible.is_empty()
        };
        let primary = strongest(&wrong).filter(of_a_place)?;
        let old = others.values().flatten().filter(|claim| claim.key != primary.key && past(claim)).count() > 0;
        let same = wrong.iter().copied().filter(|claim| claim.span != primary.span).collect();
        (!old).then(|| Clash {
            primary,
            same,
            against: Vec::new(),
            bounds: Vec::new(),
            days: days.clone(),
            day: None,
            severity: ceiling.lowered(),
            again: false,
            told: false,
        })
    };
    by_key(own).values().filter_map(clash).collect()
}

/// "In 2018, President Barack Obama signed": the date of the sentence excludes it, and so does every day on which the draft can
/// have been written: no later term could lend the title.
fn anchored_clash<'a>(group: &[&'a Claim], days: &Days, ceiling: Severity) -> Option<Clash<'a>> {
    let wrong: Vec<&Claim> = group
        .iter()
        .copied()
        .filter(|claim| {
            claim.frame.label() == Label::Anchored
                && claim.misses_its_anchor()
                && (!claim.window.possible.meets(days) || !claim.held_since_its_anchor())
        })
        .collect();
    let primary = strongest(&wrong)?;
    let same = wrong.iter().copied().filter(|claim| claim.span != primary.span).collect();
    Some(Clash::alone(primary, same, days.clone(), ceiling.lowered()))
}

/// Contents that the time of their passage contradicts: "The summit of May 2023 was chaired by Prime Minister X", who had left by
/// then; "The treaty was signed on 22 April 2016 before Secretary-General X", who was elected later.
fn out_of_their_passage<'a>(own: &[&'a Claim], day: Option<Day>, ceiling: Severity) -> Vec<Clash<'a>> {
    let ended = |claim: &Claim| {
        let story = claim.frame.story.as_ref().filter(|_| claim.ended_before_its_story())?;
        Some(Days::range(story.day, Day::MAX))
    };
    let began = |claim: &Claim| {
        let dated = claim.frame.dated.as_ref().filter(|_| claim.began_after_its_date(day))?;
        Some(Days::range(dated.from, dated.until))
    };
    let clash = |group: &Vec<&'a Claim>, passage: &dyn Fn(&Claim) -> Option<Days>| {
        let wrong: Vec<&Claim> = group.iter().copied().filter(|claim| passage(claim).is_some()).collect();
        let primary = strongest(&wrong)?;
        let days = passage(primary)?;
        let same = wrong.iter().copied().filter(|claim| claim.span != primary.span).collect();
        let severity = ceiling.lowered();
        Some(Clash { told: true, ..Clash::alone(primary, same, days, severity) })
    };
    let groups = by_key(own);
    groups.values().filter_map(|group| clash(group, &ended).or_else(|| clash(group, &began))).collect()
}
