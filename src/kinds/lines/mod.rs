//! Kind `line`: the statements of a draft about one date of one person leave days that meet.
//!
//! A pattern says which words date an event: a birth, a death. `subject` finds whose it is, `anchor` the day that the
//! statement counts from, `transform` the days that it leaves for the event. `judge` compares the statements of each line.

mod anchor;
mod cast;
mod describe;
mod implied;
mod judge;
mod subject;
mod trace;
mod transform;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use super::formula::{Fit, Seeker};
use super::{Draft, Kind, Outcome, Run, Trace};
use crate::language::patterns::Scratch;
use crate::language::values::Value;
use crate::rules::formula::{Anchor, Rule, Statement as Stated, SubjectSort, Transform};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::{Prose, Span};
use crate::time::{Day, Days};
use cast::Lead;
use subject::{Route, Who};
use transform::Count;
use view::{Lists, View};

const PLACEHOLDERS: &[&str] = &["one", "other", "event", "when", "other-when"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "line",
        messages: &[("message", PLACEHOLDERS), ("label.one", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message", "label.one", "label.other"],
        options: &[OptionSpec { name: "pattern", sort: OptionSort::Statements }],
    },
    prepare: |check, _, cues| {
        let seekers = check.patterns.iter().map(|rule| Seeker::new(rule, cues)).collect();
        Box::new(Lines { seekers, lists: Lists::new(cues) })
    },
};

#[derive(Debug)]
struct Lines {
    seekers: Vec<Seeker>,
    lists: Lists,
}

/// A statement about an event.
#[derive(Debug, Clone)]
struct Statement {
    who: Who,
    route: Route,
    /// Number of its pattern.
    rule: usize,
    /// The words that are marked.
    span: Span<Prose>,
    /// Every day on which the event may have been.
    days: Days,
    /// Whether it counts from the unknown day of the draft: comparable with statements of that sort only.
    floating: bool,
    /// Whether the draft gives the date itself, no age or count.
    is_dated: bool,
}

/// A match of a pattern, before its anchor is known.
struct Phrase {
    rule: usize,
    sentence: usize,
    span: Span<Prose>,
    /// The first token of the match.
    first: usize,
    /// The clause that it belongs to.
    clause: usize,
    count: Count,
    /// The date that the pattern captures.
    date: Option<Days>,
    who: Who,
    route: Route,
    /// The relative from whose event the statement counts.
    other: Option<Who>,
}

/// The stretches of days of each event of a subject, and whether each counts from the unknown day of the draft.
type Events<'a> = BTreeMap<(Who, &'a str), Vec<((Day, Day), bool)>>;

/// The unit in which statements count.
const YEAR: &str = "year";

/// Days of a mean year.
const DAYS_OF_YEAR: f64 = 365.2425;

/// Greatest number of years that a statement may count.
const MOST_YEARS: f64 = 2000.0;

impl Run for Lines {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mut found = Outcome::default();
        let fits = self.fits(check, draft, &mut found.read);
        let statements = self.statements(check, draft, &self.phrases(check, draft, &fits));
        let mut lines: BTreeMap<(Who, &str), Vec<&Statement>> = BTreeMap::new();
        for one in &statements {
            let gives = stated(&check.patterns[one.rule]).map_or("", |stated| stated.gives.as_str());
            lines.entry((one.who, gives)).or_default().push(one);
        }
        let several: BTreeSet<Who> =
            lines.iter().filter(|(_, line)| judge::is_of_several(line)).map(|((who, _), _)| *who).collect();
        for ((who, event), line) in &lines {
            if several.contains(who) {
                continue;
            }
            let relatives: Vec<&Statement> = lines
                .iter()
                .filter(|((other, of), _)| of == event && other != who && cast::is_one_surname(draft, *who, *other))
                .flat_map(|(_, line)| line.iter().copied())
                .collect();
            let clash = judge::clash(line).filter(|clash| !clash.is_of(&relatives));
            let finding = clash.map(|clash| describe::finding(check, draft, event, clash));
            found.findings.extend(finding);
        }
        found
    }

    fn trace(&self, check: &Check, draft: &Draft<'_>, sentence: usize) -> Vec<Trace> {
        trace::traces(self, check, draft, sentence)
    }
}

