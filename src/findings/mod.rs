//! Findings of checks, and faults of the input, rule files and settings.

mod apply;
mod fingerprint;

pub use apply::{Applied, apply};
pub use fingerprint::fingerprint;

use crate::text::Place;

/// Severity, ordered from hint to error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// Worth a look in an editor; not shown in CI by default.
    Hint,
    /// Probably a slip.
    Warning,
    /// Two statements that cannot both be true.
    Error,
}

impl Severity {
    /// The word that outputs and rule files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// One step down; a hint stays a hint.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Hint => Self::Hint,
        }
    }
}

/// How certain the interpretation of the text is, ordered from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Nothing in the sentence says which time it speaks of.
    Low,
    /// The sentence leans to one reading.
    Medium,
    /// The words leave one reading.
    High,
}

impl Confidence {
    /// The word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A place with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Where.
    pub place: Place,
    /// What this place says, in a few words; may be empty for a repeat.
    pub text: String,
}

/// Why a related place is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The other side of the contradiction.
    Conflict,
    /// The primary statement, made again.
    Same,
    /// What settles the matter: the draft's own date, a sentence's year.
    Evidence,
}

impl Relation {
    /// The word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Same => "same",
            Self::Evidence => "evidence",
        }
    }
}

/// A place related to the primary one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Why it is shown.
    pub role: Relation,
    /// The place and its message.
    pub label: Labelled,
}

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Keeps the meaning.
    Safe,
    /// May change the meaning, and needs review.
    Unsafe,
}

impl Safety {
    /// The word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// One edit: replaces `place` with `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The replaced text; an empty span inserts.
    pub place: Place,
    /// The replacement text.
    pub insert: String,
}

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Description for users.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The replacements; empty for advice that is only shown.
    pub edits: Vec<Edit>,
}

/// A row of a fact file that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactRef {
    /// Path of the fact file below its rules folder, with `/`.
    pub path: String,
    /// 1-based line of the row.
    pub line: u32,
    /// ISO day through which the row was known right.
    pub verified: Option<String>,
    /// Its source, or else the first of its pack.
    pub source: Option<String>,
    /// What it says, if it is a term or a life.
    pub said: Option<FactSaid>,
}

/// What a row of a fact file says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactSaid {
    /// The person or place.
    pub holder: String,
    /// "president, United States"; `None` for a life.
    pub office: Option<String>,
    /// A day, a month, a year or words such as "before 1993-01-01": of the first day, or of the birth.
    pub from: Option<String>,
    /// The same, for the day of leaving or of the death; `None` if it is open.
    pub until: Option<String>,
}

/// Two places of a draft that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the check, kebab-case.
    pub rule: String,
    /// Its weight.
    pub severity: Severity,
    /// Certainty of the interpretation.
    pub confidence: Confidence,
    /// One sentence.
    pub message: String,
    /// The one place that is marked first.
    pub primary: Labelled,
    /// The others.
    pub related: Vec<Related>,
    /// Additional lines, such as suggestions and the current holder.
    pub notes: Vec<String>,
    /// Ways out that can be applied.
    pub fixes: Vec<Fix>,
    /// The facts it is based on.
    pub facts: Vec<FactRef>,
    /// Identifies a contradiction regardless of its position in the file (see [`fingerprint`]).
    pub fingerprint: String,
}

/// What suppressed a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SilencedBy {
    /// A mark in the draft.
    Mark,
    /// The settings, for its path.
    Settings,
    /// The baseline.
    Baseline,
}

/// A finding that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// The finding.
    pub finding: Finding,
    /// What suppressed it.
    pub by: SilencedBy,
    /// The reason given, if any.
    pub reason: Option<String>,
}

/// Something that kept the linter from its work: a broken rule file, an unreadable draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether the work could not be done (error), or only something was not understood (warning).
    pub severity: Severity,
    /// Kebab-case code, as `unreadable-file` or `unknown-key`.
    pub code: &'static str,
    /// What is wrong and what was expected.
    pub message: String,
    /// The file, if any.
    pub path: Option<String>,
    /// The place in it, if known.
    pub place: Option<Place>,
    /// Further lines: the nearest known name, an example.
    pub notes: Vec<String>,
}

impl Fault {
    /// A fault at a place.
    pub fn at(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        let path = Some(place.input.path.to_string());
        Self { severity: Severity::Error, code, message: message.into(), path, place: Some(place), notes: Vec::new() }
    }

    /// A fault of a whole file.
    pub fn of_file(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::of_call(code, message) }
    }

    /// A fault of the call: an unknown rule name, say.
    pub fn of_call(code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, code, message, path: None, place: None, notes: Vec::new() }
    }

    /// Turns it into a warning, which does not affect the exit status.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Returns `true` if it affects the exit status.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds a line below.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
}
