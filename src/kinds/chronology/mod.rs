//! Kind `chronology`: an entry of a list by date, or a version, that is out of order.
//!
//! `releases` collects the versions of a draft that have a date, and compares the dates of those that can only follow each other.
//! `series` collects the lists whose entries begin with a date; one is out of order if all others are in order without it.

mod entries;
mod order;
mod releases;
mod series;

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cues, ListId};
use crate::rules::{Check, KindSpec};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["date", "other", "one", "two"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "chronology",
        messages: &[
            ("message", PLACEHOLDERS),
            ("note.version", PLACEHOLDERS),
            ("label.entry", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.version", PLACEHOLDERS),
            ("label.follows", PLACEHOLDERS),
        ],
        required: &["message", "note.version", "label.entry", "label.other", "label.version", "label.follows"],
        options: &[],
    },
    prepare: |_, _, cues| Box::new(Chronologies { lists: Lists::new(cues) }),
};

#[derive(Debug)]
struct Chronologies {
    lists: Lists,
}

/// The word lists that it reads.
#[derive(Debug, Clone, Copy)]
struct Lists {
    /// "version", "release": before a number, they make it a version.
    version: ListId,
    /// "released", "published": between a version and its date.
    released: ListId,
    /// "end of life": a date of another sort.
    retired: ListId,
    /// "timeline", "key dates": a list is in order.
    chronology: ListId,
    /// "references": a list is in another order.
    unordered: ListId,
}

impl Lists {
    fn new(cues: &Cues) -> Self {
        Self {
            version: cues.list("version-word"),
            released: cues.list("version-released"),
            retired: cues.list("version-retired"),
            chronology: cues.list("chronology-word"),
            unordered: cues.list("chronology-not"),
        }
    }
}

/// Two dates in the wrong order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clash {
    /// The date that is out of order.
    date: Span<Prose>,
    /// The one that it should follow or precede.
    other: Span<Prose>,
    /// Of versions, the version of the date and the other one.
    versions: Option<[String; 2]>,
}

impl Run for Chronologies {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let (mut clashes, releases) = releases::clashes(draft, self.lists);
        let (others, entries) = series::clashes(draft, self.lists);
        let known = |clash: &Clash| clashes.iter().any(|one| one.date == clash.date || one.date == clash.other);
        let others: Vec<Clash> = others.into_iter().filter(|clash| !known(clash)).collect();
        clashes.extend(others);
        let findings = clashes.iter().map(|clash| describe(check, draft, clash)).collect();
        Outcome { findings, read: releases + entries }
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash) -> Finding {
    let (date, other) = (draft.one_line(clash.date), draft.one_line(clash.other));
    let [one, two] = clash.versions.clone().unwrap_or_default();
    let values = [("date", date.as_str()), ("other", &other), ("one", &one), ("two", &two)];
    let messages = Messages::new(check, &values);
    let (headline, primary, related) = match clash.versions {
        Some(_) => ("note.version", "label.version", "label.follows"),
        None => ("message", "label.entry", "label.other"),
    };
    Finding {
        confidence: Confidence::Medium,
        message: messages.text(headline),
        related: vec![messages.conflict(draft, clash.other, related)],
        ..messages.at(draft, clash.date, primary)
    }
}
