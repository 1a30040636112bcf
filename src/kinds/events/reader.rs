//! The events of a draft that have a date.

use std::collections::BTreeMap;

use super::dates::{Date, DateLists, Dated, dates};
use super::subject::{Phrases, Subject, SubjectLists};
use crate::document::BlockKind;
use crate::frame::{date_alone, entry_of_a_timeline};
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::clauses::{ClauseKind, Clauses, Tense, VerbGroup};
use crate::language::cues::{Cue, Cues, ListId, ListSet};
use crate::language::tokens::{Token, TokenKind};
use crate::text::{Prose, Span};

/// An event with its date.
#[derive(Debug, Clone)]
pub(super) struct Happening {
    /// What happens.
    pub(super) list: ListId,
    pub(super) sentence: usize,
    /// The words for it.
    pub(super) span: Span<Prose>,
    pub(super) date: Date,
    pub(super) subject: Subject,
    /// Whether it is a noun that refers back: "the departure".
    pub(super) definite: bool,
    /// Whether its verb looks back: "it had opened".
    pub(super) back: bool,
}

impl Happening {
    /// The words that a finding marks: the date, with the event if both are in one sentence and close.
    pub(super) fn place(&self) -> Span<Prose> {
        let joined = self.span.join(self.date.span);
        if joined.len() <= WIDE { joined } else { self.date.span }
    }
}

/// Most bytes between an event and its date that are marked as one.
const WIDE: usize = 48;
/// Blocks that tell nothing in the draft's own words.
pub(super) const PASSED_OVER: &[BlockKind] = &[BlockKind::Caption];
/// Most tokens between a noun and its date: "the speech to Congress in May".
const REACH: usize = 6;
/// Most tokens between a verb and its date, if its clause has several.
const NEAR: usize = 4;

/// Finds events.
#[derive(Debug)]
pub(super) struct Reader {
    /// The lists of events, in order, and as a set.
    lists: Vec<ListId>,
    set: ListSet,
    pub(super) dates: DateLists,
    pub(super) subjects: SubjectLists,
    /// "took place", "happened": the subject is the event.
    light: ListId,
    /// Words of plans and of what did not happen.
    unreal: ListId,
    /// "had", "should": at the head of a sentence, a condition or a question.
    inverted: ListId,
    /// "again", "also": not the event that the draft speaks of elsewhere.
    again: ListId,
    /// The same before a noun: "another", "second".
    another: ListId,
    /// What has to be in the clause of the event: "foundation stone" for "laid".
    with: BTreeMap<ListId, ListId>,
    to: ListId,
    /// "the", "that", "its".
    definite: ListId,
    /// Directly before a noun for an event in general: "with fraud".
    bare: ListId,
}

/// A sentence while its events are read.
pub(super) struct Scene<'a> {
    pub(super) reader: &'a Reader,
    pub(super) draft: &'a Draft<'a>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) number: usize,
    pub(super) clauses: &'a Clauses,
    pub(super) dates: Vec<Dated>,
}

impl Reader {
    pub(super) fn new(cues: &Cues, lists: impl Iterator<Item = ListId>, with: BTreeMap<ListId, ListId>) -> Self {
        let list = |name: &str| cues.list(name);
        let mut lists: Vec<ListId> = lists.collect();
        lists.sort_unstable();
        lists.dedup();
        let mut set = ListSet::default();
        lists.iter().for_each(|&list| set.add(list));
        Self {
            with,
            lists,
            set,
            dates: DateLists {
                ends: list("line-end"),
                determiner: list("event-determiner"),
                small: list("matter-small"),
                around: [list("line-after"), list("line-before")],
                between: list("span-to"),
            },
            subjects: SubjectLists {
                vague: list("event-vague"),
                any: list("event-any"),
                apart: list("event-apart"),
                small: list("matter-small"),
                person: [list("person-male"), list("person-female"), list("person-any"), list("line-person")],
                determiner: list("event-determiner"),
                owner: list("owner-pronoun"),
                of: list("event-of"),
                pair: list("event-pair"),
                joint: list("event-joint"),
                kin: [list("kin-male"), list("kin-female"), list("kin-any")],
            },
            light: list("event-light"),
            unreal: list("event-unreal"),
            inverted: list("event-inverted"),
            again: list("event-again"),
            another: list("event-another"),
            to: list("event-to"),
            definite: list("event-definite"),
            bare: list("event-bare"),
        }
    }

