//! A sentence as lines read it: its dates with the days that they leave, and the people that it names.

use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Clauses, Tense};
use crate::language::cues::{Cues, ListId};
use crate::language::people::Mention;
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::{DateValue, Value};
use crate::text::{Prose, Span};
use crate::time::{Day, Days};

/// Days of the year after an event in which "after the election of 1989" may be, or before it.
const NEAR: i32 = 366;
/// Most tokens between "after" and the date of a noun.
const REACH: usize = 7;

/// The word lists that sentences are read by.
#[derive(Debug)]
pub(super) struct Lists {
    /// Before a date that another one follows.
    after: ListId,
    before: ListId,
    /// Before the ends of a stretch, which are not the time of the clause.
    ends: ListId,
    pub(super) born: ListId,
    pub(super) owner: ListId,
    pub(super) kin: [ListId; 3],
    pub(super) pronoun: [ListId; 2],
    /// Nouns for people.
    pub(super) person: [ListId; 4],
    pub(super) relative: ListId,
    pub(super) coordination: ListId,
    /// Subjects that say nothing: "it", "there".
    pub(super) empty: ListId,
    /// "when", "while": two clauses are at one time.
    pub(super) same_time: ListId,
    /// Words before a name, no part of it.
    pub(super) title: ListId,
    /// Adverbs between a name and an age: "now", "still".
    pub(super) adverb: ListId,
    /// "then", "at the time".
    pub(super) same_age: ListId,
    pub(super) definite: ListId,
    pub(super) indefinite: ListId,
    /// Nouns that a definite age describes.
    pub(super) described: ListId,
    /// Words that end the phrase of a definite age.
    pub(super) preposition: ListId,
    /// Events in the life of whose they are: "her debut".
    pub(super) stage: ListId,
    /// Words behind a name that two generations have.
    pub(super) suffix: ListId,
    /// Words that say that somebody else has the name.
    pub(super) namesake: ListId,
    /// Words that say that a text is printed again.
    pub(super) reprint: ListId,
    /// Behind a weekday: on all of them.
    pub(super) habit: ListId,
    /// "of".
    pub(super) of: ListId,
    /// Participles of what comes later than the verb before: "graduating in 1979".
    pub(super) later: ListId,
}

impl Lists {
    pub(super) fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            after: list("line-after"),
            before: list("line-before"),
            ends: list("line-end"),
            born: list("line-born"),
            owner: list("owner-pronoun"),
            kin: [list("kin-male"), list("kin-female"), list("kin-any")],
            pronoun: [list("pronoun-male"), list("pronoun-female")],
            person: [list("person-male"), list("person-female"), list("person-any"), list("line-person")],
            relative: list("relative-pronoun"),
            coordination: list("coordination"),
            empty: list("line-empty"),
            same_time: list("life-same-time"),
            adverb: list("age-only"),
            same_age: list("age-back"),
            definite: list("definite"),
            indefinite: list("indefinite"),
            described: list("age-of"),
            title: list("name-title"),
            preposition: list("age-end"),
            stage: list("life-stage"),
            suffix: list("name-suffix"),
            namesake: list("line-namesake"),
            reprint: list("line-reprint"),
            habit: list("line-habit"),
            of: list("seat-link"),
            later: list("line-later"),
        }
    }
}

/// A date of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// Where it is.
    pub(super) span: Span<Prose>,
    /// Every day that it may mean.
    pub(super) days: Days,
    /// Its clause.
    pub(super) clause: usize,
    /// Whether it names its year.
    pub(super) full: bool,
    /// Whether it is the end of a stretch, or the date of a birth: not the time of what else is said.
    pub(super) apart: bool,
}

/// A sentence.
pub(super) struct View<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) lists: &'a Lists,
    pub(super) number: usize,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) clauses: &'a Clauses,
    pub(super) people: &'a [Mention],
    pub(super) dates: Vec<Dated>,
}

impl<'a> View<'a> {
    pub(super) fn new(draft: &'a Draft<'a>, lists: &'a Lists, number: usize) -> Self {
        let sentence = &draft.analysis.sentences[number];
        let clauses = sentence.clauses(draft.table);
        let all = &draft.analysis.people(draft.table).mentions;
        let first = all.partition_point(|mention| mention.sentence < number);
        let last = all.partition_point(|mention| mention.sentence <= number);
        let mut view = Self { draft, lists, number, sentence, clauses, people: &all[first..last], dates: Vec::new() };
        view.dates = sentence.values().iter().filter_map(|value| view.dated(value)).collect();
        view.set_lives_apart();
        view
    }

    /// "Ann Bell (1903–1976) praised" says nothing of the time of its sentence.
    fn set_lives_apart(&mut self) {
        let named = |at: usize| self.tokens()[at].capital;
        // Brackets may be inside brackets.
        let life = |date: &Dated| {
            let inside = |at: &usize| self.clauses.clauses[*at].kind == ClauseKind::Parenthesis;
            let mut around = self.clauses.around(date.clause).take_while(inside).map(|at| &self.clauses.clauses[at]);
            around.any(|clause| clause.verb.is_none() && clause.attaches_to.is_some_and(named))
        };
        let lives: Vec<bool> = self.dates.iter().map(life).collect();
        self.dates.iter_mut().zip(lives).for_each(|(date, life)| date.apart |= life);
    }

