//! Kind `slot`: a key has one value, within a document or over all documents of a run.
//!
//! A pattern captures the key (`same`; without it the pattern itself is the key) and the value (`value`). Two slots with one key
//! contradict each other if their values certainly differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::calendar::Almanac;
use super::evaluate::differ;
use super::event::{Events, REACH, SHARED, SHARED_EDGE, SHARED_QUOTED};
use super::find::{Fit, Seeker};
use super::lead::Lead;
use super::value::Val;
use crate::findings::{Confidence, Finding, Labelled, Related, Relation, Severity};
use crate::kinds::{Draft, Kind, Outcome, Run, Trace, one_line};
use crate::language::cues::Cues;
use crate::language::patterns::Scratch;
use crate::language::values::DateValue;
use crate::rules::formula::{Expr, Part, Rule, Scope, Template};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::Place;
use crate::time::Verdict;

const OWNER: OptionSpec = OptionSpec { name: "owner", sort: OptionSort::Text };
/// Whether the values that the draft leads with are compared with those further down that are of the same thing.
const LEADS: OptionSpec = OptionSpec { name: "leads", sort: OptionSort::Flag };
const EXEMPT: OptionSpec = OptionSpec { name: "exempt", sort: OptionSort::Texts };

const PATTERN: OptionSpec = OptionSpec { name: "pattern", sort: OptionSort::Slots };

pub(in crate::kinds) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "slot",
        messages: &[],
        required: &[],
        options: &[PATTERN, OWNER, EXEMPT, LEADS, SHARED, SHARED_QUOTED, SHARED_EDGE, REACH],
    },
    prepare: |check, _, cues| Box::new(Ready::new(check, cues)),
};

/// A value that a draft gives to a key.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The check that reads it.
    pub check: String,
    /// The whole match.
    pub place: Place,
    /// Number of the check's pattern.
    pub(super) rule: usize,
    key: String,
    /// The heading above it, if only values under one heading are compared.
    section: Option<usize>,
    value: Val,
    /// What each capture took.
    captures: Vec<Option<Place>>,
}

/// The patterns of a check made ready.
#[derive(Debug)]
struct Ready {
    seekers: Vec<Seeker>,
    exempt: globset::GlobSet,
    lead: Option<Lead>,
    events: Option<Events>,
}

impl Ready {
    fn new(check: &Check, cues: &Cues) -> Self {
        let mut globs = globset::GlobSetBuilder::new();
        for glob in check.texts(EXEMPT).iter().filter_map(|text| globset::Glob::new(text).ok()) {
            globs.add(glob);
        }
        Self {
            seekers: check.patterns.iter().map(|rule| Seeker::new(rule, cues)).collect(),
            exempt: globs.build().unwrap_or_default(),
            lead: check.flag(LEADS).then(|| Lead::new(cues)),
            events: Events::new(check, cues),
        }
    }
}

impl Ready {
    /// Every slot of a draft that a wanted pattern reads, and how many matches there are.
    fn read(&self, check: &Check, draft: &Draft<'_>, wanted: fn(&Rule) -> bool) -> (Vec<(Slot, Fit)>, usize) {
        let almanac = Almanac::new(draft);
        let mut scratch = Scratch::default();
        let mut read = 0;
        let mut slots = Vec::new();
        let exempt = draft.document.inputs.last().is_some_and(|input| self.exempt.is_match(&*input.path));
        if exempt {
            return (slots, read);
        }
        for (number, (rule, seeker)) in check.patterns.iter().zip(&self.seekers).enumerate() {
            if !wanted(rule) {
                continue;
            }
            for sentence in seeker.first.candidates(draft.analysis) {
                let fits = seeker.fits((rule, &seeker.first), draft, sentence, &almanac, &mut scratch, &mut read);
                let slots_of = |fit: Fit| Some((slot(check, number, rule, &fit, draft)?, fit));
                slots.extend(fits.into_iter().filter_map(slots_of));
            }
        }
        slots.sort_by_key(|(slot, _)| slot.place.span.start);
        (slots, read)
    }
}