    /// The dated events of a draft, in order.
    pub(super) fn read(&self, draft: &Draft<'_>) -> Vec<Happening> {
        let mut found = Vec::new();
        for (number, sentence) in draft.own_sentences(PASSED_OVER) {
            if !sentence.may_have(&self.set) {
                continue;
            }
            let dated = sentence.values().iter().any(|value| value.date().is_some());
            let listed = || !matches!(draft.analysis.blocks[sentence.block].kind, BlockKind::Paragraph);
            if !dated && !listed() {
                continue;
            }
            let scene = self.scene(draft, number, sentence);
            for cue in scene.events() {
                found.extend(scene.happening(cue));
            }
        }
        found
    }

    pub(super) fn scene<'a>(&'a self, draft: &'a Draft<'a>, number: usize, sentence: &'a Sentence<'a>) -> Scene<'a> {
        let clauses = sentence.clauses(draft.table);
        let dates = dates(&self.dates, draft, sentence, clauses);
        Scene { reader: self, draft, sentence, number, clauses, dates }
    }
}

impl<'a> Scene<'a> {
    pub(super) fn is(&self, list: ListId, at: usize) -> bool {
        self.sentence.tokens().get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    /// The words for events, the longest of each list at a place.
    pub(super) fn events(&self) -> impl Iterator<Item = &'a Cue> {
        let all = self.sentence.cues();
        let lists = &self.reader.lists;
        let within = |inner: &Cue, outer: &Cue| outer.from() <= inner.from() && inner.to() <= outer.to();
        all.iter().filter(move |cue| {
            let longer = |other: &Cue| other.list == cue.list && *other != **cue && within(cue, other);
            lists.binary_search(&cue.list).is_ok() && !all.iter().any(longer)
        })
    }

