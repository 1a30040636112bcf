//! From office mentions and their frames to claims.

use std::collections::BTreeSet;

use crate::frame::{Cascade, Frame, Label, TIMELINE};
use crate::language::cues::{Cues, ListId};
use crate::language::offices::{Form, OfficeMention};
use crate::rules::{ORGANISATION, Office, PersonId, TENURE, Table, TenureId};
use crate::text::{Prose, Span};
use crate::time::{Day, Days, Until, Verdict};

use super::days::{counted, held, never};
use super::{Claim, Statement};

/// Turns mentions into claims.
#[derive(Debug)]
pub struct ClaimMaker {
    then: ListId,
    former: ListId,
    late: ListId,
    elect: ListId,
    acting: ListId,
}

impl ClaimMaker {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues) -> Self {
        Self {
            then: cues.list("marker-then"),
            former: cues.list("marker-former"),
            late: cues.list("marker-late"),
            elect: cues.list("marker-elect"),
            acting: cues.list("marker-acting"),
        }
    }

    /// The claim of a mention; `None` where its marker says nothing that a table could refute.
    pub fn claim(
        &self,
        table: &Table,
        cascade: &Cascade,
        mention: &OfficeMention,
        frame: Frame,
        leading: bool,
    ) -> Option<Claim> {
        let (statement, frame) = self.statement(cascade, mention, frame)?;
        let window = match (mention.count, mention.never) {
            (Some((office, count)), _) => counted(table, office, count),
            (None, Some((office, _))) if statement == Statement::Holds => never(table, office),
            (None, Some(_)) => return None,
            (None, None) => held(table, statement, &mention.tenures),
        };
        let statement = if mention.count.is_some() { Statement::Count } else { statement };
        let fluent = fluent(table, mention);
        let frame = if fluent == TENURE { frame } else { told_by_the_writer(frame) };
        Some(Claim {
            statement,
            fluent,
            tenures: mention.tenures.clone(),
            never: mention.never,
            key: key(table, statement, mention),
            window,
            frame,
            form: mention.form,
            full: mention.full,
            placed: mention.placed,
            span: mention.span,
            insert_at: mention.insert_at,
            title: mention.title,
            name: mention.name,
            leading,
            marked_elsewhere: false,
            weakened: None,
        })
    }

    fn statement(&self, cascade: &Cascade, mention: &OfficeMention, frame: Frame) -> Option<(Statement, Frame)> {
        let Some((list, loose)) = cascade.marker(mention) else {
            return Some((Statement::Holds, frame));
        };
        // "former acting director": two markers speak of a spell that the table need not list.
        if loose || cascade.doubly_marked(mention) {
            return None;
        }
        let marked = |statement| Some((statement, about_the_writer(frame.clone())));
        match list {
            list if list == self.former => marked(Statement::Former),
            list if list == self.then => marked(Statement::Then),
            list if list == self.late => marked(Statement::Late),
            list if list == self.elect => Some((Statement::Elect, frame)),
            list if list == self.acting => Some((Statement::Acting, frame)),
            _ => None,
        }
    }
}

/// "former" and its like are said from the day of writing, whatever time the sentence tells of; quotations apart.
fn about_the_writer(frame: Frame) -> Frame {
    match frame.label {
        Label::Now | Label::NowMinus | Label::Free => frame,
        Label::Other if matches!(frame.rule, "quoted" | "block-quote" | "section" | "narrative") => frame,
        Label::Other | Label::Weak | Label::Anchored => Frame { label: Label::Free, anchor: Days::none(), ..frame },
    }
}

/// What a place is, or is called, the writer says from the day of writing, unless the sentence tells of another time.
fn told_by_the_writer(frame: Frame) -> Frame {
    match frame.label {
        Label::Free => Frame { label: Label::NowMinus, ..frame },
        // What is done to it, and what is its own, are of the same time.
        Label::Weak if matches!(frame.rule, "object" | "staff" | "passive-by" | "possessive") => {
            Frame { label: Label::NowMinus, ..frame }
        }
        Label::Now | Label::NowMinus | Label::Anchored | Label::Weak | Label::Other => frame,
    }
}

/// The sort of dated fact that a mention is about.
fn fluent(table: &Table, mention: &OfficeMention) -> String {
    let listed = mention.tenures.first().map(|&id| table.tenure(id).office);
    let office = listed.or(mention.never.map(|(office, _)| office)).or(mention.count.map(|(office, _)| office));
    office.map_or_else(String::new, |office| table.office(office).fluent.clone())
}

fn key(table: &Table, statement: Statement, mention: &OfficeMention) -> String {
    let part = match (mention.count, mention.never) {
        (Some((office, count)), _) => format!("{} {count}", table.office(office).id),
        (None, Some((office, person))) => format!("{} {}", table.office(office).id, table.person(person).id),
        (None, None) => return key_of(table, statement, &mention.tenures),
    };
    format!("{} {part}", statement.word())
}

