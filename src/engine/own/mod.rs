//! What the engine itself reports: on marks that ask for silence, and on facts that are too old to contradict. Their words are
//! checks in rule files, so that they are chosen, weighed and silenced as every other.

mod freshness;
mod suppression;

use super::silence::Marks;
use crate::findings::Finding;
use crate::kinds::Draft;
use crate::rules::{Check, KindSpec};

/// What a report may look at.
pub(super) struct Scene<'a> {
    /// The draft.
    pub(super) draft: &'a Draft<'a>,
    /// What came of its marks.
    pub(super) marks: &'a Marks<'a>,
    /// Whether a check was asked for.
    pub(super) wanted: &'a dyn Fn(&Check) -> bool,
    /// Whether every check was.
    pub(super) all: bool,
    /// Whether marks must say why.
    pub(super) reasons: bool,
}

/// A report, named in rule files as kinds are.
pub(super) struct Own {
    pub(super) spec: KindSpec,
    /// What it finds.
    pub(super) run: fn(&Check, &Scene<'_>) -> Vec<Finding>,
    /// How many things it looks at.
    pub(super) read: fn(&Draft<'_>) -> usize,
    /// Whether marks silence it; else it looks at them.
    pub(super) silenced: bool,
}

/// Every report.
pub(super) const REPORTS: &[Own] = &[freshness::STALE, suppression::UNUSED, suppression::UNEXPLAINED];

/// The report that words a check.
pub(super) fn report(check: &Check) -> Option<&'static Own> {
    REPORTS.iter().find(|own| own.spec.name == check.kind)
}
