//! Kind `formula`: values that a pattern captures satisfy an expression, over intervals.
//!
//! Finds matches ([`find`], [`pairs`]), evaluates them ([`evaluate`]), and describes findings ([`describe`]). A finding needs a
//! certain "no".

mod arithmetic;
mod calendar;
mod choose;
mod describe;
mod evaluate;
mod event;
mod evidence;
mod figures;
mod find;
mod lead;
mod number;
mod pairs;
mod parts;
mod quick;
mod reader;
mod regex;
mod relations;
mod render;
mod slot;
mod trace;
mod units;
mod value;

pub(in crate::kinds) use find::{Fit, Seeker};
pub(in crate::kinds) use slot::KIND as SLOT;
pub use slot::{Slot, across, owner};

use calendar::Almanac;
use choose::{Judged, chosen, has_readings};
use describe::Describer;
use evaluate::Evaluation;
use find::Finder;
use relations::Relations;

use super::{Draft, Kind, Outcome, Run, Trace};
use crate::findings::Finding;
use crate::language::cues::Cues;
use crate::language::patterns::Scratch;
use crate::rules::formula::Rule;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::time::Verdict;

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "formula",
        messages: &[],
        required: &[],
        options: &[
            OptionSpec { name: "pattern", sort: OptionSort::Patterns },
            OptionSpec { name: "evidence", sort: OptionSort::Evidence },
        ],
    },
    prepare: |check, _, cues| Box::new(Ready::new(check, cues)),
};

/// The patterns of a check made ready.
#[derive(Debug)]
struct Ready {
    seekers: Vec<Seeker>,
}

impl Ready {
    fn new(check: &Check, cues: &Cues) -> Self {
        Self { seekers: check.patterns.iter().map(|rule| Seeker::new(rule, cues)).collect() }
    }

    fn fits(
        &self,
        number: usize,
        rule: &Rule,
        draft: &Draft<'_>,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
        read: &mut usize,
    ) -> Vec<Fit> {
        let seeker = &self.seekers[number];
        let mut all = |finder: &Finder| -> Vec<Fit> {
            let mut found = Vec::new();
            for sentence in finder.candidates(draft.analysis) {
                found.append(&mut seeker.fits((rule, finder), draft, sentence, almanac, scratch, read));
            }
            found
        };
        let first = all(&seeker.first);
        if rule.with.is_none() || first.is_empty() {
            return first;
        }
        let second = seeker.second(rule, draft.analysis.cues()).map(all).unwrap_or_default();
        pairs::pairs(rule, &first, &second, draft)
    }
}

impl Ready {
    /// Returns `true` if another reading of the place of a finding is correct: another extent of a list, or another pattern of
    /// the check. Pairs have only one reading. A part of a list of people or places is no other reading of it.
    fn is_sound_otherwise(
        &self,
        check: &Check,
        (rule, fit): (&Rule, &Fit),
        draft: &Draft<'_>,
        almanac: &Almanac<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        let primary = fit.primary(rule);
        let listed = rule.captures.iter().any(|capture| capture.many && capture.sort.is_known());
        let is_part = |reading: &Fit| listed && reading.span != fit.span && fit.span.contains(reading.span);
        let single = check.patterns.iter().zip(&self.seekers).filter(|(rule, _)| rule.with.is_none());
        single.into_iter().any(|(rule, seeker)| {
            let readings = seeker.readings(rule, draft, fit.sentence, almanac, scratch);
            let mut there =
                readings.iter().filter(|reading| reading.primary(rule).overlaps(primary) && !is_part(reading));
            there.any(|reading| verdict(rule, &evaluation(draft, almanac, reading)) == Some(Verdict::Yes))
        })
    }
}

