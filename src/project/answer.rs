//! One text checked, as an editor holds it.

use std::path::Path;
use std::sync::Arc;

use super::Project;
use crate::claims::DraftDay;
use crate::document::{Document, Format, records};
use crate::engine::{Cancel, Skipped};
use crate::findings::{Fault, Finding, Silenced};
use crate::kinds::Slot;
use crate::text::Input;

/// The version of a text, as its editor counts them.
pub type Version = i32;

/// The results of one version of a text.
#[derive(Debug)]
pub struct Answer {
    /// The version that was checked.
    pub version: Version,
    /// The text. Offsets of findings count its bytes, but those of a record count the bytes of one field: compare
    /// [`Input::record`].
    pub input: Arc<Input>,
    /// How it was read.
    pub format: Format,
    /// What it was read as: one document, or one a record.
    pub documents: Vec<Document>,
    /// Sorted by document, then by place.
    pub findings: Vec<Finding>,
    /// Faults of the text.
    pub faults: Vec<Fault>,
    /// Findings that ignore comments, the settings or the baseline hide.
    pub silenced: Vec<Silenced>,
    /// The day that each document speaks from.
    pub days: Vec<DraftDay>,
    /// Values to compare with those of other texts: [`crate::engine::Engine::across`].
    pub slots: Vec<Slot>,
    /// Why documents were not checked.
    pub skipped: Vec<Skipped>,
}

impl Project {
    /// Checks a text that may be in no file yet. `path` selects its reader, unless `format` names one, and the settings for
    /// it. Answers `None` if it was cancelled.
    pub fn check_text(
        &self,
        path: &str,
        format: Option<Format>,
        text: &str,
        version: Version,
        cancel: &Cancel,
    ) -> Option<Answer> {
        if cancel.is_cancelled() {
            return None;
        }
        let format = format.or_else(|| self.format_of(Path::new(path)));
        let format = format.or_else(|| Format::from_bytes(text.as_bytes())).filter(|format| !format.is_package());
        let format = format.unwrap_or(Format::Plain);
        let input = Input::file(path, text);
        let mut faults = Vec::new();
        let documents = if format.is_records() {
            records::documents(format, &input, &self.fields, &mut faults)
        } else {
            vec![self.read(format, &input)]
        };
        let mut answer = Answer {
            version,
            input,
            format,
            documents,
            findings: Vec::new(),
            faults,
            silenced: Vec::new(),
            days: Vec::new(),
            slots: Vec::new(),
            skipped: Vec::new(),
        };
        for document in &mut answer.documents {
            let report = self.check_until(document, cancel)?;
            answer.findings.extend(report.findings);
            answer.faults.extend(report.faults);
            answer.silenced.extend(report.silenced);
            answer.days.push(report.day);
            answer.slots.extend(report.slots);
            answer.skipped.extend(report.skipped);
        }
        let fixes = answer.findings.iter_mut().flat_map(|finding| &mut finding.fixes);
        let edits = fixes.flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.insert = format.written(&edit.insert).into_owned());
        Some(answer)
    }
}
