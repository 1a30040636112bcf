//! The ledger: every reason that a sentence gives for now or against it, with its weight from the word files.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::grammar::past_dates;
use super::{Evidence, Frame, Levels, Sort, Veto};
use crate::document::BlockKind;
use crate::language::analysis::{Analysis, NamedYear};
use crate::language::annotated::Annotated;
use crate::language::clauses::{Clauses, MentionReading, Role, VerbGroup};
use crate::language::cues::{self, Cues, ListId};
use crate::language::offices::OfficeMention;
use crate::rules::{Table, Words};
use crate::text::{Prose, Span};
use crate::time::Day;

/// The context of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The kind of its block.
    pub block: BlockKind,
    /// Quoted stretches of the block.
    pub quoted: &'a [Span<Prose>],
    /// Whether the block is in a section about another time, or is an entry of a timeline.
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
    /// The facts that its names are read by.
    pub table: &'a Table,
}

/// Where the items of a weighted list count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Right before the phrase of the mention.
    Governs,
    /// Directly after it, with a few words between.
    Behind(usize),
    /// Anywhere in its sentence.
    Sentence,
}

/// A word list with a weight.
#[derive(Debug)]
struct Weighted {
    list: ListId,
    name: Arc<str>,
    position: Position,
    /// Points in the mention's own clause, and elsewhere in its sentence.
    weight: i32,
    elsewhere: i32,
}

/// A name and a weight from `[table.evidence]`.
#[derive(Debug, Clone)]
pub struct Cue {
    name: Arc<str>,
    weight: i32,
    sort: Sort,
}

/// Declares the grammatical evidence: a field for each, with its key in `[table.evidence]` and its type.
macro_rules! evidence {
    ($($field:ident $key:literal $sort:ident,)*) => {
        /// The evidence that takes more than a word list to see.
        #[derive(Debug)]
        pub struct Weights {
            $(pub(crate) $field: Cue,)*
        }

        impl Weights {
            /// The keys of `[table.evidence]`.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            fn new(table: &BTreeMap<String, f64>) -> Self {
                let weight = |key: &str| table.get(key).map_or(0, |weight| *weight as i32);
                Self { $($field: Cue { name: $key.into(), weight: weight($key), sort: Sort::$sort },)* }
            }
        }
    };
}

evidence! {
    mention "mention" Time,
    copula "copula" Time,
    in_office_since "in-office-since" Time,
    since "since" Time,
    in_that_role "in-that-role" Time,
    subject_present "subject-present" Time,
    subject_past "subject-past" Time,
    possessor_present "possessor-present" Part,
    possessor_past "possessor-past" Part,
    object_present "object-present" Part,
    object_past "object-past" Part,
    oblique_present "oblique-present" Part,
    oblique_past "oblique-past" Part,
    agent "agent" Part,
    other_present "other-present" Part,
    other_past "other-past" Part,
    participial "participial" Part,
    no_verb "no-verb" Part,
    leaving "leaving" Time,
    past_perfect "past-perfect" Time,
    conditional "conditional" Time,
    condition "condition" Time,
    said "attribution" Time,
    clause "subordinate" Time,
    relative "relative" Time,
    who_present "who-present" Time,
    who_past "who-past" Time,
    year "year" Time,
    year_elsewhere "year-elsewhere" Time,
    month "other-month" Time,
    staff "staff" Part,
    staff_present "staff-present" Part,
    said_current "said-current" Time,
    possessive "possessive" Part,
    owned "owned" Part,
    metonym "metonym" Part,
    beside_a_name "beside-a-name" Part,
    reported "reported" Part,
    past_around "past-around" Time,
    since_then "since-then" Time,
    recent_date "recent-date" Time,
    present_sentence "present-sentence" Context,
    news_around "news-around" Context,
    lead "lead" Context,
    of_a_place "of-a-place" Draft,
    handover "handover" Draft,
    courtesy "courtesy" Draft,
    namesake "namesake" Draft,
    long_gone "long-gone" Draft,
    dead "dead" Draft,
    both_named "both-named" Draft,
    one_breath "one-breath" Draft,
    before_the_vote "before-the-vote" Draft,
}