fn key_of(table: &Table, statement: Statement, tenures: &[TenureId]) -> String {
    let mut parts: Vec<String> = tenures.iter().map(|&id| pair(table, id)).collect();
    parts.sort_unstable();
    parts.dedup();
    format!("{} {}", statement.word(), parts.join("|"))
}

fn pair(table: &Table, id: TenureId) -> String {
    let tenure = table.tenure(id);
    format!("{} {}", table.office(tenure.office).id, table.person(tenure.holder).id)
}

/// Days after a death in which drafts still tell of the holder by the office: the funeral, the succession.
const MOURNING: i64 = 60;

/// Whether everybody meant died shortly before a day.
fn just_dead(table: &Table, claim: &Claim, day: Day) -> bool {
    let holder = |id: &TenureId| table.person(table.tenure(*id).holder);
    !claim.tenures.is_empty()
        && claim
            .tenures
            .iter()
            .all(|id| holder(id).died.is_some_and(|died| (0..=MOURNING).contains(&day.since(died.earliest))))
}

/// Whether a draft names somebody who certainly holds the one-seat office of a claim on a day, and whom the claim does not mean.
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

/// Days after leaving in which a draft may still call the holder by the office; fewer where its sentence is plainly of now.
const HANDOVER: i64 = 14;
const HANDOVER_NOW: i64 = 7;

/// Whether somebody meant left shortly before a day.
fn just_left(table: &Table, claim: &Claim, day: Day) -> bool {
    let late = if claim.frame.label == Label::Now { HANDOVER_NOW } else { HANDOVER };
    claim.tenures.iter().any(|&id| match table.tenure(id).term.until {
        Until::Left(when) => (0..=late).contains(&day.since(when.latest)),
        Until::Open { .. } | Until::Unknown => false,
    })
}

/// Whether a surname can only mean people who will hold the office later: then it is a namesake's.
fn yet_to_come(table: &Table, claim: &Claim, day: Day) -> bool {
    !claim.tenures.is_empty() && claim.tenures.iter().all(|&id| begins_later(table, id, day))
}

fn begins_later(table: &Table, id: TenureId, day: Day) -> bool {
    table.tenure(id).term.from.earliest > day.plus(400)
}

