//! Terms whose date stands before the name: "In 2005, Jane Roe became mayor", "Since taking office in 2005, Jane Roe has".

use super::stated::{Office, Reader, Stated, places, titles};
use crate::language::annotated::Hit;
use crate::language::tokens::TokenKind;
use crate::rules::PersonId;
use crate::time::When;

/// Longest date in tokens: "Jan . 20 , 2009".
const DATE: usize = 5;

/// What closes the date of an entry of a timeline.
const ENTRY: [&str; 4] = [":", "-", "\u{2013}", "\u{2014}"];

/// Most titles and places between a date and a name: "the U.S. Democratic president".
const PHRASE: usize = 4;

impl Reader<'_> {
    /// What a sentence says that opens with the date.
    pub(super) fn ahead(&self, hit: &Hit, person: PersonId) -> Option<Stated> {
        if self.view.is_possessive(hit.to) {
            return None;
        }
        let (from, date, end) = self.date_before(self.phrase_of(hit))?;
        // "2005: Jane Roe becomes mayor" is an entry of a timeline.
        let entry = date == 0 && ENTRY.iter().any(|mark| self.view.is_mark(end, mark));
        let opens = self.view.ends(self.lists.on, date).or(entry.then_some(0))?;
        let (office, elected, first) = if let Some((office, first)) = self.participle(opens, person) {
            (office, false, first)
        } else {
            let (office, elected) = self.act(hit.to, person)?;
            (office, elected, opens)
        };
        let clause = first == 0 || self.view.ends(self.lists.coordination, first).is_some();
        let end = if first < opens { hit.to } else { office.next };
        let made = self.made(hit, person, &Office { next: end, ..office }, (Some(from), None), end)?;
        clause.then(|| Stated { span: self.view.span_of(first, end), elected, ..made })
    }

    /// Where the phrase of a name begins: "the U.S. president, " is stepped over.
    pub(super) fn phrase_of(&self, hit: &Hit) -> usize {
        let mut at = hit.from;
        for _ in 0..PHRASE {
            let beside = self.view.hit_before(at).filter(|hit| !titles(hit).is_empty() || !places(hit).is_empty());
            let word = self.view.ends(self.lists.determiner, at).or_else(|| self.view.ends(self.lists.modifier, at));
            let Some(next) = beside.map(|hit| hit.from).or(word) else { break };
            at = next;
        }
        at
    }

    /// The date that ends before a token, a mark between or not; where it begins, and ends.
    fn date_before(&self, at: usize) -> Option<(When, usize, usize)> {
        let mark = |at: usize| self.view.is_mark(at, ",") || ENTRY.iter().any(|mark| self.view.is_mark(at, mark));
        let end = if at > 0 && mark(at - 1) { at - 1 } else { at };
        (end.saturating_sub(DATE)..end).find_map(|from| {
            let (when, to) = self.date(from)?;
            (to == end).then_some((when, from, end))
        })
    }

    /// "became mayor", "was elected mayor", "took office", where the clause ends there.
    fn act(&self, at: usize, person: PersonId) -> Option<(Office, bool)> {
        let (office, elected) = match self.begins(at) {
            Some(begun) => begun,
            None => (self.untitled(person, self.view.starts(self.lists.took, at)?), false),
        };
        let token = self.view.tokens.get(office.next);
        let ends = token.is_none_or(|token| token.kind == TokenKind::Mark && !matches!(&*token.lower, "-" | "("));
        (ends || self.view.starts(self.lists.goes_on, office.next).is_some()).then_some((office, elected))
    }

    /// "Since taking office", "After becoming mayor", up to a token; and where it begins.
    fn participle(&self, end: usize, person: PersonId) -> Option<(Office, usize)> {
        if let Some(first) = self.view.ends(self.lists.taking, end) {
            return Some((self.untitled(person, end), first));
        }
        (0..end).find_map(|first| {
            let office = self.office(self.view.starts(self.lists.becoming, first)?)?;
            (office.next == end).then_some((office, first))
        })
    }

    fn untitled(&self, person: PersonId, next: usize) -> Office {
        Office { title: None, offices: (self.given)(person), next }
    }
}
