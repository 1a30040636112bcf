//! Kind `role`: one seat has one holder in a draft, and one person has one role. No fact table is needed.
//!
//! Reads who is given which title first (`mentions`), compares (`compare`), words here.

mod compare;
mod mentions;

use std::cell::OnceCell;

use compare::Clash;
use mentions::{Mention, Roles};

use super::wording::fill;
use super::{Draft, Found, Kind, Run};
use crate::findings::{Confidence, Finding, Label, Related, Role, fingerprint};
use crate::language::cues::Cues;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};

const PLACEHOLDERS: &[&str] = &["one", "other", "seat"];

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
        options: &[
            OptionSpec { name: "one", sort: OptionSort::Text },
            OptionSpec { name: "many", sort: OptionSort::Texts },
            OptionSpec { name: "together", sort: OptionSort::Groups },
            OptionSpec { name: "nicknames", sort: OptionSort::Groups },
        ],
    },
    prepare,
};

fn prepare(check: &Check, words: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(RoleCheck { roles: Roles::new(check, words, cues), by_person: check.text("one") == Some("person") })
}

/// Who is given which title in a draft: the titles are those of the language, and the same for every check of this kind.
#[derive(Debug, Default)]
pub struct Titled(OnceCell<Vec<Mention>>);

#[derive(Debug)]
struct RoleCheck {
    roles: Roles,
    /// Whether one person must have one role; else one seat must have one holder.
    by_person: bool,
}

impl Run for RoleCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Found {
        let mentions = draft.titled.0.get_or_init(|| self.roles.mentions(draft));
        let clashes = if self.by_person {
            compare::roles_of_people(draft, mentions, &self.roles)
        } else {
            compare::holders_of_seats(draft, mentions, &self.roles)
        };
        Found { findings: clashes.iter().map(|clash| describe(check, draft, clash)).collect(), read: mentions.len() }
    }
}

fn describe(check: &Check, draft: &Draft<'_>, clash: &Clash<'_>) -> Finding {
    let message = |name: &str| check.messages.get(name).map_or("", String::as_str);
    let text = |span| draft.document.text(span).replace('\n', " ");
    let (one, other) = (text(clash.one.span), text(clash.other.span));
    let values = [("one", one.as_str()), ("other", other.as_str()), ("seat", clash.seat.as_str())];
    let label = |span, template: &str| Label { place: draft.document.place(span), text: fill(template, &values) };
    let note = fill(message("note.given"), &values);
    Finding {
        rule: check.id.clone(),
        severity: check.severity,
        confidence: Confidence::Medium,
        message: fill(message("message"), &values),
        primary: label(clash.other.span, message("label.other")),
        related: vec![Related { role: Role::Conflict, label: label(clash.one.span, message("label.one")) }],
        notes: if clash.namesake && !note.is_empty() { vec![note] } else { Vec::new() },
        fixes: Vec::new(),
        facts: Vec::new(),
        fingerprint: fingerprint(&check.id, [one.as_str(), other.as_str()]),
    }
}
