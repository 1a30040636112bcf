//! Kind `opening-days`: a visit on a day of the week on which the draft says that the place is closed.
//!
//! The draft says when it is closed ("closed on Mondays"), or open ("open Tuesday to Sunday"). Statements that differ are of several
//! places or seasons; only days that are closed by all of them count.

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::tokens::{Token, TokenKind};
use crate::language::values::ValueKind;
use crate::rules::{Check, KindSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["day", "closed"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "opening-days",
        messages: &[("message", PLACEHOLDERS), ("label.day", PLACEHOLDERS), ("label.closed", PLACEHOLDERS)],
        required: &["message", "label.day", "label.closed"],
        options: &[],
    },
    prepare,
};

/// Tokens between "closed" and the day, and between a day and what makes it one of a visit.
const REACH: usize = 3;
/// All days of the week.
const WEEK: u8 = 0b111_1111;

fn prepare(_: &Check, words: &Words, cues: &Cues) -> Box<dyn Run> {
    let weekdays = words.tables.get("weekday").into_iter().flatten();
    Box::new(OpeningDays {
        closed: cues.list("opening-closed"),
        open: cues.list("opening-open"),
        except: cues.list("opening-except"),
        house: cues.list("opening-house"),
        place: cues.list("opening-place"),
        visit: cues.list("opening-visit"),
        habit: cues.list("opening-habit"),
        part: cues.list("opening-part"),
        to: [cues.list("range-to"), cues.list("range-dash")],
        joins: cues.list("range-and"),
        weekdays: weekdays.filter(|(word, _)| word.len() > 2).map(|(word, day)| (word.clone(), *day as u8)).collect(),
    })
}

#[derive(Debug)]
struct OpeningDays {
    /// "closed", "shut".
    closed: ListId,
    /// "open".
    open: ListId,
    /// "bank holiday", "by appointment": another rule holds.
    except: ListId,
    /// "we", "opening hours": the draft is about the place.
    house: ListId,
    /// "museum", "shop".
    place: ListId,
    /// "come", "guided tour".
    visit: ListId,
    /// "every", "a": before a day that recurs.
    habit: ListId,
    /// "morning", "mornings".
    part: ListId,
    to: [ListId; 2],
    joins: ListId,
    /// The days of the week, Monday 0.
    weekdays: Vec<(String, u8)>,
}

/// The days that a sentence closes a place on, as bits, and where.
#[derive(Debug, Clone, Copy)]
struct Statement {
    closed: u8,
    span: Span<Prose>,
    sentence: usize,
}

impl Run for OpeningDays {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let own = || draft.own_sentences(&[BlockKind::Cell]);
        let statements: Vec<Statement> =
            own().filter_map(|(number, sentence)| self.statement(number, sentence)).collect();
        let closed = statements.iter().fold(WEEK, |all, one| all & one.closed);
        let mut found = Outcome { read: statements.len(), ..Outcome::default() };
        if statements.is_empty() || closed == 0 {
            return found;
        }
        for (number, sentence) in own().filter(|(number, _)| statements.iter().all(|one| one.sentence != *number)) {
            for (day, span) in self.visits(sentence) {
                let of_day = |one: &&Statement| one.closed & 1 << day != 0;
                if closed & 1 << day != 0
                    && !draft.analysis.is_quoted(draft.analysis.sentences[number].block, span)
                    && let Some(one) = statements.iter().find(of_day)
                    && self.is_of(sentence, &draft.analysis.sentences[one.sentence])
                {
                    found.findings.push(describe(check, draft, span, one.span));
                }
            }
        }
        found
    }
}

impl OpeningDays {
    fn weekday(&self, token: &Token) -> Option<(u8, bool)> {
        let plural = token.lower.len() > 4 && token.lower.ends_with('s') && !self.is_day(&token.lower);
        let word = if plural { &token.lower[..token.lower.len() - 1] } else { token.lower.as_str() };
        let found = self.weekdays.iter().find(|(name, _)| name == word && token.capital)?;
        Some((found.1, plural))
    }

    fn is_day(&self, word: &str) -> bool {
        self.weekdays.iter().any(|(name, _)| name == word)
    }

    fn has(&self, sentence: &Sentence<'_>, list: ListId) -> bool {
        sentence.cues().iter().any(|cue| cue.list == list)
    }

