//! A pattern with its condition, its relation and its messages.

use serde::{Deserialize, Serialize};

use super::expression::Expr;
use super::pattern::{Capture, Pattern};
use crate::findings::Severity;

/// The part of a draft that must contain both matches of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// Under one heading.
    Section,
    /// In one document.
    Document,
    /// In all documents of a run.
    Project,
}

impl Scope {
    /// Every scope with its word.
    pub(in crate::rules) const ALL: [(Self, &'static str); 5] = [
        (Self::Sentence, "sentence"),
        (Self::Paragraph, "paragraph"),
        (Self::Section, "section"),
        (Self::Document, "document"),
        (Self::Project, "project"),
    ];
}

/// How matches are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A pattern over words and values.
    Pattern(Pattern),
    /// A regular expression with named groups, each of which captures the recognised value inside it.
    Regex {
        /// As written.
        regex: String,
        /// The named groups, in order.
        captures: Vec<Capture>,
    },
    /// Several parts, one match of each in any order; the first is the trigger.
    Parts {
        /// In the order of the file.
        parts: Vec<PartOf>,
        /// Where the others are looked for.
        within: Within,
        /// The captures of all parts.
        captures: Vec<Capture>,
    },
    /// Figures of a passage: the first is derived from the others, in some reading.
    Figures {
        /// The figures, with their types.
        captures: Vec<Capture>,
        /// Patterns of which one must match in the sentence of the first figure; none if there are none.
        needs: Vec<Pattern>,
        /// Where the others are looked for.
        within: Within,
    },
}

/// What speaks for a reading of figures, or against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What is looked for.
    pub sign: Sign,
    /// In hundredths of a point; negative against it.
    pub weight: i32,
}

/// A sign that a reading is the meant one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// One of the patterns matches, and what it captures are the figures of these captures of the rule. A pattern without captures
    /// matches anywhere in the sentence of the first figure.
    Text(Vec<(Pattern, Vec<u8>)>),
    /// One of the patterns matches between two figures of a sentence.
    Between(Vec<Pattern>),
    /// A condition on the figures is certainly true.
    If(Expr),
    /// The figures count the same thing.
    SameNoun(Vec<u8>),
    /// For each sentence between the first figure and the farthest other one.
    Apart,
    /// For each figure of the sentences with a type of the others that the reading does not use.
    Spare,
}

/// A part of a rule: a name, and the patterns of which one must fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOf {
    /// As the file calls it.
    pub name: String,
    /// The patterns, each with the numbers of its captures among those of the rule.
    pub patterns: Vec<(Pattern, Vec<u8>)>,
}

/// Where the parts of a rule are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// In the sentence of the trigger.
    Sentence,
    /// Also in two sentences before it and one after it.
    Passage,
    /// In up to twelve sentences before and after it.
    Story,
    /// Before it, in its sentence or in the two before.
    Before,
    /// Before it in its sentence.
    Left,
    /// Before it, anywhere in the draft.
    Draft,
}

impl Within {
    /// Every one with its word.
    pub(in crate::rules) const ALL: [(Self, &'static str); 6] = [
        (Self::Sentence, "sentence"),
        (Self::Passage, "passage"),
        (Self::Story, "story"),
        (Self::Before, "before"),
        (Self::Left, "left"),
        (Self::Draft, "draft"),
    ];
}

impl Source {
    /// Its captures, in order.
    pub fn captures(&self) -> &[Capture] {
        match self {
            Self::Pattern(pattern) => &pattern.captures,
            Self::Regex { captures, .. } | Self::Parts { captures, .. } | Self::Figures { captures, .. } => captures,
        }
    }
}

/// What a match of a pattern says of somebody or something: on which days an event of theirs may have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The event, as messages call it: "the birth".
    pub gives: String,
    /// How its days follow from the anchor.
    pub by: Transform,
    /// Whose event it is.
    pub of: SubjectSort,
    /// Where the anchor is looked for, in this order.
    pub at: Vec<Anchor>,
}

/// How the days of an event follow from a day that the text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Transform {
    /// The event is on that day.
    Date,
    /// Somebody is `n` years old on that day.
    Age,
    /// Somebody is not yet `n` years old on that day.
    Under,
    /// That day is the `n`-th birthday.
    Birthday,
    /// That day is the `n`-th birthday, or a day on which it is celebrated.
    Celebration,
    /// That day is in the year of the `n`-th anniversary.
    Anniversary,
    /// The birth of somebody older than the one who is born on that day.
    Older,
    /// The birth of somebody younger.
    Younger,
    /// The birth of a twin.
    Twin,
    /// The birth of a father or a mother.
    Parent,
    /// The birth of a son or a daughter.
    Child,
    /// The birth of somebody `n` years older.
    Senior,
    /// The birth of somebody `n` years younger.
    Junior,
}

