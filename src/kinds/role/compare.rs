//! Two holders of one seat, and two roles of one person.

use super::super::Draft;
use super::mentions::{Mention, Roles};
use crate::language::names::edit::one_edit;
use crate::rules::Meaning;

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
            if one.role != other.role || told(&clashes, other) || roles.many.contains(&roles.labels[one.role]) {
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
                let seat = of + &roles.labels[one.role];
                clashes.push(Clash { one, other, seat, namesake });
            }
        }
    }
    clashes
}

/// One person has one role: the first two that exclude each other.
pub(super) fn roles_of_people<'a>(mentions: &'a [Mention], roles: &Roles) -> Vec<Clash<'a>> {
    let mut clashes: Vec<Clash<'a>> = Vec::new();
    for (at, other) in mentions.iter().enumerate() {
        for one in &mentions[..at] {
            if one.role == other.role || told(&clashes, other) || one.surname != other.surname {
                continue;
            }
            let same = match (&one.given, &other.given) {
                (Some(first), Some(second)) => first == second || roles.one_given_name(first, second),
                // A surname alone is the one person who has it with a first name.
                (given, other_given) => (given.is_some() || other_given.is_some()) && only(mentions, &one.surname),
            };
            if same && !roles.fit_together(one.role, other.role) {
                clashes.push(Clash { one, other, seat: one.surname.clone(), namesake: false });
            }
        }
    }
    clashes
}

fn told(clashes: &[Clash<'_>], other: &Mention) -> bool {
    clashes.iter().any(|clash| clash.other.span == other.span)
}

/// Whether one first name only stands before a surname.
fn only(mentions: &[Mention], surname: &str) -> bool {
    let mut given: Vec<&String> =
        mentions.iter().filter(|m| m.surname == surname).filter_map(|m| m.given.as_ref()).collect();
    given.sort_unstable();
    given.dedup();
    given.len() == 1
}

fn near(one: &str, other: &str) -> bool {
    one == other || one_edit(one, other).is_some() || one.ends_with(other) || other.ends_with(one)
}

fn initial(one: &str, other: &str) -> bool {
    one_edit(one, other).is_some()
        || one.len() == 1 && other.starts_with(one)
        || other.len() == 1 && one.starts_with(other)
}

fn listed(draft: &Draft<'_>, mention: &Mention) -> bool {
    let name = draft.document.text(mention.name);
    let found = draft.table.longest(name, 0);
    found.is_some_and(|(_, all)| all.iter().any(|meaning| matches!(meaning, Meaning::Name(_))))
}

impl Roles {
    fn one_given_name(&self, one: &str, other: &str) -> bool {
        let both = |group: &Vec<String>| [one, other].iter().all(|name| group.iter().any(|item| item == name));
        one.starts_with(other) || other.starts_with(one) || self.nicknames.iter().any(both)
    }

    fn fit_together(&self, one: usize, other: usize) -> bool {
        let labels = [&self.labels[one], &self.labels[other]];
        self.together.iter().any(|group| labels.iter().all(|label| group.contains(label)))
    }
}
