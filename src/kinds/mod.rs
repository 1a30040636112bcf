//! The kinds of check: the verbs of the rule language. One file or folder a kind, one line in [`KINDS`].

mod acronym;
mod changed_names;
mod changed_numbers;
mod chronology;
mod code_values;
mod draft;
mod events;
mod formula;
mod group_counts;
mod headline;
mod life;
mod lines;
mod message;
mod named;
mod near_names;
mod opening_days;
mod phrase;
mod quotation;
mod quotation_source;
mod role;
mod step_references;
mod table;
mod table_text;
mod tenure;
mod timetable;
mod topic;
mod variants;
mod wording;

pub use draft::Draft;
pub use formula::{Slot, across, owner};
pub use message::{Messages, few, joined, one_line};
pub use quotation_source::Transcript;
pub use role::Titled;
pub use wording::Wording;

use serde::Serialize;

use crate::findings::Finding;
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, Words};

/// A kind: what its rule files may say, and how it looks for findings.
#[derive(Debug)]
pub struct Kind {
    /// Name, messages and placeholders, for the reader of rule files.
    pub spec: KindSpec,
    /// Prepares a check, once per engine; everything that is looked up or built only once belongs here.
    pub prepare: fn(&Check, &Words, &Cues) -> Box<dyn Run>,
}

/// A check made ready.
pub trait Run: std::fmt::Debug + Send + Sync {
    /// Its findings in a draft.
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome;

    /// The trace of its patterns in a sentence; empty for kinds without patterns.
    fn trace(&self, _check: &Check, _draft: &Draft<'_>, _sentence: usize) -> Vec<Trace> {
        Vec::new()
    }

    /// The values to compare with other drafts of the run ([`across`]).
    fn slots(&self, _check: &Check, _draft: &Draft<'_>) -> Vec<Slot> {
        Vec::new()
    }
}

/// The result of one pattern in one sentence, for rule authors.
#[derive(Debug, Serialize)]
pub struct Trace {
    /// `pattern`; `with` for the second half of a pair, and `pair` for both; `figure` for readings of figures.
    pub part: &'static str,
    /// The line of the pattern in its file.
    pub line: u32,
    /// Its matches.
    pub fits: Vec<TracedFit>,
    /// Where it stops, if there is no match.
    pub stopped: Option<String>,
}

/// A match of a pattern.
#[derive(Debug, Serialize)]
pub struct TracedFit {
    /// The words.
    pub text: String,
    /// Of each capture its name, its words and its value.
    pub captures: Vec<[String; 3]>,
    /// The evaluated expressions: `where` or `holds`, the expression and the result. Without a name: a comparison in it with both
    /// sides as ranges.
    pub asked: Vec<[String; 3]>,
    /// Why the match counts for nothing.
    pub silence: Option<String>,
}

/// A check that needs nothing made ready.
#[derive(Debug)]
struct Plain(fn(&Check, &Draft<'_>) -> Outcome);

impl Run for Plain {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        (self.0)(check, draft)
    }
}

/// The result of one check on one draft.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings, in any order.
    pub findings: Vec<Finding>,
    /// The number of items that the check looked at: mentions, matches of its patterns, names. A `pass` example must contain one.
    pub read: usize,
}

/// Returns `true` if a check compares drafts with transcripts, and does nothing without one.
pub fn needs_transcripts(check: &Check) -> bool {
    check.kind == quotation_source::KIND.spec.name
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    acronym::KIND,
    changed_names::KIND,
    changed_numbers::KIND,
    chronology::KIND,
    code_values::KIND,
    events::ORDERS,
    events::LENGTHS,
    events::DATES_OF_ONE,
    events::AFTER_DEATH,
    formula::KIND,
    formula::SLOT,
    group_counts::KIND,
    headline::KIND,
    life::KIND,
    lines::KIND,
    near_names::KIND,
    opening_days::KIND,
    phrase::KIND,
    quotation::KIND,
    role::KIND,
    quotation_source::KIND,
    step_references::KIND,
    table::KIND,
    table_text::KIND,
    tenure::KIND,
    timetable::KIND,
    variants::KIND,
];