impl Transform {
    /// Every transform with its word.
    pub(in crate::rules) const ALL: [(Self, &'static str); 13] = [
        (Self::Date, "date"),
        (Self::Age, "age"),
        (Self::Under, "under"),
        (Self::Birthday, "birthday"),
        (Self::Celebration, "celebration"),
        (Self::Anniversary, "anniversary"),
        (Self::Older, "older"),
        (Self::Younger, "younger"),
        (Self::Twin, "twin"),
        (Self::Parent, "parent"),
        (Self::Child, "child"),
        (Self::Senior, "senior"),
        (Self::Junior, "junior"),
    ];
}

/// The sort of subject that a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubjectSort {
    /// Somebody.
    Person,
    /// The only person named before, in the sentence or the one before: "the 43-year-old".
    Before,
    /// The person whom the draft is about, in a heading that does not name them.
    Headline,
    /// The two people of whom the draft says "both".
    Couple,
    /// The person captured as `who`, whose birth follows from that of a relative: the one captured as `kin`, or "his".
    Relative,
}

impl SubjectSort {
    /// Every sort with its word.
    pub(in crate::rules) const ALL: [(Self, &'static str); 5] = [
        (Self::Person, "person"),
        (Self::Before, "person-before"),
        (Self::Headline, "headline"),
        (Self::Couple, "couple"),
        (Self::Relative, "relative"),
    ];
}

/// Where the day that a statement counts from is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The dates of its clause, and of a clause of the same time.
    Clause,
    /// The dates of the same clause only.
    Own,
    /// All dates of its sentence, each of which may be meant.
    Sentence,
    /// The same, or the day of the draft.
    Any,
    /// The dates of the sentence before.
    Before,
    /// The date at the head of its entry of a timeline or row of a table.
    Entry,
    /// The day of the draft, if the clause is in the present tense and names no date.
    Now,
    /// The day of the draft.
    Day,
    /// Another event of the same subject.
    Event(String),
    /// The same, if its sentence or the one before names that event.
    Nearby(String),
    /// Any day up to another event of the same subject.
    Until(String),
    /// Any day up to that of the draft.
    UntilNow,
}

impl Anchor {
    pub(in crate::rules) const WORDS: [(Self, &'static str); 9] = [
        (Self::Now, "now"),
        (Self::Own, "own"),
        (Self::Clause, "clause"),
        (Self::Sentence, "sentence"),
        (Self::Any, "any"),
        (Self::Before, "before"),
        (Self::Entry, "entry"),
        (Self::Day, "day"),
        (Self::UntilNow, "until now"),
    ];

    /// The event that an anchor is.
    pub(in crate::rules) fn event(&self) -> Option<&str> {
        if let Self::Event(event) | Self::Nearby(event) | Self::Until(event) = self { Some(event) } else { None }
    }

    /// An anchor by its word; any other text names an event, after "nearby" one that the text names close by, after "until" one that is
    /// not before the statement.
    pub(in crate::rules) fn of(word: &str) -> Self {
        let found = Self::WORDS.into_iter().find(|(_, name)| *name == word);
        if let Some((anchor, _)) = found {
            return anchor;
        }
        match word.split_once(' ') {
            Some(("nearby", event)) => Self::Nearby(event.to_owned()),
            Some(("until", event)) => Self::Until(event.to_owned()),
            _ => Self::Event(word.to_owned()),
        }
    }
}

/// Where a pattern of an `except` list must not match.
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
    /// Between two parts of the match.
    Between,
    /// Nowhere inside the match: one of these patterns must fit there.
    Missing,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Literal text.
    Text(String),
    /// The value of an expression.
    Value(Expr),
}

/// A message, read.
pub type Template = Vec<Part>;

/// One `[[check.pattern]]`. Numbers of captures count those of `source` and then those of `with`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How matches are found.
    pub source: Source,
    /// The second match of a pair.
    pub with: Option<Source>,
    /// The captures of the two that must name the same: numbers of captures.
    pub same: Option<(u8, u8)>,
    /// The capture with one value per key. Its counterpart in a pair has an index higher by the number of captures of
    /// the first match.
    pub value: Option<u8>,
    /// The part of the draft that must contain both.
    pub scope: Scope,
    /// Every capture, of both.
    pub captures: Vec<Capture>,
    /// A condition: a match counts only if this is certainly true.
    pub when: Option<Expr>,
    /// The relation; a finding needs it to be certainly false. Optional for some kinds.
    pub holds: Option<Expr>,
    /// The two as they are written.
    pub asked: [String; 2],
    /// The headline.
    pub message: Template,
    /// The captures from which to which is marked first; the whole match where none is named.
    pub primary: Option<(u8, u8)>,
    /// The values that identify a finding; by default the words of all captures.
    pub identity: Vec<Template>,
    /// The message at the primary place.
    pub note: Template,
    /// The messages at captures.
    pub labels: Vec<(u8, Template)>,
    /// The replacements for captures.
    pub fixes: Vec<(u8, Template)>,
    /// The severity of its findings, if it differs from the check's.
    pub severity: Option<Severity>,
    /// Patterns that suppress it.
    pub except: Vec<(Where, Pattern)>,
    /// What speaks for a reading of figures, and what against it.
    pub evidence: Vec<Evidence>,
    /// The least evidence for a reading that is reported, in hundredths.
    pub enough: i32,
    /// Most readings of one trigger, of which none holds, that are not too many to choose from.
    pub most: u8,
    /// Whether it is looked for in quotations too.
    pub quoted: bool,
    /// What a match states, for kinds that compare statements.
    pub statement: Option<Statement>,
    /// 1-based line of its header.
    pub line: u32,
}
