//! Two holders of one position of a thing, and two positions of one person.

use super::super::Draft;
use super::compare::{SHORT, near};
use super::seats::{Owner, Seated, Stage};
use crate::language::people::Referent;
use crate::language::tokens::TokenKind;

/// Most organisations of a draft in which a title alone belongs to the thing that it names.
const BODIES: usize = 2;
/// Sentences between two mentions of which one says "its".
const NEAR: usize = 3;
/// Most words of a name before its noun.
const NAME: usize = 3;

/// The first two holders of each position who are two people; `single` says which have one holder in a draft.
pub(super) fn holders<'a>(
    draft: &Draft<'_>,
    seated: &'a [Seated],
    single: impl Fn(usize) -> bool,
) -> Vec<(&'a Seated, &'a Seated)> {
    let mut found: Vec<(&Seated, &Seated)> = Vec::new();
    if draft.analysis.sentences.len() > SHORT {
        return found;
    }
    for (at, other) in seated.iter().enumerate() {
        let one = seated[..at].iter().find(|one| {
            one.seat == other.seat
                && one.stage == other.stage
                && one.stage != Stage::Deputy
                && are_two(draft, one, other)
                && one_seat(draft, one, other, single(other.seat))
        });
        if let Some(one) = one.filter(|_| !found.iter().any(|(_, reported)| reported.seat == other.seat)) {
            found.push((one, other));
        }
    }
    found
}

/// The first two positions of each person that exclude each other.
pub(super) fn positions<'a>(
    draft: &Draft<'_>,
    seated: &'a [Seated],
    exclude: impl Fn(usize, usize) -> bool,
) -> Vec<(&'a Seated, &'a Seated)> {
    let mut found: Vec<(&Seated, &Seated)> = Vec::new();
    for (at, other) in seated.iter().enumerate() {
        let one = seated[..at].iter().find(|one| {
            let same = one.words == other.words
                || one.person.is_some() && one.person == other.person
                || is_surname_of(seated, one, other)
                || is_surname_of(seated, other, one);
            let appointed = || other.stage == Stage::Unnamed && is_the_appointed(draft, seated, one, other);
            // A director is not the deputy director.
            let deputy = (one.stage == Stage::Deputy) != (other.stage == Stage::Deputy) && one.seat == other.seat;
            (deputy || one.seat != other.seat && exclude(one.seat, other.seat))
                && (same && other.stage != Stage::Unnamed || appointed())
        });
        found.extend(one.map(|one| (one, other)));
    }
    found
}

/// Returns `true` if a position without a name is that of the only person who is appointed, whom its sentence names.
fn is_the_appointed(draft: &Draft<'_>, seated: &[Seated], one: &Seated, other: &Seated) -> bool {
    let alone =
        seated.iter().filter(|seated| seated.stage == Stage::Incoming).count() == 1 && one.stage == Stage::Incoming;
    let people = draft.analysis.people(draft.table);
    let mut here = people.mentions.iter().filter(|mention| mention.sentence == other.sentence);
    let named = one.person.is_some_and(|person| here.any(|mention| mention.to_whom == Referent::Person(person)));
    let held = seated.iter().any(|third| third.seat == other.seat && third.stage != Stage::Unnamed);
    alone && named && !held
}

/// Returns `true` if a mention is the surname of the only person of the other's surname with a position.
fn is_surname_of(seated: &[Seated], full: &Seated, short: &Seated) -> bool {
    let last = |one: &Seated| one.words.last().cloned();
    let alone = short.words.len() == 1 && last(full) == last(short);
    alone && seated.iter().all(|one| last(one) != last(full) || one.words.len() == 1 || one.words == full.words)
}

