//! The time of a passage: what a sentence in the past tense reports is not earlier than the earliest date around it,
//! unless its words go back.
//!
//! The nearest dates count: those of the sentence, else those of its paragraph so far, else those of the nearest sentence
//! before. A date in the clause of a mention, or in one of the same time, anchors it.

use super::ledger::Scene;
use super::{Anchor, AnchorFrom, Dated, Evidence, Frame, Ledger, Near, Sort, Story};
use crate::language::analysis::{NamedYear, Sentence};
use crate::language::annotated::{Annotated, bare};
use crate::language::clauses::{ClauseKind, MentionReading, Role, Tense, VerbGroup};
use crate::language::cues::ListId;
use crate::language::offices::Form;
use crate::rules::{ORGANISATION, TenureId};
use crate::text::{Prose, Span};
use crate::time::Day;

/// The word list of times after those around it.
const LATER: &str = "later-time";

/// Sentences before a mention in which the nearest date is looked for.
const FAR: usize = 60;

/// Sentences after a date that are still about its day.
const SHORT: usize = 2;

/// Tokens of "at a signing ceremony" before its participle.
const OCCASION: usize = 5;

/// Days of the longest month.
const MONTH: i64 = 31;

impl Ledger {
    /// The day before which the event that a mention takes part in cannot be.
    pub(super) fn story(&self, scene: &Scene<'_>, frame: &Frame) -> Option<Story> {
        if !self.takes_part(scene) || frame.evidence.iter().any(|one| self.goes_back(one)) {
            return None;
        }
        // "The museum opened on 24 September 2016, and President X signed the bill": an act of an earlier day.
        let act = scene.reading().verb.is_some_and(|verb| scene.view.starts(self.office_act, verb.head).is_some());
        if act && frame.dated.is_none() && !scene.other_years.iter().any(|named| self.is_at_its_time(scene, named)) {
            return None;
        }
        let (analysis, number) = (scene.setting.analysis, scene.setting.sentence);
        let sentence = &analysis.sentences[number];
        let own = |named: &NamedYear| !scene.mention.span.contains(named.span);
        if sentence.years().any(|named| own(&named)) {
            if sentence.years().filter(own).all(|named| self.is_of_another_event(scene, named.span)) {
                return None;
            }
            return self.earliest(scene, std::iter::once(number), Near::Sentence);
        }
        let block = analysis.blocks[sentence.block].sentences.start..number;
        let dated = |at: &usize| analysis.sentences[*at].years().next().is_some();
        if block.clone().any(|at| dated(&at)) {
            return self.earliest(scene, block, Near::Paragraph);
        }
        let nearest = (block.start.saturating_sub(FAR)..block.start).rev().find(dated)?;
        self.earliest(scene, std::iter::once(nearest), Near::Draft)
    }

    /// The date that anchors a mention: the only one at the time of its clause, after "in" or "on", with a past-tense verb.
    pub(super) fn anchor(&self, scene: &Scene<'_>) -> Option<Anchor> {
        let MentionReading { role, verb, .. } = scene.reading();
        let verb = verb.filter(|verb| verb.tense == Tense::Past)?;
        let governed = scene.view.ends(self.governor, scene.governed_at).is_some();
        let acts = matches!(role, Role::Subject | Role::Agent | Role::Possessor | Role::Object)
            || governed && verb.finite
            || scene.mention.form == Form::Was;
        if !acts || matches!(scene.mention.form, Form::Metonym | Form::Organ) {
            return None;
        }
        let own = |year: &&NamedYear| self.is_at_its_time(scene, year);
        let since = |year: &&NamedYear| !self.is_since(scene.view, year.span);
        // A date of the draft's own year says which time if it is older than the news.
        let recent = |named: &&NamedYear| !scene.other_years.iter().any(|year| year.span == named.span);
        let of_this_year = scene.past_dates.iter().filter(recent).filter(|named| is_short(named));
        let mut dates = scene.other_years.iter().chain(of_this_year).filter(own).filter(since);
        let (date, None) = (dates.next()?, dates.next()) else { return None };
        let at = scene.view.tokens.partition_point(|token| token.span.start < date.span.start);
        scene.view.ends(self.date_link, at)?;
        let kept = self.is_kept(scene);
        let of = |list| scene.view.starts(list, verb.head).is_some();
        let act = governed
            || scene.mention.form == Form::Was
            || of(self.office_act)
            || !kept && (role == Role::Agent || of(self.public_act));
        let exact = is_short(date);
        Some(Anchor { days: date.days.clone(), span: date.span, from: AnchorFrom::Clause { kept, act, exact } })
    }