/// The lists of the ledger, looked up once.
#[derive(Debug)]
pub struct Ledger {
    /// What each reason is worth.
    pub weights: Weights,
    weighted: Vec<Weighted>,
    levels: Levels,
    pub(super) markers: Vec<ListId>,
    pub(super) governor: ListId,
    pub(super) possessed: ListId,
    pub(super) era: ListId,
    pub(super) served: ListId,
    pub(super) at_the_time: ListId,
    pub(super) metonym_term: ListId,
    pub(super) guard: ListId,
    pub(super) present: ListId,
    pub(super) past: ListId,
    pub(super) past_ending: Vec<String>,
    pub(super) date_link: ListId,
    pub(super) stretch_link: ListId,
    pub(super) same_time: ListId,
    pub(super) company: ListId,
    pub(super) recipient: ListId,
    pub(super) public_act: ListId,
    pub(super) office_act: ListId,
    pub(super) verb_of_leaving: ListId,
    pub(super) title_for_life: ListId,
    pub(super) auxiliary: ListId,
    pub(super) who: ListId,
    pub(super) now_strong: ListId,
    pub(super) other_time: ListId,
    pub(super) hypothetical: ListId,
    pub(super) not_a_speaker: ListId,
    pub(super) other_world: ListId,
    pub(super) link_end: ListId,
    pub(super) finite_present: ListId,
    pub(super) finite_past: ListId,
    pub(super) perfect: ListId,
    pub(super) by: ListId,
    pub(super) staff: ListId,
    pub(super) staff_link: ListId,
    pub(super) claimed_current: ListId,
    pub(super) speech: ListId,
    pub(super) headed_by: ListId,
    pub(super) coordination: ListId,
    pub(super) own: ListId,
    pub(super) span_opening: ListId,
    pub(super) private_life: ListId,
    pub(super) whereabouts: ListId,
    pub(super) heading_participle: ListId,
    pub(super) same_day: ListId,
    pub(super) occasion: ListId,
}

/// A mention in its sentence, with data that several rules need.
pub(super) struct Scene<'a> {
    pub(super) view: &'a Annotated<'a>,
    pub(super) mention: &'a OfficeMention,
    /// Other office mentions of the sentence.
    pub(super) mentions: &'a [OfficeMention],
    pub(super) setting: Setting<'a>,
    /// One past the word before the phrase: what governs the mention ends here.
    pub(super) governed_at: usize,
    /// Tokens of quotations in the sentence: their words say nothing of when the draft speaks.
    pub(super) quoted: Vec<bool>,
    /// The role of the mention in its clause, computed only if there is no veto.
    reading: OnceCell<MentionReading<'a>>,
    /// Tokens that say the time of its clause.
    own: OnceCell<Vec<bool>>,
    /// Years of the sentence before the draft's own.
    pub(super) other_years: Vec<NamedYear>,
    /// Dates with a year that are older than the draft's news.
    pub(super) past_dates: Vec<NamedYear>,
}