    /// Returns `true` if a sentence names no other place than one that names its own: "the market is held every Saturday". "The long
    /// gallery" may be a part of what "we" are.
    fn is_of(&self, sentence: &Sentence<'_>, other: &Sentence<'_>) -> bool {
        let named = |sentence: &Sentence<'_>| -> Vec<String> {
            let places = sentence.cues().iter().filter(|cue| cue.list == self.place);
            places.filter_map(|cue| sentence.tokens().get(cue.from()).map(|token| token.lower.to_string())).collect()
        };
        let known = named(other);
        known.is_empty() || named(sentence).iter().all(|place| known.contains(place))
    }

    /// What a sentence says of the days on which a place is closed.
    fn statement(&self, number: usize, sentence: &Sentence<'_>) -> Option<Statement> {
        if self.has(sentence, self.except) {
            return None;
        }
        let tokens = sentence.tokens();
        let own = self.has(sentence, self.house) || self.has(sentence, self.place);
        let closed = sentence.cues().iter().filter(|cue| cue.list == self.closed);
        let found = closed.filter_map(|cue| {
            let first =
                (cue.to()..(cue.to() + REACH).min(tokens.len())).find(|&at| self.weekday(&tokens[at]).is_some())?;
            let (days, to, plural) = self.listed(sentence, first);
            let habit = tokens[..first].last().is_some_and(|token| self.is_item(sentence, self.habit, token));
            ((habit && own) || plural).then(|| Statement {
                closed: days,
                span: sentence.span_of(cue.from(), to),
                sentence: number,
            })
        });
        found.last().or_else(|| self.open_range(number, sentence))
    }

    fn is_item(&self, sentence: &Sentence<'_>, list: ListId, token: &Token) -> bool {
        let at = |from: usize| sentence.tokens().get(from).is_some_and(|first| first.span == token.span);
        sentence.cues().iter().any(|cue| cue.list == list && cue.to() == cue.from() + 1 && at(cue.from()))
    }

    /// The days listed from a token on, the end of the list, and whether they are plural: "Mondays and Tuesdays".
    fn listed(&self, sentence: &Sentence<'_>, first: usize) -> (u8, usize, bool) {
        let tokens = sentence.tokens();
        let (mut days, mut to, mut plural) = (0, first, false);
        let mut at = first;
        while let Some((day, many)) = tokens.get(at).and_then(|token| self.weekday(token)) {
            days |= 1 << day;
            plural |= many;
            to = at + 1;
            let comma = to + usize::from(tokens.get(to).is_some_and(|token| token.lower == ","));
            let and = sentence.cues().iter().any(|cue| cue.list == self.joins && cue.from() == comma);
            if comma == to && !and {
                break;
            }
            at = comma + usize::from(and);
        }
        (days, to, plural)
    }

    /// "Open Tuesday to Sunday", or "Tuesday to Sunday from 10:00".
    fn open_range(&self, number: usize, sentence: &Sentence<'_>) -> Option<Statement> {
        let tokens = sentence.tokens();
        let days: Vec<(usize, u8)> =
            (0..tokens.len()).filter_map(|at| Some((at, self.weekday(&tokens[at])?.0))).collect();
        let &[(from, first), (to, last)] = days.as_slice() else { return None };
        let joined =
            sentence.cues().iter().any(|cue| self.to.contains(&cue.list) && cue.from() == from + 1 && cue.to() == to);
        let open =
            sentence.cues().iter().any(|cue| cue.list == self.open && cue.to() <= from && from - cue.to() <= REACH);
        let own = self.has(sentence, self.house) || self.has(sentence, self.place);
        let clock = sentence.values().iter().any(|value| matches!(value.kind, ValueKind::Clock(_)));
        if !joined || !(open && own || from == 0 && clock) {
            return None;
        }
        let mut open = 0u8;
        let mut day = first;
        while day != last {
            open |= 1 << day;
            day = (day + 1) % 7;
        }
        open |= 1 << last;
        Some(Statement { closed: WEEK & !open, span: sentence.span_of(from, to + 1), sentence: number })
    }

    /// The recurring days of visits: "on a Monday morning", "every Monday at eleven".
    fn visits(&self, sentence: &Sentence<'_>) -> Vec<(u8, Span<Prose>)> {
        if !self.has(sentence, self.visit) || self.has(sentence, self.except) || self.has(sentence, self.closed) {
            return Vec::new();
        }
        let tokens = sentence.tokens();
        let day = |at: usize| {
            let (day, plural) = self.weekday(&tokens[at])?;
            let before = at.checked_sub(1).is_some_and(|at| self.is_item(sentence, self.habit, &tokens[at]));
            let part = tokens.get(at + 1).is_some_and(|token| self.is_item(sentence, self.part, token));
            let dated = tokens.get(at + 1..).is_some_and(|next| {
                next.iter().take(2).any(|token| token.kind == TokenKind::Number && token.lower.len() <= 2)
            });
            (plural || before || part && !dated).then(|| (day, tokens[at].span))
        };
        (0..tokens.len()).filter_map(day).collect()
    }
}

fn describe(check: &Check, draft: &Draft<'_>, day: Span<Prose>, closed: Span<Prose>) -> Finding {
    let (name, text) = (draft.one_line(day), draft.one_line(closed));
    let values = [("day", name.as_str()), ("closed", &text)];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, closed, "label.closed")],
        ..messages.at(draft, day, "label.day")
    }
}
