//! Kind `events`: the dated events of a draft come in an order that they can have, and as far apart as the draft says.
//!
//! `reader` finds the events by word lists, each with the date of its clause and the person or thing that it belongs to.
//! `order` compares events of which one can only follow the other, `lengths` reads how much time the draft puts between
//! two of them.

mod after_death;
mod dates;
mod lengths;
mod order;
mod reader;
mod same_day;
mod subject;
mod twice;

use std::collections::BTreeMap;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding, Severity};
use crate::language::cues::{Cues, ListId};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec};
use crate::text::{Prose, Span};
use lengths::{Judge, LengthLists};
use order::Turned;
use reader::{Happening, Reader};
use same_day::SameDayLists;

const PLACEHOLDERS: &[&str] = &["one", "other", "one-date", "other-date"];
const DATES: &[&str] = &["one-date", "other-date"];
const OF_LENGTHS: &[&str] = &["length", "other", "first", "last", "gap"];
/// Lists of events, each of which can only come after those before it.
const ORDER: OptionSpec = OptionSpec { name: "order", sort: OptionSort::GroupsOf(2) };
/// A list of events, and those that a length before it counts from, the likeliest first.
const SINCE: OptionSpec = OptionSpec { name: "since", sort: OptionSort::GroupsOf(1) };

/// Events that "for 112 years, until 1963" counts from, the likeliest first.
const STARTS: OptionSpec = OptionSpec { name: "starts", sort: OptionSort::Texts };

/// What lasts, the list of events that it begins with, and those that it ends with: "a nine-week trial".
const SPANS: OptionSpec = OptionSpec { name: "spans", sort: OptionSort::GroupsOf(3) };
/// The list of deaths.
const DEATH: OptionSpec = OptionSpec { name: "death", sort: OptionSort::Text };
/// Events that happen once to a thing.
const ONCE: OptionSpec = OptionSpec { name: "once", sort: OptionSort::Texts };
/// A list of events, and the list of which a word is in the clause too: "foundation stone" for "laid".
const WITH: OptionSpec = OptionSpec { name: "with", sort: OptionSort::GroupsOf(2) };

pub(super) const ORDERS: Kind = Kind {
    spec: KindSpec {
        name: "event-order",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.turned", DATES),
            ("label.one", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.turned", DATES),
        ],
        required: &["message", "note.turned", "label.one", "label.other", "label.turned"],
        options: &[ORDER, WITH],
    },
    prepare: |check, _, cues| {
        Box::new(Orders { groups: groups(check, ORDER, cues), reader: reader(check, ORDER, cues) })
    },
};

pub(super) const LENGTHS: Kind = Kind {
    spec: KindSpec {
        name: "event-lengths",
        messages: &[
            ("message", OF_LENGTHS),
            ("note.order", OF_LENGTHS),
            ("note.years", OF_LENGTHS),
            ("label.one", OF_LENGTHS),
            ("label.other", OF_LENGTHS),
            ("label.length", OF_LENGTHS),
        ],
        required: &["message", "note.order", "note.years", "label.one", "label.other", "label.length"],
        options: &[SINCE, STARTS, SPANS, WITH],
    },
    prepare: |check, _, cues| {
        Box::new(Lengths {
            groups: groups(check, SINCE, cues),
            reader: reader(check, SINCE, cues),
            starts: check.texts(STARTS).iter().map(|name| cues.list(name)).collect(),
            spans: groups(check, SPANS, cues),
            lists: LengthLists::new(cues),
            same_day: SameDayLists::new(cues),
        })
    },
};

