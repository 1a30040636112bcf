//! One-sided bounds on the day of an undated draft, from its dated sentences: it is not earlier than past events, and
//! not later than future ones.
//!
//! Only the plainest shapes count: "On March 3, 2025, the court ruled", "was signed on March 3, 2025", "will open in 2027".

use crate::document::BlockKind;
use crate::frame::Ledger;
use crate::language::analysis::{Analysis, Sentence};
use crate::language::annotated::{Annotated, bare};
use crate::language::cues::{Cues, ListId};
use crate::language::values::DateValue;
use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// One end of the days of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The date.
    pub span: Span<Prose>,
    /// Whether the draft is not before it; else not after.
    pub past: bool,
    /// The days that are left.
    pub days: Days,
    /// Identifies the content of a bound, such as `not-before 2025-03-03`.
    pub key: String,
}

impl Bound {
    /// The day at its end: the first that is left, or the last.
    pub fn day(&self) -> Option<Day> {
        let &(from, until) = self.days.ranges().first()?;
        Some(if self.past { from } else { until.plus(-1) })
    }
}

/// Most words between "will" and its date.
const REACH: usize = 12;

/// The words that bounds are read by.
#[derive(Debug)]
pub struct BoundReader {
    link: ListId,
    future: ListId,
    unsure: Vec<ListId>,
    present: ListId,
}

impl BoundReader {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            link: list("bound-link"),
            future: list("bound-future"),
            unsure: ["bound-unsure", "hypothetical"].map(list).to_vec(),
            present: list("finite-present"),
        }
    }

    /// The bounds of a draft, one for each content, in its order.
    pub fn read(&self, analysis: &Analysis<'_>, ledger: &Ledger) -> Vec<Bound> {
        let mut bounds: Vec<Bound> = Vec::new();
        for sentence in &analysis.sentences {
            let told = matches!(analysis.blocks[sentence.block].kind, BlockKind::Paragraph | BlockKind::Item);
            if told
                && let Some(bound) = self.bound(analysis, sentence, ledger)
                && bounds.iter().all(|other| other.key != bound.key)
            {
                bounds.push(bound);
            }
        }
        bounds
    }

    fn bound(&self, analysis: &Analysis<'_>, sentence: &Sentence<'_>, ledger: &Ledger) -> Option<Bound> {
        let mut dates = sentence.dates();
        let ((date, span), None) = (dates.next()?, dates.next()) else {
            return None;
        };
        let when = date.when(None)?;
        let view = bare(sentence);
        let quoted: Vec<bool> =
            view.tokens.iter().map(|token| analysis.is_quoted(sentence.block, token.span)).collect();
        let at = view.tokens.iter().position(|token| token.span.start == span.start)?;
        let link = view.ends(self.link, at)?;
        if quoted[at] || self.unsure.iter().any(|&list| view.any(list).is_some()) {
            return None;
        }
        let told = ledger.finite_past_cue(&view, &quoted);
        if told && self.is_past(&view, ledger, (date, span), link) {
            let key = format!("not-before {}", when.earliest);
            return Some(Bound { span, past: true, days: Days::range(when.earliest, Day::MAX), key });
        }
        let will = view.cues.iter().find(|cue| cue.list == self.future && !quoted[cue.from()])?;
        let near = will.to() <= link && link - will.to() <= REACH;
        let key = format!("not-after {}", when.latest);
        (near && !told).then(|| Bound { span, past: false, days: Days::range(Day::MIN, when.latest.plus(1)), key })
    }

    /// Returns `true` if the date starts a sentence that is entirely in the past tense, or directly follows a past-tense verb.
    fn is_past(
        &self,
        view: &Annotated<'_>,
        ledger: &Ledger,
        (date, span): (DateValue, Span<Prose>),
        link: usize,
    ) -> bool {
        // "May" is a month here.
        let told_now = view.cues.iter().any(|cue| {
            (cue.list == self.present || cue.list == self.future) && !span.overlaps(view.span_of(cue.from(), cue.to()))
        });
        if told_now {
            return false;
        }
        link == 0 || date.has_day() && ledger.ends_past_verb(view, link)
    }
}
