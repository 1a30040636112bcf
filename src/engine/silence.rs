//! Ignore comments and the findings they suppress.

use super::own::{ReportInput, misplaced_colon};
use crate::document::Ignore;
use crate::findings::{Finding, Relation, Silenced, SilencedBy};
use crate::text::Place;

/// The ignore comments of a document, with the rules of each that suppressed something.
pub(super) struct Marks<'d> {
    marks: Vec<(&'d Ignore, Vec<String>)>,
}

impl<'d> Marks<'d> {
    pub(super) fn new(ignores: &'d [Ignore]) -> Self {
        Self { marks: ignores.iter().map(|ignore| (ignore, Vec::new())).collect() }
    }

    /// Separates findings that remain from those that an ignore comment suppresses, at the primary place or at a conflicting one.
    /// If a finding has several equivalent places, the first that is not covered becomes the primary one.
    pub(super) fn silence(&mut self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Silenced>) {
        if self.marks.is_empty() {
            return (findings, Vec::new());
        }
        let (mut kept, mut silenced) = (Vec::new(), Vec::new());
        for finding in findings {
            let conflicts = finding.related.iter().filter(|related| related.role == Relation::Conflict);
            let mut contradicted = None;
            for related in conflicts {
                contradicted = contradicted.or(self.ask(&finding.rule, &related.label.place));
            }
            let others = finding.related.iter().filter(|related| related.role == Relation::Same);
            let places = std::iter::once(&finding.primary.place).chain(others.map(|related| &related.label.place));
            let mut free = Vec::new();
            let mut by = contradicted;
            for place in places {
                match self.ask(&finding.rule, place) {
                    Some(ignore) => by = by.or(Some(ignore)),
                    None => free.push(place.clone()),
                }
            }
            let rest = Some(free).filter(|free| contradicted.is_none() && !free.is_empty());
            if let Some(ignore) = by {
                let rest = rest.map(|free| at_places(&finding, &free));
                silenced.push(Silenced { finding, by: SilencedBy::Mark, reason: ignore.reason.clone() });
                kept.extend(rest);
            } else {
                kept.push(finding);
            }
        }
        (kept, silenced)
    }

    /// The first ignore comment for a rule at a place. All matching ones count as used.
    fn ask(&mut self, rule: &str, place: &Place) -> Option<&'d Ignore> {
        let mut by = None;
        for (ignore, used) in self.marks.iter_mut().filter(|(ignore, _)| ignore.asks(rule, place)) {
            used.push(rule.to_owned());
            by = by.or(Some(*ignore));
        }
        by
    }

    /// Returns `true` if an ignore comment covers a rule at a place. The comment counts as used.
    pub(super) fn hides(&mut self, rule: &str, place: &Place) -> bool {
        self.ask(rule, place).is_some()
    }

    /// The ignore comments that suppress nothing, each with its unused rules.
    pub(super) fn idle(&self, input: &ReportInput<'_>) -> Vec<(&'d Ignore, Vec<&'d str>)> {
        let idle = self.marks.iter().filter_map(|(ignore, used)| {
            // Rules that did not run might have had findings here.
            let may_be_idle =
                |rule: &&str| input.draft.checks.iter().find(|check| check.id == **rule).is_none_or(input.ran);
            let idle: Vec<&str> = ignore.rules.iter().map(String::as_str).filter(may_be_idle).collect();
            let idle: Vec<&str> = idle.into_iter().filter(|rule| !used.iter().any(|used| used == rule)).collect();
            let nothing = if ignore.rules.is_empty() { input.all && used.is_empty() } else { !idle.is_empty() };
            let is_reason = misplaced_colon(ignore, input.draft.checks).is_some();
            (ignore.trouble.is_some() || nothing || is_reason).then_some((*ignore, idle))
        });
        idle.collect()
    }

    /// The starts without an end; those that suppress nothing at all are reported as such.
    pub(super) fn unclosed(&self, input: &ReportInput<'_>) -> Vec<&'d Ignore> {
        let idle = self.idle(input);
        let is_idle = |ignore: &Ignore| {
            idle.iter().any(|(other, rules)| std::ptr::eq(*other, ignore) && rules.len() == ignore.rules.len())
        };
        self.marks.iter().map(|(ignore, _)| *ignore).filter(|ignore| ignore.is_open && !is_idle(ignore)).collect()
    }
}

/// A finding at some of its places, the first of them its primary one; fixes at the others are left out.
fn at_places(finding: &Finding, places: &[Place]) -> Finding {
    let mut rest = finding.clone();
    let gone = |place: &Place| {
        let others = finding.related.iter().filter(|related| related.role == Relation::Same);
        let mut all = std::iter::once(&finding.primary.place).chain(others.map(|related| &related.label.place));
        all.any(|known| known == place) && !places.contains(place)
    };
    rest.primary.place = places[0].clone();
    rest.related.retain(|related| related.role != Relation::Same || places[1..].contains(&related.label.place));
    rest.fixes.iter_mut().for_each(|fix| fix.edits.retain(|edit| !gone(&edit.place)));
    rest.fixes.retain(|fix| !fix.edits.is_empty());
    rest
}