pub(super) const DATES_OF_ONE: Kind = Kind {
    spec: KindSpec {
        name: "event-dates",
        messages: &[("message", PLACEHOLDERS), ("label.one", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message", "label.one", "label.other"],
        options: &[ONCE, WITH],
    },
    prepare: |check, _, cues| {
        let lists: Vec<ListId> = check.texts(ONCE).iter().map(|name| cues.list(name)).collect();
        Box::new(Once { reader: Reader::new(cues, lists.iter().copied(), with(check, cues)), lists })
    },
};

pub(super) const AFTER_DEATH: Kind = Kind {
    spec: KindSpec {
        name: "after-death",
        messages: &[("message", PLACEHOLDERS), ("label.one", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message", "label.one", "label.other"],
        options: &[DEATH],
    },
    prepare: |check, _, cues| {
        let death = check.text(DEATH).map_or(ListId::MISSING, |name| cues.list(name));
        let passing = [cues.list("posthumous"), cues.list("line-namesake")];
        let reader = Reader::new(cues, std::iter::once(death), BTreeMap::new());
        Box::new(AfterDeath { death, passing, reader })
    },
};

fn groups(check: &Check, option: OptionSpec, cues: &Cues) -> Vec<Vec<ListId>> {
    check.groups(option).iter().map(|group| group.iter().map(|name| cues.list(name)).collect()).collect()
}

fn reader(check: &Check, option: OptionSpec, cues: &Cues) -> Reader {
    Reader::new(cues, groups(check, option, cues).into_iter().flatten(), with(check, cues))
}

fn with(check: &Check, cues: &Cues) -> BTreeMap<ListId, ListId> {
    groups(check, WITH, cues).iter().filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// Events that happen once.
#[derive(Debug)]
struct Once {
    lists: Vec<ListId>,
    reader: Reader,
}

/// Acts of the dead.
#[derive(Debug)]
struct AfterDeath {
    death: ListId,
    /// Words for what becomes of people after their death, and for two of one name.
    passing: [ListId; 2],
    reader: Reader,
}

/// The order of events.
#[derive(Debug)]
struct Orders {
    groups: Vec<Vec<ListId>>,
    reader: Reader,
}

/// The time between events.
#[derive(Debug)]
struct Lengths {
    groups: Vec<Vec<ListId>>,
    reader: Reader,
    /// The events that "for 112 years, until 1963" counts from.
    starts: Vec<ListId>,
    /// Of what lasts: its noun, its beginning, its ends.
    spans: Vec<Vec<ListId>>,
    lists: LengthLists,
    same_day: SameDayLists,
}

/// The dated events of a draft by their lists.
type ByList<'h> = BTreeMap<ListId, Vec<&'h Happening>>;

/// Most events of one list that are compared: a chronicle has too many to be about one thing.
const MOST: usize = 256;

fn by_list(all: &[Happening]) -> ByList<'_> {
    let mut found = ByList::new();
    for one in all {
        found.entry(one.list).or_default().push(one);
    }
    found.retain(|_, events| events.len() <= MOST);
    found
}

impl Run for Orders {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let all = self.reader.read(draft);
        let clashes = order::clashes(&self.groups, &by_list(&all), draft);
        let turned = order::turned(&self.reader, draft);
        let turned = turned.iter().map(|turned| describe_turned(check, draft, turned));
        let findings = clashes.iter().map(|clash| describe(check, draft, (clash.later, clash.earlier), clash.severity));
        Outcome { findings: findings.chain(turned).collect(), read: all.len() }
    }
}

impl Run for Once {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let all = self.reader.read(draft);
        let clashes = twice::clashes(&self.lists, &by_list(&all));
        let findings = clashes.into_iter().map(|pair| describe(check, draft, pair, check.severity));
        Outcome { findings: findings.collect(), read: all.len() }
    }
}

impl Run for AfterDeath {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let all = self.reader.read(draft);
        let acts = after_death::acts(&self.reader, &by_list(&all), self.death, self.passing, draft);
        let findings = acts.iter().map(|act| {
            let one = Happening { span: act.words, date: act.date, ..act.death.clone() };
            describe(check, draft, (&one, act.death), check.severity)
        });
        Outcome { findings: findings.collect(), read: all.len() }
    }
}

impl Run for Lengths {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let all = self.reader.read(draft);
        let judge = Judge {
            lists: &self.lists,
            reader: &self.reader,
            groups: &self.groups,
            starts: &self.starts,
            spans: &self.spans,
            events: &by_list(&all),
            draft,
        };
        let (clashes, read) = judge.all(&self.same_day);
        Outcome { findings: clashes.iter().map(|clash| clash.describe(check, draft)).collect(), read: all.len() + read }
    }
}

/// The finding for two dates that "after" or "before" puts in another order.
fn describe_turned(check: &Check, draft: &Draft<'_>, turned: &Turned) -> Finding {
    let (one, other) = (draft.one_line(turned.one.span), draft.one_line(turned.other.span));
    let values = [("one-date", one.as_str()), ("other-date", other.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        severity: Severity::Warning.min(check.severity),
        confidence: Confidence::Medium,
        message: messages.text("note.turned"),
        related: vec![messages.conflict(draft, turned.other.span, "label.turned")],
        ..messages.at(draft, turned.one.span, "label.turned")
    }
}

/// The finding for two dated events: the one at its own date, the other at its own.
fn describe(check: &Check, draft: &Draft<'_>, (one, other): (&Happening, &Happening), severity: Severity) -> Finding {
    let words = |span: Span<Prose>| draft.one_line(span);
    let (one_words, other_words) = (words(one.span), words(other.span));
    let (one_date, other_date) = (words(one.date.span), words(other.date.span));
    let values = [
        ("one", one_words.as_str()),
        ("other", other_words.as_str()),
        ("one-date", one_date.as_str()),
        ("other-date", other_date.as_str()),
    ];
    let messages = Messages::new(check, &values);
    Finding {
        severity: severity.min(check.severity),
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, other.place(), "label.other")],
        ..messages.at(draft, one.place(), "label.one")
    }
}
