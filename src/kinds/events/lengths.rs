//! How much time a draft puts between two events.

use super::ByList;
use super::dates::{Date, Dated, together};
use super::order::SHORT;
use super::reader::{Happening, PASSED_OVER, Reader, Scene};
use super::subject::{Fit, Subject, is_form};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding, Severity};
use crate::kinds::{Draft, Messages};
use crate::language::analysis::Sentence;
use crate::language::clauses::Tense;
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::tokens::TokenKind;
use crate::language::values::{DateValue, Period, Value, ValueKind};
use crate::rules::Check;
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// The words around lengths.
#[derive(Debug)]
pub(super) struct LengthLists {
    /// "after", "since".
    after: ListId,
    /// "before".
    before: ListId,
    /// "for".
    during: ListId,
    /// "until".
    until: ListId,
    /// Before "after", and between a length and "after": "just", "only".
    filler: ListId,
    /// "the", "that", "its".
    definite: ListId,
    /// Words of a length that is no distance between two events: "every", "old".
    not: ListId,
}

impl LengthLists {
    pub(super) fn new(cues: &Cues) -> Self {
        Self {
            after: cues.list("length-after"),
            before: cues.list("length-before"),
            during: cues.list("length-during"),
            until: cues.list("length-until"),
            filler: cues.list("length-filler"),
            definite: cues.list("event-determiner"),
            not: cues.list("length-not"),
        }
    }
}

/// A length of time that two dates contradict.
pub(super) struct Clash {
    /// The length.
    pub(super) length: Span<Prose>,
    /// The other date, if it is not the day of the draft.
    pub(super) target: Target,
    /// What the length counts from, or to.
    pub(super) from: Point,
    /// Whether it counts forward.
    pub(super) forward: bool,
    /// The dates that it would lie between, the earlier one first.
    pub(super) ends: (When, When),
    /// What is wrong.
    pub(super) sort: Sort,
}

/// What contradicts a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The dates are in order, and not so far apart.
    Gap,
    /// What should come later is earlier.
    Order,
    /// The length is a number of years between two equal days of the year.
    SameDay,
}

/// An event that a length counts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) words: Span<Prose>,
    pub(super) date: Date,
    pub(super) fit: Fit,
}

/// The date that a length leads to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Date(Date),
    /// The day of the draft.
    Today(Day),
}

/// The numbers that a length allows, in days.
#[derive(Debug, Clone, Copy)]
struct Length {
    span: Span<Prose>,
    low: f64,
    high: f64,
    /// By how much people count differently.
    slack: f64,
}

/// Most tokens behind "after" in which the event is looked for.
const REGION: usize = 9;
/// Most words between a length and what makes it one.
const FILLERS: usize = 2;
/// Days around the draft's in which "now" may be.
const NOW: i32 = 120;
/// The same for lengths of less than a year.
const WEEK: i32 = 10;
/// Seconds.
const DAY: f64 = 86400.0;
const YEAR: f64 = 365.0;

/// What the checks of lengths have in common.
pub(super) struct Judge<'a> {
    pub(super) lists: &'a LengthLists,
    pub(super) reader: &'a Reader,
    pub(super) groups: &'a [Vec<ListId>],
    /// The events that "for 112 years, until 1963" counts from.
    pub(super) starts: &'a [ListId],
    /// Of what lasts: its noun, its beginning, its ends.
    pub(super) spans: &'a [Vec<ListId>],
    pub(super) events: &'a ByList<'a>,
    pub(super) draft: &'a Draft<'a>,
}

