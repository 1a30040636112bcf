//! Abbreviated titles: "Gov.", "Sen.", "Defense Sec.", "VP" for the titles in word lists.

use std::ops::Range;

use super::super::annotated::{Annotated, Hit};
use super::super::cues::{Cues, ListId};
use super::{Finder, OfficeMention};
use crate::rules::{Meaning, Table, TenureId, Words};
use crate::text::{FirstWord, first_word};

/// Word lists whose name opens so have the whole title first, then its short forms.
const PREFIX: &str = "short-title-";

/// Those in lists with this prefix are read with a point only next to the place of the office: "Michigan Gov. Jane Roe".
const PLACED: &str = "short-title-placed-";

/// These only if the place follows, or is more than the seat: "Rep. Jane Roe, D-Ohio", "U.S. Rep. Jane Roe"; an "Ohio
/// Rep." may belong to the state's house.
const SEATED: &str = "short-title-seated-";

/// Maximum number of words of a title before and after the abbreviated word: "defense sec.", "sec. of state".
const REACH: usize = 4;

/// The shortened titles of a language, with the whole title of each.
#[derive(Debug)]
pub(super) struct ShortTitles {
    lists: Vec<Short>,
    /// The first and the last of these lists, whose numbers are next to each other as their names are.
    ends: Option<(ListId, ListId)>,
}

#[derive(Debug)]
struct Short {
    list: ListId,
    whole: String,
    needs: Needs,
}

/// What must be next to an abbreviated title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The full name, or the place.
    NameOrPlace,
    /// The place.
    Place,
    /// The place after the name, or one that is not the office's own.
    Seat,
}

impl Needs {
    fn of(list: &str) -> Self {
        match list {
            list if list.starts_with(PLACED) => Self::Place,
            list if list.starts_with(SEATED) => Self::Seat,
            _ => Self::NameOrPlace,
        }
    }
}

/// The position of an abbreviated title, and what it needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shortened {
    from: usize,
    to: usize,
    needs: Needs,
}

impl ShortTitles {
    /// Looks the lists up by the opening of their names.
    pub(super) fn new(cues: &Cues, words: &Words) -> Self {
        let named = words.lists.iter().filter(|(name, _)| name.starts_with(PREFIX));
        let lists = named.filter_map(|(name, list)| {
            let whole = list.items.first()?.clone();
            Some(Short { list: cues.list(name), whole, needs: Needs::of(name) })
        });
        let lists: Vec<Short> = lists.collect();
        let numbers = || lists.iter().map(|short| short.list);
        let ends = numbers().min().zip(numbers().max());
        Self { lists, ends }
    }

    /// The sentence with its abbreviated titles replaced by full ones, and their positions; `None` if it has none.
    pub(super) fn spelled_out<'s>(
        &self,
        view: &Annotated<'s>,
        table: &Table,
    ) -> Option<(Annotated<'s>, Vec<Shortened>)> {
        let mut hits: Vec<(Hit, Needs)> = Vec::new();
        let (first, last) = self.ends?;
        for cue in view.cues.iter().filter(|cue| first <= cue.list && cue.list <= last) {
            let Some(Short { whole, needs, .. }) = self.lists.iter().find(|short| short.list == cue.list) else {
                continue;
            };
            let unread = *needs != Needs::NameOrPlace && !view.is_mark(cue.to(), ".");
            if unread || !view.tokens[cue.from()].capital || is_written(view, cue.from()..cue.to(), whole) {
                continue;
            }
            let Some(hit) = title(view, table, (cue.from(), cue.to()), whole) else {
                continue;
            };
            // "FM" abbreviates several titles: the context selects one.
            match hits.iter_mut().find(|(other, _)| other.from < hit.to && hit.from < other.to) {
                Some((other, _)) => other.meanings.extend(hit.meanings),
                None => hits.push((hit, *needs)),
            }
        }
        if hits.is_empty() {
            return None;
        }
        let short = |(hit, needs): &(Hit, Needs)| Shortened { from: hit.from, to: hit.to, needs: *needs };
        let found: Vec<Shortened> = hits.iter().map(short).collect();
        let mut hits: Vec<Hit> = hits.into_iter().map(|(hit, _)| hit).collect();
        let apart = |hit: &&Hit| found.iter().all(|short| hit.to <= short.from || short.to <= hit.from);
        hits.extend(view.hits.iter().filter(apart).cloned());
        hits.sort_by_key(|hit| (hit.from, hit.to));
        Some((Annotated { hits: hits.into(), ..view.clone() }, found))
    }
}

impl Finder<'_> {
    /// Keeps the mentions with abbreviated titles that determine the office and the person.
    pub(super) fn keep_clear(&self, found: &mut Vec<OfficeMention>, short: &[Shortened]) {
        let of = |m: &OfficeMention| short.iter().find(|short| m.from <= short.from && short.to <= m.to);
        for mention in found.iter_mut() {
            if let Some(short) = of(mention).filter(|short| short.needs != Needs::NameOrPlace) {
                mention.kept = true;
                mention.placed |= self.tagged(mention.to);
                mention.placed &= short.needs == Needs::Place || self.says_seat(mention, short.from);
            }
        }
        found.retain(|m| of(m).is_none() || (m.full && !m.kept || m.placed) && self.one_office(m));
        let spans: Vec<_> = found.iter().map(|m| m.span).collect();
        found.retain(|m| of(m).is_none() || spans.iter().filter(|&&span| span == m.span).count() == 1);
    }

    /// Returns `true` if a mention can only mean one office, held by one person.
    fn one_office(&self, mention: &OfficeMention) -> bool {
        let tenure = |&id: &TenureId| self.table.tenure(id);
        let mut meant = mention.tenures.iter().map(tenure).map(|tenure| (tenure.office, tenure.holder));
        let first = meant.next();
        first.is_some() && meant.all(|other| Some(other) == first)
    }
}

/// Returns `true` if these words are written there.
fn is_written(view: &Annotated<'_>, mut range: Range<usize>, words: &str) -> bool {
    let mut words = words.split(' ');
    range.all(|at| words.next() == Some(view.word(at))) && words.next().is_none()
}

/// Returns `true` if a title may start with a word.
fn may_open_title(table: &Table, word: &str) -> bool {
    let FirstWord { hash, len, .. } = first_word(word.as_bytes());
    len < word.len() || table.may_start(hash, true)
}

/// The longest listed title around a shortened word.
fn title(view: &Annotated<'_>, table: &Table, (from, to): (usize, usize), whole: &str) -> Option<Hit> {
    let point = usize::from(view.is_mark(to, ".") && view.tokens.get(to).is_some_and(|token| !token.spaced));
    let to = to + point;
    let words = |range: Range<usize>| range.map(|at| view.word(at)).collect::<Vec<_>>().join(" ");
    let last = (to + REACH).min(view.tokens.len());
    for start in from.saturating_sub(REACH)..=from {
        if start < from && !may_open_title(table, view.word(start)) {
            continue;
        }
        let most = [words(start..from), whole.to_owned(), words(to..last)].join(" ");
        if table.longest(most.trim(), 0).is_none() {
            continue;
        }
        for end in (to..=last).rev() {
            let text = [words(start..from), whole.to_owned(), words(to..end)].join(" ");
            let text = text.trim();
            let Some((read, mut meanings)) = table.longest(text, 0) else {
                continue;
            };
            meanings.retain(|meaning| matches!(meaning, Meaning::Title(_)));
            if read == text.len() && !meanings.is_empty() {
                return Some(Hit { from: start, to: end, meanings });
            }
        }
    }
    None
}
