//! What a check found, worded and placed, and faults of the input: the one currency of checks, rule files and settings.

mod apply;
mod fingerprint;

pub use apply::{Applied, apply};
pub use fingerprint::fingerprint;

use crate::text::Place;

/// How much a finding weighs. Ordered: a hint is least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// Worth a look in an editor; never shown in CI unless asked for.
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

/// How sure the linter is that it read the text right. Ordered: low is least.
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

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What this place says, in a few words; may be empty for a repeat.
    pub text: String,
}

/// Why a related place is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The other side of the contradiction.
    Conflict,
    /// The primary statement, made again.
    Same,
    /// What settles the matter: the draft's own date, a sentence's year.
    Evidence,
}

impl Role {
    /// The word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Same => "same",
            Self::Evidence => "evidence",
        }
    }
}

/// A place beside the primary one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Why it is shown.
    pub role: Role,
    /// Where, and what it says.
    pub label: Label,
}

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Keeps the meaning.
    Safe,
    /// Changes what is said; a person must choose it.
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

/// One replacement: the place's bytes give way to `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub place: Place,
    /// What comes in its stead.
    pub insert: String,
}

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as shown to people.
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
}

/// Two places of a draft that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the check, kebab-case.
    pub rule: String,
    /// Its weight.
    pub severity: Severity,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// One sentence.
    pub message: String,
    /// The one place that is marked first.
    pub primary: Label,
    /// The others.
    pub related: Vec<Related>,
    /// Further lines: ways out, who holds the seat.
    pub notes: Vec<String>,
    /// Ways out that can be applied.
    pub fixes: Vec<Fix>,
    /// What it rests on.
    pub facts: Vec<FactRef>,
    /// The same for the same contradiction, wherever in the file it stands (see [`fingerprint`]).
    pub fingerprint: String,
}

/// Who asked for silence.
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
    /// What was found.
    pub finding: Finding,
    /// Who asked for silence.
    pub by: SilencedBy,
    /// Why, in the words of the one who asked.
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
    /// The file, where there is one.
    pub path: Option<String>,
    /// The place in it, where there is one.
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

    /// The same as a warning: it is reported, and the exit status stays.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Whether it ends the run with the status of faults.
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
