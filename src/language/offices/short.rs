//! Shortened titles: "Gov.", "Sen.", "Defense Sec.", "VP" stand for the title that a word list gives.
//!
//! May name: `rules`, `language`.

use std::ops::Range;

use super::super::cues::{Cues, ListId, ListSet};
use super::super::view::{Hit, View};
use crate::rules::{Meaning, Table, Words};

/// Word lists whose name opens so have the whole title first, then its short forms.
const PREFIX: &str = "short-title-";

/// Of these only those that open so are read with a point, beside the place of the office: "Michigan Gov. Jane Roe".
const PLACED: &str = "short-title-placed-";

/// Most words of a title before, and behind, its shortened word: "defense sec.", "sec. of state".
const REACH: usize = 4;

/// The shortened titles of a language, with the whole title of each.
#[derive(Debug)]
pub(super) struct ShortTitles {
    lists: Vec<Short>,
    /// The same lists as a set: asked first.
    any: ListSet,
}

#[derive(Debug)]
struct Short {
    list: ListId,
    whole: String,
    placed: bool,
}

/// Where a shortened title stands, and whether it says nothing without the place of the office.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shortened {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) placed: bool,
}

impl ShortTitles {
    /// Looks the lists up by the opening of their names.
    pub(super) fn new(cues: &Cues, words: &Words) -> Self {
        let named = words.lists.iter().filter(|(name, _)| name.starts_with(PREFIX));
        let lists = named.filter_map(|(name, list)| {
            let whole = list.items.first()?.clone();
            Some(Short { list: cues.list(name), whole, placed: name.starts_with(PLACED) })
        });
        let lists: Vec<Short> = lists.collect();
        let mut any = ListSet::default();
        lists.iter().for_each(|short| any.add(short.list));
        Self { lists, any }
    }

    /// The sentence with its shortened titles read as whole ones, and where they stand; `None` where it has none.
    pub(super) fn spelled_out<'s>(&self, view: &View<'s>, table: &Table) -> Option<(View<'s>, Vec<Shortened>)> {
        let mut hits: Vec<(Hit, bool)> = Vec::new();
        for cue in view.cues.iter().filter(|cue| self.any.may_hold(cue.list)) {
            let Some(Short { whole, placed, .. }) = self.lists.iter().find(|short| short.list == cue.list) else {
                continue;
            };
            let unread = *placed && !view.is_mark(cue.to(), ".");
            if unread || !view.tokens[cue.from()].capital || is_written(view, cue.from()..cue.to(), whole) {
                continue;
            }
            let Some(hit) = title(view, table, (cue.from(), cue.to()), whole) else {
                continue;
            };
            // "FM" is short for more than one title: what stands beside it says for which.
            match hits.iter_mut().find(|(other, _)| other.from < hit.to && hit.from < other.to) {
                Some((other, _)) => other.meanings.extend(hit.meanings),
                None => hits.push((hit, *placed)),
            }
        }
        if hits.is_empty() {
            return None;
        }
        let short = |(hit, placed): &(Hit, bool)| Shortened { from: hit.from, to: hit.to, placed: *placed };
        let found: Vec<Shortened> = hits.iter().map(short).collect();
        let mut hits: Vec<Hit> = hits.into_iter().map(|(hit, _)| hit).collect();
        let apart = |hit: &&Hit| found.iter().all(|short| hit.to <= short.from || short.to <= hit.from);
        hits.extend(view.hits.iter().filter(apart).cloned());
        hits.sort_by_key(|hit| (hit.from, hit.to));
        Some((View { hits, ..view.clone() }, found))
    }
}

/// Whether these words stand there.
fn is_written(view: &View<'_>, mut range: Range<usize>, words: &str) -> bool {
    let mut words = words.split(' ');
    range.all(|at| words.next() == Some(view.word(at))) && words.next().is_none()
}

/// The longest listed title around a shortened word.
fn title(view: &View<'_>, table: &Table, (from, to): (usize, usize), whole: &str) -> Option<Hit> {
    let point = usize::from(view.is_mark(to, ".") && view.tokens.get(to).is_some_and(|token| !token.spaced));
    let to = to + point;
    let words = |range: Range<usize>| range.map(|at| view.word(at)).collect::<Vec<_>>().join(" ");
    let last = (to + REACH).min(view.tokens.len());
    for start in from.saturating_sub(REACH)..=from {
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