    fn dated(&self, value: &Value) -> Option<Dated> {
        let from = self.token(value.span);
        let clause = self.clauses.clause_of(from);
        let days = self.told(clause, days_of(value, self.draft)?);
        // "on Friday nights"
        let habit = self.is(self.lists.habit, self.end(value.span));
        if habit || self.draft.analysis.is_quoted(self.sentence.block, value.span) {
            return None;
        }
        let near = |list: ListId| self.governs(list, from, REACH);
        let widened = |before: i32, after: i32| {
            Days::of(days.ranges().iter().map(|&(first, end)| (first.plus(-before), end.plus(after))))
        };
        let apart = self.governs(self.lists.ends, from, 2) || self.is_birth(from, clause);
        let days = match (near(self.lists.after), near(self.lists.before)) {
            (true, _) => widened(0, NEAR),
            (_, true) => widened(NEAR, 0),
            _ => days,
        };
        let full = value.date().is_some_and(|date| date.when(None).is_some());
        Some(Dated { span: value.span, days, clause, full, apart })
    }

    /// The days of a date that may be two: those before the draft's day for a verb in the past, those after it for one in the future.
    pub(super) fn told(&self, clause: usize, days: Days) -> Days {
        let Some(today) = self.draft.day.given().filter(|_| days.ranges().len() > 1) else { return days };
        let verb =
            self.clauses.around(clause).find_map(|clause| self.clauses.verb_of(clause).filter(|verb| verb.finite));
        let wanted = |from: Day| match verb.map(|verb| verb.tense) {
            Some(Tense::Past | Tense::PastPerfect | Tense::Perfect) => from <= today,
            Some(Tense::Future) => from >= today,
            _ => true,
        };
        let told = Days::of(days.ranges().iter().copied().filter(|&(from, _)| wanted(from)));
        if told.is_empty() { days } else { told }
    }

    /// Returns `true` if an item of a list precedes a date, with at most "the", adjectives and a noun with "of" between: "after the snap
    /// election of October 1989".
    fn governs(&self, list: ListId, at: usize, reach: usize) -> bool {
        let tokens = self.tokens();
        for back in 1..=reach {
            let Some(before) = at.checked_sub(back) else { return false };
            let token = &tokens[before];
            if self.is(list, before) {
                // A whole clause between: "after she won in 1989".
                return self.clauses.clause_of(before) == self.clauses.clause_of(at)
                    && !self.clauses.groups.iter().any(|group| before < group.head && group.head < at);
            }
            if token.kind == TokenKind::Mark {
                return false;
            }
        }
        false
    }

    /// Returns `true` if a date is that of a birth: "born" precedes it in its clause, with no other verb between.
    fn is_birth(&self, at: usize, clause: usize) -> bool {
        let born = (at.saturating_sub(14)..at).rev().find(|&before| self.is(self.lists.born, before));
        born.is_some_and(|born| {
            let verb =
                |group: &crate::language::clauses::VerbGroup| born < group.head && group.head < at && group.finite;
            !self.clauses.groups.iter().any(verb) && (self.clauses.clause_of(born) == clause || at - born < 10)
        })
    }

    pub(super) fn tokens(&self) -> &'a [Token] {
        self.sentence.tokens()
    }

    /// Returns `true` if a token is an item of a list.
    pub(super) fn is(&self, list: ListId, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    /// The first token of a place, which may begin inside it: "1903–1976" is one.
    pub(super) fn token(&self, span: Span<Prose>) -> usize {
        self.tokens().partition_point(|token| token.span.end <= span.start)
    }

    /// The token after a place.
    pub(super) fn end(&self, span: Span<Prose>) -> usize {
        self.tokens().partition_point(|token| token.span.start < span.end)
    }

    /// Returns `true` if a relative's word is in a stretch of tokens, and not just the owner of something.
    pub(super) fn has_kin_itself(&self, from: usize, to: usize) -> bool {
        let owns = |at: usize| self.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Possessive);
        (from..to).any(|at| self.has_kin(at, at + 1) && !owns(at))
    }

    /// Returns `true` if a relative's word is in a stretch of tokens.
    pub(super) fn has_kin(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.lists.kin.iter().any(|&list| self.is(list, at)))
    }
}

/// Every day that a date may mean. None for "two weeks later", which counts from another date.
pub(super) fn days_of(value: &Value, draft: &Draft<'_>) -> Option<Days> {
    let date = value.date().filter(|_| !value.borrowed && value.hedge.is_none())?;
    if matches!(date, DateValue::Shift { .. }) {
        return None;
    }
    let readings = date.readings(draft.day.given()).into_iter().flatten();
    let days = Days::of(readings.map(|when| (when.earliest, when.latest.plus(1))));
    (!days.is_empty()).then_some(days)
}
