//! The cascade: the first rule that knows something says which time a mention speaks of.

mod grammar;

use super::years::{together, years};
use super::{Frame, Label};
use crate::document::BlockKind;
use crate::language::cues::{Cues, ListId};
use crate::language::offices::{Form, OfficeMention};
use crate::language::sheet::Sentence;
use crate::language::tokens::TokenKind;
use crate::language::view::View;
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
    /// The given day of the draft.
    pub day: Option<Day>,
    /// The sentences that stand right before in the same block.
    pub before: &'a [Sentence<'a>],
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
    view: &'a View<'a>,
    mention: &'a OfficeMention,
    /// Other office mentions of the sentence.
    mentions: &'a [OfficeMention],
    setting: Setting<'a>,
    /// One past the word before the phrase: what governs the mention ends here.
    governed_at: usize,
    /// Tokens of quotations in the sentence: their words say nothing of when the draft speaks.
    quoted: Vec<bool>,
    /// Years of the sentence that are not the draft's own.
    other_years: Vec<(Days, i16, Span<Prose>)>,
}

/// Name of the rule that has only a verb of news to go by.
pub const VERB_ALONE: &str = "verb-alone";

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
    pub fn frame(&self, view: &View, mentions: &[OfficeMention], at: usize, setting: Setting<'_>) -> Frame {
        let mention = &mentions[at];
        let other_years = years(view).into_iter().filter(|(_, year, span)| {
            setting.day.is_none_or(|day| day.year() != *year) && !mention.span.contains(*span)
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
        let rules: [fn(&Self, &Scene<'_>) -> Option<Frame>; 10] = [
            Self::voice,
            Self::marked_neighbour,
            Self::own_time,
            Self::object_or_staff,
            Self::present_verb,
            Self::present_beside,
            Self::anchored,
            Self::possessed_thing,
            Self::other_time,
            Self::leaning_now,
        ];
        rules.iter().find_map(|rule| rule(self, &scene)).unwrap_or_else(|| plain(Label::Free, "nothing"))
    }

    /// R0: quotations, block quotes, captions, sections about another time.
    fn voice(&self, scene: &Scene<'_>) -> Option<Frame> {
        let start = scene.mention.span.start;
        if let Some(quote) = scene.setting.quoted.iter().find(|q| q.start <= start && start < q.end) {
            return Some(Frame { cue: Some(*quote), ..plain(Label::Other, "quoted") });
        }
        let elsewhere = match scene.setting.block {
            BlockKind::Quote | BlockKind::Caption => Some("block-quote"),
            BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell => {
                scene.setting.elsewhen.then_some("section")
            }
        };
        let rule = elsewhere.or_else(|| self.speaker(scene).then_some("speaker"))?;
        Some(plain(Label::Other, rule))
    }

    /// "HOLT: President X did": a transcript names who speaks.
    #[expect(clippy::unused_self, reason = "a rule of the cascade, as its neighbours are")]
    fn speaker(&self, scene: &Scene<'_>) -> bool {
        let view = scene.view;
        let colon = (1..5).find(|&at| view.is_mark(at, ":"));
        colon.is_some_and(|colon| {
            colon < scene.mention.phrase
                && view.tokens[..colon].iter().all(|token| token.capital || token.kind == TokenKind::Mark)
        })
    }

    /// R1 over a coordination: "former President A and Vice President B".
    fn marked_neighbour(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        let before =
            scene.mentions.iter().rev().find(|m| m.to <= scene.mention.phrase && m.from < scene.mention.from)?;
        let marked = before.marks.iter().find(|mark| self.markers.contains(&mark.list))?;
        let between = before.to..scene.mention.phrase;
        let joined = between.len() <= 3
            && between.clone().any(|at| view.starts(self.coordination, at).is_some())
            && between.clone().all(|at| {
                view.starts(self.coordination, at).is_some()
                    || view.tokens[at].kind == TokenKind::Mark
                    || view.starts(self.own, at).is_some()
            });
        joined.then(|| Frame { cue: Some(view.tokens[marked.from].span), ..plain(Label::Other, "marked-neighbour") })
    }

    /// R2: words that put the mention into its own time: "under", "X's presidency", "the Obama-era rule".
    fn own_time(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, mention) = (scene.view, scene.mention);
        let cue = |from: usize, to: usize, rule| {
            Some(Frame { cue: Some(view.span_of(from, to)), ..plain(Label::Other, rule) })
        };
        for list in [self.governor, self.served] {
            if let Some(from) = view.ends(list, scene.governed_at) {
                return cue(from, scene.governed_at, "governor");
            }
        }
        let mut after = mention.to;
        if view.is_possessive(after) {
            after += 1;
            for gap in 0..=2 {
                if let Some(to) = view.starts(self.possessed, after + gap) {
                    return cue(after + gap, to, "possessed-term");
                }
            }
        }
        if view.is_mark(after, "-") {
            after += 1;
        }
        if let Some(to) = view.starts(self.era, after) {
            return cue(after, to, "era");
        }
        if mention.form == Form::Metonym
            && let Some(found) = (mention.from..mention.to).find(|&at| view.starts(self.metonym_term, at).is_some())
        {
            return cue(found, found + 1, "term");
        }
        if let Some(found) = view.any(self.at_the_time).filter(|found| found.from >= mention.to) {
            return cue(found.from, found.to, "at-the-time");
        }
        self.bracketed_years(scene)
    }

    /// "Angela Merkel, chancellor from 2005 to 2021," and "(2009-2017)": a term stands right behind.
    fn bracketed_years(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        let first = scene.mention.to;
        let opens = view.is_mark(first, "(") || view.starts(self.span_opening, first).is_some();
        let year = (first + 1..first + 3).find(|&at| {
            scene.other_years.iter().any(|(.., span)| view.tokens.get(at).is_some_and(|t| t.span == *span))
        })?;
        opens.then(|| Frame { cue: Some(view.tokens[year].span), ..plain(Label::Other, "years-behind") })
    }

    /// R3: the mention acts in the present, or acts in news told with a word of now.
    fn present_verb(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        if scene.mention.form == Form::Copula {
            return Some(plain(if scene.other_years.is_empty() { Label::Now } else { Label::NowMinus }, "copula"));
        }
        if self.guarded(scene) || !scene.other_years.is_empty() {
            return None;
        }
        let at = self.predicate(scene)?;
        if let Some(to) = view.starts(self.present, at) {
            let retold = self.outside(scene, self.retrospective).is_some();
            return (!retold).then(|| Frame { cue: Some(view.span_of(at, to)), ..plain(Label::Now, "present-verb") });
        }
        let to = self.past_verb(view, at)?;
        self.outside(scene, self.now_strong)?;
        self.other_time_cue(scene)
            .is_none()
            .then(|| Frame { cue: Some(view.span_of(at, to)), ..plain(Label::Now, "news-verb") })
    }

    /// R3, weaker: "Why is X facing", "X, who has been", "the visit of X on Tuesday".
    fn present_beside(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        if !scene.other_years.is_empty() || self.other_time_cue(scene).is_some() {
            return None;
        }
        let asked = view
            .ends(self.auxiliary, scene.governed_at)
            .filter(|&from| from == 0 || view.ends(self.question, from).is_some());
        if let Some(from) = asked {
            return Some(Frame {
                cue: Some(view.span_of(from, scene.governed_at)),
                ..plain(Label::NowMinus, "question")
            });
        }
        // "..., said President X": the verb stands before its subject, and a quotation before the verb.
        let said = view
            .ends(self.speech, scene.governed_at)
            .filter(|&from| from > 0 && view.tokens[from - 1].kind == TokenKind::Mark);
        if let Some(from) = said.filter(|_| !self.told_of_the_past(scene)) {
            return Some(Frame {
                cue: Some(view.span_of(from, scene.governed_at)),
                ..plain(Label::NowMinus, VERB_ALONE)
            });
        }
        if self.guarded(scene) || self.told_by_who(scene) {
            return None;
        }
        let end = scene.mention.to;
        let mark = view.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Mark);
        let who = view.starts(self.who, end + usize::from(mark))?;
        let to = view.starts(self.present, who)?;
        Some(Frame { cue: Some(view.span_of(who, to)), ..plain(Label::NowMinus, "who") })
    }

    /// R4: another year in the sentence. Held to it only in the plainest shape, "In 2018, President X signed".
    fn anchored(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, &(_, _, span)) = (scene.view, scene.other_years.first()?);
        let opening = &view.tokens[..scene.mention.phrase.min(6)];
        let plainest = scene.other_years.len() == 1
            && view.ends(self.opening_in, 1).is_some()
            && scene.mention.phrase <= 6
            && opening.iter().any(|token| token.span == span)
            && scene.mention.form != Form::Metonym
            && scene.mentions.len() == 1
            && self.predicate(scene).is_some_and(|at| self.past_verb(view, at).is_some());
        let anchor = if plainest { together(&scene.other_years) } else { Days::none() };
        Some(Frame { cue: Some(span), anchor, ..plain(Label::Anchored, "year") })
    }

    /// R5: a possessive over a thing: "President Obama's health law" may outlive its maker; a visit on Tuesday does not.
    fn possessed_thing(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, end) = (scene.view, scene.mention.to);
        if !view.is_possessive(end) && !scene.mention.owned {
            return None;
        }
        let event = (end + 1..end + 4)
            .find_map(|at| view.starts(self.possessed_event, at))
            .filter(|_| view.is_possessive(end) && !scene.mention.owned);
        if event.is_some()
            && let Some(cue) = self.outside(scene, self.now_strong)
            && self.other_time_cue(scene).is_none()
        {
            return Some(Frame { cue: Some(cue), ..plain(Label::NowMinus, "possessed-event") });
        }
        Some(plain(Label::Weak, "possessive"))
    }

    /// R5: done by or to the one named, or somebody's staff.
    fn object_or_staff(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, at) = (scene.view, scene.governed_at);
        let weak = |from: usize, rule| Some(Frame { cue: Some(view.span_of(from, at)), ..plain(Label::Weak, rule) });
        if let Some(from) = view.ends(self.object_of, at) {
            return weak(from, "object");
        }
        if let Some(by) = view.ends(self.by, at)
            && (by.saturating_sub(4)..by).any(|before| view.starts(self.passive, before).is_some())
        {
            return weak(by, "passive-by");
        }
        if let Some(link) = view.ends(self.staff_link, at)
            && (link.saturating_sub(3)..link).any(|before| view.starts(self.staff, before).is_some())
        {
            return weak(link, "staff");
        }
        None
    }

    /// R5: words of another time anywhere in the sentence.
    fn other_time(&self, scene: &Scene<'_>) -> Option<Frame> {
        self.other_time_cue(scene).map(|cue| Frame { cue: Some(cue), ..plain(Label::Weak, "other-time") })
    }

    /// R6: a word of now, or the subject of a verb of news with nothing of another time right before.
    fn leaning_now(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        if scene.mention.form == Form::Metonym {
            return None;
        }
        if self.told_by_who(scene) {
            return None;
        }
        let verb =
            self.predicate(scene).and_then(|at| Some((at, self.past_verb(view, at)?))).filter(|_| !self.guarded(scene));
        let now = if verb.is_some() { self.now_word } else { self.now_strong };
        if let Some(cue) = self.outside(scene, now) {
            return Some(Frame { cue: Some(cue), ..plain(Label::NowMinus, "now-word") });
        }
        let (at, to) = verb.filter(|_| self.opens_clause(scene))?;
        (!self.told_of_the_past(scene))
            .then(|| Frame { cue: Some(view.span_of(at, to)), ..plain(Label::NowMinus, VERB_ALONE) })
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
    Frame { label, rule, cue: None, anchor: Days::none() }
}
