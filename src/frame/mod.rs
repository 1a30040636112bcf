//! Which time a mention speaks of: vetoes first, then a ledger of evidence.
//!
//! A veto is yes or no: another speaker, another world, or its own time. Everything else adds evidence for or against
//! now, with weights from the word files (`[table.evidence]`, and `weight` of a list). The sum determines the label.

mod evidence;
mod grammar;
mod ledger;
mod story;
mod timeline;
mod turns;
mod vetoes;

pub use ledger::{Cue, Ledger, Setting, Weights};
pub use timeline::{
    Entry, another_year, date_alone, date_of_another_day, entry_of_a_timeline, has_years, is_a_date, is_a_dated_table,
    is_timeline, mixes_days,
};
pub use turns::TurnMarks;

use std::sync::Arc;

use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// How a mention relates to the day of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Another time, another voice, another world: it says nothing about now.
    Other,
    /// Perhaps another time: it neither votes nor is flagged.
    Weak,
    /// Nothing says which time.
    Free,
    /// A date in its clause says which time.
    Anchored,
    /// Leans to now.
    NowMinus,
    /// Now.
    Now,
}

impl Label {
    /// The name that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Other => "OTHER",
            Self::Weak => "WEAK",
            Self::Free => "FREE",
            Self::Anchored => "ANCHORED",
            Self::NowMinus => "NOW-",
            Self::Now => "NOW",
        }
    }
}

/// What makes a mention say nothing about now, whatever else its sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Veto {
    /// Inside a quotation.
    Quoted,
    /// A block quotation or a caption.
    BlockQuote,
    /// A section or an entry about another time.
    Section,
    /// A draft whose present tense is not now.
    Narrative,
    /// A turn of a transcript or interview.
    Speaker,
    /// "In the novel, ...".
    OtherWorld,
    /// A row of links that was saved as text.
    Links,
    /// "former President A and Vice President B".
    MarkedNeighbour,
    /// "under President X".
    Governor,
    /// "President X's second term".
    PossessedTerm,
    /// "the Obama-era rule".
    Era,
    /// "the Obama presidency".
    Term,
    /// "at the time", after the mention.
    AtTheTime,
    /// "chancellor from 2005 to 2021".
    YearsBehind,
    /// An entry of a timeline before every term.
    BeforeOffice,
}

impl Veto {
    /// The name that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::BlockQuote => "block-quote",
            Self::Section => "section",
            Self::Narrative => "narrative",
            Self::Speaker => "speaker",
            Self::OtherWorld => "other-world",
            Self::Links => "links",
            Self::MarkedNeighbour => "marked-neighbour",
            Self::Governor => "governor",
            Self::PossessedTerm => "possessed-term",
            Self::Era => "era",
            Self::Term => "term",
            Self::AtTheTime => "at-the-time",
            Self::YearsBehind => "years-behind",
            Self::BeforeOffice => "before-office",
        }
    }

    /// Returns `true` for other speakers and worlds: there, not even "former" is the writer's word.
    pub fn is_a_voice(self) -> bool {
        matches!(self, Self::Quoted | Self::BlockQuote | Self::Section | Self::Narrative)
    }
}

/// One reason for now, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name: a key of `[table.evidence]`, or a word list with a weight.
    pub cue: Arc<str>,
    /// Points for now; negative against it.
    pub weight: i32,
    /// The words, where single words are the reason.
    pub span: Option<Span<Prose>>,
    /// Its type.
    pub sort: Sort,
}

/// Types of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Tense, dates and words of time in the mention's own sentence.
    Time,
    /// The part that the sentence gives the one named: object, agent, possessor.
    Part,
    /// The position of the mention in the draft, and the sentences around it: only the strongest of these counts.
    Context,
    /// What the facts and the rest of the draft imply about the person.
    Draft,
}

/// The sums at which a label begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// NOW.
    pub now: i32,
    /// NOW-.
    pub leaning: i32,
    /// FREE.
    pub free: i32,
}

/// The source of an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorFrom {
    /// A date in the clause of the mention.
    Clause {
        /// Whether the title is one that is kept for life.
        kept: bool,
        /// Whether it reports an official act.
        act: bool,
        /// Whether the date is not longer than a month.
        exact: bool,
    },
    /// The date at the head of an entry of a timeline.
    Entry,
}

