//! Two holders of one seat, and two roles of one person.

use super::super::Draft;
use super::mentions::{Mention, Roles};
use crate::language::cues::Cue;
use crate::language::names::edit::one_edit;
use crate::language::people::{Person, Referent};
use crate::rules::PersonId;

/// Most sentences of a draft in which a title without a place is one seat.
pub(super) const SHORT: usize = 40;

/// Most tokens between "late" and the name.
const REACH: usize = 4;

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
                || !one.full
                || !other.full
                || is_reported(&clashes, other)
                || roles.many.iter().any(|many| many == roles.label(one.role))
            {
                continue;
            }
            let Some((first, second)) = two_people(draft, one, other) else { continue };
            if glued(draft, one, other) {
                continue;
            }
            let same_place = one.of.is_some() && one.of == other.of;
            let places_fit = same_place || one.of.is_none() || other.of.is_none();
            let namesake = first.surname == second.surname;
            let clash = if namesake {
                places_fit && !initial(first, second)
            } else {
                (same_place || is_the_only_seat(draft, roles, one, other)) && !near(&first.surname, &second.surname)
            };
            // People in the fact files are checked against their terms.
            if clash && !(listed(first) && listed(second)) {
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
            if one.role == other.role || is_reported(&clashes, other) || one.person != other.person {
                continue;
            }
            let Some(number) = one.person.filter(|&number| !roles.is_dead(draft, number)) else { continue };
            let person = &draft.analysis.people(draft.table).people[number];
            // Somebody who held both offices is checked against the terms.
            let both = [one.role, other.role];
            if (one.full || other.full)
                && !roles.fit_together(one.role, other.role)
                && !had_both(draft, roles, &person.known, both)
            {
                clashes.push(Clash { one, other, seat: person.surname.to_string(), namesake: false });
            }
        }
    }
    clashes
}

/// Returns `true` if one name is the other with more words: a caption without a full stop runs into the next name.
fn glued(draft: &Draft<'_>, one: &Mention, other: &Mention) -> bool {
    let (one, other) = (draft.one_line(one.name), draft.one_line(other.name));
    let runs_on = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    // Both may run on: "Jane Roe Mayor" and "Jane Roe Later" share a full name.
    let shared = one.split(' ').zip(other.split(' ')).take_while(|(a, b)| a == b).count();
    shared >= 2 || runs_on(&one, &other) || runs_on(&other, &one)
}

/// The two people of two mentions.
fn two_people<'d>(draft: &'d Draft<'_>, one: &Mention, other: &Mention) -> Option<(&'d Person, &'d Person)> {
    // Without numbers nobody was resolved, which takes long.
    let (first, second) = (one.person?, other.person?);
    let people = &draft.analysis.people(draft.table).people;
    (first != second).then(|| (&people[first], &people[second]))
}

/// Returns `true` if two titles without a place belong to one position: the draft is short, and names at most one organisation,
/// or the role has one holder anyway.
fn is_the_only_seat(draft: &Draft<'_>, roles: &Roles, one: &Mention, other: &Mention) -> bool {
    let bare = |mention: &Mention| mention.of.is_none() && !mention.owned;
    let analysis = draft.analysis;
    let single = roles.single.iter().any(|role| role == roles.label(one.role));
    let only = || single || analysis.people(draft.table).bodies.len() <= 1;
    bare(one) && bare(other) && analysis.sentences.len() <= SHORT && only()
}

fn is_reported(clashes: &[Clash<'_>], other: &Mention) -> bool {
    clashes.iter().any(|clash| clash.other.span == other.span)
}

pub(super) fn near(one: &str, other: &str) -> bool {
    one == other || one_edit(one, other).is_some() || one.ends_with(other) || other.ends_with(one)
}

/// Returns `true` if two given names are one letter apart, which `near-name` reports.
fn initial(one: &Person, other: &Person) -> bool {
    let given = |person: &Person| person.given.clone().unwrap_or_default();
    one_edit(&given(one), &given(other)).is_some()
}

fn listed(person: &Person) -> bool {
    person.given.is_some() && !person.known.is_empty()
}

/// Returns `true` if the fact files list a person with that name in both roles, at any time.
pub(super) fn had_both(draft: &Draft<'_>, roles: &Roles, known: &[PersonId], both: [usize; 2]) -> bool {
    let table = draft.table;
    known.iter().any(|&person| {
        let tenures = &table.person(person).tenures;
        let titles: Vec<&Vec<String>> =
            tenures.iter().map(|&tenure| &table.office(table.tenure(tenure).office).titles).collect();
        both.iter().all(|&role| titles.iter().any(|titles| roles.is_of(role, titles)))
    })
}

impl Roles {
    /// Returns `true` if "late" or "slain" precedes a mention of the person: those who died on duty are promoted.
    fn is_dead(&self, draft: &Draft<'_>, person: usize) -> bool {
        draft.analysis.people(draft.table).mentions.iter().any(|mention| {
            let late = |cue: &Cue| cue.list == self.late && (cue.to()..=cue.to() + REACH).contains(&mention.from);
            let cues = || draft.analysis.sentences[mention.sentence].cues();
            mention.to_whom == Referent::Person(person) && cues().iter().any(late)
        })
    }

    pub(super) fn fit_together(&self, one: usize, other: usize) -> bool {
        let labels = [self.label(one), self.label(other)];
        self.together.iter().any(|group| labels.iter().all(|label| group.iter().any(|item| item == label)))
    }
}
