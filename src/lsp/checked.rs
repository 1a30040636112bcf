//! The results of one version of a document, in the positions of the editor.

use std::sync::Arc;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    Message, Range,
};
use serde_json::json;
use url::Url;

use super::positions::Positions as _;
use super::uris;
use crate::engine::looks_at_marks;
use crate::findings::{Fault, Finding, Related, Relation, Severity};
use crate::project::{Answer, Project};
use crate::report;
use crate::text::Place;
use crate::text::{Buffer, Encoding};

/// The source that editors show.
pub(super) const SOURCE: &str = "factlint";

/// A version that was checked.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) answer: Answer,
    pub(super) project: Arc<Project>,
    text: String,
}

/// What turns places of a document into those of the editor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here<'a> {
    pub(super) uri: &'a Url,
    pub(super) buffer: &'a Buffer,
    pub(super) encoding: Encoding,
    /// Whether hints are shown.
    pub(super) hints: bool,
}

impl Checked {
    pub(super) fn new(answer: Answer, text: String, project: Arc<Project>) -> Self {
        Self { answer, project, text }
    }

    /// Everything found in a document, and what is wrong with it.
    pub(super) fn diagnostics(&self, here: Here<'_>) -> Vec<Diagnostic> {
        let shown = self.answer.findings.iter().filter(|finding| here.hints || finding.severity > Severity::Hint);
        let findings = shown.map(|finding| self.diagnostic(finding, here));
        let faults = self.answer.faults.iter().map(|fault| of_fault(fault, here.buffer));
        findings.chain(faults).collect()
    }

    pub(super) fn diagnostic(&self, finding: &Finding, here: Here<'_>) -> Diagnostic {
        let check = self.project.engine.rules().checks.iter().find(|check| check.id == finding.rule);
        let page = check.and_then(|check| report::page(check, &self.project.own));
        let href = page.and_then(|page| Url::parse(&page).ok());
        let is_mark = check.is_some_and(looks_at_marks);
        let primary = Some(finding.primary.text.as_str()).filter(|text| !text.is_empty());
        let headline = primary.map_or_else(|| finding.message.clone(), |text| format!("{}: {text}", finding.message));
        let facts = finding.facts.iter().map(report::fact_line);
        let lines: Vec<String> = [headline].into_iter().chain(finding.notes.iter().cloned()).chain(facts).collect();
        Diagnostic {
            range: range(&finding.primary.place, here.buffer),
            severity: Some(severity(finding.severity)),
            code: Some(Code::String(finding.rule.clone())),
            code_description: href.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: Message::String(lines.join("\n")),
            tags: is_mark.then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: Some(finding.related.iter().filter_map(|one| self.related(one, here)).collect()),
            data: Some(json!({ "fingerprint": finding.fingerprint })),
        }
    }

    fn related(&self, related: &Related, here: Here<'_>) -> Option<DiagnosticRelatedInformation> {
        let place = &related.label.place;
        let location = if place.input.path == self.answer.input.path {
            Location { uri: here.uri.clone(), range: range(place, here.buffer) }
        } else {
            let other = Buffer::new(place.input.text.to_string(), here.encoding);
            let path = crate::project::absolute(self.project.folder(), place.input.path.as_ref().as_ref());
            Location { uri: uris::of_path(&path)?, range: range(place, &other) }
        };
        let message = match (&*related.label.text, related.role) {
            ("", Relation::Same) => "the same statement".to_owned(),
            ("", Relation::Conflict) => "contradicts this".to_owned(),
            ("", Relation::Evidence) => "see this".to_owned(),
            (text, _) => text.to_owned(),
        };
        Some(DiagnosticRelatedInformation { location, message })
    }

    /// The text that was checked.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The range of a place. Of a record, whose text is not that of its file, the lines of the record.
pub(super) fn range(place: &Place, buffer: &Buffer) -> Range {
    match place.input.record_lines {
        Some((first, last)) => buffer.lines(first.saturating_sub(1), last.saturating_sub(1)),
        None => buffer.range(place.span.range()),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}

/// A fault of a document, at its place or on the first line.
pub(super) fn of_fault(fault: &Fault, buffer: &Buffer) -> Diagnostic {
    let range = fault.place.as_ref().map_or_else(|| buffer.lines(0, 0), |place| range(place, buffer));
    let lines: Vec<&str> = [&fault.message].into_iter().chain(&fault.notes).map(String::as_str).collect();
    Diagnostic {
        range,
        severity: Some(severity(fault.severity)),
        code: Some(Code::String(fault.code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(lines.join("\n")),
        ..Diagnostic::default()
    }
}
