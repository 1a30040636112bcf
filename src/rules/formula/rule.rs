//! A pattern with all that is said of it: what must hold, what is said where it does not.

use serde::{Deserialize, Serialize};

use super::expression::Expr;
use super::pattern::{Capture, Pattern};
use crate::findings::Severity;

/// How far two matches that are paired may lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one document.
    Document,
    /// In all documents of a run.
    Project,
}

impl Scope {
    /// Every scope with its word.
    pub(in crate::rules) const ALL: [(Self, &'static str); 4] = [
        (Self::Sentence, "sentence"),
        (Self::Paragraph, "paragraph"),
        (Self::Document, "document"),
        (Self::Project, "project"),
    ];
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A pattern over words and values.
    Pattern(Pattern),
    /// A regular expression with named groups, each taking what is recognised inside it.
    Regex {
        /// As written.
        regex: String,
        /// The named groups, in order.
        captures: Vec<Capture>,
    },
}

impl Source {
    /// Its captures, in order.
    pub fn captures(&self) -> &[Capture] {
        match self {
            Self::Pattern(pattern) => &pattern.captures,
            Self::Regex { captures, .. } => captures,
        }
    }
}

/// Where a pattern of an `except` list must not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Where {
    /// Anywhere in the sentence.
    Sentence,
    /// Anywhere in the paragraph.
    Paragraph,
    /// Inside the match.
    Inside,
    /// Right before the match.
    Before,
    /// Right after it.
    After,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// What an expression yields.
    Value(Expr),
}

/// A message, read.
pub type Template = Vec<Part>;

/// One `[[check.pattern]]`. Numbers of captures count those of `source` and then those of `with`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What is looked for.
    pub source: Source,
    /// The second match of a pair.
    pub with: Option<Source>,
    /// The captures of the two that must name the same: numbers of captures.
    pub same: Option<(u8, u8)>,
    /// The capture that has one value for each key; its twin stands as many captures later as the first match has.
    pub value: Option<u8>,
    /// How far the two may lie apart.
    pub scope: Scope,
    /// Every capture, of both.
    pub captures: Vec<Capture>,
    /// A match counts only where this is sure.
    pub when: Option<Expr>,
    /// What must hold; a finding where it surely does not. Some kinds need none.
    pub holds: Option<Expr>,
    /// The two as they are written.
    pub asked: [String; 2],
    /// The headline.
    pub message: Template,
    /// The captures from which to which is marked first; the whole match where none is named.
    pub primary: Option<(u8, u8)>,
    /// What makes two findings the same; the words of all captures where nothing is said.
    pub identity: Vec<Template>,
    /// What is said at the primary place.
    pub note: Template,
    /// What is said at each capture.
    pub labels: Vec<(u8, Template)>,
    /// What may be written in the place of a capture.
    pub fixes: Vec<(u8, Template)>,
    /// The weight of its findings, where it is not the check's.
    pub severity: Option<Severity>,
    /// Patterns that silence it.
    pub except: Vec<(Where, Pattern)>,
    /// Whether it is looked for in quotations too.
    pub quoted: bool,
    /// 1-based line of its header.
    pub line: u32,
}
