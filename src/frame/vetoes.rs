//! Vetoes: other speakers, other worlds, and mentions with their own time.

use super::ledger::Scene;
use super::{Ledger, Veto};
use crate::document::BlockKind;
use crate::language::annotated::{Annotated, bare};
use crate::language::offices::Form;
use crate::language::tokens::TokenKind;
use crate::rules::Meaning;
use crate::text::{Prose, Span};

type Vetoed = Option<(Veto, Option<Span<Prose>>)>;

impl Ledger {
    /// The veto on a mention, if there is one.
    pub(super) fn veto(&self, scene: &Scene<'_>) -> Vetoed {
        self.voice(scene).or_else(|| self.marked_neighbour(scene)).or_else(|| {
            // "who has been president since 2021": whatever governs the mention, it still is so.
            let still = matches!(scene.mention.form, Form::Perfect | Form::Since);
            if still { None } else { self.own_time(scene) }
        })
    }

    /// Quotations, block quotes, captions, sections about another time.
    fn voice(&self, scene: &Scene<'_>) -> Vetoed {
        let start = scene.mention.span.start;
        if let Some(quote) = scene.setting.quoted.iter().find(|q| q.start <= start && start < q.end) {
            return Some((Veto::Quoted, Some(*quote)));
        }
        let elsewhere = match scene.setting.block {
            BlockKind::Quote | BlockKind::Caption => Some(Veto::BlockQuote),
            BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell => {
                scene.setting.elsewhen.then_some(Veto::Section)
            }
        };
        let veto = elsewhere
            .or_else(|| (scene.setting.spoken || self.speaker(scene)).then_some(Veto::Speaker))
            .or_else(|| self.in_another_world(scene).then_some(Veto::OtherWorld))
            .or_else(|| self.among_links(scene).then_some(Veto::Links))?;
        Some((veto, None))
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
    fn speaker(&self, scene: &Scene<'_>) -> bool {
        let named = |view: &Annotated| {
            let colon = (1..5).find(|&at| view.is_mark(at, ":"))?;
            // "DUBLIN: President X looks on": a caption.
            let place = |meaning: &Meaning| matches!(meaning, Meaning::Place(_));
            let placed = view.hit_before(colon).is_some_and(|hit| hit.from == 0 && hit.meanings.iter().any(place));
            let speaks = view.starts(self.not_a_speaker, 0).is_none()
                && !placed
                && view.tokens[..colon].iter().all(|token| token.capital || token.kind == TokenKind::Mark);
            speaks.then_some(colon)
        };
        let (analysis, at) = (scene.setting.analysis, scene.setting.sentence);
        let first = analysis.blocks[analysis.sentences[at].block].sentences.start;
        named(scene.view).is_some_and(|colon| colon < scene.mention.phrase)
            || first < at && named(&bare(&analysis.sentences[first])).is_some()
    }

    /// A marker over a coordination: "former President A and Vice President B".
    fn marked_neighbour(&self, scene: &Scene<'_>) -> Vetoed {
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
        joined.then(|| (Veto::MarkedNeighbour, Some(view.tokens[marked.from].span)))
    }

    /// Words that put the mention into its own time: "under", "X's presidency", "the Obama-era rule".
    fn own_time(&self, scene: &Scene<'_>) -> Vetoed {
        let (view, mention) = (scene.view, scene.mention);
        let cue = |from: usize, to: usize, veto| Some((veto, Some(view.span_of(from, to))));
        // "under the current administration of X"
        let current = (mention.from..mention.to).any(|at| view.starts(self.claimed_current, at).is_some());
        for list in [self.governor, self.served].into_iter().filter(|_| !current) {
            if let Some(from) = view.ends(list, scene.governed_at) {
                return cue(from, scene.governed_at, Veto::Governor);
            }
        }
        let mut after = mention.to;
        if view.is_possessive(after) {
            after += 1;
            for gap in 0..=2 {
                if let Some(to) = view.starts(self.possessed, after + gap) {
                    return cue(after + gap, to, Veto::PossessedTerm);
                }
            }
        }
        if view.is_mark(after, "-") {
            after += 1;
        }
        if let Some(to) = view.starts(self.era, after) {
            return cue(after, to, Veto::Era);
        }
        if mention.form == Form::Metonym
            && let Some(found) = (mention.from..mention.to).find(|&at| view.starts(self.metonym_term, at).is_some())
        {
            return cue(found, found + 1, Veto::Term);
        }
        if let Some(found) = view.any(self.at_the_time).filter(|found| found.from() >= mention.to) {
            return cue(found.from(), found.to(), Veto::AtTheTime);
        }
        self.bracketed_years(scene)
    }

    /// "Angela Merkel, chancellor from 2005 to 2021," and "(2009-2017)": a term follows directly.
    fn bracketed_years(&self, scene: &Scene<'_>) -> Vetoed {
        let view = scene.view;
        let first = scene.mention.to;
        let opens = view.is_mark(first, "(") || view.starts(self.span_opening, first).is_some();
        let year = (first + 1..first + 3).find(|&at| {
            scene.other_years.iter().any(|year| view.tokens.get(at).is_some_and(|token| year.span.contains(token.span)))
        })?;
        opens.then(|| (Veto::YearsBehind, Some(view.tokens[year].span)))
    }
}
