//! What came of a run, as text: one file a format. Pure: reports are strings, the caller writes them.
//!
//! May name: `text`, `findings`, `time`, `rules`, `document`, `claims`, `engine`.

pub mod facts;
mod human;
mod json;
mod lines;
pub mod manual;
mod short;

use std::sync::Arc;

use crate::claims::DraftDay;
use crate::document::Document;
use crate::engine::Report;
use crate::findings::{Fault, Finding, Severity, Silenced};

/// How a run is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Source lines with marks, for people.
    Human,
    /// `path:line:column: severity[rule] message`, for quickfix lists and problem matchers.
    Short,
    /// The documented JSON shape.
    Json,
}

/// One document of a run.
#[derive(Debug, Clone)]
pub struct DocumentSummary {
    /// Path as given.
    pub path: Arc<str>,
    /// 1-based line of a JSON Lines file.
    pub record: Option<u32>,
    /// The record's id.
    pub document: Option<Arc<str>>,
    /// The day it speaks from.
    pub day: DraftDay,
}

/// Everything that came of a run.
#[derive(Debug, Default)]
pub struct Run {
    /// Sorted by place, then by check.
    pub findings: Vec<Finding>,
    /// What could not be done.
    pub faults: Vec<Fault>,
    /// Every document that was linted, in the order of its path and record.
    pub documents: Vec<DocumentSummary>,
    /// Findings that somebody silenced, in the order of their documents.
    pub silenced: Vec<Silenced>,
}

impl Run {
    /// Takes in what came of one document.
    pub fn add(&mut self, document: &Document, report: Report) {
        let input = &document.inputs[document.inputs.len() - 1];
        self.documents.push(DocumentSummary {
            path: Arc::clone(&input.path),
            record: input.record,
            document: input.document.clone(),
            day: report.day,
        });
        self.findings.extend(report.findings);
        self.faults.extend(report.faults);
        self.silenced.extend(report.silenced);
    }

    /// Takes in another run. Runs joined in the order of their paths stay sorted.
    pub fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.faults.extend(other.faults);
        self.documents.extend(other.documents);
        self.silenced.extend(other.silenced);
    }

    /// Findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Findings that an output shows: hints only where they are asked for.
    fn shown(&self, hints: bool) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| hints || finding.severity > Severity::Hint)
    }

    /// One line that counts everything: "1 error, 1 warning in 12 drafts; 1 silenced".
    pub fn summary(&self, hints: bool) -> String {
        let shown = [Severity::Error, Severity::Warning, Severity::Hint].into_iter();
        let parts: Vec<String> = shown
            .filter(|&severity| hints || severity > Severity::Hint)
            .filter(|&severity| self.count(severity) > 0)
            .map(|severity| counted(self.count(severity), severity.word()))
            .collect();
        let found = if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") };
        let mut parts = vec![format!("{found} in {}", counted(self.documents.len(), "draft"))];
        if !self.silenced.is_empty() {
            parts.push(format!("{} silenced", self.silenced.len()));
        }
        if !self.faults.is_empty() {
            parts.push(counted(self.faults.len(), "fault"));
        }
        parts.join("; ")
    }
}

/// "1 draft", "3 drafts".
fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The findings of a run. JSON holds the faults too; the other styles leave them to [`faults`].
pub fn findings(run: &Run, style: Style, hints: bool, color: bool) -> String {
    match style {
        Style::Human => human::findings(run.shown(hints), color),
        Style::Short => short::findings(run.shown(hints)),
        Style::Json => json::run(run),
    }
}

/// Faults alone, as the error stream shows them.
pub fn faults(faults: &[Fault], style: Style, color: bool) -> String {
    match style {
        Style::Short => short::faults(faults),
        Style::Human | Style::Json => human::faults(faults, color),
    }
}