impl Run for Ready {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let almanac = Almanac::new(draft);
        let mut scratch = Scratch::default();
        let mut found = Outcome::default();
        let mut judged = Vec::new();
        for (number, rule) in check.patterns.iter().enumerate() {
            if let Finder::Figures(figures) = &self.seekers[number].first {
                let readings = figures.judged((rule, &self.seekers[number]), draft, &almanac, &mut scratch);
                found.read += readings.len();
                judged.extend(readings.into_iter().map(|one| Judged { rule: number, ..one }));
                continue;
            }
            let fits = self.fits(number, rule, draft, &almanac, &mut scratch, &mut found.read);
            for fit in fits {
                let evaluation = evaluation(draft, &almanac, &fit);
                let Some(verdict) = verdict(rule, &evaluation) else { continue };
                if has_readings(rule) {
                    judged.push(Judged { rule: number, fit, verdict, weight: None });
                } else if verdict == Verdict::No
                    && (rule.with.is_some()
                        || !self.is_sound_otherwise(check, (rule, &fit), draft, &almanac, &mut scratch))
                {
                    found.findings.push(Describer { check, rule, draft, evaluation: &evaluation, fit: &fit }.finding());
                }
            }
        }
        for at in chosen(&check.patterns, &judged) {
            let Judged { rule, fit, .. } = &judged[at];
            let (rule, evaluation) = (&check.patterns[*rule], evaluation(draft, &almanac, fit));
            found.findings.push(Describer { check, rule, draft, evaluation: &evaluation, fit }.finding());
        }
        once(&mut found.findings, draft);
        found
    }

    fn trace(&self, check: &Check, draft: &Draft<'_>, sentence: usize) -> Vec<Trace> {
        let excused = |fit: &Fit, rule: &Rule, almanac: &Almanac<'_>| {
            !has_readings(rule)
                && verdict(rule, &evaluation(draft, almanac, fit)) == Some(Verdict::No)
                && self.is_sound_otherwise(check, (rule, fit), draft, almanac, &mut Scratch::default())
        };
        let mut found = trace::traces(check, &self.seekers, draft, sentence, &excused);
        let almanac = Almanac::new(draft);
        for (number, rule) in check.patterns.iter().enumerate().filter(|(_, rule)| rule.with.is_some()) {
            let fits = self.fits(number, rule, draft, &almanac, &mut Scratch::default(), &mut 0);
            found.push(trace::pairs(rule, &fits, draft, sentence));
        }
        found.sort_by_key(|trace| trace.line);
        found
    }
}

fn evaluation<'a>(draft: &'a Draft<'_>, almanac: &'a Almanac<'_>, fit: &'a Fit) -> Evaluation<'a> {
    let text = draft.document.text(fit.span);
    let sentence = draft.analysis.sentences.get(fit.sentence).map_or(text, |found| draft.document.text(found.span));
    let (values, words, facts) = (draft.analysis.values(), draft.words, Relations::new(draft));
    Evaluation { values, almanac, words, text, sentence, facts, captured: &fit.values }
}

/// Returns `true` if the condition of a rule is certainly true of a match, or if it has none.
fn is_wanted(rule: &Rule, draft: &Draft<'_>, almanac: &Almanac<'_>, fit: &Fit) -> bool {
    let evaluation = evaluation(draft, almanac, fit);
    rule.when.as_ref().is_none_or(|when| evaluation.verdict(when) == Verdict::Yes)
}

/// The verdict of the rule's relation; `None` if its condition excludes the match.
fn verdict(rule: &Rule, evaluation: &Evaluation<'_>) -> Option<Verdict> {
    let holds = rule.holds.as_ref()?;
    let wanted = rule.when.as_ref().is_none_or(|when| evaluation.verdict(when) == Verdict::Yes);
    wanted.then(|| evaluation.verdict(holds))
}

/// Deduplicates findings by primary place or by content. A suppressed finding does not replace another one.
fn once(findings: &mut Vec<Finding>, draft: &Draft<'_>) {
    let mut unique: Vec<(Finding, bool)> = Vec::new();
    for finding in findings.drain(..) {
        let marked = draft.is_silenced(&finding);
        let known = |(other, other_marked): &(Finding, bool)| {
            let (a, b) = (&finding.primary.place, &other.primary.place);
            let there = std::sync::Arc::ptr_eq(&a.input, &b.input) && a.span.overlaps(b.span);
            marked == *other_marked && (there || !marked && finding.fingerprint == other.fingerprint)
        };
        if !unique.iter().any(known) {
            unique.push((finding, marked));
        }
    }
    findings.extend(unique.into_iter().map(|(finding, _)| finding));
}
