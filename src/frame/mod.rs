//! Which time a mention speaks of: the cue cascade.

mod cascade;
mod timeline;
mod turns;

pub use cascade::{Cascade, Setting};
pub use timeline::{
    Entry, another_year, date_of_another_day, entry_of_a_timeline, has_years, is_a_date, is_a_dated_table, is_timeline,
    mixes_days,
};
pub use turns::TurnMarks;

use crate::text::{Prose, Span};
use crate::time::Days;

/// How a mention stands to the day of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Another time, another voice, another world: says nothing of now.
    Other,
    /// Perhaps another time: neither votes nor is flagged.
    Weak,
    /// Nothing says which time.
    Free,
    /// A year in the sentence says which time.
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

/// The rule of a mention that is held to the date at the head of its entry.
pub const TIMELINE: &str = "timeline";

/// A label and what gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The label.
    pub label: Label,
    /// Name of the rule of the cascade that gave it, as `marker` or `present-verb`.
    pub rule: &'static str,
    /// The words that gave it, where single words did.
    pub cue: Option<Span<Prose>>,
    /// For an anchored mention: the days that its sentence names.
    pub anchor: Days,
    /// Whether tense alone speaks for now, which history told by title shares: a draft that talks of two holders of the office
    /// takes the label back.
    pub slight: bool,
}