impl Ledger {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues, words: &Words) -> Self {
        let list = |name: &str| cues.list(name);
        let none = BTreeMap::new();
        let table = |name: &str| words.tables.get(name).unwrap_or(&none);
        let level = |name: &str| table("evidence-level").get(name).map_or(0, |sum| *sum as i32);
        Self {
            weights: Weights::new(table("evidence")),
            weighted: weighted(cues, words),
            levels: Levels { now: level("now"), leaning: level("leaning"), free: level("free") },
            markers: MARKERS.map(list).to_vec(),
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
            date_link: list("date-link"),
            stretch_link: list("stretch-link"),
            same_time: list("same-time"),
            company: list("company"),
            recipient: list("recipient"),
            public_act: list("public-act"),
            office_act: list("office-act"),
            verb_of_leaving: list("verb-of-leaving"),
            title_for_life: list("title-for-life"),
            auxiliary: list("auxiliary-present"),
            who: list("relative-pronoun"),
            now_strong: list("now-strong"),
            other_time: list("other-time"),
            hypothetical: list("hypothetical"),
            not_a_speaker: list("not-a-speaker"),
            other_world: list("other-world"),
            link_end: list("link-end"),
            finite_present: list("finite-present"),
            finite_past: list("finite-past"),
            perfect: list("participle-opener"),
            by: list("by-past"),
            staff: list("staff"),
            staff_link: list("staff-link"),
            claimed_current: list("claimed-current"),
            speech: list("verb-speech"),
            headed_by: list("headed-by"),
            coordination: list("coordination"),
            own: list("owner-pronoun"),
            span_opening: list("span-opening"),
            private_life: list("private-life"),
            whereabouts: list("whereabouts"),
            heading_participle: list("heading-participle"),
            same_day: list("same-day"),
            occasion: list("occasion"),
        }
    }

    /// The time that a mention speaks of, regardless of markers next to it, which are part of the mention.
    pub fn frame(&self, view: &Annotated, mentions: &[OfficeMention], at: usize, setting: Setting<'_>) -> Frame {
        let scene = self.scene(view, mentions, at, setting);
        if let Some((veto, cue)) = self.veto(&scene) {
            // "the Fed under Chair X lifted its rate in December 2015": another time, and a date for it.
            let anchor = if matches!(veto, Veto::Governor | Veto::Section) { self.anchor(&scene) } else { None };
            let mut frame = Frame { anchor, ..Frame::new(self.levels) };
            if matches!(veto, Veto::Governor | Veto::Section | Veto::AtTheTime) {
                self.weigh_lists(&scene, &mut frame);
                frame.dated = self.dated(&scene, &frame);
                frame.story = self.story(&scene, &frame).filter(|_| veto != Veto::Governor);
                frame.evidence.clear();
            }
            frame.veto = Some((veto, cue)).filter(|_| frame.anchor.is_none());
            return frame;
        }
        let mut frame = Frame::new(self.levels);
        self.weigh(&scene, &mut frame);
        self.weigh_lists(&scene, &mut frame);
        frame.anchor = self.anchor(&scene);
        frame.dated = self.dated(&scene, &frame);
        frame.story = self.story(&scene, &frame);
        frame.reports = self.reports(&scene, &frame).then(|| self.days_around(&scene));
        frame
    }

    fn scene<'a>(
        &self,
        view: &'a Annotated<'a>,
        mentions: &'a [OfficeMention],
        at: usize,
        setting: Setting<'a>,
    ) -> Scene<'a> {
        let mention = &mentions[at];
        let other_years = view.sentence.years().filter(|named| {
            // A year to come is no history.
            setting.day.is_none_or(|day| day.year() > named.year) && !mention.span.contains(named.span)
        });
        let in_quote =
            |span: Span<Prose>| setting.quoted.iter().any(|quote| quote.start <= span.start && span.start < quote.end);
        Scene {
            reading: OnceCell::new(),
            own: OnceCell::new(),
            view,
            mention,
            mentions,
            setting,
            governed_at: self.governed_at(view, mentions, mention),
            quoted: view.tokens.iter().map(|token| in_quote(token.span)).collect(),
            other_years: other_years.collect(),
            past_dates: past_dates(view.sentence, setting.day),
        }
    }

    /// The first item of each weighted list, outside quotations; the nearest clause first.
    fn weigh_lists(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let (view, mention) = (scene.view, scene.mention);
        for one in &self.weighted {
            let found = match one.position {
                Position::Governs => {
                    view.ends(one.list, scene.governed_at).map(|from| (from, scene.governed_at, one.weight))
                }
                Position::Behind(gap) => {
                    let from = mention.to + usize::from(view.is_possessive(mention.to));
                    let at = (from..=from + gap).find_map(|at| Some((at, view.starts(one.list, at)?)));
                    at.map(|(at, to)| (at, to, one.weight))
                }
                Position::Sentence => {
                    let outside = view.cues.iter().filter(|cue| {
                        cue.list == one.list
                            && (cue.to() <= mention.phrase || cue.from() >= mention.to)
                            && !scene.quoted[cue.from()]
                            && !scene.is_of_a_past_date(cue)
                    });
                    let placed = outside.map(|cue| {
                        let weight = if scene.is_own(cue.from()) { one.weight } else { one.elsewhere };
                        (cue.from(), cue.to(), weight)
                    });
                    placed.max_by_key(|&(from, _, weight)| (weight.abs(), std::cmp::Reverse(from)))
                }
            };
            if let Some((from, to, weight)) = found {
                let sort = if one.position == Position::Governs { Sort::Part } else { Sort::Time };
                let span = Some(view.span_of(from, to));
                frame.evidence.push(Evidence { cue: Arc::clone(&one.name), weight, span, sort });
            }
        }
    }

    /// Returns `true` if a reason is a word list rather than grammar.
    pub(super) fn is_listed(&self, cue: &Arc<str>) -> bool {
        self.weighted.iter().any(|one| one.name == *cue)
    }

    /// Which marker list a mention carries, nearest first.
    pub fn marker(&self, mention: &OfficeMention) -> Option<(ListId, bool)> {
        mention.marks.iter().find(|mark| self.markers.contains(&mark.list)).map(|mark| (mark.list, mark.loose))
    }

    /// Returns `true` if a mention has markers from two lists.
    pub fn doubly_marked(&self, mention: &OfficeMention) -> bool {
        let mut lists = mention.marks.iter().map(|mark| mark.list).filter(|list| self.markers.contains(list));
        let first = lists.next();
        lists.any(|list| Some(list) != first)
    }
}

