//! Two holders of one seat, and two roles of one person.

use super::super::Draft;
use super::mentions::{Mention, Roles};
use crate::language::names::edit::one_edit;
use crate::rules::{Meaning, PersonId};

/// Two mentions that do not fit.
#[derive(Debug)]
pub(super) struct Clash<'a> {
    /// The earlier.
    pub(super) one: &'a Mention,
    pub(super) other: &'a Mention,
    /// What both are about: the seat, or the person.
    pub(super) seat: String,
    /// Whether only the first names differ.
    pub(super) namesake: bool,
}

/// One seat has one holder: the first two of each seat who are two people.
pub(super) fn holders_of_seats<'a>(draft: &Draft<'_>, mentions: &'a [Mention], roles: &Roles) -> Vec<Clash<'a>> {
    let mut clashes: Vec<Clash<'a>> = Vec::new();
    for (at, other) in mentions.iter().enumerate() {
        for one in &mentions[..at] {
            if one.role != other.role
                || told(&clashes, other)
                || roles.many.iter().any(|many| many == roles.label(one.role))
            {
                continue;
            }
            let same_place = one.of.is_some() && one.of == other.of;
            let places_fit = same_place || one.of.is_none() || other.of.is_none();
            let (Some(first), Some(second)) = (&one.given, &other.given) else { continue };
            let namesake = one.surname == other.surname;
            let clash = if namesake {
                places_fit && first != second && !roles.one_given_name(first, second) && !initial(first, second)
            } else {
                same_place && first != second && !near(&one.surname, &other.surname)
            };
            // Whom the fact files know is judged by their terms.
            if clash && !(listed(draft, one) && listed(draft, other)) {
                let of = one.of.as_ref().or(other.of.as_ref()).map_or(String::new(), |of| format!("{of} "));
                let seat = of + roles.label(one.role);
                clashes.push(Clash { one, other, seat, namesake });
            }
        }
    }
    clashes
}

/// One person has one role: the first two that exclude each other.
pub(super) fn roles_of_people<'a>(draft: &Draft<'_>, mentions: &'a [Mention], roles: &Roles) -> Vec<Clash<'a>> {
    let mut clashes: Vec<Clash<'a>> = Vec::new();
    for (at, other) in mentions.iter().enumerate() {
        for one in &mentions[..at] {
            if one.role == other.role || told(&clashes, other) || one.surname != other.surname {
                continue;
            }
            let same = match (&one.given, &other.given) {
                (Some(first), Some(second)) => first == second || roles.one_given_name(first, second),
                // A surname alone is the one person who has it with a first name.
                (given, other_given) => {
                    (given.is_some() || other_given.is_some()) && roles.only(mentions, &one.surname)
                }
            };
            // Who held both offices is judged by the terms.
            if same
                && !roles.fit_together(one.role, other.role)
                && ![one, other].iter().any(|mention| had_both(draft, roles, mention, [one.role, other.role]))
            {
                clashes.push(Clash { one, other, seat: one.surname.clone(), namesake: false });
            }
        }
    }
    clashes
}

fn told(clashes: &[Clash<'_>], other: &Mention) -> bool {
    clashes.iter().any(|clash| clash.other.span == other.span)
}

fn near(one: &str, other: &str) -> bool {
    one == other || one_edit(one, other).is_some() || one.ends_with(other) || other.ends_with(one)
}

fn initial(one: &str, other: &str) -> bool {
    one_edit(one, other).is_some()
        || one.len() == 1 && other.starts_with(one)
        || other.len() == 1 && one.starts_with(other)
}

/// Who may be meant by a name, as the fact files know.
fn people(draft: &Draft<'_>, mention: &Mention) -> Vec<PersonId> {
    let found = draft.table.longest(draft.document.text(mention.name), 0);
    let meanings = found.map(|(_, all)| all).unwrap_or_default();
    let person = |meaning| if let Meaning::Name(person) = meaning { Some(person) } else { None };
    meanings.into_iter().filter_map(person).collect()
}

fn listed(draft: &Draft<'_>, mention: &Mention) -> bool {
    !people(draft, mention).is_empty()
}

/// Whether the fact files list somebody of the name in both roles, at whatever time.
fn had_both(draft: &Draft<'_>, roles: &Roles, mention: &Mention, both: [usize; 2]) -> bool {
    let table = draft.table;
    people(draft, mention).into_iter().any(|person| {
        let tenures = &table.person(person).tenures;
        let titles: Vec<&Vec<String>> =
            tenures.iter().map(|&tenure| &table.office(table.tenure(tenure).office).titles).collect();
        both.iter().all(|&role| titles.iter().any(|titles| roles.is_of(role, titles)))
    })
}

impl Roles {
    fn one_given_name(&self, one: &str, other: &str) -> bool {
        let both = |group: &Vec<String>| [one, other].iter().all(|name| group.iter().any(|item| item == name));
        one.starts_with(other) || other.starts_with(one) || self.nicknames.iter().any(both)
    }

    /// Whether one first name only stands before a surname, in whatever form.
    fn only(&self, mentions: &[Mention], surname: &str) -> bool {
        let mut given = mentions.iter().filter(|m| m.surname == surname).filter_map(|m| m.given.as_ref());
        given.next().is_some_and(|first| given.all(|other| first == other || self.one_given_name(first, other)))
    }

    fn fit_together(&self, one: usize, other: usize) -> bool {
        let labels = [self.label(one), self.label(other)];
        self.together.iter().any(|group| labels.iter().all(|label| group.iter().any(|item| item == label)))
    }
}