impl Lines {
    /// The matches of all patterns with their numbers, by sentence.
    fn fits(&self, check: &Check, draft: &Draft<'_>, read: &mut usize) -> Vec<(usize, Fit)> {
        let mut scratch = Scratch::default();
        let mut fits: Vec<(usize, Fit)> = Vec::new();
        for (number, (rule, seeker)) in check.patterns.iter().zip(&self.seekers).enumerate() {
            let all = seeker.wanted(rule, draft, &mut scratch, read);
            fits.extend(all.into_iter().map(|fit| (number, fit)));
        }
        fits.sort_by_key(|(rule, fit)| (fit.sentence, *rule));
        fits
    }

    /// The matches of all patterns with their subjects, in order.
    fn phrases(&self, check: &Check, draft: &Draft<'_>, fits: &[(usize, Fit)]) -> (Vec<Phrase>, Lead) {
        if fits.len() < 2 {
            return (Vec::new(), Lead::default());
        }
        let lead = Lead::of(draft, &self.lists);
        let mut found = Vec::new();
        for of_sentence in fits.chunk_by(|(_, one), (_, other)| one.sentence == other.sentence) {
            let view = View::new(draft, &self.lists, of_sentence[0].1.sentence);
            let phrases =
                of_sentence.iter().filter_map(|(rule, fit)| phrase(&view, *rule, &check.patterns[*rule], fit, &lead));
            found.extend(phrases);
        }
        found.sort_by_key(|phrase| phrase.rule);
        (found, lead)
    }

    /// The statements that have days, in the order of the patterns: later ones may count from the events of earlier ones. Words that
    /// several patterns of one event read are a statement of the first of them that finds a day.
    fn statements(&self, check: &Check, draft: &Draft<'_>, (phrases, lead): &(Vec<Phrase>, Lead)) -> Vec<Statement> {
        let mut found: Vec<Statement> = Vec::new();
        let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // The days of every event so far.
        let mut events: Events<'_> = BTreeMap::new();
        let event = |rule: usize| stated(&check.patterns[rule]).map(|stated| stated.gives.as_str());
        for phrase in phrases {
            let Some(stated) = stated(&check.patterns[phrase.rule]) else { continue };
            let here = taken.entry(phrase.sentence).or_default();
            let same = |&&at: &&usize| {
                let one: &Statement = &found[at];
                one.rule != phrase.rule && one.span.overlaps(phrase.span) && event(one.rule) == event(phrase.rule)
            };
            if here.iter().any(|at| same(&at)) {
                continue;
            }
            let view = View::new(draft, &self.lists, phrase.sentence);
            // All on a day of the calendar, or all before the unknown day of the draft.
            let of_event = |wanted: &str| {
                let known = events.get(&(phrase.other.unwrap_or(phrase.who), wanted))?;
                let floating = known.iter().all(|(_, floating)| *floating);
                let days = known.iter().filter(|(_, one)| *one == floating).map(|(days, _)| *days);
                Some((Days::of(days), floating))
            };
            let nearby = |wanted: &str| {
                let names = |one: &Phrase| one.who == phrase.who && event(one.rule) == Some(wanted);
                let near = |one: &Phrase| one.sentence <= phrase.sentence && phrase.sentence <= one.sentence + 1;
                phrases.iter().any(|one| near(one) && names(one))
            };
            let of_event = |wanted: &str, near: bool| of_event(wanted).filter(|_| !near || nearby(wanted));
            let anchor = anchor::of(&view, phrase, &stated.at, lead, &of_event);
            if let Some(one) = anchor.and_then(|(days, floating)| statement(phrase, stated, &days, floating)) {
                here.push(found.len());
                let days = one.days.ranges().iter().map(|&days| (days, one.floating));
                events.entry((one.who, &stated.gives)).or_default().extend(days);
                found.push(one);
            }
        }
        found
    }
}