    pub(super) fn phrases(&self) -> Phrases<'_> {
        Phrases {
            lists: &self.reader.subjects,
            draft: self.draft,
            sentence: self.sentence,
            number: self.number,
            clauses: self.clauses,
        }
    }

    /// The verb group that an event's word is in.
    pub(super) fn verb(&self, cue: &Cue) -> Option<&'a VerbGroup> {
        let inside = |group: &&VerbGroup| cue.from() < group.to && group.from < cue.to();
        self.clauses.groups.iter().find(inside)
    }

    /// An event with its date, if it has one and has happened, or will.
    pub(super) fn happening(&self, cue: &Cue) -> Option<Happening> {
        let tokens = self.sentence.tokens();
        let span = self.sentence.span_of(cue.from(), cue.to());
        if self.draft.analysis.is_quoted(self.sentence.block, span) {
            return None;
        }
        let verb = self.verb(cue);
        let clause = self.clauses.clause_of(cue.from());
        if !self.is_complete(cue, clause) || self.is_unreal(clause, verb) || self.is_another(cue, verb.is_some()) {
            return None;
        }
        let (date, subject) = match verb {
            Some(verb) => (self.date_of_verb(verb, cue, clause)?, self.subject_of(verb, cue, clause)),
            None if tokens[cue.from()].kind == TokenKind::Word => {
                (self.date_of_noun(cue, clause)?, self.phrases().of_noun(cue.from(), cue.to()))
            }
            None => return None,
        };
        let before = cue.from().checked_sub(1);
        let definite = verb.is_none() && before.is_some_and(|at| self.is(self.reader.definite, at));
        let back = verb.is_some_and(|verb| verb.tense == Tense::PastPerfect);
        Some(Happening { list: cue.list, sentence: self.number, span, date, subject, definite, back })
    }

    /// Whose event a verb gives: of a foundation stone that is laid, the building.
    fn subject_of(&self, verb: &VerbGroup, cue: &Cue, clause: usize) -> Subject {
        let with = self.reader.with.get(&cue.list);
        let companion = self
            .sentence
            .cues()
            .iter()
            .find(|other| Some(&other.list) == with && !(other.from() < verb.to && verb.from < other.to()));
        match companion.filter(|other| self.clauses.clause_of(other.from()) == clause || other.to() <= cue.from()) {
            Some(other) => self.phrases().of_noun(other.from(), other.to()),
            // "The trial opened": the noun is the event.
            None if cue.from() < verb.from => self.phrases().of_noun(cue.from(), cue.from() + 1),
            None => self.phrases().of_verb(verb, cue.to()),
        }
    }

    /// Returns `true` if the words that an event needs are in its clause, or in the one that it says more of.
    fn is_complete(&self, cue: &Cue, clause: usize) -> bool {
        let Some(&with) = self.reader.with.get(&cue.list) else { return true };
        let around = self
            .clauses
            .clauses
            .get(clause)
            .filter(|own| matches!(own.kind, ClauseKind::Participial | ClauseKind::Relative));
        let outer = around.and_then(|own| own.parent);
        let near = |other: &Cue| {
            let of = self.clauses.clause_of(other.from());
            other.list == with && (of == clause || outer == Some(of) && other.to() <= cue.from())
        };
        self.sentence.cues().iter().any(near)
    }

    /// Returns `true` for what is only planned, wished or denied.
    pub(super) fn is_unreal(&self, clause: usize, verb: Option<&VerbGroup>) -> bool {
        let infinitive =
            |verb: &VerbGroup| (verb.from.saturating_sub(1)..verb.head).any(|at| self.is(self.reader.to, at));
        let denied = verb.is_some_and(|verb| verb.negated || verb.tense == Tense::Conditional || infinitive(verb));
        let planned = |cue: &Cue| cue.list == self.reader.unreal && self.clauses.clause_of(cue.from()) == clause;
        // "Had the firm closed in 1940": a condition, or a question.
        let inverted = self.is(self.reader.inverted, 0) && self.sentence.tokens()[0].capital;
        denied || inverted || self.clauses.conditional(clause) || self.sentence.cues().iter().any(planned)
    }

    /// Returns `true` if the words say that there are several events of the kind.
    fn is_another(&self, cue: &Cue, is_verb: bool) -> bool {
        let near = |other: &Cue| {
            other.list == self.reader.again && other.from() <= cue.to() + 1 && cue.from() <= other.to() + 1
                || other.list == self.reader.another && !is_verb && other.to() == cue.from()
        };
        self.sentence.cues().iter().any(near)
    }

    /// The date of the clause of a verb.
    fn date_of_verb(&self, verb: &VerbGroup, cue: &Cue, clause: usize) -> Option<Date> {
        let own = |dated: &&Dated| {
            self.clauses.clause_of(dated.from) == clause || self.clauses.own_tokens(clause).any(|at| at == dated.from)
        };
        let mut all = self.dates.iter().filter(own);
        let found = match (all.next(), all.next()) {
            (None, _) => return self.entry(),
            (Some(one), None) => one,
            _ => {
                let behind = cue.to().max(verb.to);
                let near = |dated: &&Dated| (behind..=behind + NEAR).contains(&dated.from);
                self.dates.iter().filter(own).find(near)?
            }
        };
        (!found.apart && !self.is_of_noun(verb.to.max(cue.to()), found)).then_some(found.date)
    }

    /// Returns `true` if another event is between a verb and a date: "was charged with the robbery on 3 May".
    fn is_of_noun(&self, behind: usize, dated: &Dated) -> bool {
        // "was charged with fraud on 3 May": fraud in general has no day.
        let bare = |cue: &Cue| cue.from().checked_sub(1).is_some_and(|at| self.is(self.reader.bare, at));
        let between =
            |cue: &Cue| cue.from() >= behind && cue.to() <= dated.from && self.verb(cue).is_none() && !bare(cue);
        self.sentence.cues().iter().any(|cue| self.reader.lists.binary_search(&cue.list).is_ok() && between(cue))
    }

    /// Returns `true` for a verb that is an event itself.
    fn is_event(&self, verb: &VerbGroup) -> bool {
        self.events().any(|cue| cue.from() < verb.to && verb.from < cue.to())
    }

    /// The date behind a noun, or that of its clause if the noun is what took place.
    fn date_of_noun(&self, cue: &Cue, clause: usize) -> Option<Date> {
        if cue.from().checked_sub(1).is_some_and(|at| self.is(self.reader.bare, at)) {
            return None;
        }
        if let Some(dated) = self.date_behind(cue.to(), REACH) {
            // "charged with the robbery on 3 May" dates either.
            let plain = self.clauses.verb_of(clause).is_none_or(|verb| verb.head > cue.from() || !self.is_event(verb));
            let of = dated
                .from
                .checked_sub(1)
                .is_some_and(|at| self.is(self.reader.subjects.determiner, at) || self.is(self.reader.subjects.of, at));
            return (!dated.apart && (plain || of)).then_some(dated.date);
        }
        let light = |verb: &VerbGroup| {
            self.sentence.cues().iter().any(|other| {
                let list = other.list == self.reader.light || self.reader.with.get(&cue.list) == Some(&other.list);
                list && other.from() < verb.to && verb.from < other.to()
            })
        };
        // "her funeral, held in Quorn on 11 September".
        let comma = usize::from(self.sentence.tokens().get(cue.to()).is_some_and(|token| token.lower == ","));
        let behind = |verb: &&VerbGroup| verb.from == cue.to() + comma && !verb.finite && light(verb);
        if let Some(dated) = self.clauses.groups.iter().find(behind).and_then(|verb| self.date_behind(verb.to, REACH)) {
            return (!dated.apart).then_some(dated.date);
        }
        // "the burglary in Canal Street, which took place on 3 May".
        let relative = |own: &usize| {
            let own = &self.clauses.clauses[*own];
            let hangs = own.attaches_to.is_some_and(|at| cue.from() <= at && at < cue.to() + REACH);
            own.kind == ClauseKind::Relative && own.parent == Some(clause) && hangs
        };
        if let Some(own) = (0..self.clauses.clauses.len()).find(relative) {
            let verb = self.clauses.verb_of(own).filter(|verb| light(verb))?;
            return self.date_of_verb(verb, cue, own);
        }
        let Some(verb) = self.clauses.verb_of(clause) else { return self.only_date() };
        let (from, to) = self.clauses.clauses[clause].subject?;
        let subject = from <= cue.from() && cue.to() <= to.max(from + 1);
        (subject && light(verb)).then(|| self.date_of_verb(verb, cue, clause))?
    }

    /// The only date of a sentence of one clause.
    fn only_date(&self) -> Option<Date> {
        let [dated] = &self.dates[..] else { return None };
        (self.clauses.clauses.len() == 1 && !dated.apart).then_some(dated.date)
    }

    /// The date behind a token, with no verb and no mark between.
    pub(super) fn date_behind(&self, at: usize, reach: usize) -> Option<&Dated> {
        let tokens = self.sentence.tokens();
        let dated = self.dates.iter().find(|dated| dated.from >= at && dated.from <= at + reach)?;
        // "- Notification of authors: 2 March".
        let label = matches!(self.draft.analysis.blocks[self.sentence.block].kind, BlockKind::Item | BlockKind::Cell);
        let plain = |(number, token): (usize, &Token)| {
            token.kind != TokenKind::Mark || label && at + number + 1 == dated.from && token.lower == ":"
        };
        let plain = tokens[at..dated.from].iter().enumerate().all(plain);
        let verb = self.clauses.groups.iter().any(|group| at <= group.head && group.head < dated.from);
        (plain && !verb).then_some(dated)
    }

    /// The date at the head of an entry of a timeline, or of the row of a table.
    pub(super) fn entry(&self) -> Option<Date> {
        let analysis = self.draft.analysis;
        let block = self.sentence.block;
        if let Some((table, row, _)) = analysis.structure().cell(block) {
            let date = |cell: &Option<usize>| {
                let span = analysis.blocks[(*cell)?].span;
                let value = date_alone(analysis, span)?;
                Some(Date::known(span, value, value.when(None)?))
            };
            let mut dates = table.rows.get(row)?.iter().filter_map(date);
            let (Some(one), None) = (dates.next(), dates.next()) else { return None };
            return Some(one);
        }
        let entry = entry_of_a_timeline(analysis, analysis.blocks[block].span, None)?;
        let value = analysis.dates_in(entry.date).next()?.0;
        Some(Date::known(entry.date, value, value.when(None)?))
    }
}
