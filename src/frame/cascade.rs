//! The cascade: the first rule that knows something says which time a mention speaks of.

use super::years::{together, years};
use super::{Frame, Label};
use crate::document::BlockKind;
use crate::language::cues::{Cues, ListId};
use crate::language::offices::{Form, OfficeMention};
use crate::language::tokens::TokenKind;
use crate::language::view::View;
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
}

/// A mention in its sentence, with what more than one rule asks for.
struct Scene<'a> {
    view: &'a View,
    mention: &'a OfficeMention,
    /// Other office mentions of the sentence.
    mentions: &'a [OfficeMention],
    setting: Setting<'a>,
    /// One past the word before the phrase: what governs the mention ends here.
    governed_at: usize,
    /// Years of the sentence that are not the draft's own.
    other_years: Vec<(Days, i16, Span<Prose>)>,
}

/// Longest apposition, in bytes, between a mention and its verb.
const APPOSITION: u32 = 60;

impl Cascade {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        let markers = ["marker-former", "marker-then", "marker-late", "marker-future", "marker-future-after", "marker-acting", "marker-other", "marker-elect"];
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
        }
    }

    /// Which time a mention speaks of, as if no marker stood beside it; markers are read from the mention itself.
    pub fn frame(&self, view: &View, mentions: &[OfficeMention], at: usize, setting: Setting<'_>) -> Frame {
        let mention = &mentions[at];
        let other_years = years(view).into_iter().filter(|(_, year, span)| {
            setting.day.is_none_or(|day| day.year() != *year) && !mention.span.contains(*span)
        });
        let scene = Scene {
            view,
            mention,
            mentions,
            setting,
            governed_at: self.governed_at(view, mentions, mention),
            other_years: other_years.collect(),
        };
        let rules: [fn(&Self, &Scene<'_>) -> Option<Frame>; 9] = [
            Self::voice,
            Self::marked_neighbour,
            Self::own_time,
            Self::present_verb,
            Self::anchored,
            Self::possessed_thing,
            Self::object_or_staff,
            Self::other_time,
            Self::leaning_now,
        ];
        rules.iter().find_map(|rule| rule(self, &scene)).unwrap_or_else(|| plain(Label::Free, "nothing"))
    }

    /// Skips a coordination: in "of President A and President B" both are governed by "of".
    fn governed_at(&self, view: &View, mentions: &[OfficeMention], mention: &OfficeMention) -> usize {
        let mut at = mention.phrase;
        while at > 0 && (view.ends(self.coordination, at).is_some() || view.is_mark(at - 1, ",")) {
            let Some(before) = mentions.iter().find(|m| m.to == at - 1 && m.from < mention.from) else { break };
            at = before.phrase;
        }
        at
    }

    /// R0: quotations, block quotes, captions, sections about another time.
    fn voice(&self, scene: &Scene<'_>) -> Option<Frame> {
        let start = scene.mention.span.start;
        if let Some(quote) = scene.setting.quoted.iter().find(|q| q.start <= start && start < q.end) {
            return Some(Frame { cue: Some(*quote), ..plain(Label::Other, "quoted") });
        }
        let elsewhere = match scene.setting.block {
            BlockKind::Quote | BlockKind::Caption => Some("block-quote"),
            BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell => scene.setting.elsewhen.then_some("section"),
        };
        elsewhere.map(|rule| plain(Label::Other, rule))
    }

    /// R1 over a coordination: "former President A and Vice President B".
    fn marked_neighbour(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        let before = scene.mentions.iter().rev().find(|m| m.to <= scene.mention.phrase && m.from < scene.mention.from)?;
        let marked = before.marks.iter().find(|mark| self.markers.contains(&mark.list))?;
        let between = before.to..scene.mention.phrase;
        let joined = between.len() <= 3
            && between.clone().any(|at| view.starts(self.coordination, at).is_some())
            && between.clone().all(|at| view.starts(self.coordination, at).is_some() || view.tokens[at].kind == TokenKind::Mark || view.word(at) == "his" || view.word(at) == "her");
        joined.then(|| Frame { cue: Some(view.tokens[marked.from].span), ..plain(Label::Other, "marked-neighbour") })
    }

    /// R2: words that put the mention into its own time: "under", "X's presidency", "the Obama-era rule".
    fn own_time(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, mention) = (scene.view, scene.mention);
        let cue = |from: usize, to: usize, rule| Some(Frame { cue: Some(view.span_of(from, to)), ..plain(Label::Other, rule) });
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
        if mention.form == Form::Metonym && let Some(found) = (mention.from..mention.to).find(|&at| view.starts(self.metonym_term, at).is_some()) {
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
        let opens = view.is_mark(first, "(") || matches!(view.word(first), "from" | "between");
        let year = (first + 1..first + 3).find(|&at| scene.other_years.iter().any(|(.., span)| view.tokens.get(at).is_some_and(|t| t.span == *span)))?;
        opens.then(|| Frame { cue: Some(view.tokens[year].span), ..plain(Label::Other, "years-behind") })
    }

    fn guarded(&self, scene: &Scene<'_>) -> bool {
        scene.view.ends(self.guard, scene.governed_at).is_some()
    }

    /// The token at which the predicate starts, past one apposition.
    fn predicate(&self, scene: &Scene<'_>) -> Option<usize> {
        let (view, end) = (scene.view, scene.mention.to);
        if view.is_possessive(end) {
            return None;
        }
        let closing = match view.word(end) {
            "," => ",",
            "(" => ")",
            "-" | "\u{2013}" | "\u{2014}" => view.word(end),
            _ => return Some(end),
        };
        if scene.mention.form == Form::Behind && closing == "," {
            return Some(end + 1);
        }
        let start = view.tokens[end].span.end;
        let close = (end + 1..view.tokens.len())
            .take_while(|&at| view.tokens[at].span.start <= start + APPOSITION)
            .find(|&at| view.word(at) == closing)?;
        Some(close + 1)
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
            return Some(Frame { cue: Some(view.span_of(at, to)), ..plain(Label::Now, "present-verb") });
        }
        let to = view.starts(self.past, at)?;
        self.outside_now(scene)?;
        self.other_time_cue(scene).is_none().then(|| Frame { cue: Some(view.span_of(at, to)), ..plain(Label::Now, "news-verb") })
    }

    /// A word of now outside the mention itself.
    fn outside_now(&self, scene: &Scene<'_>) -> Option<Span<Prose>> {
        let found = scene.view.any_outside(self.now_word, scene.mention.phrase, scene.mention.to)?;
        Some(scene.view.span_of(found.from, found.to))
    }

    /// R4: another year in the sentence.
    fn anchored(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (.., span) = scene.other_years.first()?;
        Some(Frame { cue: Some(*span), anchor: together(&scene.other_years), ..plain(Label::Anchored, "year") })
    }

    /// R5: a possessive over a thing: "President Obama's health law" may outlive its maker.
    fn possessed_thing(&self, scene: &Scene<'_>) -> Option<Frame> {
        (scene.view.is_possessive(scene.mention.to) || scene.mention.owned).then(|| plain(Label::Weak, "possessive"))
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

    fn other_time_cue(&self, scene: &Scene<'_>) -> Option<Span<Prose>> {
        let view = scene.view;
        let found = [self.other_time, self.hypothetical]
            .iter()
            .find_map(|&list| view.any_outside(list, scene.mention.phrase, scene.mention.to))
            .or_else(|| view.starts(self.past_perfect, self.predicate(scene)?).map(|to| crate::language::cues::Cue { from: to - 1, to, list: self.past_perfect }))?;
        Some(view.span_of(found.from, found.to))
    }

    /// R5: words of another time anywhere in the sentence.
    fn other_time(&self, scene: &Scene<'_>) -> Option<Frame> {
        self.other_time_cue(scene).map(|cue| Frame { cue: Some(cue), ..plain(Label::Weak, "other-time") })
    }

    /// R6: a word of now, or the subject of a verb of news.
    fn leaning_now(&self, scene: &Scene<'_>) -> Option<Frame> {
        if self.guarded(scene) {
            return None;
        }
        let view = scene.view;
        let cue = self.outside_now(scene).or_else(|| {
            let at = self.predicate(scene)?;
            view.starts(self.past, at).map(|to| view.span_of(at, to))
        })?;
        Some(Frame { cue: Some(cue), ..plain(Label::NowMinus, "news") })
    }

    /// Which marker list a mention carries, nearest first.
    pub fn marker(&self, mention: &OfficeMention) -> Option<(ListId, bool)> {
        mention.marks.iter().find(|mark| self.markers.contains(&mark.list)).map(|mark| (mark.list, mark.loose))
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
