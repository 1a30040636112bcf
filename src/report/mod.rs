//! The results of a run as text, one file per format. Pure: reports are strings, the caller writes them.

pub mod catalog;
pub mod day;
pub mod facts;
mod gcc;
mod github;
mod gitlab;
mod human;
mod json;
mod location;
pub mod manual;
mod markdown;
pub mod question;
mod rdjson;
mod sarif;
mod schema;
mod short;
mod source_excerpt;
mod statistics;
#[cfg(test)]
mod tests;
pub mod tried;
mod xml;

pub use location::{one_line, shown as without_dot};
pub use schema::rules_schema;
pub use statistics::statistics;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::claims::DraftDay;
use crate::document::{Document, GivenDay};
use crate::engine::{Report, Skipped};
use crate::findings::{FactRef, Fault, Finding, Severity, Silenced, SilencedBy};
use crate::kinds::Slot;
use crate::rules::Check;
use crate::time::Day;

/// How a run is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Source lines with marks, for people.
    Human,
    /// `path:line:column: severity[rule] message`, for quickfix lists and problem matchers.
    Short,
    /// `path:line:column: error: message [rule]`, as compilers print it.
    Gcc,
    /// The documented JSON shape.
    Json,
    /// The same, an object a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// `JUnit` XML.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Reviewdog's diagnostics, one object.
    Rdjson,
    /// Reviewdog's diagnostics, one a line.
    Rdjsonl,
    /// A comment on a pull request.
    Markdown,
}

impl Style {
    /// Every style, with its name and purpose.
    pub const ALL: [(Self, &'static str, &'static str); 13] = [
        (Self::Human, "human", "source lines with marks"),
        (Self::Short, "short", "one line a finding: path:line:column: severity[rule] message"),
        (Self::Gcc, "gcc", "the lines of compilers, which editors read: path:line:column: error: message [rule]"),
        (Self::Json, "json", "one JSON object"),
        (Self::Jsonl, "jsonl", "the same, one object a line"),
        (Self::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        (Self::Github, "github", "annotations of GitHub Actions"),
        (Self::Gitlab, "gitlab", "code quality report of GitLab"),
        (Self::Junit, "junit", "JUnit XML"),
        (Self::Checkstyle, "checkstyle", "Checkstyle XML"),
        (Self::Rdjson, "rdjson", "diagnostics for reviewdog"),
        (Self::Rdjsonl, "rdjsonl", "the same, one a line"),
        (Self::Markdown, "markdown", "a comment on a pull request"),
    ];

    /// The style of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|&(style, ..)| style)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(style, ..)| *style == self).map_or("", |(_, name, _)| *name)
    }

    /// The styles that files of an extension have.
    pub fn of_extension(extension: &str) -> &'static [Self] {
        match extension {
            "json" => &[Self::Json],
            "jsonl" | "ndjson" => &[Self::Jsonl],
            "md" | "markdown" => &[Self::Markdown],
            "rdjson" => &[Self::Rdjson],
            "rdjsonl" => &[Self::Rdjsonl],
            "sarif" => &[Self::Sarif],
            "xml" => &[Self::Junit, Self::Checkstyle],
            _ => &[],
        }
    }

    /// The extensions that determine a style.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        ["json", "jsonl", "ndjson", "markdown", "rdjson", "rdjsonl", "sarif", "xml"].into_iter()
    }

    /// Returns `true` if it prints the help texts of rules.
    pub fn needs_manuals(self) -> bool {
        self == Self::Sarif
    }

    /// Returns `true` if it includes faults, so that they need not be printed separately.
    pub fn holds_faults(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// Parameters of the output besides the run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// Whether hints are shown; JSON and JSON Lines always include them.
    pub hints: bool,
    /// Whether `human` is colored.
    pub color: bool,
    /// Whether the rules in `human` are links of the terminal to their pages.
    pub links: bool,
    /// The least severity that makes a run fail; `None`: no finding does.
    pub fail_on: Option<Severity>,
    /// The checks in use.
    pub checks: &'a [Check],
    /// Paths of the rule files that are not built in: their checks have no page.
    pub own: &'a [String],
    /// The repository folder on the CI host, and the folder that paths are relative to, both absolute and with `/`.
    pub repository: Option<(&'a str, &'a str)>,
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
    /// Why the document was not checked, if it was not.
    pub skipped: Option<Skipped>,
}

impl DocumentSummary {
    /// Why it was not checked, if it was not.
    pub fn why_skipped(&self) -> Option<String> {
        self.skipped.as_ref().map(Skipped::reason)
    }
}