impl Run for Ready {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (read_slots, read) = self.read(check, draft, |_| true);
        if let Some(events) = &self.events {
            let tell = |(one, other): (usize, usize)| dated(check, &read_slots[one].0, &read_slots[other].0);
            let findings = events.clashes(draft, &read_slots).into_iter().map(tell).collect();
            return Outcome { findings, read };
        }
        let counts = self.lead.as_ref().map(|lead| (lead, lead.counts(check, &read_slots, draft)));
        let slots: Vec<Slot> = read_slots.into_iter().map(|(slot, _)| slot).collect();
        let mut findings = if let Some((lead, counts)) = &counts {
            contradictions(check, &slots, <[usize]>::to_vec, |one, other| lead.clash(draft, counts, one, other))
        } else {
            let marked = |slot: &Slot| draft.asks_silence(&check.id, &slot.place);
            let reference = |of_key: &[usize]| reference(check, &slots, of_key, marked);
            contradictions(check, &slots, reference, |one, other| differ_in(check, &slots[one], &slots[other]))
        };
        if counts.is_some() {
            super::once(&mut findings, draft);
        }
        Outcome { findings, read }
    }

    fn trace(&self, check: &Check, draft: &Draft<'_>, sentence: usize) -> Vec<Trace> {
        super::trace::traces(check, &self.seekers, draft, sentence, &|_, _, _| false)
    }

    fn slots(&self, check: &Check, draft: &Draft<'_>) -> Vec<Slot> {
        let (slots, _) = self.read(check, draft, |rule| rule.scope == Scope::Project);
        slots.into_iter().map(|(slot, _)| slot).collect()
    }
}

fn slot(check: &Check, number: usize, rule: &Rule, fit: &Fit, draft: &Draft<'_>) -> Option<Slot> {
    let value = fit.values.get(usize::from(rule.value?))?.clone();
    let key = match rule.same {
        Some((key, _)) => match fit.values.get(usize::from(key))? {
            Val::Text(text) => text.to_lowercase(),
            other => format!("{other:?}"),
        },
        None => String::new(),
    };
    let place = |span| draft.document.place(span);
    let block = draft.analysis.sentences[fit.sentence].block;
    Some(Slot {
        check: check.id.clone(),
        section: (rule.scope == Scope::Section).then(|| draft.section_of(block)).flatten(),
        place: place(fit.span),
        rule: number,
        key,
        value,
        captures: fit.spans.iter().map(|span| span.map(place)).collect(),
    })
}

/// Contradictions between slots of different documents, for the checks of scope `project`.
pub fn across(checks: &[Check], slots: &[Slot]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in checks {
        let own: Vec<Slot> = slots.iter().filter(|slot| slot.check == check.id).cloned().collect();
        let apart = |one: usize, other: usize| {
            let (one, other) = (&own[one], &own[other]);
            differ_in(check, one, other).filter(|_| !Arc::ptr_eq(&one.place.input, &other.place.input))
        };
        findings.extend(contradictions(check, &own, |of_key| reference(check, &own, of_key, |_| false), apart));
    }
    findings
}

/// One thing, one value: for each key the slots that contradict one of its references.
fn contradictions(
    check: &Check,
    slots: &[Slot],
    references: impl Fn(&[usize]) -> Vec<usize>,
    clash: impl Fn(usize, usize) -> Option<Severity>,
) -> Vec<Finding> {
    // All texts of one table speak of one thing.
    let mut keys: BTreeMap<(u32, Option<usize>, &str), Vec<usize>> = BTreeMap::new();
    for (number, slot) in slots.iter().enumerate() {
        keys.entry((check.patterns[slot.rule].line, slot.section, &slot.key)).or_default().push(number);
    }
    let mut findings = Vec::new();
    for of_key in keys.values() {
        for one in references(of_key) {
            let clashes = of_key.iter().filter_map(|&other| Some((other, clash(one, other)?)));
            findings.extend(clashes.map(|(other, severity)| tell(check, &slots[one], &slots[other], severity)));
        }
    }
    findings
}

/// The slot of the file that owns a key, or the first that is not suppressed.
fn reference(check: &Check, slots: &[Slot], of_key: &[usize], marked: impl Fn(&Slot) -> bool) -> Vec<usize> {
    let owner = of_key.iter().find(|&&at| owns(check, &slots[at]));
    let first = || of_key.iter().find(|&&at| !marked(&slots[at])).or(of_key.first());
    owner.or_else(first).copied().into_iter().collect()
}

