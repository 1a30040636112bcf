//! The kinds of check: the verbs of the rule language. One file or folder a kind, one line in [`KINDS`].
//!
//! May name every layer below: `text`, `findings`, `time`, `rules`, `document`, `language`, `frame`, `claims`.

mod freshness;
mod tenure;
mod wording;

pub use wording::Wording;

use crate::claims::{Claim, DraftDay, Sweep};
use crate::document::Document;
use crate::findings::Finding;
use crate::rules::{Check, KindSpec, Table};

/// A draft, read: what every kind may ask for.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The document.
    pub document: &'a Document,
    /// What it asserts of dated facts.
    pub claims: &'a [Claim],
    /// The day it speaks from.
    pub day: &'a DraftDay,
    /// What a sweep over the days found, where no day is given.
    pub sweep: &'a Sweep,
    /// All checks: a claim is worded by the check of its sort.
    pub checks: &'a [Check],
    /// The facts.
    pub table: &'a Table,
    /// The phrases that messages are built from.
    pub wording: &'a Wording,
}

/// A kind: what its rule files may say, and how it looks for findings.
#[derive(Debug)]
pub struct Kind {
    /// Name, messages and placeholders, for the reader of rule files.
    pub spec: KindSpec,
    /// Findings of a check of this kind, in any order.
    pub run: fn(&Check, &Draft<'_>) -> Vec<Finding>,
}

/// Every kind.
pub const KINDS: &[Kind] = &[freshness::KIND, tenure::KIND];

/// What the reader of rule files must know of every kind.
pub fn specs() -> Vec<KindSpec> {
    KINDS.iter().map(|kind| kind.spec).collect()
}
