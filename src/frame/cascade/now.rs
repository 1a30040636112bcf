//! Rules that say that a mention speaks of now, or leans to it.

use super::{Cascade, Scene, plain, slight};
use crate::frame::{Frame, Label};
use crate::language::offices::Form;
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};

impl Cascade {
    /// "X, who has been president since 2021": whatever the sentence tells, X still is. "X, president since 2021," leans to it.
    pub(super) fn still_in_office(&self, scene: &Scene<'_>) -> Option<Frame> {
        let dated = !scene.other_years.is_empty();
        match scene.mention.form {
            Form::Perfect => Some(plain(if dated { Label::NowMinus } else { Label::Now }, "has-been-since")),
            Form::Since => self.present_verb(scene).or_else(|| {
                let elsewhen = dated || self.other_time_cue(scene).is_some() || self.told_of_the_past(scene);
                Some(plain(if elsewhen { Label::Weak } else { Label::NowMinus }, "since"))
            }),
            Form::Before | Form::Behind | Form::Copula | Form::Metonym => None,
        }
    }

    /// R3: the mention acts in the present, or acts in news told with a word of now.
    pub(super) fn present_verb(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        if scene.mention.form == Form::Copula {
            return Some(plain(if scene.other_years.is_empty() { Label::Now } else { Label::NowMinus }, "copula"));
        }
        if self.guarded(scene) {
            return None;
        }
        let at = self.predicate(scene)?;
        if let Some(cue) = self.dated_verb(scene, at) {
            return Some(Frame { cue: Some(cue), ..plain(Label::Now, "dated-verb") });
        }
        if !scene.other_years.is_empty() {
            return None;
        }
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

    /// "President X said on Tuesday that in 2009": the day stands right behind the verb, and what follows is what was said.
    fn dated_verb(&self, scene: &Scene<'_>, at: usize) -> Option<Span<Prose>> {
        let view = scene.view;
        let verb = self.past_verb(view, at)?;
        let day = (verb..verb + 3).find_map(|from| Some((from, view.starts(self.now_strong, from)?)))?;
        let year =
            scene.other_years.iter().any(|year| view.tokens.get(day.1 + 3).is_none_or(|next| year.span <= next.span));
        (!year && !scene.quoted[day.0]).then(|| view.span_of(day.0, day.1))
    }

    /// R3, weaker: "Why is X facing", "X, who has been", "the visit of X on Tuesday".
    pub(super) fn present_beside(&self, scene: &Scene<'_>) -> Option<Frame> {
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
            return Some(Frame { cue: Some(view.span_of(from, scene.governed_at)), ..slight("speech") });
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

    /// R5: a possessive over a thing: "President Obama's health law" may outlive its maker; a visit on Tuesday does not.
    pub(super) fn possessed_thing(&self, scene: &Scene<'_>) -> Option<Frame> {
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

    /// R6: a word of now, or the subject of a verb of news with nothing of another time right before.
    pub(super) fn leaning_now(&self, scene: &Scene<'_>) -> Option<Frame> {
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
        (!self.told_of_the_past(scene)).then(|| Frame { cue: Some(view.span_of(at, to)), ..slight("verb-alone") })
    }

    /// "After President X announced on Friday", "if President X wants": the clause behind the word says which time.
    pub(super) fn clause(&self, scene: &Scene<'_>) -> Option<Frame> {
        let view = scene.view;
        let from = view.ends(self.clause_opener, scene.governed_at)?;
        let weak = Some(Frame { cue: Some(view.span_of(from, scene.governed_at)), ..plain(Label::Weak, "clause") });
        if !scene.other_years.is_empty() || self.other_time_cue(scene).is_some() || self.other_month(scene).is_some() {
            return weak;
        }
        let Some(at) = self.predicate(scene) else {
            return weak;
        };
        if let Some(to) = view.starts(self.present, at) {
            return Some(Frame { cue: Some(view.span_of(at, to)), ..plain(Label::NowMinus, "clause-present") });
        }
        match (self.past_verb(view, at), self.outside(scene, self.now_strong)) {
            (Some(_), Some(cue)) => Some(Frame { cue: Some(cue), ..plain(Label::NowMinus, "clause-news") }),
            _ => weak,
        }
    }

    /// R6, weaker: nothing in the sentence is told in the past, and something in the present.
    pub(super) fn present_sentence(&self, scene: &Scene<'_>) -> Option<Frame> {
        if !self.may_lean(scene) || self.finite_past_cue(scene.view, &scene.quoted) {
            return None;
        }
        let cue = self.outside(scene, self.finite_present)?;
        Some(Frame { cue: Some(cue), ..slight("present-sentence") })
    }

    /// R6, weaker: the sentences around are news of the day, and none of them tells of another time.
    pub(super) fn news_around(&self, scene: &Scene<'_>) -> Option<Frame> {
        let reported = scene.view.ends(self.complementizer, scene.governed_at).is_some();
        if reported || !self.may_lean(scene) || self.told_of_the_past(scene) {
            return None;
        }
        let cue = self.now_around(scene)?;
        Some(Frame { cue: Some(cue), ..slight("news-around") })
    }

    /// R6, weakest: the top of a story tells its news.
    pub(super) fn lead(&self, scene: &Scene<'_>) -> Option<Frame> {
        let reported = scene.view.ends(self.complementizer, scene.governed_at).is_some();
        (scene.setting.leading && !reported && self.may_lean(scene) && !self.told_of_the_past(scene))
            .then(|| slight("lead"))
    }

    fn may_lean(&self, scene: &Scene<'_>) -> bool {
        let view = scene.view;
        let retold = self.outside(scene, self.retrospective).is_some();
        let done_by = view.ends(self.by, scene.governed_at).is_some();
        scene.mention.form != Form::Metonym
            && !retold
            && !done_by
            && !self.beside_a_name(scene)
            && !self.told_by_who(scene)
            && self.other_month(scene).is_none()
    }
}
