//! Evidence that needs grammar: the role and tense of the person, and the context.

use super::ledger::Scene;
use super::{Entry, Frame, Ledger};
use crate::language::annotated::Annotated;
use crate::language::clauses::{ClauseKind, MentionReading, Role, Tense, VerbGroup};
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
        let acts_now = scene.reading().role == Role::Subject && scene.reading().verb.is_some_and(is_present);
        // "X's rules help", but not "X's rules have been scrapped", or "such sharing by the X administration".
        let now = |verb: &VerbGroup| is_present(verb) && verb.tense != Tense::Perfect;
        let by_noun = scene.reading().role == Role::Oblique && view.ends(self.by, at).is_some();
        let reports_now = acts_now || !by_noun && scene.reading().verb.is_some_and(now);
        let role = scene.reading().role;
        let takes_part = matches!(scene.reading().role, Role::Subject | Role::Agent | Role::Object | Role::Possessor);
        let verb_is = |tense| scene.reading().verb.is_some_and(|verb| verb.tense == tense);
        match mention.form {
            Form::Copula | Form::Label => frame.add(&weights.copula, None),
            Form::Perfect => frame.add(&weights.in_office_since, None),
            Form::Metonym if !(reports_now && takes_part && role != Role::Possessor) => {
                frame.add(&weights.metonym, None);
            }
            Form::Since => frame.add(&weights.since, None),
            Form::Was => frame.add(&weights.in_that_role, None),
            // "X's cabinet is", and "senior X administration officials said on Tuesday", but not "X's cabinet was".
            Form::Organ if !(self.says_today(scene) || reports_now && takes_part) => {
                frame.add(&weights.in_that_role, None);
            }
            // "As president, X can veto", but "As president, X signed".
            Form::As if !acts_now || verb_is(Tense::Perfect) => frame.add(&weights.in_that_role, None),
            Form::Before | Form::Behind | Form::Metonym | Form::As | Form::Organ => {}
        }
        // "Jane Holt's plan helps", but neither "Jane Holt's plan helped" nor "a response to President Holt's plan".
        let verb_follows = || scene.reading().verb.is_some_and(|verb| verb.from >= mention.to);
        if view.is_possessive(mention.to) && !(reports_now && mention.full && verb_follows()) {
            frame.add(&weights.possessive, None);
        }
        if mention.owned {
            frame.add(&weights.owned, None);
        }
        if let Some(link) = view.ends(self.staff_link, at)
            && let Some(staff) =
                (link.saturating_sub(3)..link).find(|&before| view.starts(self.staff, before).is_some())
        {
            let cue = if self.staff_acts_now(scene, staff) { &weights.staff_present } else { &weights.staff };
            frame.add(cue, Some(view.span_of(link, at)));
        }
        if mention.form == Form::Metonym
            && let Some(said) = (mention.from..mention.to).find(|&at| view.starts(self.claimed_current, at).is_some())
        {
            frame.add(&weights.said_current, Some(view.span_of(said, said + 1)));
        }
        if self.beside_a_name(scene) {
            frame.add(&weights.beside_a_name, None);
        }
    }

    /// Returns `true` if the clause has a day of the draft's own week, and its verb is one of speech.
    fn says_today(&self, scene: &Scene<'_>) -> bool {
        let said = |verb: &VerbGroup| scene.view.starts(self.speech, verb.head).is_some();
        scene.reading().role == Role::Subject
            && scene.reading().verb.is_some_and(said)
            && scene.has_own(self.now_strong)
    }

    /// "Aides to X say": the staff of somebody in office, unless they are former ones.
    fn staff_acts_now(&self, scene: &Scene<'_>, staff: usize) -> bool {
        let part = scene.clauses().of_mention(staff, staff + 1);
        let marked = (staff.saturating_sub(2)..=staff)
            .any(|at| self.markers.iter().any(|&list| scene.view.ends(list, at).is_some()));
        let told_now = part.verb.is_some_and(|verb| verb.tense == Tense::Present);
        part.role == Role::Subject && told_now && !marked && scene.mention.form != Form::Metonym
    }

    /// The verb of the mention's own clause, and the role of the person in it.
    fn weigh_verb(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let MentionReading { role, clause, verb } = scene.reading();
        let weights = &self.weights;
        let Some(verb) = verb.filter(|_| !matches!(scene.mention.form, Form::Copula | Form::Label)) else {
            return frame.add(&weights.no_verb, None);
        };
        let span = Some(scene.view.span_of(verb.from, verb.to));
        let present = is_present(verb);
        let by = || role == Role::Oblique && scene.view.ends(self.by, scene.governed_at).is_some();
        let agent = role == Role::Agent || by();
        // "a plan proposed by X", but not "such sharing by X".
        let done = || {
            let word = scene.governed_at.checked_sub(2);
            role == Role::Agent || word.is_some_and(|word| self.past_verb(scene.view, word).is_some())
        };
        let cue = match (verb.tense, role) {
            // "is chaired by X": as much of now as an object.
            (Tense::Present | Tense::Future, _) if agent && present && done() => &weights.object_present,
            // "the cabinet, headed by X, meets"
            _ if !verb.finite && self.heads_now(scene, clause) => &weights.other_present,
            _ if agent => &weights.agent,
            _ if !verb.finite && !scene.finite_verb().is_some_and(is_present) => &weights.participial,
            (Tense::PastPerfect, _) => &weights.past_perfect,
            (Tense::Conditional, _) => &weights.conditional,
            (_, Role::Subject) if present => &weights.subject_present,
            (_, Role::Subject) => &weights.subject_past,
            (_, Role::Possessor) if present => &weights.possessor_present,
            (_, Role::Possessor) => &weights.possessor_past,
            (_, Role::Object) if present => &weights.object_present,
            (_, Role::Object) => &weights.object_past,
            (_, Role::Oblique) if present => &weights.oblique_present,
            (_, Role::Oblique) => &weights.oblique_past,
            (_, Role::Agent | Role::Modifier | Role::Unknown) if present => &weights.other_present,
            (_, Role::Agent | Role::Modifier | Role::Unknown) => &weights.other_past,
        };
        frame.add(cue, span);
        let leaves = (verb.head..verb.head + 2).any(|at| scene.view.starts(self.verb_of_leaving, at).is_some());
        if leaves && role == Role::Subject && !is_present(verb) {
            frame.add(&weights.leaving, span);
        }
        let clauses = scene.clauses();
        match clauses.clauses[clause].kind {
            ClauseKind::Attribution if role == Role::Subject => frame.add(&weights.said, span),
            ClauseKind::Subordinate => frame.add(&weights.clause, span),
            ClauseKind::Relative if !present => frame.add(&weights.relative, span),
            ClauseKind::Complement if verb.tense == Tense::Past => frame.add(&weights.reported, span),
            _ => {}
        }
        let supposed = verb.tense == Tense::Conditional && clauses.clauses.iter().any(|one| one.condition);
        if clauses.conditional(clause) || supposed {
            frame.add(&weights.condition, span);
        }
        self.weigh_who(scene, frame);
    }

    /// Returns `true` if a participle is "headed", and the clause around it is in the present.
    fn heads_now(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let around = scene.clauses().clauses[clause].parent.and_then(|around| scene.clauses().verb_of(around));
        let heads = |verb: &VerbGroup| scene.view.starts(self.heading_participle, verb.head).is_some();
        let headed = scene.view.ends(self.headed_by, scene.governed_at).is_some()
            || scene.clauses().verb_of(clause).is_some_and(heads);
        headed && around.is_some_and(is_present)
    }

    /// "X, who has asked"; a relative clause in parentheses recalls the past.
    fn weigh_who(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let (clauses, mention) = (scene.clauses(), scene.mention);
        if scene.view.is_mark(mention.to, "(") && scene.view.starts(self.who, mention.to + 1).is_some() {
            return frame.add(&self.weights.who_past, None);
        }
        let who = clauses.clauses.iter().find(|one| {
            let at = one.attaches_to.unwrap_or(usize::MAX);
            one.kind == ClauseKind::Relative && (mention.from..mention.to).contains(&at)
        });
        if let Some(verb) = who.and_then(|who| clauses.groups.get(who.verb?)) {
            let cue = if is_present(verb) { &self.weights.who_present } else { &self.weights.who_past };
            frame.add(cue, Some(scene.view.span_of(verb.from, verb.to)));
        }
    }

    /// Years and months that are not the draft's own.
    fn weigh_dates(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let told_now = scene.finite_verb().is_some_and(is_present);
        let own = |span: &Span<Prose>| scene.own_span(*span);
        if let Some(span) = self.recent_date(scene) {
            frame.add(&self.weights.recent_date, Some(span));
        }
        let years = || scene.other_years.iter().map(|year| &year.span);
        if let Some(span) = years().find(|span| own(span)) {
            frame.add(&self.weights.year, Some(*span));
        } else if let Some(span) = years().find(|span| !told_now || !Self::is_aside(scene, **span)) {
            frame.add(&self.weights.year_elsewhere, Some(*span));
        }
        if let Some(span) = self.other_month(scene).filter(|span| own(span)) {
            frame.add(&self.weights.month, Some(span));
        } else if !told_now && !scene.has_own(self.now_strong) && self.continues_the_past(scene) {
            frame.add(&self.weights.past_around, None);
            if scene.mention.form == Form::Since {
                frame.add(&self.weights.since_then, None);
            }
        }
    }

    /// Returns `true` for a year in a relative clause: "Acme, which opened in 1995, is run by X".
    fn is_aside(scene: &Scene<'_>, span: Span<Prose>) -> bool {
        let at = scene.view.tokens.partition_point(|token| token.span.start < span.start);
        let clauses = scene.clauses();
        matches!(clauses.clauses[clauses.clause_of(at)].kind, ClauseKind::Relative | ClauseKind::Parenthesis)
    }

    /// The context: the rest of the sentence, adjacent sentences, the lead of the story.
    fn weigh_context(&self, scene: &Scene<'_>, frame: &mut Frame) {
        let weights = &self.weights;
        if matches!(scene.reading().role, Role::Possessor | Role::Object | Role::Agent) {
            return;
        }
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

    /// Returns `true` if a sentence of a timeline entry reports an act of the person mentioned: the mention starts it,
    /// or directly follows the date, and an event verb follows, unlike "is born", "was elected", "had left".
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

fn is_present(verb: &VerbGroup) -> bool {
    verb.finite && matches!(verb.tense, Tense::Present | Tense::Perfect | Tense::Future)
}