/// Returns `true` if two full names share no word and their surnames are not versions of one.
fn are_two(draft: &Draft<'_>, one: &Seated, other: &Seated) -> bool {
    let people = &draft.analysis.people(draft.table).people;
    let full = |seated: &Seated| {
        let named = seated.person.and_then(|person| people[person].given.as_ref().map(ToString::to_string));
        let mut words = seated.words.clone();
        words.extend(named.filter(|given| !seated.words.contains(given)));
        words
    };
    let (first, second) = (full(one), full(other));
    let (Some(surname), Some(other_surname)) = (one.words.last(), other.words.last()) else { return false };
    let listed = |seated: &Seated| seated.person.is_some_and(|person| !people[person].known.is_empty());
    first.len() > 1
        && second.len() > 1
        && one.stage != Stage::Unnamed
        && other.stage != Stage::Unnamed
        && (one.person.is_none() || one.person != other.person)
        && !near(surname, other_surname)
        && !first.iter().any(|word| second.contains(word))
        && !(listed(one) && listed(other))
}

/// Returns `true` if two positions are those of one thing.
fn one_seat(draft: &Draft<'_>, one: &Seated, other: &Seated, single: bool) -> bool {
    let bodies = || draft.analysis.people(draft.table).bodies.len();
    let sure = |bare: &Seated, thing: &Seated| bare.definite && thing.of_noun && bodies() <= BODIES;
    match (&one.owner, &other.owner) {
        (Owner::Thing(thing, before), Owner::Thing(noun, word)) => {
            let alike = before.is_none() || word.is_none() || before == word;
            thing == noun && alike && is_the_only(draft, thing)
        }
        (Owner::It, Owner::Thing(..) | Owner::It) | (Owner::Thing(..), Owner::It) => {
            one.sentence.abs_diff(other.sentence) <= NEAR && one.of_noun && other.of_noun
        }
        (Owner::Ours, Owner::Ours) => true,
        (Owner::Ours, Owner::Thing(..)) | (Owner::Thing(..), Owner::Ours) => one.of_noun && other.of_noun,
        (Owner::Bare, Owner::Thing(thing, _)) => sure(one, other) && is_the_only(draft, thing),
        (Owner::Thing(thing, _), Owner::Bare) => sure(other, one) && is_the_only(draft, thing),
        (Owner::Bare, Owner::Bare) => {
            single && (bodies() <= BODIES || is_a_rank(draft, one) && is_a_rank(draft, other))
        }
        _ => one.stage == Stage::Incoming && bodies() <= BODIES,
    }
}

/// Returns `true` if the title is written in capitals directly before the name, as that of the only holder is: "Superintendent
/// Jane Roe".
fn is_a_rank(draft: &Draft<'_>, seated: &Seated) -> bool {
    let tokens = draft.analysis.sentences[seated.sentence].tokens();
    let behind = tokens.get(seated.title.1).is_some_and(|token| token.span.start == seated.name.start);
    behind && tokens[seated.title.0..seated.title.1].iter().all(|token| token.capital)
}

/// Returns `true` if the draft has no second thing of that sort: no plural, and no two names that end with the noun.
fn is_the_only(draft: &Draft<'_>, thing: &str) -> bool {
    let the = draft.analysis.cues().list("definite");
    let mut names: Vec<Vec<&str>> = Vec::new();
    for sentence in &draft.analysis.sentences {
        let tokens = sentence.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let plural = token.lower.strip_suffix('s') == Some(thing)
                || thing.strip_suffix('y').is_some_and(|stem| token.lower.strip_suffix("ies") == Some(stem));
            if plural && tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Possessive) {
                return false;
            }
            if token.lower == thing {
                let first = usize::from(draft.analysis.cues().contains(the, &tokens[0].lower)).min(at);
                let capitals =
                    tokens[first..at].iter().rev().take_while(|token| token.capital && token.kind == TokenKind::Word);
                let name: Vec<&str> = capitals.take(NAME).map(|token| token.lower.as_str()).collect();
                let begins = |other: &Vec<&str>| name.iter().zip(other).all(|(one, other)| one == other);
                if !names.iter().all(begins) {
                    return false;
                }
                names.push(name);
            }
        }
    }
    true
}
