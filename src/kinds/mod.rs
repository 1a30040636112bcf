//! The kinds of check: the verbs of the rule language. One file or folder a kind, one line in [`KINDS`].

mod acronym;
mod draft;
mod formula;
mod headline;
mod message;
mod near_names;
mod pair_finding;
mod phrase;
mod quotation;
mod quotation_source;
mod repeated_date;
mod role;
mod tenure;
mod topic;
mod variants;
mod wording;

pub use draft::Draft;
pub use formula::{Slot, across};
pub use message::{Messages, joined, one_line};
pub use quotation_source::Transcript;
pub use role::Titled;
pub use wording::Wording;

use crate::findings::Finding;
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, Words};

/// A kind: what its rule files may say, and how it looks for findings.
#[derive(Debug)]
pub struct Kind {
    /// Name, messages and placeholders, for the reader of rule files.
    pub spec: KindSpec,
    /// Makes a check ready, once for an engine: what is looked up or built only once belongs here.
    pub prepare: fn(&Check, &Words, &Cues) -> Box<dyn Run>,
}

/// A check made ready.
pub trait Run: std::fmt::Debug + Send + Sync {
    /// What it finds in a draft.
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found;

    /// What it wants to compare with other drafts of the run ([`across`]).
    fn slots(&self, _check: &Check, _draft: &Draft<'_>) -> Vec<Slot> {
        Vec::new()
    }
}

/// A check that needs nothing made ready.
#[derive(Debug)]
struct Plain(fn(&Check, &Draft<'_>) -> Found);

impl Run for Plain {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        (self.0)(check, draft)
    }
}

/// What came of one check on one draft.
#[derive(Debug, Default)]
pub struct Found {
    /// Findings, in any order.
    pub findings: Vec<Finding>,
    /// How many things the check looked at: mentions, matches of its patterns, names. A `pass` example must hold one.
    pub read: usize,
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    acronym::KIND,
    formula::KIND,
    formula::SLOT,
    headline::KIND,
    near_names::KIND,
    phrase::KIND,
    quotation::KIND,
    repeated_date::KIND,
    role::KIND,
    quotation_source::KIND,
    tenure::KIND,
    variants::KIND,
];