/// A surname with a title means nobody whose first such term comes long after the draft, where it can mean somebody else.
fn without_later_namesakes(table: &Table, claim: &mut Claim, day: Day) {
    if claim.statement != Statement::Holds || claim.full || claim.fluent != TENURE {
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

/// Whether a draft talks of the holder elsewhere too, by name or by another title, and not only in what it says of now.
fn talked_about(table: &Table, claims: &[Claim], claim: &Claim, named: &[(PersonId, Span<Prose>)]) -> bool {
    let holders: Vec<PersonId> = claim.tenures.iter().map(|&id| table.tenure(id).holder).collect();
    let said = |span: Span<Prose>| {
        claims
            .iter()
            .any(|other| other.key == claim.key && other.frame.label >= Label::NowMinus && other.span.contains(span))
    };
    named.iter().any(|&(person, span)| holders.contains(&person) && !said(span))
}

/// Filters that look at the whole draft: people who left long ago, and people marked as former elsewhere. `named` holds every
/// place where somebody may be named.
pub fn filters(table: &Table, claims: &mut [Claim], day: Option<Day>, named: &[(PersonId, Span<Prose>)]) {
    if let Some(day) = day {
        claims.iter_mut().for_each(|claim| without_later_namesakes(table, claim, day));
    }
    let marked: BTreeSet<TenureId> = claims
        .iter()
        .filter(|claim| matches!(claim.statement, Statement::Former | Statement::Then | Statement::Late))
        .flat_map(|claim| claim.tenures.iter().copied())
        .collect();
    let reasons: Vec<Option<Reason>> = claims.iter().map(|claim| weakened(table, claims, claim, day, named)).collect();
    for claim in claims.iter_mut().filter(|claim| claim.statement == Statement::Holds && claim.fluent == TENURE) {
        claim.marked_elsewhere = claim.tenures.iter().any(|id| marked.contains(id));
    }
    take_back(claims, reasons);
}

/// The label that is left of a claim's, and why.
type Reason = (Label, &'static str);

/// Whether anything is taken back.
fn take_back(claims: &mut [Claim], reasons: Vec<Option<Reason>>) -> bool {
    let mut any = false;
    for (claim, reason) in claims.iter_mut().zip(reasons) {
        if let Some((label, why)) = reason {
            (claim.frame.label, claim.weakened, any) = (label, Some(why), true);
        }
    }
    any
}

/// The same where a draft's own statements have left these days: what fits none of them is taken back where it would be on the first
/// and on the last of them. Whether anything was.
pub fn filters_within(table: &Table, claims: &mut [Claim], days: &Days, named: &[(PersonId, Span<Prose>)]) -> bool {
    let (Some(&(first, _)), Some(&(_, until))) = (days.ranges().first(), days.ranges().last()) else {
        return false;
    };
    let odd = |claim: &Claim| claim.weight() > 0 && !claim.window.possible.meets(days);
    let on = |claim: &Claim, day: Day| weakened(table, claims, claim, Some(day), named);
    let reason = |claim: &Claim| {
        let last = until.plus(-1);
        if odd(claim) { on(claim, first).filter(|_| on(claim, last).is_some()) } else { None }
    };
    let reasons: Vec<Option<Reason>> = claims.iter().map(reason).collect();
    take_back(claims, reasons)
}

/// The last day that the entry of a timeline names: what it tells, it tells from there.
fn entry_day(claim: &Claim) -> Option<Day> {
    let until = claim.frame.anchor.ranges().last()?.1;
    (claim.frame.rule == TIMELINE).then(|| until.plus(-1))
}

/// Whether the entry of a timeline lies before every term: the story of a life calls its hero by the later title.
fn before_office(claim: &Claim) -> bool {
    let first = claim.window.listed.ranges().first();
    entry_day(claim).is_some_and(|day| first.is_none_or(|&(from, _)| day < from))
}

/// What the draft as a whole takes back of a claim, if anything.
fn weakened(
    table: &Table,
    claims: &[Claim],
    claim: &Claim,
    day: Option<Day>,
    named: &[(PersonId, Span<Prose>)],
) -> Option<Reason> {
    let label = claim.frame.label;
    let day = entry_day(claim).or(day);
    // Nobody is called elect by mistake before the vote: the draft's date is likelier wrong.
    if claim.statement == Statement::Elect && label >= Label::NowMinus {
        let before = |day: Day| claim.window.graced.ranges().first().is_some_and(|&(from, _)| day < from);
        return day.filter(|&day| before(day)).map(|_| (Label::Weak, "before-the-vote"));
    }
    if claim.statement != Statement::Holds || claim.fluent != TENURE || label == Label::Other {
        return None;
    }
    if before_office(claim) {
        return Some((Label::Other, "before-office"));
    }
    if !claim.placed && courteous(table, claims, claim, day, named) {
        return Some((Label::Weak, "courtesy"));
    }
    let day = day.filter(|&day| !claim.window.graced.contains(day))?;
    if just_dead(table, claim, day) || just_left(table, claim, day) {
        return Some((Label::Weak, "handover"));
    }
    if !claim.full && yet_to_come(table, claim, day) {
        return Some((Label::Weak, "namesake"));
    }
    if matches!(label, Label::NowMinus | Label::Free | Label::Anchored) && long_gone(table, claim, day) {
        return Some((Label::Weak, "long-gone"));
    }
    // Tense alone, the real holder named in the same draft, and both talked about: most likely history told by title.
    let history =
        claim.frame.slight && holder_named(table, claim, day, named) && talked_about(table, claims, claim, named);
    (label == Label::NowMinus && history).then_some((Label::Free, "both-named"))
}

/// Whether a title without its place, said of somebody who may not hold the office on the draft's day, may be kept by courtesy or
/// mean an office elsewhere. Where the title is kept, a surname alone proves nothing of somebody whom the draft introduces
/// elsewhere, nor does a full name in a sentence whose time is not sure; where many hold such an office elsewhere, nothing does.
/// An administration is nobody's for life.
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
    let offices: Vec<&Office> = claim.tenures.iter().map(|&id| table.office(table.tenure(id).office)).collect();
    if offices.iter().any(|office| office.local) {
        return true;
    }
    let kept = claim.form != Form::Metonym && offices.iter().any(|office| office.courtesy);
    let sure = if claim.full {
        day.is_none() || claim.frame.label >= Label::NowMinus
    } else {
        offices.iter().all(|office| whole(table, office)) && !talked_about(table, claims, claim, named)
    };
    kept && !sure
}

/// Whether an office has one seat and belongs to a country, or to a body of one, and not to one of its parts.
fn whole(table: &Table, office: &Office) -> bool {
    let of = table.entity(office.of);
    office.seats == 1 && (of.within.is_none() || of.kind == ORGANISATION)
}

/// Whether everybody meant is dead, or left all listed offices long before a day.
fn long_gone(table: &Table, claim: &Claim, day: Day) -> bool {
    !claim.tenures.is_empty()
        && claim.tenures.iter().all(|&id| {
            let person = table.person(table.tenure(id).holder);
            let dead = person.died.is_some_and(|died| died.latest < day);
            // A party is no office: its members stay in it.
            let held = person.tenures.iter().map(|&id| table.tenure(id));
            let left = held.filter(|tenure| table.office(tenure.office).fluent == TENURE).all(|tenure| {
                let ends = tenure.term.possible();
                ends.ranges()
                    .last()
                    .is_none_or(|&(_, until)| until != Day::MAX && day.since(until) > i64::from(GONE_YEARS) * 365)
            });
            dead || left
        })
}