impl Judge<'_> {
    /// The lengths that dates contradict, and how many lengths were compared.
    pub(super) fn clashes(&self) -> (Vec<Clash>, usize) {
        let mut found = Vec::new();
        let mut read = 0;
        for (number, sentence) in self.draft.own_sentences(PASSED_OVER) {
            let lengths = sentence
                .values()
                .iter()
                .filter_map(|value| Some((value, self.length(value).or_else(|| self.ago(value))?)));
            let lengths: Vec<(&Value, Length)> = lengths.collect();
            if lengths.is_empty() {
                continue;
            }
            let scene = self.reader.scene(self.draft, number, sentence);
            for (value, length) in lengths {
                let Some((target, from, forward)) = self.equation(&scene, value) else { continue };
                read += 1;
                if let Some(ends) = self.ends(&length, target, &from, forward) {
                    let sort = if ends.1.latest < ends.0.earliest { Sort::Order } else { Sort::Gap };
                    found.push(Clash { length: length.span, target, from, forward, ends, sort });
                }
            }
        }
        (found, read)
    }

    /// A length of a day or more.
    fn length(&self, value: &Value) -> Option<Length> {
        let ValueKind::Duration(amount) = value.kind else { return None };
        let unit = self.draft.analysis.values().unit(amount.unit?).factor / DAY;
        let printed = amount.interval.printed;
        if unit < 1.0 || printed <= 0.0 || value.borrowed {
            return None;
        }
        let (low, high) = value.hedge.map_or((0.0, 0.0), |hedge| (hedge.low, hedge.high));
        // A rough "fifty years" for 47.
        let slack = if unit >= YEAR - 1.0 { YEAR * (1.0 + printed / 50.0).min(3.0) } else { unit };
        let days = printed * unit;
        Some(Length { span: value.span, low: days * (1.0 + low), high: days * (1.0 + high), slack })
    }

    /// "three years ago", as a length.
    fn ago(&self, value: &Value) -> Option<Length> {
        let Some(DateValue::Shift { count, period: Period::Year, from_now: true }) = value.date() else { return None };
        let years = count.abs();
        let plain = value.hedge.is_none() && count < 0.0 && years >= 2.0;
        let days = years * YEAR;
        plain.then_some(Length { span: value.span, low: days, high: days, slack: YEAR * (1.0 + years / 30.0).min(4.0) })
    }

    /// The date that a length leads to, what it counts from, and whether it counts forward.
    fn equation(&self, scene: &Scene<'_>, value: &Value) -> Option<(Target, Point, bool)> {
        let tokens = scene.sentence.tokens();
        let from = tokens.partition_point(|token| token.span.start < value.span.start);
        let to = tokens.partition_point(|token| token.span.start < value.span.end);
        let start = value
            .hedge
            .map_or(from, |hedge| from.min(tokens.partition_point(|token| token.span.start < hedge.span.start)));
        if scene.sentence.cues().iter().any(|cue| cue.list == self.lists.not && cue.from() <= to && start <= cue.to()) {
            return None;
        }
        if value.date().is_some() {
            let today = self.draft.day.given()?;
            let clause = scene.clauses.clause_of(from);
            let event = |cue: &&Cue| scene.clauses.clause_of(cue.from()) == clause && scene.verb(cue).is_some();
            let mut events = scene.events().filter(event);
            let (Some(cue), None) = (events.next(), events.next()) else { return None };
            let subject = scene.phrases().of_verb(scene.verb(cue)?, cue.to());
            return Some((Target::Today(today), self.first_of(&[cue.list], &subject)?, true));
        }
        if let Some(found) = self.lasting(scene, to) {
            return Some(found);
        }
        let left = self.left_of(scene, start);
        let right = (to..=to + FILLERS).find(|&at| !scene.is(self.lists.filler, at)).unwrap_or(to);
        let clause = scene.clauses.clause_of(from);
        for (list, forward) in [(self.lists.after, true), (self.lists.before, false)] {
            if scene.is(list, right) {
                let point = self.named(scene, right + 1)?;
                return Some((self.target(scene, &point, clause)?, point, forward));
            }
        }
        if scene.is(self.lists.after, left?) {
            let point = self.of_own_event(scene, clause)?;
            return Some((self.target(scene, &point, clause)?, point, true));
        }
        if scene.is(self.lists.during, left?) {
            let until = (to..=to + FILLERS).find(|&at| scene.is(self.lists.until, at))?;
            let end = scene.date_behind(until + 1, REGION - 3)?;
            let own = scene.clauses.verb_of(clause).map_or(Subject::Any, |verb| scene.phrases().of_verb(verb, verb.to));
            let own = if matches!(own, Subject::Person(_)) { own } else { Subject::Any };
            return Some((Target::Date(end.date), self.first_of(self.starts, &own)?, true));
        }
        None
    }

    /// "a nine-week trial": from its beginning to its end.
    fn lasting(&self, scene: &Scene<'_>, to: usize) -> Option<(Target, Point, bool)> {
        let noun = |cue: &&Cue| cue.from() == to && self.spans.iter().any(|span| span[0] == cue.list);
        let cue = scene.sentence.cues().iter().find(noun)?;
        let span = self.spans.iter().find(|span| span[0] == cue.list)?;
        let start = self.first_of(&span[1..2], &Subject::Any)?;
        if let Some(end) = self.first_of(&span[2..], &Subject::Any) {
            return Some((Target::Date(end.date), start, true));
        }
        let told =
            |cue: &&Cue| span[2..].contains(&cue.list) && scene.verb(cue).is_some_and(|verb| verb.tense == Tense::Past);
        scene.sentence.cues().iter().find(told)?;
        Some((Target::Today(self.draft.day.given()?), start, true))
    }

    /// The token before a length, without words that say nothing.
    fn left_of(&self, scene: &Scene<'_>, start: usize) -> Option<usize> {
        (1..=FILLERS + 1).filter_map(|back| start.checked_sub(back)).find(|&at| !scene.is(self.lists.filler, at))
    }

    /// The event behind "after": one that is dated there or elsewhere, or a noun that the draft dates.
    fn named(&self, scene: &Scene<'_>, from: usize) -> Option<Point> {
        let tokens = scene.sentence.tokens();
        let mark = |at: &usize| tokens[*at].kind == TokenKind::Mark;
        let to = (from..tokens.len().min(from + REGION)).find(mark).unwrap_or(tokens.len().min(from + REGION));
        let cue = scene.sentence.cues().iter().find(|cue| {
            from <= cue.from() && cue.to() <= to && self.groups.iter().flatten().any(|&list| list == cue.list)
        });
        if let Some(cue) = cue {
            if let Some(own) = scene.happening(cue) {
                return Some(Point { words: own.span, date: own.date, fit: Fit::Same });
            }
            // "30 days after a president dies": any president.
            if scene.verb(cue).is_some_and(|verb| verb.tense == Tense::Present) {
                return None;
            }
            let subject = match scene.verb(cue) {
                Some(verb) => scene.phrases().of_verb(verb, cue.to()),
                None => scene.phrases().of_noun(cue.from(), cue.to()),
            };
            return self.first_of(&[cue.list], &subject);
        }
        self.noun(scene, from, to)
    }

    /// "that speech", "the flood": a noun whose only other mention with a date gives it.
    fn noun(&self, scene: &Scene<'_>, from: usize, to: usize) -> Option<Point> {
        if !scene.is(self.lists.definite, from) || self.draft.analysis.sentences.len() > SHORT {
            return None;
        }
        let tokens = scene.sentence.tokens();
        let at = (from + 1..to).find(|&at| {
            at + 1 == to
                || tokens
                    .get(at + 1)
                    .is_none_or(|next| next.kind != TokenKind::Word || scene.is(self.reader.subjects.small, at + 1))
        })?;
        let noun = &tokens[at];
        if scene.clauses.groups.iter().any(|group| from <= group.head && group.head <= at) {
            return None;
        }
        if noun.kind != TokenKind::Word
            || noun.capital
            || [self.reader.subjects.vague, self.reader.subjects.any].iter().any(|&list| scene.is(list, at))
            || scene.date_behind(at + 1, 2).is_some()
        {
            return None;
        }
        let mut found: Option<Point> = None;
        for (number, sentence) in self.draft.own_sentences(PASSED_OVER).take_while(|(number, _)| *number < scene.number)
        {
            for (at, token) in sentence.tokens().iter().enumerate() {
                if token.kind != TokenKind::Word || !is_form(&token.lower, &noun.lower) {
                    continue;
                }
                let scene = self.reader.scene(self.draft, number, sentence);
                let owned = |dated: &&Dated| {
                    scene.sentence.tokens()[at..dated.from].iter().any(|token| token.kind == TokenKind::Possessive)
                };
                let dated = scene.date_behind(at + 1, REGION - 3).filter(|dated| !dated.apart && !owned(dated));
                let cell = || self.draft.analysis.blocks[sentence.block].kind == BlockKind::Cell;
                let date = dated.map(|dated| dated.date).or_else(|| cell().then(|| scene.entry())?);
                let Some(date) = date else { continue };
                if found.is_some_and(|known| known.date.span != date.span) {
                    return None;
                }
                found = Some(Point { words: token.span, date, fit: Fit::Maybe });
            }
        }
        found
    }

    /// What the event of a clause counts from: the opening for "closed after 42 years".
    fn of_own_event(&self, scene: &Scene<'_>, clause: usize) -> Option<Point> {
        for cue in scene.sentence.cues().iter().filter(|cue| scene.clauses.clause_of(cue.from()) == clause) {
            let Some(group) = self.groups.iter().find(|group| group.len() > 1 && group[0] == cue.list) else {
                continue;
            };
            let verb = scene.verb(cue)?;
            let subject = scene.phrases().of_verb(verb, cue.to());
            return self.first_of(&group[1..], &subject);
        }
        None
    }

    /// The date of the first list that has one for a subject; none if the draft gives several.
    fn first_of(&self, lists: &[ListId], subject: &Subject) -> Option<Point> {
        for list in lists {
            let all = self.events.get(list).into_iter().flatten();
            let fitting: Vec<(&Happening, Fit)> =
                all.map(|one| (*one, one.subject.fit(subject))).filter(|(_, fit)| *fit > Fit::Other).collect();
            let best = fitting.iter().map(|(_, fit)| *fit).max();
            let mut best = fitting.iter().filter(|(_, fit)| Some(*fit) == best);
            let Some((one, fit)) = best.next() else { continue };
            if best.any(|(other, _)| !is_same(one.date, other.date)) {
                return None;
            }
            return Some(Point { words: one.span, date: one.date, fit: *fit });
        }
        None
    }

    /// The date of the clause of a length, or of an enclosing one.
    fn target(&self, scene: &Scene<'_>, point: &Point, clause: usize) -> Option<Target> {
        let free = || scene.dates.iter().filter(|dated| !dated.apart && dated.date.span != point.date.span);
        for around in scene.clauses.around(clause) {
            let own = |at: usize| scene.clauses.own_tokens(around).any(|own| own == at);
            let mut all = free().filter(|dated| own(dated.from));
            match (all.next(), all.next()) {
                (Some(one), None) => return Some(Target::Date(one.date)),
                (Some(_), Some(_)) => return None,
                (None, _) => {}
            }
        }
        if free().next().is_some() {
            return None;
        }
        let entry = scene.entry().filter(|date| date.span != point.date.span);
        // "The beta came four months after the alpha".
        let subject = || {
            let (from, to) = scene.clauses.clauses.get(clause)?.subject?;
            let named = self.noun(scene, from, to).filter(|named| named.date.span != point.date.span)?;
            Some(named.date)
        };
        let entry = entry.or_else(subject);
        entry.map(Target::Date).or_else(|| {
            let verb = scene.clauses.around(clause).find_map(|at| scene.clauses.verb_of(at))?;
            let now = matches!(verb.tense, Tense::Present | Tense::Future) && verb.finite && !verb.negated;
            now.then(|| self.draft.day.given().map(Target::Today))?
        })
    }

    /// Two dates that are years apart, if both have one or the draft has a day.
    fn years_apart(&self, one: Date, other: Date) -> Option<(When, When)> {
        let day = self.draft.day.given();
        let when = |date: Date| date.when.or_else(|| date.nearest(When::exactly(day?)));
        Some((when(one)?, when(other)?))
    }

    /// The earlier and the later date of a length that fits no reading of them.
    fn ends(&self, length: &Length, target: Target, point: &Point, forward: bool) -> Option<(When, When)> {
        let unsure = point.fit < Fit::Same;
        let pair = match target {
            // A day without a year is as far from another one as the year of the draft says.
            Target::Date(target) if length.high >= YEAR => self.years_apart(target, point.date),
            Target::Date(target) => together(target, point.date),
            // What happens now may have been announced, or is still to come.
            Target::Today(day) => {
                let near = if length.high < YEAR { WEEK } else { NOW };
                let when = point.date.when.or_else(|| point.date.nearest(When::exactly(day)));
                when.map(|when| (When::about(day, near), when))
            }
        };
        let (target, point) = pair?;
        if unsure && self.draft.analysis.sentences.len() > SHORT {
            return None;
        }
        let (early, late) = if forward { (point, target) } else { (target, point) };
        let fits = |early: When, late: When, slack: f64| {
            let days = |late: Day, early: Day| f64::from(i32::try_from(late.since(early)).unwrap_or(i32::MAX));
            let (least, most) = (days(late.earliest, early.latest), days(late.latest, early.earliest));
            most + slack >= length.low && least - slack <= length.high
        };
        if fits(early, late, length.slack) {
            return None;
        }
        let exact = |early: When, late: When| fits(early, late, 0.0) && early.latest < late.earliest;
        let dates = self.draft.analysis.sentences.iter().flat_map(Sentence::values);
        let fitting = |date: When| exact(date, late) || exact(early, date);
        (!dates.filter_map(Date::of).filter_map(|date| date.when).any(fitting)).then_some((early, late))
    }
}