    /// Returns `true` if a date is in a clause that reports the same time: "on 3 May, when X spoke", "When they met on 3 May, X spoke".
    fn is_at_its_time(&self, scene: &Scene<'_>, date: &NamedYear) -> bool {
        let (clauses, clause) = (scene.clauses(), scene.reading().clause);
        let at = scene.view.tokens.partition_point(|token| token.span.start < date.span.start);
        let of = clauses.clause_of(at);
        let parent = |inner: usize, outer: usize| clauses.clauses[inner].parent == Some(outer);
        // "In May 2012, after X left": the time of the clause around it.
        let subordinate = clauses.clauses[clause].kind == ClauseKind::Subordinate && of != clause;
        // "X praised them, looking ahead to the games in 2030"
        let behind = of != clause
            && clauses.clauses[of].kind == ClauseKind::Participial
            && clauses.verb_of(clause).is_some_and(|verb| verb.head < at);
        let apart = subordinate || behind;
        scene.own_span(date.span) && !apart
            || parent(clause, of) && self.opens_together(scene, clause)
            || parent(of, clause) && self.opens_together(scene, of) && !self.opens_with(scene, of, self.whereabouts)
    }

    /// Returns `true` if a date is that of something the sentence names: "X laid the first stone of the dam, which opened on 3 May".
    pub(super) fn is_of_another_event(&self, scene: &Scene<'_>, date: Span<Prose>) -> bool {
        let (clauses, clause) = (scene.clauses(), scene.reading().clause);
        let at = scene.view.tokens.partition_point(|token| token.span.start < date.start);
        let of = clauses.clause_of(at);
        let relative = clauses.clauses[of].kind == ClauseKind::Relative && !self.opens_together(scene, of);
        let inside = clauses.around(clause).any(|outer| outer == of);
        let between = if at < scene.mention.phrase { at..scene.mention.phrase } else { scene.mention.to..at };
        let apart = between.into_iter().any(|token| scene.view.is_mark(token, ";"));
        !inside && (relative || apart)
    }

    /// Returns `true` if the title is one that is kept for life, and the office one of a country or of a part of it: nobody is
    /// called president of a bank or of a games committee after leaving.
    fn is_kept(&self, scene: &Scene<'_>) -> bool {
        let table = scene.setting.table;
        let of_a_body = |&id: &TenureId| {
            let kind = &table.entity(table.office(table.tenure(id).office).of).kind;
            kind == ORGANISATION || kind == "company"
        };
        let titled =
            (scene.mention.from..scene.mention.to).any(|at| scene.view.starts(self.title_for_life, at).is_some());
        titled && (scene.mention.tenures.is_empty() || !scene.mention.tenures.iter().all(of_a_body))
    }

    /// The earliest date of some sentences, if it is past: its sentence is in the past tense, or it is before the draft's day.
    fn earliest(&self, scene: &Scene<'_>, sentences: impl Iterator<Item = usize>, near: Near) -> Option<Story> {
        let analysis = scene.setting.analysis;
        let mut first: Option<(Day, NamedYear, usize)> = None;
        for number in sentences {
            let sentence = &analysis.sentences[number];
            let view = bare(sentence);
            let own = number == scene.setting.sentence;
            let around = |named: &NamedYear| !scene.mention.span.contains(named.span);
            for named in
                sentence.years().filter(around).filter(|named| !own || !self.is_of_another_event(scene, named.span))
            {
                let from = named.days.ranges().first()?.0;
                if !self.is_since(&view, named.span) && first.as_ref().is_none_or(|(day, ..)| from < *day) {
                    first = Some((from, named, number));
                }
            }
        }
        let (day, named, number) = first?;
        let sentence = &analysis.sentences[number];
        let told = self.is_told(sentence, &named, scene)
            || near == Near::Sentence && self.opens_together(scene, scene.reading().clause);
        let past = scene.setting.day.map_or(told, |given| day <= given);
        let kept = self.is_kept(scene);
        let act = scene.reading().verb.is_some_and(|verb| scene.view.starts(self.office_act, verb.head).is_some());
        let courtesy = kept && (near == Near::Draft || !scene.mention.placed && (!act || near > Near::Sentence));
        past.then_some(Story { day, span: named.span, near, courtesy })
    }

