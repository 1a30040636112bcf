//! Kind `role`: one seat has one holder in a draft, and one person has one role. No fact table is needed.
//!
//! Reads who is given which title first (`mentions`), compares (`compare`), words here.

mod compare;
mod mentions;

use std::cell::OnceCell;

use compare::Clash;
use mentions::{Mention, Roles};

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};

const PLACEHOLDERS: &[&str] = &["one", "other", "seat"];

const ONE: OptionSpec = OptionSpec { name: "one", sort: OptionSort::Text };
const MANY: OptionSpec = OptionSpec { name: "many", sort: OptionSort::Texts };
const SINGLE: OptionSpec = OptionSpec { name: "single", sort: OptionSort::Texts };
const TOGETHER: OptionSpec = OptionSpec { name: "together", sort: OptionSort::Groups };

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
        options: &[ONE, MANY, SINGLE, TOGETHER],
    },
    prepare,
};

fn prepare(check: &Check, words: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(RoleCheck { roles: Roles::new(check, words, cues), by_person: check.text(ONE) == Some("person") })
}

/// The titles given to people in a draft; they depend only on the language, and are the same for every check of this kind.
#[derive(Debug, Default)]
pub struct Titled(OnceCell<Vec<Mention>>);

#[derive(Debug)]
struct RoleCheck {
    roles: Roles,
    /// Whether one person must have one role; else one seat must have one holder.
    by_person: bool,
}

impl Run for RoleCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mentions = draft.titled.0.get_or_init(|| self.roles.mentions(draft));
        let clashes = if self.by_person {
            compare::roles_of_people(draft, mentions, &self.roles)
        } else {
            compare::holders_of_seats(draft, mentions, &self.roles)
        };
        Outcome { findings: clashes.iter().map(|clash| describe(check, draft, clash)).collect(), read: mentions.len() }
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
