//! Marks that ask for silence, and what came of them.

use super::own::Scene;
use crate::document::Ignore;
use crate::findings::{Finding, Role, Silenced, SilencedBy};
use crate::text::Place;

/// The marks of a document, with the rules of each that silenced something.
pub(super) struct Marks<'d> {
    marks: Vec<(&'d Ignore, Vec<String>)>,
}

impl<'d> Marks<'d> {
    pub(super) fn new(ignores: &'d [Ignore]) -> Self {
        Self { marks: ignores.iter().map(|ignore| (ignore, Vec::new())).collect() }
    }

    /// Parts findings into those that stay and those that a mark silences: at the primary place or at one that contradicts it.
    pub(super) fn silence(&mut self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Silenced>) {
        if self.marks.is_empty() {
            return (findings, Vec::new());
        }
        let (mut kept, mut silenced) = (Vec::new(), Vec::new());
        for finding in findings {
            let mut by: Option<&Ignore> = None;
            for (ignore, used) in &mut self.marks {
                if asks(ignore, &finding) {
                    used.push(finding.rule.clone());
                    by = by.or(Some(ignore));
                }
            }
            match by {
                Some(ignore) => {
                    silenced.push(Silenced { finding, by: SilencedBy::Mark, reason: ignore.reason.clone() });
                }
                None => kept.push(finding),
            }
        }
        (kept, silenced)
    }

    /// Whether a mark asks a rule for silence at a place. The mark counts as used.
    pub(super) fn hides(&mut self, rule: &str, place: &Place) -> bool {
        let mut hidden = false;
        for (ignore, used) in &mut self.marks {
            let named = ignore.rules.is_empty() || ignore.rules.iter().any(|known| known == rule);
            if named && ignore.covers(place) {
                used.push(rule.to_owned());
                hidden = true;
            }
        }
        hidden
    }

    /// The marks that silence nothing, each with those of its rules that do not.
    pub(super) fn idle(&self, scene: &Scene<'_>) -> Vec<(&'d Ignore, Vec<&'d str>)> {
        let idle = self.marks.iter().filter_map(|(ignore, used)| {
            // What did not run may have had something to silence.
            let may_be_idle =
                |rule: &&str| scene.draft.checks.iter().find(|check| check.id == **rule).is_none_or(scene.wanted);
            let idle: Vec<&str> = ignore.rules.iter().map(String::as_str).filter(may_be_idle).collect();
            let idle: Vec<&str> = idle.into_iter().filter(|rule| !used.iter().any(|used| used == rule)).collect();
            let nothing = if ignore.rules.is_empty() { scene.all && used.is_empty() } else { !idle.is_empty() };
            (ignore.trouble.is_some() || nothing).then_some((*ignore, idle))
        });
        idle.collect()
    }
}

fn asks(ignore: &Ignore, finding: &Finding) -> bool {
    let conflicts = finding.related.iter().filter(|related| related.role == Role::Conflict);
    let mut places = std::iter::once(&finding.primary.place).chain(conflicts.map(|related| &related.label.place));
    (ignore.rules.is_empty() || ignore.rules.contains(&finding.rule)) && places.any(|place| ignore.covers(place))
}