    /// The date that an event in the past is not after: one at the time of its clause, or the day of a sentence shortly before it
    /// in its paragraph if the clause says that it is still that day.
    pub(super) fn dated(&self, scene: &Scene<'_>, frame: &Frame) -> Option<Dated> {
        let later = frame.evidence.iter().any(|one| &*one.cue == LATER);
        if later || !self.is_past(scene) {
            return None;
        }
        let (analysis, number) = (scene.setting.analysis, scene.setting.sentence);
        let day_of = |at: usize, near: Near| {
            let sentence = &analysis.sentences[at];
            let dates = || sentence.years().filter(|named| !scene.mention.span.contains(named.span));
            let last = dates().filter_map(|named| Some(named.days.ranges().last()?.1)).max()?;
            let bounding = dates().filter(|named| match near {
                Near::Sentence => self.dates_its_clause(scene, named),
                _ => self.dates_the_main_clause(scene, sentence, named),
            });
            let ranges = bounding.filter_map(|named| Some((named.days.ranges().last().copied()?, named.span)));
            let ((from, until), span) = ranges.max_by_key(|((_, until), _)| *until)?;
            (until == last).then(|| Dated { from, until, span, near, act: self.is_act(scene) })
        };
        if scene.view.sentence.years().any(|named| !scene.mention.span.contains(named.span)) {
            return day_of(number, Near::Sentence);
        }
        let same_day = scene.view.cues.iter().any(|cue| cue.list == self.same_day && scene.is_own(cue.from()));
        if !same_day || scene.mention.form == Form::Was {
            return None;
        }
        let first = analysis.blocks[analysis.sentences[number].block].sentences.start.max(number.saturating_sub(SHORT));
        let before = (first..number).rev().find(|&at| analysis.sentences[at].years().next().is_some())?;
        day_of(before, Near::Paragraph)
    }

    /// Returns `true` if a date says when the clause of a mention happens: a day, or a month for an act of the office.
    fn dates_its_clause(&self, scene: &Scene<'_>, named: &NamedYear) -> bool {
        let longest = if self.is_act(scene) { MONTH } else { 1 };
        let at = scene.view.tokens.partition_point(|token| token.span.start < named.span.start);
        // "was bought on 16 June for $14bn, and X cut it"
        let mut between = at..scene.mention.phrase;
        let apart = between
            .any(|token| scene.view.is_mark(token, ",") && scene.view.starts(self.coordination, token + 1).is_some());
        !apart
            && (self.is_at_its_time(scene, named) || self.hangs_on(scene, scene.clauses().clause_of(at)))
            && self.is_a_time(scene.view, named, longest)
    }

    /// Returns `true` if a date is a day on which the main clause of a sentence happens.
    fn dates_the_main_clause(&self, scene: &Scene<'_>, sentence: &Sentence<'_>, named: &NamedYear) -> bool {
        let view = bare(sentence);
        let at = view.tokens.partition_point(|token| token.span.start < named.span.start);
        let clauses = sentence.clauses(scene.setting.table);
        clauses.clauses[clauses.clause_of(at)].kind == ClauseKind::Main && self.is_a_time(&view, named, 1)
    }

    /// Returns `true` if a date follows "on" or "in", is no longer than some days, and is not that of a birth.
    fn is_a_time(&self, view: &Annotated<'_>, named: &NamedYear, longest: i64) -> bool {
        let Some(&(from, until)) = named.days.ranges().last() else { return false };
        let at = view.tokens.partition_point(|token| token.span.start < named.span.start);
        // "Abraham Lincoln, born on 12 February 1809"
        until.since(from) <= longest && view.ends(self.date_link, at).is_some() && view.any(self.private_life).is_none()
    }

    /// Returns `true` if a mention is in a participial clause about an occasion of another clause: "at a ceremony hosted by X", not
    /// "after a mayor honoured by X", ", later repealed by X" or "and repealed by X".
    fn hangs_on(&self, scene: &Scene<'_>, outer: usize) -> bool {
        let clauses = scene.clauses();
        let inner = scene.reading().clause;
        let first = first_token(scene, inner);
        let occasion = (first.saturating_sub(OCCASION)..first).rev().take_while(|&at| clauses.clause_of(at) == outer);
        clauses.clauses[inner].kind == ClauseKind::Participial
            && clauses.clauses[inner].parent == Some(outer)
            && first > 0
            && !scene.view.is_mark(first - 1, ",")
            && occasion.into_iter().any(|at| scene.view.starts(self.occasion, at).is_some())
    }

    /// Returns `true` if the verb is an act of the office, or one in public.
    fn is_act(&self, scene: &Scene<'_>) -> bool {
        let of = |list| scene.reading().verb.is_some_and(|verb| scene.view.starts(list, verb.head).is_some());
        of(self.office_act) || !self.is_kept(scene) && of(self.public_act)
    }

    /// Returns `true` if somebody takes part in what a clause reports in the past tense.
    fn is_past(&self, scene: &Scene<'_>) -> bool {
        let MentionReading { role, clause, verb } = scene.reading();
        let past = |verb: &VerbGroup| matches!(verb.tense, Tense::Past | Tense::PastPerfect);
        let Some(verb) = verb else { return false };
        let told = if verb.finite { past(verb) } else { scene.finite_verb().is_none_or(past) };
        let ends = |list| scene.view.ends(list, scene.governed_at).is_some();
        let part = matches!(role, Role::Subject | Role::Agent | Role::Object | Role::Unknown)
            || scene.mention.form == Form::As
            || role == Role::Oblique && [self.company, self.recipient, self.governor, self.by].into_iter().any(ends);
        part && told && !scene.clauses().conditional(clause)
    }