impl Frame {
    /// Enters a reason.
    pub(crate) fn add(&mut self, cue: &Cue, span: Option<Span<Prose>>) {
        let Cue { name, weight, sort } = cue;
        self.evidence.push(Evidence { cue: Arc::clone(name), weight: *weight, span, sort: *sort });
    }
}

impl<'a> Scene<'a> {
    /// The clauses of the sentence, in which each mention is one name.
    pub(super) fn clauses(&self) -> &'a Clauses {
        let Setting { analysis, sentence, table, .. } = self.setting;
        analysis.sentences[sentence].clauses(table)
    }

    /// The role of the mention in its clause.
    pub(super) fn reading(&self) -> MentionReading<'a> {
        *self.reading.get_or_init(|| {
            let (clauses, mention) = (self.clauses(), self.mention);
            // "the administration of President X": the part is that of the first noun.
            let mut parts = (mention.from..mention.to).map(|at| clauses.of_mention(at, at + 1));
            let subject = parts.find(|part| part.role == Role::Subject);
            subject.unwrap_or_else(|| clauses.of_mention(mention.from, mention.to))
        })
    }

    /// The verb of the innermost clause around the mention that has a finite one.
    pub(super) fn finite_verb(&self) -> Option<&VerbGroup> {
        let clauses = self.clauses();
        let verbs = clauses.around(self.reading().clause).filter_map(|clause| clauses.verb_of(clause));
        verbs.into_iter().find(|verb| verb.finite)
    }

    /// Returns `true` if a token belongs to the mention's own clause.
    pub(super) fn is_own(&self, token: usize) -> bool {
        let own = self.own.get_or_init(|| {
            let mut own = vec![false; self.view.tokens.len()];
            self.clauses().own_tokens(self.reading().clause).for_each(|token| own[token] = true);
            own
        });
        own.get(token) == Some(&true)
    }

    /// Returns `true` if an item of a list, outside quotations, is in the mention's own clause.
    pub(super) fn has_own(&self, list: ListId) -> bool {
        let own = |at: usize| self.is_own(at) && !self.quoted[at];
        self.view.cues.iter().any(|cue| cue.list == list && own(cue.from()) && !self.is_of_a_past_date(cue))
    }

    /// Returns `true` if a sentence has an item of a list of words of now, other than the weekday of an old date.
    pub(super) fn is_news(&self, list: ListId) -> bool {
        self.view.cues.iter().any(|cue| cue.list == list && !self.is_of_a_past_date(cue))
    }

    /// Returns `true` for the weekday of an old date: "on Friday, January 17, 2025", in a draft of November.
    fn is_of_a_past_date(&self, cue: &cues::Cue) -> bool {
        let span = self.view.span_of(cue.from(), cue.to());
        self.past_dates.iter().any(|named| named.span.contains(span))
    }

    /// The same for a span.
    pub(super) fn own_span(&self, span: Span<Prose>) -> bool {
        self.is_own(self.view.tokens.partition_point(|token| token.span.start < span.start))
    }
}

const MARKERS: [&str; 8] = [
    "marker-former",
    "marker-then",
    "marker-late",
    "marker-future",
    "marker-future-after",
    "marker-acting",
    "marker-other",
    "marker-elect",
];

fn weighted(cues: &Cues, words: &Words) -> Vec<Weighted> {
    let lists = words.lists.iter().filter(|(_, list)| list.weight != 0 || list.elsewhere != 0);
    let one = lists.map(|(name, list)| Weighted {
        list: cues.list(name),
        name: name.as_str().into(),
        position: match list.position.as_deref() {
            Some("governs") => Position::Governs,
            Some("behind") => Position::Behind(usize::from(list.gap)),
            _ => Position::Sentence,
        },
        weight: i32::from(list.weight),
        elsewhere: i32::from(list.elsewhere),
    });
    one.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Weights;

    #[test]
    fn every_piece_of_evidence_has_a_weight_and_no_weight_is_without_evidence() {
        let words = crate::embedded::words();
        let table = &words.iter().find(|words| words.language == "en").expect("English").tables["evidence"];
        let named: BTreeSet<&str> = table.keys().map(String::as_str).collect();
        assert_eq!(named, Weights::KEYS.iter().copied().collect());
    }
}