/// A file that is not read, or files of one ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadFiles {
    /// The file, if it is one that may be a draft.
    pub path: Option<String>,
    /// The ending of the files.
    pub ending: Option<String>,
    /// The number of files.
    pub files: usize,
    /// Why, as a sentence without its full stop.
    pub reason: String,
    /// A way to have the text checked, if there is one.
    pub advice: Option<String>,
    /// Whether the file is named on the command line, so that a fault says the same.
    pub is_named: bool,
}

/// A path of the command line that the settings exclude.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// As given.
    pub path: String,
    /// The pattern that matches it.
    pub pattern: String,
}

/// The results of a run.
#[derive(Debug, Default)]
pub struct Run {
    /// Sorted by place, then by check.
    pub findings: Vec<Finding>,
    /// What could not be done.
    pub faults: Vec<Fault>,
    /// Every document that was linted, in the order of its path and record.
    pub documents: Vec<DocumentSummary>,
    /// Suppressed findings, in the order of their documents.
    pub silenced: Vec<Silenced>,
    /// Values to compare between documents, in document order.
    pub slots: Vec<Slot>,
    /// Files that were not read, in the order of their paths; then those that are no drafts, by their endings.
    pub unread: Vec<UnreadFiles>,
    /// Paths of the command line that were left out.
    pub excluded: Vec<Excluded>,
    /// The last day on which any of the facts was verified; `None` without facts.
    pub facts_to: Option<Day>,
}

/// Days after the last day of the facts from which a draft is too new for them.
const OUTDATED: i32 = 90;

impl Run {
    /// Takes in the results of one document.
    pub fn add(&mut self, document: &Document, report: Report) {
        let input = &document.inputs[document.inputs.len() - 1];
        self.documents.push(DocumentSummary {
            path: Arc::clone(&input.path),
            record: input.record,
            document: input.document.clone(),
            day: placeless(report.day),
            skipped: report.skipped,
        });
        self.slots.extend(report.slots);
        let mut findings = report.findings;
        // Parts of a package are not text of the file, so edits there are only described.
        for fix in findings.iter_mut().flat_map(|finding| &mut finding.fixes) {
            fix.edits.retain(|edit| edit.place.input.part.is_none());
        }
        self.findings.extend(findings);
        self.faults.extend(report.faults);
        self.silenced.extend(report.silenced);
    }

    /// Takes in another run. Runs joined in the order of their paths stay sorted.
    pub fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.faults.extend(other.faults);
        self.documents.extend(other.documents);
        self.silenced.extend(other.silenced);
        self.slots.extend(other.slots);
        self.unread.extend(other.unread);
        self.excluded.extend(other.excluded);
        self.facts_to = self.facts_to.max(other.facts_to);
    }

    /// Drafts from more than 90 days after the last day of the facts.
    pub fn outdated(&self) -> impl Iterator<Item = &DocumentSummary> {
        self.documents.iter().filter(|document| self.is_outdated(document))
    }

    /// Returns `true` if a draft is from more than 90 days after the last day of the facts.
    pub fn is_outdated(&self, document: &DocumentSummary) -> bool {
        let last = self.facts_to.map(|day| day.plus(OUTDATED));
        document.day.given().zip(last).is_some_and(|(day, last)| day > last)
    }

    /// One line if the facts are too old for some drafts.
    pub fn age_of_facts(&self) -> Option<String> {
        let (count, day) = (self.outdated().count(), self.facts_to?);
        let drafts = numbered(count, "draft is", "drafts are");
        let text = "later changes are unknown; update factlint, or its facts (`factlint facts --stale` lists them)";
        (count > 0)
            .then(|| format!("{drafts} from more than {OUTDATED} days after {day}, the last day of the facts: {text}"))
    }

    /// Drafts that were read and not checked.
    pub fn skipped(&self) -> impl Iterator<Item = &DocumentSummary> {
        self.documents.iter().filter(|document| document.skipped.is_some())
    }

    /// Returns `true` if there are faults of severity error.
    pub fn fails(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }

    /// Findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Findings shown in an output; hints only if requested.
    fn shown(&self, hints: bool) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| hints || finding.severity > Severity::Hint)
    }

    /// "2 skipped: no rules are in `de-at`, `fr`", "1 skipped: seems to be German".
    fn summary_of_languages(&self) -> Vec<String> {
        let all: Vec<&Skipped> = self.documents.iter().filter_map(|document| document.skipped.as_ref()).collect();
        let codes = all.iter().filter_map(|skipped| match skipped {
            Skipped::NoRules(language) => Some(format!("`{language}`")),
            Skipped::Seems(_) => None,
        });
        let names = all.iter().filter_map(|skipped| match skipped {
            Skipped::Seems(name) => Some((*name).to_owned()),
            Skipped::NoRules(_) => None,
        });
        let (codes, names): (Vec<String>, Vec<String>) = (codes.collect(), names.collect());
        let mut parts = Vec::new();
        if !codes.is_empty() {
            let number = codes.len();
            parts.push(format!("{number} skipped: no rules are in {}", listed(&codes.into_iter().collect(), ", ")));
        }
        if !names.is_empty() {
            let (number, verb) = (names.len(), if names.len() == 1 { "seems" } else { "seem" });
            parts.push(format!("{number} skipped: {verb} to be {}", listed(&names.into_iter().collect(), " or ")));
        }
        parts
    }

    /// One line with all counts: "1 error, 1 warning in 12 drafts; 1 suppressed".
    pub fn summary(&self, hints: bool) -> String {
        let shown = [Severity::Error, Severity::Warning, Severity::Hint].into_iter();
        let parts: Vec<String> = shown
            .filter(|&severity| hints || severity > Severity::Hint)
            .filter(|&severity| self.count(severity) > 0)
            .map(|severity| counted(self.count(severity), severity.word()))
            .collect();
        let found = if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") };
        let mut parts = vec![format!("{found} in {}", counted(self.documents.len(), "draft"))];
        let known = self.silenced.iter().filter(|silenced| silenced.by == SilencedBy::Baseline).count();
        if self.silenced.len() > known {
            parts.push(format!("{} suppressed", self.silenced.len() - known));
        }
        if known > 0 {
            parts.push(format!("{known} in the baseline"));
        }
        parts.extend(self.summary_of_languages());
        // Images and source code are no drafts.
        let unread: usize = self.unread.iter().filter(|unread| unread.path.is_some()).map(|unread| unread.files).sum();
        if unread > 0 {
            parts.push(format!("{} not read", counted(unread, "file")));
        }
        if !self.excluded.is_empty() {
            parts.push(format!("{} excluded by the settings", self.excluded.len()));
        }
        if self.fails() {
            parts.push(counted(self.faults.iter().filter(|fault| fault.is_error()).count(), "fault"));
        }
        parts.join("; ")
    }
}

