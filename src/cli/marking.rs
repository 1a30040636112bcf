//! `--add-ignore`: an ignore comment for every finding.

use std::sync::Arc;

use super::args::Check;
use super::fix::Fixed;
use super::since::Lines;
use crate::document::{Document, Format, marking};
use crate::engine::looks_at_marks;
use crate::findings::{Edit, Finding, Severity};
use crate::report::Run;
use crate::rules::Check as Rule;
use crate::text::Input;

/// Comments that are written into one draft.
const MOST: usize = 1_000;

/// The comments to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marking<'a> {
    reason: &'a str,
    hints: bool,
}

impl<'a> Marking<'a> {
    /// What a call asks for.
    pub(super) fn of(args: &'a Check) -> Option<Self> {
        let reason = args.add_ignore.as_deref()?;
        Some(Self { reason, hints: args.hints })
    }

    /// Writes comments into a draft while that suppresses findings. `check` checks a text; the run of the last one is answered.
    pub(super) fn fixed(
        self,
        format: Format,
        old: Arc<Input>,
        rules: &[Rule],
        lines: Option<Lines>,
        is_stdin: bool,
        check: &dyn Fn(&Arc<Input>) -> (Run, Document),
    ) -> (Run, Option<Fixed>) {
        let (mut run, mut document) = check(&old);
        let (mut new, mut count, mut lines) = (Arc::clone(&old), 0, lines);
        // Findings that no comment suppresses.
        let mut failed: Vec<Known> = Vec::new();
        while count < MOST {
            let asked = |finding: &&Finding| {
                let is_asked = self.asks(finding, rules) && lines.as_ref().is_none_or(|lines| lines.touch(finding));
                is_asked && !failed.contains(&Known::of(finding))
            };
            let Some(finding) = run.findings.iter().find(asked) else { break };
            let known = Known::of(finding);
            let before = (run.faults.len(), about_marks(&run, rules));
            let tried = self.edits(format, &document, finding, &run, rules).into_iter().find_map(|edit| {
                let text = Input::file(&old.path, inserted(&new.text, &edit));
                let (run, document) = check(&text);
                let stays = Known { at: moved(known.at, &edit), ..known.clone() };
                let is_gone = !run.findings.iter().any(|finding| Known::of(finding) == stays);
                let is_worse = run.faults.len() > before.0 || about_marks(&run, rules) > before.1;
                (is_gone && !is_worse).then_some((edit, text, run, document))
            });
            match tried {
                Some((edit, text, better, read)) => {
                    failed.iter_mut().for_each(|known| known.at = moved(known.at, &edit));
                    lines = lines.map(|lines| lines.after(&new.text, &text.text));
                    (new, run, document) = (text, better, read);
                    count += 1;
                }
                None => failed.push(known),
            }
        }
        (run, (count > 0 || is_stdin).then_some(Fixed { old, new, count, lines, is_stdin }))
    }

    /// Returns `true` if a finding gets a comment: hints only if they are shown, and none that is about comments.
    fn asks(self, finding: &Finding, rules: &[Rule]) -> bool {
        !is_about_marks(finding, rules) && (self.hints || finding.severity > Severity::Hint)
    }

    /// Ways to put a comment at a place of a finding, with all rules that have one there.
    fn edits(self, format: Format, document: &Document, finding: &Finding, run: &Run, rules: &[Rule]) -> Vec<Edit> {
        let related = finding.related.iter().map(|related| &related.label.place);
        let mut edits = Vec::new();
        for place in std::iter::once(&finding.primary.place).chain(related) {
            let mut names: Vec<&str> = vec![&finding.rule];
            let here = run.findings.iter().filter(|other| self.asks(other, rules));
            let here = here.filter(|other| other.primary.place.span == place.span);
            names.extend(here.map(|other| other.rule.as_str()));
            names.sort_unstable();
            names.dedup();
            let reason = if self.reason.is_empty() { String::new() } else { format!(": {}", self.reason) };
            let text = format!("factlint-ignore {}{reason}", names.join(", "));
            edits.extend(marking(format, document, place, &text));
        }
        edits
    }
}

/// A finding as it is known while a text grows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    rule: String,
    /// The first byte of its place.
    at: usize,
}

impl Known {
    fn of(finding: &Finding) -> Self {
        Self { rule: finding.rule.clone(), at: finding.primary.place.span.start as usize }
    }
}

fn is_about_marks(finding: &Finding, rules: &[Rule]) -> bool {
    rules.iter().any(|rule| rule.id == finding.rule && looks_at_marks(rule))
}

fn about_marks(run: &Run, rules: &[Rule]) -> usize {
    run.findings.iter().filter(|finding| is_about_marks(finding, rules)).count()
}

/// A byte of a text after an edit that inserts.
fn moved(at: usize, edit: &Edit) -> usize {
    if edit.place.span.start as usize <= at { at + edit.insert.len() } else { at }
}

fn inserted(text: &str, edit: &Edit) -> String {
    let at = edit.place.span.start as usize;
    [&text[..at], &edit.insert, &text[at..]].concat()
}
