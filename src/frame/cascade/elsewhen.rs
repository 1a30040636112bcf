//! Rules that take a mention out of now: other voices, its own time, a year, what was done by or to the one named.

use super::{Cascade, Scene, plain};
use crate::document::BlockKind;
use crate::frame::{Frame, Label};
use crate::language::analysis::NamedYear;
use crate::language::annotated::{Annotated, bare};
use crate::language::offices::Form;
use crate::language::tokens::TokenKind;
use crate::time::Days;

impl Cascade {
    /// R0: quotations, block quotes, captions, sections about another time.
    pub(super) fn voice(&self, scene: &Scene<'_>) -> Option<Frame> {
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
        let rule = elsewhere
            .or_else(|| (scene.setting.spoken || self.speaker(scene)).then_some("speaker"))
            .or_else(|| self.in_another_world(scene).then_some("other-world"))
            .or_else(|| self.among_links(scene).then_some("links"))?;
        Some(plain(Label::Other, rule))
    }

    /// Titles of other articles, run together: "... report MORE over ...".
    fn among_links(&self, scene: &Scene<'_>) -> bool {
        let prose = scene.setting.analysis.prose();
        let mut marks = scene.view.cues.iter().filter(|cue| cue.list == self.link_end);
        marks.any(|cue| {
            let text = scene.view.span_of(cue.from(), cue.to()).of(prose);
            cue.to() < scene.view.tokens.len() && text.len() > 1 && text.chars().all(char::is_uppercase)
        })
    }

    /// "In the novel, President X is": words before the mention open a world that is not.
    fn in_another_world(&self, scene: &Scene<'_>) -> bool {
        scene.view.cues.iter().any(|cue| cue.list == self.other_world && cue.to() <= scene.mention.phrase)
    }

    /// "HOLT: President X did": a transcript names who speaks, at the head of the sentence or of its paragraph.
    pub(super) fn speaker(&self, scene: &Scene<'_>) -> bool {
        let named = |view: &Annotated| {
            let colon = (1..5).find(|&at| view.is_mark(at, ":"))?;
            let speaks = view.starts(self.not_a_speaker, 0).is_none()
                && view.tokens[..colon].iter().all(|token| token.capital || token.kind == TokenKind::Mark);
            speaks.then_some(colon)
        };
        let (analysis, at) = (scene.setting.analysis, scene.setting.sentence);
        let first = analysis.blocks[analysis.sentences[at].block].sentences.start;
        named(scene.view).is_some_and(|colon| colon < scene.mention.phrase)
            || first < at && named(&bare(&analysis.sentences[first])).is_some()
    }

    /// R1 over a coordination: "former President A and Vice President B".
    pub(super) fn marked_neighbour(&self, scene: &Scene<'_>) -> Option<Frame> {
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
    pub(super) fn own_time(&self, scene: &Scene<'_>) -> Option<Frame> {
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
        if let Some(found) = view.any(self.at_the_time).filter(|found| found.from() >= mention.to) {
            return cue(found.from(), found.to(), "at-the-time");
        }
        self.bracketed_years(scene)
    }

    /// "Angela Merkel, chancellor from 2005 to 2021," and "(2009-2017)": a term stands right behind.
    pub(super) fn bracketed_years(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        let first = scene.mention.to;
        let opens = view.is_mark(first, "(") || view.starts(self.span_opening, first).is_some();
        let year = (first + 1..first + 3).find(|&at| {
            scene.other_years.iter().any(|year| view.tokens.get(at).is_some_and(|token| year.span.contains(token.span)))
        })?;
        opens.then(|| Frame { cue: Some(view.tokens[year].span), ..plain(Label::Other, "years-behind") })
    }

    /// R4: another year in the sentence. Held to it only in the plainest shape, "In 2018, President X signed".
    pub(super) fn anchored(&self, scene: &Scene<'_>) -> Option<Frame> {
        let (view, &NamedYear { span, ref days, .. }) = (scene.view, scene.other_years.first()?);
        let opening = &view.tokens[..scene.mention.phrase.min(6)];
        let plainest = scene.other_years.len() == 1
            && view.ends(self.opening_in, 1).is_some()
            && scene.mention.phrase <= 6
            && opening.iter().any(|token| span.contains(token.span))
            && scene.mention.form != Form::Metonym
            && scene.mentions.len() == 1
            && self.predicate(scene).is_some_and(|at| self.past_verb(view, at).is_some());
        let anchor = if plainest { days.clone() } else { Days::none() };
        Some(Frame { cue: Some(span), anchor, ..plain(Label::Anchored, "year") })
    }

    /// R5: done by or to the one named, or somebody's staff.
    pub(super) fn object_or_staff(&self, scene: &Scene<'_>) -> Option<Frame> {
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
    pub(super) fn other_time(&self, scene: &Scene<'_>) -> Option<Frame> {
        self.other_time_cue(scene).map(|cue| Frame { cue: Some(cue), ..plain(Label::Weak, "other-time") })
    }
}
