//! Reads files of pairs and scores them: what is found in each flawed draft, and what in its sound twin. `tests/pairs/README.md`
//! describes the format.

use std::collections::{BTreeMap, BTreeSet};

use factlint::document::{self, Format};
use factlint::engine::Engine;
use factlint::findings::{Fault, Finding, Severity};
use factlint::text::Input;
use rayon::prelude::*;

/// What begins the line above each draft.
const HEAD: &str = "::: ";

/// One draft of a file of pairs.
#[derive(Debug, Default)]
pub(crate) struct Draft<'t> {
    pub(crate) id: &'t str,
    pub(crate) flawed: bool,
    pub(crate) category: &'t str,
    /// Exact words of the sides of the contradiction; a sound twin has none.
    pub(crate) expected: Vec<&'t str>,
    text: &'t str,
}

/// What was found in one draft.
pub(crate) struct Outcome<'t> {
    pub(crate) draft: Draft<'t>,
    /// Findings with a place that overlaps one of the expected texts.
    pub(crate) hits: Vec<Finding>,
    /// All other findings.
    pub(crate) others: Vec<Finding>,
    pub(crate) faults: Vec<Fault>,
}

impl Outcome<'_> {
    /// The weightiest finding of the expected places.
    pub(crate) fn best(&self) -> Option<&Finding> {
        self.hits.iter().rev().max_by_key(|finding| finding.severity)
    }

    /// Whether an error or a warning points at an expected place.
    pub(crate) fn caught(&self) -> bool {
        self.hits.iter().any(is_loud)
    }

    /// Errors and warnings that point at no expected place.
    pub(crate) fn elsewhere(&self) -> impl Iterator<Item = &Finding> {
        self.others.iter().filter(|finding| is_loud(finding))
    }
}

/// Errors and warnings count; hints are counted apart.
pub(crate) fn is_loud(finding: &Finding) -> bool {
    finding.severity > Severity::Hint
}

/// Reads the drafts of a file of pairs, or says everything that is wrong with it.
pub(crate) fn read(text: &str) -> Result<Vec<Draft<'_>>, String> {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut faults = Vec::new();
    let (mut at, mut from) = (0, 0);
    for line in text.split_inclusive('\n') {
        if let Some(head) = line.strip_prefix(HEAD) {
            if let Some(draft) = drafts.last_mut() {
                draft.text = &text[from..at];
            }
            drafts.push(read_head(head, &mut faults));
            from = at + line.len();
        }
        at += line.len();
    }
    if let Some(draft) = drafts.last_mut() {
        draft.text = &text[from..];
    }
    faults.extend(ill_formed(&drafts));
    if faults.is_empty() { Ok(drafts) } else { Err(faults.join("\n")) }
}

fn read_head<'t>(head: &'t str, faults: &mut Vec<String>) -> Draft<'t> {
    let mut parts = head.splitn(4, '|').map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (id, kind, category, expected) = (part(), part(), part(), part());
    if !matches!(kind, "bad" | "clean") {
        faults.push(format!("{id}: `{kind}` is neither `bad` nor `clean`"));
    }
    let expected = expected.split("||").map(str::trim).filter(|text| !text.is_empty()).collect();
    let category = category.split(',').next().unwrap_or_default().trim();
    Draft { id, flawed: kind == "bad", category, expected, text: "" }
}

fn ill_formed(drafts: &[Draft<'_>]) -> Vec<String> {
    let twins: BTreeSet<&str> = drafts.iter().filter(|draft| !draft.flawed).map(|draft| draft.id).collect();
    let (mut ids, mut faults) = (BTreeSet::new(), Vec::new());
    for draft in drafts {
        let id = draft.id;
        if !ids.insert(id) {
            faults.push(format!("{id}: this id is used twice"));
        }
        if !draft.flawed {
            continue;
        }
        if draft.expected.is_empty() {
            faults.push(format!("{id}: no expected text"));
        }
        if !twins.contains(format!("{id}-fixed").as_str()) {
            faults.push(format!("{id}: there is no sound twin `{id}-fixed`"));
        }
        for text in &draft.expected {
            let count = draft.text.matches(text).count();
            if count != 1 {
                faults.push(format!("{id}: `{text}` occurs {count} times, not once"));
            }
        }
    }
    faults
}

/// Checks every draft, each as a Markdown file of its own.
pub(crate) fn score<'t>(engine: &Engine, drafts: Vec<Draft<'t>>) -> Vec<Outcome<'t>> {
    drafts.into_par_iter().map(|draft| outcome(engine, draft)).collect()
}

fn outcome<'t>(engine: &Engine, draft: Draft<'t>) -> Outcome<'t> {
    let text = format!("{}\n", draft.text.trim_matches('\n'));
    let report = engine.check(&document::read(Format::Markdown, &Input::file(&format!("{}.md", draft.id), &*text)));
    let expected: Vec<_> =
        draft.expected.iter().filter_map(|words| text.find(words).map(|at| at..at + words.len())).collect();
    let is_hit = |finding: &Finding| {
        let related = finding.related.iter().map(|related| &related.label.place);
        std::iter::once(&finding.primary.place).chain(related).any(|place| {
            let span = place.span.range();
            expected.iter().any(|range| span.start < range.end && range.start < span.end)
        })
    };
    let (hits, others) = report.findings.into_iter().partition(is_hit);
    Outcome { draft, hits, others, faults: report.faults }
}

/// What is counted in each category.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) flawed: usize,
    pub(crate) caught: usize,
    /// Not caught, but with a hint at an expected place.
    pub(crate) hinted: usize,
    pub(crate) twins: usize,
    /// Sound twins with an error or a warning.
    pub(crate) speaking: usize,
    /// Errors and warnings of flawed drafts that point at no expected place.
    pub(crate) elsewhere: usize,
    /// Drafts with faults.
    pub(crate) faulty: usize,
}

impl Counts {
    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            flawed: self.flawed + other.flawed,
            caught: self.caught + other.caught,
            hinted: self.hinted + other.hinted,
            twins: self.twins + other.twins,
            speaking: self.speaking + other.speaking,
            elsewhere: self.elsewhere + other.elsewhere,
            faulty: self.faulty + other.faulty,
        }
    }

    fn of(outcome: &Outcome<'_>) -> Self {
        let faulty = usize::from(!outcome.faults.is_empty());
        let others = outcome.elsewhere().count();
        if outcome.draft.flawed {
            let (caught, hinted) = (outcome.caught(), !outcome.caught() && !outcome.hits.is_empty());
            let (caught, hinted) = (usize::from(caught), usize::from(hinted));
            Self { flawed: 1, caught, hinted, elsewhere: others, faulty, ..Self::default() }
        } else {
            Self { twins: 1, speaking: usize::from(others > 0), faulty, ..Self::default() }
        }
    }
}

/// Counts outcomes by category.
pub(crate) fn counts<'o>(outcomes: &'o [Outcome<'_>]) -> BTreeMap<&'o str, Counts> {
    let mut by_category: BTreeMap<&str, Counts> = BTreeMap::new();
    for outcome in outcomes {
        let counts = by_category.entry(outcome.draft.category).or_default();
        *counts = counts.plus(Counts::of(outcome));
    }
    by_category
}
