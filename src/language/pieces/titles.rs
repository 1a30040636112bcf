//! Titles, whose they are, and who has them.

use super::links::{Beside, Named, Phrase};
use super::{OfficeTitle, Piece, PieceKind, Reading};
use crate::language::annotated::Hit;
use crate::language::cues::{Cue, ListId};
use crate::rules::{EntityId, Meaning, TitleId};

/// Most letters of a title that may end with a point: "Gov.".
const ABBREVIATED: usize = 5;

/// A title, before its context is read.
pub(super) struct Title {
    pub(super) from: usize,
    /// After the point of an abbreviation, and "-elect".
    pub(super) to: usize,
    pub(super) end: usize,
    pub(super) titles: Vec<TitleId>,
    list: Option<ListId>,
    elect: bool,
}

/// The words before a title, read from right to left.
struct Before {
    /// First token of what it belongs to, or of the title.
    start: usize,
    phrase: usize,
    of: Option<(usize, usize)>,
    marked: bool,
    owned: bool,
    definite: bool,
}

impl Reading<'_> {
    /// Every title, the longest where several begin or overlap.
    pub(super) fn titles(&self) -> Vec<Title> {
        let view = self.view;
        let mut found: Vec<Title> = Vec::new();
        let mut add = |from: usize, to: usize, titles: Vec<TitleId>, list: Option<ListId>| {
            if let Some(same) = found.iter_mut().find(|other| (other.from, other.end) == (from, to)) {
                same.titles.extend(titles);
                // A role says more than that the title is a local one.
                same.list = same.list.filter(|&known| known != self.reader.local).or(list).or(same.list);
                return;
            }
            found.push(Title { from, to, end: to, titles, list, elect: false });
        };
        for hit in view.hits.iter() {
            let title = |meaning: &Meaning| if let Meaning::Title(id) = meaning { Some(*id) } else { None };
            let titles: Vec<TitleId> = hit.meanings.iter().filter_map(title).collect();
            if !titles.is_empty() {
                add(hit.from, hit.to, titles, None);
            }
        }
        for cue in view.cues.iter().filter(|cue| self.reader.titles.may_hold(cue.list)) {
            // "General Motors" is not a general.
            let inside = |hit: &&Hit| hit.from <= cue.from() && cue.to() <= hit.to && hit.to - hit.from > 1;
            let title = |hit: &Hit| hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Title(_)));
            if view.hits.iter().find(inside).is_some_and(|hit| !title(hit)) {
                continue;
            }
            add(cue.from(), cue.to(), Vec::new(), Some(cue.list));
        }
        found.sort_by_key(|title| (std::cmp::Reverse(title.end - title.from), title.from));
        let mut kept: Vec<Title> = Vec::new();
        for title in found {
            if kept.iter().all(|other| title.end <= other.from || other.end <= title.from) {
                kept.push(title);
            }
        }
        kept.sort_by_key(|title| title.from);
        kept.iter_mut().for_each(|title| self.finish(title));
        kept
    }

    fn finish(&self, title: &mut Title) {
        let view = self.view;
        let word = &view.tokens[title.end - 1];
        if view.is_mark(title.end, ".")
            && word.span.len() <= ABBREVIATED
            && view.tokens.get(title.end + 1).is_some_and(|next| next.capital && next.spaced)
        {
            title.to = title.end + 1;
        }
        let hyphen = view.is_mark(title.to, "-") && view.tokens.get(title.to + 1).is_some_and(|next| !next.spaced);
        if let Some(end) = view.starts(self.reader.elect, title.to + usize::from(hyphen)) {
            (title.to, title.elect) = (end, true);
        }
    }

    /// The piece of a title, with the adjacent person and place; `names` are the other pieces. `None` if the word is
    /// not a title here: a verb, or a part of a name.
    pub(super) fn office(&self, title: &Title, names: &[Piece]) -> Option<Piece> {
        let view = self.view;
        if names.iter().any(|piece| {
            let inside = piece.from <= title.from && title.end <= piece.to;
            inside && !matches!(piece.kind, PieceKind::Name | PieceKind::Nationality(_))
        }) {
            return None;
        }
        let before = self.before(title, names);
        let behind = if before.of.is_none() { self.behind(title.to, names) } else { None };
        let end = behind.map_or(title.to, |(_, to)| to);
        let of = before.of.or(behind);
        let (beside, person) = self.holder(&before, title, end, names);
        // "the general feeling", "to judge": an ordinary word, not a title, unless the context shows otherwise.
        let bare = beside == Beside::Alone && of.is_none() && !before.definite && !before.owned;
        if bare && title.titles.is_empty() && !(view.tokens[title.from].capital && title.from > 0) {
            return None;
        }
        let places: Vec<EntityId> = of.map_or_else(Vec::new, |(from, to)| {
            names
                .iter()
                .filter(|piece| (piece.from, piece.to) == (from, to))
                .flat_map(Piece::entities)
                .copied()
                .collect()
        });
        let kind = PieceKind::Office(OfficeTitle {
            title: (title.from, title.end),
            titles: title.titles.clone(),
            list: title.list,
            of,
            places,
            beside,
            person,
            phrase: before.phrase,
            marked: before.marked || title.elect,
            owned: before.owned,
            definite: before.definite,
        });
        let to = if behind.is_some() { end } else { title.to };
        let to = to - usize::from(to == title.end + 1 && view.is_mark(title.end, "."));
        Some(self.piece(before.start, to.max(title.end), kind))
    }

    /// Markers, modifiers, the place or organisation, and the determiner before a title.
    fn before(&self, title: &Title, names: &[Piece]) -> Before {
        let (view, lists) = (self.view, self.reader);
        let mut before =
            Before { start: title.from, phrase: title.from, of: None, marked: false, owned: false, definite: false };
        let mut at = title.from;
        loop {
            let dot = usize::from(at > 0 && view.is_mark(at - 1, ".") && !view.tokens[at - 1].spaced);
            let hyphen = usize::from(at > 0 && view.is_mark(at - 1, "-"));
            if before.of.is_none()
                && let Some((from, to)) = self.name_before(at, names, |kind| !matches!(kind, PieceKind::Name))
            {
                before.of = Some((from, to));
                before.start = from;
                at = from;
            } else if let Some(from) = self.ends_any(&lists.markers, at - dot.max(hyphen)) {
                before.marked = true;
                at = from;
            } else if let Some(from) = view.ends(lists.modifier, at - hyphen) {
                at = from;
            } else if before.of.is_none()
                && let Some((from, to)) = self.name_before(at, names, |kind| matches!(kind, PieceKind::Name))
            {
                before.of = Some((from, to));
                before.start = from;
                at = from;
            } else if let Some(from) = self.thing_before(at) {
                (before.definite, at) = (true, from);
                break;
            } else if let Some(from) = view.ends(lists.determiner, at) {
                before.definite = view.ends(lists.definite, at).is_some();
                at = from;
                break;
            } else if let Some(from) = view.ends(lists.owner, at) {
                (before.owned, at) = (true, from);
                break;
            } else {
                break;
            }
        }
        before.phrase = at;
        before
    }

    /// The start of "the trust's" before a title: a noun for an organisation, which does not say which one.
    fn thing_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let end = at.checked_sub(1).filter(|&mark| view.is_possessive(mark))?;
        let noun = self.reader.things.iter().find_map(|&list| view.ends(list, end))?;
        view.ends(self.reader.definite, noun)
    }

    /// The place, organisation or other name that ends before a token, over a possessive ending; no person's.
    fn name_before(&self, at: usize, names: &[Piece], wanted: fn(&PieceKind) -> bool) -> Option<(usize, usize)> {
        let end = at.checked_sub(usize::from(at > 0 && self.view.is_possessive(at - 1)))?;
        let named = names.iter().filter(|piece| piece.to == end && may_own(piece) && wanted(&piece.kind));
        let piece = named.max_by_key(|piece| piece.to - piece.from)?;
        Some((piece.from, piece.to))
    }

    /// "of Springfield", "at the Holt Company": the tokens of the name, which end the title.
    fn behind(&self, link: usize, names: &[Piece]) -> Option<(usize, usize)> {
        let (view, lists) = (self.view, self.reader);
        let at = view.starts(lists.link, link)?;
        let at = view.starts(lists.determiner, at).unwrap_or(at);
        // "chief executive of Calder Robotics": of no person, whatever the first word is.
        let of = view.starts(lists.seat_link, link).is_some();
        let body = |piece: &Piece| of && piece.person().is_some_and(|person| person.known.is_empty());
        let starting = |at: usize| {
            let named = names.iter().filter(move |piece| piece.from == at && (may_own(piece) || body(piece)));
            named.max_by_key(|piece| piece.to)
        };
        let mut piece = starting(at)?;
        // "of Russia's Security Council", "of the Russian Security Council": the body, not the country.
        let next = piece.to + usize::from(piece.possessive);
        if let Some(body) = starting(next) {
            piece = body;
        } else if piece.possessive || matches!(piece.kind, PieceKind::Nationality(_)) {
            return None;
        }
        Some((piece.from, piece.to))
    }

    /// Who has the title, and in which shape.
    fn holder(&self, before: &Before, title: &Title, end: usize, names: &[Piece]) -> (Beside, Option<usize>) {
        let placed = before.of.is_some() || end > title.to;
        let definite = before.definite || before.owned || placed;
        let possessive = before.of.is_some_and(|(_, to)| self.view.is_possessive(to));
        let determined = possessive || before.phrase < before.start;
        let phrase = Phrase { from: before.phrase, to: end, definite, placed, determined };
        match self.reader.links.link(self.view, phrase, &people(names)) {
            Some(link) => (link.beside, Some(link.name.from)),
            None => self.shared_holder(end, names).map_or((Beside::Alone, None), |at| (Beside::Before, Some(at))),
        }
    }

    /// "chairman and chief executive Jane Roe": the person after the second title also has the first.
    fn shared_holder(&self, end: usize, names: &[Piece]) -> Option<usize> {
        let next = self.view.starts(self.reader.coordination, end)?;
        let second = self.titles_at(next)?;
        names.iter().find(|piece| piece.from == second && piece.person().is_some()).map(|piece| piece.from)
    }

    /// One past the title at a token.
    fn titles_at(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let title = |meaning: &Meaning| matches!(meaning, Meaning::Title(_));
        let hit = view.hit_at(at).filter(|hit| hit.meanings.iter().any(title)).map(|hit| hit.to);
        let cues = view.cues_at(at).filter(|cue| self.reader.titles.may_hold(cue.list));
        cues.map(Cue::to).max().max(hit)
    }
}

/// The people among some pieces, as the names that titles may have.
pub(crate) fn people(pieces: &[Piece]) -> Vec<Named> {
    let named = |piece: &Piece| {
        let full = piece.person()?.given.is_some();
        Some(Named { from: piece.from, to: piece.to, full })
    };
    pieces.iter().filter_map(named).collect()
}

/// Returns `true` if a title may belong to a name: not to a person, but a surname may also be the name of an organisation.
fn may_own(piece: &Piece) -> bool {
    piece.person().is_none_or(|person| person.given.is_none() && person.courtesy.is_none())
}
