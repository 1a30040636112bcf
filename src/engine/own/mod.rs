//! Findings of the engine itself: ignore comments that suppress nothing or have no end, and stale facts. Their texts are checks in
//! rule files, so that they can be selected and suppressed like others.

mod freshness;
mod suppression;

pub(super) use suppression::misplaced_colon;

use super::silence::Marks;
use crate::findings::Finding;
use crate::kinds::Draft;
use crate::rules::{Check, KindSpec};

/// The input of a report.
pub(super) struct ReportInput<'a> {
    pub(super) draft: &'a Draft<'a>,
    /// The results of its marks.
    pub(super) marks: &'a Marks<'a>,
    /// Returns `true` if a check was requested, and had all that it needs.
    pub(super) ran: &'a dyn Fn(&Check) -> bool,
    /// Whether every check was.
    pub(super) all: bool,
    /// Whether marks must say why.
    pub(super) reasons: bool,
}

/// A report, named in rule files as kinds are.
pub(super) struct Own {
    pub(super) spec: KindSpec,
    /// Computes its findings.
    pub(super) run: fn(&Check, &ReportInput<'_>) -> Vec<Finding>,
    /// How many things it looks at.
    pub(super) read: fn(&Draft<'_>) -> usize,
    /// Whether ignore comments can suppress it; otherwise it inspects them.
    pub(super) silenced: bool,
}

/// Every report.
pub(super) const REPORTS: &[Own] =
    &[freshness::STALE, suppression::UNUSED, suppression::UNCLOSED, suppression::UNEXPLAINED];

/// The report that words a check.
pub(super) fn report(check: &Check) -> Option<&'static Own> {
    REPORTS.iter().find(|own| own.spec.name == check.kind)
}
