//! The cascade: the first rule that knows something says which time a mention speaks of.

mod elsewhen;
mod entry;
mod grammar;
mod now;

use super::{Frame, Label};
use crate::document::BlockKind;
use crate::language::analysis::{Analysis, NamedYear};
use crate::language::annotated::Annotated;
use crate::language::cues::{Cues, ListId};
use crate::language::offices::OfficeMention;
use crate::rules::Words;
use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// What the cascade knows of the place of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// What the block is.
    pub block: BlockKind,
    /// Quoted stretches of the block.
    pub quoted: &'a [Span<Prose>],
    /// Whether the block stands in a section about another time, or is an entry of a timeline.
    pub elsewhen: bool,
    /// Whether the block is a turn of an interview.
    pub spoken: bool,
    /// The given day of the draft.
    pub day: Option<Day>,
    /// Whether the block is the title or one of the first two paragraphs.
    pub leading: bool,
    /// The draft.
    pub analysis: &'a Analysis<'a>,
    /// Number of the sentence in it.
    pub sentence: usize,
}

/// The lists of the cascade, looked up once.
#[derive(Debug)]
pub struct Cascade {
    markers: Vec<ListId>,
    former: ListId,
    governor: ListId,
    possessed: ListId,
    era: ListId,
    served: ListId,
    at_the_time: ListId,
    metonym_term: ListId,
    guard: ListId,
    present: ListId,
    past: ListId,
    past_ending: Vec<String>,
    adverb: ListId,
    adverb_ending: Vec<String>,
    question: ListId,
    auxiliary: ListId,
    who: ListId,
    now_strong: ListId,
    possessed_event: ListId,
    determiner: ListId,
    opening_in: ListId,
    retrospective: ListId,
    speech: ListId,
    now_word: ListId,
    other_time: ListId,
    hypothetical: ListId,
    object_of: ListId,
    clause_opener: ListId,
    not_a_speaker: ListId,
    other_world: ListId,
    complementizer: ListId,
    link_end: ListId,
    finite_present: ListId,
    finite_past: ListId,
    perfect: ListId,
    by: ListId,
    passive: ListId,
    staff: ListId,
    staff_link: ListId,
    past_perfect: ListId,
    coordination: ListId,
    claimed_current: ListId,
    own: ListId,
    span_opening: ListId,
}

/// A mention in its sentence, with what more than one rule asks for.
struct Scene<'a> {
    view: &'a Annotated<'a>,
    mention: &'a OfficeMention,
    /// Other office mentions of the sentence.
    mentions: &'a [OfficeMention],
    setting: Setting<'a>,
    /// One past the word before the phrase: what governs the mention ends here.
    governed_at: usize,
    /// Tokens of quotations in the sentence: their words say nothing of when the draft speaks.
    quoted: Vec<bool>,
    /// Years of the sentence that are not the draft's own.
    other_years: Vec<NamedYear>,
}

impl Cascade {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues, words: &Words) -> Self {
        let list = |name: &str| cues.list(name);
        let markers = [
            "marker-former",
            "marker-then",
            "marker-late",
            "marker-future",
            "marker-future-after",
            "marker-acting",
            "marker-other",
            "marker-elect",
        ];
        Self {
            markers: markers.map(list).to_vec(),
            former: list("marker-former"),
            governor: list("frame-governor"),
            possessed: list("frame-possessed"),
            era: list("frame-era"),
            served: list("frame-served"),
            at_the_time: list("at-the-time"),
            metonym_term: list("metonym-term"),
            guard: list("guard-preposition"),
            present: list("verb-present"),
            past: list("verb-past"),
            past_ending: words.items("verb-past-ending").to_vec(),
            adverb: list("adverb"),
            adverb_ending: words.items("adverb-ending").to_vec(),
            question: list("question-word"),
            auxiliary: list("auxiliary-present"),
            who: list("relative-pronoun"),
            now_strong: list("now-strong"),
            possessed_event: list("possessed-event"),
            determiner: list("determiner"),
            opening_in: list("opening-in"),
            retrospective: list("retrospective"),
            speech: list("verb-speech"),
            now_word: list("now-word"),
            other_time: list("other-time"),
            hypothetical: list("hypothetical"),
            object_of: list("object-of"),
            clause_opener: list("clause-opener"),
            not_a_speaker: list("not-a-speaker"),
            other_world: list("other-world"),
            complementizer: list("complementizer"),
            link_end: list("link-end"),
            finite_present: list("finite-present"),
            finite_past: list("finite-past"),
            perfect: list("participle-opener"),
            by: list("by-past"),
            passive: list("verb-passive"),
            staff: list("staff"),
            staff_link: list("staff-link"),
            past_perfect: list("past-perfect"),
            coordination: list("coordination"),
            claimed_current: list("claimed-current"),
            own: list("owner-pronoun"),
            span_opening: list("span-opening"),
        }
    }

    /// Which time a mention speaks of, as if no marker stood beside it; markers are read from the mention itself.
    pub fn frame(&self, view: &Annotated, mentions: &[OfficeMention], at: usize, setting: Setting<'_>) -> Frame {
        let mention = &mentions[at];
        let other_years = view.sentence.years().filter(|named| {
            setting.day.is_none_or(|day| day.year() != named.year) && !mention.span.contains(named.span)
        });
        let in_quote =
            |span: Span<Prose>| setting.quoted.iter().any(|quote| quote.start <= span.start && span.start < quote.end);
        let scene = Scene {
            view,
            mention,
            mentions,
            setting,
            governed_at: self.governed_at(view, mentions, mention),
            quoted: view.tokens.iter().map(|token| in_quote(token.span)).collect(),
            other_years: other_years.collect(),
        };
        let rules: [fn(&Self, &Scene<'_>) -> Option<Frame>; 15] = [
            Self::voice,
            Self::marked_neighbour,
            Self::still_in_office,
            Self::own_time,
            Self::clause,
            Self::object_or_staff,
            Self::present_verb,
            Self::present_beside,
            Self::anchored,
            Self::possessed_thing,
            Self::other_time,
            Self::leaning_now,
            Self::present_sentence,
            Self::news_around,
            Self::lead,
        ];
        rules.iter().find_map(|rule| rule(self, &scene)).unwrap_or_else(|| plain(Label::Free, "nothing"))
    }

    /// Which marker list a mention carries, nearest first.
    pub fn marker(&self, mention: &OfficeMention) -> Option<(ListId, bool)> {
        mention.marks.iter().find(|mark| self.markers.contains(&mark.list)).map(|mark| (mark.list, mark.loose))
    }

    /// Whether markers of two lists stand beside a mention.
    pub fn doubly_marked(&self, mention: &OfficeMention) -> bool {
        let mut lists = mention.marks.iter().map(|mark| mark.list).filter(|list| self.markers.contains(list));
        let first = lists.next();
        lists.any(|list| Some(list) != first)
    }

    /// The list of former markers.
    pub fn former(&self) -> ListId {
        self.former
    }

    /// The list of words that say that somebody holds an office today.
    pub fn claimed_current(&self) -> ListId {
        self.claimed_current
    }
}

fn plain(label: Label, rule: &'static str) -> Frame {
    Frame { label, rule, cue: None, anchor: Days::none(), slight: false }
}

/// A label that rests on tense alone.
fn slight(rule: &'static str) -> Frame {
    Frame { slight: true, ..plain(Label::NowMinus, rule) }
}