    /// Returns `true` if a date is linked to a clause in the past tense: "on 3 May 2019", or any date with a month.
    fn is_told(&self, sentence: &Sentence<'_>, named: &NamedYear, scene: &Scene<'_>) -> bool {
        let view = bare(sentence);
        let at = view.tokens.partition_point(|token| token.span.start < named.span.start);
        let long = named.days.ranges().first().is_some_and(|&(from, until)| until.since(from) < 300);
        let linked = long || view.ends(self.date_link, at).is_some();
        let clauses = sentence.clauses(scene.setting.table);
        let past = clauses
            .around(clauses.clause_of(at))
            .filter_map(|clause| clauses.verb_of(clause))
            .all(|verb| matches!(verb.tense, Tense::Past | Tense::PastPerfect));
        linked && past && !clauses.groups.is_empty()
    }

    /// Returns `true` if a clause begins with "when" or "at which": its event is at the time of the one around it.
    fn opens_together(&self, scene: &Scene<'_>, clause: usize) -> bool {
        matches!(scene.clauses().clauses[clause].kind, ClauseKind::Relative | ClauseKind::Subordinate)
            && self.opens_with(scene, clause, self.same_time)
    }

    fn opens_with(&self, scene: &Scene<'_>, clause: usize, list: ListId) -> bool {
        let first = first_token(scene, clause);
        [first, first.saturating_sub(1)].iter().any(|&at| scene.view.starts(list, at).is_some())
    }

    /// Returns `true` if the person takes part in an event in the past tense.
    fn takes_part(&self, scene: &Scene<'_>) -> bool {
        let MentionReading { role, clause, verb } = scene.reading();
        let clauses = scene.clauses();
        let Some(verb) = verb.filter(|verb| verb.tense == Tense::Past) else { return false };
        let beside = scene.view.ends(self.company, scene.governed_at).is_some();
        let given = || scene.view.ends(self.recipient, scene.governed_at).is_some() && !self.is_kept(scene);
        let part = matches!(role, Role::Subject | Role::Agent | Role::Object | Role::Unknown)
            || role == Role::Oblique && (beside || given());
        let together = match clauses.clauses[clause].kind {
            ClauseKind::Main | ClauseKind::Attribution => verb.finite,
            ClauseKind::Relative | ClauseKind::Subordinate => {
                verb.finite && self.opens_together(scene, scene.reading().clause)
            }
            ClauseKind::Participial => {
                let first = first_token(scene, clause);
                first > 0 && scene.view.is_mark(first - 1, ",") && role == Role::Agent
            }
            ClauseKind::Complement | ClauseKind::Parenthesis => false,
        };
        part && together && !matches!(scene.mention.form, Form::Metonym | Form::Organ) && !clauses.conditional(clause)
    }

    /// Returns `true` if the person is the subject of a main clause, and no word of the sentence speaks of another time:
    /// what a draft reports with its day in view.
    pub(super) fn reports(&self, scene: &Scene<'_>, frame: &Frame) -> bool {
        let MentionReading { role, clause, verb } = scene.reading();
        let main = matches!(scene.clauses().clauses[clause].kind, ClauseKind::Main | ClauseKind::Attribution);
        let told = |tense| matches!(tense, Tense::Past | Tense::Present | Tense::Perfect);
        role == Role::Subject
            && main
            && verb.is_some_and(|verb| verb.finite && told(verb.tense))
            && matches!(scene.mention.form, Form::Before | Form::Behind)
            && !self.is_kept(scene)
            && scene.other_years.is_empty()
            && self.other_month(scene).is_none_or(|span| !scene.own_span(span))
            && !frame.evidence.iter().any(|one| self.goes_back(one))
    }

    /// Returns `true` for words of another time.
    fn goes_back(&self, one: &Evidence) -> bool {
        one.sort == Sort::Time && one.weight < 0 && self.is_listed(&one.cue) && &*one.cue != LATER
    }
}

/// Returns `true` for a date that is not longer than a month.
fn is_short(date: &NamedYear) -> bool {
    date.days.ranges().first().is_some_and(|&(from, until)| until.since(from) <= MONTH)
}

/// The first token of a clause.
fn first_token(scene: &Scene<'_>, clause: usize) -> usize {
    (0..scene.view.tokens.len()).find(|&token| scene.clauses().clause_of(token) == clause).unwrap_or(0)
}