/// "`de`, `fr`".
fn listed(words: &BTreeSet<String>, last: &str) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [before @ .., word] if !before.is_empty() => format!("{}{last}{word}", before.join(", ")),
        words => words.concat(),
    }
}

/// The day without its place, since a summary must not keep the whole text of every draft.
fn placeless(day: DraftDay) -> DraftDay {
    match day {
        DraftDay::Given(given) => DraftDay::Given(GivenDay { place: None, ..given }),
        other => other,
    }
}
/// "1 draft", "3 drafts".
fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// "1 stale entry", "3 stale entries".
pub fn numbered(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A row of a fact file that a finding rests on: "fact: facts/france/executive.toml:12, verified 2026-10-01".
pub fn fact_line(fact: &FactRef) -> String {
    let verified = fact.verified.as_ref().map_or(String::new(), |day| format!(", verified {day}"));
    format!("fact: {}:{}{verified}", fact.path, fact.line)
}

/// The page of a built-in check.
pub fn page(check: &Check, own: &[String]) -> Option<String> {
    let built_in = !own.contains(&check.path);
    built_in.then(|| format!("{}/blob/main/docs/checks/{}.md", env!("CARGO_PKG_REPOSITORY"), check.id))
}

fn page_of(rule: &str, look: &Look<'_>) -> Option<String> {
    page(look.checks.iter().find(|check| check.id == rule)?, look.own)
}

/// A run in a style. `human`, `short` and `gcc` leave the faults to [`faults`].
pub fn render(run: &Run, style: Style, look: &Look<'_>) -> String {
    match style {
        Style::Human => human::findings(run.shown(look.hints), look),
        Style::Short => short::findings(run.shown(look.hints)),
        Style::Gcc => gcc::findings(run.shown(look.hints)),
        Style::Json => json::run(run),
        Style::Jsonl => json::lines(run),
        Style::Sarif => sarif::run(run, look),
        Style::Github => github::run(run, look),
        Style::Gitlab => gitlab::run(run, look),
        Style::Junit => xml::junit(run, look),
        Style::Checkstyle => xml::checkstyle(run, look),
        Style::Rdjson => rdjson::run(run, look),
        Style::Rdjsonl => rdjson::lines(run, look),
        Style::Markdown => markdown::run(run, look),
    }
}

/// Faults alone, as printed on standard error: one line each for `short` and `gcc`, otherwise with source lines.
pub fn faults(faults: &[Fault], style: Style, color: bool) -> String {
    match style {
        Style::Short => short::faults(faults),
        Style::Gcc => gcc::faults(faults),
        _ => human::faults(faults, color),
    }
}