/// Days that a mention is held to, instead of the draft's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The days.
    pub days: Days,
    /// The date.
    pub span: Span<Prose>,
    /// The source.
    pub from: AnchorFrom,
}

/// How far from a mention the date of its passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// In its sentence.
    Sentence,
    /// Earlier in its paragraph.
    Paragraph,
    /// Elsewhere in the draft.
    Draft,
}

/// The time of the passage of a mention: what it reports is not earlier than this day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The day.
    pub day: Day,
    /// The date.
    pub span: Span<Prose>,
    /// Its distance.
    pub near: Near,
    /// Whether the title is one that is kept for life, and the verb no official act.
    pub courtesy: bool,
}

/// Dates that are days or months, in the sentence of a mention in the past tense or before it in its paragraph: what it
/// reports is not after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
    /// The last date.
    pub span: Span<Prose>,
    /// Its distance.
    pub near: Near,
    /// Whether the verb is an official act.
    pub act: bool,
}

/// The ledger of one mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What makes it say nothing about now, and the words for it.
    pub veto: Option<(Veto, Option<Span<Prose>>)>,
    /// Reasons for now and against it.
    pub evidence: Vec<Evidence>,
    /// Days that it is held to.
    pub anchor: Option<Anchor>,
    /// The time of its passage, if it takes part in an event in the past tense.
    pub story: Option<Story>,
    /// The dates that what it reports is not after.
    pub dated: Option<Dated>,
    /// If the person is the subject of a main clause without a word of another time: the days of the dates around it.
    pub reports: Option<Days>,
    /// The minimum label, unless there is a veto.
    pub least: Label,
    /// The maximum label.
    pub most: Label,
    /// Sums at which labels begin.
    pub levels: Levels,
}

impl Frame {
    /// A frame without evidence.
    pub fn new(levels: Levels) -> Self {
        Self {
            veto: None,
            evidence: Vec::new(),
            anchor: None,
            story: None,
            dated: None,
            reports: None,
            least: Label::Other,
            most: Label::Now,
            levels,
        }
    }

    /// A frame with nothing but a veto.
    pub fn vetoed(levels: Levels, veto: Veto, cue: Option<Span<Prose>>) -> Self {
        Self { veto: Some((veto, cue)), ..Self::new(levels) }
    }

    /// The points of all evidence; of context only the strongest counts.
    pub fn sum(&self) -> i32 {
        let weights = |context: bool| {
            self.evidence.iter().filter(move |one| (one.sort == Sort::Context) == context).map(|one| one.weight)
        };
        weights(false).sum::<i32>() + weights(true).max().unwrap_or(0)
    }

    /// The resulting label.
    pub fn label(&self) -> Label {
        if self.veto.is_some() {
            return Label::Other;
        }
        if self.anchor.is_some() {
            return Label::Anchored;
        }
        let label = match self.sum() {
            sum if sum >= self.levels.now => Label::Now,
            sum if sum >= self.levels.leaning => Label::NowMinus,
            sum if sum >= self.levels.free => Label::Free,
            _ => Label::Weak,
        };
        label.max(self.least).min(self.most)
    }

    /// The reason that decided most: the veto, the anchor, or the strongest evidence on the side of the label.
    pub fn reason(&self) -> (&str, Option<Span<Prose>>) {
        if let Some((veto, cue)) = self.veto {
            return (veto.word(), cue);
        }
        if let Some(anchor) = &self.anchor {
            let word = if anchor.from == AnchorFrom::Entry { "timeline" } else { "date" };
            return (word, Some(anchor.span));
        }
        let sign = if self.label() >= Label::Free { 1 } else { -1 };
        let best = self.evidence.iter().filter(|one| one.weight * sign > 0).max_by_key(|one| one.weight.abs());
        best.map_or(("nothing", None), |one| (&one.cue, one.span))
    }

    /// Returns `true` if the mention is anchored to the date of a timeline entry.
    pub fn in_entry(&self) -> bool {
        self.anchor.as_ref().is_some_and(|anchor| anchor.from == AnchorFrom::Entry)
    }

    /// Returns `true` if it speaks of now only because of its context, or relies on a bare past-tense verb, as history
    /// under a bare title would.
    pub fn is_slight(&self) -> bool {
        let time: i32 =
            self.evidence.iter().filter(|one| one.sort != Sort::Context && one.weight > 0).map(|one| one.weight).sum();
        time < self.levels.now
    }
}