fn is_same(one: Date, other: Date) -> bool {
    together(one, other).is_some_and(|(one, other)| one.earliest <= other.latest && other.earliest <= one.latest)
}

impl Clash {
    /// The finding: at the length, with both dates.
    pub(super) fn describe(&self, check: &Check, draft: &Draft<'_>) -> Finding {
        let words = |span: Span<Prose>| draft.one_line(span);
        let (length, other) = (words(self.length), words(self.from.words));
        let one_date = match self.target {
            Target::Date(date) => words(date.span),
            Target::Today(day) => draft.wording.day(day),
        };
        let other_date = words(self.from.date.span);
        let gap = draft.wording.gap(self.ends.0, self.ends.1);
        let (first, last) = if self.forward { (&other_date, &one_date) } else { (&one_date, &other_date) };
        let values = [
            ("length", length.as_str()),
            ("other", other.as_str()),
            ("first", first.as_str()),
            ("last", last.as_str()),
            ("gap", gap.as_str()),
        ];
        let messages = Messages::new(check, &values);
        let message = messages.text(match self.sort {
            Sort::Gap => "message",
            Sort::Order => "note.order",
            Sort::SameDay => "note.years",
        });
        let mut related = vec![messages.conflict(draft, self.from.date.span, "label.other")];
        if let Target::Date(date) = self.target {
            related.push(messages.conflict(draft, date.span, "label.one"));
        }
        let severity = if self.from.fit == Fit::Same { check.severity } else { check.severity.min(Severity::Warning) };
        Finding {
            severity,
            confidence: Confidence::Medium,
            message,
            related,
            ..messages.at(draft, self.length, "label.length")
        }
    }
}
