//! The evidence that takes grammar to see: what the one named does and when, and what is around.

use super::ledger::{Cue, Scene};
use super::{Anchor, AnchorFrom, Entry, Frame, Ledger};
use crate::language::analysis::NamedYear;
use crate::language::annotated::Annotated;
use crate::language::offices::{Form, OfficeMention};
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};

impl Ledger {
    /// Adds everything but the weighted lists.
    pub(super) fn weigh(&self, scene: &Scene<'_>, frame: &mut Frame) {
        frame.add(&self.weights.mention, None);
        self.weigh_part(scene, frame);
        self.weigh_verb(scene, frame);
        self.weigh_dates(scene, frame);
        self.weigh_context(scene, frame);
    }

    /// The shape of the mention, and the part that the sentence gives the one named.
    fn weigh_part(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let (view, mention, at) = (scene.view, scene.mention, scene.governed_at);
        let weights = &self.weights;
        match mention.form {
            Form::Copula => frame.add(&weights.copula, None),
            Form::Perfect => frame.add(&weights.in_office_since, None),
            Form::Metonym => frame.add(&weights.metonym, None),
            Form::Since | Form::Before | Form::Behind => {}
        }
        if view.is_possessive(mention.to) || mention.owned {
            frame.add(&weights.possessive, None);
        }
        let mut governed = |cue: &Cue, from: usize| frame.add(cue, Some(view.span_of(from, at)));
        if let Some(by) = view.ends(self.by, at) {
            let passive = (by.saturating_sub(4)..by).any(|before| view.starts(self.passive, before).is_some());
            governed(if passive { &weights.passive_by } else { &weights.by }, by);
        }
        if let Some(link) = view.ends(self.staff_link, at)
            && (link.saturating_sub(3)..link).any(|before| view.starts(self.staff, before).is_some())
        {
            governed(&weights.staff, link);
        }
        if let Some(from) = view.ends(self.complementizer, at) {
            governed(&weights.reported, from);
        }
        if let Some(from) = view.ends(self.clause_opener, at) {
            governed(&weights.clause, from);
        }
        if self.beside_a_name(scene) {
            frame.add(&weights.beside_a_name, None);
        }
    }

    /// The verb whose subject the one named is, or one that is turned around it.
    fn weigh_verb(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let (view, mention, at) = (scene.view, scene.mention, scene.governed_at);
        let weights = &self.weights;
        let mut add = |cue: &Cue, from: usize, to: usize| frame.add(cue, Some(view.span_of(from, to)));
        let asked = view.ends(self.auxiliary, at).filter(|&from| from == 0 || view.ends(self.question, from).is_some());
        if let Some(from) = asked {
            add(&weights.question, from, at);
        }
        // "..., said President X": the verb comes before its subject, and a quotation before the verb.
        let said = view.ends(self.speech, at).filter(|&from| from > 0 && view.tokens[from - 1].kind == TokenKind::Mark);
        if let Some(from) = said {
            add(&weights.said, from, at);
        }
        let mark = view.tokens.get(mention.to).is_some_and(|token| token.kind == TokenKind::Mark);
        if let Some(who) = view.starts(self.who, mention.to + usize::from(mark)) {
            if self.told_by_who(scene) {
                add(&weights.who_past, who, who + 1);
            } else if let Some(to) = view.starts(self.present, who) {
                add(&weights.who_present, who, to);
            }
        }
        if self.guarded(scene) || mention.form == Form::Copula {
            return;
        }
        let Some(verb) = self.predicate(scene) else { return };
        if let Some(to) = view.starts(self.past_perfect, verb) {
            add(&weights.past_perfect, verb, to);
        } else if let Some(to) = view.starts(self.present, verb) {
            let opened = view.ends(self.clause_opener, at).is_some();
            add(if opened { &weights.clause_present } else { &weights.subject_present }, verb, to);
        } else if let Some(to) = self.past_verb(view, verb).filter(|_| self.opens_clause(scene)) {
            add(&weights.subject_past, verb, to);
        }
    }

    /// Years and months that are not the draft's own.
    fn weigh_dates(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let own = |span: &Span<Prose>| scene.own_span(*span);
        let years = || scene.other_years.iter().map(|year| &year.span);
        if let Some(span) = years().find(|span| own(span)) {
            frame.add(&self.weights.year, Some(*span));
        } else if let Some(span) = years().next() {
            frame.add(&self.weights.year_elsewhere, Some(*span));
        }
        if let Some(span) = self.other_month(scene) {
            frame.add(&self.weights.month, Some(span));
        } else if self.told_of_the_past(scene) {
            frame.add(&self.weights.past_around, None);
        }
    }

    /// What is around: the rest of the sentence, the sentences beside it, the top of the story.
    fn weigh_context(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let weights = &self.weights;
        if !self.finite_past_cue(scene.view, &scene.quoted)
            && let Some(cue) = self.outside(scene, self.finite_present)
        {
            frame.add(&weights.present_sentence, Some(cue));
        }
        if let Some(cue) = self.now_around(scene) {
            frame.add(&weights.news_around, Some(cue));
        }
        if scene.setting.leading {
            frame.add(&weights.lead, None);
        }
    }

    /// The one year that holds a mention in the plainest shape: "In 2018, President X signed".
    pub(super) fn anchor(&self, scene: &Scene<'_>) -> Option<Anchor> {
        let (view, &NamedYear { span, ref days, .. }) = (scene.view, scene.other_years.first()?);
        let opening = &view.tokens[..scene.mention.phrase.min(6)];
        let plainest = scene.other_years.len() == 1
            && view.ends(self.opening_in, 1).is_some()
            && scene.mention.phrase <= 6
            && opening.iter().any(|token| span.contains(token.span))
            && scene.mention.form != Form::Metonym
            && scene.mentions.len() == 1
            && self.predicate(scene).is_some_and(|at| self.past_verb(view, at).is_some());
        plainest.then(|| Anchor { days: days.clone(), span, from: AnchorFrom::Clause })
    }

    /// Whether a sentence of an entry of a timeline reports an act of the one mentioned: the mention opens it, or comes right behind
    /// the date, and a verb follows that is no state: "is born", "was elected", "had left".
    pub fn acts_in(&self, view: &Annotated, mention: &OfficeMention, entry: &Entry) -> bool {
        let mut between = view.tokens[..mention.phrase].iter().filter(|token| token.span.start >= entry.date.end);
        let verb = |lists: [_; 2]| lists.iter().any(|&list| view.starts(list, mention.to).is_some());
        !entry.days.is_empty()
            && between.all(|token| token.kind == TokenKind::Mark)
            && mention.form != Form::Metonym
            && self.marker(mention).is_none()
            && verb([self.present, self.past])
            && !verb([self.auxiliary, self.finite_past])
    }
}
