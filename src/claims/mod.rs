//! The claims of a draft, the days on which each can be true, and the day of the draft.

mod bounds;
mod build;
mod coordinated_holders;
mod days;
mod discounts;
mod draft_day;
mod reading;

pub use bounds::{Bound, BoundReader};
pub use build::ClaimMaker;
pub use coordinated_holders::discount_coordinated;
pub use days::{Window, held};
pub use discounts::{discount, discount_within};
pub use draft_day::{Conflict, DraftDay, Sweep, sweep};
pub(crate) use reading::Reader;
pub use reading::Reading;

use crate::frame::{AnchorFrom, Frame, Near, Sort};
use crate::language::offices::Form;
use crate::rules::{Fluent, OfficeId, PersonId, TenureId};
use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// Days after the end of a term in which an event elsewhere in the passage is taken for the time of a mention.
const RECENT: i64 = 8 * 365;

/// The same for an event of its sentence, outside its clause.
const LONG_GONE: i64 = 20 * 365;

/// Days of a year, in which a passage of that date may go on.
const YEAR: i32 = 365;

/// Days before a first term in which a title may already be given.
const SHORTLY: i64 = 14;

/// Evidence that the draft also names the real holder, which a plain report outweighs.
const BOTH_NAMED: &str = "both-named";

/// The relation between a person and an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// Holds it: "President X".
    Holds,
    /// Acts in it: "acting President X".
    Acting,
    /// Held it before: "former President X".
    Former,
    /// Held it at the time spoken of: "then-President X".
    Then,
    /// Held it, and is dead: "the late President X".
    Late,
    /// Will hold it: "President-elect X".
    Elect,
    /// Number of simultaneous holders: "all 32 NATO members".
    Count,
}

impl Statement {
    /// The name that fluent keys and message templates use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Acting => "acting",
            Self::Former => "former",
            Self::Then => "then",
            Self::Late => "late",
            Self::Elect => "elect",
            Self::Count => "count",
        }
    }
}

/// One assertion of the draft about a dated fact.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the words, independent of the others")]
pub struct Claim {
    /// The statement.
    pub statement: Statement,
    /// The fluent, as checks name it: `tenure`, `member`.
    pub fluent: String,
    /// The declaration of the fluent.
    pub sort: Fluent,
    /// The listed tenures that may be meant.
    pub tenures: Vec<TenureId>,
    /// The complete office that the person never held.
    pub never: Option<(OfficeId, PersonId)>,
    /// Identifies the content of a claim, such as `holds us-president joe-biden`.
    pub key: String,
    /// Days on which it can be true.
    pub window: Window,
    /// Which time the sentence speaks of.
    pub frame: Frame,
    /// The construction that joins office and name.
    pub form: Form,
    /// Whether the full name is given.
    pub full: bool,
    /// Whether the words name the place of the office.
    pub placed: bool,
    /// The marked words.
    pub span: Span<Prose>,
    /// Where "former" would be put.
    pub insert_at: Span<Prose>,
    /// The title as written.
    pub title: Span<Prose>,
    /// The name as written.
    pub name: Span<Prose>,
    /// Whether it is in a heading or in the first two paragraphs.
    pub leading: bool,
    /// Whether the same person in the same office is marked as former elsewhere in the draft.
    pub marked_elsewhere: bool,
}

impl Claim {
    /// Returns `true` if it is anchored to days on which it cannot be true.
    pub fn misses_its_anchor(&self) -> bool {
        self.frame.anchor.as_ref().is_some_and(|anchor| !self.window.graced.meets(&anchor.days))
    }

    /// Returns `true` if a listed term includes or follows the date in its clause; the draft is not older than what it reports.
    pub fn held_since_its_anchor(&self) -> bool {
        let clause = self.frame.anchor.as_ref().filter(|anchor| anchor.from != AnchorFrom::Entry);
        let Some(&(first, _)) = clause.and_then(|anchor| anchor.days.ranges().first()) else { return true };
        // Nobody signs a law as a former president, or a future one.
        let act = clause.is_some_and(|anchor| matches!(anchor.from, AnchorFrom::Clause { act: true, .. }));
        !act && self.window.listed.meets(&Days::range(first, Day::MAX))
    }

    /// Returns `true` if its passage is about a time after every day on which it can be true: shortly after, unless a date of
    /// its own sentence says so.
    pub fn ended_before_its_story(&self) -> bool {
        let Some(story) = self.frame.story.as_ref().filter(|story| !story.courtesy) else { return false };
        let Some(&(_, end)) = self.window.listed.ranges().last() else { return false };
        let year = Days::range(story.day, story.day.plus(YEAR));
        let ended = end <= story.day && !self.window.graced.meets(&year) && story.day <= self.window.verified;
        let recent = story.day.since(end) < if story.near == Near::Sentence { LONG_GONE } else { RECENT };
        self.statement == Statement::Holds
            && self.sort.filtered
            && self.never.is_none()
            && ended
            && recent
            && !(self.marked_elsewhere && story.near > Near::Sentence)
    }

    /// Returns `true` if its passage is about a day before every term. Somebody who holds the office on the draft's day may
    /// have the title throughout, but not in an act of the office.
    pub fn began_after_its_date(&self, day: Option<Day>) -> bool {
        let Some(dated) = &self.frame.dated else { return false };
        let after = |(from, _): &(Day, Day)| from.since(dated.until) > SHORTLY;
        let sits = day.is_some_and(|day| self.window.graced.contains(day));
        self.full
            && matches!(self.statement, Statement::Holds | Statement::Then)
            && self.sort.filtered
            && self.never.is_none()
            && self.window.listed.ranges().first().is_some_and(after)
            && !self.window.possible.meets(&Days::range(dated.from, dated.until))
            && (!sits || dated.act && dated.near == Near::Sentence)
    }

    /// Returns `true` if a full name with a title is the subject of a main clause, and nothing speaks of another time but
    /// the sentences around it, whose dates are outside the term.
    pub fn is_plain(&self) -> bool {
        let apart = |days: &Days| !self.window.listed.meets(days);
        self.frame.reports.as_ref().is_some_and(apart)
            && self.full
            && self.statement == Statement::Holds
            && self.sort.filtered
            && self.frame.veto.is_none()
            && !self.against_now().any(|cue| cue != BOTH_NAMED)
    }

    /// The evidence from the facts or the whole draft against now: `handover`, `long-gone`, ...
    pub fn weakened(&self) -> Option<&str> {
        self.against_now().next_back()
    }

    fn against_now(&self) -> impl DoubleEndedIterator<Item = &str> {
        let against = self.frame.evidence.iter().filter(|one| one.sort == Sort::Draft && one.weight < 0);
        against.map(|one| &*one.cue)
    }

    /// Weight of the claim when the day of the draft is inferred: NOW 3, NOW- 2, else none; one more near the top.
    pub fn weight(&self) -> u32 {
        let base = match self.frame.label() {
            crate::frame::Label::Now => 3,
            crate::frame::Label::NowMinus => 2,
            crate::frame::Label::Anchored
            | crate::frame::Label::Free
            | crate::frame::Label::Weak
            | crate::frame::Label::Other => return 0,
        };
        base + u32::from(self.leading)
    }
}
