//! The baseline: findings that a project knows of and has put off. A finding is known by its file and its fingerprint, which comes
//! from the claims of both sides: lines, counts and order do not matter.
//!
//! Pure: the caller reads and writes the file.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::findings::{Fault, Finding, Silenced, SilencedBy};
use crate::text::{Input, Place, Span};

/// Default name of the file.
pub const BASELINE_NAME: &str = "factlint-baseline.json";

/// One known finding. Ordered as in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Path from the folder of the baseline, with `/`.
    pub path: String,
    /// The id of a JSON Lines record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Id of the check, for readers and to detect entries of checks that did not run.
    pub rule: String,
    /// The fingerprint.
    pub fingerprint: String,
}

/// Known findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

#[derive(Deserialize)]
struct Whole {
    schema: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Returns a fault with its place if the file is not a baseline.
    pub fn read(input: &Arc<Input>) -> Result<Self, Box<Fault>> {
        let text = input.text.strip_prefix('\u{feff}').unwrap_or(&input.text);
        let at = |offset: usize, message: String| {
            let offset = (offset + input.text.len() - text.len()).min(input.text.len());
            let place = Place { input: Arc::clone(input), span: Span::new(offset, offset) };
            Box::new(Fault::at("bad-baseline", place, message).note("`factlint baseline` rewrites it"))
        };
        let whole: Whole = serde_json::from_str(text).map_err(|error| {
            let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let mut offset = (line + error.column().saturating_sub(1)).min(text.len());
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            at(offset, format!("not a baseline: {error}"))
        })?;
        if whole.schema != 1 {
            return Err(at(0, format!("schema {} is newer than this program, which reads schema 1", whole.schema)));
        }
        Ok(Self { entries: whole.findings.into_iter().collect() })
    }

    /// Of findings; `path` gives the path from the baseline's folder.
    pub fn of<'f>(findings: impl Iterator<Item = &'f Finding>, path: impl Fn(&str) -> String) -> Self {
        Self { entries: findings.map(|finding| entry(finding, &path)).collect() }
    }

    /// The text of the file: an entry a line, sorted.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .entries
            .iter()
            .map(|entry| format!("    {}", serde_json::to_string(entry).expect("plain data becomes JSON")))
            .collect();
        let inner = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        format!("{{\n  \"schema\": 1,\n  \"findings\": [{inner}]\n}}\n")
    }

    /// Returns `true` if a finding is in the baseline.
    pub fn contains(&self, entry: &Entry) -> bool {
        self.entries.contains(entry)
    }

    /// These and some entries more.
    #[must_use]
    pub fn with<'b>(&'b self, more: impl Iterator<Item = &'b Entry>) -> Self {
        Self { entries: self.entries.iter().chain(more).cloned().collect() }
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns `true` if it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes known findings out of a list.
    pub fn hide(&self, findings: &mut Vec<Finding>, path: impl Fn(&str) -> String) -> Vec<Silenced> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let known = findings.extract_if(.., |finding| self.entries.contains(&entry(finding, &path)));
        known.map(|finding| Silenced { finding, by: SilencedBy::Baseline, reason: None }).collect()
    }

    /// Entries that are not among others.
    pub fn without<'s>(&'s self, other: &Self) -> impl Iterator<Item = &'s Entry> {
        self.entries.iter().filter(|entry| !other.entries.contains(entry))
    }
}

fn entry(finding: &Finding, path: &impl Fn(&str) -> String) -> Entry {
    let input = &finding.primary.place.input;
    Entry {
        path: path(&input.path),
        document: input.document.as_deref().map(str::to_owned),
        rule: finding.rule.clone(),
        fingerprint: finding.fingerprint.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Confidence, Labelled, Severity};

    fn finding(path: &str, fingerprint: &str) -> Finding {
        let input = Input::file(path, "text");
        Finding {
            rule: "office-holder".to_owned(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: String::new(),
            primary: Labelled { place: Place { input, span: Span::new(0, 4) }, text: String::new() },
            related: Vec::new(),
            notes: Vec::new(),
            fixes: Vec::new(),
            facts: Vec::new(),
            fingerprint: fingerprint.to_owned(),
        }
    }

    fn plain(path: &str) -> String {
        path.to_owned()
    }

    #[test]
    fn what_is_written_is_read_and_hides_what_it_knows() {
        let all = [finding("b.md", "2"), finding("a.md", "1"), finding("a.md", "1")];
        let baseline = Baseline::of(all.iter(), plain);
        let text = baseline.text();
        assert_eq!(text.matches("\"path\"").count(), 2);
        assert!(text.find("a.md") < text.find("b.md"));
        let read = Baseline::read(&Input::file(BASELINE_NAME, text.as_str())).expect("a baseline");
        assert_eq!(read, baseline);
        let mut findings = vec![finding("a.md", "1"), finding("a.md", "2"), finding("b.md", "2")];
        assert_eq!(read.hide(&mut findings, plain).len(), 2);
        assert_eq!(findings, [finding("a.md", "2")]);
        assert_eq!(Baseline::read(&Input::file("x", Baseline::default().text())), Ok(Baseline::default()));
    }

    #[test]
    fn a_broken_file_is_a_fault_with_a_place() {
        let fault = Baseline::read(&Input::file("x", "{\n  \"schema\": 1,\n  \"findings\": 3}")).expect_err("no list");
        assert_eq!(fault.place.map(|place| place.start().line), Some(3));
        let fault = Baseline::read(&Input::file("x", "{\"schema\": 2, \"findings\": []}")).expect_err("too new");
        assert!(fault.message.contains("schema 2"));
    }
}