fn differ_in(check: &Check, one: &Slot, other: &Slot) -> Option<Severity> {
    apart(&one.value, &other.value).then_some(check.severity)
}

/// Returns `true` if two values of one key certainly differ.
fn apart(one: &Val, other: &Val) -> bool {
    if let (Val::Text(one), Val::Text(other)) = (one, other) {
        // "New York" is "New York City".
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        let within = |short: &str, long: &str| {
            let rest = long.strip_prefix(short).map(|rest| rest.starts_with(' '));
            rest.or(long.strip_suffix(short).map(|rest| rest.ends_with(' '))).unwrap_or(false)
        };
        return one != other && !within(&one, &other) && !within(&other, &one);
    }
    if let (Some(one), Some(other)) = (one.written().and_then(day_of_year), other.written().and_then(day_of_year)) {
        return one != other;
    }
    differ(one, other) == Verdict::Yes
}

/// Month and day of a date without a year.
fn day_of_year(date: DateValue) -> Option<(i8, i8)> {
    match date {
        DateValue::Date { year: None, month: Some(month), day: Some(day), .. } => Some((month, day)),
        _ => None,
    }
}

/// The end of the path of the file that is right, of a check that compares documents.
pub fn owner(check: &Check) -> Option<&str> {
    let compares = check.patterns.iter().any(|rule| rule.scope == Scope::Project);
    check.text(OWNER).filter(|_| compares).map(|owner| owner.trim_start_matches("./"))
}

fn owns(check: &Check, slot: &Slot) -> bool {
    let owner = check.text(OWNER).map(|owner| owner.trim_start_matches("./"));
    owner.is_some_and(|owner| {
        let rest = slot.place.input.path.strip_suffix(owner);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    })
}

/// A finding about the dates of one event.
fn dated(check: &Check, reference: &Slot, slot: &Slot) -> Finding {
    let [one, other] = [reference, slot].map(|slot| one_line(&slot.place));
    Finding { confidence: Confidence::Medium, ..tell(check, reference, slot, check.severity) }
        .known_by([one.as_str(), other.as_str()])
}

/// A finding at the later slot. Of each pattern's captures the first half are the reference's, the second half the later one's.
fn tell(check: &Check, reference: &Slot, slot: &Slot, severity: Severity) -> Finding {
    let rule = &check.patterns[slot.rule];
    let own = rule.source.captures();
    let known = check.patterns[reference.rule].source.captures();
    let capture = |number: u8| {
        let number = usize::from(number);
        if let Some(number) = number.checked_sub(own.len()) {
            return slot.captures.get(number).cloned().flatten();
        }
        // The reference may be of another text, with its captures in another order.
        let at = known.iter().position(|capture| capture.name == own[number].name)?;
        reference.captures.get(at).cloned().flatten()
    };
    let say = |template: &Template| -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(Expr::Capture(number)) => capture(*number).map_or_else(String::new, |place| one_line(&place)),
            Part::Value(_) => String::new(),
        };
        template.iter().map(part).collect()
    };
    let value = rule.value.unwrap_or(0);
    let label = |number: u8| {
        let said = rule.labels.iter().find(|(known, _)| *known == number);
        said.map_or_else(String::new, |(_, template)| say(template))
    };
    let primary = capture(value + own.len() as u8).unwrap_or_else(|| slot.place.clone());
    let other = capture(value).unwrap_or_else(|| reference.place.clone());
    let values = [one_line(&other).to_lowercase(), one_line(&primary).to_lowercase()];
    let parts = [slot.key.as_str(), &values[0], &values[1]];
    let related = Related { role: Relation::Conflict, label: Labelled { place: other, text: label(value) } };
    Finding {
        severity: rule.severity.unwrap_or(check.severity).min(check.severity).min(severity),
        confidence: if severity == Severity::Hint && check.severity > severity {
            Confidence::Low
        } else {
            Confidence::High
        },
        related: vec![related],
        ..Finding::at(check, Labelled { place: primary, text: say(&rule.note) }, say(&rule.message))
    }
    .known_by(parts)
}