fn stated(rule: &Rule) -> Option<&Stated> {
    rule.statement.as_ref()
}

fn statement(phrase: &Phrase, stated: &Stated, anchor: &Days, floating: bool) -> Option<Statement> {
    let days = transform::event(stated.by, anchor, phrase.count);
    (!days.is_empty()).then_some(Statement {
        who: phrase.who,
        route: phrase.route,
        rule: phrase.rule,
        span: phrase.span,
        days,
        floating,
        is_dated: stated.by == Transform::Date,
    })
}

/// A match with its subject and what it captures: `n` years, `d` a date, `who` a name.
fn phrase(view: &View<'_>, number: usize, rule: &Rule, fit: &Fit, lead: &Lead) -> Option<Phrase> {
    let stated = stated(rule)?;
    let captured = |name: &str| {
        let at = rule.captures.iter().position(|capture| capture.name == name)?;
        fit.span_of(at as u8)
    };
    let value = |span: Span<Prose>| view.sentence.values().iter().find(|value| span.contains(value.span));
    let count = match captured("n") {
        Some(span) => years(value(span)?, view)?,
        None => Count::default(),
    };
    let date = match captured("d") {
        Some(span) => {
            let clause = view.clauses.clause_of(view.token(span));
            Some(view.told(clause, view::days_of(value(span)?, view.draft)?))
        }
        None => None,
    };
    let (from, to) = (view.token(fit.span), view.end(fit.span));
    // "the death of her father at 56".
    // "born above her father's shop" is no birth of the father.
    if view.has_kin_itself(from, to) && stated.of != SubjectSort::Relative {
        return None;
    }
    let at = captured("v").or(captured("n")).map_or(from, |span| view.token(span));
    let mut other = None;
    let (who, route) = match stated.of {
        SubjectSort::Relative => {
            let (who, of_who) = view.person((at, from, to), Some(captured("who")?), lead)?;
            let (relative, of_relative) = view.relative((from, to), captured("kin"), lead)?;
            other = Some(relative).filter(|&relative| relative != who);
            other?;
            (who, of_who.max(of_relative))
        }
        SubjectSort::Person => view.person((at, from, to), captured("who"), lead)?,
        SubjectSort::Before if view.is_introduced(count.years) => return None,
        SubjectSort::Before if view.ends_phrase(view.end(captured("n")?)) => view.person_before(from, lead)?,
        SubjectSort::Before => return None,
        SubjectSort::Headline => view.headline(count.years, lead)?,
        SubjectSort::Couple => (Who::Couple, Route::Pronoun),
    };
    let is_relative = stated.at.contains(&Anchor::Any) && lead.ages_of_relatives.contains(&count.years);
    if lead.has_namesakes(who) || is_relative {
        return None;
    }
    let span = fit.primary(rule);
    let clause = view.home(from, view.token(span));
    Some(Phrase { rule: number, sentence: fit.sentence, span, first: from, clause, count, date, who, route, other })
}

/// The years of a number without a hedge: whole ones, or years and days.
fn years(value: &Value, view: &View<'_>) -> Option<Count> {
    let amount = value.amount().filter(|_| value.hedge.is_none())?;
    let interval = amount.interval;
    let in_years = amount.unit.is_none_or(|unit| *view.draft.analysis.values().unit(unit).name == *YEAR);
    let whole = interval.printed.floor();
    // "17 years and 112 days" are an age, 44.59 is none.
    let counted = amount.unit.is_some() || interval.printed <= whole;
    if !in_years || !counted || !(0.0..MOST_YEARS).contains(&whole) {
        return None;
    }
    let days = |years: f64| ((years - whole) * DAYS_OF_YEAR).round() as i32;
    let beyond = (interval.printed > whole).then(|| (days(interval.low), days(interval.high)));
    Some(Count { years: whole as i16, beyond })
}
