//! Kind `role`: one seat has one holder in a draft, and one person has one role. No fact table is needed.
//!
//! Reads who is given which title first (`mentions`), compares (`compare`), words here. Positions of a thing that is named once,
//! such as "its captain", are read by `seats` and compared by `seat_clashes`.

mod compare;
mod mentions;
mod seat_clashes;
mod seats;

use std::sync::OnceLock;

use compare::Clash;
use mentions::{Mention, Roles};
use seats::{Seated, Seats};

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};

const PLACEHOLDERS: &[&str] = &["one", "other", "seat"];

const ONE: OptionSpec = OptionSpec { name: "one", sort: OptionSort::Text };
const MANY: OptionSpec = OptionSpec { name: "many", sort: OptionSort::Texts };
const SINGLE: OptionSpec = OptionSpec { name: "single", sort: OptionSort::Texts };
const TOGETHER: OptionSpec = OptionSpec { name: "together", sort: OptionSort::Groups };
const EXCLUSIVE: OptionSpec = OptionSpec { name: "exclusive", sort: OptionSort::Groups };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "role",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.one", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("note.given", PLACEHOLDERS),
        ],
        required: &["message", "label.one", "label.other"],
        options: &[ONE, MANY, SINGLE, TOGETHER, EXCLUSIVE],
    },
    prepare,
};

fn prepare(check: &Check, words: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(RoleCheck {
        roles: Roles::new(check, words, cues),
        seats: Seats::new(words, cues),
        exclusive: check.groups(EXCLUSIVE).to_vec(),
        by_person: check.text(ONE) == Some("person"),
    })
}

/// The titles given to people in a draft; they depend only on the language, and are the same for every check of this kind.
#[derive(Debug, Default)]
pub struct Titled {
    mentions: OnceLock<Vec<Mention>>,
    seated: OnceLock<Vec<Seated>>,
}

#[derive(Debug)]
struct RoleCheck {
    roles: Roles,
    seats: Seats,
    /// Positions that nobody has at once.
    exclusive: Vec<Vec<String>>,
    /// Whether one person must have one role; else one seat must have one holder.
    by_person: bool,
}

impl Run for RoleCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mentions = draft.titled.mentions.get_or_init(|| self.roles.mentions(draft));
        let clashes = if self.by_person {
            compare::roles_of_people(draft, mentions, &self.roles)
        } else {
            compare::holders_of_seats(draft, mentions, &self.roles)
        };
        let mut findings: Vec<Finding> = clashes.iter().map(|clash| describe(check, draft, clash)).collect();
        let seated = draft.titled.seated.get_or_init(|| self.seats.seated(draft, &self.roles));
        let pairs = if self.by_person {
            seat_clashes::positions(draft, seated, |one, other| self.exclude(one, other))
        } else {
            let single = |seat: usize| self.roles.single.iter().any(|label| label == self.seats.label(seat));
            seat_clashes::holders(draft, seated, single)
        };
        for (one, other) in pairs {
            if !clashes.iter().any(|clash| clash.other.span.overlaps(other.span)) {
                findings.push(self.seat(check, draft, one, other));
            }
        }
        Outcome { findings, read: mentions.len() + seated.len() }
    }
}

impl RoleCheck {
    fn exclude(&self, one: usize, other: usize) -> bool {
        let labels = [one, other].map(|seat| self.seats.label(seat));
        self.exclusive.iter().any(|group| labels.iter().all(|label| group.iter().any(|item| item == label)))
    }

    fn seat(&self, check: &Check, draft: &Draft<'_>, one: &Seated, other: &Seated) -> Finding {
        let (first, second) = (draft.one_line(one.span), draft.one_line(other.span));
        let values = [("one", first.as_str()), ("other", second.as_str()), ("seat", self.seats.label(one.seat))];
        let messages = Messages::new(check, &values);
        Finding {
            confidence: Confidence::Medium,
            related: vec![messages.conflict(draft, one.span, "label.one")],
            ..messages.at(draft, other.span, "label.other")
        }
        .known_by([first.as_str(), second.as_str()])
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash<'_>) -> Finding {
    let (one, other) = (draft.one_line(clash.one.span), draft.one_line(clash.other.span));
    let values = [("one", one.as_str()), ("other", other.as_str()), ("seat", clash.seat.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, clash.one.span, "label.one")],
        notes: if clash.namesake { messages.note("note.given") } else { Vec::new() },
        ..messages.at(draft, clash.other.span, "label.other")
    }
    .known_by([one.as_str(), other.as_str()])
}
